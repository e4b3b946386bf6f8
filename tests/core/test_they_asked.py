"""Whether words give somebody something to do is found where they begin, and nowhere else."""

from __future__ import annotations

import pytest

from daemon.core.reasons.they_asked import _SURELY, is_meant_to_be_done


@pytest.mark.parametrize(
    "text",
    [
        "Please send it.", "Could you, pls?", "Send it plz", "BITTE schicken.", "Merci de le faire",
        "S'il te plait, envoie-le", "s’il vous plaît", "por favor", "Was pleased; please.",
    ],
)  # fmt: skip
def test_it_is_asked_for(text: str) -> None:
    assert is_meant_to_be_done(text)


@pytest.mark.parametrize(
    "text", ["", "We were pleased.", "displease", "Let's talk.", "Bitter plans", "un favor, plzz"]
)
def test_it_is_not(text: str) -> None:
    assert not is_meant_to_be_done(text)


@pytest.mark.parametrize("before", ["", " ", "x", "1", ".", "please", "_", "é"])
@pytest.mark.parametrize("after", ["", " ", "x", "1", ".", " it", "é"])
def test_where_they_begin_is_enough(before: str, after: str) -> None:
    for asked in ("please", "PLS", "plz", "bitte", "s'il te plait", "merci de", "por favor"):
        text = f"Oh {before}{asked}{after}"
        assert is_meant_to_be_done(text) == (_SURELY.search(text) is not None), text
