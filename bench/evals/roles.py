"""Roles: which addresses belong to nobody personally, and which belong to one person."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import read
from bench.measure import Labels, Row, evaluates
from daemon.core.people import AddressFacts, same_person_groups
from daemon.core.senders import role_of_sender


def _rows(root: Path) -> list[dict[str, str]]:
    """The display names are as in a From line; the directory's key (cn) is for scoring only."""
    return [json.loads(line) for line in read(root / "person_or_mailbox.jsonl").splitlines()]


def _of_persons(metric: str, labels: Labels) -> Iterator[Row]:
    total = labels.hits + labels.missed
    shown = f"{labels.precision:.3f} ({labels.hits} of {labels.hits + labels.false})"
    yield Row(f"{metric}_precision", labels.precision, shown, 0.99, misses=labels.misses)
    shown = f"{labels.recall:.3f} ({labels.hits} of {total})"
    yield Row(f"{metric}_recall", labels.recall, shown, 0.95, misses=labels.misses)


@evaluates("Roles: people and mailboxes, by address, then with the display name", "enron_people")
def measure_roles(root: Path) -> Iterator[Row]:
    """Of people: was it right to take them for people; of mailboxes: were they known as such."""
    rows = _rows(root)
    for metric, by_name in (("roles_address", False), ("roles_named", True)):
        persons, mailboxes = Labels(), Labels()
        for row in rows:
            names = {row["display"]: 1} if by_name else {}
            is_role = role_of_sender(row["address"], names) != ""
            shown = f"{row['address']} {row['display'] if by_name else ''}"
            persons.add(shown, not is_role, row["label"] == "person")
            mailboxes.add(shown, is_role, row["label"] != "person")
        yield from _of_persons(f"{metric}_person", persons)
        yield from _of_persons(f"{metric}_mailbox", mailboxes)


def _address_of(display: str) -> str:
    """The local part that this organisation's gateway made of a display name: it shows which
    spelling an address went with, for the labels name the spellings of a group only together.
    """
    family, _, given = display.partition(",")
    return f"{re.sub('[()]', '', given).split()[-1]}.{family}".lower()


def _named(root: Path) -> Iterator[tuple[str, str, str]]:
    """`(who, address, display name)` of every address of a person."""
    grouped: set[str] = set()
    for group in json.loads(read(root / "alias_groups.json")):
        for address in group["addresses"]:
            local = address.partition("@")[0].replace(" <", "")
            for display in group["display_names"]:
                if _address_of(display) == local:
                    grouped.add(address)
                    yield group["cn"], address, display
    for row in _rows(root):
        if row["label"] == "person" and row["address"] not in grouped:
            yield row["cn"], row["address"], row["display"]


@evaluates("People: which addresses are one person, by display names", "enron_people")
def measure_same_person(root: Path) -> Iterator[Row]:
    named = list(_named(root))
    facts = [
        AddressFacts(
            number, f"{number}@{address.partition('@')[2].strip('>')}", {display: 1}, written=True
        )
        for number, (_, address, display) in enumerate(named)
    ]
    merged = {
        pair
        for group in same_person_groups(facts)
        for pair in itertools.combinations(sorted(group), 2)
    }
    same_who: dict[str, list[int]] = {}
    for number, (who, _, _) in enumerate(named):
        same_who.setdefault(who, []).append(number)
    wanted = {pair for one in same_who.values() for pair in itertools.combinations(one, 2)}
    labels = Labels()
    for left, right in sorted(merged | wanted):
        pair = left, right
        labels.add(f"{named[left][2]} = {named[right][2]}", pair in merged, pair in wanted)
    counts = f"({len(named)} addresses, {len(wanted)} pairs)"
    yield Row(
        "same_person_precision",
        labels.precision,
        f"{labels.precision:.3f} {counts}",
        0.99,
        misses=labels.misses,
    )
    yield Row("same_person_recall", labels.recall, aim=0.95, misses=labels.misses)
