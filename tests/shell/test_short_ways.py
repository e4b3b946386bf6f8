"""All short ways together, the fast reader, the short way through a header and inference from all
mail at once, against the long ones: the same store comes of the same mail.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from mailroom import NOW, Account

from bench.corpora import CORPORA, all_mail
from bench.synthetic import World
from daemon.core import scan_batch
from daemon.jobs import scan
from daemon.jobs.once import open_sessions
from daemon.jobs.scan import storing
from daemon.mailbox import fast_fetch
from daemon.store import emails, inference, open_store, scans


def scan_all(account: Account, folder: Path) -> Account:
    """A scan of all headers, and what follows from them, into a store in `folder`."""
    folder.mkdir()
    mine = Account(account.server, account.user, folder, 0)
    config = mine.config()
    owner = config.owner.as_owner()
    with open_store(config.store.url, owner) as store, open_sessions(config, store) as sessions:
        for session in sessions:
            wanted = scan.folders_to_read(session.folders, session.settings.folders)
            scan.scan_mailbox(session.mailbox, store.scans(session.settings.name), wanted, NOW)
        store.inference.infer_pending(owner.addresses, owner.name)
    return mine


def fast_is_slow(account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same store comes of all short ways together as of all long ones."""
    with monkeypatch.context() as many:
        for module in (scans, emails, inference):
            many.setattr(module, "MANY", 300)
        many.setattr(storing, "STORED_AT_ONCE", 300)
        fast = scan_all(account, tmp_path / "fast")
    monkeypatch.setattr(storing, "STORED_AT_ONCE", 1)
    monkeypatch.setattr(fast_fetch, "_cut", lambda wire, found: None)
    monkeypatch.setattr(scan_batch, "read_shortly", lambda batch, *_: [None] * len(batch))
    slow = scan_all(account, tmp_path / "slow")
    picture = fast.picture()
    assert len(picture["places"]) + len(picture["skipped"]) > 500
    assert picture == slow.picture()


def test_the_same_store_of_synthetic_mail(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, mail in enumerate(World(900, 40).mails()):
        # Some answers name no mail: they are joined by their subjects.
        names_mails = rb"(?m)^(References|In-Reply-To):.*\n([ \t].*\n)*"
        raw = mail.raw if number % 3 else re.sub(names_mails, b"", mail.raw)
        account.put(mail.folder, raw, at=mail.at, flags=["\\Seen"] if mail.flags else [])
    fast_is_slow(account, tmp_path, monkeypatch)


@pytest.mark.corpora
def test_the_same_store_of_the_corpora(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"NOT RUN: no corpora at {CORPORA} (WELLKEEPER_CORPORA)")
    some = [raw for number, (_, raw) in enumerate(all_mail(CORPORA)) if number % 5 == 0]
    at = datetime(2019, 3, 4, tzinfo=NOW.tzinfo)
    account.put("INBOX", *some[::2], at=at)
    account.put("Sent", *some[1::2], at=at)
    fast_is_slow(account, tmp_path, monkeypatch)
