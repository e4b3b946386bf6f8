"""What a text that is made to cost much has cost."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import partial


def processor_seconds(run: Callable[[], object]) -> float:
    """Seconds of processor of this thread alone, without a run of the collector in between, which
    goes through all that a process of tests has loaded.
    """
    gc.disable()
    try:
        started = time.thread_time()
        run()
        return time.thread_time() - started
    finally:
        gc.enable()


def assert_no_square(run: Callable[[int], object], count: int) -> None:
    """Four times as much may cost eight times as much and a little, not sixteen times; `run` is
    told how much it is given. The least of three counts, for other processes disturb.
    """
    small, large = (
        min(processor_seconds(partial(run, much)) for _ in range(3)) for much in (count, 4 * count)
    )
    assert large < 8 * small + 0.05, f"{small:.3f} s for {count}, {large:.3f} s for {4 * count}"


def assert_bounded(prepare: Callable[[int], Callable[[], object]]) -> None:
    """What is prepared of a size, up to 64 kB, is over in bounded time, four times as much in four
    times the time and a little.
    """
    spent = [processor_seconds(prepare(size)) for size in (16_384, 32_768, 65_536)]
    # 100 ms is the promise; the rest is for a busy machine.
    assert max(spent) < 0.3, [round(one * 1000) for one in spent]
    assert spent[2] < 4 * spent[0] + 0.05
