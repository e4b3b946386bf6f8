"""Questions and requests after which nobody waits: rhetoric, offers, small talk."""

from __future__ import annotations

import pytest

from daemon.core.detectors.asks import detect
from daemon.core.model import ReadMessage


def kinds(text: str, outgoing: bool = False) -> list[str]:
    return [finding.kind for finding in detect(ReadMessage("", text, outgoing))]


@pytest.mark.parametrize(
    "text",
    [
        # Rhetoric, in seven languages.
        "Isn't that lovely?",
        "Ain’t she sweet?",
        "Don't you just hate Mondays?",
        "Doesn't that beat everything??",
        "Where did the time go?",
        "Guess who came to the fair!?",
        "Are you kidding me?",
        "Ist das nicht herrlich?",
        "Was soll's?",
        "Qui sait ?",
        "¿No es increíble?",
        "Wie weet?",
        "Non è bello?",
        "Quem diria?",
        # A talk that was pasted.
        "Holt, Kim says: do you have the keys of the van?",
        "Bob Meyer schrieb: kommst du am Montag?",
        # Offers: who does not wish it says nothing.
        "Let me know if you would like to see a larger sample.",
        "If you want me to send the photos again, let me know.",
        "Please let us know if you’d like another copy.",
        "Sag Bescheid, falls ich noch etwas mitbringen soll.",
        "Dites-moi si vous voulez que je renvoie le plan.",
    ],
)
def test_what_its_writer_has_answered_or_offers(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Isn't that the plan we signed?",
        "Guess you saw it, but when is it due?",
        "As I said: can you come on Monday?",
        "Ist das nicht möglich?",
        "Non è possibile lunedì?",
        "Let me know if you want to join us.",
        "If you want us to meet on Friday, let me know.",
        "Let me know if you want another copy or not.",
    ],
)
def test_what_looks_like_rhetoric_or_an_offer(text: str) -> None:
    assert kinds(text) == ["ask"]


@pytest.mark.parametrize(
    "text",
    [
        "How was your weekend?",
        "So, how were your holidays in Rome?",
        "How is your day going?",
        "Did you all have a really good trip?",
        "Wie war dein Urlaub?",
        "Comment se sont passées tes vacances ?",
        "¿Cómo estuvo tu fin de semana?",
        "Com'è andato il weekend?",
        "Hoe was je vakantie?",
        "Como foi o seu fim de semana?",
    ],
)
def test_who_makes_talk_does_not_wait_and_who_is_asked_may_answer(text: str) -> None:
    assert kinds(text, outgoing=True) == []
    assert kinds(text) == ["ask"]


@pytest.mark.parametrize(
    "text",
    [
        "How was the hearing?",
        "How is your week looking?",
        "How is the week of the 5th?",
        "Did you have a chance to book the trip?",
        "Did you enjoy the draft?",
    ],
)
def test_questions_that_are_no_small_talk(text: str) -> None:
    assert kinds(text, outgoing=True) == ["ask"]
