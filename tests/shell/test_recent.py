"""What several ask one after the other is asked once, as long as nobody writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.core.model import Owner
from daemon.errors import StoreError
from daemon.store import Store, open_store
from daemon.store.engine import execute, transaction
from daemon.store.recent import remembered

OWNER = Owner("Nora Lind", ("nora@lind.example",), "Europe/Amsterdam")


def count(store: Store) -> int:
    """How many mailboxes there are, as remembered."""

    def ask() -> int:
        ((number,),) = execute(store.database, "SELECT count(*) FROM mailbox")
        return int(number)

    return remembered(store.database, "mailboxes", ask)


def test_a_question_is_asked_once_until_somebody_writes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'wellkeeper.db'}"
    with open_store(url, OWNER) as store, open_store(url, OWNER) as other:
        assert count(store) == 0
        asked: list[str] = []
        store.database.connection().set_trace_callback(asked.append)
        assert count(store) == 0
        assert not [one for one in asked if "mailbox" in one]
        store.mailbox_id("own")
        assert count(store) == 1  # this connection wrote
        other.mailbox_id("another")
        assert count(store) == 2  # another one did
        with transaction(store.database):
            assert count(store) == 2
            store.mailbox_id("third")
            assert count(store) == 3


def test_questions_are_told_apart(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'wellkeeper.db'}", OWNER) as store:
        assert remembered(store.database, ("a", 1), lambda: "one") == "one"
        assert remembered(store.database, ("a", 2), lambda: "two") == "two"
        assert remembered(store.database, ("a", 1), lambda: "three") == "one"


def test_nothing_is_remembered_of_what_was_undone(tmp_path: Path) -> None:
    """To undo something counts as no change, neither of ours nor of others."""
    with open_store(f"sqlite:///{tmp_path / 'wellkeeper.db'}", OWNER) as store:
        with store.trying(undo=True):
            store.mailbox_id("own")
            assert count(store) == 1
        assert count(store) == 0
        with transaction(store.database):
            with pytest.raises(StoreError), transaction(store.database):
                store.mailbox_id("own")
                assert count(store) == 1
                raise StoreError("The disk is full.", "")
            assert count(store) == 0
        with pytest.raises(StoreError), transaction(store.database):
            store.mailbox_id("own")
            assert count(store) == 1
            raise StoreError("The disk is full.", "")
        assert count(store) == 0
