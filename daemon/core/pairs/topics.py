"""Decides how surely a need and an offer are about one subject: by what the words of the passages
that tell them have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daemon.core.pairs.terms import Term
from daemon.core.values import dataclass

#: How alike two words of one field are: a trade and its things, and two of its things.
_TRADE_AND_THING, _SAME_FIELD = 0.75, 0.5
#: So much less is in common where the likeliest word of one is not part of it; and where only one
#: word is.
_LEAD_LEFT, _LEAD_LEFT_ALONE = 0.9, 0.8
#: Trades that are less alike are two.
_LEAST_LIKE = 0.6
#: How alike a word is to one that it is a part of; that part is not shorter.
_PART, _LEAST_PART = 0.9, 4
#: The second and third thing that both name count less than the first.
_SHARES = (1.0, 0.6, 0.4)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How much two passages have in common, from 0, by which words, and whether one of these names
    a trade.
    """

    score: float
    by: tuple[str, ...] = ()
    by_trade: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """What the words of a passage are, and what is near them: the cheap question of two passages is
    whether they `may_meet` at all.
    """

    own: frozenset[str]
    near: frozenset[str]

    def may_meet(self, other: Keys) -> bool:
        """Whether anything of one may be like anything of the other."""
        return not (
            self.own.isdisjoint(other.own)
            and self.own.isdisjoint(other.near)
            and self.near.isdisjoint(other.own)
        )


def keys_of(terms: Iterable[Term]) -> Keys:
    """The keys of a passage."""
    own, near = set[str](), set[str]()
    for term in terms:
        near.update(term.near)
        own.update(term.means, (f"#{field}" for field in term.fields), (term.word,))
        for word in {term.word, term.word.removesuffix("in")}:
            own.update(word[at:] for at in range(3, len(word) - _LEAST_PART + 1))
            own.update(word[:at] for at in range(_LEAST_PART + 1, len(word) - 2))
    return Keys(frozenset(own), frozenset(near))


def meet(one: Sequence[Term], other: Sequence[Term]) -> Meeting:
    """How much the two have in common, and by which words, the weightiest first."""
    if _are_others(one, other) or _are_trades_apart(one, other):
        return Meeting(0.0)
    found = sorted(
        (
            (like * (mine.counts * theirs.counts) ** 0.5, mine, theirs)
            for mine in one
            for theirs in other
            if (like := _likeness(mine, theirs))
        ),
        key=lambda each: (-each[0], each[1].word, each[2].word),
    )
    score, by, by_trade = 0.0, list[str](), False
    taken: set[int] = set()
    leads = [one[0], other[0]] if one and other else []
    for much, mine, theirs in found:
        if len(by) == len(_SHARES):
            break
        if taken.isdisjoint((id(mine), id(theirs))):
            score += much * _SHARES[len(by)]
            by.append(mine.word if mine.word == theirs.word else f"{mine.word}~{theirs.word}")
            by_trade = by_trade or mine.is_trade or theirs.is_trade
            taken |= {id(mine), id(theirs)}
    # What is likeliest the thing itself should be part of it: a film of a museum is no grant.
    left = _LEAD_LEFT if len(by) > 1 else _LEAD_LEFT_ALONE
    score *= left ** sum(id(lead) not in taken for lead in leads)
    return Meeting(score, tuple(by), by_trade)


def _likeness(one: Term, other: Term) -> float:
    if not one.means.isdisjoint(other.means):
        return 1.0
    if (one.may_be_part and is_part(one.word, other.word)) or (
        other.may_be_part and is_part(other.word, one.word)
    ):
        return _PART
    if one.one_of and other.one_of and one.one_of[0] == other.one_of[0]:
        return 0.0
    like = 0.0
    if not one.fields.isdisjoint(other.fields):
        like = _TRADE_AND_THING if one.is_trade != other.is_trade else _SAME_FIELD
    return max(
        (much for near, means in ((one.near, other.means), (other.near, one.means))
         for each in means if (much := near.get(each, 0.0)) > like),
        default=like,
    )  # fmt: skip


def _are_others(one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Whether both speak of one of a kind, and of different ones: Polish and Czech."""
    mine, theirs = ({term.one_of for term in each if term.one_of} for each in (one, other))
    kinds = {kind for kind, _ in mine} & {kind for kind, _ in theirs}
    return any(
        {which for kind, which in mine if kind == each}.isdisjoint(
            which for kind, which in theirs if kind == each
        )
        for each in kinds
    )


def _are_trades_apart(one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Whether each is first of all a trade, and these are two: a tenor is no pianist."""
    if not one or not other or not (one[0].is_trade and other[0].is_trade):
        return False
    return _likeness(one[0], other[0]) < _LEAST_LIKE


def is_part(part: str, whole: str) -> bool:
    """Whether a long word is made of a shorter one and more: Zelt, Festzelt; photo, photographe."""
    whole = whole.removesuffix("in")
    return len(whole) >= len(part) + 3 and (
        (len(part) >= _LEAST_PART and whole.endswith(part))
        or (len(part) > _LEAST_PART and whole.startswith(part))
    )
