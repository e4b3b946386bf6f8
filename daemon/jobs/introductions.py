"""Introductions for the agenda: what was made and received, who was asked, and who might meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from daemon.core.introductions import OWNER, Asking, Introduction
from daemon.core.model import Fact, Relationship
from daemon.core.pairs import Pair, Profile, is_two_way
from daemon.core.values import replace
from daemon.store import Store

#: The facts by which two people are found for each other.
_TELLING = frozenset(
    ("need", "offer", "perhaps_need", "perhaps_offer", "perhaps_likes", "perhaps_goes",
     "perhaps_new", "perhaps_home", "interest", "met_at", "event", "place", "organises")
)  # fmt: skip


#: Where nothing else is told no two are found: what one does is asked for by none, and whoever is
#: at home somewhere meets nobody who is new.
_ALONE = frozenset(("offer", "perhaps_offer", "place", "organises"))
#: Of whom it matters how many they know: who is at home somewhere, if anybody may be new there.
_HOME = frozenset(("place", "organises", "perhaps_home"))
_NEW = frozenset(("event", "perhaps_new"))
#: What is told of people, by their numbers.
Stories = Mapping[int, Sequence[Fact]]


class Introduced(NamedTuple):
    """What was made and received, and who was asked first."""

    made: tuple[Introduction, ...]
    askings: tuple[Asking, ...]

    def people(self) -> frozenset[int]:
        """The numbers of all who take part in an introduction, made or asked about."""
        refs = {
            ref
            for one in self.made
            for ref in (one.introducer.ref, *(each.ref for each in one.people))
        }
        refs |= {ref for one in self.askings for ref in one.pair}
        return frozenset(int(ref[1:]) for ref in refs if ref not in ("", OWNER))


def load_introduced(store: Store, now: datetime) -> Introduced:
    """All that is known at `now`."""
    reader = store.introductions
    return Introduced(reader.load_introductions(now), reader.load_askings(now))


def with_languages(store: Store, relationships: Sequence[Relationship]) -> tuple[Relationship, ...]:
    """The same, with the languages that they write in."""
    if not relationships:
        return ()
    spoken = store.facts.load_languages({one.person.id for one in relationships})
    return tuple(replace(one, language=spoken.get(one.person.id, "")) for one in relationships)


def add_introductions(
    store: Store,
    relationships: Sequence[Relationship],
    introduced: Introduced,
    stories: Stories,
    now: datetime,
    synonyms: tuple[str, ...] = (),
    others: Callable[[], Sequence[int]] = tuple,
) -> tuple[Relationship, ...]:
    """The same relationships, each with the introductions that concern it; `synonyms` are the
    owner's own, `others` as `suggest_pairs` takes them.
    """
    made, askings = introduced
    pairs = suggest_pairs(store, relationships, introduced, stories, now, synonyms, others)
    by_person: dict[str, list[Introduction]] = {}
    for one in made:
        for ref in dict.fromkeys((one.introducer.ref, *(each.ref for each in one.people))):
            by_person.setdefault(ref, []).append(one)
    first_of = {one.first.ref: one for one in pairs}
    concerned = by_person.keys() | first_of.keys() | {one.pair[0] for one in askings}
    asked_of = concerned.union(*(one.pair for one in askings))
    some = with_languages(store, [one for one in relationships if one.person.ref in asked_of])
    people = {one.person.ref: one for one in some}
    never = store.introductions.load_never_shared([one.person.id for one in some if askings])
    asked = {
        one.pair[0]: _with_reason(
            one, people[one.pair[0]], people[one.pair[1]], stories, now, synonyms
        )
        for one in reversed(askings)
        # Who has said no to being shared since, or is known no more, is not introduced after all.
        if set(one.pair) <= people.keys() and not never & set(one.pair)
    }
    return tuple(
        one
        if one.person.ref not in concerned
        else replace(
            people[one.person.ref],
            introductions=tuple(by_person.get(one.person.ref, ())),
            pair=first_of.get(one.person.ref),
            asking=_not_yet_made(asked.get(one.person.ref), made),
        )
        for one in relationships
    )


def suggest_pairs(
    store: Store,
    relationships: Sequence[Relationship],
    introduced: Introduced,
    stories: Stories,
    now: datetime,
    synonyms: tuple[str, ...] = (),
    others: Callable[[], Sequence[int]] = tuple,
) -> tuple[Pair, ...]:
    """The pairs worth introducing now; none of whom a draft waits for already. `others` gives
    the numbers of people of whom nothing is told: they count only among whom a host knows.
    """
    free = [one for one in relationships if is_two_way(one.person) and not one.draft_open]
    kinds = {fact.kind for told in stories.values() for fact in told}
    if not free or not kinds & (_TELLING - _ALONE):
        return ()
    from daemon.core.pairs.pairing import (
        find_pairs,  # late: where nothing is told that two could share, nothing is asked
    )

    knows = Counter[str]()
    if kinds & _NEW and (hosts := [one for one, told in stories.items() if _is_host(told)]):
        numbers = sorted((*(one.person.id for one in free), *others()))
        met = store.introductions.load_acquainted(numbers, hosts)
        knows.update(ref for pair in met for ref in pair)
    # Of whom nothing is known, nothing is said in any language.
    known_of = [
        one
        for one in free
        if one.person.id in stories or one.person.title or one.person.organisation
    ]
    spoken = {one.person.id: one.language for one in with_languages(store, known_of)}
    profiles = [
        Profile(
            one.person,
            tuple(
                fact
                for fact in stories.get(one.person.id, ())
                if fact.kind in _TELLING and fact.at <= now
            ),
            spoken.get(one.person.id, ""),
            knows[one.person.ref],
        )
        for one in free
    ]
    never = store.introductions.load_never_shared([one.person.id for one in free])
    known = store.introductions.load_drafted()
    known |= {frozenset(one.pair) for one in introduced.askings}
    for one in introduced.made:
        refs = [each.ref for each in (*one.people, one.introducer) if each.ref not in ("", OWNER)]
        known |= {frozenset((a, b)) for a in refs for b in refs if a != b}
    acquainted = store.introductions.acquainted(known)
    return find_pairs(profiles, now, acquainted=acquainted, never=never, synonyms=synonyms)


def _is_host(told: Sequence[Fact]) -> bool:
    return any(fact.kind in _HOME for fact in told)


def reason_to_meet(
    one: Relationship,
    other: Relationship,
    stories: Stories,
    now: datetime,
    synonyms: tuple[str, ...] = (),
) -> tuple[str, str]:
    """A sentence that could stand in the mail to these two, or "", and the language of that mail:
    theirs where it is one, of people loaded `with_languages`. `synonyms` are the owner's own.
    """
    profiles = [
        Profile(
            each.person,
            tuple(fact for fact in stories.get(each.person.id, ()) if fact.kind in _TELLING),
            each.language,
        )
        for each in (one, other)
    ]
    from daemon.core.pairs.pairing import find_pairs

    spoken = {each.language for each in (one, other)} - {""}
    found = find_pairs(profiles, now, synonyms=synonyms)
    reason = found[0].reason if found and found[0].is_sayable else ""
    return reason, spoken.pop() if len(spoken) == 1 else "en"


def _with_reason(
    asking: Asking,
    one: Relationship,
    other: Relationship,
    stories: Stories,
    now: datetime,
    synonyms: tuple[str, ...],
) -> Asking:
    why, language = reason_to_meet(one, other, stories, now, synonyms)
    return replace(asking, other=other.person, why=why, language=language)


def _not_yet_made(asking: Asking | None, made: Sequence[Introduction]) -> Asking | None:
    """None where the two were introduced since."""
    if asking is None:
        return None
    for one in made:
        if one.at >= asking.first.at and set(asking.pair) <= {each.ref for each in one.people}:
            return None
    return asking
