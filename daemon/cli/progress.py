"""What long work shows while it runs: a bar with rate and time left on a terminal; in a pipe
nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from daemon.cli.call import Call
from daemon.core.parse.harmless import clean_line
from daemon.jobs.pass_report import Quiet, Reporter

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_STEPS = {
    "scan": "Looking for new mail",
    "read": "Working out who is who and who waits for whom",
    "settle": "Looking what became of the drafts",
    "plan": "Planning",
    "draft": "Writing drafts",
}


@contextmanager
def show_progress(call: Call) -> Iterator[Reporter]:
    """A reporter for one pass. With -v the log tells instead."""
    if not call.screen.lively or call.verbose:
        yield Quiet()
        return
    with _bars(call) as progress:
        yield Bars(progress)


@contextmanager
def show_waiting(call: Call, words: str) -> Iterator[None]:
    """Say what is done, while nobody knows how long it takes."""
    if not call.screen.lively:
        yield
        return
    with _bars(call) as progress:
        progress.add_task(words, total=None, told="")
        yield


@contextmanager
def _bars(call: Call) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(file=sys.stdout, color_system="auto" if call.screen.styled else None)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield progress


class Bars:
    """One bar a folder, one line a step."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._step: TaskID | None = None
        self._bars: dict[str, TaskID] = {}

    def step(self, name: str) -> None:
        """See Reporter."""
        if self._step is not None:
            self._progress.remove_task(self._step)
        words = _STEPS.get(name, name)
        self._step = self._progress.add_task(words, total=None, told="")

    def scanned(self, folder: str, done: int, total: int) -> None:
        """See Reporter."""
        self._count(clean_line(folder, 24), done, total)

    def read(self, done: int, total: int) -> None:
        """See Reporter."""
        self._count("Words", done, total)

    def _count(self, words: str, done: int, total: int) -> None:
        task = self._bars.get(words)
        if task is None:
            task = self._bars[words] = self._progress.add_task(words, total=total, told="")
        speed = self._progress.tasks[self._progress.task_ids.index(task)].speed
        rate = f", {speed:,.0f} a second" if speed else ""
        told = f"{done:,} of {total:,}{rate}"
        self._progress.update(task, completed=done, total=total, told=told)
