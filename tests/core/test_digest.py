"""The weekly letter: what it says, when it says nothing, and that nothing foreign gets into it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from daemon.core import digest_html
from daemon.core.digest import Digest, DigestFacts, NoteRead, build_digest
from daemon.core.digest_html import compose_digest_html
from daemon.core.digest_text import compose_digest_text, week_words
from daemon.core.model import (
    Draft,
    DraftState,
    Evidence,
    Gap,
    Owner,
    Person,
    Suggestion,
    WaitingOn,
)
from daemon.core.promises import Promise, PromiseState

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
OWNER = Owner("Nora Lindqvist", ("nora@lindqvist.example",))
HOSTILE = '</p><script>alert(1)</script>"><img src=http://evil.example/x>\r\nBcc: x\x1b[2J\u202e'


def days(number: float) -> datetime:
    return NOW - timedelta(days=number)


def person(number: int, name: str = "", **more: object) -> Person:
    return replace(Person(f"p{number}", name or f"Ann Nr{number}", (f"a{number}@x.example",)),
                   **more)  # fmt: skip


def suggestion(number: int, kind: str = "check_in", name: str = "") -> Suggestion:
    return Suggestion(
        kind, person(number, name), "no word between you for 4 months", "Ask how they are",
        "occasion", 50.0 - number,
        (Evidence("the last of 9 contacts", days(120), f"m{number}", "", "Re: the garden"),),
    )  # fmt: skip


def gap(number: int, waiting_on: WaitingOn = "owner", age: float = 9, **more: object) -> Gap:
    one = Gap(
        f"g{number}", f"p{number}", f"Ann Nr{number}", f"a{number}@x.example", waiting_on,
        "Dates", days(age), age, 2.0, "", f"m{number}", "t1", "they asked you", "When?",
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def promise(number: int, state: PromiseState = PromiseState.DUE) -> tuple[Promise, str]:
    one = Promise(
        f"promise:m{number}:0", "owner", f"p{number}", "send you the list", "send", state,
        date(2026, 11, 20), date(2026, 11, 20), days(9), f"m{number}", "", "I'll send you the list",
    )  # fmt: skip
    return one, f"Ann Nr{number}"


def draft(number: int, state: DraftState, closed: float | None = None, kind: str = "x") -> Draft:
    return Draft(
        f"d{number}", kind, f"p{number}", f"Ann Nr{number}", (f"a{number}@x.example",), "Hello",
        state, "", "it has been long", "o", days(10), days(10),
        None if closed is None else days(closed),
    )  # fmt: skip


def letter(facts: DigestFacts) -> Digest:
    made = build_digest(facts, OWNER, NOW)
    assert made is not None
    return made


def part(made: Digest, name: str) -> list[tuple[str, str]]:
    return [(one.who, one.ref) for section in made.sections if section.name == name
            for one in section.lines]  # fmt: skip


SILENT = {
    "nothing at all": DigestFacts(),
    "an answer that is not late": DigestFacts(gaps=[gap(1, age=1)]),
    "one whose answer is begun": DigestFacts(gaps=[gap(1, begun=True)]),
    "a promise with time left": DigestFacts(promises=[promise(1, PromiseState.OPEN)]),
    "only what became of drafts": DigestFacts(drafts=[draft(1, DraftState.SENT, 2)]),
    "only what others have not answered": DigestFacts(gaps=[gap(1, "person")]),
    "somebody new long ago": DigestFacts(people=[person(1, first_seen=days(40))]),
}


@pytest.mark.parametrize("case", SILENT)
def test_nothing_to_say_is_no_letter(case: str) -> None:
    assert build_digest(SILENT[case], OWNER, NOW) is None


def test_five_people_each_with_one_thing_and_nobody_twice() -> None:
    facts = DigestFacts(
        suggestions=[suggestion(9, "reply_owed"), suggestion(1), suggestion(9), suggestion(2)],
        promises=[promise(2), promise(8, PromiseState.KEPT), *(promise(n) for n in (5, 6, 7))],
        gaps=[gap(9), gap(10), gap(1)],
    )
    made = letter(facts)
    names = part(made, "people")
    assert [ref for _, ref in names] == [
        "reply_owed:p9", "check_in:p1", "check_in:p2", "promise:m5:0", "promise:m6:0",
    ]  # fmt: skip
    assert part(made, "promises") == [("Ann Nr7", "promise:m7:0")]
    assert part(made, "replies") == [("Ann Nr10", "g10")], "p9 and p1 are told of above"
    assert made.title == "Five people for this week"
    assert made.subject == "Your week in people: Ann, Ann, Ann and 2 more"


def test_a_draft_that_is_ready_is_told_with_its_person() -> None:
    facts = DigestFacts(
        suggestions=[suggestion(1)],
        drafts=[draft(1, DraftState.PLACED, kind="check_in"), draft(2, DraftState.EDITED)],
    )
    made = letter(facts)
    assert [(one.draft, one.ref) for one in made.sections[0].lines] == [("d1", "d1"), ("d2", "d2")]
    assert part(made, "drafts") == []
    assert "a draft is ready" in compose_digest_text(made)


def test_drafts_that_find_no_room_among_the_five_are_told_below() -> None:
    waiting = [draft(n, DraftState.PLACED) for n in range(1, 8)]
    made = letter(DigestFacts(suggestions=[suggestion(7)], drafts=waiting))
    assert [ref for _, ref in part(made, "people")] == ["check_in:p7", "d1", "d2", "d3", "d4"]
    assert [ref for _, ref in part(made, "drafts")] == ["d5", "d6"]


def test_what_became_of_last_weeks_drafts_and_who_is_new() -> None:
    facts = DigestFacts(
        suggestions=[suggestion(1)],
        drafts=[draft(2, DraftState.SENT, 3), draft(3, DraftState.DISCARDED, 6),
                draft(4, DraftState.SENT, 8), draft(5, DraftState.SENT, -1)],
        people=[person(6, first_seen=days(2), organisation="Acme"),
                person(7, first_seen=days(9)), person(8, first_seen=days(-2))],
    )  # fmt: skip
    made = letter(facts)
    assert part(made, "became") == [("Ann Nr2", "d2"), ("Ann Nr3", "d3")]
    assert part(made, "new") == [("Ann Nr6", "p6")]
    assert "rests for two months" in compose_digest_text(made)


def test_notes_are_confirmed_and_what_was_not_understood_is_said() -> None:
    note = NoteRead("m5", days(1), ("Coffee with Jane Doe, 22 November",), ("blue monkeys",))
    text = compose_digest_text(letter(DigestFacts(notes=[note])))
    assert "* Noted: Coffee with Jane Doe, 22 November [m5]" in text
    assert "* Not understood: “blue monkeys” [m5]" in text


def test_long_lists_end() -> None:
    made = letter(DigestFacts(gaps=[gap(n) for n in range(1, 31)]))
    assert len(part(made, "replies")) == 8
    assert "… and 22 more." in compose_digest_text(made)


def full(name: str) -> Digest:
    """A letter with every part, all of whose foreign texts are `name`."""
    hostile = {"person": name, "subject": name, "quote": name, "why": name}
    touched = {"p1": [days(n * 11) for n in range(30)], "p2": [days(3)]}
    return letter(
        DigestFacts(
            suggestions=[replace(suggestion(1, "reply_owed", name), reason=name, act=name)],
            gaps=[gap(2, **hostile), gap(3, "person", 12, **hostile)],
            promises=[(replace(promise(n)[0], quote=name, what=name), name)
                      for n in range(20, 26)],
            drafts=[replace(draft(5, DraftState.PLACED), person=name, subject=name, reason=name),
                    replace(draft(6, DraftState.SENT, 1), person=name, subject=name)],
            people=[person(7, name, first_seen=days(1), title=name, organisation=name)],
            touched=touched,
            notes=[NoteRead("m8", days(1), (name,), (name,))],
        )
    )  # fmt: skip


def test_the_text_is_wrapped_and_every_line_has_its_ref() -> None:
    made = full("Zoë " + "von der Langenfeld " * 20)
    text = compose_digest_text(made)
    assert max(map(len, text.splitlines())) <= 78
    assert len(made.sections) == 8
    for section in made.sections:
        for line in section.lines:
            assert line.ref and f"[{line.ref}]" in text.replace("\n", " ")


class Outline(HTMLParser):
    """What a document holds, and whether every element is ended."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_nothing_foreign_gets_into_the_page() -> None:
    html = compose_digest_html(full(HOSTILE))
    outline, plain = Outline(html), Outline(compose_digest_html(full("Ann Bee")))
    assert outline.open == [] and outline.tags == plain.tags
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", html)
    assert HOSTILE[:8] not in html and "\x1b" not in compose_digest_text(full(HOSTILE))


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    html = compose_digest_html(full("Ann Bee"))
    outline = Outline(html)
    assert not {"script", "img", "link", "iframe", "form", "a", "object"} & set(outline.tags)
    assert not re.search(r"https?:|url\(|@import|src=|href=", html)
    assert ("lang", "en") in outline.attributes and outline.tags.count("h1") == 1
    assert "prefers-color-scheme:dark" in html
    assert len(html) < 100_000, "Gmail cuts longer mails off"


def test_pictures_have_words() -> None:
    labels = [value for name, value in Outline(compose_digest_html(full("Ann"))).attributes
              if name == "aria-label"]  # fmt: skip
    assert len(labels) >= 2 and all(value and "2026" in value for value in labels)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("styles", [digest_html._STYLE, digest_html._DARK], ids=["light", "dark"])
def test_all_words_can_be_read(styles: dict[str, str]) -> None:
    """WCAG 2.1, 1.4.3: 4.5 to 1 at least, on the page and on cards."""
    grounds = [found[1] for name in ("page", "card")
               if (found := re.search(r"background:(#\w{6})", styles[name]))]  # fmt: skip
    assert len(grounds) == 2
    for name, style in styles.items():
        own = re.search(r"background:(#\w{6})", style)
        if colour := re.search(r"(?:^|;)color:(#\w{6})", style):
            for ground in [own[1]] if own else grounds:
                assert contrast(colour[1], ground) >= 4.5, (name, ground)


WEEKS = {
    "2026-11-23": "Week 48, 23–29 November 2026",
    "2026-12-03": "Week 49, 30 November – 6 December 2026",
    "2027-01-01": "Week 53, 28 December 2026 – 3 January 2027",
}


@pytest.mark.parametrize("day", WEEKS)
def test_weeks_in_words(day: str) -> None:
    assert week_words(datetime.fromisoformat(day).replace(tzinfo=UTC), UTC) == WEEKS[day]


def test_what_is_only_a_phrase_or_long_past_is_not_told() -> None:
    phrase, name = promise(1)
    facts = DigestFacts(
        gaps=(
            gap(2, age=20),
            gap(3, age=40),
            gap(4, "person", 25),
            gap(5, "person", 60),
            gap(7, "person", 25, quote="Call me any time you want to talk."),
        ),
        promises=((replace(phrase, what="keep you posted"), name), promise(6)),
    )
    made = letter(facts)
    assert [who for who, _ in part(made, "people")] == ["Ann Nr6"]
    assert [who for who, _ in part(made, "replies")] == ["Ann Nr2"]
    assert [who for who, _ in part(made, "asked")] == ["Ann Nr4"]


def test_an_address_is_written_as_it_is() -> None:
    nameless = replace(suggestion(1), reason="lee@x.example is waiting for your answer")
    (section,) = letter(DigestFacts(suggestions=(nameless, suggestion(2)))).sections
    assert [one.why for one in section.lines] == [
        "lee@x.example is waiting for your answer", "No word between you for 4 months",
    ]  # fmt: skip
