"""`people`: whom the owner knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daemon.cli.call import Call, Reading, json_option
from daemon.cli.columns import Column
from daemon.cli.person_shapes import people_shape
from daemon.cli.words import agos, count
from daemon.core.usual import rhythm_in_words
from daemon.core.worktime import DAY

if TYPE_CHECKING:
    from daemon.store.network import PersonRow

_COLUMNS = (
    Column("Ref", whole=True),
    Column("Name"),
    Column("Last touch", whole=True),
    Column("Usually", extra=True, whole=True),
    Column("Touches", extra=True, right=True, whole=True),
    Column("Circle", extra=True, whole=True),
    Column("Address", extra=True),
)


@click.command()
@click.argument("query", required=False, default="")
@json_option
@click.pass_obj
def people(call: Call, query: str, as_json: bool) -> None:
    """Whom you know, the most recently in touch first.

    QUERY is a part of a name, an address or an organisation.

    \b
    Examples:
      wellkeeper people
      wellkeeper people library
      wellkeeper people --json | jq '.people[].name'
    """
    with call.reading() as reading:
        rows = tuple(reading.store.network.load_people_rows())
        if query:
            from daemon.cli.find import filter_rows

            by_number = {row[0][0]: row for row in rows}
            rows = tuple(by_number[one.id] for one in filter_rows(rows, query))
        if as_json:
            call.screen.json({"people": people_shape(rows, reading.zone)})
        else:
            _show(call, reading, rows, query)


def _show(call: Call, reading: Reading, found: tuple[PersonRow, ...], query: str) -> None:
    screen = call.screen
    if not found:
        screen.line(f"Nobody fits {query!r}." if query else "Nobody is known yet.")
        return
    # Straight from the rows: to make objects of thousands takes as long as to load them.
    last = agos([row[4] for row, _, _ in found], reading.now, reading.zone)
    lines = [
        (
            f"p{number}",
            name or (emails[0] if emails else f"p{number}"),
            ago,
            rhythm_in_words(usual, _days_known(first_seen, last_touch), out + in_ + both),
            str(out + in_ + both),
            circle,
            emails[0] if emails else "",
        )
        for (
            ((number, name, circle, first_seen, last_touch, out, in_, both, usual), emails, _),
            ago,
        ) in zip(found, last, strict=True)
    ]
    screen.table(_COLUMNS, lines)
    if screen.terminal:
        people = count(len(found), "person", "people")
        screen.note(f"{people}. `wellkeeper person NAME` tells more.")


def _days_known(first: int | None, last: int) -> int:
    return 0 if first is None else (last - first) // DAY
