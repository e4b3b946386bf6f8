"""`run`: the daemon, for systemd or a terminal."""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime

import click

from daemon.cli.call import Call
from daemon.config import load_config
from daemon.errors import UsageError
from daemon.service.notify import Notifier
from daemon.service.service import Service


@click.command()
@click.pass_obj
def run(call: Call) -> None:
    """Look after the mailbox until stopped: the daemon.

    New mail is read within a second where the server can tell of it (IDLE), else every quarter of
    an hour. SIGTERM stops it, SIGHUP reads the configuration and the templates again, SIGUSR1
    looks for mail now. `wellkeeper install-service` lets systemd run it.

    \b
    Examples:
      wellkeeper run -v
    """
    if call.at is not None:
        raise UsageError("A daemon lives in the present: --at is for looking.", "Leave it out.")
    _use_plain_malloc()
    _log(call.verbose)
    Service(
        lambda: load_config(call.config_file, os.environ),
        lambda: datetime.now(UTC),
        Notifier(os.environ),
    ).run()


def _use_plain_malloc() -> None:
    """Start again, as the same process, with the C library's allocator (the units set it at once).

    Python's own keeps a whole arena for one long-lived object in it: over a month of a thousand
    mails a day memory doubled, where with this it stayed within 3 %.
    """
    if "PYTHONMALLOC" not in os.environ:
        os.environ["PYTHONMALLOC"] = "malloc"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def _log(verbose: int) -> None:
    """One line a job on stderr. Under systemd the journal knows the time, and `<N>` is the level
    (sd-daemon(3)).
    """
    journal = "JOURNAL_STREAM" in os.environ
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Journal() if journal else logging.Formatter("%(asctime)s %(message)s"))
    logging.basicConfig(
        level=logging.DEBUG if verbose > 1 else logging.INFO, handlers=[handler], force=True
    )
    for library in ("apscheduler", "peewee"):
        logging.getLogger(library).setLevel(logging.WARNING)


class _Journal(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        level = {logging.ERROR: 3, logging.WARNING: 4, logging.INFO: 6}.get(record.levelno, 7)
        return "\n".join(f"<{level}>{line}" for line in super().format(record).splitlines())
