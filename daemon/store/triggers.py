"""What lets go of things that are kept and follow from others, as soon as these change, whoever
changes them: statements as in the migrations, which a house test holds against them.
"""

from __future__ import annotations


def _let_go(name: str, when: str, whose: str) -> str:
    return (
        f'CREATE TRIGGER "{name}" {when} BEGIN UPDATE person SET emails = NULL '
        f"WHERE id {whose} AND emails IS NOT NULL; END"
    )


_WHOSE = "= (SELECT person_id FROM address WHERE id = {}.address_id)"
_CHANGED = "AFTER UPDATE OF address_id, at, direction ON touch"
#: Let go of `PersonRow.emails` where what it follows from changes, whoever changes it.
EMAILS = (
    _let_go("touch_made", "AFTER INSERT ON touch", _WHOSE.format("NEW")),
    _let_go("touch_gone", "AFTER DELETE ON touch", _WHOSE.format("OLD")),
    _let_go("touch_left", _CHANGED, _WHOSE.format("OLD")),
    _let_go("touch_moved", _CHANGED, _WHOSE.format("NEW")),
    _let_go("address_made", "AFTER INSERT ON address WHEN NEW.person_id > 0", "= NEW.person_id"),
    _let_go("address_gone", "AFTER DELETE ON address WHEN OLD.person_id > 0", "= OLD.person_id"),
    _let_go(
        "address_changed",
        "AFTER UPDATE OF person_id, email, dead_at ON address",
        "IN (OLD.person_id, NEW.person_id)",
    ),
)

#: Let go of a tally. Numbers of touches that were taken away are given anew: nothing above the
#: last one counts as counted.
TALLIES = (
    'CREATE TRIGGER "tally_touch_gone" AFTER DELETE ON "touch" BEGIN DELETE FROM tally WHERE '
    "person_id = (SELECT person_id FROM address WHERE id = old.address_id); "
    "UPDATE owner SET tallied = (SELECT coalesce(max(id), 0) FROM touch) "
    "WHERE tallied > (SELECT coalesce(max(id), 0) FROM touch); END",
    'CREATE TRIGGER "tally_touch_changed" AFTER UPDATE ON "touch" BEGIN DELETE FROM tally '
    "WHERE person_id IN (SELECT person_id FROM address "
    "WHERE id IN (old.address_id, new.address_id)); END",
    'CREATE TRIGGER "tally_address_moved" AFTER UPDATE OF "person_id" ON "address" '
    "WHEN old.person_id IS NOT new.person_id BEGIN DELETE FROM tally "
    "WHERE person_id IN (old.person_id, new.person_id); END",
)
