"""What became of a year of drafts, month by month, for owners of several kinds.

    python -m bench.review_year --seeds 3

Prints a table a year: how many drafts were placed, sent, edited, thrown away and taken back.
The simulation (`tests/core/reviewed_year.py`) stops at the first day on which anything is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.core.reviewed_year import OWNERS, Year, simulate  # noqa: E402

_FATES = ("placed", "sent", "edited", "thrown away", "taken back")


def show(name: str, year: Year) -> None:
    """The table of one year."""
    print(name.ljust(16), *(f"{month:>4}" for month in range(1, 13)), " year", sep="")
    for fate in _FATES:
        counts = [year.fates.get(month, Counter())[fate] for month in range(1, 13)]
        print(f"  {fate:<14}", *(f"{one:>4}" for one in counts), f"{sum(counts):>5}", sep="")
    print()


def main() -> None:
    """Parse arguments, live through the years, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    given = parser.parse_args()
    for kind, habits in OWNERS.items():
        for seed in range(1, given.seeds + 1):
            show(f"{kind}, seed {seed}", simulate(habits, seed))


if __name__ == "__main__":
    main()
