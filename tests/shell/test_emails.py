"""At which addresses somebody is reached is what their touches say, whoever wrote last."""

from __future__ import annotations

from pathlib import Path

import pytest
from mailroom import Account

from daemon.store import Store, open_store
from daemon.store.emails import keep_emails, load_emails, making_touches
from daemon.store.engine import execute, transaction
from daemon.store.upkeep import examine

#: Each changes what follows for one person, or for two: `one` has several addresses.
CHANGES = {
    "a mail to another address": "INSERT INTO touch (owner_id, address_id, at, kind, direction, "
    "note, detector, version) VALUES (1, {last}, 1, 'email', 'out', '', 'test', 1)",
    "a mail from another address": "INSERT INTO touch (owner_id, address_id, at, kind, direction, "
    "note, detector, version) VALUES (1, {last}, 1 << 40, 'email', 'in', '', 'test', 1)",
    "their mails are gone": "DELETE FROM touch WHERE address_id = {first}",
    "a mail of theirs is forgotten": "DELETE FROM message WHERE id IN "
    "(SELECT message_id FROM touch WHERE address_id = {first})",
    "touches move": "UPDATE touch SET address_id = {last} WHERE address_id = {first}",
    "touches move to somebody else": "UPDATE touch SET address_id = {others} "
    "WHERE address_id = {first}",
    "a touch was at another time": "UPDATE touch SET at = at / 2 WHERE address_id = {first}",
    "a touch was the other way": "UPDATE touch SET direction = 'both' WHERE address_id = {first}",
    "mail came back": "UPDATE address SET dead_at = 1 << 41 WHERE id = {first}",
    "an address is written otherwise": "UPDATE address SET email = 'x' || email WHERE id = {first}",
    "an address is somebody else's": "UPDATE address SET person_id = {other} WHERE id = {first}",
    "an address is nobody's": "UPDATE address SET person_id = NULL WHERE id = {first}",
    "all are somebody else's": "UPDATE address SET person_id = {other} WHERE person_id = {one}",
    "a new address": "INSERT INTO address (owner_id, email, person_id, is_owner, role, delivered) "
    "VALUES (1, 'new@new.example', {one}, 0, '', 0)",
    "an address of hostile make": "INSERT INTO address (owner_id, email, person_id, is_owner, "
    "role, delivered) VALUES (1, 'new' || char(10) || '@new.example', {one}, 0, '', 0)",
}


@pytest.fixture
def account(sample: Account, tmp_path: Path) -> Account:
    return sample.copy(tmp_path / "a")


def counted(store: Store) -> dict[int, list[str]]:
    """By person all addresses in their order, asked of each touch."""
    standings: dict[int, list[tuple[bool, bool, int, int, str]]] = {}
    for number, person, email, dead_at in execute(
        store.database, "SELECT id, person_id, email, dead_at FROM address WHERE person_id > 0"
    ):
        touches = execute(
            store.database, "SELECT direction, at FROM touch WHERE address_id = ?", (number,)
        )
        last_in = max((at for way, at in touches if way == "in"), default=0)
        written = any(way == "out" for way, _ in touches)
        is_dead = dead_at is not None and dead_at > last_in
        standings.setdefault(person, []).append((is_dead, not written, -last_in, number, email))
    found = {}
    for person, ranked in standings.items():
        ranked.sort()
        found[person] = [one[-1] for one in ranked if not one[0]] or [ranked[0][-1]]
    return found


def loaded(store: Store) -> dict[int, list[str]]:
    people = [number for (number,) in execute(store.database, "SELECT id FROM person")]
    found = load_emails(store.database, 1, people)
    return {number: list(emails) for number, emails in found.items() if emails}


def kept(store: Store) -> dict[int, str]:
    rows = execute(store.database, "SELECT id, emails FROM person WHERE emails IS NOT NULL")
    return {number: emails for number, emails in rows}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_is_asked_anew_and_kept_again(account: Account, change: str) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        keep_emails(store.database, 1)  # who met since is left to the next pass
        everybody = counted(store)
        one = max(everybody, key=lambda person: len(everybody[person]))
        numbers = [
            execute(store.database, "SELECT id FROM address WHERE email = ?", (email,))[0][0]
            for email in everybody[one]
        ]
        other = min(everybody.keys() - {one})
        ((others,),) = execute(
            store.database, "SELECT min(id) FROM address WHERE person_id = ?", (other,)
        )
        assert len(numbers) > 1
        assert {person: text.split("\n") for person, text in kept(store).items()} == everybody
        places = {"one": one, "other": other, "others": others}
        execute(store.database, change.format(first=numbers[0], last=numbers[-1], **places))
        assert one not in kept(store)
        assert loaded(store) == counted(store)
        of_network = store.network.load_people()
        assert {person.id: list(person.addresses) for person in of_network} == {
            person.id: counted(store).get(person.id, []) for person in of_network
        }
        keep_emails(store.database, 1)
        assert loaded(store) == counted(store)
        left = [text for text in counted(store).get(one, []) if "\n" in text]
        assert (one in kept(store)) is not bool(left)


def test_a_store_in_which_nothing_changes_has_nothing_to_keep(account: Account) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        keep_emails(store.database, 1)
        asked: list[str] = []
        store.database.connection().set_trace_callback(asked.append)
        keep_emails(store.database, 1)
        assert [one.split()[0] for one in asked] == ["SELECT"]


def test_a_repair_and_a_missing_trigger(account: Account) -> None:
    from daemon.store.repair import repair

    account.once(5)
    before = account.sql("SELECT id, emails FROM person ORDER BY id")
    account.sql("DROP TRIGGER touch_made")
    account.sql("UPDATE person SET emails = 'wrong@wrong.example' WHERE id % 2")
    faults = examine(f"sqlite:///{account.store}")
    assert [one.what for one in faults] == ["the table, index or trigger touch_made is missing"]
    repair(f"sqlite:///{account.store}", faults)
    assert not examine(f"sqlite:///{account.store}")
    account.once(5)
    assert account.sql("SELECT id, emails FROM person ORDER BY id") == before


def test_of_many_touches_all_is_let_go_of_at_once(account: Account) -> None:
    made = CHANGES["a mail to another address"].replace("{last}", "(SELECT max(id) FROM address)")
    trigger = "SELECT sql FROM sqlite_master WHERE name = 'touch_made'"
    before = account.sql(trigger)
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        database = store.database
        keep_emails(database, 1)
        with transaction(database), making_touches(database, 5_000):
            execute(database, made)
        assert kept(store) == {}
        with pytest.raises(ZeroDivisionError), transaction(database):
            keep_emails(database, 1)
            with making_touches(database, 5_000):
                raise ZeroDivisionError
        assert kept(store) == {}, "all as it was"
        keep_emails(database, 1)
        with transaction(database), making_touches(database, 4_999):
            assert kept(store) and account.sql(trigger) == before
    assert account.sql(trigger) == before
    assert not examine(f"sqlite:///{account.store}")
