"""Decides which spellings are one full name: given name, family name, and what stands between.

`Bee, Ann (Legal)`, `ANN BEE` and `Ann M. Bee, Jr.` can be one person; `Ann M. Bee` and `Ann K. Bee`
are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from daemon.core.names import (
    NAME_PARTICLES,
    NAME_SUFFIXES,
    is_told_apart,
    plain_letters,
    plain_name,
    without_titles,
)
from daemon.core.nicknames import sure_first_name
from daemon.core.parse.late import late_pattern

_LETTERS = re.compile(r"[^\W\d_]+")
#: Within a name they part no words: D'Arcy is one.
APOSTROPHES = late_pattern("['’`´]")
#: `Bee Jr., Ann`: what follows the family name is no part of it.
_SUFFIX_BEFORE_COMMA = late_pattern(
    r"[ ,]+(?:" + "|".join(map(re.escape, sorted(NAME_SUFFIXES, key=len, reverse=True))) + r")\.?,",
    re.IGNORECASE,
)


#: Father and son; `Bee` alone may be either.
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


class FullName(NamedTuple):
    """The parts that are compared, lower-cased and without accents: `given` in its full form
    where that is sure, `middle` the initials between (particles left out), `generation` such as
    "jr"; the last two are "" where they are not written.
    """

    given: str
    family: str
    middle: str = ""
    generation: str = ""

    @property
    def key(self) -> str:
        """What all spellings of the name share."""
        return f"{self.given} {self.family}"

    @property
    def particulars(self) -> str:
        """What tells namesakes apart; "" where nothing does."""
        return f"{self.middle} {self.generation}".strip()


#: Letters before this one, with or without accents, are Latin, Greek or Cyrillic, and read as they
#: stand; longer names are read in full.
_FAR, _LONG = "\u0530", 40


@lru_cache(maxsize=20_000)
def parse_full_name(name: str) -> FullName | None:
    """The parts of a display name; None for one word, for an initial, and for what is no name of
    a human: none of them is evidence of anything.
    """
    given, _, family = name.partition(" ")
    # As nearly all are: nothing is left out of it, turned round or written otherwise.
    if given.isalpha() and family.isalpha() and max(name) < _FAR and len(name) < _LONG:
        given, _, family = plain_letters(name).partition(" ")
        is_plain = given != family and len(given) > 1 and len(family) > 1
        if is_plain and not is_told_apart(*name.lower().split(" "), given, family):
            return FullName(sure_first_name(given), family)
    return _parse(name)


def _parse(name: str) -> FullName | None:
    name = APOSTROPHES.sub("", name[:200])
    named = plain_name(_SUFFIX_BEFORE_COMMA.sub(",", name) if "," in name else name, "").split()
    if not (len(named) == 2 and named[0] == "Don"):  # who is no nobleman
        named = without_titles(named)
    plain = plain_letters(" ".join(named))
    words = [
        word
        for position, word in enumerate(_LETTERS.findall(plain))
        if word not in NAME_SUFFIXES or (word == "ma" and position == 1)
    ]
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2 or words[0] == words[-1]:
        return None
    middle = "".join(
        word[0] for word in words[1:-1] if len(word) == 1 or word not in NAME_PARTICLES
    )
    generation = next((one for one in _LETTERS.findall(name.lower()) if one in _GENERATIONS), "")
    return FullName(sure_first_name(words[0]), words[-1], middle, generation)


def full_name_key(name: str) -> str:
    """What two spellings of a full name share: `Lee, Ann M.` and `ann lee` → `ann lee`, `Steve Lee`
    → `stephen lee`; "" for a name of one word, which is no evidence of anything.
    """
    found = parse_full_name(name)
    return found.key if found else ""


def is_one_name(found: Iterable[FullName]) -> bool:
    """Whether names of one key can all be one person's: what tells them apart may lack in some,
    and contradict in none.
    """
    names = list(found)
    initials = sorted({one.middle for one in names}, key=len)
    return len({one.generation for one in names} - {""}) <= 1 and all(
        longer.startswith(shorter) for shorter, longer in pairwise(initials)
    )
