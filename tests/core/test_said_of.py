"""What the owner's mails say of somebody else, fit for an introduction."""

from __future__ import annotations

import pytest

from daemon.core.detectors import said_of
from daemon.core.model import ReadMessage


def read(text: str, *, outgoing: bool = True) -> dict[str, str]:
    return {one.value: one.quote for one in said_of.detect(ReadMessage("", text, outgoing))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("You asked about paper. Ann Lee is the best bookbinder I know.", "Ann Lee"),
        ("Hi Tom,\n\nAnn Lee restores maps for half the libraries of Leeds.", "Ann Lee"),
        ("Anna Weber ist eine sehr gute Architektin für alte Scheunen.", "Anna Weber"),
        ("Paul Girard dirige une petite imprimerie à Lille.", "Paul Girard"),
        ("Pedro Ruiz es el abogado que llevó lo nuestro.", "Pedro Ruiz"),
    ],
)
def test_the_owners_words_about_somebody(text: str, name: str) -> None:
    assert list(read(text)) == [name]
    # What others write about people is not the owner's word.
    assert not read(text, outgoing=False)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee is not the easiest person, but she is good.",
        "Ann Lee is the reason why we are late.",
        "Bob Ray is a drunk and owes me money.",
        "Ann Lee works at the hospital while she is ill.",
        "This is the best bookbinder I know.",
        "Ann Lee, can you come on Tuesday?",
        "Ann Lee was a bookbinder.",
        "Ann works as a translator in Kyoto.",
        "Is Ann Lee the best bookbinder you know?",
        "",
    ],
)
def test_what_is_unfit_or_unsaid_stays_where_it_is(text: str) -> None:
    assert read(text) == {}
