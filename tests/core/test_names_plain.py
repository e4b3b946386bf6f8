"""A word without accents, and a name without oddities, is the same by the short way as by the long
one.
"""

from __future__ import annotations

import unicodedata

import pytest

from daemon.core import full_names, names
from daemon.core.full_names import parse_full_name


@pytest.mark.parametrize(
    "word",
    [
        "",
        "Ann",
        "O'BRIEN-Lee 3rd",
        "Jr.,",
        ",a.",
        "a\x00B\x7fC",
        "Łódź",
        "İSTANBUL",
        "Straße",
        "ÅSE",
    ],
)
def test_ascii_is_no_exception(word: str) -> None:
    spread = unicodedata.normalize("NFD", names._lowered(word))
    plain = "".join(one for one in spread if not unicodedata.combining(one))
    assert names.plain_letters(word) == plain


ODD = sorted(names._TOLD_APART | names.NAME_PARTICLES | {"im", "behalf"})


@pytest.mark.parametrize("word", [*ODD, "bee", "steve", "bill"])
def test_a_name_of_two_plain_words_is_no_exception(word: str) -> None:
    """It is read in one step where nothing is left out of it, in ten where anything may be."""
    for other in (*ODD, "ann", "lee", word):
        for name in (f"{word} {other}", f"{word} {other}".title(), f"{word} {other}".upper()):
            assert parse_full_name(name) == full_names._parse(name)


@pytest.mark.parametrize(
    "name", ["Ann Bee\n", "Ann  Bee", "Ann Bée", "ANN BEE", "Ann B", "Ann Ann"]
)
def test_what_is_nearly_such_a_name_is_read_in_full(name: str) -> None:
    assert parse_full_name(name) == full_names._parse(name)


def test_every_letter_of_such_a_name_is_no_exception() -> None:
    for letter in map(chr, range(0x80, 0x530)):
        for name in (f"{letter}nn Bee", f"A{letter}n Bee", f"Ann B{letter}", f"{letter} Bee"):
            assert parse_full_name(name) == full_names._parse(name), name


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "ANN LEE",
        "ann von",
        "Мария Петрова",
        "Sales Lee",
        "Bob at",
        "vıa Lee",
        "Im Auftrag",
        "\u0374a Lee",
        "e\u0301a Lee",
        "A" * 50 + " " + "b" * 50,
        "日本 太郎",
    ],
)
def test_two_words_are_a_name_as_any_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = names.plain_name(name, "")
    monkeypatch.setattr(names, "_is_two_words", lambda _: False)
    assert short == names.plain_name(name, "")
