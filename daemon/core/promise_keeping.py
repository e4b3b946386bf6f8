"""Decides which later mail keeps a promise: one that brings what was promised, or says that it is
done, or in which the other side thanks for it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

from daemon.core.model import Finding
from daemon.core.parse.wordlists import words
from daemon.core.values import dataclass

Promiser = Literal["owner", "person"]
Act = Literal["send", "call", "introduce", "reply", "other"]


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """One `promise` finding and the mail that it stands in; `number` counts those of one mail.

    `thread` is the same value for all mails of one thread.
    """

    made_by: Promiser
    person_ref: str
    what: str
    act: Act
    due: date | None
    made_at: datetime
    message_ref: str
    message_id: str
    quote: str
    thread: str = ""
    number: int = 0

    @property
    def ref(self) -> str:
        """What corrections name it by; the same after every scan."""
        return f"promise:{self.message_ref}:{self.number}"


@dataclass(frozen=True, slots=True)
class LaterMail:
    """A mail between the two, or a touch, that may keep a promise.

    `by` wrote it; `findings` are those of its words, empty where they were not read; `subject`
    helps to tell what it delivers. `met` says that the two spoke: a call, a meeting, a coffee.
    `introduced` says that it presents the person to somebody, or somebody to them.
    """

    by: Promiser
    at: datetime
    message_ref: str
    message_id: str = ""
    thread: str = ""
    subject: str = ""
    findings: tuple[Finding, ...] = ()
    met: bool = False
    introduced: bool = False


_WORD = re.compile(r"[^\W\d_]{4,}")
#: Words of promises that tell nothing about what was promised.
_EMPTY = words("""
    send resend forward mail email have give bring share call back with your yours that this them
    these those some more about over soon shortly when once know keep posted touch look into check
    will would from tomorrow today week next info information copy copies documents document file
    ihnen dich euch eine einen schicke sende melde wieder gebe bescheid werde vous envoie enverrai
    mando envío enviaré aviso llamo
""")


#: Findings about how a mail is written: they add nothing to what it says.
_MANNERS = frozenset(
    ("closer", "greets", "leaves", "signs", "addresses", "length", "language", "named")
)
#: Those of them that `keeps` does not ask for: two of three findings are of these kinds.
UNASKED = _MANNERS - {"closer"}


def about(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, without the endings of the plural."""
    said = (word.lower() for word in _WORD.findall(text))
    return frozenset(word.rstrip("s") for word in said if word not in _EMPTY)


def keeps(made: PromiseMade, mail: LaterMail) -> str:
    """How this mail keeps the promise, in words, or "" where it does not."""
    same_thread = bool(made.thread) and mail.thread == made.thread
    if mail.by != made.made_by:
        return _confirmed(made, mail, same_thread)
    delivers = {one.value: one for one in mail.findings if one.kind == "delivers"}
    if made.act == "call":
        return "you spoke" if mail.met else ""
    if made.act == "introduce":
        introduces = mail.introduced or "introduction" in delivers
        return "the introduction was made" if introduces else ""
    if not delivers and not (made.act == "reply" and same_thread):
        return ""  # as of most mails: what they are about need not be asked
    topic = about(made.what)
    said = " ".join(one.quote for one in delivers.values())
    concerns = same_thread or bool(topic & about(f"{said} {mail.subject}"))
    if "promised" in delivers and (concerns or not topic):
        return "sent as promised"
    if not concerns:
        return ""
    if made.act == "send":
        hows = {"attachment": "sent as an attachment", "link": "sent as a link", "words": "sent"}
        return next((how for value, how in hows.items() if value in delivers), "")
    if made.act == "reply":
        promises_again = any(one.kind == "promise" for one in mail.findings)
        kinds = {one.kind for one in mail.findings}
        says_more = "closer" not in kinds or bool(kinds - _MANNERS)
        answered = same_thread and says_more and not promises_again
        if not answered:
            return ""
        return "you wrote again" if mail.by == "owner" else "they wrote again"
    return "said to be done" if delivers.keys() & {"done", "words", "attachment"} else ""


def _confirmed(made: PromiseMade, mail: LaterMail, same_thread: bool) -> str:
    """Whether the other side says that it has come."""
    if made.act == "call":
        return "you spoke" if mail.met else ""
    if made.act == "reply":
        return ""
    received = [one.quote for one in mail.findings if one.kind == "receives"]
    if received and (same_thread or about(made.what) & about(" ".join((*received, mail.subject)))):
        return "it was received"
    return ""
