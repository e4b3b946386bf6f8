"""What every mailbox must do, on every server: the embedded one and Dovecot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from accounts import MORNING, Account

from daemon.core.mail import FolderRole
from daemon.errors import FolderMissing, UnsafeText

ODD_NAMES = [
    "Entwürfe", "Über & aus", 'A "quoted" one', "back\\slash", "&", "&AOQ-", "日本語",
    "Привет, мир", "with  two blanks", "100% *", "smile 😀", "(a) {b} [c]", "NIL", "0123", "2024",
]  # fmt: skip


def test_a_new_mailbox_has_an_inbox(account: Account) -> None:
    with account.open() as mailbox:
        assert "IMAP4REV1" in mailbox.capabilities
        (inbox,) = (f for f in mailbox.list_folders() if f.role is FolderRole.INBOX)
        assert (inbox.name, inbox.selectable) == ("INBOX", True)
        status = mailbox.examine("INBOX")
        assert status.exists == 0 and status.uidvalidity > 0
        assert mailbox.list_uids("INBOX") == ()
        assert list(mailbox.fetch_headers("INBOX", 1)) == []
        assert list(mailbox.fetch_texts("INBOX", [])) == []
        assert mailbox.fetch_placed("INBOX", [5]) == ()


def test_folders_have_roles(account: Account) -> None:
    with account.open() as mailbox:
        if not account.has_special_use:
            mailbox.create_folder("Drafts")
            mailbox.create_folder("Sent")
        mailbox.create_folder("sent_items")
        mailbox.create_folder("Gelöschte Elemente")
        mailbox.create_folder("Clients")
        folders = {folder.name: folder for folder in mailbox.list_folders()}
    roles = {
        name: folder.role
        for name, folder in folders.items()
        if name not in ("INBOX", "Junk", "Archive", "Trash")
    }
    assert roles == {
        "Drafts": FolderRole.DRAFTS,
        "Sent": FolderRole.SENT,
        "sent_items": FolderRole.SENT,
        "Gelöschte Elemente": FolderRole.TRASH,
        "Clients": FolderRole.OTHER,
    }
    assert folders["Drafts"].by_attribute is account.has_special_use
    assert not folders["sent_items"].by_attribute


def test_headers_come_ascending_in_batches_across_holes(account: Account) -> None:
    account.fill(9)
    with account.open() as mailbox:
        uids = mailbox.list_uids("INBOX")
    assert len(uids) == 9
    account.expunge([uids[0], uids[3], uids[4], uids[8]])
    left = [uids[n] for n in (1, 2, 5, 6, 7)]
    with account.open() as mailbox:
        assert mailbox.list_uids("INBOX") == tuple(left)
        assert mailbox.list_uids("INBOX", left[2]) == tuple(left[2:])
        batches = list(mailbox.fetch_headers("INBOX", 1, batch=2))
        assert [[raw.uid for raw in batch] for batch in batches] == [left[:2], left[2:4], left[4:]]
        first = batches[0][0]
        assert first.header.startswith(b"Message-ID: <2@fill>\r\n")
        assert b"Subject: 2" in first.header and b"X-Other" not in first.header
        assert first.received_at == (MORNING + timedelta(hours=2)).timestamp()
        assert first.flags == ()

        def between(first: int, last: int | None) -> list[int]:
            found = mailbox.fetch_headers("INBOX", first, last)
            return [raw.uid for batch in found for raw in batch]

        assert between(left[1], left[3]) == left[1:4]
        assert between(left[1], left[1]) == [left[1]]
        assert between(left[3], left[1]) == []
        assert between(left[-1] + 1, None) == []  # "n:*" would name the last message
        assert between(left[-1] + 1, left[-1] + 50) == []
        assert between(0, None) == left


def test_the_session_may_be_used_between_two_batches(account: Account) -> None:
    account.fill(4)
    with account.open() as mailbox:
        mailbox.create_folder("Other")
        seen = []
        for batch in mailbox.fetch_headers("INBOX", 1, batch=1):
            seen += [raw.header.split(b"\r\n")[0] for raw in batch]
            assert mailbox.examine("Other").exists == 0
            (texts,) = mailbox.fetch_texts("INBOX", [raw.uid for raw in batch])
            assert texts[0].text.startswith(b"Hello")
    assert seen == [b"Message-ID: <%d@fill>" % number for number in (1, 2, 3, 4)]


def test_what_arrives_after_examine_is_found_by_the_next_look(account: Account) -> None:
    account.fill(1)
    with account.open() as mailbox:
        assert len(mailbox.list_uids("INBOX")) == 1
        account.fill(2)
        assert len(mailbox.list_uids("INBOX")) == 3
        assert mailbox.examine("INBOX").exists == 3


def test_texts_are_the_first_64_kilobytes(account: Account) -> None:
    account.fill(2, body=b"x" * 200_000)
    with account.open() as mailbox:
        first, second = mailbox.list_uids("INBOX")
        (texts,) = mailbox.fetch_texts("INBOX", [second, first, first, second + 7])
        assert [text.uid for text in texts] == [first, second]
        assert texts[0].text == b"x" * 65_536
        assert texts[0].mime_header == b"Content-Type: text/plain\r\n\r\n"
        batches = list(mailbox.fetch_texts("INBOX", [first, second], batch=1))
        assert [len(batch) for batch in batches] == [1, 1]


@pytest.mark.parametrize("body", [b"", b"\r\n", b"a\r\nb\r\n", b'")\r\n* 1 EXPUNGE\r\n{5}\r\n'])
def test_any_body_comes_as_it_is(account: Account, body: bytes) -> None:
    with account.open() as mailbox:
        mailbox.append_message("INBOX", b"Subject: s\r\n\r\n" + body, (), MORNING)
        (uid,) = mailbox.list_uids("INBOX")
        ((text,),) = mailbox.fetch_texts("INBOX", [uid])
        assert text.text == body


def test_a_message_without_any_wanted_field_is_still_a_message(account: Account) -> None:
    with account.open() as mailbox:
        mailbox.append_message("INBOX", b"X-Other: 1\r\n\r\nbody\r\n", (), MORNING)
        ((raw,),) = mailbox.fetch_headers("INBOX", 1)
        assert raw.header.strip() == b""


def test_a_header_of_a_megabyte_is_cut(account: Account) -> None:
    references = b"".join(b" <%06d@long.example.org>\r\n" % n for n in range(40_000))
    with account.open() as mailbox:
        raw = b"Message-ID: <big@x>\r\nReferences:" + references + b"Subject: s\r\n\r\nbody\r\n"
        mailbox.append_message("INBOX", raw, (), MORNING)
        mailbox.append_message("INBOX", b"Message-ID: <next@x>\r\n\r\nb\r\n", (), MORNING)
        ((big, after),) = mailbox.fetch_headers("INBOX", 1)
    assert len(big.header) == 256 * 1024
    assert after.header.startswith(b"Message-ID: <next@x>")


def test_reading_marks_nothing_as_seen(account: Account) -> None:
    account.fill(3)
    with account.open() as mailbox:
        uids = mailbox.list_uids("INBOX")
        list(mailbox.fetch_headers("INBOX", 1))
        list(mailbox.fetch_texts("INBOX", uids))
        mailbox.search_message_id("INBOX", "1@fill")
        mailbox.fetch_placed("INBOX", uids)
    other = account.raw()
    other.select("INBOX", readonly=True)
    _, answer = other.fetch("1:3", "(FLAGS)")
    other.logout()
    assert len(answer) == 3 and not any(b"\\Seen" in line for line in answer)


def test_a_draft_is_placed_and_found_again(account: Account) -> None:
    raw = b"Message-ID: <d.1+a=b@wellkeeper>\r\nSubject: Hello\r\n\r\nWords\r\n"
    with account.open() as mailbox:
        if not account.has_special_use:
            mailbox.create_folder("Drafts")
        assert mailbox.search_message_id("Drafts", "d.1+a=b@wellkeeper") == ()
        result = mailbox.append_draft("Drafts", raw, MORNING)
        status = mailbox.examine("Drafts")
        assert result.uidvalidity == status.uidvalidity and result.uid is not None
        assert mailbox.search_message_id("Drafts", "d.1+a=b@wellkeeper") == (result.uid,)
        (placed,) = mailbox.fetch_placed("Drafts", [result.uid, result.uid + 1])
    assert placed.message_id == "d.1+a=b@wellkeeper"
    assert set(placed.flags) == {"\\Draft", "\\Seen"}
    assert placed.size == len(raw)


def test_a_message_id_must_be_equal_not_only_contained(account: Account) -> None:
    with account.open() as mailbox:
        for name in (b"abc@x", b"xabc@x", b"abc@xy", b"ABC@x"):
            mailbox.append_message("INBOX", b"Message-ID: <%s>\r\n\r\nb\r\n" % name, (), MORNING)
        mailbox.append_message("INBOX", b"Message-ID:\r\n <folded@x>\r\n\r\nb\r\n", (), MORNING)
        mailbox.append_message("INBOX", b"References: <abc@x>\r\n\r\nb\r\n", (), MORNING)
        uids = mailbox.list_uids("INBOX")
        assert mailbox.search_message_id("INBOX", "abc@x") == (uids[0],)
        assert mailbox.search_message_id("INBOX", "folded@x") == (uids[4],)
        assert mailbox.search_message_id("INBOX", "bc@x") == ()


@pytest.mark.parametrize(
    "at",
    [
        datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2024, 3, 31, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(-timedelta(hours=9, minutes=30))),
    ],
)
def test_the_internal_date_goes_there_and_back(account: Account, at: datetime) -> None:
    with account.open() as mailbox:
        mailbox.append_message("INBOX", b"Subject: s\r\n\r\nb\r\n", ("\\Flagged",), at)
        ((raw,),) = mailbox.fetch_headers("INBOX", 1)
    assert raw.received_at == at.timestamp()
    assert raw.flags == ("\\Flagged",)


def test_an_internal_date_without_a_zone_is_a_mistake_of_ours(account: Account) -> None:
    with account.open() as mailbox, pytest.raises(ValueError):
        mailbox.append_message("INBOX", b"\r\n", (), MORNING.replace(tzinfo=None))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_folder_names_go_there_and_back(account: Account, name: str) -> None:
    with account.open() as mailbox:
        mailbox.create_folder(name)
        mailbox.create_folder(name)  # again is fine
        assert name in [folder.name for folder in mailbox.list_folders()]
        assert mailbox.append_message(name, b"Subject: s\r\n\r\nb\r\n", (), MORNING)
        assert mailbox.examine(name).exists == 1
        assert len(mailbox.list_uids(name)) == 1


def test_a_missing_folder_says_so_and_the_session_goes_on(account: Account) -> None:
    with account.open() as mailbox:
        for attempt in (
            lambda: mailbox.examine("Nowhere"),
            lambda: mailbox.list_uids("Nowhere"),
            lambda: list(mailbox.fetch_headers("Nowhere", 1)),
            lambda: list(mailbox.fetch_texts("Nowhere", [1])),
            lambda: mailbox.fetch_placed("Nowhere", [1]),
            lambda: mailbox.search_message_id("Nowhere", "a@x"),
            lambda: mailbox.append_draft("Nowhere", b"Subject: s\r\n\r\nb\r\n", MORNING),
        ):
            with pytest.raises(FolderMissing, match="Nowhere"):
                attempt()
        assert mailbox.examine("INBOX").exists == 0


@pytest.mark.parametrize("bad", ["a\r\nX1 DELETE INBOX", "a\nb", "a\rb", "a\0b", "\ud800", ""])
def test_hostile_text_is_not_sent(account: Account, bad: str) -> None:
    account.fill(1)
    with account.open() as mailbox:
        for attempt in (
            lambda: mailbox.examine(bad),
            lambda: mailbox.create_folder(bad),
            lambda: mailbox.append_draft(bad, b"Subject: s\r\n\r\nb\r\n", MORNING),
            lambda: mailbox.search_message_id("INBOX", bad),
            lambda: mailbox.append_message("INBOX", b"\r\n", ["\\Seen) " + bad], MORNING),
            lambda: mailbox.fetch_headers(bad, 1),
            lambda: mailbox.fetch_texts(bad, [1]),
        ):
            with pytest.raises(UnsafeText):
                attempt()
        assert mailbox.examine("INBOX").exists == 1
