"""What review teaches: a reason whose drafts are thrown away sinks, one whose drafts are sent
rises, and little is made of little.
"""

from __future__ import annotations

import pytest

from daemon.core.learned import Reviewed, apply_learned, weigh
from daemon.core.model import Person, Suggestion


@pytest.mark.parametrize(
    ("sent", "discarded", "weight"),
    [
        (0, 0, 1.0),
        (3, 3, 1.0),
        (0, 1, 0.89),
        (1, 0, 1.11),
        (0, 4, 0.67),
        (0, 99, 0.5),
        (99, 0, 1.25),
    ],
)
def test_weights(sent: int, discarded: int, weight: float) -> None:
    assert weigh(Reviewed(sent, discarded)) == pytest.approx(weight, abs=0.01)


def test_more_thrown_away_never_counts_more() -> None:
    for sent in range(20):
        weights = [weigh(Reviewed(sent, discarded)) for discarded in range(40)]
        assert weights == sorted(weights, reverse=True)


def test_what_was_rewritten_counts_less_but_more_than_what_was_thrown_away() -> None:
    for sent in range(1, 20):
        for rewritten in range(1, sent + 1):
            as_it_was, anew = weigh(Reviewed(sent)), weigh(Reviewed(sent, 0, rewritten))
            thrown_away = weigh(Reviewed(sent - rewritten, rewritten))
            assert as_it_was >= anew >= thrown_away
    assert weigh(Reviewed(4)) > weigh(Reviewed(4, 0, 4)) > weigh(Reviewed(0, 4))
    assert weigh(Reviewed(4, 0, 4)) < 1.0
    said = apply_learned(offer("check_in", 1, 50.0), {"check_in": Reviewed(4, 0, 4)}).learned
    assert said.startswith("of your last 4 drafts for this reason you sent 4 (4 of them rewritten)")


def offer(kind: str, number: int, score: float) -> Suggestion:
    return Suggestion(kind, Person(f"p{number}", "Ann", ()), "r", "a", "o", score)


def test_the_ranking_changes_and_says_why() -> None:
    learned = {"check_in": Reviewed(1, 9), "fact_word": Reviewed(8, 0)}
    first = apply_learned(offer("check_in", 1, 50.0), learned)
    second = apply_learned(offer("fact_word", 2, 45.0), learned)
    assert first.score < second.score <= 100
    assert first.learned == (
        "of your last 10 drafts for this reason you sent 1 and threw away 9: it counts 0.56 times, "
        "28 instead of 50"
    )
    unknown = offer("reply_owed", 3, 70.0)
    assert apply_learned(unknown, learned) == unknown
