"""A small mailbox on a Dovecot of its own that is owed drafts, made anew for every fault point,
and the judgement of what a disturbed pass and the ordinary ones after it left in it.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "shell")]

from dovecot import Dovecot  # noqa: E402
from mailroom import NOW, Account, letter, save_store  # noqa: E402

from bench.faults.stripper import Stripper  # noqa: E402
from daemon.demo.sample import build_sample  # noqa: E402
from daemon.errors import WellkeeperError  # noqa: E402
from daemon.jobs.once import run_pass  # noqa: E402
from daemon.jobs.pass_report import Reporter  # noqa: E402
from daemon.store import open_store  # noqa: E402
from daemon.templating import Templates  # noqa: E402

#: A password that is like no other word: what is searched for afterwards.
CANARY = "k4nari3nvogel-7Zq"
#: Minutes after the disturbance at which an ordinary pass runs.
LATER = (1, 10, 20, 30)
#: What a server without UIDPLUS (and much else) says that it can do.
PLAIN = "IMAP4rev1 LITERAL+ SPECIAL-USE"
#: Processes that serve one session after another: a session costs a third of what it costs else.
QUICK = """
service imap-login {
  service_count = 0
  process_min_avail = 1
}
service imap {
  service_count = 500
}
"""
__all__ = ["CANARY", "NOW", "QUICK", "Dovecot", "Placed", "Room", "Torn", "Verdict", "attempt",
           "fork", "letter"]  # fmt: skip
Placed = dict[tuple[str, int], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Torn(Account):
    """An account whose server stands behind something that breaks, in plain text or under TLS.
    `front` is the port of what always stands before it, 0 for nothing.
    """

    tls: bool = False
    front: int = 0
    timeout_seconds: int = 5

    @property
    def port(self) -> int:
        """Where the account is to be had in plain text."""
        return self.front or self.server.port

    def configure(self, port: int = 0) -> Path:
        """See Account; with a time-out that a test can wait for."""
        file = Account.configure(self, port or self.front)
        wait = f"timeout_seconds = {self.timeout_seconds}\n[store]"
        text = file.read_text("utf-8").replace("[store]", wait, 1)
        text += "drafts_per_week = 200\n"
        days = "working_days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']\n[mailbox]"
        text = text.replace("[mailbox]", days, 1)
        if self.tls:
            own = port or self.server.tls_port
            line = f"port = {port or self.server.port}\n"
            secure = f'security = "tls"\nca_file = "{self.server.ca_file}"'
            text = text.replace(line, f"port = {own}\n").replace('security = "none"', secure)
        file.write_text(text, "utf-8")
        return file

    def pass_over(
        self,
        port: int = 0,
        minutes: float = 0,
        templates: Templates | None = None,
        reporter: Reporter | None = None,
    ) -> Callable[[], object]:
        """One pass, its configuration written beforehand: only the program's own calls fail."""
        config = self.config(port)
        moment = NOW + timedelta(minutes=minutes)

        def run() -> None:
            with open_store(config.store.url, config.owner.as_owner()) as store:
                run_pass(config, store, templates or Templates(), moment, reporter)

        return run


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong in the end; all empty is right."""

    lost: int = 0
    doubled: int = 0
    differs: tuple[str, ...] = ()
    changed: int = 0
    failed: str = ""

    @property
    def right(self) -> bool:
        return self == Verdict()


class Room:
    """A server, the mailbox as it is before every point, and what a pass without faults makes of
    it. One for each worker.
    """

    def __init__(self, base: Path, *, uidplus: bool = True) -> None:
        capability = "" if uidplus else PLAIN
        self.server = Dovecot(password=CANARY, capability=capability, extra=QUICK).start()
        self._stripper = None if uidplus else Stripper(self.server.port)
        self.base = Path(tempfile.mkdtemp(dir=base))
        self._template = Torn(self.server, self.server.user().user, self.base / "template", 3)
        self._template.folder.mkdir()
        self._fill()
        self.before: Placed = self._template.on_server()
        self._blank = self.base / "blank.db"
        with self.fresh() as account:
            config = account.config()
            with open_store(config.store.url, config.owner.as_owner()) as store:
                store.mailbox_id(config.mailboxes[0].name)
            save_store(account.store, self._blank)
        with self.fresh() as account:
            account.once()
            self.wanted = account.placed_ids()
            assert len(self.wanted) > 1, "the sample world gives too few drafts to disturb"
            self.picture = account.picture()
        gc.collect()
        gc.freeze()  # what is forked from here shares all of it

    def close(self) -> None:
        """Stop the server and delete everything."""
        if self._stripper is not None:
            self._stripper.close()
        self.server.remove()
        shutil.rmtree(self.base, ignore_errors=True)

    def _fill(self) -> None:
        """The mails of the sample world with the three who are owed a word."""
        with tempfile.TemporaryDirectory(dir=self.base) as folder:
            whole = Torn(self.server, self.server.user().user, Path(folder), 3)
            whole.put_sample()
            whole.once()
            rows = whole.sql("SELECT recipients FROM draft")
        people = [email.encode() for (one,) in rows for email in json.loads(one)]
        by_folder: dict[str, list[Any]] = {}
        for mail in build_sample(NOW):
            if any(email in mail.raw for email in people):
                by_folder.setdefault(mail.folder, []).append(
                    (mail.raw, mail.received_at, mail.flags)
                )
        for name, mails in by_folder.items():
            self.server.write_messages(self._template.user, name, mails)

    @contextmanager
    def fresh(self, *, tls: bool = False, blank: bool = False, wait: int = 5) -> Iterator[Torn]:
        """The mailbox as it was, for a new user without a store (`blank`: with one that knows
        nothing yet); removed afterwards. `wait` is the time-out in seconds.
        """
        folder = Path(tempfile.mkdtemp(dir=self.base)) / "a"
        front = self._stripper.port if self._stripper else 0
        copied = self._template.copy(folder)
        account = replace(copied, tls=tls, front=front, timeout_seconds=wait)
        try:
            if blank:
                shutil.copyfile(self._blank, account.store)
                account.store.chmod(0o600)
            yield account
        finally:
            shutil.rmtree(folder.parent, ignore_errors=True)
            shutil.rmtree(self.server.mail_root / account.user, ignore_errors=True)

    def judge(
        self, account: Torn, later: tuple[int, ...] = LATER, *, known: bool = True
    ) -> Verdict:
        """Run ordinary passes until nothing is missing, and compare. `known` says that the store
        must know exactly what it would have known; a flipped byte of a mail may be another name.
        """
        failed = ""
        differs: tuple[str, ...] = ("no pass",)
        plain = replace(account, tls=False, timeout_seconds=5)
        for minutes in later:
            try:
                plain.once(minutes)
                failed = ""
            except Exception as error:
                failed = f"{type(error).__name__}: {error}"[:300]
            differs = self._differences(plain)
            if not failed and not differs and plain.placed_ids() == self.wanted:
                break
        found = Counter(plain.placed_ids())
        doubled = sum(count - 1 for count in found.values())
        if not known:
            more = max(doubled, sum(found.values()) - len(self.wanted))
            return Verdict(0, more, failed=failed)
        now = plain.on_server()
        changed = sum(now.get(key) != value for key, value in self.before.items())
        changed += sum(folder != "Drafts" for folder, _ in now.keys() - self.before.keys())
        return Verdict(
            sum(one not in found for one in self.wanted), doubled, differs, changed, failed
        )

    def _differences(self, account: Torn) -> tuple[str, ...]:
        if not account.store.exists():
            return ("no store",)
        picture = account.picture()
        return tuple(name for name, rows in self.picture.items() if picture[name] != rows)


def fork(run: Any, output: Path, *, before: Any = None) -> int:
    """Run `run` in a child of this warm process, its output in a file; the child's pid. It ends
    with 0, with 75 (a WellkeeperError, as it should be), or with 3 (anything else).
    """
    pid = os.fork()
    if pid:
        return pid
    try:
        target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(target, 1)
        os.dup2(target, 2)
        if before is not None:
            before()
        os._exit(attempt(run))
    finally:
        os._exit(3)


def attempt(run: Any, output: int = 2) -> int:
    """Run it and say what it raised; the code with which the program would end."""
    try:
        run()
    except WellkeeperError as error:
        os.write(output, f"{type(error).__name__}: {error.message}\n".encode("utf-8", "replace"))
        return 75
    except BaseException:
        os.write(output, traceback.format_exc().encode("utf-8", "replace"))
        return 3
    return 0
