"""One of two mailboxes, each on a Dovecot of its own, or the only one is cut off after its scan."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import NOW, letter
from slow_server import Cutting
from test_side_by_side import HERE, ask_at_home, configure, once

from daemon.errors import ConnectionLost
from daemon.jobs.once import run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import open_store
from daemon.templating import Templates

ROOT = Path(__file__).parents[2]
LEE = "Lee Marsh <lee@marsh.example>"
WORDS, APPEND = b"BODY.PEEK[TEXT]", b" APPEND "


@pytest.fixture
def other() -> Iterator[Dovecot]:
    server = Dovecot().start()
    yield server
    server.remove()


@pytest.fixture
def users(dovecot: Dovecot, other: Dovecot) -> dict[str, str]:
    """In `work`, on the one, a question of Lee's; in `home`, on the other, one of Kim's."""
    home = ask_at_home(other)["home"]
    work = dovecot.user().user
    asked = letter(207, LEE, HERE, days_ago=3, words="Could you send me the list?")
    mine = letter(208, f"Ada <{HERE}>", LEE, days_ago=9)
    dovecot.write_messages(work, "INBOX", [(asked, NOW, ())])
    dovecot.write_messages(work, "Sent", [(mine, NOW, ("\\Seen",))])
    return {"work": work, "home": home}


def ask(folder: Path, query: str) -> list[str]:
    with closing(sqlite3.connect(folder / "w.db")) as store:
        return [one for (one,) in store.execute(query)]


def asking(folder: Path) -> list[str]:
    """Who is known to wait for an answer."""
    return ask(folder, "SELECT p.name FROM gap g JOIN person p ON p.id = g.person_id ORDER BY 1")


def known(folder: Path) -> int:
    return len(ask(folder, "SELECT id FROM message"))


def test_one_that_drops_each_time_its_words_are_read_keeps_the_pass_from_nothing_else(
    dovecot: Dovecot, other: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    cutting = Cutting(other.port, WORDS)
    config = configure(dovecot, tmp_path, users, {"home": cutting.port})
    for _ in range(2):
        cutting.break_again()
        report, _ = once(config)
        assert cutting.cuts == 1
        assert set(report.scans) == {"work", "home"} and list(report.passed_over) == ["home"]
        assert report.agenda is not None
        assert asking(tmp_path) == ["Lee Marsh"]  # of Kim's mail nothing is claimed unread
        assert known(tmp_path) == 27  # and what the scan brought is kept
    cutting.mended.set()
    report, _ = once(config)
    assert not report.passed_over
    assert asking(tmp_path) == ["Kim Field", "Lee Marsh"]
    cutting.close()


def test_the_first_is_lost_while_a_draft_is_placed(
    dovecot: Dovecot, other: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    cutting = Cutting(dovecot.port, APPEND)
    ports = {"work": cutting.port, "home": other.port}
    config = configure(dovecot, tmp_path, users, ports)
    report, _ = once(config)
    assert cutting.cuts == 1 and list(report.passed_over) == ["work"]
    assert report.written and not report.placed
    report, _ = once(config)  # it does not come back at once
    assert set(report.scans) == {"home"} and not report.written
    cutting.mended.set()
    # One whose APPEND was begun is looked for, and placed anew at a later look than the first.
    for minutes in (0, 60, 120):
        with open_store(config.store.url, config.owner.as_owner()) as store:
            report = run_pass(config, store, Templates(), NOW + timedelta(minutes=minutes))
        assert not report.passed_over
    drafts = [*dovecot.maildir(users["work"], "Drafts").glob("*/*:*")]
    assert len(drafts) == 2 and ask(tmp_path, "SELECT state FROM draft") == ["placed", "placed"]
    cutting.close()


def test_where_all_are_lost_the_pass_has_failed(
    dovecot: Dovecot, other: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    both = {"work": Cutting(dovecot.port, WORDS), "home": Cutting(other.port, WORDS)}
    config = configure(dovecot, tmp_path, users, {name: one.port for name, one in both.items()})
    with pytest.raises(ConnectionLost):
        once(config)
    assert known(tmp_path) == 27
    for one in both.values():
        one.mended.set()
    report, _ = once(config)
    assert not report.passed_over and asking(tmp_path) == ["Kim Field", "Lee Marsh"]
    for one in both.values():
        one.close()


def test_one_that_was_lost_rests_and_longer_where_it_is_lost_again(
    dovecot: Dovecot, other: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    cutting, mailboxes = Cutting(other.port, WORDS), Mailboxes(patience=60, hold=True)
    config = configure(dovecot, tmp_path, users, {"home": cutting.port})
    report, _ = once(config, mailboxes)
    first = mailboxes.next_try()
    assert first is not None and list(report.passed_over) == ["home"]
    cutting.break_again()
    report, _ = once(config, mailboxes)
    assert not cutting.cuts and set(report.scans) <= {"work"}  # it was not even called
    mailboxes.try_now()
    report, _ = once(config, mailboxes)
    again = mailboxes.next_try()
    assert cutting.cuts == 1 and again is not None and again > first
    cutting.mended.set()
    mailboxes.try_now()
    report, _ = once(config, mailboxes)
    assert not report.passed_over and mailboxes.next_try() is None
    mailboxes.close()
    cutting.close()


def test_the_only_one_is_lost_after_its_scan(dovecot: Dovecot, tmp_path: Path) -> None:
    """What was read is kept and told, and the end is the error: try again later."""
    user = ask_at_home(dovecot)["home"]
    for words, made in ((WORDS, []), (APPEND, ["Kim Field"])):
        cutting = Cutting(dovecot.port, words)
        configure(dovecot, tmp_path, {"home": user}, {"home": cutting.port})
        file = str(tmp_path / "config.toml")
        said = subprocess.run(
            [sys.executable, "-m", "daemon", "--config", file, "--at", NOW.isoformat(), "once"],
            cwd=ROOT, env={**os.environ, "WELLKEEPER_PASSWORD_HOME": dovecot.password},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert cutting.cuts == 1 and said.returncode == 75
        assert "cut the connection" in said.stderr and "Traceback" not in said.stderr
        read, known_now, *rest = said.stdout.splitlines()
        assert "read in" in read and known_now.startswith("1 person and ")
        assert "No new drafts: the mailbox that they go to could not be had. They wait." in rest
        assert known(tmp_path) == 25 and asking(tmp_path) == made
        cutting.close()
    assert all("cut the connection" in one for one in ask(tmp_path, "SELECT error FROM pass"))
