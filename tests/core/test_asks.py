"""Asks: what is one, what only looks like one, and what the learned model adds."""

from __future__ import annotations

import pytest

from daemon.core.detectors.asks import detect
from daemon.core.model import ReadMessage
from daemon.core.parse.ask_rules import read_cues
from daemon.core.parse.intent_features import intent_features
from daemon.core.parse.intent_model import (
    BALANCED,
    SURE,
    is_intent,
    load_weights,
    reads_english,
    score_intent,
)


def kinds(text: str, names: frozenset[str] = frozenset(), recipients: int = 1) -> list[str]:
    message = ReadMessage("", text, False, names, recipients, recipients)
    return [finding.kind for finding in detect(message)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("That will be either Juan Jos? Garcia or Ann, prior to it?s execution.", []),
        ("It will be Jos? Garcia, prior to it?s end. Can you sign it?", ["ask"]),
        ("It will be signed by Bob?", ["ask"]),
        ("See http://x.example/a?b=c. It will be signed by Bob?", ["ask"]),
        ("Do the others have it? I had asked you that and you told me so.", []),
        ("Why so late? Because nobody asked.", []),
        ("Do you have the file? Never mind, found it.", []),
        ("Do you have the file? Nothing came here.", []),
        ("Wer kommt? Niemand.", []),
        ("Do you have the file? I asked you to send it, did you?", ["ask", "ask"]),
        ("Can you come? I will be there.", ["ask"]),
        ("Will you please keep me in the loop about it?", ["task"]),
        ("Please keep me posted on the lease.", ["task"]),
        ("Halten Sie mich bitte auf dem Laufenden.", ["task"]),
    ],
)
def test_marks_that_were_letters_and_questions_taken_back(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Comments?",
        "Tuesday at 3?",
        "Price?",
        "Is this for Acme Corp.?",
        "Could we move the review to Monday.",
        "Can people check these dates by Friday.",
        "I would like to know when the hearing is.",
        "I'd appreciate your help with the audit.",
        "We would really appreciate your comments.",
        "Did she ask, and what did you say ?",
        "Wann passt es dir ?",
        "Kannst du mir bis Freitag Bescheid geben?",
        "Schicken Sie uns bitte eine kurze Bestätigung.",
        "Tu viens demain ?",
        "D'accord pour lundi ?",
        "Pouvez-vous nous envoyer le devis ?",
        "¿Podrías confirmarme la hora?",
        "Por favor, envíame el contrato firmado.",
    ],
)
def test_asks_that_want_an_answer(text: str) -> None:
    assert kinds(text) == ["ask"]


@pytest.mark.parametrize(
    "text",
    [
        # An offer, thanks, small print.
        "If you need a copy of the statement, please let me know.",
        "If anyone wants a copy, just let me know.",
        "For more information please call us.",
        "I really appreciate your help in getting this cleaned up.",
        "If you are not the intended recipient, please contact the sender.",
        "Please notify us if you have received this in error.",
        "Please give me a call if you cannot attend.",
        "How the devil are you?",
        "Savings for you through May, while supplies last. Would you like more?",
        "If you would like to watch, the door is open.",
        "Forgot your password?",
        # About somebody else.
        "They will let me know by Friday.",
        "She has let me know that she is ill.",
        "He is checking and will get back to me today.",
        # Told, quoted, or a mark that a broken character set left.
        'She smiled: "How was it for you?"',
        "> Could you send it?",
        "&gt; Could you send it?",
        "We met at the Irvine location.?",
        "That is good stuff?.",
        "I told them that it was a reason to stay?.",
        "Any question, please advise.",
        "Who knows what he will say to her?",
        "Supply contracts for the east ?",
        "Attached is the final (?)",
        "They were out until noon (?)",
        "Schöne Grüße aus Wien.?",
        "Wenn Sie Hilfe brauchen, sind wir für Sie da.",
        "N'hésitez pas à nous appeler.",
        "Si tienes alguna duda, quedo a tu disposición.",
    ],
)
def test_what_asks_nothing(text: str) -> None:
    assert kinds(text) == []


def test_a_request_that_the_model_finds_unlikely_is_no_more_than_a_task() -> None:
    text = "Hey, I was just thinking about the lake and started wondering how the boat was doing."
    assert read_cues(text).kind == "request"
    assert score_intent(text) < SURE
    assert kinds(text) == ["task"]
    # It knows no German: there the turns of phrase decide alone.
    assert kinds("Bitte um kurze Rückmeldung.") == ["ask"]


@pytest.mark.parametrize(
    ("text", "recipients", "found"),
    [
        ("Jay, you're in the best position to tell us, please advise.", 2, 0),
        ("Before that: send it. Jay: please confirm the date.", 2, 0),
        ("Jay/Bob?", 2, 0),
        ("Heidi or Jay, do you know it?", 2, 0),
        ("Jay/Kim?", 2, 1),
        ("Jay/Bob?", 1, 1),
        ("Note: please confirm the date.", 2, 1),
    ],
)
def test_who_is_called(text: str, recipients: int, found: int) -> None:
    assert kinds(text, frozenset({"kim"}), recipients).count("ask") == found


def test_a_long_circular_is_heard_only_at_its_beginning_and_end() -> None:
    story = ["Once upon a time there was a road through the hills."] * 60
    middle = [*story[:30], "Where did it lead?", *story[:30]]
    assert kinds("\n\n".join(middle)) == []
    assert kinds("\n\n".join([*story, "Where shall we meet?"])) == ["ask"]
    assert kinds("\n\n".join(["Where shall we meet?", *story])) == ["ask"]
    assert kinds("\n\n".join(middle[20:40])) == ["ask"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Please join us for lunch on Friday.", True),
        ("Let's discuss this over coffee tomorrow.", True),
        ("Call me if you want to meet on Thursday.", True),
        ("I would like to meet with you next week.", True),
        ("Check the numbers and send them back.", True),
        ("The pipeline was closed for three days last year.", False),
        ("It was a pleasure, and the report is attached.", False),
        ("Their lawyer thinks that the contract is valid.", False),
        ("", False),
    ],
)
def test_the_model_tells_intents_from_news(text: str, is_one: bool) -> None:
    assert is_intent(text) is is_one


def test_the_weights_are_whole_and_small() -> None:
    weights = load_weights()
    assert 3_000 < len(weights) < 6_000
    assert "#bias" in weights
    assert all(abs(weight) < 5 for weight in weights.values())
    assert BALANCED < SURE


def test_names_and_numbers_are_classes_to_the_model() -> None:
    def features(text: str) -> set[str]:
        return intent_features(text, read_cues(text))

    assert features("Tell Zora on Monday at 5.") == features("Tell Quentin on Friday at 9.")
    assert "_name" in features("Tell Zora on Monday at 5.")


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("Please send me the draft.", True),
        ("Laat me even weten of het lukt.", False),
        ("Gib mir Bescheid, ob es passt.", False),
        ("Merci de me confirmer la date.", False),
        ("Avísame cuando llegues.", False),
    ],
)
def test_the_model_knows_what_it_cannot_read(text: str, is_english: bool) -> None:
    assert reads_english(text) is is_english


@pytest.mark.parametrize(
    "text",
    [
        "Could you please take care of this?",
        "Can you forward the minutes to the board?",
        "Will you look after the guests?",
    ],
)
def test_what_is_handed_on_is_to_be_done_not_answered(text: str) -> None:
    assert kinds(text) == ["task"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They are back down again?", []),
        ("Came out after I left, he told the press?", []),
        ("I can come at ten, ok?", ["ask"]),
        ("She agreed, right?", ["ask"]),
        ("We're still on for Friday?", ["ask"]),
        ("Can you send it to me?", ["ask"]),
    ],
)
def test_a_remark_with_a_question_mark(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
