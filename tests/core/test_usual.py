"""What is said of how often two are in touch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.model import Person
from daemon.core.usual import usual_in_words

LAST = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "touches", "span", "said"),
    [
        (21.0, 35, 700, "every 3 weeks"),
        (7.0, 12, 80, "every 7 days"),
        (0.5, 100, 90, "every day"),
        (None, 3, 400, ""),
        (2.0, 9, 59, ""),  # one lively exchange
        (2.0, 4, 300, ""),  # two of them, most of a year apart
        (1.0, 5, 400, ""),
    ],
)
def test_only_a_rhythm_is_told(cadence: float | None, touches: int, span: int, said: str) -> None:
    first = LAST - timedelta(days=span)
    person = Person("p1", "Ann Lee", ("ann@example.net",), cadence_days=cadence, first_seen=first,
                    last_touch=LAST, touches_out=touches)  # fmt: skip
    assert usual_in_words(person) == said
