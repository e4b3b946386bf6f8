"""Turns one table of the file into one struct of settings, key by key, so that every wrong key
is reported and not only the first.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Struct, structs

from daemon.config.settings import NOT_IN_FILE
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.late import late_pattern

#: A table as the TOML reader gives it: nothing in it has been checked.
Table = dict[str, Any]
S = TypeVar("S", bound=Struct)

_LOOKS_SECRET = late_pattern(r"pass(word|wd|phrase)?$|pwd|secret|token", re.IGNORECASE)
#: Of one problem, in characters.
_LONGEST = 600
_REFUSED = "is never kept in this file; put it into .env as WELLKEEPER_PASSWORD=..."


class Problems:
    """What is wrong so far, as lines `[section] key: what`."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.lines)

    def add(self, section: str, key: str, what: str = "") -> None:
        """Note one problem; without a section, `key` is the whole line."""
        place = f"[{section}] {key}".strip() if section else key
        self.lines.append(clean_line(f"{place}: {what}" if what else place, _LONGEST))


def nearest(word: str, known: Iterable[str], form: str = '"{}"') -> str:
    """`; did you mean "address"?`, or nothing where no known word is near."""
    import difflib  # only for who has mistyped something

    close = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {form.format(close[0])}?" if close else ""


def read_table(table: Table, kind: type[S], where: str, problems: Problems) -> S:
    """The settings in `table`. In place of what is wrong stands its default, or "" where there is
    none, so that the rest can be checked as well; then `problems` grew.

    `where` is the section as it is shown, for example `mailbox 2`.
    """
    if not table:  # as most sections
        with suppress(TypeError):  # that something of it is required
            return kind()
    fields = {f.name: f for f in structs.fields(kind) if f.name not in NOT_IN_FILE}
    values: dict[str, Any] = {name: "" for name, field in fields.items() if field.required}
    for key, value in table.items():
        if key in fields:
            values |= _read_value(value, fields[key].type, where, key, problems)
        elif _LOOKS_SECRET.search(key):
            problems.add(where, key, _REFUSED)
        else:
            problems.add(where, key, f"unknown key{nearest(key, fields)}")
    for name, field in fields.items():
        if field.required and name not in table:
            problems.add(where, name, f"is missing; expected {describe(field.type)}")
    return kind(**values)


def _read_value(value: Any, hint: Any, where: str, key: str, problems: Problems) -> Table:
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if isinstance(bare, type) and issubclass(bare, Struct):
        if isinstance(value, dict):
            return {key: read_table(value, bare, f"{where}.{key}", problems)}
        problems.add(where, key, f"expected a section [{where.split()[0]}.{key}]")
        return {}
    if get_origin(bare) is tuple and isinstance(value, str):
        value = [value]  # one is as good as a list of one
    try:
        return {key: msgspec.convert(value, hint, dec_hook=_decode_path)}
    except msgspec.ValidationError as error:
        item = re.search(r"\$\[(\d+)\]", str(error))
        wrong = value[int(item[1])] if item else value
        problems.add(where, key, f"expected {describe(hint)}, got {_shown(wrong)}")
        return {}


def describe(hint: Any) -> str:
    """The words for what a field takes: its description, else what its type says."""
    if get_origin(hint) is Annotated:
        for extra in get_args(hint)[1:]:
            if isinstance(extra, msgspec.Meta) and extra.description:
                return extra.description
    if get_origin(hint) in (Union, types.UnionType) and Path in get_args(hint):
        return "a path in quotes"
    return "something else"


def _decode_path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str) and value and "\x00" not in value:
        return Path(value)
    raise msgspec.ValidationError("not a path")


def _shown(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
