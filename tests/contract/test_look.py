"""Whether anything has changed, asked of all folders at once."""

from __future__ import annotations

import pytest
from accounts import Account
from imapclient.response_parser import parse_response
from scripted import CAPABILITY, ScriptedServer, Talk

from daemon.core.mail import FolderMark
from daemon.errors import ConnectionLost
from daemon.mailbox import look, open_mailbox

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


def test_a_folder_is_unchanged_where_the_look_tells_what_opening_it_told(
    dovecot_account: Account,
) -> None:
    dovecot_account.fill(2)
    with dovecot_account.open() as mailbox:
        mailbox.create_folder("Sent")
        mailbox.look()
        assert mailbox.unchanged("INBOX") is None  # nothing is known of it yet
        told = [mailbox.examine(name) for name in ("INBOX", "Sent")]
        mailbox.look()
        assert [mailbox.unchanged(name) for name in ("INBOX", "Sent", "None")] == [*told, None]
        dovecot_account.fill(1, "Sent")
        assert mailbox.look()
        assert [mailbox.unchanged(name) for name in ("INBOX", "Sent")] == [told[0], None]
        mailbox.examine("Sent")
        other = dovecot_account.raw()
        other.select("INBOX")
        other.uid("STORE", "2", "+FLAGS", r"(\Flagged)")
        other.logout()
        assert mailbox.look()  # which opens the fullest folder
        assert mailbox.unchanged("INBOX") not in (None, told[0])
        assert mailbox.unchanged("Sent") is not None
        mailbox.reconnect()
        assert mailbox.unchanged("Sent") is None  # a new session has to ask
        mailbox.look()
        assert mailbox.unchanged("Sent") is None


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


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (b"INBOX", True), (b'"Sent Items"', True), (b'"a \\"b\\" \\\\c"', True), (b"A&AOk-", True),
        (b"007", False), (b'"007"', False), (b"NIL", False), (b'"NIL"', True), (b"2019.a", True),
        (b'"(x) {3}"', True), (b"a]b", False), (b'"a]b"', True), (b'"12 "', True), (b'" "', True),
        (b'"\xc5\x81"', True), (b"NILS", True), (b'"INBOX/\\\\"', True), (b"~peter/x", True),
    ],
)  # fmt: skip
def test_a_line_is_read_as_imapclient_reads_it(name: bytes, short: bool) -> None:
    told = {
        b"UIDVALIDITY": 7,
        b"UIDNEXT": 3,
        b"MESSAGES": 2,
        b"HIGHESTMODSEQ": 18446744073709551615,
    }
    line = name + b" (%s)" % b" ".join(b"%s %d" % one for one in told.items())
    assert bool(look._LINE.fullmatch(line)) is short, "or it says nothing of the short way"
    assert look._read_line([line]) == (parse_response([line])[0], told)


def test_the_fullest_folder_is_held_open(dovecot_account: Account) -> None:
    """Then nothing about it is missed either, nor when it is gone."""
    dovecot_account.fill(3)
    with dovecot_account.open() as mailbox:
        mailbox.create_folder("Big")
        dovecot_account.fill(9, "Big")
        marks = mailbox.look()
        assert marks == mailbox.look() == mailbox.look()
        assert mailbox._reader._status is not None and mailbox._reader._status.name == "Big"
        dovecot_account.fill(1, "Big")
        came = mailbox.look()
        assert came is not None and marks is not None
        assert [one.name for one in came if one not in marks] == ["Big"]
        other = dovecot_account.raw()
        other.select("Big")
        other.uid("STORE", "2", "+FLAGS", r"(\Flagged)")
        flagged = mailbox.look()
        assert flagged is not None
        assert [one.name for one in flagged if one not in came] == ["Big"]
        other.select("INBOX")
        other.rename("Big", "Bigger")
        other.logout()
        with pytest.raises(ConnectionLost):  # as Dovecot has it: what is open must not be renamed
            mailbox.look()
    with dovecot_account.open() as mailbox:
        renamed = mailbox.look()
        assert renamed is not None and mailbox.look() == renamed
        assert {one.name for one in renamed} ^ {one.name for one in marks} == {"Big", "Bigger"}


def test_folders_are_not_asked_for_again_where_a_look_lists_the_same(
    dovecot_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot_account.fill(1)
    asked: list[int] = []
    with dovecot_account.open() as mailbox:
        client = mailbox._connection.client
        ask = client.list_folders
        monkeypatch.setattr(client, "list_folders", lambda: asked.append(1) or ask())
        mailbox.list_folders()
        mailbox.look()
        told = mailbox.folders_after_look()  # nobody knows what was listed when they were asked for
        dovecot_account.fill(1)
        mailbox.look()
        assert mailbox.folders_after_look() == told == mailbox.folders_after_look()
        assert len(asked) == 2
        mailbox.create_folder("Later")
        mailbox.look()
        assert {one.name for one in mailbox.folders_after_look()} - {one.name for one in told} == {
            "Later"
        }
        assert mailbox.folders_after_look() == mailbox.list_folders()
        assert len(asked) == 4
