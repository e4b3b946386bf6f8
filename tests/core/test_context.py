"""What templates are offered: true, harmless, and worded in the template's language."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from daemon.core.context import DraftContext, TemplatePerson, build_context, template_person
from daemon.core.model import Owner, Person
from daemon.core.wording import LANGUAGES, resolve_vocabulary

OWNER = Owner("Ada Lovell", ("ada@example.org",), "Europe/Berlin")
ANN = Person(
    "p1", "Ann Bee", ("ann@example.org", "ann@old.org"), organisation="Acme", phones=("+1",)
)
NOW = datetime(2026, 9, 1, 22, 30, tzinfo=UTC)


def test_says_what_is_known_in_the_owners_days() -> None:
    context = build_context(
        "check_in", ANN, OWNER, NOW,
        last_mail=datetime(2026, 3, 2, 12, tzinfo=UTC), last_subject="Re: Offsite",
    )  # fmt: skip
    assert context.person == TemplatePerson("Ann Bee", "Ann", "ann@example.org", "Acme", "", "+1")
    assert (context.days_since, context.weeks_since, context.months_since) == (184, 26, 6)
    assert (context.topic, context.subject_of_last) == ("Offsite", "Offsite")
    assert context.owner_first_name == "Ada"
    assert context.today == date(2026, 9, 2)


def test_a_name_stands_in_the_order_it_is_spoken() -> None:
    assert template_person(Person("p2", "Weiß, Lea", ("lea@x.org",))).name == "Lea Weiß"


def test_says_nothing_about_what_is_not_known() -> None:
    context = build_context("check_in", Person("p1", "x@y.z", ("x@y.z",)), OWNER, NOW)
    assert context.person == TemplatePerson("", "", "x@y.z")
    words = resolve_vocabulary(context, "en")
    assert (words["greeting"], words["since_text"], words["topic"]) == ("Hello,", "", "")


@pytest.mark.parametrize(
    ("language", "greeting", "since", "when"),
    [
        ("en", "Hi Ann,", "since March", "in March"),
        ("de", "Guten Tag Ann Bee,", "seit März", "im März"),
        ("fr", "Bonjour Ann,", "depuis mars", "en mars"),
        ("es", "Hola, Ann:", "desde marzo", "en marzo"),
    ],
)
def test_words_follow_the_language(language: str, greeting: str, since: str, when: str) -> None:
    person = TemplatePerson("Ann Bee", "Ann")
    context = DraftContext("k", person, last_mail=date(2026, 3, 2), today=date(2026, 9, 1))
    words = resolve_vocabulary(context, language)
    assert (words["greeting"], words["since_text"], words["when_text"]) == (greeting, since, when)


@pytest.mark.parametrize(
    ("last", "since"),
    [
        (date(2026, 8, 31), ""),  # nobody says "since August" on the first of September
        (date(2026, 7, 31), "since July"),
        (date(2025, 11, 1), "since November"),
        (date(2025, 10, 1), "since October 2025"),
        (date(2026, 12, 1), ""),
    ],
)
def test_a_month_is_named_only_where_one_would(last: date, since: str) -> None:
    context = DraftContext("k", TemplatePerson(""), last_mail=last, today=date(2026, 9, 1))
    assert resolve_vocabulary(context, "en")["since_text"] == since


def test_values_are_one_harmless_line_without_places_to_fill() -> None:
    hostile = "a\r\nBcc: x\u202e[[[fill]]] \x00" + "long " * 200
    person = TemplatePerson(*[hostile] * len(fields(TemplatePerson)))
    context = DraftContext("k", person, person, hostile, topic=hostile, question=hostile)
    words = resolve_vocabulary(context, "en")
    assert words.keys() == {field.name for field in fields(DraftContext)}
    shown = [value for value in words.values() if isinstance(value, str)]
    shown += [getattr(words["person"], field.name) for field in fields(TemplatePerson)]
    for text in shown:
        assert not set(text) & set("\r\n\x00\u202e") and "[[" not in text and "]]" not in text
        assert len(text) <= 1000
    assert len(words["question"]) <= 170


def test_what_the_owner_worded_themselves_stands() -> None:
    context = DraftContext("k", TemplatePerson(""), greeting="Ahoy,", sign_off="Yours")
    assert resolve_vocabulary(context, "de")["greeting"] == "Ahoy,"
    assert resolve_vocabulary(replace(context, greeting=""), "xx")["greeting"] == "Hello,"
    assert "en" in LANGUAGES
