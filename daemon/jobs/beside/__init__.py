"""Working on much mail in two processes at once: this one and a copy of it beside it."""

from daemon.jobs.beside.hands import Hands, Lot

__all__ = ["Hands", "Lot"]
