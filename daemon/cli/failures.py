"""The words of failures: what is wrong, one sentence a problem, and what to do about it."""

from __future__ import annotations

import click

from daemon.cli.screen import complain
from daemon.errors import ConfigError, WellkeeperError


def report_failure(error: WellkeeperError) -> None:
    """One sentence a problem on stderr, and the hint below."""
    problems = error.problems if isinstance(error, ConfigError) else (error.message,)
    complain(*problems, hint=error.hint)


def usage_words(error: click.UsageError) -> tuple[str, ...]:
    """What was wrong with the call, what may have been meant, and where it is explained."""
    message = error.message
    if isinstance(error, click.NoSuchOption | click.exceptions.NoSuchCommand):
        near = error.possibilities[:1] if error.possibilities else []
        message += f" Did you mean {near[0]}?" if near else ""
    else:
        message = error.format_message()
    path = error.ctx.command_path if error.ctx is not None else "wellkeeper"
    return message, f"`{path} --help` shows how it is used."
