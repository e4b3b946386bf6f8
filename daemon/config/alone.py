"""Loads what reads the configuration before all that need it, without what it can do without."""

from __future__ import annotations

from daemon.spared import sparing

with sparing():
    import tomllib  # noqa: F401

    import msgspec  # noqa: F401
