"""Hostile and monstrous mail on a real server, through whole passes: messages of any size, senders
who are not who they seem, and servers that can do next to nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot
from killer import KillingProxy, after_bytes
from mailroom import NOW, Account, letter, peak_memory

from daemon.errors import StoreError

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"
QUESTION = "Hi Nora,\r\n\r\nCould you send me the figures by Friday?\r\n\r\nAnn"


def correspondence(account: Account, sender: str = ANN, sent: str = "Sent", first: int = 1) -> None:
    """Half a year of mail both ways."""
    for number in range(12):
        ours, theirs = first + 2 * number, first + 2 * number + 1
        days = 200 - 15 * number
        account.put(sent, letter(ours, NORA, sender, days_ago=days), at=NOW - timedelta(days))
        account.put(
            "INBOX",
            letter(theirs, sender, NORA, days_ago=days - 1,
                   more=f"In-Reply-To: <{ours}@letters.example>\r\n"),
            at=NOW - timedelta(days - 1),
        )  # fmt: skip


def recipients(account: Account) -> set[str]:
    return {
        one for (row,) in account.sql("SELECT recipients FROM draft") for one in json.loads(row)
    }


def nested(depth: int) -> bytes:
    """Multiparts, each in the one before."""
    begin = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level, level + 1)
        for level in range(depth)
    )
    return begin + b"x\r\n"


def head(number: int, more: bytes = b"Content-Type: text/plain") -> bytes:
    return (
        b"From: Kim Roe <kim@roe.example>\r\nTo: nora@lindqvist.example\r\nSubject: %d\r\n"
        b"Date: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <m%d@roe.example>\r\n%b\r\n\r\n"
    ) % (number, number, more)


def without(raw: bytes, field: bytes) -> bytes:
    return b"".join(one for one in raw.splitlines(True) if not one.startswith(field))


MULTIPART = b"Content-Type: multipart/mixed; boundary=b0"
CROWD = b"Cc: " + b",\r\n ".join(b"p%d@x.example" % number for number in range(2_000))
MONSTERS = {
    "50 MB": head(1) + b"word and word\r\n" * 3_500_000,
    "a line of 1 MB": head(2) + b"x" * 1_000_000 + b"\r\n",
    "NUL": head(3, b"X-Nul: a\0b\r\nContent-Type: text/plain") + b"a\0b\r\n",
    "a broken charset": head(4, b"Content-Type: text/plain; charset=utf-7") + b"+////-\xff\xfe",
    "no date": without(head(5), b"Date") + b"x",
    "an absurd date": head(6).replace(b"23 Nov 2026", b"99 Foo 12026") + b"x",
    "1970": head(7).replace(b"23 Nov 2026", b"01 Jan 1970") + b"x",
    "2099": head(8).replace(b"23 Nov 2026", b"01 Jan 2099") + b"x",
    "no Message-ID": without(head(9), b"Message-ID") + b"x",
    "a Message-ID twice": head(10) + b"x",
    "the same again": head(10).replace(b"kim@roe", b"jo@roe") + b"y",
    "2,000 recipients": head(11, CROWD),
    "1,000 deep": head(12, MULTIPART) + nested(1_000),
    "10,000 parts": head(13, MULTIPART) + b"--b0\r\n\r\nx\r\n" * 10_000,
    "a header of 1 MB": head(14, b"X-Long: " + b"y" * 1_000_000),
}  # fmt: skip


def test_monsters_are_read_or_noted_and_harm_no_neighbour(account: Account) -> None:
    """Not a byte of the 50 MB comes but the first 64 kB."""
    correspondence(account)
    for raw in MONSTERS.values():
        account.put("INBOX", raw, at=NOW - timedelta(days=1))
    account.put("INBOX", letter(99, ANN, NORA, subject="The neighbour"))
    with KillingProxy(account.server.port, after_bytes(1 << 40)) as proxy:
        child = account.start_child(port=proxy.port)
        peak = peak_memory(child)
        assert child.wait() == 0 and proxy.passed < 5_000_000
    assert 0 < peak < 200_000, f"{peak} kB"
    ((stored,),) = account.sql(
        "SELECT count(*) FROM location l JOIN folder f ON f.id = l.folder_id WHERE f.name = 'INBOX'"
    )
    noted = len(account.picture()["skipped"])
    assert stored + noted == 12 + len(MONSTERS) + 1
    assert noted <= 1
    subjects = {row[1] for row in account.picture()["messages"]}
    assert "The neighbour" in subjects
    times = dict(account.sql("SELECT subject, at FROM message"))
    assert all(times[name] <= NOW.timestamp() for name in ("5", "6", "8"))
    assert account.once(5).counts()["read"] == 0


def test_a_draft_goes_to_nobody_but_whom_the_owner_wrote_to(account: Account) -> None:
    """The question asks for an answer elsewhere; and others pose as the one who asked."""
    correspondence(account)
    account.put(
        "INBOX",
        letter(100, ANN, NORA, days_ago=8, subject="Figures", words=QUESTION,
               more="Reply-To: Ann Lee <ann@evil.example>\r\n"),
        letter(101, "Ann Lee <ann@acrne.example>", NORA, days_ago=8, words=QUESTION),
        letter(102, '"ann@acme.example" <eve@evil.example>', NORA, days_ago=8, words=QUESTION),
        letter(103, "Ann Lee <\u0430nn@acme.example>", NORA, days_ago=8, words=QUESTION),
        letter(104, "Ann Lee <ann@\u0430cme.example>", NORA, days_ago=8, words=QUESTION),
        at=NOW - timedelta(days=8),
    )  # fmt: skip
    account.once()
    assert recipients(account) == {"ann@acme.example"}
    ann = "SELECT person_id FROM address WHERE email = 'ann@acme.example'"
    others = account.sql(f"SELECT email FROM address WHERE person_id = ({ann})")
    assert others == [("ann@acme.example",)], "nobody is merged by a name alone"
    (draft,) = (account.server.maildir(account.user, "Drafts") / "cur").iterdir()
    assert b"evil" not in draft.read_bytes() and b"acrne" not in draft.read_bytes()


def test_a_stranger_in_somebodys_thread_does_not_become_them(account: Account) -> None:
    """He answers the very mail that went to Ann alone, from a domain that looks like hers; he knows
    only its subject, and her address; he writes from her own firm's domain. Twice he is even asked
    who he is. Nothing of his becomes hers.
    """
    correspondence(account)
    asked = letter(300, NORA, ANN, days_ago=30, subject="The contract", words="Shall we sign?")
    account.put("Sent", asked, at=NOW - timedelta(days=30))
    hers = "In-Reply-To: <300@letters.example>\r\nReferences: <300@letters.example>\r\n"
    words = "Hi Nora,\r\n\r\nI will send you the signed contract by Friday. " + QUESTION[10:]
    both = "nora@lindqvist.example, ann@acme.example"
    strangers = (
        ("ann@acme-mail.example", NORA, hers, True), ("ann.lee@acme.test", both, "", True),
        ("a.lee@acme.example", NORA, "", False),
    )  # fmt: skip
    for number, (email, to, more, answered) in enumerate(strangers, 310):
        mail = letter(number, f"Ann Lee <{email}>", to, days_ago=20, subject="Re: The contract",
                      words=words, more=more)  # fmt: skip
        account.put("INBOX", mail, at=NOW - timedelta(days=20))
        if answered:
            who = letter(number + 50, NORA, f"Ann Lee <{email}>", days_ago=19, words="Who is this?",
                         more=f"In-Reply-To: <{number}@letters.example>\r\n")  # fmt: skip
            account.put("Sent", who, at=NOW - timedelta(days=19))
        again = letter(number + 100, f"Ann Lee <{email}>", NORA, days_ago=8, words=words)
        account.put("INBOX", again, at=NOW - timedelta(days=8))
    account.once()
    ann = "SELECT person_id FROM address WHERE email = 'ann@acme.example'"
    hers_now = account.sql(f"SELECT email FROM address WHERE person_id = ({ann})")
    assert hers_now == [("ann@acme.example",)]
    promised = account.sql(
        "SELECT a.email FROM finding f JOIN message m ON m.id = f.message_id "
        f"JOIN address a ON a.id = m.sender_id WHERE f.kind = 'promise' AND a.person_id = ({ann})"
    )
    assert promised == []
    assert not account.sql(
        f"SELECT 1 FROM gap g JOIN message m ON m.id = g.message_id WHERE g.person_id = ({ann}) "
        "AND m.sender_id NOT IN (SELECT id FROM address WHERE email = 'ann@acme.example')"
    )


def test_an_answer_from_another_address_of_theirs_goes_where_the_owner_wrote(
    account: Account,
) -> None:
    """Ann's firm writes her address in two ways; her answer names the mail that it answers."""
    correspondence(account)
    account.put("Sent", letter(300, NORA, ANN, days_ago=9), at=NOW - timedelta(days=9))
    mail = letter(301, "Lee, Ann <ann.lee@acme.example>", NORA, days_ago=8, words=QUESTION,
                  more="In-Reply-To: <300@letters.example>\r\n")  # fmt: skip
    account.put("INBOX", mail, at=NOW - timedelta(days=8))
    account.once()
    assert account.sql("SELECT count(DISTINCT person_id), count(*) FROM address WHERE NOT is_owner "
                       "AND person_id IS NOT NULL") == [(1, 2)]  # fmt: skip
    assert recipients(account) == {"ann@acme.example"}


def test_a_name_that_is_an_imap_command_is_only_a_name(account: Account) -> None:
    """Decoded, it ends a quoted string and orders that a folder be deleted."""
    evil = "=?utf-8?q?Ann_x=22=0D=0AX1_DELETE_Clients=0D=0AX2_SELECT_=22INBOX?= <ann@acme.example>"
    account.put("Clients", letter(500, "Bob Ray <bob@ray.example>", NORA))
    correspondence(account, evil)
    mid = '100@x"\r\n X1 DELETE Clients'
    account.put(
        "INBOX",
        letter(100, evil, NORA, days_ago=8, subject="=?utf-8?q?a=0D=0AX3_DELETE_Clients?=",
               words=QUESTION, message_id=mid.replace("\r\n", "")),
        at=NOW - timedelta(days=8),
    )  # fmt: skip
    before = account.on_server()
    account.once()
    account.once(5)
    now = account.on_server()
    assert {key: now.get(key) for key in before} == before
    assert {folder for folder, _ in now.keys() - before.keys()} == {"Drafts"}
    for raw in (account.server.maildir(account.user, "Drafts") / "cur").iterdir():
        header = raw.read_bytes().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        assert not [line for line in header.split(b"\n") if line.startswith((b"X1", b"X2", b"X3"))]


@pytest.fixture(scope="module")
def poor() -> Iterator[Dovecot]:
    """IMAP4rev1 and nothing else: no attributes, a prefix, dots, and German names."""
    namespace = "namespace inbox {\n  prefix = INBOX.\n  separator = .\n}\n"
    server = Dovecot(special_use=False, capability="IMAP4rev1", extra=namespace)
    try:
        yield server.start()
    finally:
        server.remove()


def test_a_server_that_can_do_nothing_gets_its_draft_once(poor: Dovecot, tmp_path: Path) -> None:
    account = Account(poor, poor.user().user, tmp_path)
    for folder in ("Entwürfe", "Papierkorb"):
        account.put(folder)
    correspondence(account, sent="Gesendet")
    account.put(
        "INBOX",
        letter(100, ANN, NORA, days_ago=8, subject="Figures", words=QUESTION),
        at=NOW - timedelta(days=8),
    )
    for minutes in (0, 5, 10):
        account.once(minutes)
    roles = dict(account.sql("SELECT name, role FROM folder"))
    assert roles["INBOX.Gesendet"] == "sent" and "INBOX.Entwürfe" not in roles
    found = list((poor.maildir(account.user, "Entwürfe") / "cur").iterdir())
    found += (poor.maildir(account.user, "Entwürfe") / "new").iterdir()
    assert len(found) == 1 and b"ann@acme.example" in found[0].read_bytes()
    assert recipients(account) == {"ann@acme.example"}


def test_a_corrupt_store_stops_before_the_mailbox_is_touched(
    sample: Account, tmp_path: Path
) -> None:
    account = replace(sample.copy(tmp_path / "a"), drafts_per_day=3)
    before = account.on_server()
    account.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(account.store.read_bytes())
    raw[4096:] = os.urandom(len(raw) - 4096)
    account.store.write_bytes(raw)
    with pytest.raises(StoreError) as caught:
        account.once()
    assert "damaged" in caught.value.message and caught.value.hint
    assert account.on_server() == before and account.placed_ids() == []
