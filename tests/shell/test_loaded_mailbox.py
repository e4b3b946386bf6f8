"""Whole mailboxes as the measurements of turns read them: they stand on the daemon's own scan, and
are run by hand, so that nobody would see where they no longer fit together.
"""

from __future__ import annotations

import json
import tarfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from bench.loaded import load_mailbox
from daemon.core.replies import whose_turn

HOUR = timedelta(hours=1)
NORA, ANN = "Nora Lindqvist <nora.lindqvist@studio.example>", "Ann Lee <ann.lee@acme.example>"


def mail(number: int, sender: str, to: str, text: str) -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nSubject: The hall\nMessage-ID: <{number}@x.example>\n"
        f"Date: Mon, {number} Oct 2001 10:00:00 +0000\n\n{text}\n"
    ).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One mailbox, filed as those of the corpora are."""
    mails = {
        "nora/inbox/1": mail(2, ANN, NORA, "Hi Nora,\n\nCan you send me the plan?\n\nAnn"),
        "nora/sent/1": mail(1, NORA, ANN, "Ann,\n\nthe hall is free in May.\n\nNora"),
    }
    with tarfile.open(tmp_path / "nora.tar.xz", "w:xz") as archive:
        for name, raw in mails.items():
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, BytesIO(raw))
    gold = {"sent_from_counts": {"nora.lindqvist@studio.example": 1}}
    (tmp_path / "nora.people_gold.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


def test_a_turn_is_found_in_a_whole_mailbox(root: Path) -> None:
    with load_mailbox(root, "nora") as box:
        turn = whose_turn(box.load_thread(box.thread_of(box.numbers["2@x.example"])))
        assert turn is not None
        assert (turn.waiting_on, turn.message) == ("owner", box.numbers["2@x.example"])
        (before,) = box.load_pair(turn.person, turn.since - timedelta(days=2), turn.since - HOUR)
        assert (before.outgoing, before.recipients) == (True, 1)
        assert not before.answers_unseen
