"""A word without accents is the same by the short way as by the long one."""

from __future__ import annotations

import unicodedata

import pytest

from daemon.core import names


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
