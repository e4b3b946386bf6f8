"""Hostile words in every column of the store that holds words, and in what is imported: whatever is
asked for, they are only text. In HTML not a tag and not an attribute more than with harmless ones.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_world import AT, World, call

#: Begins as a formula does, ends whatever it may stand in, and goes on in each language.
HOSTILE = (
    "=1+1 \"'><script>alert(1)</script><img src=x onerror=alert(1)></style></title><!-- "
    "{{ 1234*4321 }}{% raw %} \x1b[31mE\x1b]0;x\x07\x9b2J \u202egnp\u2066\u200b "
    "[red]x[/] \r\nBcc: eve@evil.example\nForged: line zqxzq"
)
#: An address in it too: whom one cannot call by name is suggested for less.
HARMLESS = "x" * (len(HOSTILE) - 10) + " x@x zqxzq"
#: What becomes of the template in it where somebody takes it for one.
COMPUTED = str(1234 * 4321)

#: Columns that hold words from outside. Of JSON all strings are planted.
WORDS = {
    "address_name.name", "contact.name", "contact_fact.value", "correction.said", "digest.note",
    "draft.note", "draft.reason", "draft.subject", "draft.text", "fact.value", "finding.quote",
    "finding.value", "folder.problem", "gap.quote", "gap.why", "meeting.summary",
    "message.kind_why", "message.subject", "note.not_understood", "note.understood",
    "owner.name", "pass.error", "person.name", "person.name_set", "service_problem.hint",
    "service_problem.place", "service_problem.says", "skipped.reason", "touch.note",
    "contact.source", "folder.name", "mailbox.name", "look.seen", "article.title",
    "article.teaser",
}  # fmt: skip
#: Columns of our own making: words of a fixed list, keys, bytes, times, cleaned addresses.
FIXED = {
    "address.email", "address.role", "address_alike.key", "address_name.name_key", "article.link",
    "draft.client_id", "draft.template", "contact.card_key", "contact.digest",
    "contact_email.email", "contact_fact.kind", "correction.about", "digest.folder",
    "digest.message_id", "digest.mime", "digest.state", "digest.week", "draft.evidence",
    "draft.folder", "draft.kind", "draft.message_id", "draft.mime", "draft.occasion",
    "draft.recipients", "draft.state", "fact.kind", "finding.detector", "finding.kind",
    "folder.role", "forgotten.mark", "forgotten.salt", "gap.waiting_on", "holiday.country",
    "holiday.days", "holiday.source", "location.flags",
    "meeting.called_off_by", "meeting.state", "meeting.uid", "meeting_guest.answer",
    "message.content_type", "message.header_kind", "message.kind", "message.message_id",
    "message.refs", "owner.address", "pass.summary", "person.circle", "person.circle_set",
    "person.emails", "person.keyed_name", "person_alike.key",
    "recipient.field", "refused_login.mailbox", "refused_login.mark", "refused_login.salt",
    "schema_migration.name", "snooze.kind", "tally.days", "tally.owner_took", "tally.person_took",
    "touch.detector", "touch.direction", "touch.kind",
}  # fmt: skip
#: Planted in neither: without them nothing can be found again.
KEPT = {"folder.name", "mailbox.name", "owner.name", "look.seen", "note.understood",
        "note.not_understood", "contact.source"}  # fmt: skip
#: Findings whose value is read as something else than words.
READ_AS_WORDS = (
    "kind IN ('ask', 'promise', 'need', 'offer', 'interest', 'event', 'title', "
    "'organisation', 'name', 'topic')"
)

COMMANDS = (
    "status", "agenda", "people", "gaps --all", "promises --all", "drafts --all", "drafts show d1",
    "introductions", "introductions suggest", "check", "digest", "explain d1", "explain g1",
    "templates", "doctor", "people zqxzq",
)  # fmt: skip
_HARM = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def columns(world: World) -> set[str]:
    """Every column of the store that can hold text or bytes."""
    tables = [str(name) for (name,) in world.sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )]  # fmt: skip
    return {
        f"{table}.{column}"
        for table in tables
        for _, column, kind, *_ in world.sql(f'PRAGMA table_info("{table}")')
        if str(kind).upper() in ("TEXT", "BLOB")
    }


def plant(world: World, words: str) -> None:
    """Write these words into every column that holds words."""
    for name in sorted(WORDS - KEPT):
        table, column = name.split(".")
        where = f"WHERE {READ_AS_WORDS}" if name == "finding.value" else ""
        numbered = f"UPDATE {table} SET {column} = ? || rowid {where}"
        world.sql(numbered if column in ("name", "value") else
                  f"UPDATE {table} SET {column} = ? {where}", words)  # fmt: skip


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.targets += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def test_every_column_is_known_to_hold_words_or_not(world: World) -> None:
    """A new column must be planted too, or be said to need none."""
    assert not WORDS & FIXED
    assert columns(world) - {"sqlite_sequence.name"} <= WORDS | FIXED


@pytest.fixture
def hostile(scratch: World) -> World:
    plant(scratch, HOSTILE)
    return scratch


def everything(world: World) -> list[str]:
    people = [str(one["id"]) for one in json.loads(world("people", "--json").out)["people"]][:4]
    each = [f"{what} {ref}" for ref in people for what in ("person", "explain", "may-i-ask")]
    return [*COMMANDS, *each]


def test_nothing_that_is_printed_does_anything(hostile: World) -> None:
    shown = 0
    for command in everything(hostile):
        for arguments in (command.split(), [*command.split(), "--json"]):
            done = hostile(*arguments)
            text = done.out + done.err
            assert not _HARM.search(text), (arguments, text)
            assert COMPUTED not in text and "Traceback" not in text, (arguments, text)
            assert not re.search(r"(?m)^(Bcc|Forged):", text), (arguments, text)
            shown += "zqxzq" in text
    assert shown > 25, "what was planted is hardly shown: the test tests nothing"


@pytest.mark.parametrize("command", ["report --out", "digest --html"])
def test_a_page_has_no_tag_more_than_with_harmless_words(
    world: World, tmp_path: Path, command: str
) -> None:
    pages = []
    for name, words in (("a", HARMLESS), ("b", HOSTILE)):
        (tmp_path / name).mkdir()
        copy = world.copy(tmp_path / name)
        plant(copy, words)
        file = tmp_path / f"{name}.html"
        assert copy(*command.split(), str(file)).code == 0
        pages.append(file.read_text("utf-8"))
    harmless, hostile = map(Shape, pages)
    assert hostile.tags == harmless.tags
    assert hostile.targets == harmless.targets
    assert not any(one.startswith(("javascript", "data:text")) for one in hostile.targets)
    assert "zqxzq" in pages[0] and "zqxzq" in pages[1]
    assert COMPUTED not in pages[1] and not _HARM.search(pages[1])


def test_what_is_exported_is_data_to_whoever_opens_it(hostile: World, tmp_path: Path) -> None:
    for form in ("csv", "vcard", "json"):
        file = tmp_path / f"out.{form}"
        done = hostile("export", "--format", form, "--output", str(file))
        assert done.code == 0, done.err
        text = file.read_bytes().decode().replace("\r\n", "\n")
        # JSON is for programs: what a terminal could take for an order is escaped, as it asks.
        assert not (_HARM if form != "json" else re.compile("[\x00-\x09\x0b-\x1f]")).search(text)
        assert "zqxzq" in text
        if form == "csv":
            for row in csv.reader(io.StringIO(text)):
                assert not [one for one in row if one.startswith(("=", "+", "-", "@"))], row
        if form == "vcard":
            assert not re.search(r"(?m)^(Bcc|Forged)", text)


def test_what_is_imported_is_only_text(scratch: World, tmp_path: Path) -> None:
    in_one_line = HOSTILE.replace("\r\n", "\\n").replace("\n", "\\n")
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann {0}\r\nORG:{0}\r\nTITLE:{0}\r\nNOTE:{0}\r\n"
        "TEL:{0}\r\nEMAIL:ruth@abernathy.example\r\nEND:VCARD\r\n"
    ).replace("{0}", in_one_line)
    event = (
        (
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1{0}\r\nDTSTART:20261120T100000Z\r\nDTEND:"
            '20261120T110000Z\r\nSUMMARY:{0}\r\nATTENDEE;CN="{1}":mailto:ruth@abernathy.example\r\n'
            "END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        .replace("{0}", in_one_line)
        .replace("{1}", in_one_line.replace('"', "'"))
    )
    table = io.StringIO()
    csv.writer(table).writerows(
        [["First Name", "Last Name", "Company", "Position", "Email Address", "Connected On"],
         [HOSTILE, HOSTILE, HOSTILE, HOSTILE, "ruth@abernathy.example", HOSTILE]]
    )  # fmt: skip
    archive = json.dumps({"people": [{"name": HOSTILE}], "x": HOSTILE})
    files = {"a.vcf": card, "b.ics": event, "c.csv": table.getvalue(), "d.json": archive}
    for name, text in files.items():
        file = tmp_path / name
        file.write_text(text, "utf-8", newline="")
        for arguments in (("--dry-run",), ()):
            done = call(
                "--config", str(scratch.config), "--at", AT, "import", *arguments, str(file)
            )
            said = done.out + done.err
            assert done.code in (0, 1, 2) and "Traceback" not in said, said
            assert not _HARM.search(said), said
            assert not re.search(r"(?m)^(Bcc|Forged):", said), said
    for command in ("people", "person ruth", "export --format csv", "person ruth --json"):
        text = scratch(*command.split()).out.replace("\r\n", "\n")
        assert not _HARM.search(text) and COMPUTED not in text, command
