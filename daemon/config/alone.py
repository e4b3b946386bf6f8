"""Loads msgspec without `typing_extensions`, for which it asks and does without: nothing in it is
newer than our Python, and it takes a third of msgspec's own time and half a megabyte. Whoever else
needs it still gets it.
"""

from __future__ import annotations

import sys

if "typing_extensions" not in sys.modules:
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    finally:
        del sys.modules["typing_extensions"]
