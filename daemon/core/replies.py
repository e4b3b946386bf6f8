"""Whose turn is it in a thread: the one rule by which anybody is said to wait for anybody.

Precision before recall: where the words were not read, where a group was addressed without
naming the owner, or where the last word was a thank-you, nobody waits; nor does the owner for what
they left to a talk, or after whose answer, which is gone, they wrote again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from daemon.core.model import MessageKind, ThreadMessage, Turn

#: The rule's version: raising it makes the store decide all open threads again.
VERSION = 3
OWNER = 0
#: Why an ask is the owner's, where nobody else could answer it.
ASKED_ALONE = "they asked you, in a mail to you alone"
#: How far back in one side's last words an ask is looked for.
RUN_LENGTH = 4
#: The owner who writes again later than this was answered in between, in mail that they have
#: thrown away unseen by us, or by telephone; what they sent themselves is all there.
FOLLOW_UP = timedelta(hours=8)
#: Who writes to more people than this expects an answer from those alone whom they name.
LARGEST_GROUP = 8

#: What asks for a word: a question, or what can only be met by giving something back.
_ASKS = frozenset({"ask", "wants_back"})
#: What takes its turn in a conversation. An absence note or a notice does not: it is looked
#: through. An invitation accepted is an answer, and so is a word on a list; and a mail whose
#: sender is doubtful may be one, so that nobody can tell.
_TAKES_TURN = (
    MessageKind.PERSONAL, MessageKind.CALENDAR, MessageKind.LIST_POST, MessageKind.DOUBTFUL,
)  # fmt: skip


def in_order(messages: Sequence[ThreadMessage]) -> list[ThreadMessage]:
    """The messages as they were written: by their times, but none before what it answers, for a
    clock may be wrong. Headers that contradict themselves (a message that answers itself, a
    circle) are ignored. Linear but for the sorting.
    """
    by_id = {one.id: one for one in messages}
    placed: dict[int, tuple[datetime, int]] = {}
    for one in messages:
        chain: list[ThreadMessage] = []
        seen: set[int] = set()
        current: ThreadMessage | None = one
        while current is not None and current.id not in placed and current.id not in seen:
            seen.add(current.id)
            chain.append(current)
            current = by_id.get(current.parent)
        above = placed.get(current.id) if current is not None else None
        for message in reversed(chain):
            if above is None or above[0] < message.at:
                above = (message.at, 0)
            else:
                above = (above[0], above[1] + 1)
            placed[message.id] = above
    return sorted(messages, key=lambda one: (*placed[one.id], one.id))


def last_run(messages: Sequence[ThreadMessage]) -> tuple[ThreadMessage, ...]:
    """The last messages of a thread that one side wrote without an answer, newest first.

    Automatic mail is looked through: an out-of-office answers nothing. These are the messages
    whose words decide whose turn it is.
    """
    run: list[ThreadMessage] = []
    for message in reversed(in_order(messages)):
        if message.kind not in _TAKES_TURN:
            continue
        if run and message.sender != run[0].sender:
            break
        run.append(message)
        if len(run) == RUN_LENGTH:
            break
    return tuple(run)


def is_between(message: ThreadMessage) -> bool:
    """Whether the words of this message can make it anybody's turn: the owner and a person are
    its two sides, and a copy counts where it went to few.
    """
    if message.kind is not MessageKind.PERSONAL:
        return False
    if message.sender == OWNER:
        return any(other > 0 for other in message.to)
    if message.sender < 0:
        return False
    return OWNER in message.to or (OWNER in message.cc and message.recipients <= LARGEST_GROUP)


def whose_turn(messages: Sequence[ThreadMessage]) -> Turn | None:
    """Who is expected to write next in this thread, or None where nobody is, or nobody can tell."""
    run = last_run(messages)
    for place, message in enumerate(run):
        if message.kind is not MessageKind.PERSONAL:
            return None
        flagged = _flagged(message)
        if flagged is not None:
            return flagged
        if message.findings is None or "closer" in message.findings:
            return None
        if message.sender != OWNER:
            if message.answered:
                return None
        elif place and _answered_between(message, run[place - 1]):
            return None
        elif "by_phone" in message.findings:
            return None  # answered in a talk, or not: no mail tells
        if message.findings & _ASKS:
            turn = _asked(message)
            return None if turn is None or _came_back(messages, turn) else turn
    return None


def _answered_between(earlier: ThreadMessage, later: ThreadMessage) -> bool:
    """Whether the owner was answered between two mails of theirs, in one that is not there: the
    later one comes long after, or is a reply to a mail that is not known.
    """
    return not later.parent or later.at - earlier.at > FOLLOW_UP


def _flagged(message: ThreadMessage) -> Turn | None:
    """A mail of a person that the owner flagged and has not answered is theirs to answer, whatever
    its words are: they said so.
    """
    if not message.flagged or message.answered or message.sender <= 0:
        return None
    why = "you flagged it, and have not answered"
    return Turn("owner", message.sender, message.id, message.at, why, message.begun)


def _asked(message: ThreadMessage) -> Turn | None:
    if message.sender == OWNER:
        others = [one for one in message.to if one != OWNER]
        if len(others) != 1 or others[0] <= 0:
            return None
        why = "you asked, and no answer has come"
        return Turn("person", others[0], message.id, message.at, why)
    why = _why_owner(message)
    if message.sender < 0 or not why:
        return None
    return Turn("owner", message.sender, message.id, message.at, why, message.begun)


def _why_owner(message: ThreadMessage) -> str:
    """Why an ask in this message is the owner's to answer, or empty where it is not."""
    found = message.findings or frozenset()
    if OWNER in message.to:
        if not any(one not in (OWNER, message.sender) for one in message.to):
            alone = not any(one not in (OWNER, message.sender) for one in message.cc)
            return ASKED_ALONE if alone else "they asked you, with others in copy"
        if "asked_owner" in found or "named_owner" in found:
            return "they asked you by name"
    elif OWNER in message.cc and "asked_owner" in found:
        return "they asked you by name, in a copy"
    return ""


def _came_back(messages: Sequence[ThreadMessage], turn: Turn) -> bool:
    """Whether the owner's mail was returned: who never got it owes nothing."""
    return turn.waiting_on == "person" and any(
        one.kind is MessageKind.BOUNCE and one.at >= turn.since for one in messages
    )
