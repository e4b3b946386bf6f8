"""After `forget`, no byte of a person is in the store, and no later pass brings one back."""

from __future__ import annotations

import codecs
import json
import quopri
import sqlite3
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from sample_world import World


def bytes_of(world: World) -> bytes:
    """Everything that lies beside the store, as it lies on the disk, in lower case."""
    paths = sorted(Path(world.folder).glob("wellkeeper.db*"))
    return b"".join(path.read_bytes() for path in paths).lower()


def ways_to_write(word: str) -> set[bytes]:
    """The bytes as which a word can lie somewhere: in other character sets, escaped as in JSON, a
    URL or a header, and in base64 wherever in a line it begins; lower-cased, as `bytes_of` is.
    """
    plain = word.encode()
    found = {
        plain, word.encode("utf-16-le"), word.encode("latin-1", "replace"),
        json.dumps(word)[1:-1].encode(), quote(word).encode(), quopri.encodestring(plain),
        "".join(f"\\u{ord(one):04x}" for one in word).encode(), plain.hex().encode(),
        word.replace(" ", "_").encode(), codecs.encode(word, "rot13").encode(),
    }  # fmt: skip
    for before in range(3):
        whole = b64encode(b"x" * before + plain)
        found.add(whole[4 if before else 0 : len(whole) - 4])
    return {one.lower() for one in found if len(one) > 4}


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
    quotes = [str(one) for (one,) in scratch.sql(
        "SELECT quote FROM finding f JOIN message m ON m.id = f.message_id JOIN address a "
        "ON a.id = m.sender_id WHERE a.email = ? AND length(quote) > 20", addresses[0]
    )]  # fmt: skip
    assert quotes
    words = [name, *map(str, addresses), "peculiar astrolabe", "zeppelins", *quotes]
    before = bytes_of(scratch)
    assert all(any(way in before for way in ways_to_write(word)) for word in words)
    assert all(word.lower().encode() in bytes_of(scratch) for word in words)

    result = scratch("forget", name, "--yes")
    assert result.code == 0, result.err
    assert name not in result.out and not backup.exists()
    left = bytes_of(scratch)
    assert [word for word in words if word.lower().encode() in left] == []
    assert [one for word in words for one in ways_to_write(word) if one in left] == []
    others = {str(one["name"]) for one in everybody(scratch)}

    scratch.sql("UPDATE folder SET uidvalidity = 1, uid_done = 0")
    scratch.sql("UPDATE message SET read_version = NULL")
    scratch.sql("INSERT INTO pending (message_id, owner_id) SELECT id, owner_id FROM message")
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


def test_who_reads_meanwhile_is_told_of_and_the_log_is_empty_after_the_next_pass(
    scratch: World,
) -> None:
    """SQLite keeps for a reader what it began to read."""
    reader = sqlite3.connect(scratch.store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()
    result = scratch("forget", "Ruth Abernathy", "--yes")
    assert result.code == 0 and "its log holds them" in result.out
    reader.execute("COMMIT")
    reader.close()
    assert scratch("once").code == 0
    assert b"ruth abernathy" not in bytes_of(scratch)
