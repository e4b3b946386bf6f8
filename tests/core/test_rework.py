"""How much of a draft was changed before it was sent."""

from __future__ import annotations

import pytest

from daemon.core.rework import share_changed

DRAFT = "Hello Ann,\n\none two three four five six seven eight.\n\n[[a word of yours]]\n\nNora\n"

SHARES = {
    "as it was": (DRAFT, 0.0),
    "with the place filled": (DRAFT.replace("[[a word of yours]]", "I read it twice on the train."),
                              0.0),
    "without the place": (DRAFT.replace("[[a word of yours]]\n\n", ""), 0.0),
    "wrapped, and in capitals": (DRAFT.replace(" five", "\nFIVE").replace("eight.", "eight!"), 0.0),
    "a word more": (DRAFT.replace("Hello Ann", "Hello dear Ann"), 1 / 12),
    "a word less": (DRAFT.replace("five ", ""), 1 / 11),
    "a word for a word": (DRAFT.replace("five", "fifty"), 1 / 11),
    "half of it anew": (DRAFT.replace("one two three four five six", "a b c d e f"), 6 / 11),
    "nothing left": ("Dear Bob, this is another letter altogether.", 1.0),
    "empty": ("", 1.0),
}  # fmt: skip


@pytest.mark.parametrize("name", SHARES)
def test_the_share_of_words_that_were_changed(name: str) -> None:
    sent, expected = SHARES[name]
    assert share_changed(DRAFT, sent) == pytest.approx(expected, abs=0.001)


def test_it_is_a_share_whatever_is_compared() -> None:
    texts = ["", "[[", "[[x]]", "]] [[", "a " * 5_000, "b " * 5_000, "\0", DRAFT, "é è", "🙂" * 99]
    for one in texts:
        assert share_changed(one, one) == 0.0
        for other in texts:
            assert 0.0 <= share_changed(one, other) <= 1.0
