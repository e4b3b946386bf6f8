"""Review from the mail program alone: whatever a program does to a draft while its owner edits,
moves, sends or deletes it, it is known again, and what they meant by it is understood.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import NOW, PERSONAL, Account, letter

from daemon.store import open_store

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"
DAY = 1440


def awake(account: Account) -> None:
    """Somebody else, so that the mailbox does not sleep."""
    ben = "Ben Roth <ben@orb.example>"
    account.put("INBOX", letter(1, ben, NORA, days_ago=1, subject="Hm"))
    account.put("Sent", letter(2, NORA, ben, days_ago=1, subject="Ha"))


@pytest.fixture(scope="module")
def quiet(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """A draft that begins a conversation waits: they have been silent for long."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("quiet"))
    for number, days in enumerate(range(420, 80, -14)):
        come = letter(100 + number, ANN, NORA, days_ago=days, subject="News", words=PERSONAL)
        account.put("INBOX", come)
        gone = letter(200 + number, NORA, ANN, days_ago=days - 2, subject="Words", words=PERSONAL)
        account.put("Sent", gone)
    awake(account)
    account.once()
    assert account.sql("SELECT kind, state FROM draft") == [("check_in", "placed")]
    return account


@pytest.fixture(scope="module")
def asked(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """A draft of an answer that is owed waits."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("asked"))
    words = "Hi Nora,\n\nCould you send me the figures for May?\n\nAnn"
    account.put("Sent", letter(20, NORA, ANN, days_ago=30, subject="Hello"))
    account.put("INBOX", letter(10, ANN, NORA, days_ago=20, subject="The figures", words=words))
    awake(account)
    account.once()
    assert account.sql("SELECT kind, state FROM draft") == [("reply_owed", "placed")]
    return account


class Program:
    """A mail program that thinks little of the Message-IDs of others, as some do."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._number = 0

    def _open(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4(self._account.server.host, self._account.server.port)
        client.login(self._account.user, self._account.server.password)
        client.select("Drafts")
        return client

    def take(self, *, leave: bool = False) -> EmailMessage:
        """The draft, opened for editing; unless it is left, it is gone from the folder then."""
        client = self._open()
        ((_, raw), *_) = client.fetch("1", "(BODY.PEEK[])")[1]
        if not leave:
            client.store("1", "+FLAGS", r"(\Deleted)")
            client.expunge()
        client.logout()
        return message_from_bytes(raw, policy=policy.SMTP)

    def lay(self, folder: str, mail: EmailMessage, flags: str = r"(\Draft \Seen)") -> None:
        client = self._open()
        client.create(folder)
        client.append(folder, flags, None, mail.as_bytes())
        client.logout()

    def written_anew(self, old: EmailMessage, *, html: bool = False, subject: str = "",
                     words: Callable[[str], str] = str) -> EmailMessage:  # fmt: skip
        """The same letter in a message that has nothing of ours but its addresses and words."""
        self._number += 1
        mail = EmailMessage(policy=policy.SMTP)
        for name in ("From", "To", "In-Reply-To", "References"):
            if name in old:
                mail[name] = str(old[name])
        mail["Subject"] = subject or str(old["Subject"])
        mail["Message-ID"] = f"<CAF{self._number}@mail.gmail.example>"
        mail["Date"] = NOW
        text = words(re.sub(r" \n", " ", old.get_content().replace("\r\n", "\n")))
        mail.set_content(text)
        if html:
            mail.add_alternative("".join(f"<div>{one}</div>" for one in text.split("\n")), "html")
        return mail


def state(account: Account) -> tuple[str, str]:
    ((found, note),) = account.sql("SELECT state, note FROM draft WHERE id = 1")
    return str(found), re.sub(r"m\d+", "m", str(note))


def passes(account: Account, *minutes: float) -> None:
    for one in minutes:
        account.once(one)


@pytest.mark.parametrize("html", [False, True])
def test_saved_under_another_message_id_and_sent_under_a_third(
    html: bool, asked: Account, tmp_path: Path
) -> None:
    account = asked.copy(tmp_path / "a")
    program = Program(account)
    first = program.take()
    saved = program.written_anew(first, html=html, words=lambda text: f"{text}\nOne word more.\n")
    program.lay("Drafts", saved)
    before = account.on_server()
    passes(account, 1, 15, 40)
    assert state(account) == ("edited", "") and account.on_server() == before
    program.take()
    sent = program.written_anew(saved if not html else first, subject="Figures, at last")
    program.lay("Sent", sent, r"(\Seen)")
    passes(account, 45)
    assert state(account) == ("sent", "m (the same recipient and thread)")


def test_a_first_mail_that_is_sent_with_another_subject(quiet: Account, tmp_path: Path) -> None:
    """Nothing but the words is left to know it by."""
    account = quiet.copy(tmp_path / "a")
    program = Program(account)
    sent = program.written_anew(program.take(), subject="Long time no see", html=True,
                                words=lambda text: f"{text}\nWarmly!\n")  # fmt: skip
    program.lay("Sent", sent, r"(\Seen)")
    passes(account, 5)
    assert state(account) == ("sent", "m (the same words)")


@pytest.mark.parametrize("whose", ["quiet", "asked"])
def test_a_program_that_sends_a_copy_and_leaves_the_draft(
    whose: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """What was left lying is removed, and counts as sent."""
    account = request.getfixturevalue(whose).copy(tmp_path / "a")
    program = Program(account)
    sent = program.written_anew(program.take(leave=True), subject="Re: a word")
    program.lay("Sent", sent, r"(\Seen)")
    passes(account, 5)
    assert state(account) == ("sent", "m (the same words)") and account.placed_ids() == []


def test_words_of_their_own_are_not_ours(quiet: Account, tmp_path: Path) -> None:
    """Thrown away, and another letter begun to the same person, and one sent."""
    account = quiet.copy(tmp_path / "a")
    program = Program(account)
    old = program.take()
    own = program.written_anew(old, subject="Invoice", words=lambda _: "The invoice is attached.")
    program.lay("Drafts", own)
    program.lay("Sent", own, r"(\Seen)")
    passes(account, 1, 15)
    assert state(account) == ("discarded", "")


def test_kept_in_another_folder_and_sent_from_there(asked: Account, tmp_path: Path) -> None:
    """Moving is not throwing away: it waits there, and is the owner's."""
    account = asked.copy(tmp_path / "a")
    program = Program(account)
    draft = program.take()
    program.lay("Projects", draft)
    before = account.on_server()
    passes(account, 1, 15, 30, 2 * DAY)
    assert state(account) == ("edited", "moved to Projects") and account.on_server() == before
    folder = account.server.maildir(account.user, "Projects") / "cur"
    for file in folder.iterdir():
        file.unlink()
    program.lay("Sent", draft, r"(\Seen)")
    passes(account, 2 * DAY + 5)
    assert state(account) == ("sent", "m (the same Message-ID)")


@pytest.mark.parametrize("emptied", [False, True])
def test_thrown_away(emptied: bool, asked: Account, tmp_path: Path) -> None:
    account = asked.copy(tmp_path / "a")
    program = Program(account)
    program.lay("Trash", program.take())
    passes(account, 1)
    if emptied:
        for file in (account.server.maildir(account.user, "Trash") / "cur").iterdir():
            file.unlink()
    passes(account, 15, 30)
    assert state(account) == ("discarded", "")


def test_later_comes_back_after_a_month_and_never_does_not(quiet: Account, tmp_path: Path) -> None:
    later, never = quiet.copy(tmp_path / "a"), quiet.copy(tmp_path / "b")
    for account, folder in ((later, "Wellkeeper/Later"), (never, "Wellkeeper/Never")):
        program = Program(account)
        program.lay(folder, program.take())
        passes(account, 1, 29 * DAY, 34 * DAY, 35 * DAY, 36 * DAY)
        assert state(account)[0] == "discarded"
    again = later.sql("SELECT kind, state, occasion LIKE '%:later2' FROM draft WHERE id > 1")
    assert again == [("check_in", "placed", 1)]
    assert never.sql("SELECT count(*) FROM draft") == [(1,)]
    ((begun,),) = later.sql("SELECT reserved_at FROM draft WHERE id = 2")
    assert 30 <= (begun - NOW.timestamp()) / 86_400 < 37


def test_thrown_away_again_and_again_rests_longer(quiet: Account, tmp_path: Path) -> None:
    """Two months after the first time, four after the second; from the second time on no word to
    that person but what is owed to them.
    """
    account = quiet.copy(tmp_path / "a")
    Program(account).take()
    passes(account, 1, 15)
    columns = [name for _, name, *_ in account.sql("PRAGMA table_info(draft)") if name != "id"]
    copied = ", ".join("message_id || id" if name == "message_id" else name for name in columns)
    config, rests = account.config(), []
    for _ in range(3):
        with open_store(config.store.url, config.owner.as_owner()) as store:
            ((refused),) = store.snoozes.load_refusals().values()
        closed = NOW + timedelta(minutes=15)
        rests.append({kind: (until - closed).days for kind, until in refused})
        account.sql(f"INSERT INTO draft ({', '.join(columns)}) SELECT {copied} FROM draft "
                    "ORDER BY id DESC LIMIT 1")  # fmt: skip
    assert rests == [{"check_in": 60}, {"*": 120, "check_in": 120}, {"*": 240, "check_in": 240}]
