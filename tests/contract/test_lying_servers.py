"""Servers that answer what was not asked: other UIDs, literals of another length, strange mail in
the place of a draft. What was not asked for is not taken, and nothing is removed for it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress

import pytest
from accounts import MORNING
from dovecot import Dovecot
from scripted import ScriptedServer, Talk

from daemon.errors import MailboxError
from daemon.mailbox import OwnDraft, open_mailbox

HEADER = b"Message-ID: <1@x>\r\n\r\n"


def told(uid: int, header: bytes = HEADER, announced: int | None = None) -> bytes:
    """One message of a FETCH answer; `announced` is the length that the server says it has."""
    length = len(header) if announced is None else announced
    return (
        b'* 1 FETCH (UID %d FLAGS (\\Seen) INTERNALDATE "29-Feb-2024 08:30:00 +0000" RFC822.SIZE '
        b"99 BODY[HEADER.FIELDS (MESSAGE-ID)] {%d}\r\n%s)\r\n" % (uid, length, header)
    )


def answer(*pieces: bytes, uids: tuple[int, ...] = (1,)) -> Callable[[Talk], None]:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(len(uids))
        talk.search(*uids)
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(b"".join(pieces))
        talk.say(tag + b" OK done")
        talk.wait()

    return script


def uids_of(scripted: ScriptedServer, last: int = 1) -> list[int]:
    mailbox = open_mailbox(scripted.settings(timeout_seconds=0.5))
    try:
        found = mailbox.fetch_headers("INBOX", 1, last)
        return [raw.uid for batch in found for raw in batch]
    finally:
        mailbox.let_go()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((1, 77), [1]),
        ((77, 1), [1]),
        ((77,), []),
        ((0, 1), [1]),
        ((4294967295,), []),
        ((1, 1), [1]),
    ],
)
def test_a_message_that_was_not_asked_for_is_not_taken(
    scripted: ScriptedServer, answers: tuple[int, ...], expected: list[int]
) -> None:
    scripted.play(answer(*map(told, answers)))
    assert uids_of(scripted) == expected
    scripted.finish()


@pytest.mark.parametrize("announced", [0, 1, len(HEADER) - 1, len(HEADER) + 1, 5_000, 10**9])
def test_a_literal_of_another_length_ends_the_session(
    scripted: ScriptedServer, announced: int
) -> None:
    """Too short: the rest is no answer. Too long: it never comes, or swallows what follows."""
    scripted.play(answer(told(1, announced=announced), told(2), uids=(1, 2)))
    with pytest.raises(MailboxError):
        uids_of(scripted, 2)
    scripted.finish()


def in_place_of_the_draft(talk: Talk, uid: int, header: bytes, flags: bytes, size: int) -> None:
    """Show this where our draft should lie."""
    talk.let_in()
    talk.examine()
    tag, _ = talk.hear(b"UID FETCH 5")
    talk.say(
        b"* 1 FETCH (UID %d FLAGS (%s) RFC822.SIZE %d BODY[HEADER.FIELDS (MESSAGE-ID X-WELLKEEPER)]"
        b" {%d}\r\n%s)" % (uid, flags, size, len(header), header),
        tag + b" OK done",
    )
    talk.wait()


OURS = b"Message-ID: <d@x>\r\nX-Wellkeeper: draft\r\n\r\n"


@pytest.mark.parametrize(
    ("uid", "header", "flags", "size"),
    [
        (6, OURS, b"\\Draft \\Seen", 99),
        (5, OURS.replace(b"<d@x>", b"<other@x>"), b"\\Draft \\Seen", 99),
        (5, OURS.replace(b"X-Wellkeeper", b"X-Somebody"), b"\\Draft \\Seen", 99),
        (5, OURS, b"\\Draft \\Seen", 100),
        (5, OURS, b"\\Seen", 99),
        (5, OURS, b"\\Draft \\Seen \\Flagged", 99),
        (5, b"", b"\\Draft \\Seen", 99),
    ],
)
def test_what_is_not_the_very_draft_is_not_removed(
    scripted: ScriptedServer, uid: int, header: bytes, flags: bytes, size: int
) -> None:
    scripted.play(lambda talk: in_place_of_the_draft(talk, uid, header, flags, size))
    mailbox = open_mailbox(scripted.settings())
    assert not mailbox.remove_own_draft(OwnDraft("Drafts", 7, 5, "d@x", 99))
    mailbox.let_go()
    sent = scripted.finish()
    assert b"STORE" not in sent and b"EXPUNGE" not in sent and b"SELECT" not in sent


@pytest.mark.parametrize(
    "numbers", [b"7 1", b"4294967295 4294967295", b"0 1", b"7 0", b"7 4294967296", b"7 "]
)
def test_whatever_an_append_is_said_to_have_become_is_no_crash(
    scripted: ScriptedServer, numbers: bytes
) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        tag, _ = talk.hear(b"APPEND")
        talk.say(b"+ ")
        talk.hear_bytes(2 + 2)
        talk.say(tag + b" OK [APPENDUID " + numbers + b"] done")
        talk.wait()

    scripted.play(script)
    mailbox = open_mailbox(scripted.settings())
    result = mailbox.append_draft("Drafts", b"\r\n", MORNING)
    taken = numbers in (b"7 1", b"4294967295 4294967295")
    assert (result.uid is not None) is (result.uidvalidity is not None) is taken
    mailbox.let_go()
    scripted.finish()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_a_server_that_speaks_only_old_tls_is_refused(
    scripted: ScriptedServer, dovecot: Dovecot
) -> None:
    """TLS 1.1 at most: nothing is said to it, and the owner is told what is wrong."""
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old.load_cert_chain(dovecot.directory / "server.pem", dovecot.directory / "server.key")
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1

    def script(talk: Talk) -> None:
        with suppress(ssl.SSLError):
            old.wrap_socket(talk._sock, server_side=True).recv(100)

    scripted.play(script)
    with pytest.raises(MailboxError, match=r"TLS older than 1\.2") as caught:
        open_mailbox(scripted.settings(security="tls", ca_file=dovecot.ca_file))
    assert "secret-word" not in str(caught.value)
    assert scripted.finish() == b""
