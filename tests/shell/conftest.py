"""Accounts for the jobs to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from correspondence import Desk
from dovecot import Dovecot
from mailroom import Account


@pytest.fixture
def account(dovecot: Dovecot, tmp_path: Path) -> Account:
    """An empty mailbox and no store yet."""
    folder = tmp_path / "account"
    folder.mkdir()
    return Account(dovecot, dovecot.user().user, folder)


@pytest.fixture
def private() -> Iterator[Dovecot]:
    """A server of the test's own, which may be stopped."""
    server = Dovecot()
    try:
        yield server.start()
    finally:
        server.remove()


@pytest.fixture
def desk(
    account: Account, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """An empty mailbox, with people who can be made to write and to answer."""
    monkeypatch.setenv("WELLKEEPER_PASSWORD", account.server.password)
    return Desk(account, capsys)


@pytest.fixture(scope="module")
def sample(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The sample world after one pass that placed nothing. Nobody may change it: copy it."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("sample"), 0)
    account.put_sample()
    assert account.once().placed == 0
    return account


@pytest.fixture(scope="module")
def drafted(sample: Account, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The same after a pass that placed one draft, all that a day may bring. Copy it, too."""
    account = sample.copy(tmp_path_factory.mktemp("drafted") / "a", drafts_per_day=1)
    assert account.once().placed == 1
    return account


@pytest.fixture(scope="module")
def three_drafted(sample: Account, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The same where a day may bring three. Copy it, too."""
    account = sample.copy(tmp_path_factory.mktemp("three") / "a", drafts_per_day=3)
    assert account.once().placed == 3
    return account
