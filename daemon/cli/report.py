"""`report`: the whole network as one page, for those who would rather look."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from daemon.cli.call import Call
from daemon.cli.writing import write_page
from daemon.core.model import Relationship
from daemon.core.report import ORDER, build_report
from daemon.core.report_html import compose_report_html

_A_YEAR = timedelta(days=372)


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("wellkeeper-report.html"),
    show_default=True,
    metavar="FILE",
    help="Where to write it; only you can read it.",
)
@click.pass_obj
def report(call: Call, out: Path) -> None:
    """The whole network as one page for your browser: who is warm, cooling, cold; with a search.

    The page is one file that fetches nothing and that no network is needed for.

    \b
    Examples:
      wellkeeper report
      wellkeeper report --out ~/network.html
    """
    with call.reading() as reading:
        store, now, zone = reading.store, reading.now, reading.zone
        until = store.health.load_until()
        known = store.network.load_relationships(reading.owner, now)
        reached = {one.person.ref for one in known}
        # Those whose addresses are all dead belong to the network as well.
        lost = [Relationship(one) for one in store.network.load_people() if one.ref not in reached]
        made = build_report(
            reading.owner.name,
            [*known, *lost],
            store.promises.load_promises(now, until, zone),
            store.rhythm.load_touched(now - _A_YEAR, now),
            now,
            zone,
        )
    write_page(out, compose_report_html(made))
    counts = ", ".join(f"{made.count(one)} {one}" for one in ORDER)
    call.screen.line(f"Written to {out}: {len(made.lines)} people, {counts}.")
