"""What is kept for the agenda, of whom may be known by what and of where the mail of a week begins,
is what a full count says, whoever wrote last.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from mailroom import Account

from daemon.core.around import by_key, keys_of, keys_of_address, keys_of_name
from daemon.core.model import Person
from daemon.store import Store, open_store
from daemon.store.alike import keep_alike
from daemon.store.engine import execute
from daemon.store.recent import WEEK, first_since, keep_weeks
from daemon.store.times import epoch_of, time_of
from daemon.store.upkeep import examine


@pytest.fixture
def account(sample: Account, tmp_path: Path) -> Account:
    return sample.copy(tmp_path / "a")


def everybody(store: Store) -> list[Person]:
    """All who were in touch, with their names and addresses, asked of the tables."""
    emails: dict[int, list[str]] = {}
    for person, email in execute(store.database, "SELECT person_id, email FROM address"):
        emails.setdefault(person, []).append(email)
    return [
        Person(f"p{number}", name_set or name, tuple(emails[number]), last_touch=time_of(at))
        for number, name, name_set, at in execute(
            store.database,
            "SELECT id, name, name_set, last_touch FROM person WHERE last_touch IS NOT NULL",
        )
        if number in emails
    ]


def kept(store: Store) -> list[tuple[object, ...]]:
    return execute(
        store.database,
        "SELECT 'p', person_id, key FROM person_alike "
        "UNION ALL SELECT 'a', address_id, key FROM address_alike ORDER BY 1, 2, 3",
    )


def counted(store: Store) -> list[tuple[object, ...]]:
    names = execute(store.database, "SELECT id, name, name_set FROM person")
    emails = execute(store.database, "SELECT id, email FROM address WHERE person_id IS NOT NULL")
    found = [("p", one, key) for one, name, said in names for key in keys_of_name(said or name)]
    found += [("a", one, key) for one, email in emails for key in keys_of_address(email)]
    return sorted(found, key=lambda row: (row[0], row[1], row[2]))


def assert_whole(store: Store) -> None:
    """Whatever is kept: what is found is what everybody's names and addresses say."""
    people = everybody(store)
    early = min(epoch_of(one.last_touch) for one in people if one.last_touch) - 1
    keys = {key for one in people for key in keys_of(one)}
    found = store.network.load_alike(dict.fromkeys(keys, early))
    of_all = by_key(people)
    assert {key: {one.ref for one in them} for key, them in found.items()} == {
        key: {one.ref for one in them} for key, them in of_all.items()
    }
    by_ref = {one.ref: one for one in people}
    for them in found.values():
        for one in them:
            assert (one.name, {*one.addresses}, one.last_touch) == (
                by_ref[one.ref].name,
                {*by_ref[one.ref].addresses},
                by_ref[one.ref].last_touch,
            )


def test_a_pass_keeps_what_a_full_count_says(account: Account) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        assert kept(store) == counted(store) != []
        assert_whole(store)


def test_what_the_owner_says_counts_at_once_and_is_kept_by_the_next_pass(account: Account) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        one, other, third = (person for person in everybody(store)[:3])
        before = kept(store)
        execute(
            store.database, "UPDATE person SET name_set = 'Joe Minnick' WHERE id = ?", (one.id,)
        )
        execute(
            store.database,
            "UPDATE address SET person_id = ? WHERE person_id = ?",
            (third.id, other.id),
        )
        execute(store.database, "DELETE FROM person WHERE id = ?", (other.id,))
        execute(
            store.database,
            "INSERT INTO address (owner_id, email, person_id, is_owner, role, delivered) "
            "VALUES (1, 'ann.beekeeper@new.example', ?, 0, '', 0)",
            (third.id,),
        )
        assert_whole(store)
        assert "jminni" in store.network.load_alike({"jminni": 0})
        assert "abeeke" in store.network.load_alike({"abeeke": 0})
        assert kept(store) != before  # who is gone has taken theirs along
        keep_alike(store.database, 1)
        assert kept(store) == counted(store)
        assert_whole(store)
        asked: list[str] = []
        store.database.connection().set_trace_callback(asked.append)
        keep_alike(store.database, 1)
        assert all(one.startswith("SELECT") for one in asked), "nothing is left to keep"


def test_only_those_later_than_what_is_asked_of_them_are_found(account: Account) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        people = by_key(everybody(store))
        key, them = max(people.items(), key=lambda item: (len(item[1]), item[0]))
        last = max(epoch_of(one.last_touch) for one in them if one.last_touch)
        assert store.network.load_alike({key: last}).get(key, []) == []
        latest = store.network.load_alike({key: last - 1})[key]
        assert [one.last_touch for one in latest] == [time_of(last)] * len(latest) != []


def test_where_the_mail_of_a_week_begins(account: Account) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        mails = execute(store.database, "SELECT id, at FROM message")
        weeks: dict[int, int] = {}
        for number, at in mails:
            weeks[at // WEEK] = min(number, weeks.get(at // WEEK, number))
        assert dict(execute(store.database, "SELECT week, message_id FROM week")) == weeks
        for since in range(min(at for _, at in mails), max(at for _, at in mails), 10 * WEEK + 1):
            least = min(number for number, at in mails if at >= since)
            assert 0 < first_since(store.database, 1, since) <= least
        assert first_since(store.database, 1, max(at for _, at in mails) + WEEK) == 0


def test_a_repair_counts_both_anew(account: Account) -> None:
    from daemon.store.repair import repair

    weeks = account.sql("SELECT * FROM week ORDER BY week")
    account.sql("DELETE FROM week WHERE week % 2")
    account.sql("DELETE FROM person_alike WHERE person_id % 2")
    account.sql("DELETE FROM address_alike")
    repair(f"sqlite:///{account.store}", examine(f"sqlite:///{account.store}"))
    assert account.sql("SELECT * FROM week ORDER BY week") == weeks
    account.once(5)
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        assert kept(store) == counted(store)


def test_a_number_that_a_forgotten_mail_had_is_minded_when_another_one_gets_it(
    account: Account,
) -> None:
    with open_store(f"sqlite:///{account.store}", account.config().owner.as_owner()) as store:
        ((at, newest),) = execute(
            store.database, "SELECT at, id FROM message ORDER BY at DESC, id DESC LIMIT 1"
        )
        since = at // WEEK * WEEK
        first = first_since(store.database, 1, since)
        keep_weeks(store.database, 1, [first - 1, newest + 1], [at, at])
        assert first_since(store.database, 1, since) == first - 1
