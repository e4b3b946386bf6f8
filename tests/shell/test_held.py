"""The daemon keeps its connections from one pass to the next, and finds out when one is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import imapclient
import pytest
from mailroom import NOW, Account, letter

from daemon.jobs.once import PassReport, run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import lock, open_store
from daemon.templating import Templates

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"


@pytest.fixture
def mailboxes() -> Iterator[Mailboxes]:
    held = Mailboxes(hold=True)
    yield held
    held.close()


def once(account: Account, minutes: float, mailboxes: Mailboxes) -> PassReport:
    config = account.config()
    with (
        lock(config.store.url),
        open_store(config.store.url, config.owner.as_owner()) as store,
    ):
        now = NOW + timedelta(minutes=minutes)
        return run_pass(config, store, Templates(), now, mailboxes=mailboxes)


def logins(account: Account) -> int:
    return account.server.log.count(f"Login: user=<{account.user}>")


@pytest.fixture
def settled(sample: Account, tmp_path: Path, mailboxes: Mailboxes) -> Account:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    once(account, 0, mailboxes)
    once(account, 1, mailboxes)
    assert once(account, 2, mailboxes).quiet
    return account


def test_one_login_for_many_passes(settled: Account, mailboxes: Mailboxes) -> None:
    before = logins(settled)
    assert once(settled, 3, mailboxes).quiet
    settled.put("INBOX", letter(1, ANN, NORA))
    assert once(settled, 4, mailboxes).counts()["new"] == 1
    assert logins(settled) == before == 1


def test_a_new_folder_is_read_on_a_held_connection(settled: Account, mailboxes: Mailboxes) -> None:
    with imapclient.IMAPClient(settled.server.host, settled.server.port, ssl=False) as client:
        client.login(settled.user, settled.server.password)
        client.create_folder("Projects")
        client.append("Projects", letter(1, ANN, NORA))
    assert once(settled, 3, mailboxes).counts()["new"] == 1


def test_a_connection_that_is_over_is_opened_anew(settled: Account, mailboxes: Mailboxes) -> None:
    settled.server.restart()
    settled.put("INBOX", letter(1, ANN, NORA))
    assert once(settled, 3, mailboxes).counts()["new"] == 1
    assert logins(settled) == 2


def test_after_sleep_none_is_trusted(settled: Account, mailboxes: Mailboxes) -> None:
    mailboxes.doubt()
    assert once(settled, 3, mailboxes).quiet
    assert logins(settled) == 2
    assert once(settled, 4, mailboxes).quiet
    assert logins(settled) == 2
