"""How long the reading commands take over a big store: `python -m bench.queries`. Whole processes.

The store is made once (build/bench), by the scan's own parsing and inference, without a server; the
words of the newest mails are read, as many as two passes read. Prints wall and processor time of
each command with its limit.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

from bench.corpora import ROOT, split_mail
from bench.processes import Taken, middle, run_process
from bench.synthetic import ALIAS, FOLDERS, NOW, OWNER, OWNER_NAME, Mail, World
from daemon.core import replies
from daemon.core.mail import FolderInfo, FolderRole, FolderStatus, RawHeader, RawText
from daemon.core.model import Owner
from daemon.core.scan_batch import parse_batch
from daemon.jobs.holidays import keep_holidays
from daemon.jobs.read import READ_AT_ONCE, READ_DAYS, detectors_version
from daemon.jobs.scan import STORED_AT_ONCE
from daemon.jobs.turns import rules_version
from daemon.jobs.words import owner_names, read_words
from daemon.store import Store, open_store
from daemon.store.gaps import GAPS_LAPSE_DAYS
from daemon.store.reading import Reading

#: Each as a person types it; limits are milliseconds beyond the start of an interpreter.
COMMANDS = (("agenda",), ("people",), ("gaps",), ("status",))
LIMIT = 200.0
_ROLES = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT}


def build(
    folder: Path,
    world: World,
    kept: Callable[[int, int, Mail], bool] = lambda number, uid, mail: True,
    passes: int | None = 2,
) -> None:
    """The store and a configuration beside it; only of mails that are `kept` (told their number,
    the UID that they would have, and the mail), and with the words that so many passes read, or
    all that are worth it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(
        f'[owner]\nname = "{OWNER_NAME}"\naddress = "{OWNER}"\naliases = ["{ALIAS}"]\n'
        'time_zone = "Europe/Amsterdam"\n[mailbox]\nhost = "127.0.0.1"\nsecurity = "none"\n'
        f'user = "nora"\n[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    (folder / ".env").touch(mode=0o600)
    owner = Owner(OWNER_NAME, (OWNER, ALIAS), "Europe/Amsterdam", country="NL")
    with open_store(f"sqlite:///{folder}/wellkeeper.db", owner) as store:
        texts = _scan(store, world, kept)
        store.inference.infer_pending(owner.addresses, owner.name)
        for _ in count() if passes is None else range(passes):
            if not _read(store, owner, texts):
                break
        keep_holidays(store, owner, NOW)
        horizon = NOW - timedelta(days=GAPS_LAPSE_DAYS)
        for chunk in store.turns.undecided(rules_version(), horizon):
            threads = store.turns.load_threads(chunk, detectors_version(), owner_names(owner))
            turns = {one: replies.whose_turn(threads.get(one, ())) for one in chunk}
            store.turns.record_turns(turns, rules_version())
        number = store.health.record_start(NOW)
        store.health.record_end(number, NOW, {})


def _scan(
    store: Store, world: World, kept: Callable[[int, int, Mail], bool]
) -> dict[tuple[str, int], bytes]:
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
            scans.record(cursors[name], [(messages, unread)], batch[-1].uid, NOW)
            waiting[name] = []

    for number, mail in enumerate(world.mails()):
        uid = uids[mail.folder] + 1
        if not kept(number, uid, mail):
            continue
        uids[mail.folder] = uid
        if mail.at >= since:
            texts[mail.folder, uid] = mail.raw
        waiting[mail.folder].append(
            RawHeader(
                uid,
                split_mail(mail.raw)[0],
                received_at=int(mail.at.timestamp()),
            )
        )
        if len(waiting[mail.folder]) >= STORED_AT_ONCE:
            flush(mail.folder)
    for name in FOLDERS:
        flush(name)
        status = FolderStatus(name, 1, uids[name], uids[name] + 1)
        scans.record_complete([(cursors[name], status)], NOW)
    return texts


def _read(store: Store, owner: Owner, texts: dict[tuple[str, int], bytes]) -> int:
    """The words that one pass reads; of how many mails."""
    version, names = detectors_version(), owner_names(owner)
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
    return len(wanted)


def measure(folder: Path, rounds: int) -> dict[str, Taken]:
    """Medians of each command beyond an interpreter that does nothing, in pairs."""
    at = NOW.strftime("%Y-%m-%dT%H:%M")
    program = str(Path(sys.executable).with_name("wellkeeper"))
    found: dict[str, list[Taken]] = {name: [] for (name,) in COMMANDS}
    for _ in range(rounds):
        for (name,) in COMMANDS:
            bare = run_process([sys.executable, "-c", "pass"])
            config = str(folder / "config.toml")
            told = run_process([program, "--config", config, "--at", at, name, "--json"])
            found[name].append(Taken(told.wall - bare.wall, told.cpu - bare.cpu))
    return {name: middle(values) for name, values in found.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    folder = ROOT / "build" / "bench" / f"store-{chosen.messages}-{chosen.people}"
    if not (folder / "made").exists():
        began = time.perf_counter()
        build(folder, World(chosen.messages, chosen.people))
        (folder / "made").touch()
        print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    milliseconds = measure(folder, chosen.rounds)
    print(f"{chosen.messages:,} messages, {chosen.people:,} people\n")
    print("            wall ms   cpu ms")
    for name, one in milliseconds.items():
        verdict = "ok" if one.wall <= LIMIT else "NOT"
        print(f"{name:10}{one.wall:9.0f}{one.cpu:9.0f}  {verdict} (at most {LIMIT:g})")
    output = ROOT / "build" / "queries.json"
    shown = {name: {"wall_ms": one.wall, "cpu_ms": one.cpu} for name, one in milliseconds.items()}
    output.write_text(json.dumps(shown, indent=2) + "\n", "utf-8")
    return 0 if max(one.wall for one in milliseconds.values()) <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
