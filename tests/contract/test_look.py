"""Whether anything has changed, asked of all folders at once."""

from __future__ import annotations

import pytest
from conftest import Account
from scripted import CAPABILITY, ScriptedServer, Talk

from daemon.core.mail import FolderMark
from daemon.errors import ConnectionLost
from daemon.mailbox import open_mailbox

ABLE = CAPABILITY + b" LIST-STATUS CONDSTORE"
ODD = ("2019", 'With "quotes"', "Łódź", "A (b) c", "NIL", "a\\b")


def answer(*lines: bytes) -> ScriptedServer:
    def script(talk: Talk) -> None:
        talk.let_in(ABLE)
        tag, _ = talk.hear(b"NOOP")
        talk.say(tag + b" OK done")
        tag, _ = talk.hear(b"LIST", b"RETURN (STATUS (")
        talk.say(*lines, tag + b" OK done")

    return ScriptedServer().play(script)


def test_every_change_changes_the_marks(dovecot_account: Account) -> None:
    dovecot_account.fill(2)
    with dovecot_account.open() as mailbox:
        for name in ODD:
            mailbox.create_folder(name)
        marks = mailbox.look()
        assert marks is not None
        assert {one.name for one in marks} >= {"INBOX", *ODD}
        assert {one.name for one in mailbox.list_folders()} == {one.name for one in marks}
        assert mailbox.look() == marks
        mailbox.examine("INBOX")
        assert mailbox.look() == marks  # an open folder is told of as well
        dovecot_account.fill(1, "2019")
        came = mailbox.look()
        assert came is not None
        assert [one.name for one in came if one not in marks] == ["2019"]
        dovecot_account.expunge([1])
        gone = mailbox.look()
        assert gone is not None
        assert [one.name for one in gone if one not in came] == ["INBOX"]
        other = dovecot_account.raw()
        other.select("INBOX")
        other.uid("STORE", "2", "+FLAGS", r"(\Flagged)")
        other.logout()
        flagged = mailbox.look()
        assert flagged is not None
        assert [one.name for one in flagged if one not in gone] == ["INBOX"]


def test_a_server_that_cannot_vouch_is_not_asked() -> None:
    with ScriptedServer() as server:
        server.play(lambda talk: (talk.let_in(), talk.say_goodbye()))  # type: ignore[arg-type, return-value]
        with open_mailbox(server.settings()) as mailbox:
            assert mailbox.look() is None
        server.finish()


def test_names_as_literals_are_read() -> None:
    told = b"(UIDVALIDITY 7 UIDNEXT 3 MESSAGES 2 HIGHESTMODSEQ 9)"
    with answer(b"* STATUS {4}\r\nA b! " + told, b"* STATUS INBOX " + told) as server:
        mailbox = open_mailbox(server.settings())
        assert mailbox.look() == (FolderMark("A b!", 7, 3, 2, 9), FolderMark("INBOX", 7, 3, 2, 9))


@pytest.mark.parametrize(
    "line",
    [
        b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 3 MESSAGES 2 HIGHESTMODSEQ 0)",
        b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 3 MESSAGES 2)",
    ],
)
def test_a_folder_without_a_count_of_changes_is_not_vouched_for(line: bytes) -> None:
    with answer(line) as server:
        assert open_mailbox(server.settings()).look() is None


@pytest.mark.parametrize(
    "line",
    [
        b"* STATUS INBOX (UIDVALIDITY",
        b"* STATUS INBOX (UIDVALIDITY 7 HIGHESTMODSEQ 9)",
        b"* STATUS INBOX 5",
        b"* STATUS",
        b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 3 MESSAGES 2 HIGHESTMODSEQ)",
    ],
)
def test_nonsense_ends_the_session(line: bytes) -> None:
    with answer(line) as server:
        mailbox = open_mailbox(server.settings())
        with pytest.raises(ConnectionLost):
            mailbox.look()
