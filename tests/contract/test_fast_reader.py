"""The fast reader of header scans against imapclient: the same answer, byte for byte, is given to
both by a scripted server, whole and in pieces of every size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imapclient import IMAPClient
from scripted import ScriptedServer, Talk

from bench.corpora import CORPORA, all_mail
from bench.synthetic import World
from daemon.errors import MailboxError
from daemon.mailbox import fast_fetch, open_mailbox, wire
from daemon.mailbox.connection import Connection

NAMES = b"MESSAGE-ID SUBJECT X-Failed-Recipients"
DATE = b'"29-Feb-2024 09:30:00 +0100"'

#: What both should have read: UID, flags, size, moment, header.
Told = dict[int, tuple[tuple[str, ...] | None, int | None, str, bytes]]


def message(uid: int, header: bytes, flags: bytes = b"\\Seen") -> bytes:
    """One message as a server tells of it that answers in the order of the question."""
    section, size = b"BODY[HEADER.FIELDS (%s)]" % NAMES, len(header)
    return b"* %d FETCH (UID %d FLAGS (%s) INTERNALDATE %s RFC822.SIZE %d %s {%d}\r\n%s)\r\n" % (
        uid, uid, flags, DATE, size, section, size, header,
    )  # fmt: skip


def read_fast(answer: bytes) -> Told | None:
    """What our reader makes of it; None where it says that the connection was lost."""

    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(answer + tag + b" OK done\r\n")
        talk.wait()

    with ScriptedServer().play(script) as server:
        connection = Connection(server.settings())
        try:
            with connection.guard():
                side = connection.wire
                side.select("INBOX", readonly=True)
                said, _, found = fast_fetch.read_fetch(side, side._command("UID", "FETCH", "1:*"))
            assert said == "OK"
        except MailboxError:
            return None
        finally:
            connection._end("the test is over")
    return {
        uid: (
            one.flags,
            one.size,
            one.received_at.isoformat() if one.received_at else "",
            one.parts.get("HEADER.FIELDS", b""),
        )
        for uid, one in found.items()
    }


def read_with_imapclient(answer: bytes) -> Told | None:
    """What imapclient makes of it; None where it raises."""

    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(answer + tag + b" OK done\r\n")
        talk.wait()

    with ScriptedServer().play(script) as server:
        client = IMAPClient("127.0.0.1", server.port, ssl=False, timeout=5)
        client.normalise_times = False
        try:
            client.login("ann", "x")
            client.select_folder("INBOX", readonly=True)
            found = client.fetch(list(range(1, 200)), ["FLAGS"])
        except Exception:
            return None
        finally:
            client.shutdown()
    return {
        uid: (
            tuple(flag.decode("ascii", "replace") for flag in one[b"FLAGS"] if flag != b"\\Recent")
            if b"FLAGS" in one
            else None,
            # A number told as a string is a string to imapclient, and to us it is not told.
            size if isinstance(size := one.get(b"RFC822.SIZE"), int) else None,
            one[b"INTERNALDATE"].isoformat() if one.get(b"INTERNALDATE") else "",
            next((value for key, value in one.items() if key.startswith(b"BODY[HEADER")), b"")
            or b"",
        )
        for uid, one in found.items()
    }


def headers_of(mails: Sequence[bytes]) -> bytes:
    """An answer that tells of all these headers."""
    return b"".join(message(uid, raw) for uid, raw in enumerate(mails, 1))


def some_headers() -> list[bytes]:
    return [one.raw.partition(b"\n\n")[0] + b"\r\n\r\n" for one in World(60, 20).mails()]


SAMPLE = (
    message(7, b"Subject: a\r\n\r\n")
    + b"* 3 EXPUNGE\r\n"
    + message(8, b")\r\n* 9 FETCH (UID 99 FLAGS ())\r\nA1 OK done\r\n", b"")
    + b"* 9 EXISTS\r\n"
    + message(9, b"", b"$Forwarded \\Flagged \\Recent")
    + b"* 8 FETCH (FLAGS (\\Deleted) UID 8)\r\n"
)


def test_headers_of_the_synthetic_world() -> None:
    answer = headers_of(some_headers())
    told = read_fast(answer)
    assert told is not None and len(told) == 60
    assert told == read_with_imapclient(answer)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 64, 1 << 17])
def test_every_split(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # With one byte at a time, the buffer ends once at every byte of the answer.
    monkeypatch.setattr(wire, "_AT_ONCE", size)
    told = read_fast(SAMPLE)
    assert told == read_with_imapclient(SAMPLE)
    assert told is not None and list(told) == [7, 8, 9]
    assert told[8][0] == ("\\Deleted",) and told[9][0] == ("$Forwarded", "\\Flagged")


#: Pieces of answers in other orders, with strings, NIL, other items and unasked lines.
ODD = [
    b"* 1 FETCH (FLAGS () UID 1 BODY[HEADER.FIELDS (SUBJECT)] {3}\r\nab\n RFC822.SIZE 5)\r\n",
    b'* 2 FETCH (UID 2 FLAGS (\\Seen) BODY[HEADER.FIELDS (SUBJECT)] "S: \\"x\\"")\r\n',
    b"* 3 FETCH (UID 3 BODY[HEADER.FIELDS (SUBJECT)] NIL RFC822.SIZE 0)\r\n",
    b"* 4 FETCH (UID 4 MODSEQ (12) FLAGS (\\Answered) INTERNALDATE " + DATE + b")\r\n",
    b"* 5 FETCH (UID 5 RFC822.SIZE {2}\r\n17 FLAGS ())\r\n",
    b"* 6 FETCH (UID 6 X-GM-LABELS (\\Inbox \"a b\") FLAGS (\\Seen))\r\n",
    b"* OK still here\r\n",
    b"* 12 EXISTS\r\n",
    b"* 2 EXPUNGE\r\n",
    b"* FLAGS (\\Seen \\Answered)\r\n",
    message(20, b"Subject: usual\r\n\r\n"),
    message(21, b"\x00\xff\r\n* BYE not really\r\n"),
    message(20, b"Subject: told twice\r\n\r\n"),
]  # fmt: skip


@given(st.lists(st.sampled_from(ODD), max_size=7))
@settings(max_examples=80, deadline=None)
def test_odd_answers_in_any_order(pieces: list[bytes]) -> None:
    answer = b"".join(pieces)
    told, other = read_fast(answer), read_with_imapclient(answer)
    assert other is not None
    assert told == other


@given(st.binary(max_size=30), st.integers(0, len(SAMPLE)))
@settings(max_examples=150, deadline=None)
def test_damaged_answers_are_read_alike_or_refused(noise: bytes, place: int) -> None:
    answer = SAMPLE[:place] + noise + SAMPLE[place:]
    told = read_fast(answer + b"\r\n")
    if told is not None:
        other = read_with_imapclient(answer + b"\r\n")
        # What we understand, imapclient understands in the same way, or not at all.
        assert other is None or told == other


@pytest.mark.corpora
def test_headers_of_the_corpora() -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"NOT RUN: no corpora at {CORPORA} (WELLKEEPER_CORPORA)")
    for mails in _in_hundreds():
        answer = headers_of(mails)
        told = read_fast(answer)
        assert told is not None and len(told) == len(mails)
        assert told == read_with_imapclient(answer)


def _in_hundreds() -> Iterator[list[bytes]]:
    """Every tenth mail of the corpora, its header as it stands."""
    rng = random.Random(3)
    batch: list[bytes] = []
    for _, raw in all_mail(CORPORA):
        if rng.random() < 0.1:
            batch.append(raw.partition(b"\n\n")[0][:20_000] + b"\r\n\r\n")
        if len(batch) == 100:
            yield batch
            batch = []
    yield batch


def test_a_goodbye_halfway_is_a_lost_connection() -> None:
    assert read_fast(message(1, b"a\r\n") + b"* BYE enough\r\n") is None


def test_the_next_batch_is_asked_for_before_this_one_is_worked_on() -> None:
    asked: list[bytes] = []

    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(3)
        talk.search(1, 2, 3)
        for uid in (1, 2, 3):
            tag, rest = talk.hear(b"UID FETCH")
            asked.append(rest.split()[2])
            talk.raw(message(uid, b"Subject: x\r\n\r\n"))
            talk.say(tag + b" OK done")
        talk.say_goodbye()

    with ScriptedServer().play(script) as server:
        with open_mailbox(server.settings()) as mailbox:
            batches = mailbox.fetch_headers("INBOX", 1, batch=1)
            assert next(batches)[0].uid == 1
            assert [one.uid for batch in batches for one in batch] == [2, 3]
        server.finish()
    assert asked == [b"1", b"2", b"3"]
