"""What a draft must not be: a check-in to whom one only passed schedules, a formula taken for a
promise, an answer to what was talked over since, a second mail to a namesake.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.detectors import sociable
from daemon.core.exchange import CONTACT_DAYS, Exchange, is_family
from daemon.core.model import (
    Cadence,
    Circle,
    Evidence,
    Gap,
    MessageKind,
    Owner,
    Person,
    ReadMessage,
    Relationship,
    Suggestion,
)
from daemon.core.plan import plan_contacts
from daemon.core.promises import Act, Promise, PromiseState
from daemon.core.reasons import promise_due, reply_owed
from daemon.core.replies import ASKED_ALONE
from daemon.core.standing import Standing

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
OWNER = Owner("Ada Lovell", ("ada@acme.example",))
TIE = Exchange(alone_out=3, alone_in=3, sociable=3, sociable_out=1, warm=True, subject="The boat")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def quiet(
    email: str = "ann@orb.example", name: str = "Ann Lee", silent: float = 100,
    exchange: Exchange | None = TIE, number: int = 1,
) -> Relationship:  # fmt: skip
    """Somebody who was in touch every week until so many days ago."""
    person = Person(
        f"p{number}", name, (email,), Circle.CLOSE, first_seen=ago(900), last_touch=ago(silent),
        touches_out=20, touches_in=20,
    )  # fmt: skip
    return Relationship(
        person, Cadence(7, 14, 40), last_out=ago(silent), last_in=ago(silent),
        last_subject="Group lunch", exchange=exchange,
    )  # fmt: skip


def found(*who: Relationship) -> tuple[Suggestion, ...]:
    return plan_contacts(who, OWNER, NOW)


# -- check-ins -----------------------------------------------------------------------------------


def test_a_tie_is_worth_a_word_about_what_the_two_wrote_alone() -> None:
    (one,) = found(quiet())
    assert (one.kind, one.subject) == ("check_in", "The boat")
    (unseen,) = found(quiet(exchange=None))
    assert unseen.subject == "Group lunch", "where nobody looked, nothing is held against them"


@pytest.mark.parametrize(
    "exchange",
    [
        Exchange(),
        replace(TIE, alone_in=0),
        replace(TIE, alone_out=1),
        replace(TIE, sociable=0),
        replace(TIE, sociable=1),
        replace(TIE, sociable_out=0),  # theirs alone is no tie
        replace(TIE, warm=False),  # it was long ago: of late there was business
        replace(TIE, alone_in=70, alone_out=70),  # of so many three such words are politeness
        replace(TIE, firm_at=(ago(9),)),  # business goes on
    ],
)
def test_whom_one_only_did_business_with_is_not_asked_how_life_is(exchange: Exchange) -> None:
    assert found(quiet(exchange=exchange)) == ()


@pytest.mark.parametrize("subject", ["Farewell", "My last day", "Mein letzter Tag", "Despedida"])
def test_who_took_leave_has_left(subject: str) -> None:
    assert found(quiet(exchange=replace(TIE, subject=subject))) == ()
    assert found(replace(quiet(), last_subject=f"Re: {subject}")) == ()


def test_colleagues_meet_without_mail() -> None:
    assert found(quiet("ann@acme.example")) == ()
    assert [one.kind for one in found(quiet())] == ["check_in"]


@pytest.mark.parametrize(
    ("name", "email", "family"),
    [
        ("Ben Lovell", "ben@orb.example", True),
        ("blovell@orb.example", "blovell@orb.example", True),
        ("blovell7@orb.example", "blovell7@orb.example", True),
        ("lovell_kim@orb.example", "lovell_kim@orb.example", True),
        ("Ann Lee", "lovell@orb.example", False),
        ("Lovella Lee", "lovella@orb.example", False),
        ("ann@orb.example", "ann@orb.example", False),
    ],
)
def test_no_template_has_words_for_the_family(name: str, email: str, family: bool) -> None:
    assert is_family(quiet(email, name).person, OWNER) is family
    assert (found(quiet(email, name)) == ()) is (family or "@" in name)


def test_a_short_family_name_says_nothing() -> None:
    assert not is_family(quiet("mali@orb.example", "mali@orb.example").person, Owner("Jo Ali", ()))


def test_two_of_one_name_get_one_draft() -> None:
    first, second = quiet(), quiet("alee@home.example", number=2, silent=90)
    assert len(found(first, second)) == 1
    assert len(found(first, quiet("bo@home.example", "Bo Cee", number=2))) == 2


# -- promises ------------------------------------------------------------------------------------


def promised(
    what: str, quote: str = "", act: Act = "send", due: bool = False, late: int = 3,
    email: str = "ann@orb.example", exchange: Exchange | None = TIE,
) -> Relationship:  # fmt: skip
    day = (NOW - timedelta(days=late)).date()
    made = Promise(
        "promise:m5:0", "owner", "p1", what, act, PromiseState.DUE, day if due else None, day,
        ago(late + 7), "m5", "5@net", quote or f"I will {what}.",
    )  # fmt: skip
    base = quiet(email, silent=late + 7, exchange=exchange)
    return replace(base, standing=Standing(promises=(made,)))


BINDING = [
    promised("send you the checklist"),
    promised("send the figures"),
    promised("check it for you", act="other"),
    promised("get back to you on the lease", act="reply", due=True),
    promised("introduce you to Ben Cole", act="introduce"),
]
NOT_BINDING = {
    "a formula": promised("be in touch", act="reply", due=True),
    "another": promised("keep you posted", act="reply", due=True),
    "no day for an answer": promised("get back to you", act="reply"),
    "no day for a call": promised("call you", act="call"),
    "it ends in a call": promised("look at it after lunch and call you", act="other"),
    "it ends in a ring": promised("check your lease and give you a ring", act="other"),
    "it goes to somebody else": promised("forward a copy to Global Counterparty"),
    "one's own business": promised("calculate it in a worksheet", act="other"),
    "what may never have come": promised("send them on", "As we have more, I will send them on."),
    "it hangs on their word": promised(
        "show you the figures", "Let me know what you want and I will show you the figures."
    ),
    "long past": promised("send you the checklist", late=25),
    "their firm has written since": promised(
        "send you the checklist", exchange=replace(TIE, firm_at=(ago(1),))
    ),
    "they have written since": promised(
        "send you the checklist", exchange=replace(TIE, in_at=(ago(1),))
    ),
    "a colleague with whom one talks": promised("send you the checklist", email="ann@acme.example"),
}


@pytest.mark.parametrize("who", BINDING)
def test_what_the_reader_was_promised_is_due(who: Relationship) -> None:
    assert [one.kind for one in found(who)] == ["promise_due"]


@pytest.mark.parametrize("name", NOT_BINDING)
def test_is_no_promise_to_remind_of(name: str) -> None:
    assert "promise_due" not in [one.kind for one in found(NOT_BINDING[name])]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("send you the checklist", "send you the checklist"),
        ("send you the chat with", ""),
        ("check for you with him", ""),
        ("check with him as to the lease and let you know", "let you know"),
        ("faxing to you the list", ""),
        ("bring you the list", "bring you the list"),
    ],
)
def test_only_whole_words_stand_behind_i_said_that_i_would(what: str, said: str) -> None:
    (one,) = found(promised(what, quote=f"For you I will {what} it.", act="other"))
    assert one.detail == said


def test_what_was_under_way_is_told_in_its_own_words() -> None:
    (one,) = found(promised("mailing you the keys", "I am mailing you the keys today."))
    assert one.reason == "you wrote “I am mailing you the keys today”, and it was due 3 days ago"


# -- answers -------------------------------------------------------------------------------------


def asked(exchange: Exchange, email: str = "ann@orb.example") -> Relationship:
    gap = Gap(
        "g1", "p1", "Ann Lee", email, "owner", "Lease", ago(6), 10, 2, "7@net", "m7", "t7",
        ASKED_ALONE, "Can you sign it?",
    )  # fmt: skip
    return replace(quiet(email, silent=6, exchange=exchange), gaps=(gap,))


@pytest.mark.parametrize(
    ("exchange", "email", "speaks"),
    [
        (Exchange(), "ann@orb.example", True),
        (Exchange(in_at=(ago(6),), out_at=(ago(20),)), "ann@orb.example", True),
        (Exchange(in_at=(ago(3),)), "ann@orb.example", False),
        (Exchange(in_at=(ago(3),)), "ann@acme.example", False),
        (Exchange(in_at=(ago(3), ago(4))), "ann@orb.example", False),
        (Exchange(out_at=(ago(3),)), "ann@orb.example", False),
    ],
)
def test_what_was_talked_over_since_needs_no_answer_by_mail(
    exchange: Exchange, email: str, speaks: bool
) -> None:
    assert bool(found(asked(exchange, email))) is speaks


@pytest.mark.parametrize(
    "quote",
    ["Call me when you can.", "Give me a call-5-3910.", "Ruf mich bitte an.", "Appelle-moi demain.",
     "Rufen Sie mich bitte an.", "Llámame mañana."],
)  # fmt: skip
def test_who_wants_to_be_called_is_not_answered_by_mail(quote: str) -> None:
    who = asked(Exchange())
    assert found(replace(who, gaps=(replace(who.gaps[0], quote=quote),))) == ()


def test_what_was_left_to_a_talk_is_not_answered_by_mail() -> None:
    who = asked(Exchange())
    assert found(replace(who, gaps=(replace(who.gaps[0], by_phone=True),))) == ()
    later = replace(who, last_in=ago(3), last_subject="Call me tomorrow")
    assert found(later) == ()
    assert found(replace(later, last_in=ago(6))), "that was the subject before"


def test_a_colleague_whom_one_sees_is_not_answered_after_weeks() -> None:
    (known, (gap,)) = (asked(Exchange(), "ann@acme.example"), asked(Exchange()).gaps)
    old = replace(known, gaps=(replace(gap, since=ago(20)),))
    assert found(known)
    assert found(old) == ()
    wide = replace(old.person, circle=Circle.WIDE)
    fortnight = replace(old, gaps=(replace(gap, since=ago(12)),))
    assert found(fortnight) == ()
    assert found(replace(fortnight, person=wide)), "whom one hardly knows one sees less often"
    assert found(replace(old, person=wide)) == ()


@pytest.mark.parametrize(
    ("quote", "speaks"),
    [
        ("Can you sign it?", True), ("Please review the lease.", True),
        ("Does this sound weird?", False), ("Lunch maybe??", False),
        ("Könnten Sie das prüfen?", True), ("Kommt dir das komisch vor?", False),
        ("Pourriez-vous le relire ?", True), ("¿Te parece raro?", False),
    ],
)  # fmt: skip
def test_what_a_near_colleague_asks_in_passing_is_answered_so(quote: str, speaks: bool) -> None:
    who = asked(Exchange(), "ann@acme.example")
    here = replace(who, gaps=(replace(who.gaps[0], quote=quote),))
    assert bool(found(here)) is speaks
    assert found(replace(here, person=replace(here.person, circle=Circle.REGULAR)))
    assert found(replace(here, person=replace(here.person, addresses=("ann@orb.example",))))


def test_one_line_of_a_talk_needs_no_answer_weeks_later() -> None:
    out, in_ = (ago(6.1), ago(6.3)), (ago(6), ago(6.2), ago(6.4))
    assert found(asked(Exchange(out, in_), "ann@acme.example")) == ()
    assert found(asked(Exchange(out, in_))), "a stranger's chat is all there is of it"
    assert found(asked(Exchange(out[:1], in_), "ann@acme.example"))


def test_who_answered_first_is_thanked() -> None:
    who = asked(Exchange())
    (one,) = found(replace(who, gaps=(replace(who.gaps[0], answers=True),)))
    assert one.answered
    assert not found(who)[0].answered


def test_what_a_colleague_gave_to_do_they_ask_about_themselves() -> None:
    task = Evidence("they gave you something to do", ago(9), "m8", "8@net", "Please book it.")
    for email, kinds in (("ann@orb.example", ["they_asked"]), ("ann@acme.example", [])):
        who = replace(quiet(email, silent=9, exchange=Exchange()), standing=Standing(task=task))
        assert [one.kind for one in found(who)] == kinds


def test_colleagues_keep_no_bank() -> None:
    asked_for = Evidence("you asked: time", ago(30), "m8", "8@net", "Can you look at it?")
    for email, kinds in (("ann@orb.example", ["no_deposit_lately"]), ("ann@acme.example", [])):
        who = quiet(email, silent=15, exchange=Exchange())
        who = replace(who, standing=Standing(last_asked=asked_for))
        assert [one.kind for one in found(who)] == kinds


def test_what_a_colleague_asked_several_is_not_the_owners_alone() -> None:
    for email, speaks in (("ann@orb.example", True), ("ann@acme.example", False)):
        who = asked(Exchange(), email)
        several = replace(who, gaps=(replace(who.gaps[0], why="they asked you by name"),))
        assert bool(found(several)) is speaks
        alone = replace(who, gaps=(replace(who.gaps[0], why=ASKED_ALONE),))
        assert found(alone)


# -- what is sociable ----------------------------------------------------------------------------


def is_sociable(text: str, **changes: object) -> bool:
    return bool(sociable.detect(ReadMessage("", text, True, **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Let's have lunch on Friday.", "How was your weekend?", "I sure miss you and Robin.",
        "It was great to see you.", "My wife is better now.", "It's been too long!",
        "Was hältst du von Donnerstag auf einen Kaffee?", "Wie geht es deiner Familie?",
        "On va déjeuner ensemble jeudi ?", "J'espère que tes enfants vont bien.",
        "¿Te apetece tomar algo el jueves?", "Saludos a tu familia.",
    ],
)  # fmt: skip
def test_is_more_than_business(text: str) -> None:
    assert is_sociable(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Please change deal 1234 to evergreen.", "Attached is the revised agreement.",
        "Die Rechnung ist bezahlt.", "Le contrat est signé.", "La factura está pagada.",
        "Can we complete the attached account agreements?", "Either party may end it.",
        "The trip through the pipeline is paid.", "x" * 5000, "have a " * 2000,
    ],
)  # fmt: skip
def test_is_business(text: str) -> None:
    assert not is_sociable(text)


def test_tender_words_of_leave_are_sociable() -> None:
    assert is_sociable("It is done.", signature="Love,\nKim")
    assert is_sociable("It is done.", signature="Love, Kim")
    assert is_sociable("It is done.\n\nBisous\nClaire")
    assert not is_sociable("It is done.", signature="Best wishes,\nKim")
    assert not is_sociable("It is done.", signature="Lovell & Co\nKim")


def test_mail_to_many_and_by_machines_is_not_sociable() -> None:
    text = "Let's have lunch on Friday."
    assert not is_sociable(text, recipients=3)
    assert not is_sociable(text, kind=MessageKind.LIST_POST)


def test_contacts_are_known_for_as_long_as_they_matter() -> None:
    """A talk may lie a day before the question that is spoken of."""
    longest = max(reply_owed.LAPSES_AFTER_DAYS, promise_due.LAPSES_AFTER_DAYS)
    assert longest + reply_owed._TALK_HOURS / 24 < CONTACT_DAYS
