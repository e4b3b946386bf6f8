"""Decides which two people the owner might introduce: what one needs is what the other does, or
they share something. Never two who know each other already, work together, or are not to be shared.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import log

from daemon.core.model import Evidence, Fact, Person
from daemon.core.names import first_name, plain_letters
from daemon.core.pair_words import PHRASES, SAYS_LITTLE, SAYS_NOTHING, SYNONYMS
from daemon.core.people import organisation_domain

#: A need that is older than this has found its end without us.
NEED_DAYS = 240
#: From this on a pair is worth the owner's time.
LEAST_SCORE = 0.55
#: What two share weighs less than what one can do for the other.
SHARED_SCORE = 0.6
#: How much a word counts that stands in half of all titles.
_LITTLE = 0.3
#: How much a word of a need counts that stands in no trade at all: it can tell none from another.
_UNHEARD = 0.5
#: A person is suggested in so many pairs at once, and no more.
MOST_EACH = 1
_TRADES = ("offer", "title", "organisation")
_SHARED = ("interest", "met_at")
#: Longer beginnings of words are cut here: gardener, gardening, gardens.
_STEM = 6

_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
#: Where who is needed ends, and what for begins.
_WHAT_FOR = re.compile(
    r"\b(?:for|who|with|from|in|on|at|to|about|für|mit|in|der|die|das|pour|dans|qui|en|para|con|que)\b",
    re.IGNORECASE,
)
_CUSTOMERS = re.compile(r"\b(?:for|für|pour|para)\s[^.,;]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as a match sees them: facts of the kinds `need`, `offer`, `interest`, `met_at`,
    and the language that they write in, or "".
    """

    person: Person
    facts: tuple[Fact, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who should know each other. `reason` are words that could stand in the mail to
    both; `score` is 0 to 1; where one has a need, that is `first`.
    """

    first: Person
    second: Person
    reason: str
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Trade:
    """One thing that somebody does, and how it is said in a sentence."""

    profile: Profile
    kind: str
    value: str
    tokens: frozenset[str]
    fact: Fact | None = None


class Matcher:
    """Says how well a need fits a trade; `synonyms` are lines of words that mean the same."""

    def __init__(self, trades: Iterable[frozenset[str]], synonyms: tuple[str, ...] = ()) -> None:
        self._concepts = _concepts(synonyms)
        self._counts: dict[str, int] = {}
        self._total = 0
        for tokens in trades:
            self._total += 1
            for one in tokens:
                self._counts[one] = self._counts.get(one, 0) + 1

    def weight(self, token: str) -> float:
        """The inverse frequency of a word, as BM25 has it; common titles count less."""
        seen = self._counts.get(token, 0)
        weight = log(1 + (self._total - seen + 0.5) / (seen + 0.5))
        weight *= 1.0 if seen else _UNHEARD
        return weight * (_LITTLE if token in _little(self._concepts) else 1.0)

    def score(self, need: str, trade: frozenset[str], sentence: str = "") -> float:
        """0 to about 1.2: what of the need is met, how much of the trade is meant by it, and
        whether what it is for fits too; the `sentence` around it may say that.
        """
        head, rest = split_need(need, self._concepts)
        rest |= tokenise(sentence, self._concepts) - head
        if not head:
            head, rest = rest, frozenset()
        met = head & trade
        known = _little(self._concepts)
        # "A coach for our team leads" and a coach of another kind: then the rest must agree.
        if not met or (met <= known and not rest & trade - known):
            return 0.0
        wanted = sum(map(self.weight, head))
        covered = sum(map(self.weight, met)) / wanted if wanted else 0.0
        said = sum(map(self.weight, trade))
        meant = sum(map(self.weight, trade & (head | rest))) / said if said else 0.0
        around = sum(map(self.weight, rest))
        fitting = sum(map(self.weight, rest & trade)) / around if around else 0.0
        return covered * (0.55 + 0.45 * meant) + 0.25 * fitting


def tokenise(text: str, concepts: tuple[tuple[str, str], ...] = ()) -> frozenset[str]:
    """The words of a text that say something, each as the trade that it stands for."""
    table = dict(concepts or _concepts(()))
    said = " ".join(_plain(one) for one in _WORD.findall(text.replace("’", "'")))
    for phrase, meaning in _phrases():
        said = f" {said} ".replace(f" {phrase} ", f" {meaning} ").strip()
    found = set()
    for word in said.replace("'", " ").replace("-", " ").split():
        if len(word) < 2 or word in _plain_nothing():
            continue
        found.add(table.get(word) or table.get(_stem(word)) or _stem(word))
    return frozenset(found)


def split_need(
    need: str, concepts: tuple[tuple[str, str], ...] = ()
) -> tuple[frozenset[str], frozenset[str]]:
    """Who is needed, and what for: "a coach", "our new team leads"."""
    first = _WHAT_FOR.search(need, 2)
    cut = first.start() if first else len(need)
    head, rest = tokenise(need[:cut], concepts), tokenise(need[cut:], concepts)
    return head, rest - head


def find_pairs(
    profiles: Sequence[Profile],
    now: datetime,
    *,
    acquainted: Collection[frozenset[str]] = (),
    never: Collection[str] = (),
    synonyms: tuple[str, ...] = (),
) -> tuple[Pair, ...]:
    """The pairs worth introducing, best first, each person in one at most.

    `acquainted` are pairs of refs who know each other or were introduced or asked before, `never`
    the refs of people who are not to be shared.
    """
    known = [one for one in profiles if is_two_way(one.person) and one.person.ref not in never]
    concepts = _concepts(synonyms)
    trades = [trade for one in known for trade in _trades(one, concepts)]
    matcher = Matcher((one.tokens for one in trades), synonyms)
    found: list[Pair] = []
    for one in known:
        for fact in one.facts:
            if fact.kind != "need" or not timedelta(0) <= now - fact.at < timedelta(days=NEED_DAYS):
                continue
            for trade in trades:
                other = trade.profile
                if not may_meet(one.person, other.person, acquainted) or not _talk(one, other):
                    continue
                score = matcher.score(fact.value, trade.tokens, fact.quote)
                if score >= LEAST_SCORE:
                    found.append(_meeting(one, fact, trade, score))
    found.extend(_shared(known, acquainted, concepts))
    return _best(found)


def is_two_way(person: Person) -> bool:
    """Whether the owner and they have both written or met."""
    return bool((person.touches_out and person.touches_in) or person.touches_both)


def may_meet(one: Person, other: Person, acquainted: Collection[frozenset[str]]) -> bool:
    """Whether nothing speaks against introducing these two: not the same, not known to each other,
    not of one organisation.
    """
    if one.ref == other.ref or frozenset((one.ref, other.ref)) in acquainted:
        return False
    if set(one.addresses) & set(other.addresses):
        return False
    mine, theirs = one.organisation.casefold().strip(), other.organisation.casefold().strip()
    if mine and mine == theirs:
        return False
    domains = [{organisation_domain(each) for each in who.addresses} - {""} for who in (one, other)]
    return not domains[0] & domains[1]


def _talk(one: Profile, other: Profile) -> bool:
    """Whether they write in one language, as far as is known."""
    return not (one.language and other.language) or one.language == other.language


def _meeting(one: Profile, need: Fact, trade: _Trade, score: float) -> Pair:
    first, second = called(one.person), called(trade.profile.person)
    if trade.kind == "title":
        place = trade.profile.person.organisation
        does = f"{second} is {_article(trade.value)}" + (f" at {place}" if place else "")
    elif trade.kind == "organisation":
        does = f"{second} is with {trade.value}"
    else:
        does = f"{second} offers {trade.value}"
    evidence = [Evidence(f"{first}: need", need.at, need.message_ref, need.message_id, need.quote)]
    if trade.fact is not None:
        fact = trade.fact
        what = f"{second}: {trade.kind}"
        evidence.append(Evidence(what, fact.at, fact.message_ref, fact.message_id, fact.quote))
    else:
        evidence.append(Evidence(f"{second}: {trade.kind}, {trade.value}"))
    reason = f"{first} is looking for {need.value}, and {does}."
    return Pair(one.person, trade.profile.person, reason, min(1.0, score), tuple(evidence))


def _shared(
    known: Sequence[Profile],
    acquainted: Collection[frozenset[str]],
    concepts: tuple[tuple[str, str], ...],
) -> list[Pair]:
    """Two who like the same thing, or whom the owner met at the same place."""
    by_word: dict[tuple[str, frozenset[str]], list[tuple[Profile, Fact]]] = {}
    for one in known:
        for fact in one.facts:
            if fact.kind in _SHARED:
                tokens = tokenise(fact.value, concepts)
                if tokens - _little(concepts):
                    by_word.setdefault((fact.kind, tokens), []).append((one, fact))
    found = []
    for (kind, _), them in by_word.items():
        for at, (one, fact) in enumerate(them):
            for other, same in them[at + 1 :]:
                if not may_meet(one.person, other.person, acquainted):
                    continue
                names = f"{called(one.person)} and {called(other.person)}"
                shared = "share a liking for" if kind == "interest" else "were both at"
                evidence = tuple(
                    Evidence(f"{called(who.person)}: {kind}", said.at, said.message_ref,
                             said.message_id, said.quote)
                    for who, said in ((one, fact), (other, same))
                )  # fmt: skip
                reason = f"{names} {shared} {fact.value}."
                found.append(Pair(one.person, other.person, reason, SHARED_SCORE, evidence))
    return found


def _best(found: Iterable[Pair]) -> tuple[Pair, ...]:
    """The best pair of each person, best first; equal scores are ordered by person."""
    chosen: list[Pair] = []
    taken: dict[str, int] = {}
    for pair in sorted(found, key=lambda one: (-one.score, one.first.id, one.second.id)):
        refs = (pair.first.ref, pair.second.ref)
        if all(taken.get(ref, 0) < MOST_EACH for ref in refs):
            chosen.append(pair)
            for ref in refs:
                taken[ref] = taken.get(ref, 0) + 1
    return tuple(chosen)


def called(person: Person) -> str:
    """First name, else whatever they are known by."""
    email = person.addresses[0] if person.addresses else ""
    return first_name(person.name, email) or person.name or email


def _article(title: str) -> str:
    """ "a Solicitor", "an Accountant"."""
    return f"{'an' if title[:1].lower() in 'aeiou' else 'a'} {title}"


def _trades(profile: Profile, concepts: tuple[tuple[str, str], ...]) -> list[_Trade]:
    person = profile.person
    said: list[tuple[str, str, Fact | None]] = [
        (fact.kind, fact.value, fact) for fact in profile.facts if fact.kind == "offer"
    ]
    said += [("title", person.title, None), ("organisation", person.organisation, None)]
    found = []
    for kind, value, fact in said:
        # The whole sentence of an offer tells more than what was cut out of it; whom it is for is
        # no trade.
        text = f"{value}. {fact.quote}" if fact is not None else value
        tokens = tokenise(_CUSTOMERS.sub(" ", text), concepts)
        if tokens:
            found.append(_Trade(profile, kind, value, tokens, fact))
    return found


def _plain(word: str) -> str:
    return plain_letters(word)


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM] if len(word) > _STEM else word


@lru_cache(maxsize=1)
def _plain_nothing() -> frozenset[str]:
    return frozenset(map(_plain, SAYS_NOTHING))


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    """The longest first, so that it wins."""
    plain = {
        " ".join(_plain(word) for word in phrase.split()): meaning
        for phrase, meaning in PHRASES.items()
    }
    return tuple(sorted(plain.items(), key=lambda one: (-len(one[0]), one[0])))


@lru_cache(maxsize=8)
def _concepts(more: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(word or its stem, the first word of its line); a whole word before a stem."""
    lines = re.sub(r"\n\s*@", " ", SYNONYMS).splitlines()
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in (*more, *lines):
        group = [_plain(word) for word in line.split()]
        for word in group:
            whole.setdefault(word, group[0])
            stems.setdefault(_stem(word), group[0])
    return tuple({**stems, **whole}.items())


@lru_cache(maxsize=8)
def _little(concepts: tuple[tuple[str, str], ...]) -> frozenset[str]:
    table = dict(concepts)
    plain = [_plain(word) for word in SAYS_LITTLE]
    return frozenset(table.get(word) or _stem(word) for word in plain)
