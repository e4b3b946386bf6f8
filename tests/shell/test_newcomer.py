"""Three commands, from nothing to drafts on a fresh account of a real Dovecot; bench/newcomer.py
times them from the clone on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dovecot import Dovecot

from daemon.demo.sample import build_sample

ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path, dovecot: Dovecot) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("WELLKEEPER")},
        "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "etc"),
        "XDG_STATE_HOME": str(tmp_path / "state"), "WELLKEEPER_PASSWORD": dovecot.password,
    }  # fmt: skip


def typed(home: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "daemon", *command],
        cwd=ROOT, env=home, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def set_up(home: dict[str, str], dovecot: Dovecot, address: str) -> None:
    typed(home, "setup", address, "--unattended", "--name", "Nora Lindqvist",
          "--host", dovecot.host, "--port", str(dovecot.tls_port),
          "--ca-file", str(dovecot.ca_file))  # fmt: skip
    home.pop("WELLKEEPER_PASSWORD")  # from here on .env has it


def test_setup_and_once_place_drafts(home: dict[str, str], dovecot: Dovecot) -> None:
    address = "nora@lindqvist.example"
    for one in build_sample(datetime.now(UTC)):
        dovecot.write_messages(address, one.folder, [(one.raw, one.received_at, one.flags)])
    set_up(home, dovecot, address)
    typed(home, "once")
    lying = dovecot.maildir(address, "Drafts")
    drafts = [one for part in ("cur", "new") for one in (lying / part).iterdir()]
    assert 1 <= len(drafts) <= 5, "on whatever day of the week"
    assert len(json.loads(typed(home, "drafts", "--json"))["drafts"]) == len(drafts)


def test_a_mailbox_without_anything(home: dict[str, str], dovecot: Dovecot) -> None:
    """Every command has a sentence for it, and no letter comes."""
    address = "nobody@lindqvist.example"
    set_up(home, dovecot, address)
    typed(home, "once")
    for command in ("agenda", "people", "gaps", "promises", "drafts", "introductions", "digest"):
        assert typed(home, command).strip(), command
        typed(home, command, "--json")
    for command in ("digest", "agenda", "gaps"):
        assert "There is no mail in this mailbox yet." in typed(home, command), command
    typed(home, "report", "--out", str(Path(home["HOME"]) / "report.html"))
    assert "Nobody is known yet" in typed(home, "people")
