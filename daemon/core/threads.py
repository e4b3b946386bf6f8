"""Which mails belong together when no header says so: the same subject, overlapping people, and
at most 30 days between them. Used only for mails that carry neither References nor In-Reply-To.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.core.values import dataclass

#: How long a conversation may pause before the same subject means a new one, in seconds.
WINDOW_SECONDS = 30 * 86400
#: The same where there is no subject at all: then only the people and the time speak.
BARE_WINDOW_SECONDS = 3 * 86400
#: How many earlier mails under one subject are looked at: more within a month is no conversation,
#: and whoever sends ten thousand of them shall not cost ten thousand times ten thousand looks.
LOOK_BACK = 200

OWNER = 0
#: A quoted time without its zone is wrong by whole hours (in a few places by quarters), and by less
#: than this; clients quote the minute, rounded either way.
_HOUR, _QUARTER, _FARTHEST_ZONE, _ROUNDING = 3600, 900, 14 * 3600, 75


@dataclass(frozen=True, slots=True)
class SubjectMessage:
    """A mail as linking by subject sees it; `people` are the ids of sender and recipients, with
    all of the owner's addresses as one id; `at` is epoch seconds.

    Where they are known, `to` holds the recipients alone, and `quoted_at` the time (epoch
    seconds, perhaps of another zone) of the mail that is quoted first below its words.
    """

    id: int
    thread: int
    at: int
    sender: int
    people: frozenset[int]
    is_reply: bool
    has_refs: bool
    to: frozenset[int] = frozenset()
    quoted_at: int | None = None


def link_by_subject(
    messages: Sequence[SubjectMessage], *, bare: bool = False
) -> list[tuple[int, int]]:
    """Pairs (thread of a reply, thread of what it answers) among mails of ONE normalised subject.

    Only a mail that says `Re:` and has no references is linked: to the mail that it quotes, else
    to the latest earlier one that it can be an answer to. With `bare` the mails have no subject.
    A forwarded mail opens a conversation of its own.
    """
    return [(one.thread, parent.thread) for one, parent in find_parents(messages, bare=bare)]


def find_parents(
    messages: Sequence[SubjectMessage], *, bare: bool = False
) -> list[tuple[SubjectMessage, SubjectMessage]]:
    """The same with the mails themselves, (reply, what it answers), oldest reply first."""
    ordered = sorted(messages, key=lambda one: (one.at, one.id))
    window = BARE_WINDOW_SECONDS if bare else WINDOW_SECONDS
    found: list[tuple[SubjectMessage, SubjectMessage]] = []
    for position, reply in enumerate(ordered):
        if not reply.is_reply or reply.has_refs:
            continue
        earlier = ordered[max(0, position - LOOK_BACK) : position][::-1]
        recent = [one for one in earlier if reply.at - one.at <= window]
        parent = _quoted(reply, earlier, bare) or _answerable(reply, recent, bare)
        if parent is not None:
            found.append((reply, parent))
    return found


def _quoted(
    reply: SubjectMessage, earlier: Sequence[SubjectMessage], bare: bool
) -> SubjectMessage | None:
    """The mail whose time the reply quotes: of those that share somebody with it, else, under a
    subject, any, for a list or a blind copy may name nobody twice.
    """
    if reply.quoted_at is None:
        return None
    near = [
        (one, one.at - reply.quoted_at + _ROUNDING)
        for one in earlier
        if abs(one.at - reply.quoted_at) <= _FARTHEST_ZONE
    ]
    related = [(one, off) for one, off in near if one.people & reply.people]
    for step, candidates in ((_HOUR, related), (_HOUR, near), (_QUARTER, related)):
        if candidates is near and bare:
            continue
        for one, off in candidates:
            if off % step <= 2 * _ROUNDING:
                return one
    return None


def _answerable(
    reply: SubjectMessage, earlier: Sequence[SubjectMessage], bare: bool
) -> SubjectMessage | None:
    """One's own, when one answers to all and so to oneself; else the latest mail by somebody whom
    the reply is addressed to and who wrote to its sender; else one that went to the same others,
    as on a list; else one's own earlier word to the same people.
    """
    own: SubjectMessage | None = None
    shared: SubjectMessage | None = None
    direct: SubjectMessage | None = None
    for one in earlier:
        same_others = (reply.to & one.to) - {OWNER}
        if one.sender == reply.sender:
            if reply.sender in reply.to and len(reply.to & one.to) > 1 and not bare:
                return one
            if own is None and len(one.people & reply.people) > 1:
                own = one
        elif one.sender in reply.people and (reply.sender in one.people or same_others):
            direct = direct or one
            if reply.sender not in reply.to:
                break
        elif shared is None and same_others:
            shared = one
    return direct if bare else direct or shared or own
