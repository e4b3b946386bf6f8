"""Decides the bytes of the weekly letter, its Message-ID, and which week's letter is due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from daemon.core.compose import draft_message_id, header_address, serialise
from daemon.core.digest import Digest
from daemon.core.digest_html import compose_digest_html
from daemon.core.digest_text import compose_digest_text
from daemon.core.mail import MARK_HEADER, Address
from daemon.core.model import Owner
from daemon.core.parse.harmless import clean_line

#: What MARK_HEADER says in a letter.
MARK = "digest"
#: A letter that could not come at its time comes late; after so many days the next one is near.
LATE_DAYS = 3
_MAX_SUBJECT = 250


def digest_message_id(owner_address: str, week: str) -> str:
    """The Message-ID (without brackets) of the one letter of this week, such as `2026-W48`."""
    return draft_message_id(owner_address, MARK, "", week)


def week_of(day: date) -> str:
    """The ISO week of a day: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def due_week(now: datetime, weekday: int, hour: int, zone: tzinfo) -> str | None:
    """The week whose letter should have come by now, or None. `weekday` is ISO (1 is Monday),
    `hour` the owner's; it is due for three days.
    """
    today = now.astimezone(zone).date()
    for back in range(LATE_DAYS + 1):
        day = today - timedelta(days=back)
        if day.isoweekday() == weekday:
            at = datetime.combine(day, time(hour), zone)
            return week_of(day) if at <= now < at + timedelta(days=LATE_DAYS) else None
    return None


def compose_digest_mime(digest: Digest, owner: Owner, message_id: str) -> bytes:
    """The letter as bytes, CRLF: plain text first, HTML for those who show it. It goes from the
    owner to the owner, so that an answer comes to them alone.

    Raises ValueError where the owner's address cannot stand in a header.
    """
    address = owner.addresses[0]
    message = EmailMessage(policy=SMTP)
    message["From"] = header_address(Address(address, "Wellkeeper"))
    message["To"] = header_address(Address(address, owner.name))
    message["Date"] = format_datetime(digest.at.astimezone(digest.zone))
    message["Message-ID"] = f"<{message_id}>"
    message["Subject"] = clean_line(digest.subject, _MAX_SUBJECT).replace("=?", "= ?")
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note may answer it
    message[MARK_HEADER] = MARK
    message.set_content(compose_digest_text(digest), cte="quoted-printable")
    message.add_alternative(compose_digest_html(digest), subtype="html", cte="quoted-printable")
    return serialise(message)
