"""What a whole process takes, by the clock and of the processor, for benches that measure one."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Some machines ask for it: then every process would compile all of it anew.
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds by the clock, and of our own processor time: on a busy machine only the second
    says something.
    """

    wall: float
    cpu: float


def run_process(command: Sequence[str]) -> Taken:
    """Run it to its end; its output is thrown away."""
    environ = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environ)
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    return Taken((time.perf_counter() - began) * 1000, spent * 1000)


def middle(values: Iterable[Taken]) -> Taken:
    """The medians."""
    all_ = list(values)
    return Taken(
        statistics.median(one.wall for one in all_), statistics.median(one.cpu for one in all_)
    )
