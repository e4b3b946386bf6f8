"""Bounces: reports that mail did not arrive, and the addresses that they name."""

from __future__ import annotations

import contextlib
import importlib
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

from bench.corpora import archive, read, read_mail
from bench.measure import Exact, Miss, Row, evaluates
from daemon.core.detectors.bounces import detect
from daemon.core.model import MessageKind

#: Complaints and absence notes stand among them.
_NO_BOUNCES = ("arf-", "rfc3834-")


def _flufl(raw: bytes) -> tuple[set[str], bool] | None:
    """`(addresses, whether anything failed)` by flufl.bounce; None where it is not installed."""
    try:
        library = importlib.import_module("flufl.bounce")
    except ImportError:
        return None
    found: set[str] = set()
    with contextlib.suppress(Exception):  # it fails on some real mail
        for group in library.all_failures(message_from_bytes(raw)):
            found |= {address.decode("ascii", "replace").lower() for address in group}
    return found, bool(found)


@evaluates("Bounces: sisimai", "sisimai_bounces")
def measure_sisimai(root: Path) -> Iterator[Row]:
    paths = [
        path
        for path in sorted((root / "maildir" / "bsd").glob("*.eml"))
        if not path.name.startswith(_NO_BOUNCES)
    ]
    known = named = flufl = 0
    spent = 0.0
    misses: list[Miss] = []
    for path in paths:
        raw = path.read_bytes()
        mail = read_mail(raw)
        started = time.perf_counter()
        found = detect(mail.message)
        spent += time.perf_counter() - started
        named += bool(found)
        if mail.kind is MessageKind.BOUNCE or found:
            known += 1
        else:
            misses.append((path.name, mail.kind.value, mail.headers.subject))
        theirs = _flufl(raw)
        flufl += theirs is not None and theirs[1]
    total = len(paths)
    yield Row("bounces_found", known / total, f"{known} of {total}", 1.0, misses=misses)
    yield Row("bounces_with_address", named / total, f"{named} of {total}")
    yield Row("bounces_us", spent / total * 1e6, f"{spent / total * 1e6:.0f} µs a message")
    shown = f"{flufl} of {total}" if _flufl(b"") is not None else "not installed"
    yield Row("bounces_found[flufl.bounce]", flufl / total, shown)


@evaluates("Bounces: flufl.bounce's own", "flufl_bounce")
def measure_flufl(root: Path) -> Iterator[Row]:
    labels = json.loads(read(root / "labels.json"))
    known = Exact()
    addresses = {"": Exact(), "[flufl.bounce]": Exact()}
    for name, label in labels.items():
        path = root / "data" / name
        if label is None or not path.exists():
            continue
        raw = path.read_bytes()
        mail = read_mail(raw)
        known.add(name, mail.kind.value, MessageKind.BOUNCE.value)
        found = detect(replace(mail.message, kind=MessageKind.BOUNCE))
        expected = " ".join(sorted(address.lower() for address in label[1]))
        addresses[""].add(name, " ".join(sorted({one.value for one in found})), expected)
        theirs = _flufl(raw)
        if theirs is not None:
            addresses["[flufl.bounce]"].add(name, " ".join(sorted(theirs[0])), expected)
    yield known.row("bounces_flufl_found", aim=1.0)
    for library, exact in addresses.items():
        row = exact.row(f"bounces_flufl_addresses{library}")
        yield row if exact.total else replace(row, shown="not installed")


@evaluates("Bounces: none among personal mail", "spamassassin")
def measure_ham(root: Path) -> Iterator[Row]:
    """What bears a delivery report (RFC 3464) is one, and is not counted."""
    count = false = 0
    misses: list[Miss] = []
    for name in ("easy-ham-1", "easy-ham-2", "hard-ham-1"):
        for item, raw in archive(root / f"{name}.tar.xz").items():
            if b"message/delivery-status" in raw.lower():
                continue
            mail = read_mail(raw)
            count += 1
            found = detect(mail.message)
            if mail.kind is MessageKind.BOUNCE or found:
                false += 1
                misses.append((item, mail.kind.value, mail.headers.subject))
    shown = f"{false} of {count}"
    yield Row("bounces_false_ham", false / max(1, count), shown, 0.001, True, misses)
