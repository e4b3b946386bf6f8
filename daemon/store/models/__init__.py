"""The tables, as peewee models. Rows never leave `store`; every row belongs to an owner.

Times are UTC epoch seconds (peewee keeps aware datetimes as text and sorts them wrongly). Keys
that end in `_key` are 64-bit hashes (`core/keys.py`). A change here needs a migration; a house test
compares the two.
"""

from __future__ import annotations

from daemon.store.models import inferred, mail, owners, people, service, told, written
from daemon.store.models.row import Row

#: All tables.
ALL: tuple[type[Row], ...] = tuple(Row.__subclasses__())

__all__ = ["ALL", "inferred", "mail", "owners", "people", "service", "told", "written"]
