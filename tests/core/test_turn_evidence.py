"""What tells whose turn it is beside the asks: names in sentences, what is to be given back, marks,
the order of answers, mail in other threads, reactions; and from when on a silence is unusual.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from spent import assert_no_square

from daemon.core.detectors import addressed, closers, wanted
from daemon.core.elsewhere import PairMail, answered_elsewhere
from daemon.core.expectation import expected_days
from daemon.core.model import Direction, MessageKind, Owner, ReadMessage, ThreadMessage, Turn
from daemon.core.replies import in_order, is_between, last_run, whose_turn
from daemon.core.worktime import DAY, is_working_day, working_days_between
from tests.core.usual_of import reply_habits_of

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
KIM = Owner("Kim Holt", ("kim@example.org",), country="DE")
NAMES = frozenset({"kim", "holt"})
OWNER, ANN, BOB, LIST = 0, 1, 2, -9
ASK, PLAIN = frozenset({"ask"}), frozenset[str]()


def said(text: str, outgoing: bool = False) -> ReadMessage:
    return ReadMessage("", text, outgoing, owner_names=NAMES, recipients=3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim, can you forward it to Bob?", True),
        ("So Kim, could you check?", True),
        ("Phil...Kim any thoughts on the matter???", True),
        ("Bob and Kim: any news?", True),
        ("What do you think, Kim?", True),
        ("@Kim can you look?", True),
        ("Bob, can you forward it to Kim?", False),
        ("Kim will be late, let me know if that is fine.", False),
        ("Kim Holt knows, can you ask her?", False),
        ("Kim, please file it.", False),
        ("Mail kim@holt.example, can you?", False),
    ],
)
def test_who_is_asked_by_name(text: str, expected: bool) -> None:
    found = addressed.detect(said(text))
    assert [one.kind for one in found] == (["asked_owner"] if expected else [])
    assert addressed.detect(said(text, outgoing=True)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please provide prices for the following volumes.", True),
        ("Also, can I have a summary of it?", True),
        ("Please have the package for me by noon.", True),
        ("Please review the second page.", True),
        ("I really need a copy of the lease.", True),
        ("Merci de nous transmettre le dossier.", True),
        ("Bitte die Unterlagen bis Freitag zusenden.", True),
        ("Please file it with the others.", False),
        ("Please provide them with a copy.", False),
        ("Please review it with the team.", False),
        ("Please let me know if you need a copy.", False),
        ("I need a new job.", False),
    ],
)
def test_what_is_to_be_given_back(text: str, expected: bool) -> None:
    assert [one.kind for one in wanted.detect(said(text))] == (["wants_back"] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Liked “Can you send it by ten?”", True),
        ("👍 Ann Weber (ann@example.org) reacted to your message", True),
        ("Ann Weber reacted via Gmail", True),
        ("Ann Weber hat auf Ihre Nachricht reagiert: 👍", True),
        ("How have the others reacted to your message?", False),
        ("They reacted to your proposal at once.", False),
    ],
)
def test_a_reaction_closes(text: str, expected: bool) -> None:
    assert bool(closers.detect(said(text))) is expected


def mail(
    number: int, hours: float, sender: int, to: tuple[int, ...], found: frozenset[str] = PLAIN
) -> ThreadMessage:
    at = MONDAY + timedelta(hours=hours)
    return ThreadMessage(number, at, sender, to, recipients=len(to), findings=found)


IN_ASK = mail(1, 0, ANN, (OWNER,), ASK)
OUT_ASK = mail(1, 0, OWNER, (ANN,), ASK)


def waits(*messages: ThreadMessage) -> str:
    turn = whose_turn(messages)
    return "" if turn is None else turn.waiting_on


def test_a_copy_counts_where_a_sentence_names_the_owner() -> None:
    copy = replace(IN_ASK, to=(BOB,), cc=(OWNER,))
    assert waits(copy) == ""
    assert waits(replace(copy, findings=ASK | {"asked_owner"})) == "owner"
    assert is_between(copy) and not is_between(replace(copy, recipients=9))


def test_what_is_to_be_given_back_is_asked() -> None:
    assert waits(replace(IN_ASK, findings=frozenset({"task"}))) == ""
    assert waits(replace(IN_ASK, findings=frozenset({"task", "wants_back"}))) == "owner"


def test_marks_of_the_owner() -> None:
    assert waits(replace(IN_ASK, answered=True)) == ""
    assert waits(replace(IN_ASK, findings=PLAIN, flagged=True)) == "owner"
    assert waits(replace(IN_ASK, findings=PLAIN, flagged=True, answered=True)) == ""
    assert waits(replace(OUT_ASK, findings=PLAIN, flagged=True)) == ""
    turn = whose_turn([replace(IN_ASK, begun=True)])
    assert turn is not None and turn.begun


def test_no_answer_stands_before_what_it_answers() -> None:
    early = replace(mail(2, -5, OWNER, (ANN,)), parent=1)
    assert waits(IN_ASK, replace(early, parent=0)) == "owner"
    assert waits(IN_ASK, early) == ""


def test_headers_that_contradict_themselves_are_ignored() -> None:
    circle = [replace(IN_ASK, parent=2), replace(mail(2, 1, OWNER, (ANN,)), parent=1)]
    assert sorted(one.id for one in in_order(circle)) == [1, 2]
    assert waits(replace(IN_ASK, parent=1)) == "owner"
    assert waits(replace(IN_ASK, parent=77)) == "owner"


def test_the_owner_who_writes_again_later_was_answered() -> None:
    again = replace(mail(2, 1, OWNER, (ANN,)), parent=1)
    assert waits(OUT_ASK, again) == "person"
    assert waits(OUT_ASK, replace(mail(2, 30, OWNER, (ANN,)), parent=1)) == ""
    assert waits(IN_ASK, mail(2, 30, ANN, (OWNER,))) == "owner"
    # It answers a mail that is not there: who else would have written it?
    assert waits(OUT_ASK, replace(again, parent=0)) == ""


def test_nobody_waits_by_mail_for_what_was_left_to_a_talk() -> None:
    assert waits(replace(OUT_ASK, findings=ASK | {"by_phone"})) == ""
    assert waits(replace(IN_ASK, findings=ASK | {"by_phone"})) == "owner"
    after = replace(mail(2, 1, OWNER, (ANN,)), parent=1, findings=frozenset({"by_phone"}))
    assert waits(OUT_ASK, after) == ""


@pytest.mark.parametrize("kind", [MessageKind.CALENDAR, MessageKind.LIST_POST])
def test_an_invitation_and_a_word_on_the_list_are_answers(kind: MessageKind) -> None:
    assert waits(IN_ASK, replace(mail(2, 1, OWNER, (ANN,)), kind=kind)) == ""
    assert waits(replace(IN_ASK, kind=kind)) == ""


def test_two_thousand_mails_cost_no_square() -> None:
    thread = [
        replace(mail(n, n, (OWNER, ANN)[n % 2], ((ANN, OWNER)[n % 2],)), parent=n - 1)
        for n in range(1, 8_001)
    ]

    def read(count: int) -> None:
        assert len(last_run(thread[:count])) == 1

    assert_no_square(read, 2_000)


LATER = PairMail(MONDAY + timedelta(hours=3), True, "other")


@pytest.mark.parametrize(
    ("mail", "ended"),
    [
        (LATER, True),
        (replace(LATER, outgoing=False), False),
        (replace(LATER, at=MONDAY - timedelta(hours=1)), False),
        (replace(LATER, recipients=4), False),
        (replace(LATER, recipients=40, about="lease"), True),
        (replace(LATER, is_forward=True), True),
        (replace(LATER, is_forward=True, recipients=2), False),
        (replace(LATER, is_forward=True, recipients=2, about="lease"), True),
    ],
)
def test_answered_in_another_thread(mail: PairMail, ended: bool) -> None:
    turn = Turn("owner", ANN, 1, MONDAY, "")
    assert answered_elsewhere(turn, "lease", [mail]) is ended
    other = replace(turn, waiting_on="person")
    assert answered_elsewhere(other, "lease", [replace(mail, outgoing=not mail.outgoing)]) is ended


def test_the_owner_who_answers_what_is_not_there_was_written_to() -> None:
    turn = Turn("person", ANN, 1, MONDAY, "")
    answer = replace(LATER, answers_unseen=True)
    assert answered_elsewhere(turn, "lease", [answer])
    assert not answered_elsewhere(turn, "lease", [LATER])
    assert not answered_elsewhere(turn, "lease", [replace(answer, recipients=2)])
    assert not answered_elsewhere(turn, "lease", [replace(answer, at=MONDAY - timedelta(days=1))])
    other = replace(turn, waiting_on="owner")
    assert not answered_elsewhere(other, "lease", [replace(answer, outgoing=False, recipients=4)])


def test_no_subject_is_no_common_matter() -> None:
    turn = Turn("owner", ANN, 1, MONDAY, "")
    assert not answered_elsewhere(turn, "", [replace(LATER, about="", recipients=9)])


@pytest.mark.parametrize(
    ("usual", "long", "answers", "days"),
    [
        (None, None, 0, 2.0),
        (0.0, None, 3, 1.0),
        (1.0, 9.0, 9, 3.0),
        (1.0, 9.0, 10, 10.0),
        (0.0, 0.0, 40, 1.0),
        (2.0, 3.5, 40, 4.0),
    ],
)
def test_from_when_on_a_silence_is_unusual(
    usual: float | None, long: float | None, answers: int, days: float
) -> None:
    assert expected_days(usual, long, of_owner=True, answers=answers) == days


def test_strangers_are_given_more_time_than_the_owner() -> None:
    assert expected_days(None, of_owner=False) > expected_days(None, of_owner=True)


def test_habits_are_learned_each_way_and_the_wait_begins_with_the_first_word() -> None:
    exchange: list[tuple[int, int, Direction]] = []
    for thread in range(4):
        start = int(MONDAY.timestamp()) + 14 * thread * DAY
        exchange += [
            (thread, start, "in"),
            (thread, start + DAY, "in"),
            (thread, start + 2 * DAY, "out"),
            (thread, start + 3 * DAY, "in"),
        ]
    of_owner, of_person = reply_habits_of(exchange)
    assert of_owner is not None and (of_owner.usual_days, of_owner.answers) == (2.0, 4)
    assert of_person is not None and (of_person.usual_days, of_person.long_days) == (1.0, 1.0)
    assert reply_habits_of(exchange[:8]) == (None, None)


def test_holidays_are_no_working_days() -> None:
    thursday, tuesday = datetime(2026, 4, 2, 12, tzinfo=UTC), datetime(2026, 4, 7, 12, tzinfo=UTC)
    assert working_days_between(thursday, tuesday, KIM) == 1.0, "Good Friday and Easter Monday"
    assert working_days_between(thursday, tuesday, replace(KIM, country="")) == 3.0
    assert working_days_between(thursday, tuesday, replace(KIM, country="zz")) == 3.0
    assert not is_working_day(date(2026, 4, 3), KIM) and is_working_day(date(2026, 4, 2), KIM)
