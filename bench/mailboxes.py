"""Real mailboxes, end to end: each is loaded into a private Dovecot and read by two whole passes.

Prints one row a mailbox (messages, people, gaps, drafts, seconds) and what the second pass
changed, which should be nothing. Reads `enron_mailboxes/*.tar.xz` below WELLKEEPER_CORPORA;
--show prints the twenty people with the most touches and every draft, to be read by a person.

    python -m bench.mailboxes [--show] [USER ...]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tarfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from dovecot import Dovecot

from daemon.config import load_config
from daemon.core.model import Person
from daemon.jobs.once import PassReport, run_pass
from daemon.store import Store, open_store
from daemon.templating import Templates

CORPORA = Path(
    os.environ.get("WELLKEEPER_CORPORA", Path(__file__).parent.parent.parent / "shared/data")
)
#: By folder its mails with their times and flags.
Mails = dict[str, list[tuple[bytes, datetime, tuple[str, ...]]]]
#: So much of the owner's mail lies before the moment at which the passes pretend to run: a few
#: mails of these mailboxes bear dates of later years.
SHARE_BEFORE = 0.98
LAST_WORKING_DAY = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("users", nargs="*")
    parser.add_argument("--show", action="store_true", help="print people and drafts to read")
    options = parser.parse_args()
    folder = CORPORA / "enron_mailboxes"
    users = options.users or sorted(one.name[:-7] for one in folder.glob("*.tar.xz"))
    if not users:
        sys.exit(f"No mailboxes below {folder}: set WELLKEEPER_CORPORA.")
    rows = []
    server = Dovecot().start()
    try:
        for user in users:
            rows.append(measure(server, folder, user, options.show))
            print_row(rows[-1])
    finally:
        server.remove()
    target = Path("build")
    target.mkdir(exist_ok=True)
    (target / "mailboxes.json").write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


def print_row(row: dict[str, Any]) -> None:
    print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)


def measure(server: Dovecot, folder: Path, user: str, show: bool) -> dict[str, Any]:
    """Load one mailbox, run two passes, and tell what they did."""
    gold = json.loads((folder / f"{user}.people_gold.json").read_text("utf-8"))
    address = own_address(gold)
    name = " ".join(word.capitalize() for word in re.findall(r"[a-z]+", address.partition("@")[0]))
    mails = read_archive(folder / f"{user}.tar.xz")
    files = fill(server, user, mails)
    with TemporaryDirectory() as home:
        config_file = Path(home) / "config.toml"
        config_file.write_text(
            f'[owner]\nname = "{name}"\naddress = "{address}"\ntime_zone = "America/Chicago"\n'
            f'[mailbox]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f'user = "{user}"\n[store]\nurl = "sqlite:///{home}/store.db"\n',
            "utf-8",
        )
        config = load_config(config_file, {"WELLKEEPER_PASSWORD": server.password})
        now = working_moment(mails, address, SHARE_BEFORE)
        templates = Templates(None)
        with open_store(config.store.url, config.owner.as_owner()) as store:
            started = time.perf_counter()
            first = run_pass(config, store, templates, now)
            first_seconds = time.perf_counter() - started
            before = dump(store)
            started = time.perf_counter()
            second = run_pass(config, store, templates, now + timedelta(minutes=5))
            second_seconds = time.perf_counter() - started
            changed = dump(store) != before
            if show:
                show_network(store, first, now)
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


def own_address(gold: dict[str, Any]) -> str:
    """The owner's address as they would type it: the usual one that mail can be sent from."""
    usual = sorted(gold["sent_from_counts"].items(), key=lambda item: -item[1])
    plain = [one for one, _ in usual if re.fullmatch(r"[a-z]+\.[a-z]+@[a-z.]+", one)]
    return str(plain[0])


def read_archive(archive: Path) -> Mails:
    """The mails of one mailbox as they were filed."""
    folders: Mails = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.isfile():
                continue
            stream = tar.extractfile(member)
            assert stream is not None
            raw = stream.read()
            folder = "/".join(Path(member.name).parts[1:-1])
            folder = "INBOX" + folder[5:] if folder.split("/")[0] == "inbox" else folder
            headers = BytesHeaderParser().parsebytes(raw[:20_000])
            try:
                at = parsedate_to_datetime(str(headers["date"])).astimezone(UTC)
            except (TypeError, ValueError):
                at = datetime(2000, 1, 1, tzinfo=UTC)
            folders.setdefault(folder, []).append((raw, at, ("\\Seen",)))
    return folders


def fill(server: Dovecot, user: str, mails: Mails) -> int:
    """Write the mails as Maildir; their number."""
    return sum(server.write_messages(user, name, found) for name, found in mails.items())


def working_moment(mails: Mails, address: str, share: float) -> datetime:
    """Three in the afternoon of the first working day after so much of the owner's own mail: on
    days off nothing is drafted.
    """
    sent = re.compile(rb"^from: *%s *\r?$" % re.escape(address.encode()), re.I | re.M)
    times = sorted(at for found in mails.values() for raw, at, _ in found
                   if sent.search(raw[:2_000]))  # fmt: skip
    now = times[int(len(times) * share)].replace(hour=21, minute=0) + timedelta(days=1)
    while now.isoweekday() > LAST_WORKING_DAY:
        now += timedelta(days=1)
    return now


def dump(store: Store) -> list[tuple[Any, ...]]:
    """Every row of every table but the list of passes, their last look, and the times of scans."""
    rows: list[tuple[Any, ...]] = []
    for table in store.database.get_tables():
        if table in ("pass", "folder", "look"):
            continue
        rows.extend((table, *row) for row in store.database.execute_sql(f'SELECT * FROM "{table}"'))
    return rows


def show_network(store: Store, report: PassReport, now: datetime) -> None:
    """What a person should read: are these people, and would one send these?"""
    people = sorted(store.network.load_people(), key=lambda one: -touches(one))
    for person in people[:20]:
        circle, addresses = person.circle.value, person.addresses
        print(f"    {person.name:32} {touches(person):4}  {circle:8} {addresses}")
    for written in report.written:
        one = replace(written.suggestion, evidence=())
        print(f"\n    --- {one.kind}, {one.score:.0f}: {one.reason}")
        print("\n".join(f"    | {line}" for line in written.mime.decode().splitlines()))
    for ref, why in report.held_back:
        print(f"    held back {ref}: {why}")


def touches(person: Person) -> int:
    """All of them, both ways."""
    return person.touches


if __name__ == "__main__":
    main()
