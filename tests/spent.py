"""What a text that is made to cost much has cost."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


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
