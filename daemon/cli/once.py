"""`once`: one whole pass, and what it found; with `--dry-run` on a copy, changing nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daemon.cli.call import Call
from daemon.cli.progress import show_progress
from daemon.cli.words import drafts_waiting
from daemon.config import Config
from daemon.errors import LoginRejected, MailboxError
from daemon.jobs.once import run_pass
from daemon.jobs.pass_report import PassReport
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import Store, lock, open_store

if TYPE_CHECKING:
    from daemon.cli.screen import Screen


@click.command()
@click.option("--dry-run", is_flag=True, help="Print the drafts it would place; change nothing.")
@click.pass_obj
def once(call: Call, dry_run: bool) -> None:
    """Read new mail, decide who waits for what, and place drafts: one pass.

    Mail is only ever read; drafts are added to your Drafts folder, a few a day at most.

    \b
    Examples:
      wellkeeper once --dry-run
      wellkeeper once
    """
    config = call.load_config(with_passwords=True)
    owner = config.owner.as_owner()
    now = call.now(owner)
    began = time.monotonic()
    report = PassReport()
    lost: MailboxError | None = None
    with _working_store(config, dry_run) as store:
        with show_progress(call) as reporter, _counted(config, store) as mailboxes:
            try:
                run_pass(
                    config, store, None, now, reporter, place=not dry_run, mailboxes=mailboxes,
                    report=report,
                )  # fmt: skip
            except MailboxError as met:
                if not report.scans:
                    raise
                lost = met  # after the scan: what was read is kept, and worth telling
        seconds = time.monotonic() - began
        if report.quiet:
            _show_quiet(call.screen, store, seconds)
            return
        from daemon.cli.once_words import show_pass

        show_pass(call.screen, config, store, report, now, seconds, dry_run=dry_run)
    if lost is not None:
        raise lost
    for error in report.failed.values():
        if isinstance(error, LoginRejected):
            raise error  # the others have been read; this is for the owner to mend


@contextmanager
def _counted(config: Config, store: Store) -> Iterator[Mailboxes]:
    """The mailboxes, without those whose login was refused too often; a refusal now counts with
    the earlier ones, whoever met them: cron calls again and again.
    """
    from daemon.service.logins import Logins, locked_error

    logins, mailboxes = Logins(), Mailboxes()
    logins.load(store.service, config.mailboxes)
    locked = [one for one in config.mailboxes if logins.is_locked(one)]
    mailboxes.barred = {one.name: locked_error(one) for one in locked}
    try:
        yield mailboxes
    finally:
        for one in config.mailboxes:
            refused = isinstance(mailboxes.last.failed.get(one.name), LoginRejected)
            if refused and one.name not in mailboxes.barred:
                logins.count_refusal(one)
        for session in mailboxes.last.sessions:
            logins.accept(session.settings)
        logins.save(store.service)


def _show_quiet(screen: Screen, store: Store, seconds: float) -> None:
    waiting = store.health.count_waiting()
    screen.line(f"Nothing has changed since the last pass ({seconds:.1f} s).")
    if waiting:
        screen.note(drafts_waiting(waiting))


@contextmanager
def _working_store(config: Config, dry_run: bool) -> Iterator[Store]:
    """The store, locked for this pass; or a private copy that is gone afterwards."""
    owner = config.owner.as_owner()
    if not dry_run:
        with lock(config.store.url), open_store(config.store.url, owner) as store:
            yield store
        return
    import tempfile

    from daemon.store.copying import copy_store

    with tempfile.TemporaryDirectory(prefix="wellkeeper-") as folder:
        url = copy_store(config.store.url, Path(folder))
        with open_store(url, owner) as store:
            yield store
