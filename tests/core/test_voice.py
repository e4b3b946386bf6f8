"""Voice: how the owner greets and takes leave, and that drafts do it the same way."""

from __future__ import annotations

import pytest

from daemon.core.detectors import voice
from daemon.core.mail import MessageKind
from daemon.core.model import ReadMessage
from daemon.core.voice import Manner, Voice, learn_voice


def detect(text: str, signature: str = "", **changes: object) -> dict[str, str]:
    message = ReadMessage("", text, True, signature=signature, **changes)  # type: ignore[arg-type]
    return {one.kind: one.value for one in voice.detect(message)}


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Hi Kim,\n\nit is done.", "Hi Kim,"),
        ("hi kim,\nit is done.", "hi kim,"),
        ("Kim,\n\nit is done.", "Kim,"),
        ("Kim -\nit is done.", "Kim -"),
        ("Hi Kim, it is done.", "Hi Kim,"),
        ("Dear Dr. Weber,\nit is done.", "Dear Dr. Weber,"),
        ("Sehr geehrte Frau Weber,\n", "Sehr geehrte Frau Weber,"),
        ("Liebe Anna!\n", "Liebe Anna!"),
        ("Bonjour Claire,\n", "Bonjour Claire,"),
        ("Hola, Ana:\n", "Hola, Ana:"),
        ("Hello,\n", "Hello,"),
        ("\n\n  Hey Kim!\n", "Hey Kim!"),
    ],
)
def test_greetings(text: str, greeting: str) -> None:
    assert detect(text) == {"greets": greeting}


@pytest.mark.parametrize(
    "text",
    ["", "Thanks, that works.", "Hi all,\n", "Yes, on Monday.", "The report is done.", "Sure -",
     "Hi there,\n", "I will, of course.", "Hi\n", "kim, see below", "x" * 5000, "Hi " * 5000],
)  # fmt: skip
def test_no_greeting_is_found_in(text: str) -> None:
    assert detect(text) == {}


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        ("Best wishes,\nNora", {"leaves": "Best wishes,", "signs": "Nora"}),
        ("Viele Grüße\nNora Lind\n+31 20 000", {"leaves": "Viele Grüße", "signs": "Nora Lind"}),
        ("Thanks\nN.", {"leaves": "Thanks", "signs": "N."}),
        ("Kam", {"signs": "Kam"}),
        ("--\n+31 20 000 0142", {}),
        ("", {}),
    ],
)
def test_leave(signature: str, said: dict[str, str]) -> None:
    assert detect("It is done", signature) == said


def test_nothing_is_found_in_mail_of_others_to_many_or_by_machines() -> None:
    text, sign = "Hi Kim,\nit is done.", "Best,\nNora"
    assert voice.detect(ReadMessage("", text, False, signature=sign)) == ()
    assert detect(text, sign, recipients=2) == {}
    assert detect(text, sign, kind=MessageKind.LIST_POST) == {}


HI, BARE = Manner("Hi Kim,", "Best,", "Nora", "Kim"), Manner("Kim,", "", "N", "Kim")
ANN = Manner("Dear Ann,", "Kind regards", "Nora Lind", "Ann")
LIEB = Manner("Liebe Kim,", "Liebe Grüße", "Nora", "Kim")


def learn(own: list[Manner], general: list[Manner], language: str = "en") -> Voice:
    return learn_voice(own, general, language, "Kim", "Nora Lind")


def test_a_person_is_greeted_as_always() -> None:
    assert learn([HI, HI], [ANN] * 9).greeting == "Hi Kim,"
    assert learn([BARE] * 3 + [HI], []).greeting == "Kim,"


def test_somebody_new_is_greeted_as_others_are() -> None:
    assert learn([], [ANN] * 9) == Voice("Dear Kim,", "Kind regards", "Nora Lind")
    assert learn_voice([], [ANN] * 9, "en", "", "Nora Lind").greeting == "", "no name, no greeting"


def test_once_is_no_habit_and_many_ways_are_none() -> None:
    assert learn([HI], []) == Voice()
    assert learn([HI, BARE, HI, BARE], []).greeting == ""
    assert learn([], [HI] * 4).greeting == ""


def test_words_stand_in_their_own_language_only() -> None:
    assert learn([LIEB] * 3, []) == Voice(name="Nora")
    assert learn([LIEB] * 3, [], "de") == Voice("Liebe Kim,", "Liebe Grüße", "Nora")
    assert learn([BARE] * 3, [], "fr").greeting == "Kim,"


def test_thanks_are_no_leave_and_hours_no_greeting() -> None:
    thanks = Manner("Good morning Kim,", "Thanks,", "Nora", "Kim")
    assert learn([thanks] * 5, []) == Voice(name="Nora")


def test_a_signature_begins_like_the_owners_name() -> None:
    assert learn([Manner(name="Sent from a phone")] * 5, []).name == ""
    assert learn([BARE] * 5, []).name == "N"


def test_a_nickname_that_the_owner_uses_is_right() -> None:
    kimmie = Manner("Hey Kimmie!", "", "", "Kim")
    assert learn([kimmie] * 2, [HI] * 9).greeting == "Hey Kimmie!"
    assert learn([], [Manner("{} Kim,", first_name="Kim")] * 9).greeting == ""
