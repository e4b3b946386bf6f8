"""`dataclass` as the standard library has it, written when it is first used.

The library compiles six methods a class when a module is imported, 1 to 2 ms each time. A command
imports some sixty such classes and makes instances of ten, so that this was a third of all that it
took to list the open gaps. Here a class gets `__init__` with its first instance; instances are
compared and hashed without methods of their own; and the rest, which is the library's, comes when
somebody first shows or examines one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, slots: bool = False, **options: bool) -> Callable[[type], type]:
        """See `dataclasses.dataclass`."""
        return lambda cls: _lazily(cls, options) if slots else _at_once(cls, options)


T = TypeVar("T")
#: What a class may have of its own is left to the library to mind.
_ITS_OWN = frozenset(("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__slots__"))
_MADE = ("__repr__", "__dataclass_params__", "__dataclass_fields__")
_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")
_MISSING = dataclasses.MISSING


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
        or any(map(_is_odd, space.values()))
    ):
        return _at_once(cls, {**options, "slots": True})
    given = {name: space.pop(name) for name in hints if name in space}
    del space["__dict__"], space["__weakref__"]
    names, frozen = tuple(hints), bool(options.get("frozen"))
    made: type

    def write() -> None:
        """Let the library write the rest, on a class that has the same fields."""
        kept: dict[str, Any] = {"__module__": cls.__module__, "__qualname__": cls.__qualname__}
        pattern = type(
            cls.__name__, (), {"__annotations__": hints, "__doc__": "-", **given, **kept}
        )
        written = _at_once(pattern, options)
        for name in _MADE:
            setattr(made, name, written.__dict__[name])

    def init(self: Any, *values: Any, **named: Any) -> None:
        made.__init__ = _write_init(made, given, frozen)  # type: ignore[misc]
        self.__init__(*values, **named)

    values: Callable[[Any], tuple[Any, ...]] = (
        attrgetter(*names)
        if len(names) > 1
        else lambda one: tuple([getattr(one, name) for name in names])
    )

    def equal(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    def number(self: Any) -> int:
        return hash(values(self))

    def show(self: Any) -> str:
        write()
        return repr(self)

    def getstate(self: Any) -> list[Any]:
        return list(values(self))

    def setstate(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    space |= {
        "__slots__": names,
        "__qualname__": cls.__qualname__,
        "__match_args__": names,
        "__init__": init,
        "__eq__": equal,
        "__hash__": number if frozen else None,
        "__repr__": show,
        "__dataclass_fields__": _Fields(write),
        "__getstate__": getstate,
        "__setstate__": setstate,
    }
    if frozen:
        space |= {"__setattr__": _refuse, "__delattr__": _refuse}
    made = type(cls.__name__, (), space)
    return made


def replace(one: T, **changes: Any) -> T:
    """As `dataclasses.replace`, for classes made here, without examining them."""
    names: tuple[str, ...] = type(one).__match_args__  # type: ignore[attr-defined]
    return type(one)(**{name: getattr(one, name) for name in names} | changes)


def _is_odd(given: object) -> bool:
    """Whether a field asks for what only the library knows to do."""
    if not isinstance(given, dataclasses.Field):
        return False
    return not given.init or given.kw_only is True or not given.compare or given.hash is not None


def _write_init(made: type, given: Mapping[str, Any], frozen: bool) -> Callable[..., None]:
    """The one method that every instance needs, doing what the library's does."""
    names: Sequence[str] = made.__slots__  # type: ignore[attr-defined]
    known: dict[str, Any] = {"_missing_": _MISSING}
    defaults, lines = [], []
    for name in names:
        default: Any = given.get(name, _MISSING)
        value = name
        if isinstance(default, dataclasses.Field):
            if default.default_factory is not _MISSING:
                known[f"_made_{name}"] = default.default_factory
                value = f"_made_{name}() if {name} is _missing_ else {name}"
            default = default.default
        if default is not _MISSING or value != name:
            defaults.append(default)
        lines.append(f"self.{name} = {value}")
    if frozen:
        # To set a field of what is frozen takes five times as long as of what is open: it is an
        # object of an open class until all are set.
        known["_open_"] = type(made.__name__, (), {"__slots__": names})
        known |= {"_set_": object.__setattr__, "_made_": made}
        lines = ["_set_(self, '__class__', _open_)", *lines, "self.__class__ = _made_"]
    if "__post_init__" in made.__dict__:
        lines.append("self.__post_init__()")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(('self', *names))}):\n {body}", known)  # noqa: S102
    written = known["__init__"]
    written.__defaults__ = tuple(defaults)  # a field without one stands before all that have one
    return cast("Callable[..., None]", written)


class _Fields:
    """Stands for the fields of a class of which nobody has asked yet."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write

    def __get__(self, instance: object, owner: type) -> Any:
        self._write()
        return owner.__dict__["__dataclass_fields__"]


def _refuse(self: object, name: str, value: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change the field {name!r}")
