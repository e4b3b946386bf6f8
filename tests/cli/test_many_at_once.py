"""What is done of many at once is what is done of each."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones
from zoneinfo._zoneinfo import ZoneInfo as ReadableZone

from hypothesis import given
from hypothesis import strategies as st

from daemon.cli.columns import cell_width, cell_widths
from daemon.cli.screen import _beyond_ascii
from daemon.cli.words import ago, agos
from daemon.core.clocks import SPAN, local_times
from daemon.core.parse.harmless import clean_line, clean_lines

_TEXTS = st.lists(
    st.text(max_size=6) | st.text("ab |\t\n\u00a0\u034f\u200b漢é", max_size=6), max_size=5
)
_EPOCHS = st.lists(st.integers(0, 2**32), max_size=6)


@given(_TEXTS, st.integers(3, 8))
def test_lines(texts: list[str], limit: int) -> None:
    assert clean_lines(texts, limit) == [clean_line(one, limit) for one in texts]


@given(_TEXTS)
def test_widths(texts: list[str]) -> None:
    assert cell_widths(texts) == [cell_width(one) for one in texts]


@given(_EPOCHS, st.integers(0, 2**32), st.sampled_from(("UTC", "Europe/Berlin", "Asia/Kolkata")))
def test_how_long_ago(epochs: list[int], now: int, zone: str) -> None:
    moment, place = datetime.fromtimestamp(now, UTC), ZoneInfo(zone)
    told = [ago(datetime.fromtimestamp(one, UTC), moment, place) for one in epochs]
    assert agos(epochs, moment, place) == told


@given(st.lists(st.integers(0, 600).map("a".__mul__) | st.text(max_size=4), max_size=6))
def test_what_is_not_ascii(texts: list[str]) -> None:
    text = "".join(texts).encode("utf-8", "ignore").decode()
    found = "".join(one for one in text if not one.isascii())
    assert _beyond_ascii(text.encode()) == found


@given(_EPOCHS, st.sampled_from(sorted(available_timezones())))
def test_local_times(epochs: list[int], name: str) -> None:
    zone = ZoneInfo(name)
    told = [datetime.fromtimestamp(one, zone).isoformat() for one in epochs]
    assert [one.isoformat() for one in local_times(epochs, zone)] == told


def test_no_clock_is_put_on_and_back_within_a_span() -> None:
    for name in sorted(available_timezones()):
        changes = [one for one in ReadableZone(name)._trans_utc if one >= 0]
        assert all(later - sooner > SPAN for sooner, later in pairwise(changes)), name
