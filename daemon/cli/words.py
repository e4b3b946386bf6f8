"""Times, people and kinds in the words of the owner's day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from daemon.core.durations import days_in_words

if TYPE_CHECKING:
    from daemon.core.model import Draft, Evidence

#: What a kind of draft is called; others are shown as they are.
KINDS = {
    "check_in": "check-in",
    "reply_owed": "answer",
    "promise_due": "a promise of yours",
    "they_asked": "word on a request",
    "thanks_owed": "thanks",
    "missed_appointment": "another appointment",
    "new_acquaintance": "new acquaintance",
    "fact_word": "a word on their news",
    "no_deposit_lately": "give something",
}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: What an imported address book is called.
BOOKS = {"vcard": "vCard", "google": "Google Contacts", "linkedin": "LinkedIn", "csv": "CSV"}


def kind_words(kind: str) -> str:
    """`reply_owed` as "answer"."""
    return KINDS.get(kind, kind.replace("_", " "))


def state_words(one: Draft) -> str:
    """The state of a draft; of a sent one also how much of it was changed."""
    if one.changed is None:
        return one.state.value
    return f"{one.state.value}, {one.changed:.0%} changed" if one.changed >= 0.005 else "sent as is"


def day(at: datetime | None, zone: ZoneInfo) -> str:
    """`24 Nov 2026`, or "" for no time."""
    if at is None:
        return ""
    return date_words(at.astimezone(zone))


def date_words(when: date) -> str:
    """`24 Nov 2026` for a day."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """`24 Nov 2026, 09:14`, or ""."""
    return f"{day(at, zone)}, {at.astimezone(zone):%H:%M}" if at is not None else ""


def ago(at: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """`today`, `yesterday`, `3 weeks ago`, or ""."""
    if at is None:
        return ""
    days = now.astimezone(zone).toordinal() - at.astimezone(zone).toordinal()
    # --at looks back, and what is stored does not.
    return day(at, zone) if days < 0 else _days_ago(days)


def agos(epochs: Iterable[int], now: datetime, zone: ZoneInfo) -> list[str]:
    """The same of many times, in epoch seconds."""
    today = now.astimezone(zone).toordinal()
    moments = [datetime.fromtimestamp(one, zone) for one in epochs]
    days = [today - one.toordinal() for one in moments]
    said = {one: _days_ago(one) for one in {*days}}
    return [
        said[passed] if passed >= 0 else day(at, zone)
        for at, passed in zip(moments, days, strict=True)
    ]


def _days_ago(days: int) -> str:
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{days_in_words(days)} ago"


def evidence_line(one: Evidence, zone: ZoneInfo) -> str:
    """`m12, 3 Nov 2026, they asked: “Could you …?”`"""
    parts = ", ".join(part for part in (one.message_ref, day(one.at, zone), one.what) if part)
    return f"{parts}: “{one.quote}”" if one.quote else parts


def count(number: float, noun: str, plural: str = "") -> str:
    """`1 mail`, `1,200 mails`."""
    return f"{number:,.0f} {noun if number == 1 else plural or noun + 's'}"


def drafts_waiting(number: int) -> str:
    """`2 drafts wait in your mailbox`, and how to see them."""
    wait = "waits" if number == 1 else "wait"
    return f"{count(number, 'draft')} {wait} in your mailbox: `wellkeeper drafts`."
