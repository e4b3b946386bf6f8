"""Roles: which addresses belong to nobody personally."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import read
from bench.measure import Labels, Row, evaluates
from daemon.core.parse.roles import role_of_address


@evaluates("Roles: mailboxes against people, by address alone", "enron_people")
def measure_roles(root: Path) -> Iterator[Row]:
    labels = Labels()
    for line in read(root / "person_or_mailbox.jsonl").splitlines():
        row = json.loads(line)
        labels.add(row["address"], role_of_address(row["address"]) != "", row["label"] != "person")
    yield labels.row("roles_address_f1")
    yield Row("roles_address_precision", labels.precision, aim=0.99)
