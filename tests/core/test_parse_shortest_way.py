"""Ordinary headers are read by a shorter way than odd ones; both must say the same of every header
that the shorter way takes on.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.corpora import CORPORA, all_mail
from bench.synthetic import World
from daemon.core.parse import dates, headers

FIELDS = (
    "From", "TO", "cc", "Subject", "Date", "Message-ID", "message-id", "References",
    "In-Reply-To", "Delivered-To", "List-Id", "Return-Path", "Content-Type", "X-Other", "Sender ",
)  # fmt: skip
VALUES = (
    "Ann Bee <ann@acme.example>", "ann@acme.example, bob@acme.example",
    '"Bee, Ann" <ann@x.example>',
    "=?utf-8?q?=C3=84nn?= <a@x.example>",
    "<a.1@x.example>", "<a@x> <b@x>\r\n\t<c@x>", "<>", "",
    "  two  blanks  ", "Re: Lunch?", "Thu, 27 Dec 2018 12:51:39 +0100", "27 Dec 18 12:51 EST",
    "Thu, 27 Dec 2018 12:51:39 -0000 (UTC)", "31 Feb 2020 10:00:00 +0000", "a\tb", "\x1b$B$3$s",
    "a message of ann@x <m@x> of 3 May", "x" * 2100, "long  " * 60, "text/plain; charset=utf-8",
)  # fmt: skip


def check(raw: bytes) -> bool:
    """Compare both ways; whether the shorter one took it on."""
    assert headers.parse_headers(raw) == headers.parse_odd_headers(raw)
    return headers._plain_fields(raw) is not None


def test_headers_of_the_synthetic_world() -> None:
    taken = [check(one.raw) for one in World(400, 40).mails()]
    assert sum(taken) > 390


@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES)), max_size=9), st.data())
@settings(max_examples=400, deadline=None)
def test_generated_headers(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(("\r\n", "\n")))
    raw = "".join(f"{name}: {value}{end}" for name, value in lines).encode()
    odd = data.draw(
        st.sampled_from((b"", b"Date", b" folded\n", b"no colon\n", b"\n", b"From x\n"))
    )
    check(odd + raw)
    check(raw + odd)


@pytest.mark.corpora
def test_headers_of_the_corpora() -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"NOT RUN: no corpora at {CORPORA} (WELLKEEPER_CORPORA)")
    rng = random.Random(4)
    taken = 0
    for _, raw in all_mail(CORPORA):
        header = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0][:20_000]
        taken += check(header)
        broken = bytearray(header[:2_000])
        for _ in range(4 if broken else 0):
            broken[rng.randrange(len(broken))] = rng.choice(b'\r\n\t :<>,;"()=?\x1b\x00\xe4a@')
        check(bytes(broken))
    assert taken > 1_000


@given(
    st.sampled_from(("Thu, ", "", "thu, ")), st.integers(0, 40),
    st.sampled_from(("Jan", "Feb", "Dec", "Dez", "Xyz", "JAN")), st.integers(0, 9999),
    st.integers(0, 30), st.integers(0, 70), st.integers(0, 70), st.sampled_from("+-"),
    st.integers(0, 2000), st.sampled_from(("", " (CET)", " (x)", " ")),
)  # fmt: skip
@settings(max_examples=500, deadline=None)
def test_dates(
    weekday: str, day: int, month: str, year: int, hour: int, minute: int, second: int, sign: str,
    zone: int, comment: str,
) -> None:  # fmt: skip
    clock = f"{hour:02}:{minute:02}:{second:02} {sign}{zone:04}{comment}"
    text = f"{weekday}{day} {month} {year:04} {clock}"
    usual, other = dates._parse_usual(text), dates._parse_any(text)
    if usual is not None:
        assert other is not None and usual == other and usual.utcoffset() == other.utcoffset()
