"""`setup` on a real Dovecot: unattended, from address and password alone, and its refusals."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dovecot import Dovecot

from daemon.config import load_config

ROOT = Path(__file__).parents[2]
Setup = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run_setup(tmp_path: Path, dovecot: Dovecot) -> Setup:
    def call(
        *arguments: str, words: str = "", keyring: str = ""
    ) -> subprocess.CompletedProcess[str]:
        environ = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "etc")}
        environ |= {"WELLKEEPER_PASSWORD": dovecot.password, "TZ": "UTC"}
        environ |= keyring_of(tmp_path)
        if keyring:
            environ["PYTHON_KEYRING_BACKEND"] = f"{keyring}.Keyring"
        return subprocess.run(
            [sys.executable, "-m", "daemon", "setup", *arguments, "--host", "127.0.0.1",
             "--port", str(dovecot.tls_port), "--ca-file", str(dovecot.ca_file)],
            cwd=ROOT, env=environ, input=words, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return call


def keyring_of(folder: Path) -> dict[str, str]:
    """The real library with the backend that writes a file, which needs no desktop session."""
    backend = "keyrings.alt.file.PlaintextKeyring"
    return {"PYTHON_KEYRING_BACKEND": backend, "XDG_DATA_HOME": str(folder / "share")}


def send_for_a_year(server: Dovecot, user: str, address: str) -> None:
    """A mail each day from Sunday to Thursday, by the clock of New York."""
    mails = []
    for number in range(200):
        at = datetime(2026, 1, 4, 9, tzinfo=ZoneInfo("America/New_York")) + timedelta(days=number)
        if at.weekday() in (6, 0, 1, 2, 3):
            raw = (
                f"Message-ID: <{number}@setup>\r\nDate: {at:%a, %d %b %Y %H:%M:%S %z}\r\n"
                f"From: Zoë Amsel <{address}>\r\nTo: ann@bell.example\r\n\r\nHello\r\n"
            )
            mails.append((raw.encode(), at, ("\\Seen",)))
    server.write_messages(user, "Sent", mails)


def test_all_but_address_and_password_is_learned(
    run_setup: Setup, dovecot: Dovecot, tmp_path: Path
) -> None:
    user = "zoe@amsel.example"
    send_for_a_year(dovecot, user, user)
    done = run_setup(user, "--unattended", "--service")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "etc" / "wellkeeper"
    config = load_config(folder / "config.toml", {"HOME": str(tmp_path)})
    assert config.owner.name == "Zoë Amsel"
    assert config.owner.time_zone == "America/New_York"
    assert config.owner.working_days == ("mon", "tue", "wed", "thu", "sun")
    assert config.mailboxes[0].password.reveal() == dovecot.password
    for name in ("config.toml", ".env"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert "is seen at once (IDLE)" in done.stdout and "sent mail" in done.stdout
    unit = (tmp_path / "etc/systemd/user/wellkeeper.service").read_text()
    assert "ExecStart=" in unit and "systemctl --user enable --now wellkeeper" in done.stdout


def test_what_sent_mail_does_not_tell_is_asked(
    run_setup: Setup, dovecot: Dovecot, tmp_path: Path
) -> None:
    done = run_setup(words="bo@new.example\nBo Weld\nEurope/Berlni\nEurope/Berlin\nmon,wed\n")
    assert done.returncode == 0, done.stderr
    assert 'did you mean "Europe/Berlin"' in done.stderr
    config = load_config(tmp_path / "etc/wellkeeper/config.toml", {"HOME": str(tmp_path)})
    assert (config.owner.name, config.owner.time_zone) == ("Bo Weld", "Europe/Berlin")
    assert config.owner.working_days == ("mon", "wed")
    assert "install-service" in done.stdout


def test_unattended_says_what_is_missing(run_setup: Setup) -> None:
    done = run_setup("--unattended")
    assert done.returncode == 2 and "the address is missing" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [("--time-zone", "Mars/Base", "expected a time zone"), ("--working-days", "mon,xyz", "'xyz'")],
)
def test_a_wrong_option_is_refused_before_anything_is_tried(
    run_setup: Setup, tmp_path: Path, option: str, value: str, words: str
) -> None:
    done = run_setup("bo@new.example", "--unattended", option, value)
    assert done.returncode == 2 and words in done.stderr
    assert not (tmp_path / "etc/wellkeeper/config.toml").exists()


def test_the_first_scan_can_be_asked_for(run_setup: Setup, dovecot: Dovecot) -> None:
    user = "kim@amsel.example"
    send_for_a_year(dovecot, user, user)
    done = run_setup(user, "--unattended", "--scan", "--no-service")
    assert done.returncode == 0, done.stderr
    assert "once --dry-run" in done.stdout
    assert not [*dovecot.maildir(user, "Drafts").glob("cur/*")]


def test_the_password_can_go_into_the_keyring(
    run_setup: Setup, dovecot: Dovecot, tmp_path: Path
) -> None:
    pytest.importorskip("keyrings.alt.file", reason="pip install keyrings.alt")
    user = "ida@amsel.example"
    send_for_a_year(dovecot, user, user)
    done = run_setup(user, "--unattended", "--no-scan", "--no-service", "--keyring")
    assert done.returncode == 0, done.stderr
    assert "The password is in your keyring." in done.stdout
    folder = tmp_path / "etc" / "wellkeeper"
    assert [file.name for file in folder.iterdir()] == ["config.toml"]  # and no .env
    assert dovecot.password not in (folder / "config.toml").read_text()
    # Whoever has the keyring logs in, and nobody else.
    found = login(tmp_path, **keyring_of(tmp_path))
    assert found.returncode == 0, found.stderr
    lost = login(tmp_path, **keyring_of(tmp_path / "elsewhere"))
    assert lost.returncode == 78 and "keyring set wellkeeper" in lost.stderr

    # What is there is not replaced, not even for another configuration.
    (folder / "config.toml").rename(folder / "first.toml")
    again = run_setup(user, "--unattended", "--no-scan", "--no-service", "--keyring")
    assert again.returncode == 78 and "keyring del wellkeeper" in again.stderr
    assert not (folder / "config.toml").exists()


def login(home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """`check`, without any password but what it finds by itself."""
    kept = {name: value for name, value in os.environ.items() if "WELLKEEPER" not in name}
    kept |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "etc"), **environ}
    return subprocess.run(
        [sys.executable, "-m", "daemon", "check"],
        cwd=ROOT, env=kept, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_keyring_that_cannot_be_used_is_told_before_anything_is_asked(
    run_setup: Setup, tmp_path: Path
) -> None:
    pytest.importorskip("keyring", reason="pip install keyring")
    done = run_setup("bo@new.example", "--unattended", "--keyring", keyring="keyring.backends.fail")
    assert done.returncode == 78 and "The keyring cannot be read" in done.stderr
    assert not (tmp_path / "etc/wellkeeper/config.toml").exists()
