"""One whole pass: it only reads and appends, a second one changes nothing, trouble is told."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from mailroom import NOW, Account, letter

from daemon.config import load_config
from daemon.errors import ConnectionLost, FolderMissing, LoginRejected, WellkeeperError
from daemon.jobs.once import run_pass
from daemon.store import open_store
from daemon.templating import Templates

ANN, NORA = "Ann Lee <ann@acme.example>", "Nora Lindqvist <nora@lindqvist.example>"


def dump(account: Account) -> list[str]:
    """Every row of the store, but for what says when a pass was."""
    with sqlite3.connect(account.store) as database:
        database.execute("UPDATE folder SET complete_at = 0")
        of_passes = re.compile('INSERT INTO "(pass|look)"')
        lines = [line for line in database.iterdump() if not of_passes.match(line)]
        database.rollback()
    database.close()
    return [line for line in lines if "sqlite_sequence" not in line]


def test_a_second_pass_changes_nothing(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    account.once()
    known, standing = dump(account), account.on_server()
    report = account.once(5)
    assert dump(account) == known
    assert account.on_server() == standing
    counts = report.counts()
    assert {name for name in counts if counts[name]} <= {"suggestions"}


def test_a_pass_only_reads_and_appends(account: Account) -> None:
    """No flag changes, nothing becomes seen or less recent, nothing moves."""
    account.put_sample()
    before = account.on_server()
    assert account.once().placed == 3
    after = account.on_server()
    assert {key: after[key] for key in before} == before
    added = {key: flags for key, (flags, _) in after.items() if key not in before}
    assert added == dict.fromkeys((("Drafts", uid) for uid in (1, 2, 3)), "\\Draft \\Seen")
    for folder in ("INBOX", "Sent", "Archive"):
        path = account.server.maildir(account.user, folder)
        assert not [file for file in (path / "new").glob("*")]


def test_without_placing_nothing_is_written_to_the_mailbox(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    before, config = account.on_server(), account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        report = run_pass(config, store, Templates(), NOW, place=False)
    assert len(report.written) == 3 and report.placed == 0
    assert account.on_server() == before and account.picture()["drafts"] == []


def test_five_drafts_a_day_and_one_a_person(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=2)
    day = 24 * 60
    placed = [account.once(minutes).placed for minutes in (0, 5, 60, day, day + 5, 2 * day)]
    assert placed[:3] == [2, 0, 0] and all(count <= 2 for count in placed)
    assert sum(placed[3:5]) <= 2
    people = account.sql("SELECT person_id FROM draft")
    assert len(people) == len(set(people)) == sum(placed)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"password": "wrong"}, LoginRejected),
        ({"port": 9}, ConnectionLost),
        ({"sent": "Nowhere"}, FolderMissing),
    ],
)
def test_trouble_is_told_and_noted_and_loses_nothing(
    sample: Account, tmp_path: Path, change: dict[str, object], error: type[WellkeeperError]
) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    known, standing = account.picture(), account.on_server()
    text = account.configure().read_text("utf-8")
    if "port" in change:
        text = text.replace(f"port = {account.server.port}", "port = 9")
    if "sent" in change:
        text += '[mailbox.folders]\nsent = "Nowhere"\n'
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    password = str(change.get("password", account.server.password))
    config = load_config(file, {"HOME": str(tmp_path), "WELLKEEPER_PASSWORD": password})
    with open_store(config.store.url, config.owner.as_owner()) as store:
        with pytest.raises(error) as caught:
            run_pass(config, store, Templates(), NOW)
        (line,) = store.health.load_passes(1)
    assert not line.ok and line.error == caught.value.message and caught.value.hint
    assert account.picture() == known and account.on_server() == standing


def test_a_folder_that_may_not_be_read_is_passed_over_and_named(account: Account) -> None:
    account.put("INBOX", letter(1, ANN, NORA))
    account.put("Closed", letter(2, ANN, NORA, subject="Unreachable"))
    account.once()
    account.put("Closed", letter(3, ANN, NORA, subject="New"))
    path = account.server.maildir(account.user, "Closed")
    path.chmod(0)
    report = account.once(5)
    path.chmod(0o755)
    problems = dict(report.scans["main"].problems)
    assert set(problems) <= {"Closed"}
    assert len(account.picture()["messages"]) == 2
    account.once(10)
    assert len(account.picture()["messages"]) == 3


def test_no_sent_mail_is_silence(account: Account) -> None:
    for number in range(5):
        account.put("INBOX", letter(number, ANN, NORA, words="Can you send me the plan?"))
    report = account.once()
    assert report.agenda is not None and report.agenda.silence is not None
    assert report.placed == 0 and "sent mail" in report.agenda.silence.why
