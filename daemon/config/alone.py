"""Loads what reads the configuration before all that need it, without what it can do without."""

from __future__ import annotations

from daemon import spared

spared.load("msgspec")
