"""Introductions in mail: who presents whom, whom it was asked of, and what became of it."""

from __future__ import annotations

import pytest

from daemon.core.detectors import introductions as detector
from daemon.core.model import MessageKind, ReadMessage


def kinds(
    text: str, subject: str = "", *, outgoing: bool = False, recipients: int = 2
) -> dict[str, str]:
    message = ReadMessage(subject, text, outgoing, recipients=recipients)
    return {one.kind: one.value for one in detector.detect(message)}


PRESENTED = [
    ("Nora, meet Tomás. He runs a lab in Bilbao.", "Nora, Tomás"),
    ("Dear Mei-Lin, dear Rasmus,\n\nI'd like to introduce you to each other.", "Mei-Lin, Rasmus"),
    ("Ann, Bob: you two should talk.", "Ann, Bob"),
    ("Nora, this is Tom. Tom, this is Nora.", "Nora, Tom"),
    ("Anna, Tom, ich möchte euch gern miteinander bekannt machen.", "Anna, Tom"),
    ("Bonjour Anne, bonjour Paul, je vous mets en relation.", "Anne, Paul"),
    ("Ana, te presento a Pedro.", "Ana, Pedro"),
]


@pytest.mark.parametrize(("text", "names"), PRESENTED)
def test_an_introduction_is_seen_with_its_names(text: str, names: str) -> None:
    assert kinds(text)["introduction"] == names
    # To one reader alone nobody is presented; to many it is an announcement.
    assert "introduction" not in kinds(text, recipients=1)
    assert "introduction" not in kinds(text, recipients=9)


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Mei-Lin Tan <> Rasmus Holt", True),
        ("Intro: Ann & Bob", True),
        ("Nora, meet Tomás", True),
        ("Vorstellung: Anna und Tom", True),
        ("Re: Mei-Lin Tan <> Rasmus Holt", False),
        ("Introduction to finance", False),
        ("Meet the team", False),
    ],
)
def test_a_subject_may_say_it_alone(subject: str, found: bool) -> None:
    assert ("introduction" in kinds("As I told both of you.", subject)) is found


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to introduce you to our new platform.",
        "Let me introduce myself: I run a small firm.",
        "Could you introduce me to Ann Lee at the ministry?",
        "I'll introduce you to Ann when we are in Paris.",
        "Please meet in room 4 instead of room 6.",
        "Ann and Tom, meet me at the gate at nine.",
        "YOU WILL HAVE TO MEET THE 3% RULE.",
        "Je vous présente ci-dessous nos nouveaux tarifs.",
        "Können wir euch am Dienstag die neue Software vorstellen?",
        "",
    ],
)
def test_what_only_sounds_like_one_is_silent(text: str) -> None:
    assert "introduction" not in kinds(text)


def test_machines_introduce_nobody() -> None:
    text = "Nora, meet Tomás."
    bulk = ReadMessage("", text, outgoing=False, recipients=2, kind=MessageKind.BULK)
    assert detector.detect(bulk) == ()


@pytest.mark.parametrize(
    "text",
    [
        "May I put you in touch with her?",
        "Would you be open to an intro to a friend?",
        "Is it okay if I introduce you to Ann Lee?",
        "Darf ich dir Anna Weber vorstellen?",
        "Puis-je te mettre en contact avec Anne ?",
        "¿Puedo ponerte en contacto con Pedro?",
    ],
)
def test_asking_first_is_seen(text: str) -> None:
    assert "introduction_asked" in kinds(text, outgoing=True, recipients=1)
    assert "introduction" not in kinds(text, outgoing=True, recipients=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An echo and good taste, yes please. Go ahead.", "agrees"),
        ("Sure, I'd be happy to talk to her.", "agrees"),
        ("Gern!", "agrees"),
        ("Avec plaisir.", "agrees"),
        ("Claro que sí.", "agrees"),
        ("No thank you, I'm swamped until May.", "declines"),
        ("Lieber nicht, ich habe gerade keine Zeit.", "declines"),
        ("Pas maintenant.", "declines"),
        ("Ahora no, gracias.", "declines"),
        ("Yes, but not right now, I'm too busy.", ""),
        ("The echo is on floor six.", ""),
    ],
)
def test_a_plain_yes_or_no(text: str, said: str) -> None:
    found = kinds(text, "Re: May I put you in touch?", recipients=1)
    assert set(found) & {"agrees", "declines"} == ({said} if said else set())
    assert not set(kinds(text, outgoing=True)) & {"agrees", "declines"}


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the intro, Nora (moving you to bcc).",
        "Thank you Nora, moving you to cc. Mei-Lin, I'm in Rotterdam on Tuesday.",
        "Danke fürs Vernetzen!",
        "Merci pour la mise en relation.",
        "Gracias por la presentación.",
    ],
)
def test_thanks_for_an_introduction(text: str) -> None:
    assert "introduction_thanks" in kinds(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rasmus and I had a great call yesterday.", True),
        ("I finally met Tom, and we will build it.", True),
        ("We haven't met yet.", False),
        ("If we met in May, that would be early enough.", False),
    ],
)
def test_that_they_met(text: str, found: bool) -> None:
    assert ("met_somebody" in kinds(text)) is found
