"""`export --format json`, and `import` of it beside the same mailbox, give the same store: every
table, row by row, with everything that an owner can say and do.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_world import NOW, PASSWORD, World, write_config

from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.mime import SampleMessage
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER

#: This machine's own history, and numbers of rows, which another store has its own of.
OTHERWISE = {
    "pass", "service", "service_problem", "refused_login", "schema_migration", "look", "week",
    "tally",
}  # fmt: skip
#: What no other row names, and says when something was written down or looked at.
WITHOUT = {
    "address_tie": {"at"},
    "folder": {"complete_at"},
    "owner": {"tallied"},
    # Numbers of mails, in which those of the forgotten are still counted; and whether it is kept
    # by what somebody may be known, who need be nobody any more.
    "address": {"delivered", "keyed"},
    "address_name": {"as_sender", "as_recipient"},
}
LOG = (
    "From: {0}\r\nTo: {0}\r\nSubject: log\r\nMessage-ID: <note@example.org>\r\n"
    "Date: Tue, 24 Nov 2026 08:00:00 +0100\r\n\r\n"
    "coffee with Marcus Oyelaran yesterday, he needs a bookkeeper. Purple elephants.\r\n"
)


@pytest.fixture(scope="module")
def mailbox() -> Iterator[EmbeddedServer]:
    """A server of this file's own: the test throws a draft away."""
    note = LOG.format(OWNER.email).encode()
    with EmbeddedServer(OWNER.email, PASSWORD) as running:
        load_sample(running, build_sample(NOW))
        running.load([SampleMessage("Sent", NOW - timedelta(hours=2), ("\\Seen",), note)], ())
        yield running


@pytest.fixture(scope="module")
def told(mailbox: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A store in which everything was said and done that can be."""
    folder = tmp_path_factory.mktemp("told")
    write_config(folder, mailbox.address[1], drafts_per_day=3)
    world = World(folder, mailbox.address[1])
    assert world("once").code == 0
    address = {
        one["name"]: one["addresses"][0]
        for one in json.loads(world("people", "--json").out)["people"]
    }
    (folder / "c.vcf").write_text(
        "BEGIN:VCARD\nFN:A B\nEMAIL:ab@example.org\nBDAY:1980-05-12\nEND:VCARD\n"
        f"BEGIN:VCARD\nFN:R\nEMAIL:{address['Ruth Abernathy']}\nTEL:+1 555 010 0200\nEND:VCARD\n"
    )
    (folder / "c.ics").write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x1\nDTSTART:20260610T100000Z\n"
        f"DTEND:20260610T110000Z\nSUMMARY:Plans\nORGANIZER:mailto:{OWNER.email}\n"
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{address['Felix Aubrey']}\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    gap = json.loads(world("gaps", "--all", "--json").out)["gaps"][0]["ref"]
    promises = json.loads(world("promises", "--all", "--json").out)["promises"]
    suggestion = json.loads(world("agenda", "--json").out)["suggestions"][0]["ref"]
    for command in (
        ("snooze", suggestion),
        ("let-go", "check_in:" + suggestion.partition(":")[2].partition(":")[0]),
        ("dismiss", gap),
        ("done", promises[0]["ref"]),
        ("not-a-promise", promises[1]["ref"]),
        ("fact", "ruth", "need", "a life insurer"),
        ("fact", "ruth", "birthday", "1970-01-01"),
        ("log", "ruth", "--kind", "coffee", "--when", "yesterday", "--note", "the move"),
        ("log", "somebody@new.example", "--kind", "call"),
        ("set", "ruth", "--circle", "inner", "--name", "Ruthie"),
        ("share", "never", "yara"),
        ("alias", "ruth", "ruth@home.example"),
        ("alias", "ruth", "ruth@wrong.example"),
        ("split", "ruth", "ruth@wrong.example"),
        ("merge", "ruth", address["Peter Vandermeer"]),
        ("ignore", "marcus"),
        ("not-a-person", "victor"),
        ("import", str(folder / "c.vcf")),
        ("import", str(folder / "c.ics")),
        ("draft", "introduction", "felix", "dorota"),
        ("drafts", "discard", "d1"),
        ("digest", "--place"),
        ("forget", "inês", "--yes"),
    ):
        result = world(*command)
        assert result.code == 0, (command, result.err)
    assert world("once", at="2026-11-24T11:00").code == 0
    return world


def test_everything_returns(told: World, mailbox: EmbeddedServer, tmp_path: Path) -> None:
    archive = str(tmp_path / "wellkeeper.json")
    assert told("export", "--output", archive).code == 0
    write_config(tmp_path / "new", mailbox.address[1], drafts_per_day=3)
    new = World(tmp_path / "new", mailbox.address[1])
    first = new("import", archive, at="2026-11-24T11:00")
    assert first.code == 0, first.err
    assert "import again after `wellkeeper once`" in first.out
    assert new("once", at="2026-11-24T11:00").code == 0
    second = new("import", archive, at="2026-11-24T11:00")
    assert second.code == 0 and "is not read yet" not in second.out
    assert new("once", at="2026-11-24T11:00").code == 0
    assert told("once", at="2026-11-24T11:00").code == 0
    ours, theirs = meaning(told), meaning(new)
    assert set(ours) == set(theirs)
    for table in ours:
        # All mail can be read here, and is understood after a pass.
        assert ours[table] or table in ("skipped", "pending"), f"the test says nothing of {table}"
        assert [one for one in theirs[table] if one not in ours[table]] == [], table
        assert [one for one in ours[table] if one not in theirs[table]] == [], table
    before = meaning(new)
    assert "0 new or changed" in new("import", archive).out
    assert meaning(new) == before
    assert json.loads(new("export").out) == json.loads(Path(archive).read_text("utf-8"))


def meaning(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """Every table without numbers that mean nothing elsewhere: a row stands for what it is known
    by, a person for their addresses, a thread for its mails.
    """
    database = sqlite3.connect(world.store)
    names = {
        "owner": "SELECT id, address FROM owner",
        "mailbox": "SELECT id, name FROM mailbox",
        "folder": "SELECT id, name FROM folder",
        "address": "SELECT id, email FROM address",
        "message": "SELECT id, identity_key FROM message",
        "person": "SELECT person_id, group_concat(email, ' ') FROM (SELECT person_id, email "
        "FROM address WHERE person_id IS NOT NULL ORDER BY email) GROUP BY person_id",
        "thread": "SELECT thread_id, min(identity_key) FROM message GROUP BY thread_id",
        "contact": "SELECT id, source || ' ' || card_key FROM contact",
        "meeting": "SELECT id, uid || ' ' || start_at FROM meeting",
    }
    nobodys = {
        number for (number,) in database.execute("SELECT id FROM address WHERE person_id IS NULL")
    }
    known = {table: dict(database.execute(sql).fetchall()) for table, sql in names.items()}
    # Mail with whom the owner called no person was read before they said so, and is not any more.
    unread = {
        number
        for (number,) in database.execute(
            "SELECT m.id FROM message m JOIN address a ON a.id = m.sender_id "
            "WHERE a.role = 'denied' UNION SELECT r.message_id FROM recipient r "
            "JOIN address a ON a.id = r.address_id WHERE a.role = 'denied'"
        )
    }
    result = {}
    for (table,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        if table in OTHERWISE:
            continue
        keys = {row[3]: row[2] for row in database.execute(f'PRAGMA foreign_key_list("{table}")')}
        if table == "touch":
            keys["thread_id"] = "thread"  # which the database does not hold to be one
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        rows = []
        for row in database.execute(f'SELECT * FROM "{table}"'):
            if table == "address_alike" and row[0] in nobodys:
                continue
            cells: list[tuple[str, Any]] = []
            for column, cell in zip(columns, row, strict=True):
                if column in WITHOUT.get(table, ()):
                    continue
                if column in ("read_version", "quoted_at") and row[0] in unread:
                    continue
                if column == "id":
                    cell = known[table][cell] if table in known else None
                elif column in keys:
                    cell = None if cell is None else known[keys[column]][cell]
                elif column == "occasion" or column == "evidence":
                    cell = re.sub(r"\b[mgtp]\d+", "REF", cell)
                cells.append((column, cell))
            if table != "finding" or row[columns.index("message_id")] not in unread:
                rows.append(tuple(cells))
        result[table] = sorted(rows, key=repr)
    database.close()
    return result
