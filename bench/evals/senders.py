"""Senders: person, mailbox or list, against 300 senders labelled by reading their mails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT, archived, read, split_mail
from bench.measure import Labels, Row, evaluates
from daemon.core.mail import Headers
from daemon.core.model import MessageKind
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.core.senders import role_of_sender
from daemon.core.touches import LARGEST_GROUP

_MESSAGE_ID = re.compile(rb"^message-id:\s*<?([^>\s]+)", re.IGNORECASE | re.MULTILINE)
#: What somebody, or their absence note, wrote.
_OF_A_PERSON = (
    MessageKind.PERSONAL,
    MessageKind.LIST_POST,
    MessageKind.AUTO_REPLY,
    MessageKind.CALENDAR,
)


def _labels(corpus: str) -> dict[str, str]:
    """`{Message-ID: label}`."""
    rows = [line.split("\t") for line in read(ROOT / "bench/labels/senders.tsv").splitlines()]
    return {row[1]: row[2] for row in rows if row[0] == corpus}


def _headers(root: Path) -> Iterator[tuple[str, str, Headers]]:
    """`(archive, Message-ID, headers)` of every mail with a sender."""
    for path in sorted(root.glob("*.tar.xz")):
        for _, raw in archived(path):
            header = split_mail(raw)[0]
            found = _MESSAGE_ID.search(header)
            parsed = parse_headers(header)
            if found and parsed.sender:
                yield path.name, found[1].decode("latin-1"), parsed


def _is_taken_for_person(headers: Headers) -> bool:
    assert headers.sender is not None
    names = {headers.sender.name: 1} if headers.sender.name else {}
    kind, _ = classify_message(headers)
    return kind in _OF_A_PERSON and not role_of_sender(headers.sender.email, names)


def _rows(metric: str, labels: Labels, recall: bool = True) -> Iterator[Row]:
    shown = f"{labels.precision:.3f} ({labels.hits} of {labels.hits + labels.false})"
    yield Row(f"{metric}_precision", labels.precision, shown, 0.99, misses=labels.misses)
    if recall:
        shown = f"{labels.recall:.3f} ({labels.hits} of {labels.hits + labels.missed})"
        yield Row(f"{metric}_recall", labels.recall, shown, 0.95, misses=labels.misses)


@evaluates("Senders who are people: lists, newsletters, spam", "spamassassin")
def measure_list_senders(root: Path) -> Iterator[Row]:
    """With spam, and without: spam is a filter's work, and mail both ways is asked for besides."""
    wanted = _labels("spamassassin")
    everything, wished = Labels(), Labels()
    for archive, number, headers in _headers(root):
        if (label := wanted.pop(number, "")) and headers.sender:
            answer = _is_taken_for_person(headers), label == "person"
            everything.add(f"{headers.sender.name} {headers.sender.email}", *answer)
            if not archive.startswith("spam"):
                wished.add(f"{headers.sender.name} {headers.sender.email}", *answer)
    yield from _rows("senders_list_person", wished)
    yield from _rows("senders_list_person_with_spam", everything, recall=False)


@evaluates("Senders who are people: four mailboxes", "enron_mailboxes")
def measure_mailbox_senders(root: Path) -> Iterator[Row]:
    """By one mail alone, and as the product asks: only those to whom the owner wrote as well."""
    wanted = _labels("enron_mailboxes")
    own = {
        address
        for path in root.glob("*.people_gold.json")
        for address in json.loads(read(path))["own_addresses"]
    }
    asked: list[tuple[str, Headers]] = []
    written_to: set[str] = set()
    for _, number, headers in _headers(root):
        if headers.sender and headers.sender.email in own and headers.recipients <= LARGEST_GROUP:
            written_to.update(one.email for one in headers.to)
        if label := wanted.pop(number, ""):
            asked.append((label, headers))
    by_mail, both_ways = Labels(), Labels()
    for label, headers in asked:
        if headers.sender is None:
            continue
        taken, email = _is_taken_for_person(headers), headers.sender.email
        by_mail.add(email, taken, label == "person")
        both_ways.add(email, taken and email in written_to, label == "person")
    yield from _rows("senders_mailbox_person", by_mail)
    yield from _rows("senders_mailbox_person_both_ways", both_ways, recall=False)
