"""Whether sentences leave a matter to the telephone or to a talk, by `phone_turns`; of all that a
mail says.
"""

from __future__ import annotations

import sys

from daemon.core.parse.keyed import Keyed
from daemon.core.parse.phone_turns import OFFERED, TURNS

_ASKS = Keyed(rf"\b(?:{'|'.join(pattern for pattern, _ in TURNS)})")


def that_may_leave_to_the_phone(sentences: tuple[str, ...], end: int = sys.maxsize) -> list[str]:
    """Those of a mail's sentences that may, by their words."""
    return _ASKS.among(sentences, end)


def leaves_to_the_phone(sentence: str, end: int = sys.maxsize) -> bool:
    """Whether a sentence puts a talk in the place of an answer, before `end`; an offer, "call me if
    there is anything unclear", does not.
    """
    return _ASKS.finds(sentence, end) and not OFFERED.search(sentence[:end])
