"""A pass over mailboxes in which nothing has changed only looks; whatever has changed is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import imapclient
import pytest
from mailroom import NOW, Account, letter

from daemon.errors import ConnectionLost
from daemon.store import lock, open_store

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"


@contextmanager
def logged_in(account: Account) -> Iterator[imapclient.IMAPClient]:
    """The owner's own mail client."""
    server = account.server
    with imapclient.IMAPClient(server.host, server.port, ssl=False, timeout=20) as client:
        client.login(account.user, server.password)
        yield client


@pytest.fixture
def settled(sample: Account, tmp_path: Path) -> Account:
    """All is done, and a pass has found that."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    assert account.once_locked(0).placed == 3
    assert not account.once_locked(1).quiet
    assert account.once_locked(2).quiet
    return account


def test_nothing_new_is_only_looked_at(settled: Account) -> None:
    report = settled.once_locked(4)
    assert report.quiet and not report.scans
    config = settled.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        now = NOW + timedelta(minutes=5)
        assert store.health.load_coverage(now).until == NOW + timedelta(minutes=4)
        latest = store.health.load_passes(1)[0]
        assert latest.ok and latest.finished_at == NOW + timedelta(minutes=4)


def test_new_mail_is_read(settled: Account) -> None:
    settled.put("INBOX", letter(1, ANN, NORA, subject="News"))
    report = settled.once_locked(4)
    assert not report.quiet and report.counts()["new"] == 1


@pytest.mark.parametrize("flag", ["\\Flagged", "\\Answered"])
def test_a_flag_is_seen(settled: Account, flag: str) -> None:
    with logged_in(settled) as client:
        client.select_folder("INBOX")
        client.add_flags(client.search("ALL")[-1:], [flag])
    assert not settled.once_locked(4).quiet


def test_a_draft_that_was_taken_away_is_seen(settled: Account) -> None:
    with logged_in(settled) as client:
        client.select_folder("Drafts")
        client.delete_messages(client.search("ALL")[:1])
        client.expunge()
    assert not settled.once_locked(4).quiet


def test_a_new_folder_is_seen(settled: Account) -> None:
    with logged_in(settled) as client:
        client.create_folder("Wellkeeper")
    assert not settled.once_locked(4).quiet


def test_somebody_who_wrote_to_the_store_is_seen(settled: Account) -> None:
    with lock(settled.config().store.url):
        pass
    assert not settled.once_locked(4).quiet


def test_time_is_looked_at_every_hour_and_every_day(settled: Account) -> None:
    assert settled.once_locked(60).quiet
    assert not settled.once_locked(61).quiet


def test_a_pass_that_failed_is_made_up_for(settled: Account) -> None:
    settled.put("INBOX", letter(1, ANN, NORA, subject="News"))
    with pytest.raises(ConnectionLost):
        settled.once_locked(4, port=1)
    assert settled.once_locked(5).counts()["new"] == 1


def test_a_cold_process_loads_only_what_it_takes_to_look(settled: Account) -> None:
    heavy = (
        "peewee", "playhouse", "jinja2", "rich", "icalendar", "selectolax", "apscheduler",
        "nameparser", "phonenumbers", "holidays", "keyring", "oauthlib", "publicsuffixlist",
        "daemon.jobs.work", "daemon.jobs.scan", "daemon.templating", "daemon.tokens",
        "daemon.core.detectors", "daemon.core.parse.headers", "daemon.core.plan",
    )  # fmt: skip
    program = (
        "import sys\nfrom daemon.cli.app import run\ncode = run(sys.argv[1:])\n"
        f"print([one for one in {heavy} if one in sys.modules], code)"
    )
    at = (NOW + timedelta(minutes=4)).strftime("%Y-%m-%dT%H:%M")
    config = str(settled.configure())
    done = subprocess.run(
        [sys.executable, "-c", program, "--config", config, "--at", at, "once"],
        env={**os.environ, "HOME": str(settled.folder), "WELLKEEPER_PASSWORD": "pass"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("Nothing has changed")
    assert last == "[] 0"
