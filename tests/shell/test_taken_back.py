"""A draft whose reason is gone, and which nobody has touched, is taken back, whatever the reason
was; one that is merely outranked, or that somebody has had in hand, stays.
"""

from __future__ import annotations

import imaplib
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot
from killer import KillingProxy
from mailroom import NOW, PERSONAL, Account, letter

from daemon.cli.app import run
from daemon.core.waiting import ASKED_FOR
from daemon.errors import ConnectionLost

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ANN = "Ann Lee <ann@acme.example>"
BEN = "Ben Roth <ben@orb.example>"
DAY = 1440


def habit(account: Account, until: int = 80, every: int = 14, to: str = ANN) -> None:
    """A year and more of mails in turn, as friends write, until so many days ago."""
    for number, days in enumerate(range(420, until, -every)):
        come = letter(
            1000 + number, ANN, NORA, days_ago=days, subject=f"News {number}", words=PERSONAL
        )
        account.put("INBOX", come)
        gone = letter(
            2000 + number, NORA, to, days_ago=days - 2, subject=f"Words {number}", words=PERSONAL
        )
        account.put("Sent", gone)


def awake(account: Account) -> None:
    """Somebody else, so that the mailbox does not sleep."""
    account.put("INBOX", letter(1, BEN, NORA, days_ago=1, subject="Hm"))
    account.put("Sent", letter(2, NORA, BEN, days_ago=1, subject="Ha"))


def says(
    account: Account, words: str, days: float, subject: str = "The figures", **more: str
) -> None:
    account.put("INBOX", letter(10, ANN, NORA, days_ago=days, subject=subject, words=words, **more))


def said(
    account: Account, words: str, days: float, subject: str = "The figures", **more: str
) -> None:
    account.put("Sent", letter(20, NORA, ANN, days_ago=days, subject=subject, words=words, **more))


def check_in(account: Account) -> None:
    habit(account)


def reply_owed(account: Account) -> None:
    habit(account, 30)
    says(account, "Hi Nora,\n\nCould you send me the figures for May?\n\nAnn", 20)


def promise_due(account: Account) -> None:
    habit(account, 40)
    said(account, "Hi Ann,\n\nI will send you the checklist by Friday.\n\nNora", 18)


def they_asked(account: Account) -> None:
    habit(account, 30)
    says(account, "Hi Nora,\n\nPlease book the room for the meeting.\n\nAnn", 9)


def thanks_owed(account: Account) -> None:
    habit(account, 30)
    said(account, "Hi Ann,\n\nCould you send me the list of venues?\n\nNora", 12)
    says(account, "Hi Nora,\n\nAs promised, here is the list.\n\nAnn", 6, "Re: The figures",
         more="In-Reply-To: <20@letters.example>\r\n")  # fmt: skip


def missed_appointment(account: Account) -> None:
    habit(account, 30)
    says(account, "Hi Nora,\n\nSorry I missed our call this morning.\n\nAnn", 3)


def fact_word(account: Account) -> None:
    habit(account, 10)
    says(account, "Hi Nora,\n\nI have started a new job at Fenwick & Co.\n\nAnn", 3)


def new_acquaintance(account: Account) -> None:
    says(account, "Hi Nora,\n\nIt was great to meet you at the fair in Delft.\n\nAnn", 7)
    said(account, "Hi Ann,\n\nLikewise, it was good to meet you.\n\nNora", 6.8, "Re: The figures",
         more="In-Reply-To: <10@letters.example>\r\n")  # fmt: skip


def no_deposit_lately(account: Account) -> None:
    habit(account, 45, 30)
    said(account, "Hi Ann,\n\nCould you do me a favour and introduce me to Tom Berg?\n\nNora", 40)
    says(account, "Hi Nora,\n\nSure.\n\nAnn", 39, "Re: The figures",
         more="In-Reply-To: <20@letters.example>\r\n")  # fmt: skip


KINDS: dict[str, Callable[[Account], None]] = {
    one.__name__: one
    for one in (check_in, reply_owed, promise_due, they_asked, thanks_owed, missed_appointment,
                fact_word, new_acquaintance, no_deposit_lately)
}  # fmt: skip


#: What the owner or the other does; whose drafts are taken back for it, and whose stay.
ACTS: dict[str, tuple[Callable[[Account], None], frozenset[str]]] = {
    "the owner writes of something else": (
        lambda account: put(account, "Sent", NORA, ANN, "Something else", "How are you?"),
        frozenset(KINDS),
    ),
    "the owner answers from another program": (
        lambda account: put(account, "Sent", NORA, ANN, "Re: The figures",
                            "Here they are, the checklist too: 12, 14.", answers="10"),
        frozenset(KINDS),
    ),
    "they write again": (
        lambda account: put(account, "INBOX", ANN, NORA, "Something else", "All is well here."),
        frozenset(
            ("check_in", "reply_owed", "promise_due", "they_asked", "missed_appointment")
        ),
    ),
    "the owner ignores them": (
        lambda account: call(account, "ignore", "Ann Lee"), frozenset(KINDS)),
    "the owner forgets them": (
        lambda account: call(account, "forget", "Ann Lee", "--yes"), frozenset(KINDS)),
    "the owner lets it go": (lambda account: call(account, "let-go", "d1"), frozenset(KINDS)),
    "the owner snoozes it": (lambda account: call(account, "snooze", "d1"), frozenset(KINDS)),
    "nothing": (lambda account: None, frozenset()),
}  # fmt: skip


def put(account: Account, folder: str, sender: str, to: str, subject: str, words: str,
        *, answers: str = "") -> None:  # fmt: skip
    """A mail of one minute after the draft was placed."""
    more = f"In-Reply-To: <{answers}@letters.example>\r\n" if answers else ""
    mail = letter(30, sender, to, days_ago=-1 / DAY, subject=subject, words=words, more=more)
    account.put(folder, mail, at=NOW + timedelta(minutes=1))


def call(account: Account, *words: str) -> None:
    assert run(("--config", str(account.configure()), "--at", "2026-11-24T10:02", *words)) == 0


def lies_there(account: Account) -> int:
    """How often the draft lies in the folder that was placed first."""
    rows = account.sql("SELECT message_id FROM draft WHERE id = 1")
    return sum((one,) in rows for one in account.placed_ids())


@pytest.fixture(scope="module", params=KINDS)
def waiting(
    request: pytest.FixtureRequest, dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Account]:
    """A mailbox in which one draft of that kind waits."""
    folder = tmp_path_factory.mktemp(request.param)
    account = Account(dovecot, dovecot.user().user, folder)
    KINDS[request.param](account)
    awake(account)
    account.once()
    assert account.sql("SELECT kind, state FROM draft") == [(request.param, "placed")]
    return request.param, account


@pytest.mark.parametrize("act", ACTS)
def test_taken_back(act: str, waiting: tuple[str, Account], tmp_path: Path) -> None:
    kind, drafted = waiting
    account = drafted.copy(tmp_path / "a")
    happens, takes_away = ACTS[act]
    happens(account)
    for minutes in (5, 20):
        account.once(minutes)
    rows = account.sql("SELECT state, note FROM draft WHERE id = 1")
    if kind not in takes_away:
        assert rows == [("placed", "")] and lies_there(account) == 1
        return
    if act == "the owner forgets them":
        assert account.sql("SELECT * FROM draft") == [], "nor is it known that there was one"
        assert account.placed_ids() == []
        return
    if "writes" in act or "answers" in act or act.startswith("they"):
        assert rows[0][1].endswith(" on 24 November 2026"), rows
    assert lies_there(account) == 0
    assert [state for state, _ in rows] == ["expired"]
    assert rows[0][1].startswith("taken back: "), rows


def test_over_at_its_time(waiting: tuple[str, Account], tmp_path: Path) -> None:
    """Whatever else is known: what has an end is taken back then, and not before."""
    kind, drafted = waiting
    account = drafted.copy(tmp_path / "a")
    ((expires,),) = account.sql("SELECT expires_at FROM draft WHERE id = 1")
    minutes = (expires - NOW.timestamp()) / 60
    account.once(minutes - 1)
    assert lies_there(account) == 1 or kind in SOONER
    account.once(minutes + 1)
    ((state, note),) = account.sql("SELECT state, note FROM draft WHERE id = 1")
    assert state == "expired" and note.startswith("taken back: ") and lies_there(account) == 0


#: Their reasons end by what is known then, a little before the time that was set.
SOONER = frozenset(("they_asked",))


@pytest.mark.parametrize("how", ["saved anew", "flagged", "seen as new"])
def test_what_somebody_had_in_hand_stays(
    how: str, waiting: tuple[str, Account], tmp_path: Path
) -> None:
    account = waiting[1].copy(tmp_path / "a")
    program = imaplib.IMAP4(account.server.host, account.server.port)
    program.login(account.user, account.server.password)
    program.select("Drafts")
    if how == "saved anew":
        ((_, raw), *_) = program.fetch("1", "(BODY.PEEK[])")[1]
        program.append("Drafts", r"(\Draft \Seen)", None, raw)
        program.store("1", "+FLAGS", r"(\Deleted)")
        program.expunge()
    elif how == "flagged":
        program.store("1", "+FLAGS", r"(\Flagged)")
    else:
        program.store("1", "-FLAGS", r"(\Seen)")
    program.logout()
    before = account.on_server()
    put(account, "Sent", NORA, ANN, "Re: The figures", "Here they are, the checklist too: 12.",
        answers="10")  # fmt: skip
    for minutes in (5, 20):
        account.once(minutes)
    assert before.items() <= account.on_server().items() and lies_there(account) == 1


@pytest.fixture(scope="module")
def asked(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """A draft of an answer that is owed waits."""
    account = Account(dovecot, dovecot.user().user, tmp_path_factory.mktemp("asked"))
    reply_owed(account)
    account.once()
    assert account.sql("SELECT kind, state FROM draft") == [("reply_owed", "placed")]
    return account


def answer(account: Account) -> None:
    put(account, "Sent", NORA, ANN, "Re: The figures", "Here they are: 12, 14.", answers="10")


def test_what_the_owner_asked_for_stays(asked: Account, tmp_path: Path) -> None:
    account = asked.copy(tmp_path / "a")
    account.sql("UPDATE draft SET reason = ?", ASKED_FOR)
    answer(account)
    account.once(5)
    assert account.sql("SELECT state FROM draft") == [("placed",)] and lies_there(account) == 1


def test_taking_back_removes_nothing_else(asked: Account, tmp_path: Path) -> None:
    """Not even what the owner has marked as deleted in the same folder."""
    account = asked.copy(tmp_path / "a")
    own = b"Subject: mine\r\n\r\nA draft of my own.\r\n"
    account.put("Drafts", own, at=NOW, flags=["\\Draft", "\\Deleted"])
    before = account.on_server()
    answer(account)
    account.once(5)
    left = account.on_server()
    assert {key for key in before if key not in left} == {("Drafts", 1)}
    assert left["Drafts", 2] == before["Drafts", 2]


def test_dead_between_removing_and_writing_it_down(asked: Account, tmp_path: Path) -> None:
    """The note was written before: it was us, and nobody has thrown it away."""
    account = asked.copy(tmp_path / "a")
    account.sql("UPDATE draft SET note = 'taken back: you wrote to them'")
    next((account.server.maildir(account.user, "Drafts") / "cur").iterdir()).unlink()
    for minutes in (5, 20):
        account.once(minutes)
    assert account.sql("SELECT state FROM draft WHERE id = 1") == [("expired",)]


def test_cut_between_marking_and_removing(asked: Account, tmp_path: Path) -> None:
    """The mark is ours, so the next pass goes on; found by the torture's month."""
    account = asked.copy(tmp_path / "a")
    answer(account)
    with KillingProxy(account.server.port, lambda up, down: b" UID EXPUNGE " in up) as proxy:
        with pytest.raises(ConnectionLost):
            account.once(5, port=proxy.port)
        assert proxy.happened.is_set()
    assert lies_there(account) == 1
    account.once(10)
    assert lies_there(account) == 0
    assert account.sql("SELECT state FROM draft WHERE id = 1") == [("expired",)]


def test_a_server_that_cannot_remove_one_mail(asked: Account, tmp_path: Path) -> None:
    """It stays where it is, and what the store says of it stays true."""
    account = asked.copy(tmp_path / "a")
    plain = Dovecot(capability="IMAP4rev1 LITERAL+ SPECIAL-USE").start()
    try:
        source = account.server.mail_root / account.user
        shutil.copytree(source, plain.mail_root / account.user)
        for path in (plain.mail_root, *plain.mail_root.rglob("*")):
            shutil.chown(path, source.stat().st_uid, source.stat().st_gid)
        moved = replace(account, server=plain)
        answer(moved)
        moved.once(5)
        assert moved.sql("SELECT state, note FROM draft") == [("placed", "")]
        assert lies_there(moved) == 1
    finally:
        plain.remove()


def test_a_newer_question_takes_the_place_of_an_older_one(asked: Account, tmp_path: Path) -> None:
    account = asked.copy(tmp_path / "a")
    words = "Hi Nora,\n\nWhich room do you want for the workshop?\n\nAnn"
    put(account, "INBOX", ANN, NORA, "The room", words)
    for day in range(1, 12):
        account.once(day * DAY)
    rows = account.sql("SELECT kind, state FROM draft ORDER BY id")
    assert rows == [("reply_owed", "expired"), ("reply_owed", "placed")]
    assert account.sql("SELECT count(*) FROM gap") == [(2,)], "both are still open"


def test_nothing_is_taken_back_by_days_alone(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=40)
    assert account.once().placed > 5
    for day in range(1, 13):
        account.once(day * DAY)
        now = NOW.timestamp() + 60 * DAY * day
        rows = account.sql("SELECT state, note, expires_at FROM draft")
        over = {note[:30] for _, note, until in rows if until is not None and until <= now}
        assert over <= {"taken back: its time was over "}, day
        states = [state for state, _, until in rows if until is None or now < until]
        assert len(states) > 5 and set(states) == {"placed"}, day


def test_a_friend_of_old_stays_one_while_days_pass(account: Account) -> None:
    """Nearly all that the owner wrote to them alone lies years back; no tie ends by its date."""
    habit(account, to=f"{ANN}, {BEN}")
    for number, days in ((3001, 1458.5), (3002, 1459.5), (3003, 300)):
        old = letter(number, NORA, ANN, days_ago=days, subject="Of old", words=PERSONAL)
        account.put("Sent", old)
    awake(account)
    for day in range(4):
        account.once(day * DAY)
        assert account.sql("SELECT kind, state FROM draft") == [("check_in", "placed")], day


def test_a_reserved_draft_whose_reason_is_gone_is_not_placed(
    asked: Account, tmp_path: Path
) -> None:
    """The server had refused it for days; meanwhile the owner has answered."""
    account = asked.copy(tmp_path / "a")
    next((account.server.maildir(account.user, "Drafts") / "cur").iterdir()).unlink()
    account.sql("UPDATE draft SET state = 'reserved', uid = NULL, placed_at = NULL, "
                "uidnext_before = 2, missing_since = ?", int(NOW.timestamp()))  # fmt: skip
    other = account.copy(tmp_path / "b")
    answer(account)
    assert account.once(5).recovered == {"superseded": 1}
    assert account.placed_ids() == []
    assert account.sql("SELECT state, note FROM draft") == [
        ("expired", "not placed: you wrote to them on 24 November 2026")
    ]
    assert other.once(5).recovered == {"append": 1} and lies_there(other) == 1


def test_what_rested_comes_back_afterwards(asked: Account, tmp_path: Path) -> None:
    account = asked.copy(tmp_path / "a")
    call(account, "snooze", "d1", "--weeks", "1")
    account.once(5)
    assert account.placed_ids() == []
    for minutes in (6 * DAY, 7 * DAY + DAY // 2):
        account.once(minutes)
    rows = account.sql("SELECT state, occasion LIKE '%:later2' FROM draft ORDER BY id")
    assert rows == [("expired", 0), ("placed", 1)]
