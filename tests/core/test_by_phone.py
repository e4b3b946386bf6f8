"""What a mail leaves to the telephone or to a talk is no occasion for a draft."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daemon.core.detectors.by_phone import detect
from daemon.core.model import ReadMessage
from daemon.core.parse.phone_turns import TURNS, is_left_to_the_phone
from daemon.core.parse.phone_words import _ASKS, leaves_to_the_phone


@pytest.mark.parametrize(
    "text",
    [
        "Call me when you can.", "Give me a buzz tomorrow.", "I'll call you on Monday.",
        "I'll talk to you tom. about the percent stuff.", "Let's talk on Friday.",
        "Stop by when you get a chance.", "Can we talk about it?", "Ruf mich bitte an.",
        "Ich rufe dich morgen an.", "Lass uns morgen telefonieren.", "Appelle-moi demain.",
        "On s'appelle ce soir.", "Llámame mañana.", "Lo hablamos luego.",
    ],
)  # fmt: skip
def test_is_left_to_a_talk(text: str) -> None:
    assert [one.kind for one in detect(ReadMessage("", f"Hi Kim,\n\n{text}", False))] == [
        "by_phone"
    ]
    assert detect(ReadMessage(text, "", False)), "the subject says so, too"
    assert leaves_to_the_phone(text) and is_left_to_the_phone(text)
    assert is_left_to_the_phone(text.upper()) == leaves_to_the_phone(text.upper())


@pytest.mark.parametrize(
    "text",
    [
        "I can then go talk to them.", "You mentioned that they talk to him.", "",
        "Please call if you have any questions.", "If anything is unclear, call me.",
        "Call me with any questions.", "I talked to him on Friday.", "Call the office for it.",
        "Rufen Sie mich an, falls etwas unklar ist.", "Si besoin, appelez-moi.", "x" * 5000,
        "call " * 5000,
    ],
)  # fmt: skip
def test_is_an_offer_or_nothing(text: str) -> None:
    assert detect(ReadMessage("", text, False)) == ()
    assert not is_left_to_the_phone(text)


#: Letters for patterns are gathered at the first of them, which is no part of what is tested.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(st.data())
def test_what_it_finds_holds_one_of_its_parts(data: st.DataObject) -> None:
    asks, parts = data.draw(st.sampled_from(TURNS))
    text = data.draw(st.from_regex(re.compile(asks, re.IGNORECASE | re.ASCII)))
    assert any(part in text.lower() for part in parts.split(","))


@unhurried
@given(st.data())
def test_what_one_alone_is_searched_for_is_what_many_are(data: st.DataObject) -> None:
    asks = data.draw(st.sampled_from(sorted(_ASKS.parts.values())))
    text = data.draw(st.from_regex(re.compile(asks, re.IGNORECASE | re.ASCII)))
    end = data.draw(st.integers(1, len(text) + 5))
    assert is_left_to_the_phone(text, end) == leaves_to_the_phone(text, end)
