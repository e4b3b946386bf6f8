"""Mail that bears the owner's own address and was delivered from outside, or whose sender the
owner's server could not verify: nothing of it counts as somebody's word.
"""

from __future__ import annotations

import json
from datetime import timedelta

from mailroom import NOW, Account, letter
from older import turn_back

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN, EVE = "Ann Lee <ann@acme.example>", "Eve Moss <eve@evil.example>"
QUESTION = "Hi Nora,\r\n\r\nCould you send me the figures by Friday?\r\n\r\nEve"


def recipients(account: Account) -> set[str]:
    rows = account.sql("SELECT recipients FROM draft")
    return {one for (row,) in rows for one in json.loads(row)}


def put(account: Account, folder: str, number: int, *args: str, days: float, **more: str) -> None:
    mail = letter(number, *args, days_ago=days, **more)  # type: ignore[arg-type]
    account.put(folder, mail, at=NOW - timedelta(days=days))


def talk(account: Account, other: str, ours: str, first: int = 1) -> None:
    """Half a year of mail both ways; `ours` is where the owner's part lies. Then a question."""
    for turn in range(8):
        days = 150 - 15 * turn
        put(account, ours, first + 2 * turn, NORA, other, days=days)
        put(account, "INBOX", first + 2 * turn + 1, other, NORA, days=days - 1,
            more=f"In-Reply-To: <{first + 2 * turn}@letters.example>\r\n")  # fmt: skip
    put(account, "INBOX", first + 50, other, NORA, days=8, words=QUESTION, subject="Figures")


def test_who_writes_in_the_owners_name_is_written_to_by_nobody(account: Account) -> None:
    """Eve has delivered half a year of letters "from Nora to Eve"; Ann's are real."""
    talk(account, ANN, "Sent")
    talk(account, EVE, "INBOX", 200)
    account.once()
    assert recipients(account) == {"ann@acme.example"}


def written_to(account: Account) -> set[str]:
    rows = account.sql("SELECT a.email FROM touch t JOIN address a ON a.id = t.address_id "
                       "WHERE t.direction = 'out'")  # fmt: skip
    return {email for (email,) in rows}


def test_what_a_server_brought_into_any_folder_is_nobodys_word_but_of_sent_mail(
    account: Account,
) -> None:
    """Filters lay forged mail where they like, and it says that it was delivered; what the owner
    moved out of sent mail into a folder of a project says nothing of the kind.
    """
    brought = "Delivered-To: nora@lindqvist.example\r\n"
    checked = "Authentication-Results: mx.lindqvist.example; dmarc=fail\r\n"
    put(account, "Projects/A", 1, NORA, "Bea Orr <bea@orb.example>", days=9, more=brought)
    put(account, "Projects/A", 2, NORA, "Cy Poe <cy@poe.example>", days=9, more=checked)
    put(account, "Projects/A", 3, NORA, ANN, days=9)
    put(account, "Sent", 4, NORA, "Di Ray <di@ray.example>", days=9, more=brought)
    account.once()
    assert written_to(account) == {"ann@acme.example", "di@ray.example"}
    ((stored, mine),) = account.sql("SELECT count(*), sum(outgoing) FROM message")
    assert (stored, mine) == (4, 2), "it is read like any mail, and is nobody's"
    assert account.sql("SELECT 1 FROM touch WHERE direction = 'in'") == []


def test_a_copy_to_oneself_counts_as_soon_as_it_lies_in_sent_mail(account: Account) -> None:
    put(account, "INBOX", 1, ANN, NORA, days=20, words=QUESTION, subject="Figures")
    put(account, "Sent", 2, NORA, ANN, days=30)
    answer = letter(3, NORA, ANN, days_ago=9, subject="Re: Figures",
                    more="In-Reply-To: <1@letters.example>\r\n")  # fmt: skip
    account.put("INBOX", answer, at=NOW - timedelta(days=9))
    account.once()
    assert account.sql("SELECT outgoing FROM message ORDER BY at") == [(1,), (0,), (0,)]
    assert recipients(account) == set(), "whether it was answered nobody knows: silence"
    account.put("Sent", answer, at=NOW - timedelta(days=9))
    account.once(5)
    assert account.sql("SELECT outgoing FROM message ORDER BY at") == [(1,), (0,), (1,)]
    assert account.sql("SELECT touches_in, touches_out FROM person") == [(1, 2)]
    account.once(10)
    assert account.sql("SELECT touches_in, touches_out FROM person") == [(1, 2)]


def test_an_answer_in_the_owners_name_joins_nobody(account: Account) -> None:
    """Eve delivers a mail "from Nora to Ann alone" and answers it, as Ann, from her own address."""
    talk(account, ANN, "Sent")
    put(account, "INBOX", 300, NORA, ANN, days=30, subject="The contract")
    put(account, "INBOX", 301, "Ann Lee <ann.lee@evil.example>", NORA, days=20, words=QUESTION,
        subject="Re: The contract", more="In-Reply-To: <300@letters.example>\r\n")  # fmt: skip
    account.once()
    assert recipients(account) == {"ann@acme.example"}
    assert account.sql("SELECT email FROM address WHERE person_id IS NOT NULL") == [
        ("ann@acme.example",)
    ]


def test_an_older_store_forgets_what_it_took_for_the_owners_word(account: Account) -> None:
    """As the versions before 0013 left it: every mail under the owner's address was theirs."""
    talk(account, ANN, "Sent")
    talk(account, EVE, "INBOX", 200)
    account.once()
    apart = ("drafts", "findings", "messages")  # what was read stays read
    right = account.picture(*apart)
    account.sql("UPDATE message SET delivered = 0")
    account.sql("INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message")
    account.once(5)
    assert "eve@evil.example" in written_to(account) and account.picture(*apart) != right
    turn_back(account)
    account.sql("ALTER TABLE message DROP COLUMN delivered")
    account.sql("DELETE FROM schema_migration WHERE name LIKE '0013%'")
    account.once(10)
    assert account.picture(*apart) == right
    assert "eve@evil.example" not in written_to(account)


def test_whom_the_server_could_not_verify_is_nobody(account: Account) -> None:
    """No person, no touch, no promise, nothing to answer; and no word that they owe an answer,
    for it may be theirs after all. What stands in a line that the sender wrote counts for nothing.
    """
    failed = "Authentication-Results: mx.lindqvist.example; spf=fail; dmarc=fail (p=none)\r\n"
    forged = f"{failed}Authentication-Results: mx.acme.example; dmarc=pass\r\n"
    talk(account, ANN, "Sent")
    promise = "Hi Nora,\r\n\r\nI will send you the contract by Friday. " + QUESTION[10:]
    for number, days in ((300, 4), (301, 3)):
        put(account, "INBOX", number, ANN, NORA, days=days, words=promise, more=forged)
    put(account, "INBOX", 310, "Bob Ray <bob@ray.example>", NORA, days=9, words=QUESTION,
        more=failed)  # fmt: skip
    put(account, "Sent", 311, NORA, "Bob Ray <bob@ray.example>", days=19)
    put(account, "Sent", 320, NORA, "Cy Poe <cy@poe.example>", days=40)
    put(account, "INBOX", 321, "Cy Poe <cy@poe.example>", NORA, days=39)
    put(account, "Sent", 322, NORA, "Cy Poe <cy@poe.example>", days=20, subject="Plan",
        words="Hi Cy, could you send me the plan by Friday? Nora")  # fmt: skip
    put(account, "INBOX", 323, "Cy Poe <cy@poe.example>", NORA, days=19, subject="Re: Plan",
        words="Here it is.", more=failed + "In-Reply-To: <322@letters.example>\r\n")  # fmt: skip
    account.once()
    assert recipients(account) == {"ann@acme.example"}
    kinds = dict(account.sql("SELECT message_id, kind FROM message WHERE kind <> 'personal'"))
    assert kinds == {f"{n}@letters.example": "doubtful" for n in (300, 301, 310, 323)}
    doubted = "SELECT id FROM message WHERE kind = 'doubtful'"
    for table in ("touch", "finding", "gap"):
        assert not account.sql(f"SELECT 1 FROM {table} WHERE message_id IN ({doubted})")
    assert {name for (name,) in account.sql("SELECT name FROM person")} == {"Ann Lee", "Cy Poe"}
    assert not account.sql("SELECT 1 FROM gap WHERE waiting_on = 'person'")
