"""A store of an older version is brought up to date, and knows what it knew: nothing is stored
twice, though mails are known by other keys now.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from mailroom import Account
from older import turn_back

from daemon.store.repair import repair
from daemon.store.upkeep import examine


@pytest.fixture
def upgraded(sample: Account, tmp_path: Path) -> Account:
    """A store with drafts in their folder."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    assert account.once().placed > 1
    return account


def recipients(account: Account) -> list[tuple[object, ...]]:
    """To whom mails went, in the order in which they name them."""
    return account.sql(
        "SELECT m.identity_key, a.email, r.field FROM recipient r JOIN message m "
        "ON m.id = r.message_id JOIN address a ON a.id = r.address_id ORDER BY 1, r.place"
    )


def read_anew(account: Account) -> None:
    """As if the server had numbered its mails anew."""
    account.sql("UPDATE folder SET uidvalidity = 1, uid_done = 0, complete_at = NULL")


def test_nothing_is_stored_twice(upgraded: Account) -> None:
    before, people = upgraded.picture(), recipients(upgraded)
    drafts = upgraded.on_server()
    turn_back(upgraded)
    assert upgraded.once(5).counts()["new"] == 0
    assert upgraded.picture() == before
    assert recipients(upgraded) == people
    read_anew(upgraded)
    counts = upgraded.once(10).counts()
    assert counts["read"] > 200
    assert counts["new"] == 0
    assert upgraded.picture() == before
    assert recipients(upgraded) == people
    assert upgraded.on_server() == drafts
    assert examine(f"sqlite:///{upgraded.store}") == ()


def test_a_damaged_store_of_an_older_version_is_brought_up_to_date(upgraded: Account) -> None:
    before, people = upgraded.picture(), recipients(upgraded)
    turn_back(upgraded)
    upgraded.sql("DROP INDEX message_answer")
    repair(f"sqlite:///{upgraded.store}", examine(f"sqlite:///{upgraded.store}"))
    assert examine(f"sqlite:///{upgraded.store}") == ()
    upgraded.once(5)
    assert upgraded.picture() == before
    assert recipients(upgraded) == people


@pytest.mark.parametrize("what", ["recipient", "thread_key"])
def test_what_a_damaged_store_has_lost_is_known_again(upgraded: Account, what: str) -> None:
    before, people = upgraded.picture(), recipients(upgraded)
    keys = upgraded.sql("SELECT id_key, thread_id FROM thread_key ORDER BY 1")
    upgraded.sql(f"DELETE FROM {what}")
    upgraded.sql("DROP INDEX message_answer")
    repair(f"sqlite:///{upgraded.store}", examine(f"sqlite:///{upgraded.store}"))
    upgraded.once(5)
    assert upgraded.picture() == before
    assert recipients(upgraded) == people
    assert upgraded.sql("SELECT id_key, thread_id FROM thread_key ORDER BY 1") == keys


def test_an_upgrade_that_is_cut_off_begins_anew(upgraded: Account) -> None:
    before = upgraded.picture()
    turn_back(upgraded)
    # What the last step of the upgrade needs is not there: as if it had died there.
    upgraded.sql('ALTER TABLE recipient RENAME COLUMN "field" TO "fields"')
    with pytest.raises(Exception, match="field"):
        upgraded.once(5)
    with sqlite3.connect(upgraded.store) as database:
        database.execute('ALTER TABLE recipient RENAME COLUMN "fields" TO "field"')
    upgraded.once(5)
    assert upgraded.picture() == before
