"""Whose turn is it in a thread: the one rule by which anybody is said to wait for anybody.

Precision before recall: where the words were not read, where a group was addressed without
naming the owner, or where the last word was a thank-you, nobody waits.
"""

from __future__ import annotations

from collections.abc import Sequence

from daemon.core.mail import MessageKind
from daemon.core.model import ThreadMessage, Turn

#: The rule's version: raising it makes the store decide all open threads again.
VERSION = 1
OWNER = 0
#: How far back in one side's last words an ask is looked for.
RUN_LENGTH = 4


def last_run(messages: Sequence[ThreadMessage]) -> tuple[ThreadMessage, ...]:
    """The last messages of a thread that one side wrote without an answer, newest first.

    Automatic mail is looked through: an out-of-office answers nothing. These are the messages
    whose words decide whose turn it is.
    """
    personal = sorted(
        (one for one in messages if one.kind is MessageKind.PERSONAL),
        key=lambda one: (one.at, one.id),
    )
    run: list[ThreadMessage] = []
    for message in reversed(personal):
        if run and message.sender != run[0].sender:
            break
        run.append(message)
    return tuple(run[:RUN_LENGTH])


def whose_turn(messages: Sequence[ThreadMessage]) -> Turn | None:
    """Who is expected to write next in this thread, or None where nobody is, or nobody can tell."""
    for message in last_run(messages):
        if message.findings is None or "closer" in message.findings:
            return None
        if "ask" in message.findings:
            return _asked(message)
    return None


def _asked(message: ThreadMessage) -> Turn | None:
    if message.sender == OWNER:
        others = [one for one in message.to if one != OWNER]
        if len(others) != 1 or others[0] <= 0:
            return None
        why = "you asked, and no answer has come"
        return Turn("person", others[0], message.id, message.at, why)
    if message.sender < 0 or OWNER not in message.to:
        return None
    named = bool(message.findings and "named_owner" in message.findings)
    alone = len(message.to) == 1
    if not alone and not named:
        return None
    why = "they asked you, in a mail to you alone"
    if not alone:
        why = "they asked you by name"
    elif any(one != OWNER for one in message.cc):
        why = "they asked you, with others in copy"
    return Turn("owner", message.sender, message.id, message.at, why)
