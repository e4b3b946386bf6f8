"""After `forget`, no byte of a person is in the store, and no later pass brings one back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_world import World


def bytes_of(world: World) -> bytes:
    """Everything that lies beside the store, as it lies on the disk, in lower case."""
    paths = sorted(Path(world.folder).glob("wellkeeper.db*"))
    return b"".join(path.read_bytes() for path in paths).lower()


def everybody(world: World) -> list[dict[str, object]]:
    people: list[dict[str, object]] = json.loads(world("people", "--json").out)["people"]
    return people


@pytest.mark.parametrize("name", ["Ruth Abernathy", "Peter Vandermeer"])
def test_nothing_stays_and_nothing_comes_back(scratch: World, name: str) -> None:
    (person,) = [one for one in everybody(scratch) if one["name"] == name]
    addresses = [email for (email,) in scratch.sql(
        "SELECT email FROM address WHERE person_id = (SELECT id FROM person WHERE name = ?)", name
    )]  # fmt: skip
    assert addresses
    assert scratch("fact", name, "need", "a peculiar astrolabe").code == 0
    assert scratch("log", name, "--kind", "coffee", "--note", "spoke of zeppelins").code == 0
    backup = scratch.folder / "wellkeeper.db.before-0009_later"
    backup.write_bytes(scratch.store.read_bytes())
    words = [name, *map(str, addresses), "peculiar astrolabe", "zeppelins"]
    assert all(word.lower().encode() in bytes_of(scratch) for word in words)

    result = scratch("forget", name, "--yes")
    assert result.code == 0, result.err
    assert name not in result.out and not backup.exists()
    assert [word for word in words if word.lower().encode() in bytes_of(scratch)] == []
    others = {str(one["name"]) for one in everybody(scratch)}

    scratch.sql("UPDATE folder SET uidvalidity = 1, uid_done = 0")
    scratch.sql("UPDATE message SET pending = 1, read_version = NULL")
    again = scratch("once")
    assert again.code == 0 and name not in again.out, again.err
    assert {str(one["name"]) for one in everybody(scratch)} == others
    for email in addresses:
        assert str(email).lower().encode() not in bytes_of(scratch)
        assert scratch("log", str(email)).code == 2
    assert scratch("person", str(person["id"])).code == 2
    assert scratch("forget", name, "--yes").code == 2


def test_the_others_stay(scratch: World) -> None:
    before = {one["name"]: one["touches"] for one in everybody(scratch)}
    assert scratch("forget", "ruth", "--yes").code == 0
    after = {one["name"]: one["touches"] for one in everybody(scratch)}
    assert after == {name: touches for name, touches in before.items() if "Ruth" not in str(name)}
    assert scratch.sql("PRAGMA integrity_check") == [("ok",)]
    assert scratch.sql("PRAGMA foreign_key_check") == []
