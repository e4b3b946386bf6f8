"""The reasons to reach out, one file each: a new reason is a new file here, nothing else, unless it
speaks of people of whom none of the others does (see `store.lively`).

Each module has `KIND` (the folder of its templates) and `suggest`; see `Reason`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from daemon.core.model import Owner, Relationship, Suggestion
from daemon.core.values import dataclass

#: Looks at one relationship at one moment; a suggestion, or None where there is no reason.
Suggest = Callable[[Relationship, Owner, datetime], Suggestion | None]


@dataclass(frozen=True, slots=True)
class Reason:
    kind: str
    suggest: Suggest


@lru_cache(maxsize=1)
def all_reasons() -> tuple[Reason, ...]:
    """Every reason of this folder, by name."""
    files = Path(__file__).parent.iterdir()
    names = sorted(one.stem for one in files if one.suffix == ".py" and one.name[0] != "_")
    modules = [import_module(f"{__name__}.{name}") for name in names]
    return tuple(Reason(module.KIND, module.suggest) for module in modules)
