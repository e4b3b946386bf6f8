"""Reads the CSV that Google Contacts and LinkedIn export, and our own, by their column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import chain

from daemon.core.contacts.card import Card, Cards, build_card
from daemon.errors import UsageError

_LINKEDIN = frozenset(("first name", "last name", "url", "email address", "connected on"))
_OURS = frozenset(("name", "addresses", "phones", "organisation", "title"))
#: Google's of today and of before 2024: any of them shows whose it is.
_GOOGLE = frozenset(("e-mail 1 - value", "phone 1 - value", "organization name", "given name"))
#: LinkedIn writes a note of some lines above its columns.
_LINES_BEFORE_HEADER = 30
_LONGEST_HEADER = 20_000
_MANY = " ::: "

Row = Mapping[str, str]


def parse_table(text: str) -> Cards:
    """All cards of a CSV. Raises UsageError where its columns are those of no known file."""
    lines = text.replace("\0", "").splitlines(keepends=True)
    for index, line in enumerate(lines[:_LINES_BEFORE_HEADER]):
        delimiter = max(",;\t", key=line.count)
        columns = _columns(line, delimiter)
        for source, signs, least, read in (
            ("linkedin", _LINKEDIN, 4, _read_linkedin),
            ("google", _GOOGLE, 1, _read_google),
            ("csv", _OURS, 4, _read_ours),
        ):
            if len(signs & set(columns)) >= least:
                cards, problems = [], []
                for number, row in _rows(lines[index + 1 :], columns, delimiter, index + 2):
                    if isinstance(row, str):
                        problems.append(f"line {number}: {row}")
                    elif (card := read(row)) is not None:
                        cards.append(card)
                    elif any(row.values()):
                        problems.append(f"line {number}: a row without a name or an address")
                return Cards(source, tuple(cards), tuple(problems))
    first = next((line.strip() for line in lines if line.strip()), "")
    raise UsageError(
        f"The columns of this CSV are not known: {first[:120]!r}.",
        "Known are the exports of Google Contacts, of LinkedIn (Connections.csv) and of "
        "`wellkeeper export --format csv`.",
    )


def _columns(line: str, delimiter: str) -> list[str]:
    """The names of the columns, if this line is made of names."""
    try:
        cells = next(csv.reader([line[:_LONGEST_HEADER]], delimiter=delimiter))
    except csv.Error:
        return []
    return [one.strip().casefold() for one in cells]


def _rows(
    lines: list[str], columns: list[str], delimiter: str, first: int
) -> Iterator[tuple[int, Row | str]]:
    """(line, row by column), or what is wrong with it in words."""
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
    while True:
        number = first + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"not readable ({error})"
            continue
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            yield number, f"{len(cells)} values for {len(columns)} columns"
        elif cells:
            yield number, dict(zip(columns, (one.strip() for one in cells), strict=False))


def _read_linkedin(row: Row) -> Card | None:
    return build_card(
        key=row.get("url", ""),
        name=f"{row.get('first name', '')} {row.get('last name', '')}",
        emails=[row.get("email address", "")],
        organisation=row.get("company", ""),
        title=row.get("position", ""),
        web=row.get("url", ""),
    )


def _read_google(row: Row) -> Card | None:
    parts = (("first name", "given name"), ("middle name", "additional name"),
             ("last name", "family name"))  # fmt: skip
    spelled = " ".join(_any(row, *names) for names in parts)
    return build_card(
        name=" ".join(spelled.split()) or _any(row, "name", "file as"),
        emails=_numbered(row, "e-mail"),
        phones=_numbered(row, "phone"),
        organisation=_any(row, "organization name", "organization 1 - name"),
        title=_any(row, "organization title", "organization 1 - title"),
        birthday=row.get("birthday", "").strip(),
        web=row.get("website 1 - value", ""),
    )


def _read_ours(row: Row) -> Card | None:
    return build_card(
        name=row.get("name", ""),
        emails=row.get("addresses", "").split(),
        phones=row.get("phones", "").split(";"),
        organisation=row.get("organisation", ""),
        title=row.get("title", ""),
        birthday=row.get("birthday", ""),
    )


def _any(row: Row, *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _numbered(row: Row, what: str) -> list[str]:
    values = (row.get(f"{what} {number} - value", "") for number in range(1, 11))
    return list(chain.from_iterable(value.split(_MANY) for value in values if value))
