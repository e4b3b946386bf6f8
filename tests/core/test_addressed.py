"""Sentences that ask the owner by name, and requests that want something back."""

from __future__ import annotations

import pytest

from daemon.core.detectors.addressed import detect as detect_addressed
from daemon.core.detectors.wanted import detect as detect_wanted
from daemon.core.model import ReadMessage

KIM = frozenset({"kim", "lee"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kim, can you send it?", True),
        ("Hi all.\n\nKim, could you take this one?", True),
        ("Any thoughts, Kim?", True),
        ("@Kim can you check?", True),
        ("Bob and Kim: please let me know.", True),
        ("Kim please let me know.", True),
        ("Kim, kannst du das prüfen?", True),
        ("Bob, can you send it?", False),
        ("Any thoughts, Bob?", False),
        ("Kim sent it yesterday.", False),
        ("Kim, please file it.", False),  # to be done, not answered
        ("Did Kim send it?", False),  # about the owner, asked of others
        ("kim, can you send it?", False),  # a word, not surely a name
        ("Write to bob@kim.example?", False),
        ("", False),
    ],
)
def test_addressed(text: str, found: bool) -> None:
    assert bool(detect_addressed(ReadMessage("", text, False, KIM))) is found


def test_nobody_is_addressed_in_the_owners_own_mail_or_without_a_name() -> None:
    assert detect_addressed(ReadMessage("", "Kim, can you send it?", True, KIM)) == ()
    assert detect_addressed(ReadMessage("", "Kim, can you send it?", False)) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please provide the figures for March.", True),
        ("Could I have a copy?", True),
        ("I need the list by Friday.", True),
        ("Please take a look at the draft.", True),
        ("Bitte die Unterlagen zusenden.", True),
        ("Please book the room.", False),
        ("Please provide the list to the client.", False),  # it does not come back
        ("I sent the figures.", False),
        ("Thank you for the copy.", False),
        ("", False),
    ],
)
def test_wanted(text: str, found: bool) -> None:
    assert bool(detect_wanted(ReadMessage("", text, False))) is found
