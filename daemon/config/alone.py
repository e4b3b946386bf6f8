"""Loads what reads the configuration before all that need it, without what it can do without."""

from __future__ import annotations

from daemon import spared
from daemon.core.parse.late import late_pattern

# Of the patterns that dates, numbers and settings are held against few are asked for.
spared.load("msgspec", "tomllib", patterns=late_pattern)
