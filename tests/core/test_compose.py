"""The bytes of a draft: what goes in comes out of a parser again, and nothing else does."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daemon.core.compose import compose_mime, draft_message_id, header_address, quote_original
from daemon.core.flowed import clean_paragraphs, flow_text, unflow_text
from daemon.core.mail import Address

AT = datetime(2026, 11, 3, 10, 15, tzinfo=timezone(timedelta(hours=1)))
ADA = Address("ada@example.org", "Ada Lovell")
BOB = Address("bob@example.net", "Bob Smith")
FIELDS = {
    "message-id", "from", "to", "date", "subject", "x-wellkeeper", "mime-version", "content-type",
    "content-transfer-encoding", "in-reply-to", "references",
}  # fmt: skip


def compose(**changes: Any) -> bytes:
    usual: dict[str, Any] = {
        "message_id": "wk-1@example.org", "sender": ADA, "to": [BOB], "subject": "Hello",
        "text": "Hi Bob,\n\nAll well?\n", "at": AT,
    }  # fmt: skip
    return compose_mime(**usual | changes)


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, email.message_from_bytes(raw, policy=email.policy.default))


def body(raw: bytes) -> str:
    payload = email.message_from_bytes(raw).get_payload(decode=True)
    return cast(bytes, payload).decode("utf-8")


def test_a_draft_as_a_whole() -> None:
    assert compose(in_reply_to="1@x", references=["0@x", "1@x"]).decode() == (
        "Message-ID: <wk-1@example.org>\r\n"
        "In-Reply-To: <1@x>\r\n"
        "References: <0@x>\r\n <1@x>\r\n"
        "From: Ada Lovell <ada@example.org>\r\n"
        "To: Bob Smith <bob@example.net>\r\n"
        "Date: Tue, 03 Nov 2026 10:15:00 +0100\r\n"
        "Subject: Hello\r\n"
        "X-Wellkeeper: draft\r\n"
        "Content-Transfer-Encoding: 7bit\r\n"
        'Content-Type: text/plain; charset="utf-8"; format="flowed"\r\n'
        "MIME-Version: 1.0\r\n"
        "\r\n"
        "Hi Bob,\r\n\r\nAll well?\r\n"
    )


TEXTS = st.text(
    st.one_of(st.sampled_from(" \n>-ab"), st.characters(exclude_categories=["Cs"])), max_size=400
)


@given(TEXTS)
@example("-- " + "x" * 90)
@example("From me\n>not a quote\n  indented " + "word " * 40)
@example("--\nAda")
def test_flowing_and_unflowing_gives_the_same_text(text: str) -> None:
    flowed = flow_text(text)
    assert unflow_text(flowed) == clean_paragraphs(text)
    for line in flowed.split("\n"):
        assert not line.startswith((">", "From "))
        assert len(line) <= 78 or " " not in line.strip().removeprefix("-- ")


@given(TEXTS.filter(lambda text: bool(clean_paragraphs(text).strip())))
def test_the_text_comes_back_from_a_parser(text: str) -> None:
    raw = compose(text=text)
    assert unflow_text(body(raw)) == clean_paragraphs(text)
    assert raw.isascii() and b"\r\n\r\n" in raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")


HOSTILE = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from('\r\n\x0b\x85\u2028\u202e\x00,;:<>@"\\()[]=?{}% aé'), max_size=300),
)


@given(HOSTILE, HOSTILE)
@example("Bob\r\nBcc: eve@evil.example", "x\r\nBcc: eve@evil.example")
@example("Bob, eve@evil.example", "{{ 7*7 }}")
@example('"Bob" <eve@evil.example>,' + "é" * 300, "=?utf-8?q?=0D=0ABcc:_eve?=")
def test_no_name_or_subject_adds_a_field_or_a_recipient(name: str, subject: str) -> None:
    raw = compose(to=[Address("bob@example.net", name)], subject=subject)
    old = email.message_from_bytes(raw)
    assert {key.lower() for key in old} <= FIELDS
    assert len(old.keys()) == len({key.lower() for key in old})
    assert [address for _, address in getaddresses([old["To"]])] == ["bob@example.net"]
    new = parsed(raw)
    assert [a.addr_spec for a in new["To"].addresses] == ["bob@example.net"]
    shown = new["To"].addresses[0].display_name + str(make_header(decode_header(old["Subject"])))
    assert not set(shown) & set("\r\n\x00\x0b\x85\u2028\u202e")


def test_names_and_subjects_come_through() -> None:
    raw = compose(to=[Address("bob@example.net", "Zoë O'Brien-Müller")], subject="Grüße aus Köln")
    message = parsed(raw)
    assert message["To"].addresses[0].display_name == "Zoë O'Brien-Müller"
    assert message["Subject"] == "Grüße aus Köln"
    assert body(compose(text="Grüße")) == "Grüße\r\n"


def test_each_recipient_once() -> None:
    to = [BOB, Address("BOB@example.net", "again"), Address("ann@example.net")]
    assert [a.addr_spec for a in parsed(compose(to=to))["To"].addresses] == [
        "bob@example.net",
        "ann@example.net",
    ]


def test_long_ids_stay_whole_and_unusable_ones_are_left_out() -> None:
    long = "A" * 120 + "@mail.example.org"
    raw = compose(in_reply_to=long, references=["r@x", "a b@x", "x>\r\nBcc: e@x", long])
    old = email.message_from_bytes(raw)
    assert old["In-Reply-To"] == f"<{long}>"
    assert old["References"].split() == ["<r@x>", f"<{long}>"]
    many = email.message_from_bytes(compose(references=[f"{n}@x" for n in range(50)]))
    assert many["References"].split()[:2] == ["<0@x>", "<31@x>"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"to": []}, "recipient"),
        ({"to": [Address("")]}, "address"),
        ({"to": [Address("bob@example.net>, <eve@evil.example")]}, "address"),
        ({"to": [Address("bob@[127.0.0.1]")]}, "address"),
        ({"to": [Address("böb@example.net")]}, "address"),
        ({"sender": Address("ada")}, "address"),
        ({"message_id": "x"}, "Message-ID"),
        ({"message_id": "x@y>\r\nBcc: e@x"}, "Message-ID"),
        ({"at": datetime(2026, 1, 1)}, "time zone"),
        ({"text": " \n\x00\n"}, "empty"),
        ({"text": "x" * 200_000}, "long"),
    ],
)
def test_refuses_what_cannot_be_a_draft(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        compose(**changes)


def test_an_international_domain_is_written_in_ascii() -> None:
    assert b"To: ann@xn--bcher-kva.example\r\n" in compose(to=[Address("ann@bücher.example")])


def test_the_original_stands_below_an_answer() -> None:
    quoted = quote_original("Can you come?\n\n> When?\n" + "word " * 30, "Bob Smith", AT)
    text = body(compose(text="Yes.\n", quoted=quoted))
    assert text.startswith(
        "Yes.\r\n\r\nOn 3 November 2026 at 10:15, Bob Smith wrote:\r\n"
        "> Can you come?\r\n>\r\n>> When?\r\n> word word"
    )
    assert all(len(line) <= 78 for line in text.split("\r\n"))
    assert "> When?" in unflow_text(text)


def test_a_long_original_is_cut() -> None:
    quoted = quote_original("line\n" * 500, "Bob", AT)
    assert len(quoted.splitlines()) == 61
    assert quoted.splitlines()[-1] == "> […]"


def test_one_occasion_has_one_message_id() -> None:
    one = draft_message_id("Ada@Example.org", "check_in", "p1", "2026-Q3")
    assert one == draft_message_id("ada@example.org", "check_in", "p1", "2026-Q3")
    assert one.startswith("wk-") and one.endswith("@example.org") and len(one) == 47
    others = {
        draft_message_id("ada@example.org", "check_in", "p1", "2026-Q4"),
        draft_message_id("ada@example.org", "check_in", "p12026", "-Q3"),
        draft_message_id("eva@example.org", "check_in", "p1", "2026-Q3"),
        draft_message_id("not an address\r\n", "check_in", "p1", "2026-Q3"),
    }
    assert len(others | {one}) == 5
    assert all(compose(message_id=message_id) for message_id in others)


def test_the_clock_of_the_caller_is_used() -> None:
    assert parsed(compose(at=datetime(2026, 1, 2, tzinfo=UTC)))["Date"].datetime.year == 2026


def test_an_encoded_word_in_an_address_is_no_address() -> None:
    """EmailMessage would decode it, and the draft would go to another address."""
    for local in ("=?x-none?q?a?=a90", "=?utf-8?b?CuKArmE=?="):
        with pytest.raises(ValueError, match="not an address"):
            header_address(Address(f"{local}@acme.example", "Ann"))
