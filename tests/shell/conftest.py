"""Accounts for the jobs to work on."""

from __future__ import annotations

from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import Account


@pytest.fixture
def account(dovecot: Dovecot, tmp_path: Path) -> Account:
    """An empty mailbox and no store yet."""
    folder = tmp_path / "account"
    folder.mkdir()
    return Account(dovecot, dovecot.user().user, folder)


@pytest.fixture(scope="module")
def sample(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The sample world after one pass that placed nothing. Nobody may change it: copy it."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("sample"), 0)
    account.put_sample()
    assert account.once().placed == 0
    return account
