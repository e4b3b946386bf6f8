"""Invitations as calendar programs mail them (RFC 5546, RFC 6047): asked, and accepted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from daemon.demo.clients import Written
from daemon.demo.mime import Part, SampleMessage, build_address, build_message, build_token
from daemon.demo.moments import resolve_day, resolve_moment
from daemon.demo.world import OWNER, PEOPLE, Character


def build_invitations(now: datetime, written: Mapping[str, Written]) -> list[SampleMessage]:
    """The owner invites Kofi and he accepts; Marcus invites the owner and she accepts."""
    kofi, marcus = PEOPLE["kofi"], PEOPLE["marcus"]
    call = resolve_day(now, 22) + timedelta(hours=11)
    offsite = resolve_day(now, 11) + timedelta(hours=9, minutes=30)
    asked_kofi = written["kofi-operations/1"].sent_at + timedelta(minutes=2)
    asked_me = resolve_moment(now, 40, 16.0, "invitation")
    title, day = "Swapping notes: Kofi and Nora", "Discharge letters: offsite"
    return [
        _build(OWNER, kofi, "REQUEST", title, call, 30, asked_kofi),
        _build(kofi, OWNER, "REPLY", title, call, 30, asked_kofi + timedelta(minutes=9)),
        _build(marcus, OWNER, "REQUEST", day, offsite, 420, asked_me),
        _build(OWNER, marcus, "REPLY", day, offsite, 420, asked_me + timedelta(minutes=31)),
    ]


def _build(
    sender: Character, receiver: Character, method: str, title: str,
    begins: datetime, minutes: int, at: datetime,
) -> SampleMessage:  # fmt: skip
    key = f"{title}/{method}"
    domain = sender.email.partition("@")[2]
    organiser, guest = (sender, receiver) if method == "REQUEST" else (receiver, sender)
    asked = f"<{build_token(f'{title}/REQUEST', 26)}@{organiser.email.partition('@')[2]}>"
    begins = begins.astimezone(UTC)
    answer = "ACCEPTED" if method == "REPLY" else "NEEDS-ACTION"
    calendar = "\n".join(
        (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Agenda//EN", f"METHOD:{method}",
            "BEGIN:VEVENT", f"UID:{build_token(title, 32)}",
            f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{begins:%Y%m%dT%H%M%SZ}",
            f"DTEND:{begins + timedelta(minutes=minutes):%Y%m%dT%H%M%SZ}",
            f"ORGANIZER;CN={organiser.name}:mailto:{organiser.email}",
            f"ATTENDEE;CN={guest.name};PARTSTAT={answer};RSVP=TRUE:",
            f" mailto:{guest.email}", f"SUMMARY:{title}", "SEQUENCE:0",
            "END:VEVENT", "END:VCALENDAR",
        )
    )  # fmt: skip
    if method == "REQUEST":
        subject, words = f"Invitation: {title}", f"{organiser.name} invites you to: {title}"
    else:
        subject, words = f"Accepted: {title}", f"{guest.name} has accepted this invitation."
    part = Part(
        "multipart/alternative",
        parts=(
            Part("text/plain", words),
            Part("text/calendar", calendar, parameters=f"; method={method}"),
        ),
    )
    fields = [] if sender is OWNER else [
        ("Return-Path", f"<{sender.email}>"), ("Delivered-To", OWNER.email),
    ]  # fmt: skip
    fields += [
        ("From", build_address(sender.name, sender.email)),
        ("To", build_address(receiver.name, receiver.email)),
        ("Subject", subject),
        ("Date", format_datetime(at)),
        ("Message-ID", asked if method == "REQUEST" else f"<{build_token(key, 26)}@{domain}>"),
    ]
    if method == "REPLY":
        fields += [("In-Reply-To", asked), ("References", asked)]
    fields += [("Content-Class", "urn:content-classes:calendarmessage"), ("MIME-Version", "1.0")]
    raw = build_message(fields, part, key)
    return SampleMessage("Sent" if sender is OWNER else "INBOX", at, ("\\Seen",), raw)
