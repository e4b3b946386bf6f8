"""The contenders of `make bench`, each run in a child of its own: `python -m bench.first_scan NAME
PORT FOLDER` prints one line of JSON with seconds (without imports), processor seconds, peak memory
and what was counted.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.synthetic import ALIAS, FOLDERS, NOW, OWNER, OWNER_NAME

USER, PASSWORD = "nora", "pass"
#: The twenty header fields without which nothing here could be said.
TWENTY = (
    "MESSAGE-ID IN-REPLY-TO REFERENCES SUBJECT DATE FROM SENDER REPLY-TO TO CC BCC DELIVERED-TO "
    "LIST-ID LIST-UNSUBSCRIBE LIST-POST PRECEDENCE AUTO-SUBMITTED RETURN-PATH CONTENT-TYPE "
    "X-WELLKEEPER"
)


def write_config(folder: Path, port: int) -> Path:
    """The configuration of the owner of the synthetic mailbox; password in a file beside it."""
    file = folder / "config.toml"
    file.write_text(
        f'[owner]\nname = "{OWNER_NAME}"\naddress = "{OWNER}"\naliases = ["{ALIAS}"]\n'
        f'time_zone = "Europe/Amsterdam"\n[mailbox]\nhost = "127.0.0.1"\nport = {port}\n'
        f'security = "none"\nuser = "{USER}"\n[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    secret = folder / ".env"
    secret.touch(mode=0o600)
    secret.write_text(f"WELLKEEPER_PASSWORD='{PASSWORD}'\n", "utf-8")
    return file


def raw_wire(port: int, items: str) -> int:
    """Ask for all headers of all folders at once and throw the bytes away; how many they were."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as sock:
        buffer = bytearray(1 << 18)
        view = memoryview(buffer)
        sock.recv(4096)
        size = 0

        def command(tag: bytes, text: str) -> None:
            nonlocal size
            sock.sendall(tag + b" " + text.encode() + b"\r\n")
            tail = b""
            while True:
                got = sock.recv_into(view)
                if not got:
                    raise SystemExit("the server cut the connection")
                size += got
                # The end of an answer is its tagged line, whole, at the end of what came.
                tail = (tail + bytes(view[max(0, got - 2000) : got]))[-2000:]
                line = tail.rstrip(b"\r\n").rpartition(b"\r\n")[2]
                if tail.endswith(b"\r\n") and line.startswith(tag + b" "):
                    if not line.startswith(tag + b" OK"):
                        raise SystemExit(f"the server said {line!r}")
                    return

        command(b"A1", f"LOGIN {USER} {PASSWORD}")
        for number, folder in enumerate(FOLDERS):
            command(b"B%d" % number, f'EXAMINE "{folder}"')
            command(b"C%d" % number, f"UID FETCH 1:* {items}")
        return size


def _raw_twenty(port: int, folder: Path) -> dict[str, Any]:
    items = f"(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS ({TWENTY})])"
    return {"bytes": raw_wire(port, items)}


def _raw_same(port: int, folder: Path) -> dict[str, Any]:
    from daemon.mailbox.asked import HEADERS

    return {"bytes": raw_wire(port, HEADERS)}


def _counts(store: Any) -> dict[str, Any]:
    from daemon.store import engine

    names = ("message", "person", "touch", "thread", "gap", "finding")
    return {
        name: engine.execute(store.database, f"SELECT count(*) FROM {name}")[0][0] for name in names
    }


def headers_to_gaps(port: int, folder: Path) -> dict[str, Any]:
    """Our first scan as far as headers go: people, touches, threads, gaps; no body is read."""
    from datetime import timedelta

    from daemon.config import load_config
    from daemon.core import replies
    from daemon.jobs.once import open_sessions
    from daemon.jobs.scan import folders_to_read, scan_mailbox
    from daemon.store import open_store
    from daemon.store.gaps import GAPS_LAPSE_DAYS

    config = load_config(write_config(folder, port), {"HOME": str(folder)})
    owner = config.owner.as_owner()
    with (
        open_store(config.store.url, owner) as store,
        open_sessions(config, store) as sessions,
        store.without_waiting(),  # for the disk, as in every pass
    ):
        for session in sessions:
            wanted = folders_to_read(session.folders, session.settings.folders)
            scan_mailbox(session.mailbox, store.scans(session.settings.name), wanted, NOW)
        store.inference.infer_pending(owner.addresses, owner.name)
        for chunk in store.turns.undecided(1, NOW - timedelta(days=GAPS_LAPSE_DAYS)):
            threads = store.turns.load_threads(chunk, 1, frozenset())
            turns = {one: replies.whose_turn(threads.get(one, ())) for one in chunk}
            store.turns.record_turns(turns, 1)
        return _counts(store)


def whole_pass(port: int, folder: Path) -> dict[str, Any]:
    """Our whole first pass, the words of the newest mails included; no draft is placed."""
    from daemon.config import load_config
    from daemon.jobs.once import run_pass
    from daemon.store import open_store
    from daemon.templating import Templates

    config = load_config(write_config(folder, port), {"HOME": str(folder)})
    with open_store(config.store.url, config.owner.as_owner()) as store:
        report = run_pass(config, store, Templates(), NOW, place=False)
        return _counts(store) | {"bodies": report.understood.read}


def _naive(port: int, folder: Path) -> dict[str, Any]:
    from bench import naive

    return {"message": naive.scan(port, USER, PASSWORD, folder / "naive.db")}


CONTENDERS: dict[str, Callable[[int, Path], dict[str, Any]]] = {
    "raw": _raw_twenty,
    "raw_same": _raw_same,
    "ours": headers_to_gaps,
    "ours_bodies": whole_pass,
    "naive": _naive,
}


def _import(name: str) -> None:
    """Imports are no part of a scan."""
    if name.startswith("ours"):
        import daemon.jobs.once
        import daemon.jobs.scan
        import daemon.jobs.work  # noqa: F401
    elif name == "naive":
        import bench.naive  # noqa: F401


def _cpu() -> float:
    """Seconds of the processors, those of a second process among them."""
    return sum(os.times()[:4])


def main() -> None:
    name, port, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    _import(name)
    began, cpu = time.perf_counter(), _cpu()
    told = CONTENDERS[name](port, folder)
    seconds, own = time.perf_counter() - began, _cpu() - cpu
    line = {
        "seconds": seconds,
        "cpu": own,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        **told,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
