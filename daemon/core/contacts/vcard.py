"""Reads vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350). A line that is wrong costs that line, never
the file; a library that stops at the first was slower besides.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from daemon.core.contacts.card import Card, Cards, build_card

SOURCE = "vcard"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SPLIT = re.compile(r"(?<!\\);")
_NAME = re.compile(r"(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):", re.ASCII)
_QUOTED_PRINTABLE = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE\b", re.IGNORECASE)
_CHARSET = re.compile(r"CHARSET=\"?([\w-]+)", re.IGNORECASE)
_PREFERRED = re.compile(r"PREF(?:=1)?\b(?!=)", re.IGNORECASE)
_LONGEST_LINE = 20_000

Line = tuple[int, str, str, str]


def parse_vcards(text: str) -> Cards:
    """All cards of a file, and what was wrong with it."""
    cards: list[Card] = []
    problems: list[str] = []
    current: list[Line] | None = None
    began = 0
    for number, line in _unfold(text):
        if not line.strip():
            continue
        found = _NAME.match(line)
        if found is None:
            problems.append(f"line {number}: no vCard line: {line[:40].strip()!r}")
            continue
        name, value = found[1].upper(), line[found.end() :]
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            if current is not None:
                problems.append(f"line {began}: a card without END:VCARD")
                _close(current, began, cards, problems)
            current, began = [], number
        elif name == "END" and value.strip().upper() == "VCARD":
            if current is None:
                problems.append(f"line {number}: END:VCARD without a card")
            else:
                _close(current, began, cards, problems)
            current = None
        elif current is not None:
            current.append((number, name, found[2], value))
    if current is not None:
        problems.append(f"line {began}: a card without END:VCARD")
        _close(current, began, cards, problems)
    return Cards(SOURCE, tuple(cards), tuple(problems))


def _unfold(text: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first; those of photographs are cut."""
    number, parts, length = 0, [""], 0
    soft = False
    for index, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        continued = line[:1] in (" ", "\t") and number
        if continued or soft:
            if length < _LONGEST_LINE:
                parts.append(line[1:] if continued and not soft else line)
                length += len(line)
        else:
            if number:
                yield number, "".join(parts)
            number, parts, length = index, [line], len(line)
        # A soft break of quoted-printable (2.1): only where the line says that it is so written.
        soft = line.endswith("=") and bool(_QUOTED_PRINTABLE.search(parts[0][:200]))
        if soft:
            parts[-1] = parts[-1][:-1]
    if number:
        yield number, "".join(parts)


def _close(lines: list[Line], began: int, cards: list[Card], problems: list[str]) -> None:
    found: dict[str, list[str]] = {}
    for number, name, params, value in lines:
        if name in _WANTED:
            try:
                decoded = _decode(params, value)
            except (LookupError, ValueError):
                problems.append(f"line {number}: {name} cannot be decoded")
                continue
            known = found.setdefault(name, [])
            known.insert(0 if _PREFERRED.search(params) else len(known), decoded)
    structured = [_plain(one) for one in _SPLIT.split(_first(found, "N"))]
    spelled = " ".join(structured[at] for at in (1, 2, 0) if at < len(structured))
    card = build_card(
        key=_plain(_first(found, "UID")),
        name=_plain(_first(found, "FN")) or " ".join(spelled.split()),
        emails=[_plain(one).removeprefix("mailto:") for one in found.get("EMAIL", ())],
        phones=[_plain(one) for one in found.get("TEL", ())],
        organisation=_plain(_SPLIT.split(_first(found, "ORG"))[0]),
        title=_plain(_first(found, "TITLE")),
        birthday=_plain(_first(found, "BDAY")),
        web=_plain(_first(found, "URL")),
    )
    if card is None:
        problems.append(f"line {began}: a card without a name or an address")
    else:
        cards.append(card)


_WANTED = frozenset(("UID", "FN", "N", "EMAIL", "TEL", "ORG", "TITLE", "BDAY", "URL"))


def _first(found: dict[str, list[str]], name: str) -> str:
    return found.get(name, [""])[0]


def _decode(params: str, value: str) -> str:
    if not _QUOTED_PRINTABLE.search(params):
        return value
    charset = _CHARSET.search(params)
    raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    return raw.decode(charset[1] if charset else "utf-8", "replace")


def _plain(value: str) -> str:
    """A value without its escapes; a line break becomes a blank."""
    return _ESCAPED.sub(lambda one: " " if one[1] in "nN" else one[1], value).strip()
