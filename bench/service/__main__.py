"""See the package."""

from __future__ import annotations

import argparse
import sys

import bench.service
from bench.service.month import measure_month, run_child
from bench.service.rest import measure_latency, measure_rest


def main() -> int:
    """See the package's words; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=bench.service.__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    rest = commands.add_parser("rest")
    rest.add_argument("--minutes", type=float, default=10)
    rest.add_argument("--mails", type=int, default=5000)
    latency = commands.add_parser("latency")
    latency.add_argument("--count", type=int, default=30)
    latency.add_argument("--mails", type=int, default=5000)
    month = commands.add_parser("month")
    month.add_argument("--days", type=int, default=30)
    month.add_argument("--per-day", type=int, default=1000)
    month.add_argument("--seconds-per-day", type=float, default=20)
    child = commands.add_parser("child")
    child.add_argument("config")
    child.add_argument("pace", type=float)
    given = parser.parse_args()
    is_well = True
    if given.what == "rest":
        is_well = measure_rest(given.minutes, given.mails)
    elif given.what == "latency":
        is_well = measure_latency(given.count, given.mails)
    elif given.what == "month":
        is_well = measure_month(given.days, given.per_day, given.seconds_per_day)
    else:
        run_child(given.config, given.pace)
    return 0 if is_well else 1


sys.exit(main())
