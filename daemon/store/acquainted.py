"""Who knows whom, as far as mail shows it: they stand in one mail or thread, or were at a meeting.
Asked of the few who might be introduced, so that the mail of all others need not be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence

from daemon.store.database import Database
from daemon.store.engine import select_in

#: Who stands in a mail to more than these does not know the others from it.
LARGEST_GATHERING = 50

_WRITES = "FROM message m JOIN address a ON m.sender_id = a.id"
_IS_WRITTEN_TO = (
    "FROM message m JOIN recipient r ON r.message_id = m.id JOIN address a ON a.id = r.address_id "
    f"AND m.recipients BETWEEN 2 AND {LARGEST_GATHERING}"
)
_MEETS = "FROM meeting_guest g JOIN address a ON a.id = g.address_id"
#: How somebody comes to be in a place where others are, and the number of that place.
_WAYS = ((_WRITES, "m.thread_id"), (_IS_WRITTEN_TO, "m.thread_id"), (_MEETS, "g.meeting_id"))
#: Those into a thread, and those into a meeting.
_KINDS = (_WAYS[:2], _WAYS[2:])


class Acquainted(Container[frozenset[str]]):
    """The pairs, as refs, of people who know each other, and `also` these. Looked up when one is
    asked for: the mail of each person once.
    """

    def __init__(self, database: Database, also: Collection[frozenset[str]] = ()) -> None:
        self._database = database
        self._also = also
        self._places: dict[str, tuple[frozenset[int], ...]] = {}

    def __contains__(self, pair: object) -> bool:
        if pair in self._also:
            return True
        assert isinstance(pair, frozenset)
        one, other = map(self._places_of, pair)
        return not all(map(frozenset.isdisjoint, one, other))

    def _places_of(self, ref: str) -> tuple[frozenset[int], ...]:
        """Threads and meetings."""
        if ref not in self._places:
            self._places[ref] = tuple(
                frozenset(
                    place for way in ways for place in _places(self._database, way, [int(ref[1:])])
                )
                for ways in _KINDS
            )
        return self._places[ref]


def load_acquainted(
    database: Database, people: Sequence[int], some: Collection[int]
) -> frozenset[frozenset[str]]:
    """The pairs, as refs, of one of `some` and another of these people who know each other."""
    wanted, of = frozenset(people), sorted({*some} & {*people})
    pairs: set[frozenset[str]] = set()
    for ways in _KINDS:
        places = {place for way in ways for place in _places(database, way, of)}
        together: dict[int, set[int]] = {}
        for way in ways:
            for place, person in _people(database, way, places):
                if person in wanted:
                    together.setdefault(place, set()).add(person)
        for them in together.values():
            pairs.update(
                frozenset((f"p{one}", f"p{other}"))
                for one in them.intersection(of)
                for other in them
                if other != one
            )
    return frozenset(pairs)


def _places(database: Database, way: tuple[str, str], people: Sequence[int]) -> Iterable[int]:
    source, place = way
    rows = select_in(
        database, f"SELECT DISTINCT {place} {source} WHERE a.person_id IN (...)", people
    )
    return (number for (number,) in rows)


def _people(
    database: Database, way: tuple[str, str], places: Iterable[int]
) -> Iterable[tuple[int, int]]:
    source, place = way
    rows = select_in(
        database,
        f"SELECT DISTINCT {place}, a.person_id {source} "
        f"WHERE a.person_id IS NOT NULL AND {place} IN (...)",
        sorted(places),
    )
    return ((number, person) for number, person in rows)
