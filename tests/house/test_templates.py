"""Every bundled template reads like a human's mail, whatever is known or not known."""

from __future__ import annotations

import email
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from daemon.core.compose import compose_mime
from daemon.core.context import DraftContext, TemplatePerson
from daemon.core.mail import Address
from daemon.core.parse.address_forms import Form, read_address_form
from daemon.core.wording import LANGUAGES
from daemon.templating import BUNDLED, Rendered, Templates

TEMPLATES = Templates()
NAMES = sorted(
    f"{path.parent.name}/{path.name.removesuffix('.j2')}" for path in BUNDLED.glob("*/*.j2")
)
NOBODY = TemplatePerson("")
ANN = TemplatePerson(
    "Ann-Kathrin van der Berg", "Ann-Kathrin", "ann-kathrin.vanderberg@subsidiary.example.org",
    "The Acme Company of Upper Austria", "Head of Claims", "+44 20 7946 0000",
    "Ann-Kathrin looks for a life insurer.",
)  # fmt: skip
BOB = TemplatePerson("Bob Smith", "Bob", "bob@example.net", about="Bob knows every insurer.")
CLICHES = re.compile(
    r"hope this (e-?mail|message|finds)|finds you well|checking in|touch(ing)? base|circle back|"
    r"reach(ing)? out|pick your brain|quick favou?r|per my last|synerg|as you know|"
    r"thinking (of|about)",
    re.IGNORECASE,
)
MARK = re.compile(r"\[\[[^\[\]]+\]\]")
WORDS = {
    "check_in": (30, 90), "introduction": (50, 110), "reply_owed": (12, 70),
    "promise_due": (14, 70), "they_asked": (14, 60), "thanks_owed": (14, 55),
    "missed_appointment": (18, 55), "no_deposit_lately": (18, 85),
    "new_acquaintance": (22, 60), "fact_word": (8, 85), "introduction_received": (30, 75),
    "introduction_outcome": (36, 70), "introduction_follow_up": (50, 75),
    "introduction_ask": (30, 65), "article": (26, 60),
}  # fmt: skip
#: Which of its kind a draft may be; each is rendered with all else that may be known.
ASPECTS = {
    "missed_appointment": ("", "owner", "person", "both"),
    "new_acquaintance": ("ask", "offer", "follow"),
    "fact_word": ("birthday", "new_job", "family", "event", "event_going"),
    "introduction_outcome": ("met", "wrote"),
    "introduction_ask": ("", "Bob Smith, CTO at Orb"),
}
DETAILS = {
    "promise_due": ("", "send you the checklist"), "missed_appointment": ("call", "meeting"),
    "introduction": ("", "Ann is looking for a life insurer, and Bob is one."),
    "introduction_received": ("", "Gemma"), "introduction_outcome": ("", "Bob Smith"),
    "introduction_ask": ("", "Ann is looking for a life insurer, and Bob is one."),
    "article": (
        "Paper tickets", "How forty civil servants of a town by the sea built a bridge of "
        "spaghetti, and what became of it",
    ),
}  # fmt: skip
LINK = "https://www.thelongtable.example/2026/11/how-forty-civil-servants-built-a-bridge-of-it"


def contexts(kind: str) -> Iterator[DraftContext]:
    """Every combination of what may be known and not."""
    two = kind == "introduction"
    people = [TemplatePerson("", email="x7@example.org"), ANN, replace(ANN, title="", phone="")]
    people += [replace(ANN, first_name="", organisation=""), replace(ANN, about="")]
    for person, topic, question, month, late, aspect, detail in itertools.product(
        people,
        ("", "Offsite in the second week of May with all of the teams"),
        ("", "Could you send me the figures of last year, " + "and those of before, " * 12),
        (False, True),
        (False, True),
        ASPECTS.get(kind, ("",)),
        DETAILS.get(kind, ("",)),
    ):
        for other in [BOB, replace(BOB, name="", first_name="", about="")] if two else [NOBODY]:
            yield DraftContext(
                kind, person, other, "Ada Lovell", "Ada",
                subject_of_last=topic, topic=topic, question=question, is_late=late,
                last_mail=date(2025, 3, 2) if month else None, today=date(2026, 9, 1),
                days_since=548 if month else 0, aspect=aspect, detail=detail,
                link=LINK if kind == "article" else "",
            )  # fmt: skip


#: Both forms of address, and neither.
FORMS: tuple[Form, ...] = ("", "familiar", "polite")
#: These go to two people at once, who are addressed in no form.
TO_TWO = ("introduction/", "introduction_follow_up/")


def some(known: list[DraftContext], about: int) -> list[DraftContext]:
    """So many of them that differ in everything: an odd step meets every aspect and detail."""
    return known[:: max(1, len(known) // about) | 1]


@cache
def renderings(
    name: str, form: Form = "", brief: bool = False
) -> list[tuple[DraftContext, Rendered]]:
    kind, language = name.partition("/")[0], name.rpartition(".")[2]
    known = [replace(context, form=form, brief=brief) for context in contexts(kind)]
    known = some(known, 14 if form or brief else 110)
    choice = choice_of(name)
    return [(context, TEMPLATES.render(kind, context, language, choice)) for context in known]


@cache
def choice_of(name: str) -> int:
    """A number on which this template is chosen."""
    kind, _, file = name.partition("/")
    context, language = next(contexts(kind)), file.rpartition(".")[2]
    choices = (n for n in range(20) if chosen(kind, context, language, n) == name)
    choice = next(choices, None)
    assert choice is not None, f"{name} is never chosen"
    return choice


def chosen(kind: str, context: DraftContext, language: str, choice: int) -> str:
    return TEMPLATES.render(kind, context, language, choice).template


def composed_lines(rendered: Rendered) -> list[str]:
    raw = compose_mime(
        message_id="wk-1@example.org", sender=Address("ada@example.org"),
        to=[Address("ann@example.org")], subject=rendered.subject, text=rendered.text,
        at=datetime(2026, 9, 1, tzinfo=UTC),
    )  # fmt: skip
    payload = email.message_from_bytes(raw).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").split("\r\n")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_reads_well_whatever_is_known(name: str, brief: bool, form: Form) -> None:
    least, most = WORDS[name.partition("/")[0]]
    if form and name.endswith(".en"):
        return  # English has one form
    for context, rendered in renderings(name, form, brief):
        subject, text = rendered.subject, rendered.text
        both = f"{subject}\n{text}"
        assert subject and len(subject) <= 120, context
        assert not re.search(r"None|Undefined|\{[{%#]|[}%#]\}|  |\n\n\n|[ \t]\n", both), both
        assert not re.search(r"(^|\n)\S+ ,|\( ?\)|\"\"|„“|«»|« »|[,;:]\s*[.?!]|\.\.|,,", both), both
        assert not re.search(r"\b(Hi|Hello|Hallo|Bonjour|Hola) ,", both), both
        assert not CLICHES.search(both), both
        marks = len(MARK.findall(text))
        # A question about how it went needs nothing more; everything else wants the owner's word.
        assert marks == (0 if context.aspect.startswith("event") else 1), both
        assert text.count("[[") == text.count("]]") == marks, both
        assert "[[" not in subject
        assert text.rstrip().endswith("\nAda"), both
        # A link cannot be broken, and stands on a line of its own.
        lines = [line for line in composed_lines(rendered) if line != LINK]
        assert all(len(line) <= 78 for line in lines), both
        unmarked = MARK.sub("", text)
        words = len(unmarked.split())
        assert (2 if brief else least - 8) <= words <= most + 10, (words, both)


@pytest.mark.parametrize("form", ["familiar", "polite"])
@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".en")])
def test_addresses_in_the_form_that_is_known(name: str, form: Form) -> None:
    """And in no word in the other; where none is known, in neither."""
    language = name.rpartition(".")[2]
    choice = choice_of(name)
    for context, rendered in renderings(name, form):
        neutral = TEMPLATES.render(context.kind, replace(context, form=""), language, choice)
        found = read_address_form(own_words(context, rendered), language)
        if name.startswith(TO_TWO):
            assert rendered.text == neutral.text
        else:
            assert found is not None and found.form == form, rendered.text
        assert read_address_form(own_words(context, neutral), language) is None, neutral.text


def own_words(context: DraftContext, rendered: Rendered) -> str:
    """The text without what is quoted and what the owner fills in."""
    return MARK.sub("", rendered.text).replace(context.question or "\0", "")


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("introduction")])
def test_is_shorter_for_an_owner_who_writes_shortly(name: str) -> None:
    language, choice = name.rpartition(".")[2], choice_of(name)
    lengths = [
        (len(short.text), len(TEMPLATES.render(
            context.kind, replace(context, brief=False), language, choice).text))
        for context, short in renderings(name, "", True)
    ]  # fmt: skip
    assert all(short <= long for short, long in lengths)
    assert any(short < long for short, long in lengths)


@pytest.mark.parametrize("name", NAMES)
def test_ends_with_the_name_alone_where_the_owner_takes_no_leave(name: str) -> None:
    context, _ = renderings(name)[0]
    language, choice = name.rpartition(".")[2], choice_of(name)
    alone = TEMPLATES.render(context.kind, replace(context, no_leave=True), language, choice)
    assert re.search(r"\S\n\nAda\n$", alone.text), alone.text


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("check_in/")])
def test_a_check_in_is_short_and_asks_about_them(name: str) -> None:
    for _, rendered in renderings(name):
        assert 25 <= len(rendered.text.split()) <= 80, rendered.text
        assert "?" in rendered.text


@pytest.mark.parametrize("name", NAMES)
def test_says_only_what_is_known(name: str) -> None:
    """Nothing that is true of somebody else gets in, and what is known and asked for does."""
    for context, rendered in renderings(name):
        assert ("Acme" in rendered.text) <= bool(context.person.organisation)
        assert ("2025" in rendered.text) <= (context.last_mail is not None)
        if context.kind == "reply_owed" and context.question:
            assert "figures of last year" in rendered.text
        if context.kind == "introduction":
            for person in (context.person, context.other):
                assert person.email in rendered.text
                assert person.phone in rendered.text
                assert person.about in rendered.text


def test_each_kind_has_its_variants() -> None:
    def count(prefix: str, language: str) -> int:
        return sum(n.startswith(f"{prefix}/") and n.endswith(f".{language}") for n in NAMES)

    assert count("check_in", "en") >= 3
    assert count("reply_owed", "en") >= 3
    assert count("introduction", "en") >= 2
    for kind in WORDS.keys() - {"introduction"}:
        assert count(kind, "en") >= 2
        assert all(count(kind, language) for language in LANGUAGES)


def test_the_templates_are_found_beside_the_package() -> None:
    assert Path(__file__).parents[2] / "templates" == BUNDLED.resolve()
