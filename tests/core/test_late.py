"""A pattern that is compiled late is one that was compiled at once."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import daemon
from daemon.core.parse.late import LatePattern, late_pattern

TEXT = "Ann, bob and ANN"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("findall", (TEXT,)),
        ("split", (TEXT,)),
        ("sub", ("Eve", TEXT)),
        ("subn", ("Eve", TEXT)),
    ],
)
def test_methods_answer_alike(method: str, arguments: tuple[str, ...]) -> None:
    late, whole = late_pattern(r"\bann\b", re.IGNORECASE), re.compile(r"\bann\b", re.IGNORECASE)
    assert isinstance(late, LatePattern)
    for _ in range(2):
        assert getattr(late, method)(*arguments) == getattr(whole, method)(*arguments)


@pytest.mark.parametrize("method", ["search", "match", "fullmatch"])
def test_what_is_found_is_the_same(method: str) -> None:
    late, whole = late_pattern("a[a-z]+"), re.compile("a[a-z]+")
    for text in ("ann", "ann b", "b ann", "b"):
        one, other = getattr(late, method)(text), getattr(whole, method)(text)
        assert (one and one.span()) == (other and other.span())
    assert [one.span() for one in late.finditer(TEXT)] == [
        one.span() for one in whole.finditer(TEXT)
    ]


def test_attributes_are_those_of_the_pattern() -> None:
    assert late_pattern(b"(?P<word>a)").groupindex == {"word": 1}
    assert late_pattern("a", re.ASCII).pattern == "a"


def test_a_broken_pattern_shows_when_it_is_searched() -> None:
    broken = late_pattern("(")
    with pytest.raises(re.error):
        broken.search("a")


def test_no_pattern_of_ours_is_broken() -> None:
    root = Path(daemon.__file__).parent
    found = 0
    for file in root.rglob("*.py"):
        if "late_pattern(" in file.read_text("utf-8") and file.stem != "late":
            place = ".".join(("daemon", *file.relative_to(root).with_suffix("").parts))
            late = [
                one for one in vars(import_module(place)).values() if isinstance(one, LatePattern)
            ]
            found += sum(one.compiled is not None for one in late)
    assert found > 40
