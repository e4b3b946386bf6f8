"""The fast reader of header scans against imapclient: the same answer, byte for byte, is given to
both by a scripted server, whole and in pieces of every size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imapclient import IMAPClient
from scripted import ScriptedServer, Talk

from bench.corpora import CORPORA, all_mail
from bench.synthetic import World
from daemon.errors import ConnectionLost, MailboxError
from daemon.mailbox import fast_fetch, open_mailbox, wire
from daemon.mailbox.connection import Connection
from daemon.mailbox.fetch_answer import Fetched

NAMES = b"MESSAGE-ID SUBJECT X-Failed-Recipients"
DATE = b'"29-Feb-2024 09:30:00 +0100"'

#: What both should have read: UID, flags, size, moment, header.
Told = dict[int, tuple[tuple[str, ...] | None, int | None, float | None, bytes]]


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
    return told_of(found)


def told_of(found: dict[int, Fetched]) -> Told:
    """What our reader found, in the form in which both are compared."""
    return {
        uid: (
            one.flags,
            one.size,
            one.received_at,
            one.header or b"",
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
            one[b"INTERNALDATE"].timestamp() if one.get(b"INTERNALDATE") else None,
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


class Sizes:
    """How much is asked of the socket at once: one number after the other, then as much as ever."""

    def __init__(self) -> None:
        self.next: list[int] = []

    def __index__(self) -> int:
        return self.next.pop(0) if self.next else 1 << 17


def test_the_buffer_ends_once_at_every_byte_and_then_all_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        for _ in range(len(SAMPLE)):
            tag, _ = talk.hear(b"UID FETCH")
            talk.raw(SAMPLE + tag + b" OK done\r\n")
        talk.wait()

    expected = read_fast(SAMPLE)
    sizes = Sizes()
    monkeypatch.setattr(wire, "_AT_ONCE", sizes)
    with ScriptedServer().play(script) as server:
        connection = Connection(server.settings())
        with connection.guard():
            side = connection.wire
            side.select("INBOX", readonly=True)
            for place in range(1, len(SAMPLE) + 1):
                sizes.next = [place]
                _, _, found = fast_fetch.read_fetch(side, side._command("UID", "FETCH", "1:*"))
                assert not sizes.next and told_of(found) == expected, place
        connection._end("the test is over")


#: What a server tells of a message for our question.
PARTS = (
    b"UID 7", b"FLAGS (\\Seen $Work)", b"INTERNALDATE " + DATE, b"RFC822.SIZE 31",
    b"BODY[HEADER.FIELDS (%s)] {12}\r\nSubject: ab\n" % NAMES,
)  # fmt: skip
#: The same in other shapes: as a string, as NIL, without blanks, with more than was asked for.
SHAPES = (
    (*PARTS[:4], b'BODY[HEADER.FIELDS (%s)] "Subject: \\"ab\\""' % NAMES),
    (*PARTS[:4], b"BODY[HEADER.FIELDS (%s)] NIL" % NAMES),
    (*PARTS[:4], b"BODY[HEADER.FIELDS (%s)] {0}\r\n" % NAMES),
    (*PARTS[:4], b'BODY[HEADER.FIELDS ("SUBJECT" X-Y)] {2}\r\nok'),
    (*PARTS[:2], b"INTERNALDATE NIL", *PARTS[3:]),
    (*PARTS, b"MODSEQ (65402)"),
)


@pytest.mark.parametrize("parts", [PARTS, *SHAPES])
def test_attributes_in_every_order(parts: tuple[bytes, ...]) -> None:
    orders = [order for order in permutations(parts) if len(parts) < 6 or order[0] == parts[-1]]
    answer = b"".join(
        # Whoever is told of without a header in between is news, and goes the other way.
        b"* %d FETCH (%s)\r\n* %d FETCH (FLAGS (\\Answered))\r\n"
        % (number, b" ".join(order).replace(b"UID 7", b"UID %d" % number), 200 + number)
        for number, order in enumerate(orders, 1)
    )
    told = read_fast(answer)
    assert told is not None and len(told) == len(orders)
    assert told == read_with_imapclient(answer)


#: Pieces of answers in other orders, with strings, NIL, other items and unasked lines.
ODD = [
    b"* 1 FETCH (FLAGS () UID 1 BODY[HEADER.FIELDS (SUBJECT)] {3}\r\nab\n RFC822.SIZE 5)\r\n",
    b'* 2 FETCH (UID 2 FLAGS (\\Seen) BODY[HEADER.FIELDS (SUBJECT)] "S: \\"x\\"")\r\n',
    b"* 3 FETCH (UID 3 BODY[HEADER.FIELDS (SUBJECT)] NIL RFC822.SIZE 0)\r\n",
    b"* 4 FETCH (UID 4 MODSEQ (12) FLAGS (\\Answered) INTERNALDATE " + DATE + b")\r\n",
    b"* 5 FETCH (UID 5 RFC822.SIZE {2}\r\n17 FLAGS ())\r\n",
    b"* 6 FETCH (UID 6 X-GM-LABELS (\\Inbox \"a b\") FLAGS (\\Seen))\r\n",
    b"* 7 FETCH (UID 7 FLAGS (\\Seen \\Recent) MODSEQ (9))\r\n",
    b"* 8 FETCH (UID 8 FLAGS ($Label1))\r\n",
    b"* 8 FETCH (UID 8 FLAGS () MODSEQ (12))\r\n",
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
@pytest.mark.timeout(600)
def test_headers_of_the_corpora() -> None:
    if not CORPORA.is_dir():
        pytest.skip(f"NOT RUN: no corpora at {CORPORA} (WELLKEEPER_CORPORA)")
    for mails in _in_batches():
        answer = headers_of(mails)
        told = read_fast(answer)
        assert told is not None and len(told) == len(mails)
        assert told == read_with_imapclient(answer)


def _in_batches() -> Iterator[list[bytes]]:
    """Every mail of the corpora, its header as it stands, many of them with odd bytes."""
    batch: list[bytes] = []
    for _, raw in all_mail(CORPORA):
        batch.append(raw.partition(b"\n\n")[0][:20_000] + b"\r\n\r\n")
        if len(batch) == 199:
            yield batch
            batch = []
    yield batch


def test_a_goodbye_halfway_is_a_lost_connection() -> None:
    ends = [place for place in range(len(SAMPLE)) if SAMPLE[:place].endswith(b"\r\n")]
    for place in (0, *ends):
        assert read_fast(SAMPLE[:place] + b"* BYE enough\r\n") is None, place


def test_a_goodbye_halfway_gives_no_part_of_a_batch_and_the_next_session_all_of_it() -> None:
    whole = message(1, b"Subject: a\r\n\r\n") + message(2, b"Subject: b\r\n\r\n")

    def cut_off(talk: Talk) -> None:
        talk.let_in()
        talk.examine(2)
        talk.search(1, 2)
        talk.hear(b"UID FETCH")
        talk.raw(whole[: len(whole) * 3 // 4] + b"\r\n* BYE enough\r\n")

    def serve(talk: Talk) -> None:
        talk.let_in()
        talk.examine(2)
        talk.search(1, 2)
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(whole + tag + b" OK done\r\n")
        talk.say_goodbye()

    with ScriptedServer().play(cut_off, serve) as server:
        with open_mailbox(server.settings()) as mailbox:
            with pytest.raises(ConnectionLost):
                next(mailbox.fetch_headers("INBOX", 1))
            mailbox.reconnect()
            batches = list(mailbox.fetch_headers("INBOX", 1))
            assert [one.uid for batch in batches for one in batch] == [1, 2]
        server.finish()


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
