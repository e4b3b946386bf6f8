"""The shape of a person in `--json`, of one and of ten thousand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from daemon.cli.shapes import Shape, time_shape

if TYPE_CHECKING:
    from daemon.core.model import Person
    from daemon.store.network import PersonRow

#: What `person_shape` says, in its order.
_PERSON_KEYS = (
    "id", "ref", "name", "addresses", "phones", "organisation", "title", "circle", "cadence_days",
    "last_touch", "touches", "touches_out", "touches_in", "touches_both", "first_seen",
)  # fmt: skip


def person_shape(one: Person, zone: ZoneInfo) -> Shape:
    return {
        "id": one.id,
        "ref": one.ref,
        "name": one.name,
        "addresses": list(one.addresses),
        "phones": list(one.phones),
        "organisation": one.organisation,
        "title": one.title,
        "circle": one.circle.value,
        "cadence_days": None if one.cadence_days is None else round(one.cadence_days, 1),
        "last_touch": time_shape(one.last_touch, zone),
        "touches": one.touches,
        "touches_out": one.touches_out,
        "touches_in": one.touches_in,
        "touches_both": one.touches_both,
        "first_seen": time_shape(one.first_seen, zone),
    }


def people_shape(rows: Iterable[PersonRow], zone: ZoneInfo) -> list[Any]:
    """`person_shape` of each, for `Screen.json` alone, straight from the rows: of ten thousand
    people, nothing else takes as long as making objects of them. A test holds the two against each
    other.
    """
    import msgspec  # late: as where they are printed

    # Made in a third of the time of as many dictionaries.
    shape = msgspec.defstruct("PersonShape", _PERSON_KEYS, gc=False)
    return [
        shape(
            number,
            f"p{number}",
            name,
            addresses,
            phones,
            organisation,
            title,
            circle,
            None if usual is None else round(usual, 1),
            _epoch_shape(last_touch, zone),
            out + in_ + both,
            out,
            in_,
            both,
            _epoch_shape(first_seen, zone),
        )
        for (
            (number, name, circle, first_seen, last_touch, out, in_, both, usual),
            addresses,
            (phones, title, organisation),
        ) in rows
    ]


def _epoch_shape(epoch: int | None, zone: ZoneInfo) -> datetime | str | None:
    """`time_shape` of epoch seconds, or a time that is written just so: of many, `isoformat` takes
    ten times as long.
    """
    if epoch is None:
        return None
    at = datetime.fromtimestamp(epoch, zone)
    offset = at.utcoffset()
    # Else it would be written as "Z", or rounded as those of a hundred years ago.
    is_plain = offset and offset.seconds % 60 == 0
    return at if is_plain else at.isoformat()
