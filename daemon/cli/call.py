"""What one call of the command line knows: its global options, and how to get from them to a
configuration, an open store and a moment. Commands take it with `click.pass_obj`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from daemon.cli.moment import AtType, resolve_now
from daemon.cli.screen import Screen
from daemon.core.values import dataclass

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from daemon.config import Config
    from daemon.core.model import Owner
    from daemon.store import Store

#: Without -v nothing is logged but what ends the command: the summary tells the rest.
_LEVELS = ("CRITICAL", "INFO", "DEBUG")

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Call:
    """The global options as given; a command may still be given them after its name."""

    config_file: Path | None = None
    at: date | datetime | None = None
    verbose: int = 0
    #: Whether anything that the command runs keeps a log.
    logs: bool = False
    screen: Screen = field(default_factory=Screen)

    def load_config(self, *, with_passwords: bool = False) -> Config:
        """The configuration; without passwords unless somebody has to log in."""
        from daemon.config import load_config

        return load_config(self.config_file, os.environ, with_passwords=with_passwords)

    def now(self, owner: Owner) -> datetime:
        """The moment that this call works for."""
        from daemon.core.worktime import zone_of

        return resolve_now(self.at, zone_of(owner))

    @contextmanager
    def reading(self, config: Config | None = None) -> Iterator[Reading]:
        """The store, opened for looking only; with a configuration that was loaded already. Raises
        ConfigError or StoreError.
        """
        from daemon.core.worktime import know_holidays, zone_of
        from daemon.store import open_store

        config = config or self.load_config()
        owner = config.owner.as_owner()
        with open_store(config.store.url, owner, must_exist=True) as store:
            know_holidays(owner.country, store.holidays.load_holidays(owner.country))
            yield Reading(config, owner, store, self.now(owner), zone_of(owner))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a command that only looks needs."""

    config: Config
    owner: Owner
    store: Store
    now: datetime
    zone: ZoneInfo


def json_option(command: F) -> F:
    """`--json`, the same for every reading command."""
    option = click.option("--json", "as_json", is_flag=True, help="Print JSON (see docs/json.md).")
    return option(command)


def global_options(*, hidden: bool = False) -> list[click.Parameter]:
    """The options that hold for every command. The program has them, and so that they may stand
    behind the command's name too, every command has them hidden.
    """
    return [
        click.Option(
            ["--config", "config_file"],
            type=click.Path(path_type=Path),
            metavar="FILE",
            expose_value=False,
            callback=_keep,
            hidden=hidden,
            help="The configuration; else ~/.config/wellkeeper/config.toml.",
        ),
        click.Option(
            ["--at"],
            type=AtType(),
            metavar="TIME",
            expose_value=False,
            callback=_keep,
            hidden=hidden,
            help="Pretend it is this moment: 2026-11-24 (the end of that day) or 2026-11-24T09:00. "
            "What is stored is not rewound.",
        ),
        click.Option(
            ["-v", "--verbose"],
            count=True,
            expose_value=False,
            callback=_keep,
            hidden=hidden,
            help="Tell on stderr what is done; twice for details and tracebacks.",
        ),
    ]


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    call = ctx.ensure_object(Call)
    if value and param.name:
        setattr(call, param.name, value)
    if call.logs or call.verbose:
        _keep_log(call.verbose)


def _keep_log(verbose: int) -> None:
    import logging  # late: of what only reads the store nothing logs

    level = _LEVELS[min(verbose, len(_LEVELS) - 1)]
    logging.basicConfig(
        stream=sys.stderr, level=level, format="%(levelname)s %(message)s", force=True
    )
