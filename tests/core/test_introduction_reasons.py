"""What introductions came to, and what the owner might write because of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.introductions import (
    OWNER,
    Asked,
    Asking,
    AskingState,
    HeldMeeting,
    Introduction,
    IntroductionState,
    LaterMail,
    Party,
    PresentingMail,
    infer_introductions,
    resolve_people,
)
from daemon.core.model import Owner, Person, Relationship, Suggestion
from daemon.core.pairs import Pair
from daemon.core.reasons import (
    introduction_follow_up,
    introduction_outcome,
    introduction_received,
    introduction_to_make,
)

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
ADA = Party("ada@o.example", "Ada Lovell", OWNER)
ANN = Party("ann@a.example", "Ann Lee", "p1")
BOB = Party("bob@b.example", "Bob Ray", "p2")
TOM = Party("tom@t.example", "Tom Reed")
LEA = Party("lea@l.example", "Lea Fox", "p4")
OWNS = Owner("Ada Lovell", ("ada@o.example",))


def mail(sender: Party, to: tuple[Party, ...], cc: tuple[Party, ...] = (), names: str = "",
         number: int = 1) -> PresentingMail:  # fmt: skip
    said = tuple(filter(None, names.split(", ")))
    return PresentingMail(f"m{number}", "i@x", "t1", AT, sender, to, cc, "Hello", "meet", said)


def later(sender: Party, to: tuple[Party, ...], days: int = 1, *, thread: str = "t1",
          met: str = "", names: tuple[str, ...] = ()) -> LaterMail:  # fmt: skip
    at = AT + timedelta(days=days)
    return LaterMail(f"m{90 + days}", "l@x", thread, at, sender, to, met, names)


WHO = [
    ("made", mail(ADA, (ANN, BOB), names="Ann, Bob"), "made", "p1 p2"),
    ("one is copied", mail(ADA, (ANN,), (BOB,), "Bob"), "made", "p1 p2"),
    ("three", mail(ADA, (ANN, BOB, LEA), names="Ann, Bob, Lea"), "made", "p1 p2 p4"),
    ("two of three are named", mail(ADA, (ANN, BOB), (LEA,), "Ann, Bob"), "made", "p1 p2"),
    ("received", mail(ANN, (ADA, TOM), names="Ada, Tom"), "received", "owner tom@t.example"),
    ("between", mail(ANN, (BOB, LEA), (ADA,), "Bob, Lea"), "between", "p2 p4"),
    ("who is spoken of does not read it", mail(ANN, (ADA, TOM), names="Zoe"), "", ""),
    ("two names at one address", mail(ADA, (ANN, Party(ANN.address, "Al Lee", "p1"))), "", ""),
    ("the same name twice",
     mail(ADA, (ANN, Party("ann@z.example", "Ann Lee", "p9")), names="Ann"), "made", "p1 p9"),
    ("to the owner alone", mail(ANN, (ADA,), names="Tom"), "", ""),
    ("a stranger asks", mail(TOM, (ADA,), names="Ann"), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("what", "presenting", "side", "people"), WHO, ids=[w[0] for w in WHO])
def test_who_is_introduced(what: str, presenting: PresentingMail, side: str, people: str) -> None:
    found = resolve_people(presenting)
    if not side:
        assert found is None
    else:
        assert found is not None and found[0] == side
        assert [one.key for one in found[1]] == people.split()


STATES = [
    ([], [], 3, "fresh"),
    ([], [], 20, "silent"),
    ([later(BOB, (ANN, ADA))], [], 20, "one_answered"),
    ([later(BOB, (ANN, ADA)), later(ANN, (BOB,), 2)], [], 20, "both_answered"),
    ([later(BOB, (ADA,), thread="t7")], [], 20, "silent"),
    ([later(BOB, (ADA,), 9, thread="t7", met="Ann and I met", names=("Ann",))], [], 20, "met"),
    ([later(BOB, (ADA,), 9, thread="t7", met="I met Zoe", names=("Zoe",))], [], 20, "silent"),
    ([], [HeldMeeting(AT + timedelta(days=5), (ANN, BOB), "m80")], 20, "met"),
    ([], [HeldMeeting(AT + timedelta(days=5), (ANN, LEA), "m80")], 20, "silent"),
    ([later(BOB, (ANN,), 300)], [], 400, "silent"),
]  # fmt: skip


@pytest.mark.parametrize(("mails", "meetings", "days", "state"), STATES)
def test_what_became_of_it(
    mails: list[LaterMail], meetings: list[HeldMeeting], days: int, state: str
) -> None:
    now = AT + timedelta(days=days)
    (found,) = infer_introductions([mail(ADA, (ANN, BOB))], mails, meetings, now)
    assert found.state.value == state and found.evidence[0].message_ref == "m1"


def test_a_mail_counts_once_and_not_before_it_is_there() -> None:
    twice = [mail(ADA, (ANN, BOB)), mail(ADA, (ANN, BOB), number=2)]
    assert len(infer_introductions(twice, [], [], AT + timedelta(days=1))) == 1
    assert infer_introductions(twice, [], [], AT - timedelta(days=1)) == ()


def person(party: Party) -> Person:
    return Person(party.ref, party.name, (party.address,), touches_out=3, touches_in=3)


def received(*mails: LaterMail, days: int = 3) -> tuple[Introduction, ...]:
    return infer_introductions([mail(ANN, (ADA, TOM))], mails, [], AT + timedelta(days=days))


def test_a_received_one_is_answered_fast_with_the_introducer_in_bcc() -> None:
    now = AT + timedelta(days=3)
    found = introduction_received.suggest(
        Relationship(person(ANN), introductions=received()), OWNS, now
    )
    assert isinstance(found, Suggestion) and found.kind == "introduction_received"
    assert [one.email for one in found.writes_to] == [TOM.address]
    assert [one.email for one in found.bcc] == [ANN.address]
    assert (found.reply_to, found.detail, found.score) == ("m1", "Ann", 99.0)
    wrote = received(later(TOM, (ADA,), 2))
    found = introduction_received.suggest(Relationship(person(ANN), introductions=wrote), OWNS, now)
    assert found is not None and found.reply_to == "m92"


@pytest.mark.parametrize(
    "relationship",
    [
        Relationship(person(ANN), introductions=received(later(ADA, (TOM,), 2))),
        Relationship(person(BOB), introductions=received()),
        Relationship(Person("p1", "Ann", (ANN.address,), touches_in=2), introductions=received()),
    ],
    ids=["answered", "somebody else", "a stranger introduces"],
)
def test_no_answer_is_due(relationship: Relationship) -> None:
    assert introduction_received.suggest(relationship, OWNS, AT + timedelta(days=3)) is None


def test_the_introducer_hears_what_came_of_it_once() -> None:
    both = (later(TOM, (ADA,), 2), later(ADA, (TOM,), 3))
    now = AT + timedelta(days=20)
    related = Relationship(person(ANN), introductions=received(*both, days=20))
    found = introduction_outcome.suggest(related, OWNS, now)
    assert found is not None and found.kind == "introduction_outcome"
    assert found.detail == "Tom Reed" and found.aspect == "wrote"
    told = received(*both, later(ADA, (ANN,), 9), days=20)
    assert (
        introduction_outcome.suggest(Relationship(person(ANN), introductions=told), OWNS, now)
        is None
    )
    early = Relationship(person(ANN), introductions=received(*both))
    assert introduction_outcome.suggest(early, OWNS, AT + timedelta(days=4)) is None


def test_two_weeks_later_a_light_word_to_both_where_nothing_was_seen() -> None:
    def after(days: int, *mails: LaterMail, who: Party = ANN) -> Suggestion | None:
        now = AT + timedelta(days=days)
        made = infer_introductions([mail(ADA, (ANN, BOB))], mails, [], now)
        related = Relationship(person(who), introductions=made)
        return introduction_follow_up.suggest(related, OWNS, now)

    found = after(15)
    assert found is not None and found.kind == "introduction_follow_up"
    assert [one.email for one in found.writes_to] == [ANN.address, BOB.address]
    assert after(10) is None and after(90) is None
    assert after(15, later(BOB, (ANN,))) is None  # no view says who has not answered
    assert after(15, who=BOB) is None  # one draft, not two


def test_both_have_said_yes_or_one_no() -> None:
    def asked(*answers: str) -> Asking:
        one, two = Asked(ANN, answers[0], AT), Asked(BOB, answers[1], AT)  # type: ignore[arg-type]
        return Asking(one, two, ("p1", "p2"), other=person(BOB))

    states = {
        ("agreed", "agreed"): AskingState.AGREED,
        ("agreed", "declined"): AskingState.DECLINED,
        ("agreed", "waiting"): AskingState.WAITING,
        ("not_sent", "agreed"): AskingState.WAITING,
    }
    for answers, state in states.items():
        asking = asked(*answers)
        assert asking.state is state
        found = introduction_to_make.suggest(Relationship(person(ANN), asking=asking), OWNS, AT)
        assert (found is not None) is (state is AskingState.AGREED)
    alone = Asking(Asked(ANN, "agreed", AT), None, ("p1", "p2"))
    assert alone.state is AskingState.WAITING


def test_a_pair_becomes_one_draft_with_its_reason() -> None:
    pair = Pair(person(ANN), person(BOB), "Ann needs a plumber, and Bob is one.", 0.9)
    found = introduction_to_make.suggest(Relationship(person(ANN), pair=pair), OWNS, AT)
    assert found is not None and found.kind == "introduction" and found.other is not None
    assert found.detail == pair.reason and found.occasion == "introduction"
    assert introduction_to_make.suggest(Relationship(person(BOB), pair=pair), OWNS, AT) is None


def test_a_state_is_one_of_the_words() -> None:
    assert [one.value for one in IntroductionState][-1] == "met"


def test_nobody_is_introduced_by_an_address_alone() -> None:
    nameless = person(Party("office7@b.example", "office7@b.example", "p2"))
    pair = Pair(person(ANN), nameless, "Ann needs a plumber, and they are one.", 0.9)
    assert introduction_to_make.suggest(Relationship(person(ANN), pair=pair), OWNS, AT) is None
