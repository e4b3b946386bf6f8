"""Decides who or what wrote a message, by its header alone: a person, a list, a machine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daemon.core.mail import Headers, MessageKind
from daemon.core.parse.kind_words import BOUNCED, BY_HAND_TOO, OUT_OF_OFFICE
from daemon.core.parse.roles import role_of_address
from daemon.core.parse.subjects import parse_subject
from daemon.core.parse.wordlists import any_of, lowered

_OUT_OF_OFFICE_SUBJECT = re.compile(
    rf"\s*(?:{any_of(OUT_OF_OFFICE)}|{any_of(BY_HAND_TOO)}\s?:"
    r"|.{1,60}/.{1,60} is out of the office)"  # Lotus Notes
)
#: Reports of success: the mail arrived, or was read.
_ARRIVED = re.compile(
    r"\s*(?:delivered|read|relayed|zugestellt|gelesen|lu|leído|letto|gelezen|lida)\s?:"
    r"|\s*return receipt\b|.{0,80}\((?:relay|relayed|success|delivered)\)\s*$",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT = re.compile(rf"\s*(?:{any_of(BOUNCED)})")
#: What a calendar writes before the subject of an answer; nobody types it.
_ANSWER_SUBJECT = re.compile(
    r"\s*(?:accepted|declined|tentative|tentatively accepted|zugesagt|abgesagt|mit vorbehalt"
    r"|accepté|refusé|provisoire|aceptado|aceptada|rechazado|provisional|accettato|rifiutato"
    r"|geaccepteerd|geweigerd|aceite|recusado)\s?:\s"
)
_INVITATION_SUBJECT = re.compile(
    r"\s*(?:invitation|updated invitation|cancell?ed event|cancell?ed|einladung|angenommen"
    r"|abgelehnt|termin abgesagt)\s?:\s"
)
#: What list servers write before a subject: `Re: [NAME] …`.
_LIST_TAG = re.compile(r"\[([\w .-]{3,40})\]")
#: Names under which mail systems write; nobody is called this.
_MAIL_SYSTEM = re.compile(
    r"daemon|postmast|smtp|mail[._-]?(?:service|server|system|gate\w*|router|admin)|antivirus|gateway"
    r"|system.?administrator|^(?:ndr|mta|imss|inetgw\d*|mdaemon|exim|qmail|administrator)$"
)
_BOUNCERS = ("mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "maildaemon")

#: The fields of mass mail: where none of them stands, nothing else is looked at.
_MASS = frozenset(
    ("list-id", "list-post", "list-unsubscribe", "feedback-id", "precedence", "x-spam-flag")
)

Verdict = tuple[MessageKind, str]


class _Signs(NamedTuple):
    """What the beginning of a subject sounds like."""

    bounced: bool
    absent: bool
    answer: bool
    invitation: bool


@lru_cache(maxsize=4096)
def _signs(subject: str) -> _Signs:
    lower = lowered(subject)
    return _Signs(
        _BOUNCE_SUBJECT.match(lower) is not None,
        _OUT_OF_OFFICE_SUBJECT.match(lower) is not None,
        _ANSWER_SUBJECT.match(lower) is not None,
        _INVITATION_SUBJECT.match(lower) is not None,
    )


def _local(headers: Headers) -> str:
    return headers.sender.email.rpartition("@")[0] if headers.sender else ""


def _judge_bounce(headers: Headers) -> Verdict | None:
    """Reports about delivery (RFC 3464): the type says so, or a daemon with a null return path."""
    content = headers.content_type.lower()
    if content.startswith("multipart/report"):
        if "disposition-notification" in content:
            return MessageKind.NOTIFICATION, "a read receipt (multipart/report)"
        if "feedback-report" in content:
            return MessageKind.NOTIFICATION, "a complaint about mail (RFC 5965)"
        if _ARRIVED.match(headers.subject):
            return MessageKind.NOTIFICATION, "a report that mail arrived (multipart/report)"
        return MessageKind.BOUNCE, "a delivery report (multipart/report)"
    if "x-failed-recipients" in headers.marks:
        return MessageKind.BOUNCE, "X-Failed-Recipients"
    local, has_null_path = _local(headers), "return-path" in headers.marks
    tells = _signs(headers.subject).bounced
    if local in _BOUNCERS:
        if _ARRIVED.match(headers.subject):
            return MessageKind.NOTIFICATION, "a report that mail arrived"
        if has_null_path:
            return MessageKind.BOUNCE, "null return path, from the mail system"
        if tells or local != "postmaster":
            return MessageKind.BOUNCE, "from the mail system"
    if not tells:
        return None
    # Mail systems often leave out the domain of their name, or the whole address.
    is_machine = has_null_path or headers.sender is None or bool(_MAIL_SYSTEM.search(local))
    if is_machine or role_of_address(headers.sender.email if headers.sender else ""):
        return MessageKind.BOUNCE, "a machine's mail with the subject of a delivery report"
    return None


def _judge_automatic(headers: Headers) -> Verdict | None:
    """What answered or wrote by itself (RFC 3834, section 5)."""
    marks = headers.marks
    said = marks.get("auto-submitted", "").lower()
    if said.startswith("auto-replied"):
        return MessageKind.AUTO_REPLY, "Auto-Submitted: auto-replied"
    for name in ("x-autoreply", "x-autorespond"):
        if name in marks and marks[name].lower() not in ("no", "false", "0"):
            return MessageKind.AUTO_REPLY, f"the header {name}"
    if "auto_reply" in marks.get("precedence", "").lower():
        return MessageKind.AUTO_REPLY, "Precedence: auto_reply"
    if _signs(headers.subject).absent and not parse_subject(headers.subject).is_reply:
        return MessageKind.AUTO_REPLY, "the subject of an absence note"
    if said and not said.startswith("no"):
        return MessageKind.NOTIFICATION, f"Auto-Submitted: {said[:40]}"
    return None


def _judge_calendar(headers: Headers) -> Verdict | None:
    """Invitations and answers to them (RFC 6047)."""
    content = headers.content_type.lower()
    if content.startswith("text/calendar") or "method=" in content.replace(" ", ""):
        return MessageKind.CALENDAR, "a calendar message (text/calendar)"
    is_mixed = content.startswith(("multipart/mixed", "multipart/alternative"))
    if _signs(headers.subject).answer:
        return MessageKind.CALENDAR, "the subject of an answer to an invitation"
    if is_mixed and _signs(headers.subject).invitation:
        return MessageKind.CALENDAR, "the subject of an invitation"
    return None


def _is_post(headers: Headers) -> bool:
    """Whether the mail went round on a list that people write to: its `[name]` stands in the
    subject, or it is addressed to a list of another organisation.
    """
    lists = [one.email for one in headers.to + headers.cc]
    if tag := _LIST_TAG.search(headers.subject):
        name = tag[1].lower()
        known = [one.partition("@")[0] for one in lists]
        known += re.findall(r"<?([\w-]{3,})\.", headers.marks.get("list-id", "").lower())[:1]
        if any(len(one) >= 3 and (one in name or name in one) for one in known):
            return True
    domain = headers.sender.email.partition("@")[2] if headers.sender else ""
    return any(role_of_address(one) == "list address" and not one.endswith(domain) for one in lists)


def _judge_mass(headers: Headers) -> Verdict | None:
    """Lists (RFC 2369, 2919) and mass mail."""
    marks = headers.marks
    if marks.keys().isdisjoint(_MASS):
        return None
    precedence = marks.get("precedence", "").lower()
    is_person = headers.sender is not None and not role_of_address(headers.sender.email)
    is_post = is_person and _is_post(headers)
    if "list-id" in marks or "list-post" in marks:
        # A newsletter has a List-Id as well; only a list that takes answers is a conversation.
        may_post = "list-post" in marks and not marks["list-post"].upper().startswith("NO")
        if is_person and (may_post or precedence == "list" or headers.references or is_post):
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


def classify_message(headers: Headers) -> tuple[MessageKind, str]:
    """`(kind, why)` by the header fields alone, why in words for the owner.

    The order matters: a bounce may carry the marks of a list, an absence note those of mass mail.
    """
    if "x-wellkeeper" in headers.marks:
        return MessageKind.NOTIFICATION, "written by Wellkeeper itself"
    for judge in (_judge_bounce, _judge_automatic, _judge_calendar, _judge_mass):
        verdict = judge(headers)
        if verdict is not None:
            return verdict
    if headers.sender is None:
        return MessageKind.NOTIFICATION, "no single sender"
    reason = role_of_address(headers.sender.email)
    if reason == "bounce address":
        return MessageKind.BOUNCE, "from a bounce address"
    if reason:
        return MessageKind.NOTIFICATION, f"from a {reason}"
    if "return-path" in headers.marks:
        return MessageKind.NOTIFICATION, "null return path"
    return MessageKind.PERSONAL, "nothing says that a machine or a list wrote it"
