"""From a newsletter to a draft with its link, on a real server and a real store."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from mailroom import NOW, Account, letter

from daemon.store import open_store
from daemon.store.full_text import FullText

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"
LIKES = "All is well. I'm obsessed with old harbour charts these days."
LINK = "https://www.thelongtable.example/old-harbour-charts"
TITLE = "Old harbour charts, read by a pilot"


def issue(number: int, days_ago: float, body: str) -> bytes:
    at = format_datetime(NOW - timedelta(days=days_ago))
    return (
        f"From: The Long Table <letter@longtable.example>\r\nTo: {NORA}\r\n"
        f"Subject: The Long Table {number}\r\n"
        f"Date: {at}\r\nMessage-ID: <{number}@longtable.example>\r\nList-Id: <weekly.longtable>\r\n"
        "List-Unsubscribe: <https://longtable.example/u/17>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>{body}</body></html>\r\n"
    ).encode()


def article(link: str = LINK, title: str = TITLE) -> str:
    return (
        f"<h2><a href='{link}?utm_source=letter&amp;mc_eid=nora'>{title}</a></h2><p>What the "
        "cartographers knew about sandbanks, and the satellites do not.</p>"
        "<p><a href='https://www.thelongtable.example/unsubscribe?u=8'>Unsubscribe</a></p>"
    )


OTHER = article("https://www.thelongtable.example/who-owns-the-queue", "Who owns the queue and why")


def put_friendship(account: Account, words: str = LIKES) -> None:
    """Ann and Nora write to each other, the last time three weeks ago."""
    account.put("INBOX", letter(1, ANN, NORA, days_ago=60, words="Good to meet you in Lyon."))
    account.put("Sent", letter(2, NORA, ANN, days_ago=59, subject="Lyon", words="Likewise."))
    account.put("INBOX", letter(3, ANN, NORA, days_ago=22, subject="Maps", words=words))
    account.put("Sent", letter(4, NORA, ANN, days_ago=21, subject="News", words="So nice to hear."))


def put_newsletters(account: Account) -> None:
    account.put("INBOX", issue(100, 3, article()), issue(99, 10, OTHER))


def drafts(account: Account) -> list[str]:
    path = account.server.maildir(account.user, "Drafts")
    files = [file for name in ("cur", "new") for file in (path / name).glob("*")]
    return [file.read_text("utf-8") for file in sorted(files)]


def test_a_newsletter_becomes_a_draft_for_whom_it_is_for(account: Account) -> None:
    put_friendship(account)
    put_newsletters(account)
    report = account.once()
    assert report.newsletters == 2 and report.placed == 1
    (draft,) = drafts(account)
    assert "To: Ann Lee <ann@acme.example>" in draft
    assert f"\n{TITLE}\n{LINK}\n" in draft.replace("\r\n", "\n")
    assert "mc_eid" not in draft and "unsubscribe" not in draft
    ((evidence, occasion),) = account.sql("SELECT evidence, occasion FROM draft")
    assert "100@longtable.example" in evidence and occasion == f"article:{LINK}"
    # Nothing is read twice, nothing is said twice.
    again = account.once(minutes=5)
    assert again.newsletters == 0 and again.placed == 0 and len(drafts(account)) == 1


def test_the_draft_stays_until_the_owner_has_sent_the_link(account: Account) -> None:
    put_friendship(account)
    put_newsletters(account)
    account.once()
    account.put("INBOX", issue(101, 0.1, article("https://www.thelongtable.example/2/old-charts")))
    account.once(minutes=60)
    assert len(drafts(account)) == 1
    sent = letter(9, NORA, ANN, days_ago=-0.1, subject="For you", words=f"Look: {LINK}")
    account.put("Sent", sent, at=NOW + timedelta(hours=3))
    assert account.once(minutes=600).placed == 0
    assert drafts(account) == []
    ((state, note),) = account.sql("SELECT state, note FROM draft")
    assert state == "expired" and "you wrote to them" in note


def test_nothing_is_fetched_where_nobody_has_an_interest(account: Account) -> None:
    put_friendship(account, "All is well here.")
    put_newsletters(account)
    report = account.once()
    assert report.newsletters == 0 and report.placed == 0
    assert account.sql("SELECT count(*) FROM newsletter") == [(0,)]


SILENT = {
    "a sender who wrote only once": [issue(100, 3, article())],
    "a letter of last season": [issue(100, 40, article()), issue(99, 50, OTHER)],
    "a link that stands in every letter": [issue(100, 3, article()), issue(99, 10, article())],
    "another subject": [issue(100, 3, OTHER), issue(99, 10, "<p>Nothing.</p>")],
    "only a counter's link": [issue(100, 3, article("https://click.longtable.example/c/1")),
                              issue(99, 10, OTHER)],
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_no_draft_comes_of(name: str, account: Account) -> None:
    put_friendship(account)
    account.put("INBOX", *SILENT[name])
    assert account.once().placed == 0


KNOWN = {
    "they sent it": (ANN, NORA, "INBOX", "Maps again", f"Seen this? {LINK}", 0),
    "the owner sent it": (NORA, ANN, "Sent", "For you", f"Look: {LINK}?utm_medium=social", 0),
    "the owner passed the letter on": (NORA, ANN, "Sent", "Fwd: The Long Table 100", "For you", 0),
    "nobody sent it": (NORA, ANN, "Sent", "For you", "Look: https://www.thelongtable.example/", 1),
}


@pytest.mark.parametrize("name", KNOWN)
def test_nobody_is_sent_what_they_know(name: str, account: Account) -> None:
    sender, to, folder, subject, words, placed = KNOWN[name]
    put_friendship(account)
    account.put("INBOX", issue(100, 20, article()), issue(99, 27, OTHER))
    account.put(folder, letter(5, sender, to, days_ago=19, subject=subject, words=words))
    account.put(
        "Sent", letter(6, NORA, ANN, days_ago=18, subject="Thanks", words="Thank you, and so long.")
    )
    assert account.once().placed == placed


def test_a_letter_that_is_gone_from_the_server_is_not_asked_for_again(account: Account) -> None:
    put_friendship(account, "All is well here.")
    put_newsletters(account)
    account.once()
    for file in account.server.maildir(account.user, "INBOX").glob("cur/*"):
        if b"100@longtable" in file.read_bytes():
            file.unlink()
    config = account.config()
    ((person,),) = account.sql("SELECT id FROM person WHERE name = 'Ann Lee'")
    with open_store(config.store.url, config.owner.as_owner()) as store:
        store.words.record_fact(person, "interest", "old harbour charts", NOW)
    assert account.once(minutes=5).placed == 0
    assert account.once(minutes=10).newsletters == 0
    assert account.sql("SELECT title FROM article") == [("Who owns the queue and why",)]


def test_full_text_weighs_rare_words_even_among_few_texts() -> None:
    index = FullText([("Old harbour charts", "sandbanks"), ("Thresholds", "doors"), ("", "")])
    try:
        ((number, score),) = index.search('title : "chart"')
        assert number == 0 and score > 5
        assert index.search('"qzxqzx"') == [] and index.search('"nothing"') == []
    finally:
        index.close()


def test_forgetting_somebody_takes_their_name_out_of_headlines(account: Account) -> None:
    put_friendship(account)
    account.put("INBOX", issue(100, 3, article(title="Ann Lee on old harbour charts and sand")))
    account.put("INBOX", issue(99, 10, OTHER))
    account.once()
    assert account.sql("SELECT count(*) FROM article") == [(2,)]
    config = account.config()
    ((person,),) = account.sql("SELECT id FROM person WHERE name = 'Ann Lee'")
    with open_store(config.store.url, config.owner.as_owner()) as store:
        store.forgetting.forget(person)
    assert account.sql("SELECT title FROM article") == [("Who owns the queue and why",)]
    assert Path(account.store).read_bytes().count(b"Ann Lee") == 0
