"""When answers prove that sent mail leaves no copies: each guard alone keeps it silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.lost_copies import Answer, count_lost

COPY = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = {"nora.example"}


def day(number: float) -> datetime:
    return COPY + timedelta(days=number)


def answer(number: int) -> Answer:
    return Answer(number, f"s{number}", day(5 + number), f"{number}@theirs.example",
                  f"{number}@nora.example", copied=False)  # fmt: skip


LOST = [answer(number) for number in range(4)]
KEPT = [replace(one, copied=True) for one in map(answer, range(5))]
QUOTED = [replace(one, quoted_at=day(3)) for one in LOST]


@pytest.mark.parametrize(
    ("answers", "before", "people"),
    [
        (LOST, KEPT, 4),
        (LOST[:3], KEPT, 3),
        (LOST[:2], KEPT, 0),
        ([replace(one, person=1) for one in LOST], KEPT, 0),
        ([replace(one, subject="news") for one in LOST], KEPT, 0),
        ([replace(one, parent="1@else.example") for one in LOST], KEPT, 0),
        ([replace(one, message_id="1@nora.example") for one in LOST], KEPT, 0),
        ([replace(one, wrote_before=day(-1)) for one in LOST], KEPT, 0),
        ([replace(one, wrote_before=day(-3)) for one in LOST], KEPT, 4),
        ([replace(one, quoted_at=day(0.5)) for one in LOST], KEPT, 0),
        ([*LOST, KEPT[4]], KEPT, 4),
        ([*LOST, *KEPT[3:]], KEPT, 0),
        (LOST, KEPT[:4], 0),
        (LOST, [*KEPT, *LOST], 0),
        (QUOTED, [], 4),
        (QUOTED[:2] + LOST[2:], [], 0),
    ],
)
def test_lost(answers: list[Answer], before: list[Answer], people: int) -> None:
    assert count_lost(answers, before, COPY, OWN) == people
