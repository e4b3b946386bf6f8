"""Who may be one of some people, by name and address alone: read of everybody at once, since to
take out the few there is no index for a part of a name.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from daemon.core.model import Person
from daemon.store.database import Database
from daemon.store.engine import execute
from daemon.store.times import epoch_of, time_of

if TYPE_CHECKING:
    from daemon.core.around import NamesAlike


class Alike:
    """One reading of all people who were in touch, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        # Each through its table, which holds little else: joined by an index it takes twice as
        # long.
        self._people = execute(
            database,
            "SELECT id, coalesce(nullif(name_set, ''), name), last_touch FROM person "
            "WHERE +owner_id = ? AND last_touch IS NOT NULL ORDER BY id",
            (owner_id,),
        )
        self._emails: dict[int, list[str]] = {}
        for person, email in execute(
            database,
            "SELECT person_id, email FROM address WHERE +owner_id = ? AND person_id IS NOT NULL "
            "ORDER BY id",
            (owner_id,),
        ):
            self._emails.setdefault(person, []).append(email)

    def find(self, names: NamesAlike, moment: datetime, *, later: bool) -> tuple[Person, ...]:
        """Those who may be one of these, with no more than that and their last touch: of those in
        touch `later` than then, or of the others. Who is not called so has the addresses that are.
        """
        limit = epoch_of(moment)
        asked = [one for one in self._people if (one[2] > limit) is later]
        called_so = names.find_names({name for _, name, _ in asked})
        others = (number for number, name, _ in asked if name not in called_so)
        written = [email for number in others for email in self._emails.get(number, ())]
        write_so = names.find_addresses(written)
        found: list[Person] = []
        for number, name, at in asked:
            emails = self._emails.get(number, [])
            if name not in called_so:
                emails = [one for one in emails if one in write_so] if write_so else []
            if emails:
                found.append(Person(f"p{number}", name, tuple(emails), last_touch=time_of(at)))
        return tuple(found)
