"""How long the reading commands take over a big store: `python -m bench.queries`. Whole processes.

The store is made once (build/bench), by the scan's own parsing and inference, without a server; the
words of the newest mails are read, as many as two passes read.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from bench.corpora import ROOT, split_mail
from bench.synthetic import ALIAS, FOLDERS, NOW, OWNER, OWNER_NAME, Mail, World
from daemon.core import replies
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader, RawText
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.jobs.read import READ_AT_ONCE, READ_DAYS, detectors_version, owner_names, read_words
from daemon.jobs.scan import STORED_AT_ONCE
from daemon.store import Store, open_store
from daemon.store.gaps import GAPS_LAPSE_DAYS
from daemon.store.reading import Reading

#: Each as a person types it; limits are milliseconds beyond the start of an interpreter.
COMMANDS = (("agenda",), ("people",), ("gaps",), ("status",))
LIMIT = 200.0
_ROLES = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT}


def build(folder: Path, messages: int, people: int) -> None:
    """The store and a configuration beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(
        f'[owner]\nname = "{OWNER_NAME}"\naddress = "{OWNER}"\naliases = ["{ALIAS}"]\n'
        'time_zone = "Europe/Amsterdam"\n[mailbox]\nhost = "127.0.0.1"\nsecurity = "none"\n'
        f'user = "nora"\n[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    (folder / ".env").touch(mode=0o600)
    owner = Owner(OWNER_NAME, (OWNER, ALIAS), "Europe/Amsterdam")
    with open_store(f"sqlite:///{folder}/wellkeeper.db", owner) as store:
        texts = _scan(store, World(messages, people))
        store.inference.infer_pending(owner.addresses, owner.name)
        _read(store, owner, texts)
        for chunk in store.turns.undecided(1, NOW - timedelta(days=GAPS_LAPSE_DAYS)):
            threads = store.turns.load_threads(chunk, 1, frozenset())
            turns = {one: replies.whose_turn(threads.get(one, ())) for one in chunk}
            store.turns.record_turns(turns, 1)
        number = store.health.record_start(NOW)
        store.health.record_end(number, NOW, {})


def _scan(store: Store, world: World) -> dict[tuple[str, int], bytes]:
    """All headers; the mails that may be read for words, by place."""
    scans = store.scans("nora")
    since = NOW - timedelta(days=READ_DAYS)
    texts: dict[tuple[str, int], bytes] = {}
    infos = {name: FolderInfo(name, _ROLES.get(name, FolderRole.ARCHIVE)) for name in FOLDERS}
    cursors = {
        name: scans.open_folder(info, FolderStatus(name, 1, 1, 2)) for name, info in infos.items()
    }
    waiting: dict[str, list[RawHeader]] = {name: [] for name in FOLDERS}
    uids = dict.fromkeys(FOLDERS, 0)

    def flush(name: str) -> None:
        if batch := waiting[name]:
            messages, unread = parse_batch(batch, NOW, infos[name].role)
            scans.record_batch(cursors[name], messages, unread, batch[-1].uid, NOW)
            waiting[name] = []

    mail: Mail
    for mail in world.mails():
        uids[mail.folder] += 1
        uid = uids[mail.folder]
        if mail.at >= since:
            texts[mail.folder, uid] = mail.raw
        waiting[mail.folder].append(
            RawHeader(uid, split_mail(mail.raw)[0], received_at=mail.at, size=len(mail.raw))
        )
        if len(waiting[mail.folder]) >= STORED_AT_ONCE:
            flush(mail.folder)
    for name in FOLDERS:
        flush(name)
        status = FolderStatus(name, 1, uids[name], uids[name] + 1)
        scans.record_complete(cursors[name], status, NOW)
    return texts


def _read(store: Store, owner: Owner, texts: dict[tuple[str, int], bytes]) -> None:
    version, names = detectors_version(), owner_names(owner)
    for _ in range(2):
        wanted = store.reading.wanted(version, NOW - timedelta(days=READ_DAYS), READ_AT_ONCE)
        readings: list[Reading] = []
        for place in store.reading.locate(store.mailbox_id("nora"), wanted, version):
            raw = texts.get((place.folder, place.uid))
            if raw is None:
                readings.append(Reading(place.id, readable=False))
                continue
            header, text = split_mail(raw)
            readings.append(read_words(place, RawText(place.uid, header, text), names))
        store.reading.record_readings(readings, version)
        store.effects.apply_readings([one.message for one in readings])
        store.inference.infer_pending(owner.addresses, owner.name)


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds of each command beyond an interpreter that does nothing, in pairs."""
    at = NOW.strftime("%Y-%m-%dT%H:%M")
    program = str(Path(sys.executable).with_name("wellkeeper"))
    found: dict[str, list[float]] = {name: [] for (name,) in COMMANDS}
    for _ in range(rounds):
        for (name,) in COMMANDS:
            bare = _seconds([sys.executable, "-c", "pass"])
            config = str(folder / "config.toml")
            told = _seconds([program, "--config", config, "--at", at, name, "--json"])
            found[name].append((told - bare) * 1000)
    return {name: statistics.median(values) for name, values in found.items()}


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    folder = ROOT / "build" / "bench" / f"store-{chosen.messages}-{chosen.people}"
    if not (folder / "made").exists():
        began = time.perf_counter()
        build(folder, chosen.messages, chosen.people)
        (folder / "made").touch()
        print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    milliseconds = measure(folder, chosen.rounds)
    print(f"{chosen.messages:,} messages, {chosen.people:,} people\n")
    for name, value in milliseconds.items():
        print(f"{name:10}{value:9.0f} ms  {'ok' if value <= LIMIT else 'NOT'} (at most {LIMIT:g})")
    output = ROOT / "build" / "queries.json"
    output.write_text(json.dumps(milliseconds, indent=2) + "\n", "utf-8")
    return 0 if max(milliseconds.values()) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
