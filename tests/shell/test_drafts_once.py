"""A draft is placed exactly once, whatever dies at whatever moment, and nothing else is touched."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from killer import KillingProxy, Moment, at_answer, at_append, at_go_ahead, at_message
from mailroom import Account, save_store

from daemon.errors import AppendRefused, AppendUnclear, ConnectionLost

#: Minutes after the disturbance at which a pass runs: to look, to place again, and once more.
LATER = (1, 10, 20)


@pytest.fixture(scope="module")
def undisturbed(sample: Account, tmp_path_factory: pytest.TempPathFactory) -> Account:
    account = sample.copy(tmp_path_factory.mktemp("undisturbed") / "a", drafts_per_day=3)
    assert account.once().placed == 3
    return account


def same_as(
    undisturbed: Account, account: Account, before: dict[tuple[str, int], tuple[str, str]]
) -> None:
    """Exactly one of each draft, the same knowledge, and nothing else changed on the server."""
    assert account.placed_ids() == undisturbed.placed_ids()
    assert account.picture() == undisturbed.picture()
    now = account.on_server()
    assert {key: now.get(key) for key in before} == before
    assert {folder for folder, _ in now.keys() - before.keys()} == {"Drafts"}


MOMENTS: dict[str, tuple[Moment, float]] = {
    "before the first command of an APPEND": (at_append(1), 0),
    "after half of it": (at_append(1), 0.5),
    "before the message may come": (at_go_ahead(1), 0),
    "when it may": (at_go_ahead(1), 1),
    "before the message": (at_message(1), 0),
    "after half of the message": (at_message(1), 0.5),
    "after the whole message": (at_message(1), 1),
    "before the answer": (at_answer(1), 0),
    "with the answer": (at_answer(1), 1),
    "before the second draft": (at_append(2), 0),
    "before the answer to the second": (at_answer(2), 0),
    "in the last draft": (at_message(3), 0.5),
    "with the last answer": (at_answer(3), 1),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_killed(name: str, sample: Account, undisturbed: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    moment, deliver = MOMENTS[name]
    with KillingProxy(account.server.port, moment, deliver) as proxy:
        child = account.start_child(port=proxy.port)
        proxy.pid = child.pid
        child.communicate(timeout=60)
    assert proxy.happened.is_set() and child.returncode == -9
    for minutes in LATER:
        account.once(minutes)
    same_as(undisturbed, account, before)


@pytest.mark.parametrize(
    "name", ["before the message", "after half of the message", "before the answer"]
)
def test_cut_off(name: str, sample: Account, undisturbed: Account, tmp_path: Path) -> None:
    """The connection dies and not the process: an error that says so, and the same in the end."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    moment, deliver = MOMENTS[name]
    with (
        KillingProxy(account.server.port, moment, deliver) as proxy,
        pytest.raises((AppendUnclear, ConnectionLost)),
    ):
        account.once(port=proxy.port)
    for minutes in LATER:
        account.once(minutes)
    same_as(undisturbed, account, before)


def test_a_server_that_stores_a_draft_minutes_late(
    sample: Account, undisturbed: Account, tmp_path: Path
) -> None:
    """The message was on its way while the next pass looked and did not find it."""
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    with KillingProxy(account.server.port, at_message(1), hold=True) as proxy:
        with pytest.raises(AppendUnclear):
            account.once(port=proxy.port)
        assert account.once(1).recovered == {"wait": 1}
        assert len(account.placed_ids()) == 2
        proxy.release()
        for _ in range(100):
            if len(account.placed_ids()) > 2:
                break
            time.sleep(0.05)
        assert account.once(10).recovered == {"confirm": 1}
    same_as(undisturbed, account, before)


@pytest.mark.timeout(600)
def test_killed_again_and_again(sample: Account, undisturbed: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    for number, (moment, deliver) in enumerate(MOMENTS.values()):
        with KillingProxy(account.server.port, moment, deliver) as proxy:
            child = account.start_child(number * 2, port=proxy.port)
            proxy.pid = child.pid
            child.communicate(timeout=60)
    for minutes in (60, 70):
        account.once(minutes)
    same_as(undisturbed, account, before)


def restore(account: Account, backup: Account) -> None:
    account.store.unlink()
    for name in ("-wal", "-shm"):
        account.store.with_name(account.store.name + name).unlink(missing_ok=True)
    save_store(backup.store, account.store)


def test_a_store_restored_from_an_old_backup(
    sample: Account, undisturbed: Account, tmp_path: Path
) -> None:
    """It has forgotten its drafts, but not how to name them."""
    account = undisturbed.copy(tmp_path / "a")
    before = account.on_server()
    restore(account, sample)
    account.once(30)
    account.once(60)
    assert account.on_server() == before
    assert account.picture() == undisturbed.picture()


def test_a_store_restored_after_a_draft_was_thrown_away(
    sample: Account, undisturbed: Account, tmp_path: Path
) -> None:
    """It lies in the trash: it does not come back."""
    account = undisturbed.copy(tmp_path / "a")
    drafts, trash = (account.server.maildir(account.user, name) for name in ("Drafts", "Trash"))
    for name in ("cur", "new", "tmp"):
        (trash / name).mkdir(parents=True, exist_ok=True)
    for path in [trash, *trash.iterdir()]:
        shutil.chown(path, drafts.stat().st_uid, drafts.stat().st_gid)
    thrown = next((drafts / "cur").iterdir())
    thrown.rename(trash / "cur" / thrown.name)
    left = account.placed_ids()
    restore(account, sample)
    for minutes in (30, 60):
        account.once(minutes)
    assert account.placed_ids() == left and len(left) == 2


def test_a_mailbox_without_room_gets_each_draft_once_there_is(
    sample: Account, undisturbed: Account, tmp_path: Path
) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before = account.on_server()
    folder = account.server.maildir(account.user, "Drafts")
    for name in ("cur", "new", "tmp"):
        (folder / name).chmod(0o500)
    for minutes in (0, 1, 10):
        with pytest.raises(AppendRefused):
            account.once(minutes)
    assert account.placed_ids() == []
    for name in ("cur", "new", "tmp"):
        (folder / name).chmod(0o700)
    for minutes in (20, 30, 40):
        account.once(minutes)
    same_as(undisturbed, account, before)
