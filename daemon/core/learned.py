"""What the owner's review of earlier drafts says of a reason: one whose drafts are mostly sent
counts more, one whose drafts are mostly thrown away counts less, one whose drafts are sent but
rewritten somewhat less, and why is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from daemon.core.model import Suggestion
from daemon.core.values import dataclass

#: So many reviews that say neither are counted to each, so that few change little.
_PRIOR = 4
#: The least and the most that a reason can count beside what it counted before.
_LEAST, _MOST = 0.5, 1.25
#: What a draft that was sent, but rewritten, counts as: more than one thrown away (0), less than
#: one that neither praises nor blames (a half).
_REWRITTEN = 0.4
#: The highest score there is.
_HIGHEST = 100.0


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many drafts of a kind the owner sent (edited or not) and threw away lately; `rewritten`
    are those among the sent of which they changed most (see `core.rework`).
    """

    sent: int = 0
    discarded: int = 0
    rewritten: int = 0


def weigh(reviewed: Reviewed) -> float:
    """By what the score of a reason is multiplied: 1 where nothing is known, and where as many were
    sent as thrown away. What was rewritten before it was sent lowers it less than a discard does.
    """
    total = reviewed.sent + reviewed.discarded + 2 * _PRIOR
    sent = reviewed.sent - (1.0 - _REWRITTEN) * reviewed.rewritten
    kept = (sent + _PRIOR) / total
    return min(_MOST, max(_LEAST, 2 * kept))


def apply_learned(offer: Suggestion, learned: Mapping[str, Reviewed]) -> Suggestion:
    """The suggestion with the score that it has after review, and the words why."""
    reviewed = learned.get(offer.kind)
    if reviewed is None or reviewed == Reviewed():
        return offer
    weight = weigh(reviewed)
    score = min(_HIGHEST, offer.score * weight)
    total = reviewed.sent + reviewed.discarded
    rewrote = f" ({reviewed.rewritten} of them rewritten)" if reviewed.rewritten else ""
    words = (
        f"of your last {total} drafts for this reason you sent {reviewed.sent}{rewrote} and threw "
        f"away {reviewed.discarded}: it counts {weight:.2f} times, {score:.0f} instead of "
        f"{offer.score:.0f}"
    )
    return replace(offer, score=score, learned=words)
