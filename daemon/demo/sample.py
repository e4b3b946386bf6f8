"""The sample mailbox: the stories told as mail, the same for the same `now`.

For `wellkeeper demo` and for tests. Nothing here reads a clock or draws lots.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from daemon.demo.automatic import build_automatic
from daemon.demo.clients import (
    Written,
    build_client_fields,
    build_message_id,
    build_part,
    build_reply_subject,
    build_text,
)
from daemon.demo.mime import (
    Part,
    SampleMessage,
    build_address,
    build_message,
    build_number,
    build_token,
)
from daemon.demo.moments import resolve_dates, resolve_moment
from daemon.demo.script import Conversation, Letter
from daemon.demo.story_circle import CIRCLE
from daemon.demo.story_debts import DEBTS
from daemon.demo.story_favours import FAVOURS
from daemon.demo.story_hanne import HANNE
from daemon.demo.story_wide import WIDE
from daemon.demo.world import (
    APPLE,
    GMAIL,
    OUTLOOK,
    OWNER,
    OWNER_CLOSINGS,
    PEOPLE,
    THUNDERBIRD,
    Character,
)

__all__ = ["SampleMessage", "build_sample"]

STORIES: tuple[Conversation, ...] = (*HANNE, *CIRCLE, *DEBTS, *FAVOURS, *WIDE)
#: Received mail older than this was tidied away, three quarters of it.
ARCHIVED_AFTER_DAYS = 75


def build_sample(now: datetime) -> tuple[SampleMessage, ...]:
    """Two years of mail that end at `now` (aware), oldest first."""
    written: dict[str, Written] = {}
    messages: list[SampleMessage] = []
    for conversation in STORIES:
        messages.extend(_build_conversation(conversation, now, written))
    messages.extend(build_automatic(now, written))
    return tuple(sorted(messages, key=lambda message: (message.received_at, message.raw)))


def _build_conversation(
    conversation: Conversation, now: datetime, written: dict[str, Written]
) -> list[SampleMessage]:
    messages: list[SampleMessage] = []
    previous: Written | None = None
    signed: set[str] = set()
    for number, letter in enumerate(conversation.letters):
        key = f"{conversation.key}/{number}"
        moment = resolve_moment(now, letter.days, letter.hour, key, letter.any_day)
        if previous is not None and moment <= previous.sent_at:
            moment = previous.sent_at + timedelta(minutes=20 + build_number(key, 50))
        sender = PEOPLE[letter.sender]
        this, raw = _build_letter(
            letter, key, conversation.subject, moment, now, previous, letter.sender not in signed
        )
        signed.add(letter.sender)
        written[key] = this
        later = conversation.letters[number + 1 :]
        answered = sender is not OWNER and any(one.sender == OWNER.key for one in later)
        arrived = this.sent_at + timedelta(seconds=0 if sender is OWNER else 4)
        flags = _choose_flags(sender is OWNER or answered or letter.days > 4, answered)
        folders = filter(None, (_choose_folder(letter, key), letter.copy_in))
        messages.extend(SampleMessage(folder, arrived, flags, raw) for folder in folders)
        previous = this
    return messages


def _build_letter(
    letter: Letter, key: str, opening: str, moment: datetime, now: datetime,
    previous: Written | None, first: bool,
) -> tuple[Written, bytes]:  # fmt: skip
    sender = PEOPLE[letter.sender]
    client = letter.client or sender.client
    answered = previous if letter.reply else None
    subject = letter.subject or opening
    if answered is not None and not letter.subject:
        subject = build_reply_subject(client, sender.language, answered.subject)
    subject = resolve_dates(subject, now)
    address = letter.address or sender.email
    to = letter.to or _choose_recipients(sender, previous)
    words = f"{resolve_dates(letter.body, now).strip()}\n\n{_choose_closing(sender, to, key)}"
    signature = sender.signature if first or client in {GMAIL, THUNDERBIRD} else ""
    quoted = answered if letter.quote else None
    text = build_text(client, sender.language, words, signature, quoted)
    part = build_part(client, sender.language, text, words, signature, quoted, key, letter.charset)
    if letter.attachment:
        part = _attach(part, letter.attachment)
    references = (*answered.references, answered.message_id)[-12:] if answered else ()
    this = Written(
        message_id=build_message_id(client, address, key),
        references=references,
        sender=sender,
        address=address,
        to=tuple(PEOPLE[one].name if one in PEOPLE else one for one in to),
        subject=subject,
        sent_at=moment.astimezone(ZoneInfo(sender.zone)),
        text=text,
    )
    fields = [] if sender is OWNER else build_trace_fields(address, letter.to_address, this.sent_at)
    fields += _build_fields(this, letter, to, client)
    fields += build_client_fields(client, key, subject, bool(references))
    if not any(name.lower() == "mime-version" for name, _ in fields):
        fields.append(("MIME-Version", "1.0"))
    return this, build_message(fields, part, key)


def build_trace_fields(address: str, to_address: str, at: datetime) -> list[tuple[str, str]]:
    """What the way to the owner's mailbox leaves in front of a header."""
    domain = address.partition("@")[2]
    mine = to_address or OWNER.email
    token = build_token(f"{address}{at.isoformat()}", 12).upper()
    return [
        ("Return-Path", f"<{address}>"),
        ("Delivered-To", mine),
        (
            "Received",
            f"from mx1.{domain} (mx1.{domain} [192.0.2.{build_number(domain, 200) + 20}])\r\n"
            f"\tby mail.lindqvist.example (Postfix) with ESMTPS id {token}\r\n"
            f"\tfor <{mine}>; {format_datetime(at)}",
        ),
    ]


def _build_fields(
    this: Written, letter: Letter, to: tuple[str, ...], client: str
) -> list[tuple[str, str]]:
    charset = "iso-8859-1" if client == OUTLOOK and this.sender.language in {"de", "fr"} else ""
    fields = [
        ("From", build_address(this.sender.name, this.address, charset or "utf-8")),
        ("To", ", ".join(_name_recipient(one, letter) for one in to)),
    ]
    if letter.cc:
        fields.append(("Cc", ", ".join(_name_recipient(one, letter) for one in letter.cc)))
    fields += [
        ("Subject", this.subject),
        ("Date", format_datetime(this.sent_at)),
        ("Message-ID", this.message_id),
    ]
    if this.references:
        fields.append(("In-Reply-To", this.references[-1]))
        fields.append(("References", " ".join(this.references)))
    # Apple Mail begins with From; the others put Date and Message-ID near the top.
    return fields if client == APPLE else [*fields[-3:], *fields[:-3]]


def _name_recipient(one: str, letter: Letter) -> str:
    who = PEOPLE.get(one)
    if who is None:
        return one
    if who is OWNER:
        return build_address(who.name, letter.to_address or who.email)
    return build_address(who.name, who.email)


def _choose_recipients(sender: Character, previous: Written | None) -> tuple[str, ...]:
    if sender is not OWNER:
        return (OWNER.key,)
    if previous is None:
        raise ValueError("a letter by the owner that begins a conversation needs `to`")
    if previous.sender is not OWNER:
        return (previous.sender.key,)
    return tuple(who.key for who in PEOPLE.values() if who.name in previous.to)


def _choose_closing(sender: Character, to: tuple[str, ...], key: str) -> str:
    closings = sender.closings
    if sender is OWNER and to[0] in PEOPLE:
        closings = OWNER_CLOSINGS[PEOPLE[to[0]].language]
    return closings[build_number(key + "closing", len(closings))]


def _choose_folder(letter: Letter, key: str) -> str:
    if letter.folder:
        return letter.folder
    if letter.sender == OWNER.key:
        return "Sent"
    tidied = letter.days > ARCHIVED_AFTER_DAYS and build_number(key + "folder", 4)
    return "Archive" if tidied else "INBOX"


def _choose_flags(seen: bool, answered: bool) -> tuple[str, ...]:
    return (*(("\\Seen",) if seen else ()), *(("\\Answered",) if answered else ()))


def _attach(part: Part, name: str) -> Part:
    document = Part(
        "application/pdf",
        "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        encoding="base64",
        parameters=f';\r\n name="{name}"',
        fields=(("Content-Disposition", f'attachment; filename="{name}"'),),
    )
    return Part("multipart/mixed", parts=(part, document))
