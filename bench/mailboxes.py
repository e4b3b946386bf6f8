"""Real mailboxes, end to end: each is loaded into a private Dovecot and read by two whole passes.

    python -m bench.mailboxes [--show] [USER ...]

Prints one row a mailbox (messages, people, gaps, drafts, seconds) and what the second pass
changed, which should be nothing; build/mailboxes.json holds the same. Reads
`enron_mailboxes/*.tar.xz` below WELLKEEPER_CORPORA; --show prints the twenty people with the most
touches and every draft, to be read by a person.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bench.corpora import ROOT
from bench.real_mailboxes import (
    MAILBOXES,
    configured,
    fill,
    owner_of,
    read_mailbox,
    users_of,
    working_moment,
)
from daemon.jobs.once import run_pass
from daemon.jobs.pass_report import PassReport
from daemon.store import Store, open_store
from daemon.store.engine import execute
from daemon.templating import Templates

sys.path.insert(0, str(ROOT / "tests"))
from dovecot import Dovecot

#: So much of the owner's mail lies before the moment at which the passes pretend to run: a few
#: mails of these mailboxes bear dates of later years.
SHARE_BEFORE = 0.98


def main() -> None:
    """Measure each, and print its row as soon as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("users", nargs="*")
    parser.add_argument("--show", action="store_true", help="print people and drafts to read")
    options = parser.parse_args()
    users = options.users or users_of(MAILBOXES)
    if not users:
        sys.exit(f"No mailboxes below {MAILBOXES}: set WELLKEEPER_CORPORA.")
    rows = measure_all(users, options.show)
    target = ROOT / "build"
    target.mkdir(exist_ok=True)
    (target / "mailboxes.json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def measure_all(users: Sequence[str], show: bool) -> list[dict[str, Any]]:
    """The rows of these mailboxes, all on one server."""
    rows = []
    server = Dovecot().start()
    try:
        for user in users:
            rows.append(measure(server, user, show))
            print("  ".join(f"{name} {value}" for name, value in rows[-1].items()), flush=True)
    finally:
        server.remove()
    return rows


def measure(server: Dovecot, user: str, show: bool) -> dict[str, Any]:
    """Load one mailbox, run two passes, and tell what they did."""
    owner, mails = owner_of(MAILBOXES, user), read_mailbox(MAILBOXES, user)
    files = fill(server, user, mails)
    now = working_moment(mails, owner, SHARE_BEFORE)
    templates = Templates(None)
    with (
        configured(server, user, owner) as config,
        open_store(config.store.url, config.owner.as_owner()) as store,
    ):
        started = time.perf_counter()
        first = run_pass(config, store, templates, now)
        first_seconds = time.perf_counter() - started
        before = dump(store)
        started = time.perf_counter()
        second = run_pass(config, store, templates, now + timedelta(minutes=5))
        second_seconds = time.perf_counter() - started
        changed = dump(store) != before
        if show:
            show_network(store, first)
        counts = store.health.count_all()
        gaps = store.network.load_gaps(config.owner.as_owner(), now)
    return {
        "mailbox": user,
        "at": now.date().isoformat(),
        "files": files,
        "read": first.counts()["read"],
        "messages": counts["messages"],
        "skipped": counts["skipped"],
        "people": counts["people"],
        "owner_owes": sum(one.waiting_on == "owner" for one in gaps),
        "owner_waits": sum(one.waiting_on == "person" for one in gaps),
        "suggestions": len(first.agenda.suggestions) if first.agenda else 0,
        "drafts": first.placed,
        "seconds": round(first_seconds, 2),
        "second_drafts": second.placed,
        "second_changed": changed,
        "second_seconds": round(second_seconds, 3),
    }


def dump(store: Store) -> list[tuple[Any, ...]]:
    """Every row of every table but the list of passes, their last look, and the times of scans."""
    tables = execute(store.database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        (table, *row)
        for (table,) in tables
        if table not in ("pass", "folder", "look")
        for row in execute(store.database, f'SELECT * FROM "{table}"')
    ]


def show_network(store: Store, report: PassReport) -> None:
    """What a person should read: are these people, and would one send these?"""
    people = sorted(store.network.load_people(), key=lambda one: -one.touches)
    for person in people[:20]:
        circle, addresses = person.circle.value, person.addresses
        print(f"    {person.name:32} {person.touches:4}  {circle:8} {addresses}")
    for written in report.written:
        one = replace(written.suggestion, evidence=())
        print(f"\n    --- {one.kind}, {one.score:.0f}: {one.reason}")
        print("\n".join(f"    | {line}" for line in written.mime.decode().splitlines()))
    for ref, why in report.held_back:
        print(f"    held back {ref}: {why}")


if __name__ == "__main__":
    main()
