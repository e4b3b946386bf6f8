"""Decides nothing itself: finds the detectors, one module each in this folder.

To add a detector, add one file with `NAME`, `VERSION` (raised when its findings change) and
`detect(message) -> tuple[Finding, ...]`. Detectors are pure, take time linear to the text, and
prefer silence to a false finding.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from daemon.core.model import Finding, ReadMessage
from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Detector:
    """One detector: findings are stored with its name and version, so that they can be redone."""

    name: str
    version: int
    detect: Callable[[ReadMessage], tuple[Finding, ...]]


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Every detector of this folder, by name."""
    found = []
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        found.append(Detector(module.NAME, module.VERSION, module.detect))
    return tuple(sorted(found, key=lambda detector: detector.name))
