"""The agenda: at most one suggestion a person, none against the owner's word, or silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.model import Cadence, Circle, Coverage, Gap, Owner, Person, Relationship
from daemon.core.plan import plan_contacts
from daemon.core.silence import reason_for_silence

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OWNER = Owner("Ada Lovell", ("ada@example.org",))
HOUR = timedelta(hours=1)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def gap(number: int, age: float = 10, **changes: object) -> Gap:
    base = Gap(
        f"g{number}", f"p{number}", f"Person {number}", f"p{number}@example.net", "owner", "Dates",
        ago(14), age, 2.0, f"{number}@net", f"m{number}", f"t{number}", "they asked you",
    )  # fmt: skip
    return replace(base, **changes)


def somebody(number: int, **changes: object) -> Relationship:
    """Somebody quiet for 100 days, with whom there was contact every week."""
    person = Person(
        f"p{number}", f"Person {number}", (f"p{number}@example.net",), Circle.CLOSE,
        first_seen=ago(700), last_touch=ago(100), touches_out=20, touches_in=20,
    )  # fmt: skip
    return replace(Relationship(person, Cadence(7, 14, 40)), **changes)


def kinds(*relationships: Relationship) -> list[tuple[str, int]]:
    return [(one.kind, one.person.id) for one in plan_contacts(relationships, OWNER, NOW)]


def test_one_suggestion_a_person_and_answers_before_check_ins() -> None:
    late, quiet = somebody(2, gaps=(gap(2), gap(2, since=ago(20)))), somebody(1)
    assert kinds(quiet, late) == [("reply_owed", 2), ("check_in", 1)]


def test_equal_scores_are_in_the_order_of_people_however_they_come() -> None:
    everybody = [somebody(number) for number in range(1, 30)]
    expected = [("check_in", number) for number in range(1, 30)]
    assert kinds(*everybody) == kinds(*everybody[::-1]) == expected


REFUSED = {
    "a draft waits already": somebody(1, draft_open=True),
    "turned down": somebody(1, turned_down=(("check_in", NOW + HOUR),)),
    "an open question of theirs that is not late": somebody(1, gaps=(gap(1, age=1),)),
    "the owner waits for them": somebody(1, gaps=(gap(1, waiting_on="person"),)),
    "a question so old that it has lapsed": somebody(1, gaps=(gap(1, since=ago(46)),)),
    "no habit": somebody(1, cadence=None),
    "a pause that is usual for them": somebody(1, cadence=Cadence(60, 90, 20)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_suggested_where(name: str) -> None:
    assert kinds(REFUSED[name]) == []


def test_what_was_turned_down_may_come_again_and_other_reasons_at_once() -> None:
    assert kinds(somebody(1, turned_down=(("check_in", NOW),))) == [("check_in", 1)]
    late = somebody(1, gaps=(gap(1),), turned_down=(("check_in", NOW + HOUR),))
    assert kinds(late) == [("reply_owed", 1)]


def test_one_occasion_keeps_its_name_from_day_to_day() -> None:
    """So that it gives one draft only."""
    for who in (somebody(1), somebody(1, gaps=(gap(1),))):
        found = {
            one.occasion
            for day in range(0, 20)
            for one in plan_contacts([who], OWNER, NOW + timedelta(days=day))
        }
        assert len(found) == 1


def test_nobody() -> None:
    assert plan_contacts([], OWNER, NOW) == ()


FRESH = Coverage(inbox_until=ago(0), sent_until=ago(0), newest_mail=ago(1))


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (FRESH, None),
        (replace(FRESH, inbox_until=ago(3)), None),
        (replace(FRESH, inbox_until=ago(3.1)), "last read on 27 February 2026"),
        (replace(FRESH, sent_until=ago(3.1)), "last read on"),
        (replace(FRESH, inbox_until=None), "not finished"),
        (replace(FRESH, sent_until=None), "not finished"),
        (replace(FRESH, sent_known=False), "No sent mail"),
        (replace(FRESH, newest_mail=None), "no mail in this mailbox"),
        (replace(FRESH, newest_mail=None, inbox_until=None), "No mail has been read"),
        (replace(FRESH, newest_mail=ago(45)), None),
        (replace(FRESH, newest_mail=ago(46)), "asleep"),
        (
            replace(FRESH, inbox_until=NOW + HOUR, sent_until=NOW + HOUR),
            None,
        ),  # the clock went back
    ],
)
def test_silence(coverage: Coverage, words: str | None) -> None:
    silence = reason_for_silence(coverage, NOW)
    if words is None:
        assert silence is None
    else:
        assert silence is not None and words in silence.why and silence.hint
