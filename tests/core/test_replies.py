"""Whose turn it is: every situation that the rule decides, and those where it must be silent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from spent import assert_no_square

from daemon.core.model import MessageKind, ThreadMessage
from daemon.core.replies import last_run, whose_turn

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
OWNER, ANN, BOB, STRANGER = 0, 1, 2, -7
Findings = frozenset[str] | None
NO_WORDS: Findings = None
ASK, CLOSER, PLAIN = frozenset({"ask"}), frozenset({"closer"}), frozenset[str]()
NAMED = frozenset({"ask", "named_owner"})
OTHER = frozenset({"ask", "named_other"})


def mail(
    sender: int,
    to: tuple[int, ...],
    found: Findings,
    cc: tuple[int, ...] = (),
    kind: MessageKind = MessageKind.PERSONAL,
) -> ThreadMessage:
    """A mail whose number and hour come from its place in the thread."""
    return ThreadMessage(0, MONDAY, sender, to, cc, len(to) + len(cc), kind, found)


def thread(*mails: ThreadMessage) -> list[ThreadMessage]:
    return [
        ThreadMessage(
            number, MONDAY + timedelta(hours=number), one.sender, one.to, one.cc, one.recipients,
            one.kind, one.findings,
        )
        for number, one in enumerate(mails, 1)
    ]  # fmt: skip


IN_ASK = mail(ANN, (OWNER,), ASK)
OUT_ASK = mail(OWNER, (ANN,), ASK)
AWAY = mail(ANN, (OWNER,), NO_WORDS, kind=MessageKind.AUTO_REPLY)
#: A thread → who is waited for, about whom, and since which mail; or None.
CASES: dict[str, tuple[list[ThreadMessage], tuple[str, int, int] | None]] = {
    # To alone
    "they asked": (thread(IN_ASK), ("owner", ANN, 1)),
    "the owner asked": (thread(OUT_ASK), ("person", ANN, 1)),
    "they told": (thread(mail(ANN, (OWNER,), PLAIN)), None),
    "they asked, and the owner answered": (thread(IN_ASK, mail(OWNER, (ANN,), PLAIN)), None),
    "the owner asked, and they answered": (thread(OUT_ASK, mail(ANN, (OWNER,), PLAIN)), None),
    "they asked back": (thread(OUT_ASK, IN_ASK), ("owner", ANN, 2)),
    "the owner asked back": (thread(IN_ASK, OUT_ASK), ("person", ANN, 2)),
    "to two addresses of the owner": (thread(mail(ANN, (OWNER,), ASK)), ("owner", ANN, 1)),
    # a second word of the same side
    "they asked, then added something": (
        thread(IN_ASK, mail(ANN, (OWNER,), PLAIN)), ("owner", ANN, 1)),
    "they asked twice: the later counts": (thread(IN_ASK, IN_ASK), ("owner", ANN, 2)),
    "they answered themselves": (thread(IN_ASK, mail(ANN, (OWNER,), CLOSER)), None),
    "the owner answered themselves": (thread(OUT_ASK, mail(OWNER, (ANN,), CLOSER)), None),
    # closers
    "thanks is no turn": (thread(OUT_ASK, mail(ANN, (OWNER,), CLOSER)), None),
    "thanks with an ask in it is unsure": (thread(mail(ANN, (OWNER,), ASK | CLOSER)), None),
    "the owner closed": (thread(IN_ASK, mail(OWNER, (ANN,), CLOSER)), None),
    # copies and groups
    "the owner is in copy": (thread(mail(ANN, (BOB,), ASK, cc=(OWNER,))), None),
    "the owner is in copy and named": (thread(mail(ANN, (BOB,), NAMED, cc=(OWNER,))), None),
    "to the owner, others in copy": (
        thread(mail(ANN, (OWNER,), ASK, cc=(BOB,))), ("owner", ANN, 1)),
    "to two, nobody named": (thread(mail(ANN, (OWNER, BOB), ASK)), None),
    "to two, the owner named": (thread(mail(ANN, (OWNER, BOB), NAMED)), ("owner", ANN, 1)),
    "to two, the other named": (thread(mail(ANN, (OWNER, BOB), OTHER)), None),
    "to nobody that can be seen (Bcc)": (thread(mail(ANN, (), ASK)), None),
    "the owner asked two": (thread(mail(OWNER, (ANN, BOB), ASK)), None),
    "the owner asked one, with another in copy": (
        thread(mail(OWNER, (ANN,), ASK, cc=(BOB,))), ("person", ANN, 1)),
    "another of the group answered": (
        thread(mail(ANN, (OWNER, BOB), NAMED), mail(BOB, (ANN, OWNER), PLAIN)), None),
    # strangers, notes to oneself
    "a stranger asked": (thread(mail(STRANGER, (OWNER,), ASK)), None),
    "the owner asked a stranger": (thread(mail(OWNER, (STRANGER,), ASK)), None),
    "a note to oneself": (thread(mail(OWNER, (OWNER,), ASK)), None),
    "to a person and to oneself": (thread(mail(OWNER, (ANN, OWNER), ASK)), ("person", ANN, 1)),
    # machines
    "an out-of-office answers nothing": (thread(OUT_ASK, AWAY), ("person", ANN, 1)),
    "the owner's out-of-office answers nothing": (
        thread(IN_ASK, mail(OWNER, (ANN,), NO_WORDS, kind=MessageKind.AUTO_REPLY)),
        ("owner", ANN, 1)),
    "who never got it owes nothing": (
        thread(OUT_ASK, mail(STRANGER, (OWNER,), NO_WORDS, kind=MessageKind.BOUNCE)), None),
    "a bounce ends no wait of theirs": (
        thread(IN_ASK, mail(STRANGER, (OWNER,), NO_WORDS, kind=MessageKind.BOUNCE)),
        ("owner", ANN, 1)),
    "a thread of machines": (thread(AWAY, AWAY), None),
    "an ask in a newsletter": (
        thread(mail(ANN, (OWNER,), ASK, kind=MessageKind.BULK)), None),
    # what was not read
    "unread words claim nothing": (thread(mail(ANN, (OWNER,), NO_WORDS)), None),
    "unread words after an ask claim nothing": (
        thread(IN_ASK, mail(ANN, (OWNER,), NO_WORDS)), None),
    "no mail": ([], None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_whose_turn(name: str) -> None:
    messages, expected = CASES[name]
    for order in (messages, messages[::-1]):
        turn = whose_turn(order)
        assert (turn and (turn.waiting_on, turn.person, turn.message)) == expected
        if turn is not None:
            assert turn.since == MONDAY + timedelta(hours=turn.message)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (IN_ASK, "they asked you, in a mail to you alone"),
        (mail(ANN, (OWNER,), ASK, cc=(OWNER,)), "they asked you, in a mail to you alone"),
        (mail(ANN, (OWNER,), ASK, cc=(BOB,)), "they asked you, with others in copy"),
        (mail(ANN, (OWNER, BOB), NAMED), "they asked you by name"),
        (OUT_ASK, "you asked, and no answer has come"),
    ],
)
def test_the_reason_says_what_is_true(asked: ThreadMessage, why: str) -> None:
    turn = whose_turn(thread(asked))
    assert turn is not None and turn.why == why


def test_equal_times_are_ordered_by_arrival() -> None:
    """Two mails of one second: the one that was stored later is the later one."""
    question, answer = IN_ASK, mail(OWNER, (ANN,), PLAIN)
    same = [
        ThreadMessage(n, MONDAY, one.sender, one.to, findings=one.findings)
        for n, one in enumerate((question, answer), 1)
    ]
    assert whose_turn(same[::-1]) is None


def test_only_the_last_words_of_a_side_are_looked_at() -> None:
    chatter = [IN_ASK, *[mail(ANN, (OWNER,), PLAIN)] * 10]
    assert len(last_run(thread(*chatter))) == 4
    assert whose_turn(thread(*chatter)) is None, "ten mails later it is no open question"


def test_a_thread_of_two_thousand_mails() -> None:
    talk = [OUT_ASK, mail(ANN, (OWNER,), PLAIN)] * 1000
    assert whose_turn(thread(*talk)) is None
    asked = thread(*talk, OUT_ASK)
    turn = whose_turn(asked)
    assert turn is not None and (turn.waiting_on, turn.message) == ("person", 2001)
    assert_no_square(lambda count: whose_turn(asked[-count:]), 500)
