"""What every text begins with that a pattern of turns of phrase finds, for `python -m
bench.make_keys`: it is tried only where such letters stand, not at every place of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _casefix, _parser  # type: ignore[attr-defined]
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

from daemon.core.parse.key_table import BAR
from daemon.core.parse.keyed import LIKE_OTHERS

#: More beginnings, or shorter ones, are not looked for faster than the pattern itself.
_MOST, _LEAST_LETTERS = 32, 2
#: Longer ones tell no more.
_LETTERS = 4
_WIDTHLESS = (code.AT, code.ASSERT, code.ASSERT_NOT)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
#: Beginnings, each with whether what follows in the pattern follows it at once.
_Begun = dict[str, bool]
_ANYTHING: _Begun = {"": False}


def find_beginnings(pattern: str) -> frozenset[str]:
    """In small letters, of which one stands at the start of whatever the pattern finds; nothing
    where that cannot be told, or would not help.
    """
    found = _sequence(_parser.parse(pattern, re.IGNORECASE))
    if min(map(len, found)) < _LEAST_LETTERS or any(BAR in one or "\n" in one for one in found):
        return frozenset()
    return frozenset(
        one for one in found if not any(one != other and one.startswith(other) for other in found)
    )


def _sequence(tree: Iterable[Any]) -> _Begun:
    begun: _Begun = {"": True}
    for operation, argument in tree:
        if operation in _WIDTHLESS:
            continue
        longer: _Begun = {}
        following = _one(operation, argument)
        for text, goes_on in begun.items():
            if not goes_on or len(text) >= _LETTERS:
                longer[text] = False
                continue
            for more, goes_on_then in following.items():
                longer[text + more] = longer.get(text + more, True) and goes_on_then
        if len(longer) > _MOST:
            return dict.fromkeys(begun, False)
        begun = longer
        if not any(begun.values()):
            break
    return begun


def _one(operation: Any, argument: Any) -> _Begun:
    if operation is code.LITERAL:
        return _letters([argument])
    if operation is code.IN and all(kind is code.LITERAL for kind, _ in argument):
        return _letters(number for _, number in argument)
    if operation is code.BRANCH:
        found: _Begun = {}
        for branch in argument[1]:
            for text, goes_on in _sequence(branch).items():
                found[text] = found.get(text, True) and goes_on
        return found
    if operation is code.SUBPATTERN:
        return _sequence(argument[3])
    if operation is code.ATOMIC_GROUP:
        return _sequence(argument)
    if operation in _REPEATS:
        least, most, inner = argument
        again = {text: goes_on and most == 1 for text, goes_on in _sequence(inner).items()}
        return {"": again.get("", True), **again} if least == 0 else again
    return _ANYTHING


def _letters(numbers: Iterable[int]) -> _Begun:
    """These letters small, or anything where the pattern takes others for one that `lower` does
    not make the same (but for those of which a text is searched throughout).
    """
    found: _Begun = {}
    for number in numbers:
        small = chr(number).lower()
        others = map(chr, _casefix._EXTRA_CASES.get(ord(small[0]), ()))
        if LIKE_OTHERS.match(small) or not all(map(LIKE_OTHERS.match, others)):
            return _ANYTHING
        found[small] = True
    return found
