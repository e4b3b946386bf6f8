"""`people`: whom the owner knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from daemon.cli import shapes
from daemon.cli.call import Call, Reading, json_option
from daemon.cli.columns import Column
from daemon.cli.words import ago, count
from daemon.core.usual import usual_in_words

if TYPE_CHECKING:
    from daemon.core.model import Person

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
        if as_json and not query:
            rows = reading.store.network.load_people_rows()
            call.screen.json({"people": shapes.people_shape(rows, reading.zone)})
            return
        found = reading.store.network.load_people()
        if query:
            from daemon.cli.find import filter_people

            found = filter_people(found, query)
        if as_json:
            call.screen.json({"people": [shapes.person_shape(one, reading.zone) for one in found]})
            return
        _show(call, reading, found, query)


def _show(call: Call, reading: Reading, found: tuple[Person, ...], query: str) -> None:
    screen = call.screen
    if not found:
        screen.line(f"Nobody fits {query!r}." if query else "Nobody is known yet.")
        return
    rows = [
        (
            one.ref,
            one.called,
            ago(one.last_touch, reading.now, reading.zone),
            usual_in_words(one),
            str(one.touches),
            one.circle.value,
            one.addresses[0] if one.addresses else "",
        )
        for one in found
    ]
    screen.table(_COLUMNS, rows)
    if screen.terminal:
        people = count(len(found), "person", "people")
        screen.note(f"{people}. `wellkeeper person NAME` tells more.")
