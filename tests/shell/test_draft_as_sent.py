"""The bytes of real drafts, as a mail client finds them on the server: what the issue promises of
them, field by field.
"""

from __future__ import annotations

import imaplib
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import NOW, Account, letter

from daemon.core.flowed import unflow_text
from daemon.core.model import Person, Suggestion
from daemon.jobs.writer import recipients_of
from daemon.store import open_store

ANN = "Ann Lee <ann@acme.example>"
MAIN = "nora@lindqvist.example"
ALIAS = "nora.lindqvist@post.example"
ASK = (
    "Hi Nora,\n\nCould you send me the figures for May? Grüße aus Köln, where it rains "
    "so much that nobody goes out any more unless there is something to be had for it.\n\nAnn"
)


def asks(to: str, more: str = "", days: float = 20) -> bytes:
    return letter(10, ANN, to, days_ago=days, subject="The figures", words=ASK, more=more)


def fetched(account: Account) -> tuple[EmailMessage, bytes, bytes]:
    """The one draft: parsed, its bytes, and what the server says of it."""
    with imaplib.IMAP4(account.server.host, account.server.port) as client:
        client.login(account.user, account.server.password)
        client.select("Drafts", readonly=True)
        ((said, raw), end) = client.fetch("1", "(FLAGS INTERNALDATE BODY.PEEK[])")[1]
    return message_from_bytes(raw, policy=policy.default), raw, said + end


@pytest.fixture(scope="module")
def answered(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """A draft that answers a mail in a thread."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("answered"))
    first = letter(1, "Nora Lindqvist <nora@lindqvist.example>", ANN, days_ago=21,
                   subject="The figures", words="Hi Ann,\n\nAll well?\n\nNora")  # fmt: skip
    account.put("Sent", first)
    thread = "In-Reply-To: <1@letters.example>\r\nReferences: <1@letters.example>\r\n"
    account.put("INBOX", asks("nora@lindqvist.example", thread))
    assert account.once().placed == 1
    return account


def test_an_answer(answered: Account) -> None:
    draft, raw, said = fetched(answered)
    assert draft["From"] == "Nora Lindqvist <nora@lindqvist.example>" and draft["To"] == ANN
    assert draft["In-Reply-To"] == "<10@letters.example>"
    assert draft["References"].split() == ["<1@letters.example>", "<10@letters.example>"]
    assert draft["Subject"] == "Re: The figures"
    assert draft["Date"].datetime == NOW and b'INTERNALDATE "24-Nov-2026 ' in said
    assert re.fullmatch(r"<wk-[0-9a-f]{32}@lindqvist\.example>", draft["Message-ID"])
    assert set(re.search(rb"FLAGS \(([^)]*)\)", said)[1].split()) - {b"\\Recent"} == {  # type: ignore[index]
        b"\\Draft", b"\\Seen",
    }  # fmt: skip
    assert not set(raw.replace(b"\r\n", b"")) & set(b"\r\n"), "every line ends with CRLF"


def test_its_text(answered: Account) -> None:
    draft, _, _ = fetched(answered)
    assert draft.get_content_type() == "text/plain" and not draft.is_multipart()
    assert (draft.get_content_charset(), draft["Content-Type"].params["format"]) == (
        "utf-8", "flowed",
    )  # fmt: skip
    lines = draft.get_content().splitlines()
    assert max(map(len, lines)) <= 78
    text = unflow_text(draft.get_content())
    ours, _, quoted = text.partition("Ann Lee wrote:\n")
    assert ours.startswith("Hi Ann,\n\n") and re.search(r"\nOn 4 November 2026 at [\d:]+, $", ours)
    assert "> Could you send me the figures for May? Grüße aus Köln, where it rains" in quoted
    assert "unless there is something to be had for it." in quoted


def test_the_same_occasion_has_the_same_message_id(answered: Account, tmp_path: Path) -> None:
    """In another store, which has never heard of the first."""
    other = Account(answered.server, answered.server.user().user, tmp_path)
    other.put("INBOX", asks("nora@lindqvist.example"))
    other.put("Sent", letter(1, "nora@lindqvist.example", ANN, days_ago=21))
    other.once()
    assert fetched(other)[0]["Message-ID"] == fetched(answered)[0]["Message-ID"]


#: To which address they wrote, from which the owner did; from which the draft comes.
FROM = {
    "the mail that is answered": (ALIAS, MAIN, ALIAS),
    "the main address where it is among several": (f"{ALIAS}, {MAIN}", ALIAS, MAIN),
}


@pytest.mark.parametrize("name", FROM)
def test_from_the_address_that_they_write_to(name: str, account: Account) -> None:
    to, own, sender = FROM[name]
    account.put("Sent", letter(1, own, ANN, days_ago=29))
    account.put("INBOX", asks(to))
    account.once()
    assert fetched(account)[0]["From"].addresses[0].addr_spec == sender


def test_from_no_address_that_the_owner_never_writes_from(account: Account) -> None:
    """A list, or a box that others read too, and that was inferred to be theirs."""
    account.put("Sent", letter(1, ALIAS, ANN, days_ago=29))
    account.put("INBOX", letter(2, ANN, ALIAS, days_ago=25))
    account.put("INBOX", letter(3, ANN, f"{MAIN}, team@lindqvist.example", days_ago=20))
    account.once()
    account.sql("UPDATE address SET is_owner = 1 WHERE email LIKE 'team@%'")
    account.sql("UPDATE address SET is_owner = 0 WHERE email = ?", MAIN)
    ((person,),) = account.sql("SELECT id FROM person")
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        assert store.own_addresses.find_own_addresses(person) == (ALIAS,)
        assert store.own_addresses.find_own_addresses(person + 1) == ()


def test_each_of_two_is_written_to_where_a_server_takes_it() -> None:
    ann = Person("p1", "Ann Lee", ("ann..lee@acme.example", "ann@acme.example"))
    bob = Person("p2", "Bob Ray", (".ray@orb.example", "bob@orb.example"))
    both = Suggestion("introduction", ann, "", "", "introduction", 0.0, (), other=bob)
    to = [one.email for one in recipients_of(both)]
    assert to == ["ann@acme.example", "bob@orb.example"]
