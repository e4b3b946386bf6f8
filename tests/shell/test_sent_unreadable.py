"""A folder of sent mail that cannot be opened any more: what the owner answered is not known, so
nobody is said to wait for them, and `status` says why.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from correspondence import OWN, Desk, Party
from mailroom import NOW, letter

ANN = Party("Ann Lee", "ann@lee.example")


def sent_folder(desk: Desk) -> Path:
    return desk.account.server.maildir(desk.account.user, "Sent")


def look_daily(desk: Desk, days: int) -> list[str]:
    """A pass a day; the kinds of all drafts that were placed."""
    kinds = []
    for _ in range(days):
        desk.pass_by(1)
        kinds += desk.look()
    return kinds


@pytest.fixture
def asked(desk: Desk) -> bytes:
    """Ann is known, and has asked something since the last pass."""
    desk.know(ANN)
    assert desk.look() == []
    desk.pass_by(0.5)
    return desk.write(ANN, OWN, "The plan", "Could you send me the plan by Friday, please?")


def test_who_was_not_answered_waits(desk: Desk, asked: bytes) -> None:
    """What makes the next test one that can fail."""
    assert "reply_owed" in look_daily(desk, 14)


def test_who_was_answered_where_nobody_can_look(desk: Desk, asked: bytes) -> None:
    message_id = asked.decode().partition("Message-ID: ")[2].splitlines()[0]
    answer = letter(
        77, OWN, str(ANN), days_ago=-0.7, subject="Re: The plan", words="Here it is.",
        more=f"In-Reply-To: {message_id}\r\n",
    )  # fmt: skip
    desk.account.put("Sent", answer, at=NOW)
    sent, mode = sent_folder(desk), sent_folder(desk).stat().st_mode
    sent.chmod(0)
    try:
        assert look_daily(desk, 14) == []
        told = json.loads(desk.call("status", "--json", code=1))
        assert not told["healthy"]
        assert [one["where"] for one in told["errors"]] == ["folder Sent"]
        gaps = json.loads(desk.call("gaps", "--json"))
        assert gaps["gaps"] == [] and gaps["silence"]
    finally:
        sent.chmod(mode)
    assert look_daily(desk, 3) == []
    assert json.loads(desk.call("status", "--json"))["healthy"]
