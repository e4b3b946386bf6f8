"""The relationship bank: what counts as given and asked, how it fades, and when one may ask."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from daemon.core.bank import (
    DEPOSITS,
    WITHDRAWALS,
    BankEntry,
    BankMail,
    History,
    infer_entries,
    weigh_entries,
)
from daemon.core.may_i_ask import MayIAsk, may_i_ask
from daemon.core.model import Circle, Fact, Finding, Gap, Person, Touch
from daemon.core.promise_keeping import Act
from daemon.core.promises import Promise, PromiseState

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
ANN = Person("p1", "Ann Lee", ("ann@example.net",), circle=Circle.REGULAR, touches_in=5)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def out(days: float, *found: tuple[str, str], thread: str = "", **more: int) -> BankMail:
    return _mail("owner", days, found, thread, **more)


def come(days: float, *found: tuple[str, str], thread: str = "", **more: int) -> BankMail:
    return _mail("person", days, found, thread, **more)


def _mail(
    by: str, days: float, found: tuple[tuple[str, str], ...], thread: str, **more: int
) -> BankMail:
    findings = tuple(Finding(kind, f"{kind} {value}", value) for kind, value in found)
    side = "owner" if by == "owner" else "person"
    return BankMail(
        side, days_ago(days), f"m{by[0]}{days:g}", f"{days:g}@example.net", thread, findings, **more
    )


def promised(state: PromiseState, act: Act = "send", kept_days: float = 20) -> Promise:
    kept = state is PromiseState.KEPT
    return Promise(
        "promise:m9:0", "owner", "p1", "send the list", act, state, None, date(2026, 11, 1),
        days_ago(30), "m9", "9@example.net", "I'll send the list.",
        kept_by=f"mo{kept_days:g}" if kept else "", kept_at=days_ago(kept_days) if kept else None,
        kept_how="sent" if kept else "",
    )  # fmt: skip


def gap(*, age: float = 9, begun: bool = False) -> Gap:
    return Gap(
        "g1", "p1", "Ann Lee", "ann@example.net", "owner", "The plan", days_ago(12), age, 2,
        "4@example.net", "m4", "t4", "they asked you", "Could you read it?", begun,
    )  # fmt: skip


def entries(*mails: BankMail, **more: tuple[Promise, ...] | tuple[Touch, ...]) -> list[str]:
    history = replace(History(ANN, mails), **more)
    return [one.what for one in infer_entries(history, NOW)]


def ask(*mails: BankMail, person: Person = ANN) -> MayIAsk:
    return may_i_ask(History(person, mails), NOW)


# -- entries ---------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["article", "congratulation", "thanks", "help"])
def test_a_gift_is_a_deposit(value: str) -> None:
    (found,) = infer_entries(History(ANN, (out(3, ("gift", value)),)), NOW)
    assert found == BankEntry(
        days_ago(3), "deposit", value, "mo3", "3@example.net", f"gift {value}", DEPOSITS[value]
    )


@pytest.mark.parametrize("value", ["time", "favour", "introduction", "business"])
def test_a_favour_asked_is_a_withdrawal(value: str) -> None:
    (found,) = infer_entries(History(ANN, (out(3, ("favour", value)),)), NOW)
    assert (found.kind, found.what) == ("withdrawal", f"ask_{value}")
    assert found.weight == WITHDRAWALS[f"ask_{value}"]


def test_only_the_owners_acts_are_entries() -> None:
    assert entries(come(3, ("gift", "article"), ("favour", "business"))) == []


def test_what_others_ask_is_a_chance_to_give() -> None:
    asked = come(3, ("ask", "question"), thread="t1")
    assert entries(asked) == []
    assert entries(asked, out(2, thread="t1")) == ["answer"]
    assert entries(asked, out(2, ("closer", ""), thread="t1")) == []
    assert entries(asked, out(2, ("promise", ""), thread="t1")) == []
    assert entries(asked, out(2, thread="t2")) == []
    assert entries(come(50, ("ask", ""), thread="t1"), out(2, thread="t1")) == []
    # The promise first, then the answer itself.
    assert entries(asked, out(2, ("promise", ""), thread="t1"), out(1, thread="t1")) == ["answer"]


def test_one_mail_is_one_deposit_and_one_withdrawal() -> None:
    mail = out(3, ("gift", "article"), ("gift", "congratulation"), ("favour", "time"))
    assert sorted(entries(mail)) == ["article", "ask_time"]


def test_thanks_in_the_mail_that_asks_are_manners() -> None:
    assert entries(out(3, ("gift", "thanks"), ("favour", "favour"))) == ["ask_favour"]


@pytest.mark.parametrize(
    "introduction", [("delivers", "introduction"), ("introduction", "Ann, Bo")]
)
def test_mail_to_several_gives_only_introductions(introduction: tuple[str, str]) -> None:
    assert entries(out(3, ("gift", "article"), ("favour", "favour"), people=2)) == []
    assert entries(out(3, introduction, people=2, recipients=2)) == ["introduction"]
    assert entries(out(3, introduction)) == []  # to one alone it presents nobody
    assert entries(come(3, introduction, people=2, recipients=2)) == []
    asked = ("introduction_asked", "Ann, Bo")
    assert entries(out(3, asked, people=2, recipients=2)) == []


def test_a_kept_promise_is_a_deposit_with_its_own_words() -> None:
    (found,) = infer_entries(History(ANN, promises=(promised(PromiseState.KEPT),)), NOW)
    assert (found.what, found.at, found.message_ref) == ("promise_kept", days_ago(20), "m9")
    assert found.quote == "I'll send the list."
    for state in (PromiseState.DUE, PromiseState.OPEN, PromiseState.LAPSED, PromiseState.DISMISSED):
        assert entries(promises=(promised(state),)) == []
    theirs = replace(promised(PromiseState.KEPT), made_by="person")
    assert entries(promises=(theirs,)) == []


def test_the_mail_that_keeps_a_promise_counts_once() -> None:
    kept = (promised(PromiseState.KEPT),)
    assert entries(out(20, ("gift", "article")), promises=kept) == ["article"]
    assert entries(out(20, ("gift", "thanks")), promises=kept) == ["promise_kept"]


def test_a_kept_word_to_write_again_weighs_no_more_than_an_answer() -> None:
    kept = promised(PromiseState.KEPT, "reply")
    (found,) = infer_entries(History(ANN, promises=(kept,)), NOW)
    assert found.weight == DEPOSITS["answer"]


def test_what_the_owner_noted_counts() -> None:
    gave = Touch("p1", days_ago(4), "gift", "out", subject="a jar of honey")
    assert entries(touches=(gave,)) == ["gift"]
    assert entries(touches=(replace(gave, direction="in"), replace(gave, kind="coffee"))) == []


def test_nothing_of_tomorrow_counts() -> None:
    assert entries(out(-1, ("gift", "article"))) == []


def test_entries_come_newest_first() -> None:
    mails = (out(9, ("gift", "help")), out(2, ("favour", "time")), out(5, ("gift", "article")))
    assert entries(*mails) == ["ask_time", "article", "help"]


# -- weights ---------------------------------------------------------------------------------


def test_half_is_forgotten_after_half_a_year() -> None:
    found = infer_entries(History(ANN, (out(180, ("gift", "article")),)), NOW)
    assert weigh_entries(found, NOW).given == pytest.approx(1.0)


def test_courtesies_never_add_up_to_much() -> None:
    mails = tuple(out(1 + n / 100, ("gift", "thanks")) for n in range(99))
    balance = weigh_entries(infer_entries(History(ANN, mails), NOW), NOW)
    assert balance.given == 1.5 and balance.earned == 0


# -- verdicts --------------------------------------------------------------------------------


def test_after_gifts_go_ahead() -> None:
    said = ask(come(8), out(9, ("gift", "help")), out(5, ("gift", "article")))
    assert (said.verdict, said.is_thin) == ("go ahead", False)
    assert said.why == (
        "You last gave something to read (5 days ago), and have asked for nothing lately.",
    )
    assert [one.message_ref for one in said.evidence] == ["mo5", "mo9"]


def test_after_asks_give_first() -> None:
    said = ask(come(8), out(60, ("favour", "favour")), out(40, ("favour", "introduction")))
    assert (said.verdict, said.is_thin) == ("give first", False)
    assert "an introduction (6 weeks ago), not for the first time" in said.why[0]
    assert said.give[0].what.startswith("Ask how they are")


def test_thanks_alone_repay_nothing() -> None:
    said = ask(come(8), out(60, ("favour", "favour")), out(58, ("gift", "thanks")))
    assert said.verdict == "give first" and "but thanks" in said.why[0]


def test_more_given_than_asked_goes_ahead() -> None:
    mails = (come(8), out(60, ("favour", "time")), out(50, ("gift", "help")))
    assert ask(*mails).verdict == "go ahead"
    assert "outweighs it: help (7 weeks ago)" in ask(*mails).why[0]


def test_nobody_is_asked_twice_in_one_breath() -> None:
    said = ask(come(8), out(90, ("gift", "introduction")), out(9, ("favour", "time")))
    assert said.verdict == "give first"
    assert said.why == ("You asked for time (9 days ago), and have given nothing since.",)


def test_an_ask_of_two_years_ago_is_forgotten() -> None:
    mails = (come(8), out(720, ("favour", "time")), out(30, ("gift", "article")))
    assert ask(*mails).verdict == "go ahead"


def test_little_evidence_gives_first_and_says_so() -> None:
    said = ask(come(8), out(7))
    assert (said.verdict, said.is_thin) == ("give first", True)


def test_those_in_touch_both_ways_may_ask_though_little_is_known() -> None:
    mails = [mail for n in (10, 40, 70) for mail in (come(n), out(n - 1))]
    said = ask(*mails)
    assert (said.verdict, said.is_thin) == ("go ahead", True)
    assert ask(*mails, out(20, ("favour", "favour"))).verdict == "give first"


def test_after_a_long_silence_reconnect_first() -> None:
    gifts = (out(300, ("gift", "help")), out(290, ("gift", "article")))
    said = ask(come(280), *gifts)
    assert (said.verdict, said.why) == (
        "reconnect first",
        ("The last word between you is 9 months old.",),
    )
    assert not said.is_thin
    assert ask(come(280), out(10)).why == ("You last heard from them 9 months ago.",)
    # Who writes twice a year is not silent after nine months.
    seldom = replace(ANN, cadence_days=170.0)
    assert ask(come(280), *gifts, person=seldom).verdict == "go ahead"


def test_meetings_end_a_silence() -> None:
    met = Touch("p1", days_ago(20), "coffee", "both")
    history = History(ANN, (come(280), out(30, ("gift", "help"))), (met,))
    assert may_i_ask(history, NOW).verdict == "go ahead"


def test_who_never_wrote_is_no_one_to_ask() -> None:
    gifts = (out(8, ("gift", "help")), out(5, ("gift", "article")))
    assert ask(*gifts, person=replace(ANN, touches_in=0)).why == (
        "Nothing from them is known yet, so there is nothing to build on.",
    )
    # They did write, but longer ago than the bank looks back.
    said = ask(*gifts)
    assert (said.verdict, said.why) == (
        "reconnect first",
        ("You have not been in touch for years.",),
    )


def test_what_is_owed_comes_first() -> None:
    gifts = (come(8), out(9, ("gift", "help")), out(5, ("gift", "article")))
    waits = may_i_ask(History(ANN, gifts, gaps=(gap(),)), NOW)
    assert (waits.verdict, waits.is_thin) == ("give first", False)
    assert waits.why == ("They wait for your answer to “The plan”.",)
    assert waits.give[0].what == "Answer “The plan”"
    assert waits.give[0].evidence and waits.give[0].evidence.quote == "Could you read it?"
    for fine in (gap(age=1), gap(begun=True)):
        assert may_i_ask(History(ANN, gifts, gaps=(fine,)), NOW).verdict == "go ahead"
    due = may_i_ask(History(ANN, gifts, promises=(promised(PromiseState.DUE),)), NOW)
    assert due.verdict == "give first" and due.give[0].what.endswith("“send the list”")


def test_a_phrase_is_no_debt() -> None:
    gifts = (come(8), out(9, ("gift", "help")), out(5, ("gift", "article")))
    phrase = replace(promised(PromiseState.DUE), what="keep you posted", act="reply")
    answer = may_i_ask(History(ANN, gifts, promises=(phrase,)), NOW)
    assert answer.verdict == "go ahead" and "posted" not in str(answer.give)


def test_what_they_told_of_themselves_is_a_chance() -> None:
    def fact(kind: str, value: str, days: float) -> Fact:
        return Fact(kind, value, days_ago(days), "m7", "7@example.net", "We need a plumber.")

    history = History(
        ANN,
        (come(8), out(100, ("favour", "favour"))),
        facts=(
            fact("need", "a plumber", 10),
            fact("new_job", "", 20),
            fact("interest", "bees", 900),
        ),
    )
    assert [one.what for one in may_i_ask(history, NOW).give] == [
        "Congratulate them on the new job",
        "Help them to find what they need: a plumber",
    ]
    cheered = replace(history, mails=(*history.mails, out(2, ("gift", "congratulation"))))
    assert [one.what for one in may_i_ask(cheered, NOW).give] == [
        "Help them to find what they need: a plumber"
    ]


def test_no_answer_shows_a_sum() -> None:
    said = ask(come(8), out(60, ("favour", "favour")), out(50, ("gift", "article")))
    assert said.why and not re.search(r"\d(?! weeks| months)", " ".join(said.why))
