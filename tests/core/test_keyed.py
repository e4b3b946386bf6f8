"""A pattern is passed over only where it finds nothing: which words it needs, and that the table of
them is made of today's patterns.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_sentences import SENTENCES

from bench.beginnings import find_beginnings
from bench.make_keys import TABLE, build_table, find_needs
from daemon.core.detectors import all_detectors
from daemon.core.parse.alternatives import split_alternatives
from daemon.core.parse.keyed import Keyed, cut_in_word, find_words

NEEDS: list[tuple[str, set[str]]] = [
    (r"\bcall (?:me|us)\b", {"call me", "call us"}),
    (r"\bthank\w* you\b", {"than* you", "thank you"}),
    (r"\b(?:really )?sorry\b", {"sorry"}),
    (r"\bsooner\b|\blater\b", {"sooner", "later"}),
    (r"\bfax(?:es|ed)? it\b", {"fax it", "faxes it", "faxed it"}),
    (r"\be-?mail\b", {"e mail", "email"}),
    (r"[?？]$", {"?", "？"}),
    (r"退職", {"職 退"}),
    (r"\byazdı\b", {"yazdi"}),
    (r"\b(?:\w+ ){0,3}harbour\b", {"harbour"}),
    (r"\bdon['’]t\b", {"don t"}),
    (r"(?<!\w)quay(?!\w)", {"quay"}),
    # A word that may go on to either side, or is too short to, tells nothing.
    (r"ship", {""}),
    (r"\bto\w*", {""}),
    (r"\b\w+ing\b", {""}),
    (r"\bsail\b|\d", {""}),
    (r"(?:please )?", {""}),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "needs"), NEEDS, ids=[one for one, _ in NEEDS])
def test_what_a_pattern_needs(pattern: str, needs: set[str]) -> None:
    assert {" ".join(sorted(one)) for one in find_needs(pattern)} == needs


BEGINNINGS: list[tuple[str, set[str]]] = [
    (r"\b(?:call|ring) me\b", {"call", "ring"}),
    (r"(?<!\w)(?:Please )?send it", {"plea", "send"}),
    (r"\be-?mail\b.{0,20}\bnow\b", {"emai", "e-ma"}),
    (r"\b(?:thank|thanks) \w+", {"than"}),
    (r"\b(?:ha)+lo\b", {"ha"}),
    (r"\b(?:d[o0] n[o']t) \w", {"do n", "d0 n"}),
    # What is in the beginning of another goes without saying; what anything begins tells nothing.
    (r"\bship|\bshipping\b", {"ship"}),
    (r"\b\w+ing\b", set()),
    (r"\b(?:\w+ )?please\b", set()),
    (r"\b(?-i:[A-Z])all me\b", set()),
    (r"\bi(?:\W|$)", set()),
    # re takes μ for µ, which in small letters is another one.
    (r"\bµm\b", set()),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "begins"), BEGINNINGS, ids=[one for one, _ in BEGINNINGS])
def test_what_all_begins_with_that_a_pattern_finds(pattern: str, begins: set[str]) -> None:
    assert find_beginnings(pattern) == begins


def test_the_table_is_made_of_todays_patterns() -> None:
    all_detectors()
    ours = {part for one in Keyed.made for part in one.parts.values()} - {*_ODD}
    assert build_table(ours) == TABLE.read_text("utf-8"), "python -m bench.make_keys"


def _texts() -> Iterator[str]:
    for said in SENTENCES.values():
        yield from said
    for path in sorted(Path(__file__).parent.glob("test_*.py"))[::2]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value[:300]


def test_nothing_is_passed_over_in_which_something_is_found() -> None:
    all_detectors()
    texts = [one for one in dict.fromkeys(_texts()) if len(one) > 12][::3]
    found = 0
    for text in texts:
        for one in Keyed.made:
            if not one.may_find(text):
                assert one.compile().search(text) is None, (one.parts, text)
                continue
            hit, same = one.search(text), one.compile().search(text)
            assert (hit and hit.span()) == (same and same.span()), (one.parts, text)
            assert one.finds(text) == (same is not None)
            found += hit is not None
    assert found > 100


def test_a_text_that_ends_sooner_is_as_one_that_is_cut() -> None:
    all_detectors()
    parted = found = 0
    for text in [one for one in dict.fromkeys(_texts()) if 40 < len(one) < 300][::40]:
        for end in range(1, len(text) + 1, 3):
            parted += cut_in_word(text, end) != text
            cut = text[:end]
            for one in Keyed.made[:: 1 + end % 7]:
                hit, same = one.search(text, end), one.search(cut)
                assert (hit and hit.span()) == (same and same.span()), (one.parts, text, end)
                assert one.finds(text, end) == (same is not None)
                found += same is not None
    assert parted > 20 and found > 50


_ODD = (r"\bask it\b", r"\bflying fish\b", r"\bfirst\b", r"\blasting\b", r"\blast")


@pytest.mark.parametrize("text", ["aſk it", "ASK IT", "aſ\u212a it", "ask\u0130t ask it"])
def test_letters_that_are_alike(text: str) -> None:
    """As `re` sees them: ſ is an s, and the sign of Kelvin a k."""
    assert Keyed(_ODD[0]).search(text) is not None


def test_a_pattern_that_is_not_in_the_table_is_searched_everywhere() -> None:
    assert Keyed(_ODD[1]).may_find("no such word")
    assert [one[0] for one in Keyed(_ODD[1]).finditer("a Flying Fish")] == ["Flying Fish"]


def test_what_of_a_text_is_looked_up() -> None:
    assert find_words("Don't e-mail?") == {"don", "t", "e", "mail", "?"}


SPLIT: list[tuple[str, list[str]]] = [
    (r"one or another|(?:a third|a fourth)", ["one or another", "(?:a third|a fourth)"]),
    (r"(?:with [|)] and \)|another of them)", [r"with [|)] and \)", "another of them"]),
    (r"\b(?:this is a longer one|and this as well)\b",
     [r"\b(?:this is a longer one)\b", r"\b(?:and this as well)\b"]),
    (r"(?:this is a longer one|this as well)(?!\w)",
     [r"(?:this is a longer one)(?!\w)", r"(?:this as well)(?!\w)"]),
    (r"\b(?:short|ones)\b", [r"\b(?:short|ones)\b"]),
    (r"(?:one at the beginning|another)(?: at the end| of it)", []),
    (r"(?:one that may be left|out of this)?", []),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "parts"), SPLIT, ids=[one for one, _ in SPLIT])
def test_where_a_pattern_is_split(pattern: str, parts: list[str]) -> None:
    assert split_alternatives(pattern) == (parts or [pattern])


@pytest.mark.parametrize(
    ("text", "found"),
    [("it came last, then first", "last"), ("first and last", "first"), ("lasting", "lasting")],
)
def test_what_begins_first_is_found_and_then_what_is_said_first(text: str, found: str) -> None:
    hit = Keyed(r"\bfirst\b|\blasting\b|\blast").search(text)
    assert hit is not None and hit[0] == found
