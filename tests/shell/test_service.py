"""The daemon as a process on a real Dovecot: signals, failures, and what `status` says of them."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from daemon_process import ROOT, Daemon, passes_begun, settled
from dovecot import Dovecot
from slow_server import Silent
from waiting import until

from daemon.store import lock
from daemon.store.upkeep import examine


@pytest.fixture
def daemon(tmp_path: Path, dovecot: Dovecot) -> Iterator[Daemon]:
    user = dovecot.user().user
    at = datetime.now(UTC) - timedelta(days=3)
    raw = (
        b"Message-ID: <own@service>\r\nFrom: nora@home.example\r\n"
        b"To: ann@bell.example\r\n\r\nHi\r\n"
    )
    dovecot.write_messages(user, "Sent", [(raw, at, ("\\Seen",))])
    made = Daemon(tmp_path, dovecot, user)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.kill()
        made.process.wait()


def test_new_mail_is_known_at_once(daemon: Daemon) -> None:
    settled(daemon.start())
    for number in range(3):
        time.sleep(1)
        before = daemon.known()
        daemon.bring(number)
        # Without IDLE it would take a quarter of an hour; how quick it is bench.service measures.
        until(lambda: daemon.known() == before + 1)  # noqa: B023
    told = daemon.status()
    assert told["healthy"] and told["running"] and told["errors"] == []
    assert told["counts"]["messages"] == 4 and told["next_pass"] > told["last_pass"]["started_at"]


def test_a_backup_is_whole_while_the_daemon_writes(daemon: Daemon, tmp_path: Path) -> None:
    """Each copy holds whole passes only: every mail has its place, and no cursor is ahead."""
    settled(daemon.start(pace=0.01))
    sizes = set()
    for number in range(4):
        for mail in range(5):
            daemon.bring(10 * number + mail)
        target = tmp_path / f"{number}.db"
        done = daemon.call("backup", str(target))
        assert done.returncode == 0, done.stderr
        assert examine(f"sqlite:///{target}") == ()
        with sqlite3.connect(target) as copy:
            ((mails, placed),) = copy.execute(
                "SELECT (SELECT count(*) FROM message), "
                "(SELECT count(DISTINCT message_id) FROM location)"
            )
        copy.close()
        assert mails == placed
        sizes.add(mails)
    until(lambda: daemon.known() == 21)
    assert len(sizes) > 1 and daemon.stop() == 0


def test_sigterm_ends_it_in_good_order(daemon: Daemon) -> None:
    settled(daemon.start())
    began = time.monotonic()
    assert daemon.stop() == 0
    assert time.monotonic() - began < 5
    told = daemon.status()
    assert told["healthy"] and not told["running"] and told["next_pass"] is None


def test_sigterm_ends_a_pass_that_a_stuck_server_holds(daemon: Daemon) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        daemon.config.write_text(
            daemon.config.read_text().replace(
                f"port = {daemon.server.port}", f"port = {silent.getsockname()[1]}"
            )
        )
        daemon.start()
        held, _ = silent.accept()
        time.sleep(0.3)
        began = time.monotonic()
        assert daemon.stop() == 0
        assert 3 < time.monotonic() - began < 6
        held.close()
    told = daemon.status()
    assert told["last_pass"]["interrupted"] and told["last_pass"]["finished_at"]
    assert not told["running"] and "died" not in told["says"]


def test_sigterm_in_the_middle_of_a_scan_is_no_failure(daemon: Daemon) -> None:
    at = datetime.now(UTC) - timedelta(days=3)
    raw = (
        "Message-ID: <{0}@many>\r\nFrom: Ann Bell <ann@bell.example>\r\nSubject: {0}\r\n\r\nHi\r\n"
    )
    mails = [(raw.format(number).encode(), at, ()) for number in range(6000)]
    daemon.server.write_messages(daemon.user, "INBOX", mails)
    daemon.start()
    until(lambda: daemon.store.exists() and passes_begun(daemon) == 1)
    assert daemon.stop() == 0
    told = daemon.status()
    assert told["last_pass"]["interrupted"] and "stopped before" in told["last_pass"]["error"]
    assert told["counts"]["messages"] < 6001 and told["errors"] == []
    assert "interrupted; the next goes on from there" in daemon.said("status")
    daemon.start()
    until(lambda: daemon.known() == 6001 and daemon.status()["last_pass"]["ok"])


def test_a_daemon_that_was_killed_is_told_of(daemon: Daemon) -> None:
    settled(daemon.start())
    daemon.signal(signal.SIGKILL)
    daemon.wait()
    told = daemon.status()
    assert not told["healthy"] and not told["running"] and "has died" in told["says"]


def test_a_second_one_is_refused_and_others_may_write(daemon: Daemon) -> None:
    settled(daemon.start())
    second = subprocess.run(
        [sys.executable, "-m", "daemon", "--config", daemon.config, "run"],
        cwd=ROOT, env=daemon.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert second.returncode == 75 and "runs on the store" in second.stderr
    with lock(f"sqlite:///{daemon.store}"):  # as `once` and `draft` do, between two passes
        daemon.signal(signal.SIGUSR1)
        until(lambda: "Another wellkeeper is working on the store" in daemon.log)
    before = daemon.passes()
    until(lambda: daemon.passes() > before)  # its turn comes by itself
    assert daemon.status()["healthy"]


def test_sigusr1_looks_now(daemon: Daemon) -> None:
    daemon.write("[schedule]\nwatch = false\n")
    daemon.start()
    until(lambda: daemon.passes() == 1)
    daemon.bring(1)
    time.sleep(1.5)
    assert daemon.known() == 1  # nobody told it
    daemon.signal(signal.SIGUSR1)
    until(lambda: daemon.known() == 2)


def test_sighup_takes_a_good_configuration_and_refuses_a_broken_one(daemon: Daemon) -> None:
    daemon.write("[schedule]\nevery_minutes = 30\n")
    settled(daemon.start())
    daemon.write("[schedule]\nevery_minutes = 0\n")
    passes = daemon.passes()
    daemon.signal(signal.SIGHUP)
    until(lambda: "not reloaded" in daemon.log and daemon.passes() > passes)
    daemon.write("[schedule]\nevery_minutes = 30\n")  # so that `status` can read it
    told = daemon.status()
    assert not told["healthy"] and [one["where"] for one in told["errors"]] == ["configuration"]
    assert "every_minutes" in told["says"] and "former one holds" in told["hint"]
    passes = daemon.passes()
    daemon.signal(signal.SIGHUP)
    until(lambda: "\nreloaded" in daemon.log and daemon.passes() > passes)
    told = daemon.status()
    assert told["healthy"] and told["errors"] == []


def test_further_jobs_come_at_their_times(daemon: Daemon) -> None:
    """What the digest will use."""
    daemon.start()
    until(lambda: daemon.log.count("a letter to Nora Berg") >= 3)
    daemon.config.write_text(daemon.config.read_text().replace("Nora Berg", "Nora Holm"))
    daemon.signal(signal.SIGHUP)
    until(lambda: daemon.log.count("a letter to Nora Holm") >= 2)


def test_after_a_sleep_or_a_clock_that_was_set_it_looks_at_once(daemon: Daemon) -> None:
    settled(daemon.start())
    logins = daemon.server.log.count(f"Login: user=<{daemon.user}>")
    (daemon.folder / "CLOCK").touch()
    daemon.signal(signal.SIGUSR1)  # the main thread looks at the clock, as it would by itself
    until(lambda: "the clock went +3600 s" in daemon.log)
    # The pass logs in once, and the watch takes a new connection.
    until(lambda: daemon.server.log.count(f"Login: user=<{daemon.user}>") >= logins + 2)
    daemon.bring(1)
    until(lambda: daemon.known() == 2)


def test_a_broken_template_is_refused_too(daemon: Daemon) -> None:
    settled(daemon.start())
    broken = daemon.folder / "templates" / "check_in" / "mine.en.j2"
    broken.parent.mkdir(parents=True)
    broken.write_text("{% block subject %}{{ nobody_knows_this }}{% endblock %}")
    daemon.signal(signal.SIGHUP)
    until(lambda: "not reloaded" in daemon.log)
    assert "mine.en.j2" in daemon.log
    daemon.bring(1)
    until(lambda: daemon.known() == 2)  # it works on


def test_a_refused_login_is_tried_three_times_in_all(daemon: Daemon, private: Dovecot) -> None:
    daemon.server = private
    daemon.write()
    daemon.write_password("wrong")
    assert daemon.start(pace=0.001).wait() == 77
    assert "(3 of 3)" in daemon.log and "refused 3 times" in daemon.log
    told = daemon.status()
    assert not told["healthy"] and "was refused 3 times" in told["says"]
    attempts = private.log.count("auth failed")
    for _ in range(2):
        assert daemon.start(pace=0.001).wait() == 77  # restarted, as systemd or an owner might
    assert private.log.count("auth failed") == attempts and "(4 of 3)" not in daemon.log
    daemon.write_password(private.password)
    daemon.start(pace=0.001)
    until(lambda: daemon.passes() >= 1 and not daemon.status()["errors"])


def test_a_password_that_is_revoked_while_it_runs(tmp_path: Path) -> None:
    server = Dovecot().start()
    try:
        daemon = Daemon(tmp_path, server, "nora")
        settled(daemon.start(pace=0.001))
        server.stop()
        server.password = "another"
        server.start()
        assert daemon.wait(60) == 77
        assert server.log.count("auth failed") <= 3 + daemon.log.count("watching main")
        told = daemon.status()
        assert [one["where"] for one in told["errors"]] == ["login main"]
    finally:
        server.remove()


def test_it_comes_back_after_the_server(daemon: Daemon, private: Dovecot) -> None:
    daemon.server = private
    daemon.write()
    settled(daemon.start(pace=0.05))
    private.stop()
    daemon.signal(signal.SIGUSR1)
    until(lambda: not daemon.status()["healthy"])
    told = daemon.status()
    assert told["errors"][0]["where"] == "pass" and "refuses connections" in told["says"]
    private.start()
    until(lambda: not daemon.status()["errors"])


def test_a_certificate_that_expires_is_told_of_and_its_successor_taken(
    daemon: Daemon, private: Dovecot
) -> None:
    daemon.server = private
    daemon.write(mailbox=f'ca_file = "{private.ca_file}"', security="tls")
    settled(daemon.start(pace=0.05))
    good = (private.directory / "server.pem").read_bytes()
    request = private.directory / "server.csr"
    authority = [private.directory / "ca.pem", private.directory / "ca.key"]
    subprocess.run(
        ["openssl", "x509", "-req", "-in", request, "-CA", authority[0], "-CAkey", authority[1],
         "-days", "-1", "-extfile", private.directory / "names",
         "-out", private.directory / "server.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    private.restart()
    daemon.signal(signal.SIGUSR1)
    until(lambda: any("certificate" in one["says"] for one in daemon.status()["errors"]))
    (private.directory / "server.pem").write_bytes(good)
    private.restart()
    until(lambda: not daemon.status()["errors"])


def test_two_mailboxes_one_with_a_wrong_password(daemon: Daemon) -> None:
    other = daemon.server.user().user
    daemon.write(
        f'[[mailbox]]\nname = "work"\nhost = "127.0.0.1"\nport = {daemon.server.port}\n'
        f'security = "none"\nuser = "{other}"\n'
    )
    daemon.write_password(daemon.server.password, "WELLKEEPER_PASSWORD_WORK='wrong'")
    settled(daemon.start(pace=0.001))
    until(lambda: "(3 of 3)" in daemon.log)
    daemon.bring(1)
    until(lambda: daemon.known() == 2)  # the first one is read all the same
    told = daemon.status()
    assert [one["where"] for one in told["errors"]] == ["login work"] and not told["healthy"]
    daemon.write_password(
        daemon.server.password, f"WELLKEEPER_PASSWORD_WORK='{daemon.server.password}'"
    )
    daemon.signal(signal.SIGHUP)
    until(lambda: not daemon.status()["errors"])
    daemon.bring(2, other)
    until(lambda: daemon.known() == 3)  # watched as well


def test_three_mailboxes_of_which_the_first_is_refused_and_one_hangs(daemon: Daemon) -> None:
    """The third is read and watched while the second goes on hanging; the daemon lives on."""
    other = daemon.server.user().user
    silent = Silent()
    daemon.write(
        "".join(
            f'[[mailbox]]\nname = "{name}"\nhost = "127.0.0.1"\nport = {port}\n'
            f'security = "none"\nuser = "{other}"\n'
            for name, port in (("stuck", silent.port), ("work", daemon.server.port))
        )
    )
    good = daemon.server.password
    daemon.write_password(
        "wrong", f"WELLKEEPER_PASSWORD_STUCK='{good}'", f"WELLKEEPER_PASSWORD_WORK='{good}'"
    )
    daemon.start(pace=0.001)
    until(lambda: "(3 of 3)" in daemon.log)
    passes = daemon.passes()
    until(lambda: daemon.passes() > passes)
    daemon.bring(1, other)
    until(lambda: daemon.known() == 1)
    told = daemon.status()
    assert silent.calls == 1 and told["running"]
    assert "login main" in [one["where"] for one in told["errors"]] and not told["healthy"]
    assert "3 times" in told["says"] and daemon.stop() == 0
    silent.close()


def test_a_store_from_a_newer_version_is_left_alone(daemon: Daemon) -> None:
    settled(daemon.start())
    daemon.stop()
    with sqlite3.connect(daemon.store) as database:
        database.execute(
            "INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01')"
        )
    database.close()
    assert daemon.start().wait() == 78
    assert "newer wellkeeper" in daemon.log


def test_a_full_disk_is_told_of_and_survived(daemon: Daemon, tmp_path: Path) -> None:
    """A file system of a few hundred kilobytes, in a namespace of its own where we may."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "none", small], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    try:
        daemon.store = small / "wellkeeper.db"
        daemon.write()
        settled(daemon.start(pace=0.01))
        ballast = small / "ballast"
        with ballast.open("wb", buffering=0) as stream:
            try:
                while stream.write(b"x" * 4096):
                    pass
            except OSError:
                pass  # full
        for number in range(20):
            daemon.bring(number)
        until(lambda: "full" in daemon.log)
        assert daemon.process is not None and daemon.process.poll() is None
        ballast.unlink()
        until(lambda: daemon.known() == 21, 60)
        until(lambda: not daemon.status()["errors"])
        assert daemon.stop() == 0
    finally:
        if daemon.process is not None and daemon.process.poll() is None:
            daemon.process.kill()
            daemon.process.wait()
        subprocess.run(["umount", "--lazy", small], check=True)


def test_systemd_is_told_in_words(daemon: Daemon, tmp_path: Path) -> None:
    address = f"/tmp/wk-notify-{os.getpid()}"
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(address)
    told.settimeout(60)
    try:
        daemon.environ |= {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "600000"}
        daemon.start()
        words: list[str] = []
        while not {"READY=1", "WATCHDOG=1", "STATUS=Looking for new mail ..."} <= set(words):
            words.append(told.recv(1000).decode())
        daemon.signal(signal.SIGHUP)
        while not (word := told.recv(1000).decode()).startswith("RELOADING=1"):
            pass
        assert "MONOTONIC_USEC=" in word
        daemon.stop()
        while told.recv(1000) != b"STOPPING=1":
            pass
    finally:
        told.close()
        os.unlink(address)
