"""A dataclass whose methods are written late is one in every way that a stranger would try."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import Any

import pytest

from daemon.core import values
from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """With a default, one made anew, and a method."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = field(default_factory=tuple)

    @property
    def sum(self) -> int:
        return self.x + self.y


@dataclass(slots=True)
class Bag:
    things: list[int] = field(default_factory=list)
    secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        self.things.append(0)


@dataclass(frozen=True, slots=True)
class Never:
    """No instance of it is ever made before its fields are asked for."""

    one: int
    other: str = "x"


@dataclass(frozen=True, slots=True)
class Copied:
    one: int


@dataclass(frozen=True, slots=True)
class Empty:
    """No field at all."""


@dataclass(slots=True)
class Odd:
    """Some of what only the library knows to do."""

    name: str
    seen: int = field(default=0, compare=False)
    later: list[int] = field(default_factory=list, kw_only=True)


def test_it_is_made_compared_and_shown_as_the_library_does() -> None:
    one = Point(1)
    assert (one.x, one.y, one.tags, one.sum) == (1, 2, (), 3)
    assert one == Point(1, 2) != Point(1, 3)
    assert one != (1, 2, ())
    assert repr(one) == "Point(x=1, y=2, tags=())"
    assert {one: 1}[Point(1)] == 1
    assert repr(Bag(secret="s")) == "Bag(things=[0])"


def test_nothing_of_a_frozen_one_can_be_changed() -> None:
    one = Point(1)
    assert type(one) is Point
    for name in ("x", "z", "__class__"):
        with pytest.raises(FrozenInstanceError):
            setattr(one, name, 5)
    with pytest.raises(FrozenInstanceError):
        del one.x  # type: ignore[misc]
    assert one.x == 1


def test_one_that_is_not_frozen_can_be_changed_and_is_no_key() -> None:
    bag, other = Bag(), Bag()
    bag.secret = "b"
    assert bag.things == [0] and bag.things is not other.things and bag != other
    with pytest.raises(TypeError):
        hash(bag)
    with pytest.raises(AttributeError):
        bag.new = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [(), (1, 2, (), 4)])
def test_what_does_not_fit_is_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Point(*given)
    with pytest.raises(TypeError):
        Point(x=1, z=2)  # type: ignore[call-arg]


def test_what_the_library_does_with_dataclasses() -> None:
    assert is_dataclass(Never)
    assert [(one.name, one.default) for one in fields(Never)] == [
        ("one", dataclasses.MISSING),
        ("other", "x"),
    ]
    assert replace(Point(1), y=5) == values.replace(Point(1), y=5) == Point(1, 5)
    with pytest.raises(TypeError):
        values.replace(Point(1), z=5)
    assert asdict(Point(1, 2, ("a",))) == {"x": 1, "y": 2, "tags": ("a",)}
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


def test_none_without_fields_and_odd_ones() -> None:
    assert Empty() == Empty() and hash(Empty()) == hash(Empty()) and repr(Empty()) == "Empty()"
    assert Odd("a", 1) == Odd("a", 2) and Odd("a", later=[1]).later == [1]
    with pytest.raises(TypeError):
        Odd("a", 1, [1])  # type: ignore[misc]


def test_never_shown_before_it_is_compared() -> None:
    """Each of the methods may be the first that is asked for, and of an equal class too."""
    for first in (repr, hash, lambda one: one == one, fields):

        @dataclass(frozen=True, slots=True)
        class Fresh:
            x: int = 3

        first(Fresh())
        assert Fresh() == Fresh(3) != Fresh(4) and hash(Fresh()) == hash(Fresh(3))
        assert repr(Fresh()).endswith("Fresh(x=3)") and fields(Fresh)[0].default == 3


def test_copies_and_pickles() -> None:
    one = Point(1, 2, ("a",))
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    empty = Copied.__new__(Copied)
    empty.__setstate__([3])  # type: ignore[attr-defined]
    assert empty == Copied(3) and repr(empty) == "Copied(one=3)"


def test_what_it_does_not_know_the_library_makes_at_once() -> None:
    @dataclass(frozen=True, slots=True, eq=False)
    class ByIdentity:
        x: int

    @dataclass(frozen=True, slots=True)
    class Higher(Point):
        z: int = 0

    @dataclass(slots=True)
    class Own:
        x: int

        def __repr__(self) -> str:
            return "own"

    assert ByIdentity(1) != ByIdentity(1)
    assert Higher(1, z=3).z == 3 and Higher(1).sum == 3
    assert repr(Own(1)) == "own"


def test_an_import_writes_no_methods() -> None:
    code = (
        "import dataclasses, builtins\n"
        "made = []\n"
        "real = dataclasses.dataclass\n"
        "dataclasses.dataclass = lambda *a, **k: made.append(1) or real(*a, **k)\n"
        "import daemon.core.model, daemon.core.plan\n"
        "before = len(made)\n"
        "daemon.core.model.Owner('Ada', ('ada@a.example',))\n"
        "one = daemon.core.model.Owner('A', ())\n"
        "print(before, hash(one) != 0, one == one, len(made), bool(repr(one)), len(made))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True", "True", "0", "True", "1"]
