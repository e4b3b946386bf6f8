"""Whether a mail is what became of a draft whose Message-ID a mail client has replaced: by whom it
is for, by thread or subject, and by how much of our words still stands in it.
"""

from __future__ import annotations

from collections.abc import Collection

from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass

_WORD = late_pattern(r"\w+")
#: So many words in a row are one piece of a text.
_RUN = 3
#: From this share of our pieces on it is our text, whatever the subject; and so much is enough
#: where thread or subject are the same too.
_ALIKE, _SOMEWHAT_ALIKE = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Letter:
    """What is compared: addresses (lower-cased), subject, the Message-ID that it answers or "", and
    the words without what is quoted.
    """

    recipients: Collection[str]
    subject: str
    answers: str
    text: str


def is_same_letter(ours: Letter, other: Letter) -> bool:
    """Whether `other` is `ours`, edited or not."""
    if not set(ours.recipients) & set(other.recipients):
        return False
    same_thread = bool(ours.answers) and ours.answers == other.answers
    joined = same_thread or _plain(ours.subject) == _plain(other.subject)
    return kept_share(ours.text, other.text) >= (_SOMEWHAT_ALIKE if joined else _ALIKE)


def kept_share(ours: str, other: str) -> float:
    """The share of our text that still stands in the other, 0 to 1, by runs of three words."""
    pieces = _pieces(ours)
    return len(pieces & _pieces(other)) / len(pieces) if pieces else 0.0


def _pieces(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)) if words}


def _plain(subject: str) -> str:
    return " ".join(subject.casefold().split())
