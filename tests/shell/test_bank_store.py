"""The bank on a real store, read from a real server: whose deposits and withdrawals are whose."""

from __future__ import annotations

from datetime import UTC

from mailroom import NOW, Account, letter

from daemon.core.bank import BankEntry, infer_entries
from daemon.store import Store, open_store

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"
BOB = "Bob Ray <bob@borough.example>"
GIFT = "Congratulations on the new office!"
FAVOUR = "May I ask you a favour?"


def known(account: Account) -> None:
    """Mail each way with both, which makes them people."""
    for number, who in ((1, ANN), (2, BOB)):
        account.put("INBOX", letter(number * 100, who, NORA, subject=f"In {number}", days_ago=90))
        account.put("Sent", letter(number * 100 + 1, NORA, who, subject=f"Out {number}"))


def banks(account: Account) -> dict[str, list[BankEntry]]:
    """What each person's bank holds, by name."""
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        return {name: list(entries) for name, entries in _entries(store).items()}


def _entries(store: Store) -> dict[str, tuple[BankEntry, ...]]:
    histories = store.bank.load_histories(store.network.load_people(), NOW, UTC)
    return {one.person.name: infer_entries(one, NOW) for one in histories}


def whats(account: Account) -> dict[str, list[str]]:
    return {name: [one.what for one in entries] for name, entries in banks(account).items()}


def test_what_the_owner_wrote_is_in_the_bank_of_that_person(account: Account) -> None:
    known(account)
    account.put("Sent", letter(11, NORA, ANN, words=GIFT, days_ago=8))
    account.put("Sent", letter(12, NORA, BOB, words=FAVOUR, days_ago=7, subject="One thing"))
    account.put("INBOX", letter(13, ANN, NORA, words=f"{GIFT} {FAVOUR}", subject="You", days_ago=6))
    account.once()
    assert whats(account) == {"Ann Lee": ["congratulation"], "Bob Ray": ["ask_favour"]}
    (entry,) = banks(account)["Ann Lee"]
    assert (entry.quote, entry.message_id) == (GIFT, "11@letters.example")
    assert (NOW - entry.at).days == 8


def test_mail_to_both_gives_neither_but_an_introduction_gives_both(account: Account) -> None:
    known(account)
    both = f"{ANN}, {BOB}"
    account.put("Sent", letter(21, NORA, both, words=f"{GIFT} {FAVOUR}", subject="All", days_ago=8))
    introduction = "I'd like to introduce you to each other."
    account.put("Sent", letter(22, NORA, both, words=introduction, subject="You two", days_ago=7))
    account.once()
    assert whats(account) == {"Ann Lee": ["introduction"], "Bob Ray": ["introduction"]}


def test_an_answer_is_one_only_in_its_thread(account: Account) -> None:
    known(account)
    ask = letter(31, ANN, NORA, words="Which day suits you?", subject="Day", days_ago=9)
    account.put("INBOX", ask)
    reply = "In-Reply-To: <31@letters.example>\r\nReferences: <31@letters.example>\r\n"
    words = "Monday would suit me, or the Thursday after it."
    account.put(
        "Sent", letter(32, NORA, ANN, words=words, subject="Re: Day", days_ago=8, more=reply)
    )
    account.put("Sent", letter(33, NORA, BOB, words=words, subject="Other", days_ago=8))
    account.once()
    assert whats(account) == {"Ann Lee": ["answer"], "Bob Ray": []}


def test_two_addresses_of_one_person_are_one_bank(account: Account) -> None:
    known(account)
    home = "Ann Lee <ann.lee@uk.acme.example>"
    account.put("INBOX", letter(41, home, NORA, subject="From home", days_ago=80))
    account.put("Sent", letter(42, NORA, f"{ANN}, {home}", words=GIFT, subject="Wow", days_ago=8))
    account.once()
    assert account.sql("SELECT count(*) FROM person") == [(2,)]
    assert whats(account)["Ann Lee"] == ["congratulation"]
