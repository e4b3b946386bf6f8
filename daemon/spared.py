"""Loads libraries without what they load in turn and no command of ours asks of them: a third of
the time that a command takes to start. Whoever does ask gets it at that moment, and whoever else
imports it the module itself.

`importlib.util.LazyLoader` does not do here: what it puts off is loaded with the first name that is
asked, and click asks for one of `inspect` with each option that it is told of.
"""

from __future__ import annotations

import os
import re
import sys
from _thread import _local
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from types import ModuleType
from typing import Any


def _cleandoc(text: str) -> str:
    """As inspect has it: of the help of an option, which is one line."""
    if "\n" in text:
        import inspect

        return inspect.cleandoc(text)
    return text.expandtabs().lstrip()


#: Where systems keep what is known of time zones, as Python is told when it is built.
_ZONES = "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo"
#: Of each module what every command asks of it, and is given.
_SPARED: dict[str, Mapping[str, Any]] = {
    "inspect": {"cleandoc": _cleandoc},  # it loads a parser of Python
    "copy": {},
    "ntpath": {},
    "textwrap": {},
    "threading": {"local": _local},
    "urllib.parse": {},  # pathlib makes URLs with it
    "click.formatting": {},
    "click.termui": {},
    "msgspec._json_schema": {},
    "msgspec.inspect": {},
    # click has its words translated, into none; uuid asks on what it runs.
    "gettext": {"gettext": str, "ngettext": lambda one, many, number: one if number == 1 else many},
    "platform": {"system": lambda: os.uname().sysname},
    # tomllib asks for three sets of letters; the rest of it compiles a pattern.
    "string": {
        "digits": "0123456789",
        "hexdigits": "0123456789abcdefABCDEF",
        "ascii_letters": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    },
}
if os.path.isdir(_ZONES.partition(":")[0]):
    # zoneinfo asks it for that, and it reads all that Python was built with.
    _SPARED["sysconfig"] = {"get_config_var": {"TZPATH": _ZONES}.get}
# As Python does it from 3.12 on: before that, its module reads first how all of it would be done
# without C.
sys.modules.setdefault("datetime", import_module("_datetime"))
#: msgspec asks for it and does without: nothing in it is newer than our Python.
_MISSING = "typing_extensions"


class _Late(ModuleType):
    """Stands for a module, and loads it when something else of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:  # imported by its own name
            return _LateName(self.__name__, name)
        return getattr(import_module(self.__name__), name)


class _LateName:
    """Stands for a function of such a module, or for something else of it."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self._load()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load(), name)

    def _load(self) -> Any:
        module, name = self._place
        return getattr(import_module(module), name)


def load(*libraries: str, patterns: Callable[..., re.Pattern[Any]] = re.compile) -> None:
    """Load them, each with what it needs. One of them that asks for more while it is loaded, as a
    later version may, is left to whoever imports it next, and loaded whole. What is loaded already
    stays as it is. `patterns` makes theirs, in the place of `re.compile`.
    """
    for library in libraries:
        with _stand_ins(patterns), suppress(Exception):
            import_module(library)


@contextmanager
def _stand_ins(patterns: Callable[..., re.Pattern[Any]]) -> Iterator[None]:
    stands: dict[str, ModuleType | None] = {_MISSING: None}
    for name, given in _SPARED.items():
        stands[name] = _Late(name)
        vars(stands[name]).update(given)
    stands = {name: one for name, one in stands.items() if name not in sys.modules}
    sys.modules.update(stands)  # type: ignore[arg-type]
    kept = re.compile
    re.compile = patterns
    try:
        yield
    finally:
        re.compile = kept
        for name in stands:
            del sys.modules[name]
