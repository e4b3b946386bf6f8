"""How FETCH answers are read, from bytes as servers send them, and from damaged ones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.mailbox.fetch_answer import parse_fetch_answer
from daemon.mailbox.wire import BROKEN
from daemon.mailbox.wire_text import MAX_UID_SET, uid_sets

DOVECOT = [
    (
        b'1 (UID 4 FLAGS (\\Seen $Forwarded) INTERNALDATE "29-Feb-2024 09:30:00 +0100" '
        b"RFC822.SIZE 1234 BODY[HEADER.FIELDS (MESSAGE-ID SUBJECT)] {9}",
        b"Subject: ",
    ),
    b")",
    (b"2 (UID 5 BODY[TEXT]<0> {3}", b"abc"),
    (b" BODY[HEADER.FIELDS (CONTENT-TYPE)] {2}", b"\r\n"),
    b" FLAGS () RFC822.SIZE 3)",
]


def test_an_answer_of_dovecot() -> None:
    answer = parse_fetch_answer(DOVECOT)
    assert list(answer) == [4, 5]
    assert answer[4].flags == ("\\Seen", "$Forwarded")
    assert answer[4].received_at == datetime(2024, 2, 29, 8, 30, tzinfo=UTC).timestamp()
    assert answer[4].size == 1234
    assert answer[4].header == b"Subject: " and answer[4].text is None
    assert answer[5].text == b"abc" and answer[5].header == b"\r\n"
    assert answer[5].flags == () and not answer[5].dated


def test_nothing_is_nothing() -> None:
    assert parse_fetch_answer([None]) == {} and parse_fetch_answer([]) == {}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damage_is_an_error_or_an_answer_but_nothing_else(data: st.DataObject) -> None:
    pieces = []
    for piece in DOVECOT:
        line, literal = (piece, None) if isinstance(piece, bytes) else piece
        mutable = bytearray(line)
        for _ in range(data.draw(st.integers(0, 2))):
            where = data.draw(st.integers(0, len(mutable)))
            mutable[where : where + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
        pieces.append(bytes(mutable) if literal is None else (bytes(mutable), literal))
    try:
        answer = parse_fetch_answer(pieces)
    except BROKEN:
        return
    assert all(isinstance(uid, int) for uid in answer)


@pytest.mark.parametrize(
    ("uids", "expected"),
    [
        ([], []),
        ([7], ["7"]),
        ([1, 2, 3], ["1:3"]),
        ([1, 3, 4, 5, 9], ["1,3:5,9"]),
        ([4294967294, 4294967295], ["4294967294:4294967295"]),
    ],
)
def test_uids_become_ranges(uids: list[int], expected: list[str]) -> None:
    assert list(uid_sets(uids)) == expected


def test_a_long_set_is_cut_into_commands() -> None:
    uids = list(range(4_000_000_000, 4_000_010_000, 2))
    sets = list(uid_sets(uids))
    assert all(len(one) <= MAX_UID_SET for one in sets) and len(sets) > 5
    assert [int(uid) for one in sets for uid in one.split(",")] == uids
