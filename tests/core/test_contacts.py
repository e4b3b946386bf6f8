"""Address books of all sorts: what is read, and what is wrong told with its line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from spent import assert_no_square

from daemon.core.contacts.calendar_file import parse_calendar
from daemon.core.contacts.card import Card, build_card
from daemon.core.contacts.decode import decode_text
from daemon.core.contacts.tables import parse_table
from daemon.core.contacts.vcard import parse_vcards
from daemon.core.contacts.write import write_vcards
from daemon.core.model import Person
from daemon.errors import UsageError


def card(*lines: str, version: str = "4.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


FULL = Card(
    key="ann@example.org",
    name="Ann Lee",
    emails=("ann@example.org",),
    phones=("+493012345",),
    organisation="Acme, Inc.",
    title="Head of R;D",
    birthday="1980-05-12",
    web="https://ann.example",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            card("FN:Ann Lee", "EMAIL;TYPE=work:Ann@Example.org", "TEL;VALUE=uri:tel:+49-30-12345",
                 "ORG:Acme\\, Inc.;Sales", "TITLE:Head of R\\;D", "BDAY:19800512",
                 "URL:https://ann.example"),
            FULL,
        ),
        (
            card("N:Lee;Ann;;;", "item1.EMAIL:ann@example.org", "TEL:+49 30 12345",
                 "ORG:Acme\\, Inc.", "TITLE:Head of R", " \\;D", "BDAY:1980-05-12T00:00:00Z",
                 "URL:https://ann.example", version="3.0"),
            FULL,
        ),
        (
            card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=", "ller;Zo=C3=AB",
                 "EMAIL;INTERNET:z@example.org", version="2.1"),
            Card("z@example.org", "Zoë Müller", ("z@example.org",)),
        ),
        (
            card("UID:urn:uuid:1", "FN:Two", "EMAIL:b@example.org", "EMAIL;PREF=1:a@example.org"),
            Card("urn:uuid:1", "Two", ("a@example.org", "b@example.org")),
        ),
        (card("FN:Yearless", "BDAY:--0512"), Card("Yearless | ", "Yearless", birthday="--05-12")),
        (card("FN:Apple", "BDAY:1604-05-12"), Card("Apple | ", "Apple", birthday="--05-12")),
    ],
)  # fmt: skip
def test_vcard(text: str, expected: Card) -> None:
    read = parse_vcards(text)
    assert (read.cards, read.problems) == ((expected,), ())


def test_a_hundred_errors_cost_no_good_card() -> None:
    text = "".join(
        f"BEGIN:VCARD\nthis is no line {n}\nFN:P {n}\nEMAIL:p{n}@example.org\nEND:VCARD\n"
        for n in range(100)
    )
    text += "BEGIN:VCARD\nNOTE:nobody\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Open\n"
    read = parse_vcards(text)
    assert len(read.cards) == 101 and read.cards[-1].name == "Open"
    assert len(read.problems) == 103
    assert read.problems[0].startswith("line 2: no vCard line")
    assert "line 501: a card without a name or an address" in read.problems


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [("", "a;", ":"), ("EMAIL;", '"', ""), ("", "=\n", ""), ("", " \n", "")],
)
def test_hostile_vcards_cost_no_square(start: str, unit: str, end: str) -> None:
    assert_no_square(lambda count: parse_vcards(card(start + unit * count + end)), 12_500)


def test_linkedin_with_its_note() -> None:
    text = (
        'Notes:\n"When exporting, you may notice ..."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ann,Lee,https://www.linkedin.com/in/ann,ann@example.org,Acme,CEO,12 May 2020\n"
        ",,,,,,\nBob,,https://www.linkedin.com/in/bob,,,,1 Jan 2021\n"
    )
    read = parse_table(text)
    assert read.source == "linkedin" and read.problems == ()
    assert [(one.name, one.emails, one.title) for one in read.cards] == [
        ("Ann Lee", ("ann@example.org",), "CEO"),
        ("Bob", (), ""),
    ]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("First Name,Last Name,Organization Name,Organization Title,Birthday,E-mail 1 - Value,"
         "Phone 1 - Value", "Ann,Lee,Acme,CEO,1980-05-12,ann@x.org ::: a@y.org,+1 555 0100"),
        ("Name,Given Name,Family Name,Birthday,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,"
         "Organization 1 - Name,Organization 1 - Title",
         "Ann Lee,Ann,Lee,1980-05-12,ann@x.org,a@y.org,+1 555 0100,Acme,CEO"),
    ],
)  # fmt: skip
def test_google_of_today_and_of_before(columns: str, row: str) -> None:
    (one,) = parse_table(f"{columns}\n{row}\n").cards
    assert one == Card(
        "ann@x.org", "Ann Lee", ("ann@x.org", "a@y.org"), ("+15550100",), "Acme", "CEO",
        "1980-05-12",
    )  # fmt: skip


def test_unknown_columns_are_told() -> None:
    with pytest.raises(UsageError, match="Kunde, Umsatz"):
        parse_table("Kunde, Umsatz\nAnn,12\n")


def test_a_broken_row_is_told_with_its_line() -> None:
    read = parse_table("Given Name,E-mail 1 - Value\nAnn,a@x.org,too,many\n,\nBob,b@x.org\n,x\n")
    assert [one.name for one in read.cards] == ["Bob"]
    assert [one.partition(":")[0] for one in read.problems] == ["line 2", "line 5"]


@pytest.mark.parametrize(
    ("content", "text", "is_told"),
    [
        ("Zoë".encode(), "Zoë", False),
        ("\ufeffZoë".encode(), "Zoë", False),
        ("Zoë".encode("utf-16"), "Zoë", False),
        ("Zoë".encode("utf-16-le"), "Zoë", False),
        ("Zoë".encode("cp1252"), "Zoë", True),
    ],
)
def test_encodings(content: bytes, text: str, is_told: bool) -> None:
    assert (decode_text(content)[0], bool(decode_text(content)[1])) == (text, is_told)


def test_what_is_written_is_read_again() -> None:
    person = Person(
        "p1", "Zoë; a, b\\ " + "ü" * 90, ("zoe@example.org", "z@example.org"),
        organisation="Acme; Co", title="CEO", phones=("+493012345",),
    )  # fmt: skip
    text = write_vcards([person], {1: "--05-12"})
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (one,) = parse_vcards(text).cards
    assert one.name == build_card(name=person.name).name  # type: ignore[union-attr]
    assert (one.emails, one.phones, one.organisation, one.title, one.birthday) == (
        person.addresses, person.phones, "Acme; Co", "CEO", "--05-12",
    )  # fmt: skip


ME = ("me@example.com",)


def event(*lines: str, uid: str = "1") -> str:
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", "SUMMARY:Plans", *lines,
         "END:VEVENT", "")
    )  # fmt: skip


WHEN = ("DTSTART:20260301T100000Z", "DTEND:20260301T110000Z")
MINE = "ORGANIZER:mailto:me@example.com"
ANN = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@example.org"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (event(*WHEN, MINE, ANN), [("ann@example.org",)]),
        (event(*WHEN, "ORGANIZER:mailto:ann@example.org",
               "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.com"), [("ann@example.org",)]),
        (event(*WHEN, "ORGANIZER:mailto:ann@example.org",
               "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com"), []),
        (event(*WHEN, MINE, ANN.replace("ACCEPTED", "DECLINED")), []),
        (event(*WHEN, MINE, ANN, "STATUS:CANCELLED"), []),
        (event("DTSTART:20290301T100000Z", MINE, ANN), []),
        (event(*WHEN), []),
    ],
)  # fmt: skip
def test_meetings_of_a_calendar(text: str, people: list[tuple[str, ...]]) -> None:
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n".encode()
    read = parse_calendar(content, ME, datetime(2026, 11, 24, tzinfo=UTC))
    assert [one.people for one in read.meetings] == people and read.events == 1


def test_a_broken_event_is_told() -> None:
    content = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Odd\nDTSTART:never\nEND:VEVENT\nEND:VCALENDAR"
    )
    assert parse_calendar(content, ME, datetime(2026, 11, 24, tzinfo=UTC)).problems == (
        "an event that cannot be read: Odd",
    )
