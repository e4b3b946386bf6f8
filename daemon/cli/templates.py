"""`templates`: which wordings there are, whether they are right, and how they read for a person."""

from __future__ import annotations

import click

from daemon.cli.call import Call, json_option
from daemon.cli.columns import Column
from daemon.cli.find import pick_person
from daemon.core.context import build_context
from daemon.errors import UsageError
from daemon.templating import Templates

_COLUMNS = (Column("Kind", whole=True), Column("Languages"))


@click.command()
@click.argument("kind", required=False, default="")
@click.argument("name", required=False, default="")
@click.option("--language", default="en", show_default=True, help="For a preview: en, de, fr, es.")
@json_option
@click.pass_obj
def templates(call: Call, kind: str, name: str, language: str, as_json: bool) -> int:
    """List and check the wordings of drafts; with KIND and NAME, show how they read for a person.

    \b
    Examples:
      wellkeeper templates
      wellkeeper templates check_in Ann
      wellkeeper templates check_in Ann --language de
    """
    config = call.load_config()
    known = Templates(config.templates.folder)
    if as_json and kind:
        raise UsageError("--json lists the kinds.", "Leave KIND and NAME out.")
    if as_json:
        listed = [{"kind": one, "languages": sorted(known.languages(one))} for one in known.kinds()]
        problems = known.check()
        call.screen.json({"templates": listed, "problems": problems})
        return 1 if problems else 0
    if not kind:
        rows = [(one, ", ".join(sorted(known.languages(one)))) for one in known.kinds()]
        call.screen.table(_COLUMNS, rows)
        problems = known.check()
        call.screen.line()
        for problem in problems:
            call.screen.line(problem)
        call.screen.note("All of them are right." if not problems else "These are not used as is.")
        return 1 if problems else 0
    if kind not in known.kinds():
        raise UsageError(f"There are no templates for {kind!r}.", "`wellkeeper templates` lists.")
    if not name:
        raise UsageError("For whom?", f"wellkeeper templates {kind} ANN")
    with call.reading() as reading:
        person = pick_person(reading.store.network.load_people(), name)
        context = build_context(
            kind, person, reading.owner, reading.now, last_mail=person.last_touch
        )
    shown: set[str] = set()
    for choice in range(20):
        rendered = known.render(kind, context, language, choice)
        if rendered.template in shown:
            break
        shown.add(rendered.template)
        call.screen.line(f"{rendered.template}: {rendered.subject}", bold=True)
        call.screen.line()
        call.screen.block(rendered.text)
        call.screen.line()
    return 0
