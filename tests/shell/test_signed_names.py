"""Whom nothing names but what stands below their mails."""

from __future__ import annotations

from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import Account, letter

from daemon.store import open_store

OWN = "Nora Lindqvist <nora@lindqvist.example>"


@pytest.mark.parametrize(
    ("email", "called"),
    [("taperkin@orb.example", "Todd A. Perkins"), ("desk7@orb.example", "desk7@orb.example")],
)
def test_a_name_below_a_mail_counts_where_the_address_agrees(
    dovecot: Dovecot, tmp_path: Path, email: str, called: str
) -> None:
    account = Account(dovecot, dovecot.user().user, tmp_path)
    account.put("Sent", letter(1, OWN, email, days_ago=9, words="Is it done?\n\nNora"))
    account.put("INBOX", letter(2, email, OWN, days_ago=8, words="It is.\n\nTodd A. Perkins"))
    account.once()
    assert account.sql("SELECT name FROM person") == [(called,)]


def test_an_address_that_no_server_takes_stands_behind(dovecot: Dovecot, tmp_path: Path) -> None:
    account = Account(dovecot, dovecot.user().user, tmp_path)
    one, other = "Ann Lee <.lee@acme.example>", "Ann Lee <ann@acme.example>"
    account.put("Sent", letter(1, OWN, one, days_ago=9))
    account.put("Sent", letter(2, OWN, other, days_ago=8))
    account.put("INBOX", letter(3, other, OWN, days_ago=5))
    account.put("INBOX", letter(4, one, OWN, days_ago=2))
    account.once()
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        (ann,) = store.network.load_people()
        assert ann.addresses == ("ann@acme.example", ".lee@acme.example")
