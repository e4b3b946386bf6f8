"""What is done of many at once is what is done of each."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.cli.columns import cell_width, cell_widths
from daemon.cli.screen import _beyond_ascii
from daemon.cli.words import ago, agos
from daemon.core.parse.harmless import clean_line, clean_lines

_TEXTS = st.lists(
    st.text(max_size=6) | st.text("ab |\t\n\u00a0\u034f\u200b漢é", max_size=6), max_size=5
)
_EPOCHS = st.lists(st.integers(0, 2**32), max_size=6)


@settings(deadline=None)
@given(_TEXTS, st.integers(3, 8))
def test_lines(texts: list[str], limit: int) -> None:
    assert clean_lines(texts, limit) == [clean_line(one, limit) for one in texts]


@settings(deadline=None)
@given(_TEXTS)
def test_widths(texts: list[str]) -> None:
    assert cell_widths(texts) == [cell_width(one) for one in texts]


@settings(deadline=None)
@given(_EPOCHS, st.integers(0, 2**32), st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kolkata")))
def test_how_long_ago(epochs: list[int], now: int, zone: str) -> None:
    moment, place = datetime.fromtimestamp(now, UTC), ZoneInfo(zone)
    told = [ago(datetime.fromtimestamp(one, UTC), moment, place) for one in epochs]
    assert agos(epochs, moment, place) == told


@settings(deadline=None)
@given(st.lists(st.integers(0, 600).map("a".__mul__) | st.text(max_size=4), max_size=6))
def test_what_is_not_ascii(texts: list[str]) -> None:
    text = "".join(texts).encode("utf-8", "ignore").decode()
    found = "".join(one for one in text if not one.isascii())
    assert _beyond_ascii(text.encode()) == found
