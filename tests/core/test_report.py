"""The page of the whole network: who is warm, and that nothing foreign gets into it."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from test_digest import HOSTILE, Outline, gap, promise

from daemon.core.model import Cadence, Person, Relationship
from daemon.core.report import Report, build_report
from daemon.core.report_html import compose_report_html
from daemon.core.warmth import infer_warmth

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def days(number: float) -> datetime:
    return NOW - timedelta(days=number)


def known(silent: float, usual: float | None, number: int = 1, name: str = "Ann") -> Relationship:
    person = Person(f"p{number}", name, ("a@x.example",), first_seen=days(800),
                    last_touch=days(silent), cadence_days=usual, touches_out=60)  # fmt: skip
    cadence = None if usual is None else Cadence(usual, 2 * usual, 20)
    return Relationship(person, cadence)


@pytest.mark.parametrize(
    ("silent", "usual", "warmth"),
    [
        (5, 7, "warm"),
        (20, 7, "warm"),
        (22, 7, "cooling"),  # three times the usual pause
        (179, 7, "cooling"),
        (181, 7, "cold"),
        (80, 30, "warm"),
        (100, 30, "cooling"),
        (271, 30, "cold"),
        (89, None, "warm"),
        (91, None, "cooling"),
        (271, None, "cold"),
    ],
)
def test_warmth(silent: float, usual: float | None, warmth: str) -> None:
    assert infer_warmth(known(silent, usual), NOW) == warmth


def test_one_lively_exchange_is_no_habit() -> None:
    person = Person("p1", "Ann", (), first_seen=days(62), last_touch=days(60))
    assert infer_warmth(Relationship(person, Cadence(0.5, 1, 5)), NOW) == "warm"


def made(name: str = "Ann Bee") -> Report:
    first = Relationship(known(3, 7, 1, name).person, Cadence(7, 9, 30), (gap(1, subject=name),))
    return build_report(
        name,
        [first, known(30, 7, 2, name), known(400, None, 3, name), known(2, None, 4, name)],
        [promise(4)],
        {"p1": [days(3), days(40)], "p2": [days(30)]},
        NOW,
        UTC,
    )


def test_those_who_cool_stand_first_and_what_is_open_is_told() -> None:
    lines = made().lines
    assert [(one.person.ref, one.warmth) for one in lines] == [
        ("p2", "cooling"), ("p4", "warm"), ("p1", "warm"), ("p3", "cold"),
    ]  # fmt: skip
    assert lines[1].open == ("you promised: “send you the list”",)
    assert lines[2].open == ("your answer is due: “Ann Bee”",)
    assert lines[2].usual == "every 7 days" and lines[2].last == "3 days ago"


def test_nothing_foreign_gets_into_the_page() -> None:
    html = compose_report_html(made(HOSTILE))
    outline, plain = Outline(html), Outline(compose_report_html(made()))
    assert outline.open == [] and outline.tags == plain.tags
    assert HOSTILE[:8] not in html and not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", html)


def test_the_page_allows_only_its_own_script_and_no_network() -> None:
    html = compose_report_html(made())
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.S)
    policy = dict(Outline(html).attributes)
    assert ("http-equiv", "Content-Security-Policy") in policy.items()
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in (
        html.replace("&#x27;", "'")
    )
    assert not re.search(r"https?:|url\(|@import|src=|href=", html)


def test_every_picture_and_field_has_words_and_headings_do_not_jump() -> None:
    html = compose_report_html(made())
    outline = Outline(html)
    pictures = outline.tags.count("svg")
    labels = [value for name, value in outline.attributes if name == "aria-label"]
    assert pictures == 5 and len(labels) == pictures + 1 and all(labels)
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def test_an_empty_network_is_told() -> None:
    html = compose_report_html(build_report("Nora", [], [], {}, NOW, UTC))
    assert "Nobody is known yet." in html
