"""Reply pairs: which mail a mail answers, by subject, people and time alone, as the daemon joins
mail without References; and once more with the head of the mail that is quoted.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench.corpora import archive, split_mail
from bench.measure import Row, evaluates
from bench.real_mailboxes import users_of
from daemon.core.keys import content_key
from daemon.core.mail import Headers
from daemon.core.parse.addresses import parse_address_list
from daemon.core.parse.harmless import clean_text
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.mime import walk_parts
from daemon.core.parse.quoted_head import read_quoted_moment
from daemon.core.parse.subjects import parse_subject
from daemon.core.threads import SubjectMessage, find_parents


class Mailbox:
    """The mails of one mailbox as linking sees them; copies of one mail are one."""

    def __init__(self, mails: dict[str, bytes], own: frozenset[str]) -> None:
        self.number: dict[str, int] = {}
        self.headers: dict[int, Headers] = {}
        self._by_subject: dict[str, list[SubjectMessage]] = defaultdict(list)
        known: dict[object, int] = {}
        ids: dict[str, int] = {}
        for path, raw in mails.items():
            header, text = split_mail(raw)
            headers = parse_headers(header)
            sender = headers.sender.email if headers.sender else ""
            written = int(headers.date.timestamp()) if headers.date else None
            people_of = [("to", one.email, "") for one in (*headers.to, *headers.cc)]
            key = content_key(sender, written, headers.subject, people_of)
            number = known.setdefault(path if key is None else key, len(known) + 1)
            self.number[path] = number
            if number in self.headers:
                continue
            self.headers[number] = headers
            if headers.sender is None or headers.date is None:
                continue
            people = [headers.sender, *headers.to, *headers.cc, *headers.bcc]
            who = [0 if one.email in own else ids.setdefault(one.email, len(ids) + 1)
                   for one in people]  # fmt: skip
            subject = parse_subject(headers.subject)
            words = "\n".join(part.text for part in walk_parts(header, text).texts)
            quoted = read_quoted_moment(clean_text(words)) if subject.is_reply else None
            self._by_subject[subject.about].append(
                SubjectMessage(
                    number, number, int(headers.date.timestamp()), who[0], frozenset(who),
                    subject.is_reply, False, frozenset(who[1:]),
                    None if quoted is None else int(quoted.timestamp()),
                )
            )  # fmt: skip

    def parents(self, with_quotes: bool) -> dict[int, int]:
        """What each reply answers."""
        found: dict[int, int] = {}
        for about, mails in self._by_subject.items():
            seen = mails if with_quotes else [replace(one, quoted_at=None) for one in mails]
            for reply, parent in find_parents(seen, bare=not about):
                found[reply.id] = parent.id
        return found


def _threads(parents: dict[int, int]) -> dict[int, int]:
    """The first mail of each mail's thread; every parent is older, so there is no circle."""
    first: dict[int, int] = {}
    for number in parents:
        path = [number]
        while path[-1] in parents and path[-1] not in first:
            path.append(parents[path[-1]])
        top = first.get(path[-1], path[-1])
        first.update(dict.fromkeys(path, top))
    return first


def _rows(name: str, boxes: Sequence[tuple[Mailbox, list[tuple[int, int]]]]) -> Iterator[Row]:
    for label, with_quotes in (("", False), ("_quoting", True)):
        hits = linked = total = together = 0
        misses = []
        for box, gold in boxes:
            parents = box.parents(with_quotes)
            threads = _threads(parents)
            for child, parent in gold:
                got = parents.get(child)
                total += 1
                linked += got is not None
                hits += got == parent
                one, other = threads.get(child, child), threads.get(parent, parent)
                together += one == other
                if got != parent:
                    ids = (str(box.headers[n].message_id) if n else "" for n in (got, parent))
                    found, expected = ids
                    misses.append((box.headers[child].message_id, found, expected))
        precision, recall = hits / max(1, linked), hits / max(1, total)
        yield Row(f"{name}{label}_precision", precision, aim=0.97, misses=misses)
        yield Row(f"{name}{label}_recall", recall, aim=0.92)
        yield Row(f"{name}{label}_same_thread", together / max(1, total))


def _own(root: Path, user: str) -> frozenset[str]:
    gold = json.loads((root / f"{user}.people_gold.json").read_text("utf-8"))
    found = parse_address_list(", ".join(gold["own_addresses"])).mailboxes
    return frozenset(one.email for one in found)


@evaluates("Reply pairs: enron mailboxes (gold: the time in the quoted head)", "enron_mailboxes")
def measure_enron(root: Path) -> Iterator[Row]:
    boxes = []
    for user in users_of(root):
        box = Mailbox(archive(root / f"{user}.tar.xz"), _own(root, user))
        with (root / f"{user}.reply_pairs.csv").open(encoding="utf-8", newline="") as lines:
            pairs = [
                (box.number[row["child"]], box.number[row["parent"]])
                for row in csv.DictReader(lines)
            ]
        boxes.append((box, [(child, parent) for child, parent in pairs if child != parent]))
    yield from _rows("reply_pairs_enron", boxes)


@evaluates("Reply pairs: spamassassin with References hidden", "spamassassin")
def measure_spamassassin(root: Path) -> Iterator[Row]:
    mails: dict[str, bytes] = {}
    for path in sorted(root.glob("*ham*.tar.xz")):
        mails |= {f"{path.name}:{name}": raw for name, raw in archive(path).items()}
    box = Mailbox(mails, frozenset())
    by_id = {one.message_id: number for number, one in box.headers.items() if one.message_id}
    gold = []
    for number, headers in box.headers.items():
        above = headers.in_reply_to or (headers.references[-1] if headers.references else "")
        if above in by_id and by_id[above] != number:
            gold.append((number, by_id[above]))
    yield from _rows("reply_pairs_spamassassin", [(box, gold)])
