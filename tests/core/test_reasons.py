"""Each reason to reach out: when it speaks, and all the cases in which it is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from daemon.core.appointments import MissedAppointment, MissedRow
from daemon.core.model import Circle, Evidence, Fact, Gap, Owner, Person, Relationship, Suggestion
from daemon.core.plan import plan_contacts
from daemon.core.promises import Promise, PromiseState
from daemon.core.reasons import all_reasons
from daemon.core.standing import Standing

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
OWNER = Owner("Ada Lovell", ("ada@acme.example",), country="GB")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def mail(days: float, quote: str = "Please file it.") -> Evidence:
    return Evidence("they wrote", ago(days), "m7", "7@net", quote)


def known(standing: Standing | None, **changes: object) -> Relationship:
    """Ann, close, last written to 40 days ago, who wrote 38 days ago."""
    person = Person(
        "p1", "Ann Lee", ("ann@orb.example",), Circle.CLOSE, first_seen=ago(700),
        last_touch=ago(10), touches_out=20, touches_in=20,
    )  # fmt: skip
    base = Relationship(
        person, last_out=ago(40), last_in=ago(38), last_subject="Dates", standing=standing
    )
    return replace(base, **changes)


def promise(due_ago: int = 3, **changes: object) -> Promise:
    due = (NOW - timedelta(days=due_ago)).date()
    base = Promise(
        "promise:m5:0", "owner", "p1", "send you the checklist", "send", PromiseState.DUE, due, due,
        ago(due_ago + 4), "m5", "5@net", "I'll send you the checklist by Friday.",
    )  # fmt: skip
    return replace(base, **changes)


def missed(days: float = 3, who: str = "person", kind: str = "missed_call") -> MissedRow:
    return MissedRow((MissedAppointment(ago(days), "ann@orb.example", who, "", 7, kind),))  # type: ignore[arg-type]


def fact(kind: str, value: str, days: float, quote: str = "") -> Fact:
    return Fact(kind, value, ago(days), "m9" if quote else "", "9@net" if quote else "", quote)


def new(days: float, **changes: object) -> Relationship:
    """Ann, met on the first of so many days."""
    standing = Standing(met=Evidence("you met", ago(days)))
    base = known(standing, last_out=ago(days), last_in=ago(days))
    person = replace(base.person, first_seen=ago(days), touches_out=1, touches_in=1)
    return replace(base, person=person, **changes)


def facts(*told: Fact) -> Standing:
    return Standing(facts=told)


WORD = "fact_word"
TALK = "I'm speaking at PyCon Lyon on Friday."
SPEAKS: dict[str, tuple[Relationship, str, str]] = {
    "a promise that is due": (known(Standing(promises=(promise(),))), "promise_due", ""),
    "a promise of today": (known(Standing(promises=(promise(0),))), "promise_due", ""),
    "a task without a word": (known(Standing(task=mail(8))), "they_asked", ""),
    "a kindness without thanks": (known(Standing(kindness=mail(5))), "thanks_owed", ""),
    "a call that they missed": (known(Standing(missed=missed())), "missed_appointment", "person"),
    "a birthday today": (known(facts(fact("birthday", "1980-03-04", 300))), WORD, "birthday"),
    "a birthday without a year": (known(facts(fact("birthday", "03-04", 9))), WORD, "birthday"),
    "a new job": (known(facts(fact("new_job", "CFO", 5, "I am the new CFO."))), WORD, "new_job"),
    "a birth": (
        known(facts(fact("family", "x", 3, "Our daughter was born on Monday."))), WORD, "family"),
    "a talk that is over": (known(facts(fact("event", "speaking", 8, TALK))), WORD, "event"),
    "a move some weeks ago": (
        known(facts(fact("event", "moving to Rome", 25, "We are moving to Rome."))),
        WORD, "event_going"),
    "somebody new: ask": (new(6), "new_acquaintance", "ask"),
    "somebody new: offer": (new(15), "new_acquaintance", "offer"),
    "somebody new: follow through": (new(30), "new_acquaintance", "follow"),
    "an ask, and nothing given since": (
        known(Standing(last_asked=mail(40), last_given=mail(90)), last_out=ago(30)),
        "no_deposit_lately", ""),
}  # fmt: skip


def found(who: Relationship, now: datetime = NOW) -> Suggestion | None:
    return next(iter(plan_contacts([who], OWNER, now)), None)


@pytest.mark.parametrize("name", SPEAKS)
def test_speaks_of(name: str) -> None:
    who, kind, aspect = SPEAKS[name]
    one = found(who)
    assert one is not None
    assert (one.kind, one.aspect) == (kind, aspect)
    assert one.address == "ann@orb.example" and one.evidence and one.act and one.reason
    assert one.expires_at is not None and one.expires_at > NOW and 0 < one.score < 100


@pytest.mark.parametrize("name", SPEAKS)
def test_an_occasion_keeps_its_name(name: str) -> None:
    """So that it gives one draft only, also when the store was made anew and numbers changed."""
    who, _, _ = SPEAKS[name]
    one, later = found(who), found(who, NOW + timedelta(hours=5))
    assert one and later and one.occasion == later.occasion
    assert "m5" not in one.occasion and "m7" not in one.occasion


@pytest.mark.parametrize("name", SPEAKS)
def test_says_nothing_any_more(name: str) -> None:
    who, kind, _ = SPEAKS[name]
    one = found(who)
    assert one is not None and one.expires_at is not None
    over = found(who, one.expires_at + timedelta(minutes=1))
    assert over is None or over.occasion != one.occasion, "it is over"
    assert found(replace(who, last_out=NOW - timedelta(minutes=1))) is None, "they were written to"
    assert found(replace(who, draft_open=True)) is None
    assert found(replace(who, turned_down=((kind, NOW + timedelta(days=1)),))) is None
    rests = found(replace(who, drafted=(("check_in", ago(2)),)))
    assert (rests is not None) == (kind == "promise_due"), "only what is owed comes so soon again"
    stranger = replace(who, person=replace(who.person, touches_out=0, touches_in=0))
    assert kind == "promise_due" or found(stranger) is None


GAP = Gap(
    "g1", "p1", "Ann Lee", "ann@orb.example", "owner", "Dates", ago(1), 1.0, 2.0, "1@net", "m1",
    "t1", "they asked you",
)  # fmt: skip
SILENT: dict[str, Relationship] = {
    "a promise that hangs on something": known(
        Standing(promises=(promise(quote="I'll let you know if he has any questions."),))),
    "a task that is rather a plan": known(Standing(task=mail(8, "Let's talk next week."))),
    "a promise kept in words after its day": known(
        Standing(promises=(promise(),)), last_out=ago(1)),
    "a task of yesterday": known(Standing(task=mail(1))),
    "a task of long ago": known(Standing(task=mail(31))),
    "a task, and they wrote again": known(Standing(task=mail(8)), last_in=ago(2)),
    "a task of somebody hardly known": replace(
        known(Standing(task=mail(8))), person=replace(known(None).person, circle=Circle.WIDE)),
    "a task, and an open question": known(Standing(task=mail(8)), gaps=(GAP,)),
    "a kindness of yesterday": known(Standing(kindness=mail(1))),
    "a kindness of last month": known(Standing(kindness=mail(25))),
    "a call missed today": known(Standing(missed=missed(0.2))),
    "a call missed long ago": known(Standing(missed=missed(30))),
    "a call missed, and a word since": known(
        Standing(missed=replace(missed(), word_since=ago(1)))),
    "a call that nobody answered": known(Standing(missed=missed(3, "", "unanswered_call"))),
    "a birthday tomorrow": known(facts(fact("birthday", "1980-03-05", 300))),
    "a birthday that nobody can read": known(facts(fact("birthday", "13-45", 300))),
    "no birthday at all": known(facts(fact("birthday", "soon", 300))),
    "a new job of two months ago": known(facts(fact("new_job", "CFO", 50, "I am the new CFO."))),
    "a death": known(facts(fact("family", "x", 3, "My mother passed away."))),
    "a birth in the hospital's care": known(
        facts(fact("family", "x", 3, "Our son was born, he is still in the hospital."))),
    "a relative who is only named": known(facts(fact("family", "x", 3, "My wife Ann says hello."))),
    "a divorce": known(facts(fact("event", "divorced", 30, "We have just got divorced."))),
    "sick leave": known(facts(fact("event", "x", 25, "I am on sick leave until May."))),
    "a talk that is to come": known(
        facts(fact("event", "speaking", 2, "I'm speaking at PyCon Lyon on Friday."))),
    "a talk, and they were written to since": known(
        facts(fact("event", "speaking", 8, TALK)), last_out=ago(2)),
    "somebody met yesterday": new(1),
    "somebody met long ago": new(60),
    "somebody new who was written to in these days": new(16, last_out=ago(2)),
    "an ask of this week": known(Standing(last_asked=mail(5)), last_out=ago(30)),
    "an ask, and something given since": known(
        Standing(last_asked=mail(40), last_given=mail(30)), last_out=ago(30)),
    "nothing at all": known(None),
    "an empty standing": known(Standing()),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_is_silent_about(name: str) -> None:
    assert found(SILENT[name]) is None


def test_a_colleague_is_no_new_acquaintance() -> None:
    colleague = new(6)
    person = replace(colleague.person, addresses=("ann@acme.example",))
    assert found(replace(colleague, person=person)) is None


def test_a_birthday_on_a_day_off_is_wished_on_the_working_day_before() -> None:
    who = known(facts(fact("birthday", "1980-03-08", 300)))  # a Sunday
    days = [day for day in range(10) if found(who, NOW + timedelta(days=day))]
    assert [date(2026, 3, 4 + day) for day in days] == [
        date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)]  # fmt: skip


def test_of_several_reasons_what_is_owed_comes_first() -> None:
    standing = Standing(promises=(promise(),), task=mail(8), kindness=mail(5), missed=missed())
    one = found(known(standing))
    assert one is not None and one.kind == "promise_due"


@pytest.mark.parametrize(
    ("what", "detail"),
    [
        ("send you the checklist", "send you the checklist"),
        ("look", ""),
        ("The checklist for you", ""),
        ("say “yes” to it", ""),
        ("send you the list of all that was said, and then …", ""),
        ("x " * 60, ""),
    ],
)
def test_only_what_fits_into_a_sentence_is_repeated(what: str, detail: str) -> None:
    one = found(known(Standing(promises=(promise(what=what),))))
    assert one is not None and one.detail == detail and one.question


def test_every_reason_is_met_here_or_in_the_plan() -> None:
    tested = {kind for _, kind, _ in SPEAKS.values()} | {"check_in", "reply_owed"}
    rest = {reason.kind for reason in all_reasons()} - tested - {"article"}  # test_articles.py
    assert all(kind.startswith("intro") for kind in rest), "introductions have tests of their own"
