"""`export`: people as vCard or CSV for other programs, and the owner's own words as JSON."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from daemon.cli.call import Call
from daemon.cli.writing import write_new
from daemon.core.contacts.write import write_vcards
from daemon.core.model import Person
from daemon.core.owner_archive import write_archive
from daemon.core.parse.harmless import clean_line

_COLUMNS = (
    "name", "addresses", "phones", "organisation", "title", "birthday", "circle",
    "first_seen", "last_touch", "touches", "cadence_days",
)  # fmt: skip
#: What a spreadsheet would take for a formula, because a mail may bear any name.
_FORMULA = ("=", "+", "-", "@")
#: So many characters of one cell.
_MOST = 2_000


@click.command()
@click.option(
    "--format", "kind", type=click.Choice(("vcard", "csv", "json")), default="json",
    help="vcard and csv: whom you know. json: all that mail does not say again, for `import`.",
)  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, new.")
@click.pass_obj
def export(call: Call, kind: str, output: Path | None) -> None:
    """Write out whom you know, or all that mail does not say again.

    The JSON holds what you told and corrected, what was placed and what became of it, imported
    contacts, and hashes of whom you had forgotten. `import` it beside the same mailbox, before the
    first pass and once more after it, and the store is the same.

    \b
    Examples:
      wellkeeper export --format vcard --output people.vcf
      wellkeeper export --format csv
      wellkeeper export --format json --output wellkeeper.json
    """
    with call.reading() as reading:
        store = reading.store
        if kind == "json":
            text = write_archive(store.archive.load_archive()).decode() + "\n"
        else:
            people = store.network.load_people()
            birthdays = {
                one.id: fact.value
                for one in people
                for fact in store.facts.load_facts(one.id)
                if fact.kind == "birthday"
            }
            write = write_vcards if kind == "vcard" else _table
            text = write(people, birthdays)
    if output is None:
        click.echo(text, nl=False)
        return
    write_new(output, text)


def _table(people: tuple[Person, ...], birthdays: dict[int, str]) -> str:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for one in people:
        cells = (
            one.name,
            " ".join(one.addresses),
            "; ".join(one.phones),
            one.organisation,
            one.title,
            birthdays.get(one.id, ""),
            one.circle.value,
            one.first_seen.isoformat() if one.first_seen else "",
            one.last_touch.isoformat() if one.last_touch else "",
            str(one.touches),
            "" if one.cadence_days is None else f"{one.cadence_days:.1f}",
        )
        clean = [clean_line(cell, _MOST) for cell in cells]
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in clean])
    return out.getvalue()
