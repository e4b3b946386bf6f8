"""From stored mail to people, touches and threads: on a real store, read from a real server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mailroom import Account, letter

from daemon.store import open_store
from daemon.store.engine import execute

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"


def talk(account: Account, who: str, number: int = 0, more: str = "") -> None:
    """One mail each way."""
    account.put("INBOX", letter(number * 10 + 1, who, NORA, subject=f"In {number}", more=more))
    account.put("Sent", letter(number * 10 + 2, NORA, who, subject=f"Out {number}", days_ago=5))


def people(account: Account) -> dict[str, list[str]]:
    rows = account.sql(
        "SELECT p.id, p.name, a.email FROM person p JOIN address a ON a.person_id = p.id"
    )
    found: dict[tuple[int, str], list[str]] = {}
    for number, name, email in rows:
        found.setdefault((number, name), []).append(email)
    return {name: sorted(emails) for (_, name), emails in sorted(found.items())}


def test_a_person_is_somebody_with_mail_both_ways(account: Account) -> None:
    talk(account, ANN)
    account.put("INBOX", letter(21, "Only In <in@one.example>", NORA))
    account.put("Sent", letter(22, NORA, "Only Out <out@one.example>"))
    account.once()
    assert people(account) == {"Ann Lee": ["ann@acme.example"]}


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("Acme Support <support@acme.example>", ""),
        ("noreply@acme.example", ""),
        ("Ann Lee <ann@acme.example>", "List-Id: <staff.acme.example>\r\n"),
        ("Ann Lee <ann@acme.example>", "List-Unsubscribe: <mailto:x@acme.example>\r\n"),
        ("Ann Lee <ann@acme.example>", "Precedence: bulk\r\n"),
        ("Ann Lee <ann@acme.example>", "Auto-Submitted: auto-replied\r\n"),
        ("Ann Lee <ann@acme.example>", "Feedback-ID: 1:2:3:mailer\r\n"),
        (NORA, ""),
        ("Nora <nora.lindqvist@post.example>", ""),
    ],
)
def test_roles_lists_machines_and_the_owner_are_nobody(
    account: Account, who: str, more: str
) -> None:
    talk(account, who, more=more)
    account.once()
    assert people(account) == {}


def test_copies_and_crowds_are_no_touch(account: Account) -> None:
    talk(account, ANN)
    crowd = ", ".join(f"p{n}@crowd.example" for n in range(8))
    account.put("Sent", letter(31, NORA, f"{ANN}, {crowd}", subject="Party"))
    account.put("INBOX", letter(32, ANN, "bob@acme.example", subject="Fyi", more=f"Cc: {NORA}\r\n"))
    account.once()
    assert account.sql("SELECT touches_in, touches_out FROM person") == [(1, 1)]


def test_addresses_of_one_person(account: Account) -> None:
    for number, who in enumerate(
        (
            ANN,
            "Lee, Ann <alee@uk.acme.example>",  # the same name in the same organisation
            "Ann Lee <ann.lee@elsewhere.example>",  # a name is no evidence
            "Dr. Bob Ray <bob@acme.example>",
            "Dr. Ben Ray <ben@acme.example>",
        )
    ):
        talk(account, who, number)
    account.once()
    found = sorted(people_by_id(account))
    assert found == [
        ["alee@uk.acme.example", "ann@acme.example"],
        ["ann.lee@elsewhere.example"],
        ["ben@acme.example"],
        ["bob@acme.example"],
    ]


def people_by_id(account: Account) -> list[list[str]]:
    rows = account.sql("SELECT person_id, email FROM address WHERE person_id IS NOT NULL")
    groups: dict[int, list[str]] = {}
    for number, email in rows:
        groups.setdefault(number, []).append(email)
    return [sorted(group) for group in groups.values()]


def test_a_stranger_cannot_join_two_people_by_calling_one_like_the_other(account: Account) -> None:
    talk(account, ANN, 1)
    account.put("Sent", *(letter(n, NORA, "bob@acme.example", subject=f"B {n}") for n in (51, 52)))
    account.put("INBOX", letter(53, "bob@acme.example", NORA, subject="Plain"))
    forged = letter(54, "Eve <eve@evil.example>", f"{NORA}, Ann Lee <bob@acme.example>")
    account.put("INBOX", forged)
    account.once()
    assert sorted(people_by_id(account)) == [["ann@acme.example"], ["bob@acme.example"]]


def test_an_answer_from_another_address_in_the_thread(account: Account) -> None:
    """Both have written under her full name, and the one answered for the other."""
    account.put("INBOX", letter(3, "Ann Lee <ann@gmail.com>", NORA, subject="Hi", days_ago=20))
    account.put("Sent", letter(1, NORA, "ann@gmail.com", subject="Plan"))
    reply = "In-Reply-To: <1@letters.example>\r\n"
    account.put("INBOX", letter(2, ANN, NORA, subject="Re: Plan", days_ago=9, more=reply))
    account.once()
    assert people_by_id(account) == [["ann@acme.example", "ann@gmail.com"]]


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("hanne.dekker@bibliotheek-haarzuilen.example",),
        ("nora.lindqvist@post.example", "hanne.dekker@bibliotheek-haarzuilen.example"),
    ],
)
def test_an_owner_configured_wrongly_and_then_right(
    account: Account, sample: Account, wrong: tuple[str, ...]
) -> None:
    """Somebody's address among the owner's makes them vanish; taking it out brings them back."""
    account.put_sample()
    account = replace(account, drafts_per_day=0)
    replace(account, aliases=wrong).once()
    if wrong:
        assert "Hanne Dekker" not in people(account)
    account.once(1)
    account.once(2)
    assert account.picture() == sample.picture()


def test_right_then_wrong_then_right(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a")
    replace(account, aliases=("hanne.dekker@bibliotheek-haarzuilen.example",)).once(1)
    assert "Hanne Dekker" not in people(account)
    account.once(2)
    assert account.picture() == sample.picture()


def test_mail_of_a_new_address_of_the_owner_counts(sample: Account, tmp_path: Path) -> None:
    """However much it is, it is worked through in steps as new mail is."""
    config = sample.copy(tmp_path / "a").config()
    owner, alias = config.owner.as_owner(), "hanne.dekker@bibliotheek-haarzuilen.example"
    with open_store(config.store.url, owner) as store:
        ((mails,),) = execute(
            store.database,
            "SELECT count(DISTINCT m.id) FROM message m LEFT JOIN recipient r "
            "ON r.message_id = m.id JOIN address a ON a.id IN (m.sender_id, r.address_id) "
            "WHERE a.email = ?",
            (alias,),
        )
        assert mails > 1
        assert store.inference.infer_pending((*owner.addresses, alias), owner.name) == mails
        assert store.inference.infer_pending((*owner.addresses, alias), owner.name) == 0


def test_threads_do_not_depend_on_the_order_of_arrival(account: Account, tmp_path: Path) -> None:
    chain = [letter(1, ANN, NORA, subject="Start", days_ago=9)]
    for number in range(2, 8):
        sender, to = (NORA, ANN) if number % 2 == 0 else (ANN, NORA)
        refs = f"References: <{number - 1}@letters.example>\r\n"
        chain.append(
            letter(number, sender, to, subject="Re: Start", days_ago=9 - number, more=refs)
        )
    pictures = []
    for order in (chain, chain[::-1], chain[::2] + chain[1::2]):
        folder = tmp_path / str(len(pictures))
        folder.mkdir()
        one = Account(account.server, account.server.user().user, folder)
        for number, mail in enumerate(order):
            one.put("INBOX" if mail.startswith(b"From: Ann") else "Sent", mail)
            if number % 2:
                one.once(number)
        one.once(20)
        pictures.append(one.picture("places", "drafts"))
    assert pictures[0] == pictures[1] == pictures[2]
    assert len(pictures[0]["threads"]) == 1


def test_a_touch_stays_in_the_thread_of_its_mail(account: Account) -> None:
    """Two threads whose touches are known become one by a mail that answers both."""
    talk(account, ANN)
    account.once(1)
    before = set(account.sql("SELECT thread_id FROM touch"))
    both = "References: <1@letters.example> <2@letters.example>\r\n"
    account.put("INBOX", letter(3, ANN, NORA, subject="Re: Out 0", more=both, days_ago=1))
    account.once(2)
    after = set(account.sql("SELECT thread_id FROM touch"))
    assert len(before) == 2 and len(after) == 1
    assert after == set(account.sql("SELECT thread_id FROM message"))


def test_an_older_store_learns_the_threads_of_its_touches(account: Account) -> None:
    talk(account, ANN)
    account.once(1)
    known = account.sql("SELECT id, thread_id FROM touch ORDER BY id")
    for sql in (
        "DROP INDEX touch_address_id_at_direction_thread_id",
        "ALTER TABLE touch DROP COLUMN thread_id",
        "CREATE INDEX touch_address_id_at ON touch (address_id, at)",
        "DELETE FROM schema_migration WHERE name LIKE '0019%'",
    ):
        account.sql(sql)
    account.once(2)
    assert account.sql("SELECT id, thread_id FROM touch ORDER BY id") == known
    assert None not in {thread for _, thread in known}


def test_a_message_that_answers_itself_and_a_ring(account: Account) -> None:
    more = "References: <{0}@letters.example>\r\nIn-Reply-To: <{0}@letters.example>\r\n".format
    account.put("INBOX", letter(1, ANN, NORA, more=more(1)))
    account.put("INBOX", letter(2, ANN, NORA, subject="a", more=more(3), days_ago=3))
    account.put("INBOX", letter(3, ANN, NORA, subject="b", more=more(2), days_ago=2))
    account.once()
    assert len(account.picture()["threads"]) == 2
