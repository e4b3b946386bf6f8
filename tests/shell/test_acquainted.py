"""Who knows whom: the short way, from the few of whom something is told, finds what a look at all
mail finds of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from test_work_counted import scan

from bench.synthetic import ALIAS, OWNER, OWNER_NAME, World
from daemon.core.model import Owner
from daemon.store import Store, open_store
from daemon.store.acquainted import LARGEST_GATHERING
from daemon.store.engine import execute


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("acquainted")
    owner = Owner(OWNER_NAME, (OWNER, ALIAS))
    with open_store(f"sqlite:///{folder}/wellkeeper.db", owner) as opened:
        scan(opened, [(one.folder, one.raw) for one in World(1_500, 30).mails()])
        yield opened


def all_pairs(store: Store) -> set[frozenset[int]]:
    """Everybody who stands in a thread together, from all mail at once."""
    together: dict[int, set[int]] = {}
    for thread, person in execute(
        store.database,
        "SELECT m.thread_id, a.person_id FROM message m JOIN address a ON a.id = m.sender_id "
        "UNION SELECT m.thread_id, a.person_id FROM message m JOIN recipient r "
        "ON r.message_id = m.id JOIN address a ON a.id = r.address_id "
        f"WHERE m.recipients BETWEEN 2 AND {LARGEST_GATHERING}",
    ):
        if person is not None:
            together.setdefault(thread, set()).add(person)
    return {frozenset(pair) for them in together.values() for pair in combinations(sorted(them), 2)}


@pytest.mark.parametrize("step", [1, 2, 7])
def test_finds_whom_a_look_at_all_mail_finds(store: Store, step: int) -> None:
    people = sorted(one.id for one in store.network.load_people())[1:]
    some = people[::step]
    expected = {
        frozenset(f"p{one}" for one in pair)
        for pair in all_pairs(store)
        if pair <= set(people) and pair & set(some)
    }
    found = store.introductions.load_acquainted(people, some)
    assert found == expected
    assert len(found) > 5


def test_nobody_is_asked_of(store: Store) -> None:
    people = [one.id for one in store.network.load_people()]
    assert store.introductions.load_acquainted(people, ()) == frozenset()


def test_a_pair_that_is_asked_for_is_judged_by_the_mail_of_the_two(store: Store) -> None:
    people = sorted(one.id for one in store.network.load_people())
    expected = all_pairs(store)
    acquainted = store.introductions.acquainted({frozenset(("p0", "p00"))})
    found = [
        frozenset(pair)
        for pair in combinations(people, 2)
        if frozenset(f"p{one}" for one in pair) in acquainted
    ]
    assert set(found) == {pair for pair in expected if pair <= set(people)}
    assert 5 < len(found) < len(people) * (len(people) - 1) / 2
    assert frozenset(("p0", "p00")) in acquainted
