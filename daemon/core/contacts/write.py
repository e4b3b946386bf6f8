"""Writes people as vCard 4.0 (RFC 6350): escaped, folded at 75 bytes, lines ended by CRLF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from daemon.core.model import Person
from daemon.core.parse.harmless import clean_line

_WIDTH = 75


def write_vcards(people: Iterable[Person], birthdays: Mapping[int, str]) -> str:
    """One card each; `birthdays` by number of person, as `1980-05-12` or `--05-12`."""
    return "".join(_card(one, birthdays.get(one.id, "")) for one in people)


def _card(person: Person, birthday: str) -> str:
    first = person.addresses[0] if person.addresses else ""
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{_escaped(person.name or first)}"]
    lines += [f"EMAIL:{_escaped(email)}" for email in person.addresses]
    lines += [f"TEL:{_escaped(phone)}" for phone in person.phones]
    for name, value in (
        ("ORG", person.organisation),
        ("TITLE", person.title),
        ("BDAY", birthday.replace("-", "") if birthday[:1] != "-" else
         "--" + birthday.replace("-", "")),
    ):  # fmt: skip
        if value:
            lines.append(f"{name}:{_escaped(value)}")
    return "".join(_folded(line) + "\r\n" for line in (*lines, "END:VCARD"))


def _escaped(text: str) -> str:
    text = clean_line(text, 300).replace("\\", "\\\\")
    return text.replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Folded between characters, never within one."""
    parts, room = [""], _WIDTH
    for one in line:
        size = len(one.encode())
        if size > room:
            parts.append(" ")
            room = _WIDTH - 1
        parts[-1] += one
        room -= size
    return "\r\n".join(parts)
