"""Decides how much of a draft the owner changed before sending it."""

from __future__ import annotations

import re

from daemon.core.parse.late import late_pattern

#: From this share of changed words on a draft was rewritten rather than touched up.
HEAVY = 0.5
#: Longer texts are compared as far as this, in words.
_MAX_WORDS = 800
_PLACE = late_pattern(r"\[\[.*?\]\]", re.DOTALL)
_HERE = "\0"
_WORD = late_pattern(r"\0|[^\W_]+(?:['’.@/:-]+[^\W_]+)*")


def share_changed(draft: str, sent: str) -> float:
    """The share of the words that are not as they were drafted, 0 (sent as it was) to 1 (nothing
    is left): 1 less the words that stayed over the words of the longer of the two.

    Case, punctuation and line breaks are no words. What stands where the draft left a place for
    the owner (`[[...]]`) was asked for, and counts as no change.
    """
    from difflib import SequenceMatcher  # late: nothing is compared where no draft was sent

    before = _WORD.findall(_PLACE.sub(f" {_HERE} ", draft).casefold())[:_MAX_WORDS]
    after = _WORD.findall(_PLACE.sub(" ", sent).casefold())[:_MAX_WORDS]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = filled = 0
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag == "equal":
            kept += end - begin
        elif _HERE in before[begin:end]:
            # Words of the draft around the place that are gone with it were changed; as many of
            # the new ones stand for them, the others fill the place.
            gone = end - begin - before[begin:end].count(_HERE)
            filled += max(0, stop - start - gone)
    longer = max(len(before) - before.count(_HERE), len(after) - filled)
    return round(1.0 - kept / longer, 3) if longer else 0.0
