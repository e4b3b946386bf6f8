"""Public holidays are looked up by a pass, kept in the store, and taken from there."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daemon.core.model import Owner
from daemon.core.worktime import public_holidays
from daemon.jobs.holidays import keep_holidays
from daemon.store import Store, open_store

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NORA = Owner("Nora", ("nora@lindqvist.example",), "Europe/Amsterdam", country="NL")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


def kept(store: Store) -> list[tuple[str, int, str, str]]:
    return store.database.execute_sql(
        "SELECT country, year, days, source FROM holiday ORDER BY year"
    ).fetchall()


def test_three_years_are_kept_as_the_library_has_them(url: str) -> None:
    with open_store(url, NORA) as store:
        keep_holidays(store, NORA, NOW)
        known = store.holidays.load_holidays("NL")
    assert list(known) == [2025, 2026, 2027]
    assert date(2026, 4, 27) in known[2026]
    for year, days in known.items():
        assert days == public_holidays("NL", year) and len(days) > 5


def test_only_what_is_missing_or_of_another_version_is_written(url: str) -> None:
    with open_store(url, NORA) as store:
        keep_holidays(store, NORA, NOW)
        before = kept(store)
        store.database.execute_sql("UPDATE holiday SET days = '2027-01-01' WHERE year = 2027")
        keep_holidays(store, NORA, NOW)
        assert store.holidays.load_holidays("NL")[2027] == {date(2027, 1, 1)}
        store.database.execute_sql("UPDATE holiday SET source = 'holidays 0.1'")
        keep_holidays(store, NORA, NOW)
        assert kept(store) == before


def test_nothing_is_kept_for_nobody_s_country(url: str) -> None:
    with open_store(url, NORA) as store:
        keep_holidays(store, Owner("Nora", ("nora@lindqvist.example",)), NOW)
        assert kept(store) == []


def test_who_reads_them_from_the_store_needs_no_library() -> None:
    code = (
        "import sys\nfrom datetime import date\n"
        "from daemon.core.worktime import know_holidays, public_holidays\n"
        "know_holidays('NL', {2026: frozenset([date(2026, 4, 27)])})\n"
        "print(sorted(public_holidays('NL', 2026)), 'holidays' in sys.modules)\n"
        "print(len(public_holidays('NL', 2020)) > 5, 'holidays' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["[datetime.date(2026, 4, 27)] False", "True True"]
