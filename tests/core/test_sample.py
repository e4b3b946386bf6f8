"""The sample world holds together for every `now`: parseable, threaded, dated, and fictional."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import pairwise

import pytest

from daemon.demo.moments import OWNER_ZONE
from daemon.demo.sample import STORIES, SampleMessage, build_sample
from daemon.demo.truth import expected
from daemon.demo.world import PEOPLE

MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
#: Every weekday, the turn of a year, a leap day, midnight, and both changes of the clock.
MOMENTS = [
    *(MONDAY + timedelta(days=day, hours=2 * day) for day in range(7)),
    datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 3, 0, tzinfo=UTC),
]
RESERVED = re.compile(r"(^|\.)(example|test|example\.(com|org|net))$")
every_now = pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%a-%Y-%m-%d}")


def _parse(message: SampleMessage) -> EmailMessage:
    parsed = message_from_bytes(message.raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def _is_readable(part: Message) -> bool:
    """Text in a charset that exists; one letter claims a charset that does not."""
    return part.get_content_maintype() == "text" and "typewriter" not in part.get_param(
        "charset", ""
    )


@every_now
def test_same_now_same_bytes(now: datetime) -> None:
    assert build_sample(now) == build_sample(now)


@every_now
def test_size_and_folders(now: datetime) -> None:
    messages = build_sample(now)
    folders = Counter(message.folder for message in messages)
    assert 180 <= len(messages) <= 240
    assert set(folders) == {"INBOX", "Sent", "Archive", "Newsletters"}
    assert min(folders.values()) >= 10


@every_now
def test_every_message_parses_and_says_who_and_when(now: datetime) -> None:
    for message in build_sample(now):
        parsed = _parse(message)
        assert not parsed.defects
        for name in ("Message-ID", "Date", "From", "To"):
            assert len(parsed.get_all(name, [])) == 1, (name, message.raw[:600])
        assert all(part.get_content_type() for part in parsed.walk())
        assert b"\n" not in message.raw.replace(b"\r\n", b""), "a bare line feed"
        assert b"\r" not in message.raw.replace(b"\r\n", b""), "a bare carriage return"


@every_now
def test_one_message_lies_in_two_folders_and_no_other(now: datetime) -> None:
    messages = build_sample(now)
    ids = Counter(_parse(message)["Message-ID"] for message in messages)
    twice = [message_id for message_id, count in ids.items() if count > 1]
    assert len(twice) == 1 and ids[twice[0]] == 2
    copies = [message for message in messages if _parse(message)["Message-ID"] == twice[0]]
    assert {copy.folder for copy in copies} == {"INBOX", "Archive"}
    assert copies[0].raw == copies[1].raw


@every_now
def test_answers_follow_what_they_answer(now: datetime) -> None:
    dates: dict[str, datetime] = {}
    for message in build_sample(now):
        parsed = _parse(message)
        dates[parsed["Message-ID"]] = parsedate_to_datetime(parsed["Date"])
    for message in build_sample(now):
        parsed = _parse(message)
        references = str(parsed.get("References", "")).split()
        if parsed["In-Reply-To"]:
            assert references[-1] == parsed["In-Reply-To"]
        for reference in references:
            assert dates[reference] < dates[parsed["Message-ID"]]


@every_now
def test_times_lie_within_two_years_before_now(now: datetime) -> None:
    messages = build_sample(now)
    for message in messages:
        sent = parsedate_to_datetime(_parse(message)["Date"])
        assert sent.tzinfo is not None
        assert timedelta(0) <= message.received_at - sent < timedelta(minutes=1)
        assert message.received_at <= now
        assert message.received_at >= now - timedelta(days=735)
    assert [one.received_at for one in messages] == sorted(one.received_at for one in messages)
    assert now - messages[-1].received_at < timedelta(days=4)
    assert now - messages[0].received_at > timedelta(days=700)


@every_now
def test_people_write_on_working_days(now: datetime) -> None:
    people = {address for who in PEOPLE.values() for address in who.addresses}
    weekends = 0
    for message in build_sample(now):
        parsed = _parse(message)
        sender = getaddresses([parsed["From"]])[0][1]
        if sender in people and message.received_at.astimezone(OWNER_ZONE).isoweekday() > 5:
            weekends += 1
    assert weekends <= 2  # Gemma, who is a friend


@every_now
def test_only_reserved_domains(now: datetime) -> None:
    for message in build_sample(now):
        parsed = _parse(message)
        texts = [str(value) for value in parsed.values()]
        texts.extend(part.get_content() for part in parsed.walk() if _is_readable(part))
        for text in texts:
            for domain in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text):
                assert RESERVED.search(domain.rstrip(".")), domain
            for domain in re.findall(r"https?://([\w.-]+)", text):
                assert RESERVED.search(domain), domain


@every_now
def test_marks_in_the_stories_are_filled_in(now: datetime) -> None:
    for message in build_sample(now):
        for part in _parse(message).walk():
            if _is_readable(part):
                assert not re.search(r"\{[dw]-?\d+\}", part.get_content())


@every_now
def test_nobody_writes_the_same_twice(now: datetime) -> None:
    bodies = Counter((one.sender, one.body) for story in STORIES for one in story.letters)
    assert max(bodies.values()) == 1
    assert len(bodies) > 150


@every_now
def test_ages_hold(now: datetime) -> None:
    truth = expected(now)
    ages = {one.address: (now - one.since).days for one in truth.owed_by_owner}
    assert 13 <= ages["d.kesslerboyd@hallowayrail.example"] <= 16
    assert 4 <= ages["ines.carvalho@brightwater.example"] <= 7
    assert 6 <= ages["c.fontenay@musee-des-rives.example"] <= 9
    assert 11 <= (now - truth.owed_to_owner[0].since).days <= 14


@every_now
def test_truth_names_messages_that_exist(now: datetime) -> None:
    truth = expected(now)
    known = {str(_parse(one)["Message-ID"]).strip("<>"): one for one in build_sample(now)}
    for waiting in (*truth.owed_by_owner, *truth.owed_to_owner, *truth.away):
        message = known[waiting.message_id]
        assert message.folder in {"INBOX", "Sent"}
        assert abs(message.received_at - waiting.since) < timedelta(minutes=1)
        assert waiting.subject in str(_parse(message)["Subject"])
    texts = " ".join(one.body for story in STORIES for one in story.letters)
    for pledge in truth.promises:
        assert pledge.words in texts


def test_the_friend_who_is_cooling_had_a_rhythm_and_lost_it() -> None:
    hanne = expected(MONDAY).cooling[0]
    days = sorted(
        {
            message.received_at.date()
            for message in build_sample(MONDAY)
            if hanne in str(_parse(message)["From"]) or hanne in str(_parse(message)["To"])
        }
    )
    starts = [
        day for number, day in enumerate(days) if not number or (day - days[number - 1]).days > 5
    ]
    gaps = [(later - earlier).days for earlier, later in pairwise(starts)]
    assert len(starts) >= 17
    assert all(15 <= gap <= 27 for gap in gaps)
    assert 120 <= (MONDAY.date() - days[-1]).days <= 125


def test_shapes_of_mail_that_the_product_must_know() -> None:
    parsed = [_parse(message) for message in build_sample(MONDAY)]
    kinds = Counter(one.get_content_type() for one in parsed)
    assert kinds["text/html"] >= 3 and kinds["multipart/report"] == 1
    assert kinds["multipart/alternative"] > 40 and kinds["multipart/mixed"] > 8
    encodings = Counter(
        part["Content-Transfer-Encoding"]
        for one in parsed
        for part in one.walk()
        if not part.is_multipart()
    )
    assert {"7bit", "8bit", "quoted-printable", "base64"} <= set(encodings)
    assert sum("Auto-Submitted" in one for one in parsed) >= 8
    assert sum("List-Unsubscribe" in one for one in parsed) >= 18
    assert (
        sum(part.get_content_type() == "text/calendar" for one in parsed for part in one.walk())
        == 4
    )
    assert sum(len(one["To"].addresses) == 15 for one in parsed) == 1
    delivered = {one["Delivered-To"] for one in parsed if "Delivered-To" in one}
    assert delivered == set(expected(MONDAY).owner_addresses)
