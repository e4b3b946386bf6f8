"""`backup` and `doctor`: a copy of the store, and whether the store is well."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from daemon.cli.call import Call, json_option
from daemon.cli.health_shapes import doctor_shape
from daemon.cli.progress import show_waiting
from daemon.errors import StoreBusy
from daemon.store import lock, service_runs
from daemon.store.repair import repair
from daemon.store.upkeep import Fault, back_up, examine

#: Half a minute over a million mails.
_EXAMINING = "Examining the store"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace FILE where it exists already.")
@click.pass_obj
def backup(call: Call, file: Path, replace: bool) -> None:
    """Copy the store into FILE, also while the daemon runs.

    The copy is whole or is not made, has passed a check of its integrity, and can be read by you
    alone. To go back to it, stop the daemon and put it in the place of the store.

    \b
    Examples:
      wellkeeper backup ~/backups/wellkeeper.db
      wellkeeper backup --replace /mnt/disk/wellkeeper.db
    """
    url = call.load_config().store.url
    with show_waiting(call, "Copying the store"):
        size = back_up(url, file.expanduser(), replace=replace)
    call.screen.line(f"The store was copied to {file} ({max(1, size // 1000):,} kB).")


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Mend it, and derive everything anew.")
@json_option
@click.pass_context
def doctor(ctx: click.Context, mend: bool, as_json: bool) -> None:
    """Examine the store: its file, its tables, and whether they fit together.

    --repair mends what is wrong, keeps what you told it, your drafts and all mail that it can still
    read, and has everything else derived anew from the mailbox by the next passes. What the store
    was before lies beside it afterwards, as after every repair. The daemon must be stopped.

    \b
    Examples:
      wellkeeper doctor
      wellkeeper doctor --repair
    """
    call: Call = ctx.obj
    store = call.load_config().store
    with show_waiting(call, _EXAMINING):
        faults = examine(store.url)
    if not as_json:
        _tell_faults(call, faults, store.path, mend)
    before, left = "", faults
    if mend:
        if service_runs(store.url):
            raise StoreBusy("The daemon works on this store.", "Stop it, then repair.")
        with ExitStack() as stack:
            if store.path.exists():
                stack.enter_context(lock(store.url))
            with show_waiting(call, "Mending the store"):
                before = repair(store.url, faults)
        with show_waiting(call, _EXAMINING):
            left = examine(store.url)
    if as_json:
        call.screen.json(doctor_shape(store.path, faults, left, before))
    elif mend:
        for fault in left:
            call.screen.line(f"Still wrong: {fault.what}.")
        call.screen.line(f"Repaired. What it was before is {before}, beside it.")
        call.screen.note("The next `wellkeeper once` reads the mailbox again.")
    ctx.exit(1 if left else 0)


def _tell_faults(call: Call, faults: Sequence[Fault], path: Path, mend: bool) -> None:
    for fault in faults:
        call.screen.line(f"Wrong: {fault.what}.")
    if not faults:
        call.screen.line(f"The store {path} is well.")
    elif not mend:
        call.screen.note("`wellkeeper doctor --repair` mends it.")
