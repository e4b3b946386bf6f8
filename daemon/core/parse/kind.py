"""Decides who or what wrote a message, by its header alone: a person, a list, a machine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daemon.core.mail import OWN_MARK, Headers
from daemon.core.model import MessageKind
from daemon.core.parse.roles import role_of_address
from daemon.core.parse.subject_signs import Signs, signs_of

#: Names under which mail systems write; nobody is called this.
_MAIL_SYSTEM = re.compile(
    r"daemon|postmast|smtp|mail[._-]?(?:service|server|system|gate\w*|router|admin)|antivirus|gateway"
    r"|system.?administrator|^(?:ndr|mta|imss|inetgw\d*|mdaemon|exim|qmail|administrator)$"
)
_BOUNCERS = ("mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "maildaemon")

#: The fields of mass mail: where none of them stands, nothing else is looked at.
MASS = frozenset(
    ("list-id", "list-post", "list-unsubscribe", "feedback-id", "precedence", "x-spam-flag")
)
#: Marks that tell by being there, whatever they say.
TELL_BY_PRESENCE = frozenset(
    ("list-unsubscribe", "feedback-id", "x-failed-recipients", "return-path", OWN_MARK)
)
#: Marks of which the words tell something.
TELL_BY_WORDS = frozenset(
    ("list-id", "list-post", "precedence", "x-spam-flag", "auto-submitted", "x-autoreply",
     "x-autorespond")
)  # fmt: skip

#: The field in which the last server on the way says what it found of the sender (RFC 8601).
CHECKED = "authentication-results"
#: The sender is not who it says (RFC 7489), and what excuses it: somebody on the way changed the
#: mail and vouches for it (RFC 8617). A false "fail" harms only whoever writes it, so it does not
#: matter which server says so.
_FORGED = re.compile(r"(?:^|[;\s])dmarc\s?=\s?fail\b", re.IGNORECASE)
_VOUCHED = re.compile(r"(?:^|[;\s])arc\s?=\s?pass\b", re.IGNORECASE)

Verdict = tuple[MessageKind, str]
_DOUBT = (MessageKind.DOUBTFUL, "the server could not verify its sender (dmarc=fail)")


#: What such a field comes to where it does not say that the sender is forged.
OTHER = "other"


def read_check(said: str) -> str:
    """What the words of an Authentication-Results come to: `fail`, or OTHER."""
    # Nearly all mails bear such a line, and few of them these letters.
    if "dmarc" in said.lower() and _FORGED.search(said) and not _VOUCHED.search(said):
        return "fail"
    return OTHER


class _Seen(NamedTuple):
    """All that the verdict depends on; see `judge`."""

    sender: str
    signs: Signs
    content: str
    marks: dict[str, str]
    has_references: bool
    to: tuple[str, ...]


def _judge_bounce(seen: _Seen) -> Verdict | None:
    """Reports about delivery (RFC 3464): the type says so, or a daemon with a null return path."""
    content = seen.content
    if content.startswith("multipart/report"):
        if "disposition-notification" in content:
            return MessageKind.NOTIFICATION, "a read receipt (multipart/report)"
        if "feedback-report" in content:
            return MessageKind.NOTIFICATION, "a complaint about mail (RFC 5965)"
        if seen.signs.arrived:
            return MessageKind.NOTIFICATION, "a report that mail arrived (multipart/report)"
        return MessageKind.BOUNCE, "a delivery report (multipart/report)"
    if "x-failed-recipients" in seen.marks:
        return MessageKind.BOUNCE, "X-Failed-Recipients"
    local, has_null_path = seen.sender.rpartition("@")[0], "return-path" in seen.marks
    tells = seen.signs.bounced
    if local in _BOUNCERS:
        if seen.signs.arrived:
            return MessageKind.NOTIFICATION, "a report that mail arrived"
        if has_null_path:
            return MessageKind.BOUNCE, "null return path, from the mail system"
        if tells or local != "postmaster":
            return MessageKind.BOUNCE, "from the mail system"
    if not tells:
        return None
    # Mail systems often leave out the domain of their name, or the whole address.
    is_machine = has_null_path or not seen.sender or bool(_MAIL_SYSTEM.search(local))
    if is_machine or role_of_address(seen.sender):
        return MessageKind.BOUNCE, "a machine's mail with the subject of a delivery report"
    return None


def _judge_automatic(seen: _Seen) -> Verdict | None:
    """What answered or wrote by itself (RFC 3834, section 5)."""
    marks = seen.marks
    said = marks.get("auto-submitted", "").lower()
    if said.startswith("auto-replied"):
        return MessageKind.AUTO_REPLY, "Auto-Submitted: auto-replied"
    for name in ("x-autoreply", "x-autorespond"):
        if name in marks and marks[name].lower() not in ("no", "false", "0"):
            return MessageKind.AUTO_REPLY, f"the header {name}"
    if "auto_reply" in marks.get("precedence", "").lower():
        return MessageKind.AUTO_REPLY, "Precedence: auto_reply"
    if seen.signs.absent:
        return MessageKind.AUTO_REPLY, "the subject of an absence note"
    if said and not said.startswith("no"):
        return MessageKind.NOTIFICATION, f"Auto-Submitted: {said[:40]}"
    return None


def may_tell(content_type: str) -> bool:
    """Whether a content type may be that of a report or of a calendar's mail."""
    content = content_type.lower()
    return "report" in content or "calendar" in content or "method" in content


def _judge_calendar(seen: _Seen) -> Verdict | None:
    """Invitations and answers to them (RFC 6047)."""
    content = seen.content
    if content.startswith("text/calendar") or "method=" in content.replace(" ", ""):
        return MessageKind.CALENDAR, "a calendar message (text/calendar)"
    is_mixed = content.startswith(("multipart/mixed", "multipart/alternative"))
    if seen.signs.answer:
        return MessageKind.CALENDAR, "the subject of an answer to an invitation"
    if is_mixed and seen.signs.invitation:
        return MessageKind.CALENDAR, "the subject of an invitation"
    return None


def _is_post(seen: _Seen) -> bool:
    """Whether the mail went round on a list that people write to: its `[name]` stands in the
    subject, or it is addressed to a list of another organisation.
    """
    if name := seen.signs.list_tag:
        known = [one.partition("@")[0] for one in seen.to]
        known += re.findall(r"<?([\w-]{3,})\.", seen.marks.get("list-id", "").lower())[:1]
        if any(len(one) >= 3 and (one in name or name in one) for one in known):
            return True
    domain = seen.sender.partition("@")[2]
    return any(
        role_of_address(one) == "list address" and not one.endswith(domain) for one in seen.to
    )


def _judge_mass(seen: _Seen) -> Verdict | None:
    """Lists (RFC 2369, 2919) and mass mail."""
    marks = seen.marks
    if marks.keys().isdisjoint(MASS):
        return None
    precedence = marks.get("precedence", "").lower()
    is_person = bool(seen.sender) and not role_of_address(seen.sender)
    is_post = is_person and _is_post(seen)
    if "list-id" in marks or "list-post" in marks:
        # A newsletter has a List-Id as well; only a list that takes answers is a conversation.
        may_post = "list-post" in marks and not marks["list-post"].upper().startswith("NO")
        if is_person and (may_post or precedence == "list" or seen.has_references or is_post):
            return MessageKind.LIST_POST, "written to a mailing list (List-Id)"
        return MessageKind.BULK, "mass mail with a List-Id"
    if is_post and ("list-unsubscribe" in marks or precedence in ("bulk", "junk")):
        return MessageKind.LIST_POST, "written to a mailing list"
    for name, words in (
        ("list-unsubscribe", "mass mail (List-Unsubscribe)"),
        ("feedback-id", "mass mail (Feedback-ID)"),
    ):
        if name in marks:
            return MessageKind.BULK, words
    if precedence in ("bulk", "junk"):
        return MessageKind.BULK, f"Precedence: {precedence}"
    if precedence == "list":
        kind = MessageKind.LIST_POST if is_person else MessageKind.BULK
        return kind, "Precedence: list"
    if marks.get("x-spam-flag", "").lower().startswith("yes"):
        return MessageKind.BULK, "marked as spam"
    return None


@lru_cache(maxsize=8_192)
def judge(
    sender: str,
    signs: Signs,
    content_type: str,
    marks: tuple[tuple[str, str], ...],
    has_references: bool,
    to: tuple[str, ...],
) -> Verdict:
    """The verdict of `classify_message`, by nothing but what it depends on, so that it is found
    once for all mails that are alike.

    `sender` is an address or ""; `marks` are those that tell something, with their words where
    these tell (TELL_BY_WORDS, CHECKED), else with ""; `to` holds the addresses of To and Cc.
    Whether there are references, and to whom it went, is asked of mass mail only: False and () of
    other mail.
    """
    seen = _Seen(sender, signs, content_type.lower(), dict(marks), has_references, to)
    if OWN_MARK in seen.marks:
        return MessageKind.NOTIFICATION, "written by Wellkeeper itself"
    doubt = seen.marks.get(CHECKED) == "fail"
    # The order matters: a bounce may carry the marks of a list, an absence note of mass mail.
    for look in (_judge_bounce, _judge_automatic, _judge_calendar, _judge_mass):
        verdict = look(seen)
        if verdict is not None:
            is_doubted = doubt and verdict[0] is MessageKind.CALENDAR
            return _DOUBT if is_doubted else verdict
    if not sender:
        return MessageKind.NOTIFICATION, "no single sender"
    reason = role_of_address(sender)
    if reason == "bounce address":
        return MessageKind.BOUNCE, "from a bounce address"
    if reason:
        return MessageKind.NOTIFICATION, f"from a {reason}"
    if "return-path" in seen.marks:
        return MessageKind.NOTIFICATION, "null return path"
    if doubt:
        return _DOUBT
    return MessageKind.PERSONAL, "nothing says that a machine or a list wrote it"


def classify_message(headers: Headers) -> Verdict:
    """`(kind, why)` by the header fields alone, why in words for the owner."""
    marks = tuple(
        (name, said if name in TELL_BY_WORDS else "")
        for name, said in headers.marks.items()
        if name in TELL_BY_WORDS or name in TELL_BY_PRESENCE
    )
    if CHECKED in headers.marks:
        marks += ((CHECKED, read_check(headers.marks[CHECKED])),)
    is_mass = not MASS.isdisjoint(headers.marks)
    return judge(
        headers.sender.email if headers.sender else "",
        signs_of(headers.subject),
        headers.content_type,
        marks,
        is_mass and bool(headers.references),
        tuple(one.email for one in headers.to + headers.cc) if is_mass else (),
    )
