"""What became of the drafts, seen from outside: sent, edited, thrown away, gone and come back."""

from __future__ import annotations

import imaplib
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from mailroom import NOW, Account

from daemon.cli.app import run
from daemon.core.parse.headers import parse_headers
from daemon.errors import ConnectionLost


@pytest.fixture
def account(drafted: Account, tmp_path: Path) -> Account:
    """One draft waits, and no other will be placed today."""
    return drafted.copy(tmp_path / "a")


def draft_file(account: Account) -> Path:
    (file,) = (account.server.maildir(account.user, "Drafts") / "cur").iterdir()
    return file


def client(account: Account) -> imaplib.IMAP4:
    """The owner's mail program."""
    program = imaplib.IMAP4(account.server.host, account.server.port)
    program.login(account.user, account.server.password)
    return program


def throw_away(account: Account) -> None:
    draft_file(account).unlink()


def save_anew(account: Account, change: Callable[[bytes], bytes]) -> None:
    """What mail programs do on saving: append the new text, remove the old message."""
    raw = change(draft_file(account).read_bytes())
    program = client(account)
    program.select("Drafts")
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    program.append("Drafts", r"(\Draft \Seen)", None, raw)
    program.store("1", "+FLAGS", r"(\Deleted)")
    program.expunge()
    program.logout()


def send(account: Account, *, new_id: bool, keep: bool = False) -> None:
    """The draft goes out, and a copy into the sent mail."""
    raw = draft_file(account).read_bytes()
    if new_id:
        mid = parse_headers(raw.partition(b"\r\n\r\n")[0] + b"\r\n").message_id.encode()
        raw = raw.replace(b"<" + mid + b">", b"<a.new.one@mua.example>")
    if not keep:
        throw_away(account)
    account.put("Sent", raw, at=NOW, flags=["\\Seen"])


def leave_alone(account: Account) -> None:
    pass


#: What the owner does; the draft's state at the next pass, and after a quarter of an hour.
FATES: dict[str, tuple[Callable[[Account], None], str, str]] = {
    "nothing": (leave_alone, "placed", "placed"),
    "sent as it was": (lambda a: send(a, new_id=False), "sent", "sent"),
    "sent under another Message-ID": (lambda a: send(a, new_id=True), "sent", "sent"),
    "sent, and the draft left lying": (lambda a: send(a, new_id=False, keep=True), "sent", "sent"),
    "edited": (lambda a: save_anew(a, lambda raw: raw + b"One more word.\r\n"), "edited", "edited"),
    "edited to the same length": (
        lambda a: save_anew(a, lambda raw: raw[:-3] + b"!\r\n"), "edited", "edited"),
    "thrown away": (throw_away, "placed", "discarded"),
}  # fmt: skip


def state(account: Account) -> str:
    ((found,),) = account.sql("SELECT state FROM draft")
    return str(found)


@pytest.mark.parametrize("name", FATES)
def test_fate(name: str, account: Account) -> None:
    act, soon, later = FATES[name]
    act(account)
    left = account.on_server()
    account.once(1)
    assert state(account) == soon
    account.once(15)
    account.once(30)
    assert state(account) == later
    assert account.on_server() == left, "nothing was placed, changed or removed"
    ((closed, mime),) = account.sql("SELECT closed_at IS NOT NULL, mime IS NULL FROM draft")
    assert bool(closed) is bool(mime) is (later in ("sent", "discarded"))


def test_an_edited_draft_that_is_sent_or_thrown_away(account: Account, tmp_path: Path) -> None:
    save_anew(account, lambda raw: raw + b"More.\r\n")
    account.once(1)
    other = account.copy(tmp_path / "b")
    send(account, new_id=False)
    throw_away(other)
    for minutes in (5, 20):
        account.once(minutes)
        other.once(minutes)
    assert (state(account), state(other)) == ("sent", "discarded")


def test_moved_away_and_back_within_ten_minutes(account: Account, tmp_path: Path) -> None:
    file = draft_file(account)
    shutil.move(file, tmp_path / "draft")
    account.once(1)
    shutil.move(tmp_path / "draft", file)
    account.once(15)
    assert state(account) == "edited", "it has another UID, so somebody has had it in hand"
    assert account.sql("SELECT missing_since FROM draft") == [(None,)]


def test_a_drafts_folder_that_is_numbered_anew(account: Account) -> None:
    folder = account.server.maildir(account.user, "Drafts")
    time.sleep(1.1)
    for file in [folder / "dovecot-uidlist", *folder.glob("dovecot.index*")]:
        file.unlink(missing_ok=True)
    for name in folder.parent.glob("dovecot-uidvalidity*"):
        name.unlink()
    account.once(1)
    account.once(15)
    assert state(account) == "placed", "it is where it was, and nobody edited it"


def test_a_drafts_folder_that_is_closed_for_now(account: Account) -> None:
    folder = account.server.maildir(account.user, "Drafts")
    folder.chmod(0)
    for minutes in (1, 15):
        with suppress(ConnectionLost):
            account.once(minutes)
    folder.chmod(0o755)
    assert state(account) == "placed"


def test_a_drafts_folder_that_is_gone(account: Account) -> None:
    shutil.rmtree(account.server.maildir(account.user, "Drafts"))
    for minutes in (1, 15):
        account.once(minutes)
    assert state(account) == "discarded"


def test_what_was_thrown_away_does_not_come_again(account: Account) -> None:
    """Neither the same occasion nor the same reason for that person, for two months."""
    throw_away(account)
    ((person,),) = account.sql("SELECT person_id FROM draft")
    for day in (0.5, 1, 2, 3):
        account.once(day * 1440)
    assert state_of(account, person) == ["discarded"]


def state_of(account: Account, person: int) -> list[str]:
    return [one for (one,) in account.sql("SELECT state FROM draft WHERE person_id = ?", person)]


def move_draft(account: Account, folder: str) -> None:
    """What a mail program does when a draft is dragged into another folder."""
    raw = draft_file(account).read_bytes()
    throw_away(account)
    account.put(folder, raw, at=NOW, flags=["\\Draft", "\\Seen"])


@pytest.mark.parametrize(("folder", "days"), [("Later", (29, 31)), ("Never", (4000, 30_000))])
def test_put_aside(account: Account, folder: str, days: tuple[int, int]) -> None:
    ((person, kind),) = account.sql("SELECT person_id, kind FROM draft")
    move_draft(account, f"Wellkeeper/{folder}")
    account.once(1)
    ((said, note),) = account.sql("SELECT state, note FROM draft")
    assert (said, note) == ("discarded", f"moved to {folder}")
    ((who, what, until),) = account.sql("SELECT person_id, kind, until FROM snooze")
    rests = (until - NOW.timestamp()) / 86400
    assert (who, what) == (person, kind) and days[0] <= rests <= max(days[1], 36_600)


def test_discarded_from_the_terminal(account: Account) -> None:
    """Removed from the folder, and the reason rests; one that was changed is left alone."""
    assert call_discard(account) == 0
    assert not list((account.server.maildir(account.user, "Drafts") / "cur").iterdir())
    assert state(account) == "discarded"


def test_a_changed_draft_is_not_discarded_from_the_terminal(account: Account) -> None:
    save_anew(account, lambda raw: raw + b"More.\r\n")
    account.once(1)
    assert call_discard(account) == 2
    assert draft_file(account) and state(account) == "edited"


def call_discard(account: Account) -> int:
    config = str(account.configure())
    (account.folder / ".env").touch(mode=0o600)
    (account.folder / ".env").write_text(f"WELLKEEPER_PASSWORD='{account.server.password}'\n")
    return run(("--config", config, "--at", "2026-11-24T10:02", "drafts", "discard", "d1"))
