"""`dataclass` as the standard library has it, written when it is first used.

The library compiles six methods a class when a module is imported, 1 to 2 ms each time. A command
imports some sixty such classes and makes instances of ten, so that this was a third of all that it
took to list the open gaps. Here a class gets its methods when its first instance is made; they, its
fields and what `dataclasses` does with them are the library's own.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, slots: bool = False, **options: bool) -> Callable[[type], type]:
        """See `dataclasses.dataclass`."""
        return lambda cls: _lazily(cls, options) if slots else _at_once(cls, options)


#: What a class may have of its own is left to the library to mind.
_ITS_OWN = frozenset(("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__slots__"))
#: In this order: who is made while another thread writes them shall find them all.
_MADE = (
    "__repr__", "__eq__", "__hash__", "__dataclass_params__", "__dataclass_fields__", "__init__",
)  # fmt: skip
_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")


def _at_once(cls: type, options: dict[str, bool]) -> type:
    return dataclasses.dataclass(**options)(cls)


def _lazily(cls: type, options: dict[str, bool]) -> type:
    """The class with slots, its methods still to come."""
    space = dict(cls.__dict__)
    hints: dict[str, Any] = space.get("__annotations__", {})
    if (
        cls.__bases__ != (object,)
        or options.keys() - {"frozen"}
        or _ITS_OWN & space.keys()
        or any(not isinstance(one, str) or one.startswith(_SPECIAL) for one in hints.values())
    ):
        return _at_once(cls, {**options, "slots": True})
    given = {name: space.pop(name) for name in hints if name in space}
    del space["__dict__"], space["__weakref__"]
    names = tuple(hints)
    made: type
    complete = False

    def write() -> None:
        """Let the library write the methods, on a class that has the same fields."""
        nonlocal complete
        kept: dict[str, Any] = {"__module__": cls.__module__, "__qualname__": cls.__qualname__}
        if "__post_init__" in space:
            kept["__post_init__"] = space["__post_init__"]
        pattern = type(
            cls.__name__, (), {"__annotations__": hints, "__doc__": "-", **given, **kept}
        )
        written = _at_once(pattern, options)
        for name in _MADE:
            setattr(made, name, written.__dict__[name])
        complete = True

    def init(self: Any, *values: Any, **named: Any) -> None:
        if not complete:
            write()
        self.__init__(*values, **named)

    def getstate(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def setstate(self: Any, state: list[Any]) -> None:
        if not complete:
            write()
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    space |= {
        "__slots__": names,
        "__qualname__": cls.__qualname__,
        "__match_args__": names,
        "__init__": init,
        "__dataclass_fields__": _Fields(write),
        "__getstate__": getstate,
        "__setstate__": setstate,
    }
    if options.get("frozen"):
        space |= {"__setattr__": _refuse, "__delattr__": _refuse}
    made = type(cls.__name__, (), space)
    return made


class _Fields:
    """Stands for the fields of a class that has had no instance yet."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write

    def __get__(self, instance: object, owner: type) -> Any:
        self._write()
        return owner.__dict__["__dataclass_fields__"]


def _refuse(self: object, name: str, value: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change the field {name!r}")
