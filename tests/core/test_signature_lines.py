"""Where a signature begins when nothing but a name, a title or a number says so."""

from __future__ import annotations

import pytest

from daemon.core.parse.signature import split_signature

WORDS = "The room is booked.\n\n"

SIGNATURES = [
    # sender, signature
    ("Bee, Ann", "Ann Bee - 212-555-0187."),
    ("Bee, Ann", "AnnBee\nHarbour Desk"),
    ("Bee, Ann", "Thanks,  Ann Bee\n# 212-555-0187"),
    ("", "Carla Mulder\nManager, Gas Operations\nAcme Ltd.\n212-555-0187"),
    ("", "J. E. Mulder\nManager\nPlanning"),
    ("Acme Notices", "Carla Mulder\nDirector of Planning"),
]

WORDS_OF_THE_AUTHOR = [
    ("", " - Harbour.xls"),
    ("", " - HARBOUR MAP.DOC"),
    ("", "Harbour View\nno title below"),
    ("", "Love, Aunt Mary\n\nP.S. Bob sends his love.\n\nP.P.S. Come and see us!"),
    ("Bee, Ann", "Thanks, Ann\n\nDid the van come on Monday?"),
]


@pytest.mark.parametrize(("sender", "signature"), SIGNATURES)
def test_takes_what_is_below_the_words(sender: str, signature: str) -> None:
    assert split_signature(WORDS + signature, sender) == (WORDS.strip(), signature)


@pytest.mark.parametrize(("sender", "more"), WORDS_OF_THE_AUTHOR)
def test_leaves_words_to_their_author(sender: str, more: str) -> None:
    assert split_signature(WORDS + more, sender)[1] == ""
