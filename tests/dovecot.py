"""A private Dovecot on loopback for tests: any user, one password, Maildir below a short path.

It needs no privileges; as root it runs as `nobody`. Tests that need it fail where it is missing.
"""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from imapclient.imap_utf7 import encode as encode_utf7

from daemon.mailbox import ConnectionSettings

HOST = "127.0.0.1"
MISSING = "Dovecot is not installed: `apt-get install dovecot-imapd openssl`, then run again."
_MAILDIR_FLAGS = {
    "\\Draft": "D", "\\Flagged": "F", "\\Answered": "R", "\\Seen": "S", "\\Deleted": "T",
}  # fmt: skip
_SPECIAL = ("Drafts", "Sent", "Trash", "Junk", "Archive")


@dataclass(frozen=True, slots=True)
class Credentials:
    user: str
    password: str


class Dovecot:
    """One server. Options are for its whole life; `start` after `stop` keeps ports and mail.

    `capability` replaces what the server announces, `quota_kb` limits each user, `extra` is
    appended to the configuration, `names` are the subjectAltNames of its certificate.
    """

    def __init__(
        self,
        *,
        password: str = "pass",
        special_use: bool = True,
        capability: str = "",
        quota_kb: int | None = None,
        extra: str = "",
        names: str = "DNS:localhost,IP:127.0.0.1",
    ) -> None:
        self.host = HOST
        self.port = 0
        self.tls_port = 0
        self.password = password
        self.directory = _short_directory()
        self.mail_root = self.directory / "mail"
        self.ca_file = self.directory / "ca.pem"
        self._options = (special_use, capability, quota_kb, extra)
        self._names = names
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._users = itertools.count(1)
        self._account = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())

    @property
    def log(self) -> str:
        """What the server has logged so far."""
        path = self.directory / "log"
        return path.read_text("utf-8", "replace") if path.exists() else "(no log)"

    def start(self) -> Dovecot:
        """Run until it answers on both ports."""
        path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
        binary = shutil.which("dovecot", path=path)
        if binary is None or shutil.which("openssl") is None:
            pytest.fail(MISSING, pytrace=False)
        if not self.ca_file.exists():
            self._prepare()
        for _ in range(3):  # somebody else may take the port between our look and its bind
            if not self.port:
                self.port, self.tls_port = _free_ports()
            (self.directory / "dovecot.conf").write_text(self._configuration(), "utf-8")
            self._process = subprocess.Popen(
                [binary, "-F", "-c", str(self.directory / "dovecot.conf")],
                stdout=(self.directory / "start.log").open("wb"),
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._unprivileged(),
            )
            if self._answers():
                return self
            self.stop()
            if "in use" not in self.log:
                break
            self.port = 0
        started = (self.directory / "start.log").read_text("utf-8", "replace")
        raise RuntimeError(f"Dovecot did not start:\n{started}\n{self.log}")

    def stop(self) -> None:
        """End it with all its sessions."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            try:
                # Sessions that are open outlive the master, which lets them finish.
                os.killpg(self._process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self._process = None

    def restart(self) -> None:
        """Cut every session and begin again on the same ports."""
        self.stop()
        self.start()

    def remove(self) -> None:
        """Stop it and delete all its mail."""
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def user(self, name: str = "") -> Credentials:
        """Somebody who may log in; without a name, somebody new with an empty mailbox."""
        return Credentials(name or f"user{next(self._users)}", self.password)

    def settings(self, user: str = "", **changes: Any) -> ConnectionSettings:
        """How to log in as `user` (or as somebody new) in plain text; `security` may be changed."""
        credentials = self.user(user)
        tls = changes.get("security", "none") == "tls"
        base = ConnectionSettings(
            self.host, self.tls_port if tls else self.port, credentials.user, credentials.password,
            "none", None, timeout_seconds=10, deadline_seconds=20,
        )  # fmt: skip
        if changes.get("security", "none") != "none":
            changes.setdefault("ca_file", self.ca_file)
        return replace(base, **changes)

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Where a folder lies on disk (it need not exist)."""
        root = self.mail_root / user
        if folder.upper() == "INBOX":
            return root
        name: bytes = encode_utf7(folder.replace("/", "."))
        return root / f".{name.decode('ascii')}"

    def write_messages(
        self, user: str, folder: str, messages: Iterable[tuple[bytes, datetime, Sequence[str]]]
    ) -> int:
        """Put messages (bytes, INTERNALDATE, flags) into a folder without IMAP, in their order;
        returns their number. UIDs are given out when the folder is next opened.
        """
        path = self.maildir(user, folder)
        for name in ("cur", "new", "tmp"):
            (path / name).mkdir(parents=True, exist_ok=True)
        count = 0
        for raw, at, flags in messages:
            marks = "".join(sorted(_MAILDIR_FLAGS[flag] for flag in flags))
            stem = f"{1_000_000_000 + next(self._numbers)}.M1P1.test"
            target = path / "cur" / f"{stem},S={len(raw)}:2,{marks}"
            target.write_bytes(raw)
            os.utime(target, (at.timestamp(), at.timestamp()))
            self._give_away(target)
            count += 1
        for owned in (self.mail_root / user, path, path / "cur", path / "new", path / "tmp"):
            self._give_away(owned)
        return count

    def _give_away(self, path: Path) -> None:
        if os.getuid() == 0:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)

    def _unprivileged(self) -> dict[str, Any]:
        if os.getuid() != 0:
            return {}
        return {
            "user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": [],
        }  # fmt: skip

    def _answers(self) -> bool:
        """Whether both ports greet within ten seconds."""
        assert self._process is not None
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with (
                    socket.create_connection((self.host, self.port), 5) as plain,
                    socket.create_connection((self.host, self.tls_port), 5),
                ):
                    if plain.recv(4) == b"* OK":
                        return True
            except OSError:
                pass
            time.sleep(0.02)
        return False

    def _prepare(self) -> None:
        """The directories, and a certificate authority with one server certificate."""
        for name in ("run", "state", "mail"):
            (self.directory / name).mkdir(exist_ok=True)
        # All that Python 3.13 asks of a certificate.
        (self.directory / "names").write_text(
            f"subjectAltName={self._names}\nauthorityKeyIdentifier=keyid\n"
        )
        key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        for command in (
            f"req -x509 {key} -days 2 -subj /CN=test-authority "
            "-addext keyUsage=critical,keyCertSign -keyout ca.key -out ca.pem",
            f"req {key} -subj /CN=test-server -keyout server.key -out server.csr",
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
            "-extfile names -out server.pem",
        ):
            subprocess.run(
                ["openssl", *command.split()], cwd=self.directory, check=True, capture_output=True
            )
        for path in (self.directory, *self.directory.iterdir()):
            self._give_away(path)

    def _configuration(self) -> str:
        special_use, capability, quota_kb, extra = self._options
        user = self._account.pw_name
        group = grp.getgrgid(self._account.pw_gid).gr_name
        mailboxes = "".join(
            f"  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{name}\n  }}\n"
            for name in _SPECIAL
        )
        quota = (
            f"plugin {{\n  quota = maildir:User quota\n  quota_rule = *:storage={quota_kb}K\n"
            "  quota_grace = 0\n}\n"
            "protocol imap {\n  mail_plugins = $mail_plugins quota imap_quota\n}\n"
        )
        return f"""
base_dir = {self.directory}/run
state_dir = {self.directory}/state
log_path = {self.directory}/log
protocols = imap
listen = {HOST}
instance_name = wellkeeper-{self.port}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
default_vsz_limit = 0
first_valid_uid = 1
mail_uid = {self._account.pw_uid}
mail_gid = {self._account.pw_gid}
mail_home = {self.mail_root}/%u
mail_location = maildir:{self.mail_root}/%u
mail_fsync = never
mail_max_userip_connections = 200
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
ssl = yes
ssl_cert = <{self.directory}/server.pem
ssl_key = <{self.directory}/server.key
{"imap_capability = " + capability if capability else ""}
passdb {{
  driver = static
  args = password={self.password}
}}
userdb {{
  driver = static
  args = uid={self._account.pw_uid} gid={self._account.pw_gid} home={self.mail_root}/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes if special_use else ""}}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = {self.tls_port}
    ssl = yes
  }}
}}
service auth {{
  user = {user}
}}
service auth-worker {{
  user = {user}
}}
{quota if quota_kb else ""}{extra}
"""


def _short_directory() -> Path:
    """Paths of Unix sockets have room for 107 bytes only."""
    parent = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix="wk-", dir=parent if len(parent) < 40 else "/tmp"))


def _free_ports() -> tuple[int, int]:
    with socket.create_server((HOST, 0)) as one, socket.create_server((HOST, 0)) as two:
        return one.getsockname()[1], two.getsockname()[1]


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """The Dovecot of this test session (one a worker), with special-use folders and TLS."""
    server = Dovecot()
    try:
        yield server.start()
    finally:
        server.remove()
