"""Which mails belong together when no header says so: the same subject, overlapping people, and
at most 30 days between them. Used only for mails that carry neither References nor In-Reply-To.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: How long a conversation may pause before the same subject means a new one, in seconds.
WINDOW_SECONDS = 30 * 86400
#: How many earlier mails under one subject are looked at: more within a month is no conversation,
#: and whoever sends ten thousand of them shall not cost ten thousand times ten thousand looks.
LOOK_BACK = 200


@dataclass(frozen=True, slots=True)
class SubjectMessage:
    """A mail as linking by subject sees it; `people` are the ids of sender and recipients, with
    all of the owner's addresses as one id; `at` is epoch seconds.
    """

    id: int
    thread: int
    at: int
    sender: int
    people: frozenset[int]
    is_reply: bool
    has_refs: bool


def link_by_subject(messages: Sequence[SubjectMessage]) -> list[tuple[int, int]]:
    """Pairs (thread of a reply, thread of what it answers) among mails of ONE normalised subject.

    Only a mail that says `Re:` and has no references is linked, to the latest earlier mail that
    it can be an answer to: first one by somebody whom it is addressed to, else one by its own
    sender (a second word in the same matter). A forwarded mail opens a conversation of its own.
    """
    ordered = sorted(messages, key=lambda one: (one.at, one.id))
    links: list[tuple[int, int]] = []
    for position, reply in enumerate(ordered):
        if not reply.is_reply or reply.has_refs:
            continue
        own: SubjectMessage | None = None
        found: SubjectMessage | None = None
        for earlier in reversed(ordered[max(0, position - LOOK_BACK) : position]):
            if reply.at - earlier.at > WINDOW_SECONDS:
                break
            if earlier.sender == reply.sender:
                if own is None and len(earlier.people & reply.people) > 1:
                    own = earlier
            elif earlier.sender in reply.people and reply.sender in earlier.people:
                found = earlier
                break
        parent = found or own
        if parent is not None:
            links.append((reply.thread, parent.thread))
    return links
