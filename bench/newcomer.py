"""The way of a newcomer, timed: from a clone to the first drafts, on the demo (one command) and on
a fresh account of a Dovecot (three). `python -m bench.newcomer` clones this repository into a
folder of its own and types what the README says, in a home of its own. Prints the seconds of each
command, and how many drafts lay there in the end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.corpora import ROOT
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER

sys.path.insert(0, str(ROOT / "tests"))
from dovecot import Dovecot


def main() -> int:
    """Time both ways; 1 where one of them ends without a draft."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(".")[0])
    parser.add_argument("--keep", action="store_true", help="leave the clone where it is")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wellkeeper-newcomer-"))
    try:
        return time_both(folder)
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)


def time_both(folder: Path) -> int:
    """Clone, then type what the README says."""
    clone = folder / "wellkeeper"
    home = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "etc"),
            "XDG_STATE_HOME": str(folder / "state")}  # fmt: skip
    home.pop("VIRTUAL_ENV", None)
    took = {"git clone": typed(["git", "clone", "--quiet", str(ROOT), str(clone)], folder, home)[0]}
    took["make demo"], shown = typed(["make", "demo"], clone, home)
    demo = shown.count("To:")
    shutil.rmtree(clone / ".venv")
    server = Dovecot().start()
    try:
        user = OWNER.email
        fill(server, user)
        home["WELLKEEPER_PASSWORD"] = server.password
        took["make install"], _ = typed(["make", "install"], clone, home)
        program = str(clone / ".venv/bin/wellkeeper")
        took["wellkeeper setup"], _ = typed(
            [program, "setup", user, "--unattended", "--host", server.host,
             "--port", str(server.tls_port), "--ca-file", str(server.ca_file)],
            clone, home,
        )  # fmt: skip
        took["wellkeeper once"], _ = typed([program, "once"], clone, home)
        drafts = [one for one in server.maildir(user, "Drafts").glob("*/*") if one.is_file()]
        own = sum(one.parent.name in ("cur", "new") for one in drafts)
    finally:
        server.stop()
        server.remove()
    for command, seconds in took.items():
        print(f"{command:20} {seconds:7.1f} s")
    first = took["git clone"] + took["make demo"]
    second = sum(took[one] for one in list(took)[2:]) + took["git clone"]
    print(f"demo: 1 command after the clone, {first / 60:.2f} minutes, {demo} drafts")
    print(f"own mailbox: 3 commands after the clone, {second / 60:.2f} minutes, {own} drafts")
    return 0 if demo and own else 1


def typed(command: list[str], where: Path, home: dict[str, str]) -> tuple[float, str]:
    """(seconds, what was printed) of one command; it must succeed."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=where, env=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began, done.stdout


def fill(server: Dovecot, user: str) -> None:
    """A mailbox as somebody has it who comes with one: the sample world of today."""
    by_folder: dict[str, list[tuple[bytes, datetime, tuple[str, ...]]]] = {}
    for one in build_sample(datetime.now(UTC)):
        by_folder.setdefault(one.folder, []).append((one.raw, one.received_at, one.flags))
    for folder, mails in by_folder.items():
        server.write_messages(user, folder, mails)


if __name__ == "__main__":
    sys.exit(main())
