"""Servers that cut, garble or refuse the messages that they were asked for: none is skipped, and
none stops the others.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from accounts import headers_of
from scripted import ScriptedServer, Talk

from daemon.errors import (
    ConnectionLost,
)
from daemon.mailbox import open_mailbox

HEADER = b"Message-ID: <1@x>\r\n\r\n"
#: The answer to a header fetch, up to its literal.
FETCH = (
    b'* 1 FETCH (UID 1 FLAGS (\\Seen) INTERNALDATE "29-Feb-2024 08:30:00 +0000" RFC822.SIZE 99 '
    b"BODY[HEADER.FIELDS (MESSAGE-ID)] "
)


def answer_fetch(*pieces: bytes) -> Callable[[Talk], None]:
    """A server with one message, which answers the FETCH with these bytes and its OK."""

    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        talk.search(1)
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(b"".join(pieces))
        talk.say(tag + b" OK done")
        talk.wait()

    return script


@pytest.mark.parametrize(
    "pieces",
    [
        [FETCH, b"{%d}\r\n" % len(HEADER), HEADER[:5]],  # cut within the header
        [FETCH, b"{99999999999}\r\n", HEADER],  # a lying literal
        [FETCH[:40]],
        [FETCH, b"{%d}\r\n" % len(HEADER), HEADER],
    ],
)
def test_a_cut_in_the_middle_of_fetch(scripted: ScriptedServer, pieces: list[bytes]) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        talk.search(1)
        talk.hear(b"UID FETCH")
        talk.raw(b"".join(pieces))

    scripted.play(script)
    mailbox = open_mailbox(scripted.settings())
    with pytest.raises(ConnectionLost, match="cut"):
        headers_of(mailbox)
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.list_folders()
    mailbox.close()
    scripted.finish()


@pytest.mark.parametrize(
    "answer",
    [
        FETCH.replace(b"UID 1 ", b"") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"FLAGS (\\Seen) ", b"") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"FLAGS", b"FLAGX") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"INTERNALDATE", b"INTERNALDATA")
        + b"{%d}\r\n" % len(HEADER)
        + HEADER
        + b")\r\n",
        FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b"\r\n",
        FETCH + b'"unterminated)\r\n',
        b"* 1 FETCH " + b"(" * 5000 + b"\r\n",
        b"* 1 FETCH (UID 1 FLAGS (\\Seen\r\n",
        b"* x FETCH\r\n",
        b"\x00\x01\x02\r\n",
        b"* 1 FETCH (" + b"x" * 1_100_000 + b")\r\n",
    ],
)
def test_garbage_in_fetch_ends_the_session(scripted: ScriptedServer, answer: bytes) -> None:
    scripted.play(answer_fetch(answer))
    mailbox = open_mailbox(scripted.settings())
    with pytest.raises(ConnectionLost, match="not IMAP") as caught:
        headers_of(mailbox)
    assert "1@x" not in caught.value.message, "what stands in mail does not go into logs"
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.list_folders()
    scripted.finish()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n", [(1, HEADER)]),
        (FETCH + b'"Message-ID: <a\\"b\\\\c@x>")\r\n', [(1, b'Message-ID: <a"b\\c@x>')]),
        (FETCH + b'"")\r\n', [(1, b"")]),
        (FETCH + b"NIL)\r\n", []),  # expunged: not a message
        (b"", []),
        (b"* 1 EXPUNGE\r\n", []),
        (b"* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 FLAGS ())\r\n", []),
        (FETCH.replace(b" 1 ", b" 9 ") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n", []),
        (
            FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b" MODSEQ (12) X-GM-MSGID 17)\r\n",
            [(1, HEADER)],
        ),
        (
            b"* 1 FETCH (X-LABELS (a (b \"c\")) " + FETCH[11:] + b"{%d}\r\n" % len(HEADER)
            + HEADER + b")\r\n* 1 FETCH (UID 1 FLAGS (\\Answered))\r\n",
            [(1, HEADER)],
        ),
        (FETCH[:11] + FETCH[11:].lower() + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
         [(1, HEADER)]),
        (FETCH + b"{2000000}\r\n" + b"x" * 2_000_000 + b")\r\n", [(1, b"x" * 262_144)]),
    ],
)  # fmt: skip
def test_what_counts_as_a_message(
    scripted: ScriptedServer, answer: bytes, expected: list[tuple[int, bytes]]
) -> None:
    scripted.play(answer_fetch(answer))
    mailbox = open_mailbox(scripted.settings())
    assert headers_of(mailbox) == expected


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        (b'"29-Feb-2024 10:30:00 +0200"', 8),
        (b'" 1-Mar-2024 07:30:00 -0100"', 8),
        (b'"31-Feb-2024 10:30:00 +0200"', None),
        (b'"29-Feb-2024 10:30:00"', None),
        (b'"29-Foo-2024 10:30:00 +0200"', None),
        (b'"29-Feb-2024 10:30:00 +9999"', None),
        (b'""', None),
        (b"NIL", None),
    ],
)
def test_an_internal_date_is_a_moment_or_none(
    scripted: ScriptedServer, date: bytes, hour: int | None
) -> None:
    answer = FETCH.replace(b'"29-Feb-2024 08:30:00 +0000"', date)
    scripted.play(answer_fetch(answer + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n"))
    ((raw,),) = open_mailbox(scripted.settings()).fetch_headers("INBOX", 1)
    if hour is None:
        assert raw.received_at is None
    else:
        assert raw.received_at is not None and raw.received_at % 86_400 // 3_600 == hour


def test_a_message_that_the_server_refuses_stops_no_other(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(4)
        talk.search(1, 2, 3, 4)
        for asked in (b"1:4", b"1:2", b"3:4", b"3", b"4"):
            tag, rest = talk.hear(b"UID FETCH")
            assert rest.split()[2] == asked
            if asked in (b"1:4", b"3:4", b"3"):
                talk.say(tag + b" NO The message could not be converted")
                continue
            for uid in (1, 2) if asked == b"1:2" else (4,):
                answer = FETCH.replace(b"UID 1 ", b"UID %d " % uid)
                talk.raw(answer + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n")
            talk.say(tag + b" OK done")
        talk.say_goodbye()

    scripted.play(script)
    with open_mailbox(scripted.settings()) as mailbox:
        (batch,) = mailbox.fetch_headers("INBOX", 1)
    assert [(raw.uid, bool(raw.header)) for raw in batch] == [
        (1, True), (2, True), (3, False), (4, True)
    ]  # fmt: skip
    assert batch[2].problem == "The message could not be converted"
    scripted.finish()


def test_a_server_that_gives_no_message_at_all_skips_none(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(2)
        talk.search(1, 2)
        for _ in range(3):
            tag, _rest = talk.hear(b"UID FETCH")
            talk.say(tag + b" NO [SERVERBUG] disk on fire")

    scripted.play(script)
    with pytest.raises(ConnectionLost, match="disk on fire"):
        headers_of(open_mailbox(scripted.settings()))
    scripted.finish()


def test_scanning_asks_to_peek_only(scripted: ScriptedServer) -> None:
    scripted.play(answer_fetch(FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n"))
    mailbox = open_mailbox(scripted.settings(timeout_seconds=0.3))
    headers_of(mailbox)
    mailbox.close()
    sent = scripted.received
    assert b"BODY.PEEK[" in sent and b"BODY[" not in sent and b"RFC822 " not in sent
    assert not {b"SELECT", b"STORE", b"UID STORE", b"EXPUNGE", b"UID MOVE"} & set(
        scripted.commands()
    )
