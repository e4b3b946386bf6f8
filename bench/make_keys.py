"""Works out which words each pattern of turns of phrase needs, and writes them to
daemon/core/parse/keys.tsv: `python -m bench.make_keys`, after a table of patterns has changed.

A pattern is written out as the texts that it matches, as far as they are told: letters, an edge
between words, and anything. Of each the two rarest words are kept; where it becomes too many,
more of it is taken for anything. So a pattern may be searched in vain, but is never passed over.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import chain
from math import fsum
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any
from zlib import crc32

from bench.beginnings import find_beginnings
from bench.corpora import ROOT
from daemon.core.detectors import all_detectors
from daemon.core.parse.key_table import AT, BAR, BEGIN, NONE
from daemon.core.parse.keyed import MARKS, WORD, Keyed, unspaced

TABLE = ROOT / "daemon" / "core" / "parse" / "keys.tsv"
#: So many texts at most are told apart, and so many needs of one text.
_TEXTS, _NEEDS = 1_000, 400
#: Bits so near each other are told together: that takes fewer letters, and fewer steps to read.
_NEAR = 60
#: So many lines stand together: the table is read sooner in few pieces than in many.
_GROUP = 32
_ANY, _EDGE = "\0", " "
#: Letters which IGNORECASE takes for another one (`keyed` takes care of those in texts).
_ALIKE = {0x130: "i", 0x131: "i", 0x17F: "s"}
_RUN = re.compile(rf"[^ \0{MARKS}]+")
_EDGES = (code.CATEGORY_SPACE, code.CATEGORY_DIGIT, code.CATEGORY_NOT_WORD)
#: The commonest words of letters, the commonest first: the worst of keys.
_COMMON = """
    the to and you a of i for is in on this will that we have be with are at s it your from if
    or no not please as me all any know can our by an was up t has my let day time out new m
    about call need may what do would am one there so just should thanks like but these other
    information email plan now also see get some they make how week when been he take re its
    after them into which more their think last help us going go back through only next still
    want work here first she her him his who than then had were could hi hello send e mail
    attached meeting ll ve d monday friday die der und das ich ist nicht sie zu den mit ein eine
    auf für von es im wir dass de la le les et un une je vous est que pour en pas dans il ce du
    el los que y en un una por con para no es lo su se me del al
"""
_RANK = {word: 1 / (at + 1) for at, word in reversed([*enumerate(_COMMON.split())])}
_BEGINS = {
    begin + "*": sum(rank for word, rank in _RANK.items() if word.startswith(begin))
    for begin in {word[:BEGIN] for word in _RANK if len(word) >= BEGIN}
}

_Need = frozenset[str]
#: By what is told of a text: of each set of keys here one must stand in it.
_Texts = dict[str, frozenset[_Need]]
_NOTHING: frozenset[_Need] = frozenset((frozenset(),))


def _weight(key: str) -> tuple[float, int, str]:
    """How common a key is: the shorter, the commoner."""
    common = _BEGINS.get(key, 0.002) if key.endswith("*") else _RANK.get(key, 0.0)
    return common + 0.0005 / len(key), len(key), key


def _rarest(keys: Iterable[str]) -> _Need:
    return frozenset(sorted(keys, key=_weight)[:2])


def _keys_in(text: str) -> set[str]:
    """The keys that stand in whatever this text is told of."""
    found = {one for one in text if one in MARKS or unspaced().match(one)}
    for run in _RUN.finditer(text):
        begins = run.start() > 0 and text[run.start() - 1] != _ANY
        ends = run.end() < len(text) and text[run.end()] != _ANY
        if begins and ends:
            found.add(run[0])
        elif begins and len(run[0]) >= BEGIN:
            found.add(run[0][:BEGIN] + "*")
    return found


def _least(needs: Iterable[_Need]) -> frozenset[_Need]:
    found = frozenset(needs)
    return _NOTHING if frozenset() in found else found


def _with_keys(text: str, needs: frozenset[_Need]) -> frozenset[_Need]:
    keys = _rarest(_keys_in(text))
    return _least(_rarest(keys | one) for one in needs)


def _both(first: frozenset[_Need], second: frozenset[_Need]) -> frozenset[_Need]:
    if first == _NOTHING or second == _NOTHING:
        return second if first == _NOTHING else first
    if len(first) * len(second) > _NEEDS:
        return min(first, second, key=lambda each: fsum(min(map(_weight, one))[0] for one in each))
    return _least(_rarest(one | other) for one in first for other in second)


def _put(found: _Texts, text: str, needs: frozenset[_Need]) -> None:
    text = re.sub("\0+", "\0", re.sub(" +", " ", text))
    found[text] = _least(found[text] | needs) if text in found else needs


def _shorten(texts: _Texts) -> _Texts:
    """Only the first and last words, to which others may be joined, are told; those between are
    only needed.
    """
    found: _Texts = {}
    for text, needs in texts.items():
        first, last = text.find(_EDGE), text.rfind(_EDGE)
        if first < last:
            needs = _with_keys(text[first : last + 1], needs)
            text = text[: first + 1] + _ANY + text[last:]
        _put(found, text, needs)
    return found


def _cut(texts: _Texts) -> _Texts:
    """Only the first words are told."""
    found: _Texts = {}
    for text, needs in texts.items():
        first = text.find(_EDGE)
        if first >= 0:
            text, needs = text[: first + 1] + _ANY, _with_keys(text[first:], needs)
        _put(found, text, needs)
    return found


def _join(left: _Texts, right: _Texts) -> _Texts:
    if len(left) > 1 and len(left) * len(right) > _TEXTS:
        left, right = _shorten(left), _shorten(right)
    if len(left) > 1 and len(left) * len(right) > _TEXTS:
        right = _cut(right)
    if len(left) > 1 and len(left) * len(right) > _TEXTS:
        left = {_ANY: _least(chain.from_iterable(_with_keys(*one) for one in left.items()))}
    found: _Texts = {}
    for one, first in left.items():
        for other, second in right.items():
            _put(found, one + other, _both(first, second))
    return found


def _written_out(tree: Any) -> _Texts:
    texts: _Texts = {"": _NOTHING}
    for operation, argument in tree:
        texts = _join(texts, _one(operation, argument))
    return texts


def _one(operation: Any, argument: Any) -> _Texts:
    if operation is code.LITERAL:
        return {_letter(argument): _NOTHING}
    if operation is code.IN:
        return dict.fromkeys(_members(argument), _NOTHING)
    if operation is code.BRANCH:
        found: _Texts = {}
        for branch in argument[1]:
            for text, needs in _written_out(branch).items():
                _put(found, text, needs)
        return found
    if operation is code.SUBPATTERN:
        return _written_out(argument[3])
    if operation is code.ATOMIC_GROUP:
        return _written_out(argument)
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _repeated(*argument)
    if operation is code.AT:
        return {"" if argument is code.AT_NON_BOUNDARY else _EDGE: _NOTHING}
    if operation is code.ASSERT_NOT:
        # What no letter may follow, or stand before, is an edge.
        [(inner, members), *others] = list(argument[1]) or [(None, None)]
        no_word = inner is code.IN and (code.CATEGORY, code.CATEGORY_WORD) in members
        return {_EDGE if no_word and not others else "": _NOTHING}
    return {"" if operation is code.ASSERT else _ANY: _NOTHING}


def _repeated(least: int, most: int, inner: Any) -> _Texts:
    texts = _written_out(inner)
    if most != 1 and set(texts) != {_EDGE}:
        again: _Texts = {}
        for text, needs in texts.items():
            _put(again, _ANY + text, needs)
        texts = again
    return dict.fromkeys(("", *texts), _NOTHING) if least == 0 else texts


def _letter(number: int) -> str:
    one = _ALIKE.get(number, chr(number))
    return one.lower() if WORD.match(one) or one in MARKS else _EDGE


def _members(items: Any) -> set[str]:
    found: set[str] = set()
    for operation, argument in items:
        if operation is code.LITERAL:
            found.add(_letter(argument))
        elif operation is code.RANGE and argument[1] - argument[0] < 4:
            found.update(_letter(one) for one in range(argument[0], argument[1] + 1))
        elif operation is code.CATEGORY and argument in _EDGES:
            found.add(_EDGE)
        else:
            return {_ANY}
    return found if len(found) < 6 else {_ANY}


def find_needs(pattern: str) -> frozenset[_Need]:
    """What a pattern needs: all keys of one of these sets, of two keys at most, must stand in a
    text; an empty set where it may find something in a text without any key.
    """
    needs: set[_Need] = set()
    for text, found in _written_out(_parser.parse(pattern, re.IGNORECASE)).items():
        needs |= _with_keys(text, found)
    if frozenset() in needs:
        return _NOTHING
    return frozenset(
        one for one in needs if len(one) < 2 or not any(frozenset((key,)) in needs for key in one)
    )


def build_table(patterns: Iterable[str]) -> str:
    """The table of these patterns: their numbers; of each the place of its beginnings; these; of
    the clauses by which they are opened the place of the pattern; and by key the clauses that need
    it first and those that need it second. Where nothing is needed, the empty key is.
    """
    numbers: list[str] = []
    begun: dict[str, int] = {}
    places: list[str] = []
    clauses: list[int] = []
    keys: dict[str, tuple[list[int], list[int]]] = {}
    for at, pattern in enumerate(sorted(set(patterns))):
        begins = BAR.join(sorted(find_beginnings(pattern)))
        places.append(str(begun.setdefault(begins, len(begun))) if begins else NONE)
        numbers.append(f"{crc32(pattern.encode()):08x}")
        by_first: dict[str, set[str]] = {}
        for need in sorted(find_needs(pattern), key=sorted):
            first, *second = sorted(need, key=_weight) or [""]
            by_first.setdefault(first, set()).update(second)
        by_second: dict[frozenset[str], list[str]] = {}
        for first, seconds in by_first.items():
            by_second.setdefault(frozenset(seconds or {""}), []).append(first)
        for seconds, firsts in by_second.items():
            for one in firsts:
                keys.setdefault(one, ([], []))[0].append(len(clauses))
            for one in sorted(seconds):
                keys.setdefault(one, ([], []))[1].append(len(clauses))
            clauses.append(at)
    rows = [
        f"{key}\t{_bits(first)}{BAR}{_bits(second)}"
        for key, (first, second) in sorted(keys.items(), key=lambda one: f"{one[0]}\t".encode())
    ]
    groups = ("\n".join(rows[at : at + _GROUP]) for at in range(0, len(rows), _GROUP))
    opened = " ".join(f"{at:04x}" for at in clauses)
    blocks = (" ".join(numbers), " ".join(places), "\n".join(begun), opened, *groups)
    return "\n\n".join(blocks) + "\n"


def _bits(places: Iterable[int]) -> str:
    """The bits at these places: of those near each other the first place, and all from there on."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if not runs or place - runs[-1][-1] > _NEAR:
            runs.append([])
        runs[-1].append(place)
    return " ".join(map(_run, runs))


def _run(places: list[int]) -> str:
    first, *others = places
    bits = sum(1 << place - first for place in places)
    return f"{first}{AT}{bits:x}" if others else str(first)


def main() -> int:
    all_detectors()
    TABLE.write_text(
        build_table(part for one in Keyed.made for part in one.parts.values()), "utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
