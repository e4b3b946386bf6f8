"""Servers that say OK to an APPEND and show nothing of it: because they keep nothing, because they
lag, or because they change what they take in. A draft that nobody has seen is not one that its
owner threw away; it is placed again once, a day later, or ends as lost, and never lies there twice.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from correspondence import Desk
from mailroom import Account
from swallower import Change, Swallower
from test_digest_once import letter_pass, letters

from daemon.core.outcomes import NEVER_SEEN

HOUR, DAY = 60, 1440
#: Minutes of ordinary passes within the day in which a server may only lag.
SOON = (1, 10, 30, 2 * HOUR, 20 * HOUR)


@pytest.fixture
def desk_account(sample: Account, tmp_path: Path) -> Account:
    return sample.copy(tmp_path / "a", drafts_per_day=3)


def swallow_first() -> Change:
    """Keep the first draft that ever comes."""
    seen: list[bytes] = []

    def change(message: bytes, _: int) -> bytes | None:
        seen.append(message)
        return None if len(seen) == 1 else message

    return change


def states(account: Account) -> list[str]:
    return sorted(one for (one,) in account.sql("SELECT state FROM draft"))


#: What a server says that knows no UIDs, that names one, and that names one of another mail.
TOLD = (b"", b"[APPENDUID 1700000000 4711]", b"[APPENDUID 1700000000 1]")


@pytest.mark.parametrize("told", TOLD)
def test_one_that_kept_nothing_once(
    told: bytes, desk_account: Account, three_drafted: Account
) -> None:
    """Two of three lie there at once; the third does after a day, and nothing was learned of it."""
    account = desk_account
    before = account.on_server()
    with Swallower(account.server.port, swallow_first(), told) as server:
        assert account.once(port=server.port).placed == 2
        for minutes in SOON:
            report = account.once(minutes, server.port)
            assert report.recovered == {"wait": 1} and not report.outcomes
            assert server.came[0].decode() not in account.placed_ids()
        assert account.once(DAY + HOUR, server.port).recovered == {"append": 1}
        for minutes in (DAY + 2 * HOUR, 3 * DAY):
            assert not account.once(minutes, server.port).recovered
        assert server.most_of_one() == 2 and len(server.kept) == 1
        swallowed = server.came[0].decode()
    assert set(three_drafted.placed_ids()) <= set(account.placed_ids())
    assert len(set(account.placed_ids())) == len(account.placed_ids())
    assert "discarded" not in states(account)
    assert account.sql("SELECT state, note FROM draft WHERE message_id = ?", swallowed) == [
        ("placed", "")
    ]
    assert {key: account.on_server().get(key) for key in before} == before


def test_one_that_keeps_nothing_ever(
    desk_account: Account, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each draft is sent twice in all and ends as lost; it is said where the owner looks."""
    account = desk_account
    with Swallower(account.server.port, lambda *_: None) as server:
        report = account.once(port=server.port)
        assert report.placed == 0 and len(report.written) == 3
        first = set(server.came)
        for minutes in (*SOON, DAY + HOUR, 2 * DAY, 2 * DAY + 2 * HOUR, 3 * DAY + HOUR, 4 * DAY):
            account.once(minutes, server.port)
        assert all(server.came.count(one) == 2 for one in first)
        assert server.most_of_one() == 2
    assert account.placed_ids() == []
    marks = ", ".join("?" * len(first))
    rows = account.sql(
        f"SELECT state, note, mime FROM draft WHERE message_id IN ({marks})",
        *(one.decode() for one in first),
    )
    assert rows == [("expired", NEVER_SEEN, None)] * 3
    assert "discarded" not in states(account)
    monkeypatch.setenv("WELLKEEPER_PASSWORD", account.server.password)
    desk = Desk(account, capsys)
    shown = [one["note"] for one in desk.told("drafts", "--all")["drafts"]]
    assert shown.count(NEVER_SEEN) == 3
    desk.pass_by(4)
    says = [one["says"] for one in desk.told("status")["errors"] if one["where"] == "drafts"]
    assert says == ["The server said that it stored 3 drafts, and never showed them."]


def test_one_whose_copies_lag_for_hours(desk_account: Account, three_drafted: Account) -> None:
    account = desk_account
    with Swallower(account.server.port, swallow_first()) as server:
        account.once(port=server.port)
        for minutes in SOON:
            account.once(minutes, server.port)
        account.put("Drafts", *server.kept, flags=("\\Draft", "\\Seen"))
        assert account.once(23 * HOUR, server.port).recovered == {"confirm": 1}
        for minutes in (DAY + HOUR, 2 * DAY):
            assert not account.once(minutes, server.port).recovered
        assert server.most_of_one() == 1
    assert set(three_drafted.placed_ids()) <= set(account.placed_ids())
    assert len(set(account.placed_ids())) == len(account.placed_ids())
    assert set(states(account)) == {"placed"}


def test_one_whose_uids_went_elsewhere_meanwhile(desk_account: Account) -> None:
    """A UID that was given out since is gone: it may have been the draft. Not again."""
    account = desk_account
    with Swallower(account.server.port, swallow_first()) as server:
        account.once(port=server.port)
        account.put("Drafts", b"Subject: a thought\r\n\r\nof my own\r\n")
        assert len(list(uids(account))) == 3
        path = account.server.maildir(account.user, "Drafts")
        own = [one for one in path.glob("*/*") if b"of my own" in one.read_bytes()]
        own[0].unlink()
        for minutes in (*SOON, DAY + HOUR, DAY + 2 * HOUR, 3 * DAY):
            account.once(minutes, server.port)
        assert server.most_of_one() == 1
        ((state, note),) = account.sql(
            "SELECT state, note FROM draft WHERE message_id = ?", server.came[0].decode()
        )
    assert (state, note) == ("expired", NEVER_SEEN)


def uids(account: Account) -> list[int]:
    return [uid for folder, uid in account.on_server() if folder == "Drafts"]


def test_one_that_gives_each_draft_another_message_id(desk_account: Account) -> None:
    """It is known by its words, is left alone as if the owner had changed it, and comes once."""
    account = desk_account

    def rename(message: bytes, _: int) -> bytes:
        return message.replace(b"Message-ID: <", b"Message-ID: <server.", 1)

    with Swallower(account.server.port, rename) as server:
        assert account.once(port=server.port).placed == 3
        for minutes in (*SOON, DAY + HOUR, DAY + 2 * HOUR):
            account.once(minutes, server.port)
        assert server.most_of_one() == 1
    assert all(one.startswith("server.") for one in account.placed_ids())
    assert set(states(account)) <= {"placed", "edited"}
    assert set(uids(account)) == {uid for (uid,) in account.sql("SELECT uid FROM draft")}


def test_a_second_try_whose_answer_is_lost_waits_again(desk_account: Account) -> None:
    """The day was over, the draft was sent again, and the connection died before its OK: a server
    that stores it minutes later must not get a third.
    """
    account = desk_account
    with Swallower(account.server.port, swallow_first()) as server:
        account.once(port=server.port)
        account.once(1, server.port)
        wanted = server.came[0].decode()
    with Swallower(account.server.port, cut) as server, pytest.raises(Exception, match="known"):
        account.once(DAY + HOUR, server.port)
    message = bytes(account.sql("SELECT mime FROM draft WHERE message_id = ?", wanted)[0][0])
    assert account.once(DAY + HOUR + 1).recovered == {"wait": 1}
    account.put("Drafts", message, flags=("\\Draft", "\\Seen"))
    assert account.once(DAY + HOUR + 2).recovered == {"confirm": 1}
    for minutes in (DAY + 2 * HOUR, 3 * DAY):
        account.once(minutes)
    assert account.placed_ids().count(wanted) == 1


@pytest.mark.parametrize("keeps", [False, True])
def test_a_letter_that_was_swallowed(keeps: bool, sample: Account, tmp_path: Path) -> None:
    """It is sent once more a day later, or given up: never twice in the inbox, never thrice."""
    account = sample.copy(tmp_path / "a", drafts_per_day=0)
    with Swallower(account.server.port, swallow_first() if keeps else lambda *_: None) as server:
        for minutes in (0, *SOON, DAY + HOUR, DAY + 2 * HOUR, 2 * DAY + 3 * HOUR, 3 * DAY):
            letter_pass(account, minutes, server.port)
        assert server.most_of_one() == len(server.came) == 2
    assert len(letters(account)) == int(keeps)
    state, note = ("placed", "") if keeps else ("expired", NEVER_SEEN)
    assert account.sql("SELECT state, note FROM digest") == [(state, note)]


def cut(message: bytes, _: int) -> bytes | None:
    """The proxy dies with the message in its hands."""
    raise OSError
