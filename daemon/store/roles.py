"""Keeping why an address can be no person: decided when it is first seen, and again whenever mail
of its own brings a name that speaks for or against it.
"""

from __future__ import annotations

from collections.abc import Iterable

from daemon.core.senders import NAMED_AS_ROLE, SHARED, role_of_name, role_of_sender, role_of_unnamed
from daemon.store.database import Database
from daemon.store.engine import executemany, select_in
from daemon.store.pending import is_all_pending, make_mail_of_pending

#: What names can change; every other role stands in the address itself.
_BY_NAME = (SHARED, NAMED_AS_ROLE)


def settle_roles(database: Database, named: Iterable[tuple[int, str]]) -> None:
    """Decide again about senders, given the `(address, name)` of mail that has just been stored.

    Mail of an address that turns out to be a person's is to be inferred again. One that is a
    person's already stays so: nobody whom the owner sees vanishes because a colleague wrote once.
    """
    names_now: dict[int, list[str]] = {}
    for number, name in named:
        names_now.setdefault(number, []).append(name)
    doubtful = {
        number: (email, role)
        for number, email, role in select_in(
            database,
            "SELECT id, email, role FROM address "
            "WHERE is_owner = 0 AND person_id IS NULL AND id IN (...)",
            sorted(names_now),
        )
        if role in _BY_NAME or (not role and _speaks_against(email, names_now[number]))
    }
    names: dict[int, dict[str, int]] = {}
    for number, name, count in select_in(
        database,
        "SELECT address_id, name, as_sender FROM address_name "
        "WHERE as_sender > 0 AND address_id IN (...)",
        sorted(doubtful),
    ):
        names.setdefault(number, {})[name] = count
    changed = [
        (decided, number)
        for number, (email, role) in sorted(doubtful.items())
        if (decided := role_of_sender(email, names.get(number, {}))) != role
    ]
    executemany(database, "UPDATE address SET role = ? WHERE id = ?", changed)
    executemany(
        database,
        "DELETE FROM touch WHERE message_id IS NOT NULL AND address_id = ?",
        [(number,) for role, number in changed if role],
    )
    persons = [number for role, number in changed if not role]
    # While a scan fills the store, no index leads from an address to its mail (`loading`), and as a
    # rule nothing was inferred yet.
    if persons and (database.met_keys is None or not is_all_pending(database)):
        make_mail_of_pending(database, *persons)


def _speaks_against(email: str, names: Iterable[str]) -> bool:
    """Whether a name of a mail makes an address doubtful that passed for a person's."""
    return role_of_unnamed(email) == SHARED or any(map(role_of_name, names))
