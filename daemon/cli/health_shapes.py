"""The shapes of the state of things in `--json`: passes, folders, what `doctor` finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from daemon.cli.shapes import Shape, time_shape

if TYPE_CHECKING:
    from pathlib import Path

    from daemon.store.health import FolderLine, PassLine
    from daemon.store.upkeep import Fault


def pass_shape(one: PassLine | None, zone: ZoneInfo) -> Shape | None:
    if one is None:
        return None
    counts: Mapping[str, float] = one.summary
    return {
        "started_at": time_shape(one.started_at, zone),
        "finished_at": time_shape(one.finished_at, zone),
        "ok": one.ok,
        "interrupted": one.interrupted,
        "error": one.error,
        "counts": dict(counts),
    }


def folder_shape(one: FolderLine, zone: ZoneInfo) -> Shape:
    return {
        "mailbox": one.mailbox,
        "name": one.name,
        "role": one.role,
        "messages": one.messages,
        "complete_at": time_shape(one.complete_at, zone),
        "problem": one.problem,
    }


def doctor_shape(path: Path, faults: Sequence[Fault], left: Sequence[Fault], before: str) -> Shape:
    """What `doctor` found, and after --repair (`before` is the copy's name) what is left of it."""
    return {
        "ok": not left,
        "store": str(path),
        "faults": [{"kind": one.kind, "what": one.what} for one in faults],
        "repaired": bool(before),
        "before": before,
        "left": [{"kind": one.kind, "what": one.what} for one in left],
    }
