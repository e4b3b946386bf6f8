"""Address books and calendars in, the owner's words out and in again; never twice."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from typing import Any

from sample_world import World

from daemon.core.contacts.vcard import parse_vcards

TABLES = ("person", "address", "fact", "touch", "contact", "contact_email", "contact_fact")


def dump(world: World) -> list[list[tuple[object, ...]]]:
    return [world.sql(f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES]


def write(world: World, name: str, text: str) -> str:
    path = world.folder / name
    path.write_text(text, "utf-8")
    return str(path)


def address(world: World, name: str) -> str:
    people = json.loads(world("people", "--json").out)["people"]
    (found,) = [one for one in people if one["name"] == name]
    return str(found["addresses"][0])


def test_cards_tell_more_of_people_and_make_nobody_one(scratch: World) -> None:
    ruth = address(scratch, "Ruth Abernathy")
    people = len(json.loads(scratch("people", "--json").out)["people"])
    text = (
        f"BEGIN:VCARD\nFN:R. Abernathy\nEMAIL:{ruth}\nBDAY:1970-02-03\nTITLE:Old title\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Some Stranger\nEMAIL:stranger@example.org\nEND:VCARD\nnonsense\n"
    )
    path = write(scratch, "contacts.vcf", text)
    before = dump(scratch)
    dry = scratch("import", path, "--dry-run")
    assert dry.code == 0 and "2 would be new" in dry.out and dump(scratch) == before
    told = scratch("import", path)
    assert told.code == 0, told.err
    assert "2 contacts read: 2 new, 0 changed, 0 as before." in told.out
    assert "1 of them are people" in told.out and "line 11: no vCard line" in told.out
    shown = scratch("person", "ruth").out
    assert "birthday: 1970-02-03 (vCard, imported 24 Nov 2026)" in shown
    assert "Old title" not in shown.split("What is known")[0], "a signature is newer than a card"
    assert len(json.loads(scratch("people", "--json").out)["people"]) == people
    after = dump(scratch)
    again = scratch("import", path)
    assert "0 new, 0 changed, 2 as before" in again.out and dump(scratch) == after
    changed = write(scratch, "contacts.vcf", text.replace("1970-02-03", "1971-02-03"))
    assert "0 new, 1 changed, 1 as before" in scratch("import", changed).out
    assert "1971-02-03" in scratch("person", "ruth").out


def test_a_calendar_is_imported_once(scratch: World) -> None:
    ruth, owner = address(scratch, "Ruth Abernathy"), str(
        scratch.sql("SELECT address FROM owner")[0][0]
    )  # fmt: skip
    path = write(
        scratch,
        "calendar.ics",
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x1\nDTSTART:20260610T100000Z\n"
        f"DTEND:20260610T110000Z\nSUMMARY:Plans\nORGANIZER:mailto:{owner}\n"
        f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ruth}\nEND:VEVENT\nEND:VCALENDAR\n",
    )
    assert "1 touch new" in scratch("import", path).out
    assert (
        "Plans" in scratch("person", "ruth").out or "10 Jun 2026" in scratch("person", "ruth").out
    )
    after = dump(scratch)
    assert "0 touches new" in scratch("import", path).out and dump(scratch) == after


def test_what_is_no_address_book_is_refused(scratch: World) -> None:
    for name, text in (
        ("a.csv", "Kunde,Umsatz\n1,2\n"), ("b.txt", "hello"), ("c.vcf", ""), ("d.json", "{]"),
        ("e.json", '{"wellkeeper": 2}'), ("f.csv", "Given Name,E-mail 1 - Value\n"),
    ):  # fmt: skip
        result = scratch("import", write(scratch, name, text))
        assert result.code == 2 and result.err and "Traceback" not in result.err, name


def test_people_go_out_as_cards_and_table(world: World) -> None:
    people: list[dict[str, Any]] = json.loads(world("people", "--json").out)["people"]
    cards = parse_vcards(world("export", "--format", "vcard").out)
    assert cards.problems == () and len(cards.cards) == len(people)
    assert {one.name for one in cards.cards} == {one["name"] for one in people}
    rows = list(csv.DictReader(io.StringIO(world("export", "--format", "csv").out)))
    assert [row["name"] for row in rows] == [one["name"] for one in people]
    assert [row["addresses"].split() for row in rows] == [one["addresses"] for one in people]


def test_the_owners_words_return_in_another_store(world: World, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = world.copy(tmp_path / "one"), world.copy(tmp_path / "two")
    peter = address(one, "Peter Vandermeer")
    for command in (
        ("fact", "ruth", "need", "a life insurer"),
        ("log", "ruth", "--kind", "coffee", "--when", "yesterday", "--note", "the move"),
        ("set", "ruth", "--circle", "inner", "--name", "Ruthie"),
        ("share", "never", "ruth"),
        ("merge", "ruth", peter),
        ("alias", "ruth", "ruth@home.example"),
        ("not-a-person", "victor"),
    ):
        assert one(*command).code == 0, command
    (gap, *_) = json.loads(one("gaps", "--all", "--json").out)["gaps"]
    assert one("dismiss", gap["ref"]).code == 0
    card = write(one, "c.vcf", "BEGIN:VCARD\nFN:A B\nEMAIL:ab@example.org\nEND:VCARD\n")
    assert one("import", card).code == 0

    archive = str(tmp_path / "words.json")
    assert one("export", "--output", archive).code == 0
    assert one("export", "--output", archive).code == 2, "nothing is overwritten"
    assert Path(archive).stat().st_mode & 0o077 == 0
    before = two("export").out
    dry = two("import", archive, "--dry-run")
    assert dry.code == 0 and "would be new" in dry.out
    assert two("export").out == before
    assert two("import", archive).code == 0
    assert two("once").code == 0
    same_words(two, Path(archive))
    assert "0 new or changed" in two("import", archive).out
    same_words(two, Path(archive))
    assert {n["name"] for n in json.loads(one("people", "--json").out)["people"]} == {
        n["name"] for n in json.loads(two("people", "--json").out)["people"]
    }

    two.store.unlink()
    assert two("once").code == 0
    assert two("import", archive).code == 0
    same_words(two, Path(archive))


def same_words(world: World, archive: Path) -> None:
    told, expected = json.loads(world("export").out), json.loads(archive.read_text("utf-8"))
    for one in (*told["people"], *expected["people"]):
        one["addresses"].sort()
    for archived in (told, expected):  # what lies in the mailbox was found there before
        archived["drafts"] = [one["message_id"] for one in archived["drafts"]]
    assert told == expected


def test_twenty_thousand_contacts(scratch: World) -> None:
    rows = "".join(
        f"Given{n},Family{n},person{n}@example{n % 999}.org,+1 555 {n:07d},Acme,CEO,1980-05-12\n"
        for n in range(20_000)
    )
    path = write(
        scratch,
        "google.csv",
        "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Organization Name,"
        "Organization Title,Birthday\n" + rows,
    )
    began = time.process_time()
    result = scratch("import", path)
    print(f"20,000 contacts: {time.process_time() - began:.2f} s of this machine's work")
    assert "20,000 contacts read: 20,000 new" in result.out
    again = scratch("import", path)
    assert "20,000 contacts read: 0 new, 0 changed, 20,000 as before" in again.out
