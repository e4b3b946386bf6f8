"""Names for files that are not whole yet, and the removal of those whose writer has died."""

from __future__ import annotations

import os
import re
from pathlib import Path


def part_beside(target: Path) -> Path:
    """A name beside `target` under which this process may write what shall become it.

    What other processes left under such names when they were killed is removed: it holds what the
    whole would, and nobody knows of it.
    """
    for left in target.parent.iterdir():
        named = re.fullmatch(rf"\.{re.escape(target.name)}\.part-(\d+)(-\w+)?", left.name)
        if named and (int(named[1]) == os.getpid() or not _lives(int(named[1]))):
            left.unlink(missing_ok=True)
    return target.with_name(f".{target.name}.part-{os.getpid()}")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True  # somebody else's
    return True
