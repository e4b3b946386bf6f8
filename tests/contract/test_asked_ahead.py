"""What is asked before anybody wants the answer: a folder that is opened while we do something
else, and mails whose numbers nobody has looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from accounts import Account
from scripted import ScriptedServer, Talk

from daemon.core.mail import RawText
from daemon.errors import ConnectionLost, FolderMissing
from daemon.mailbox import open_mailbox


def open_folder(talk: Talk, validity: int = 7, uidnext: int = 5) -> None:
    tag, _ = talk.hear(b"EXAMINE")
    talk.say(
        b"* 2 EXISTS",
        b"* OK [UIDVALIDITY %d] valid" % validity,
        b"* OK [UIDNEXT %d] next" % uidnext,
        tag + b" OK [READ-ONLY] open",
    )


def uids_of(batches: Iterable[Sequence[RawText]]) -> list[int]:
    return [text.uid for batch in batches for text in batch]


def test_a_folder_opened_ahead_is_not_opened_again(account: Account) -> None:
    account.fill(2)
    with account.open() as mailbox:
        mailbox.create_folder("Sent")
        told = mailbox.examine("Sent")
        told_of_inbox = mailbox.examine("INBOX")
        uids = mailbox.list_uids("INBOX")
        mailbox.open_ahead("Sent")
        assert mailbox.examine("Sent") == told
        mailbox.open_ahead("INBOX")
        assert mailbox.list_uids("Sent") == ()  # another than was opened ahead
        mailbox.open_ahead("INBOX")
        assert uids_of(mailbox.fetch_texts("INBOX", uids)) == [*uids]
        assert mailbox.examine_once("INBOX") == told_of_inbox
        assert uids_of(mailbox.fetch_texts("INBOX", uids[:1], then="Sent")) == [uids[0]]
        assert mailbox.examine_once("Sent") == told


def test_a_folder_that_cannot_be_opened_ahead_is_missing_when_it_is_asked_for(
    account: Account,
) -> None:
    account.fill(1)
    with account.open() as mailbox:
        uids = mailbox.list_uids("INBOX")
        mailbox.open_ahead("Nowhere")
        assert mailbox.list_folders()
        mailbox.open_ahead("Nowhere")
        with pytest.raises(FolderMissing):
            mailbox.examine("Nowhere")
        mailbox.open_ahead("Nowhere")
        assert mailbox.list_uids("INBOX") == uids


def test_a_folder_that_is_numbered_anew_is_not_taken_for_the_one_before() -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        open_folder(talk)
        open_folder(talk, 7)
        open_folder(talk, 8)
        open_folder(talk, 8)
        talk.wait()

    with ScriptedServer() as server:
        server.play(script)
        mailbox = open_mailbox(server.settings())
        mailbox.examine("Sent")
        mailbox.examine("INBOX")
        mailbox.open_ahead("Sent")
        with pytest.raises(ConnectionLost, match="numbered"):
            list(mailbox.fetch_texts("Sent", [1]))
        mailbox.let_go()


def test_few_mails_are_fetched_without_a_search() -> None:
    message = b'* %d FETCH (UID %d FLAGS () INTERNALDATE "29-Feb-2024 08:30:00 +0000" '

    def script(talk: Talk) -> None:
        talk.let_in()
        open_folder(talk, uidnext=5)
        tag, _ = talk.hear(b"UID FETCH 2:4 ")
        for number, uid in ((1, 2), (2, 4)):
            header = b"BODY[HEADER.FIELDS (DATE)] {6}\r\nA: b\r\n)"
            talk.say(message % (number, uid) + header)
        talk.say(tag + b" OK done")
        open_folder(talk, uidnext=5_000)
        talk.search(2, 4_999)
        tag, _ = talk.hear(b"UID FETCH 2,4999 ")
        talk.say(tag + b" OK done")
        talk.wait()

    with ScriptedServer() as server:
        server.play(script)
        mailbox = open_mailbox(server.settings())
        batches = list(mailbox.fetch_headers("INBOX", 2))
        assert [one.uid for batch in batches for one in batch] == [2, 4]  # 3 is gone
        assert list(mailbox.fetch_headers("INBOX", 2)) == []
        mailbox.let_go()
