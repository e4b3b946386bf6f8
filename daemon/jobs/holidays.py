"""Public holidays out of the store, so that nobody who reads has to load the tables of all
countries: a whole pass looks them up once a year, and anew where the tables are another version's.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.metadata import version

from daemon.core.model import Owner
from daemon.core.worktime import know_holidays, public_holidays
from daemon.store import Store


@cache
def _source() -> str:
    """Who says which days they are. What is installed says so in a long file."""
    return f"holidays {version('holidays')}"


def keep_holidays(store: Store, owner: Owner, now: datetime) -> None:
    """Have the store keep those of last year, this and the next."""
    if not owner.country:
        return
    source = _source()
    years = range(now.year - 1, now.year + 2)
    known = store.holidays.load_holidays(owner.country, source)
    know_holidays(owner.country, known)
    missing = [year for year in years if year not in known]
    if missing:
        found = {year: public_holidays(owner.country, year) for year in missing}
        store.holidays.record_holidays(owner.country, found, source)
