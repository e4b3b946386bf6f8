"""The systemd units: how little they may do, and that the daemon does its work under them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dovecot import Dovecot
from machine import INSIDE, Machine, why_not
from waiting import until

from daemon.cli.install_service import compose_unit

UNITS = Path(__file__).parents[2] / "systemd"
SYSTEM, USER = UNITS / "wellkeeper@.service", UNITS / "wellkeeper.service"
MISSING = "systemd is not installed: `apt-get install systemd systemd-container`, then run again."
#: Directives that restrict nothing and say enough by their name, or stand in a group.
PLAIN = {
    "Type", "NotifyAccess", "ExecStart", "ExecReload", "TimeoutStartSec", "TimeoutStopSec",
    "Restart", "RestartSec",
}  # fmt: skip


def score(folder: Path, *parts: Path) -> float:
    """The exposure that systemd computes for a unit with its drop-ins."""
    if shutil.which("systemd-analyze") is None:
        pytest.fail(MISSING, pytrace=False)
    unit = folder / "wellkeeper@ann.service"
    text = "\n".join(part.read_text("utf-8") for part in parts)
    unit.write_text(text.replace("/opt/wellkeeper/bin/wellkeeper", "/bin/true"), "utf-8")
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said.stdout)
    assert found, said.stdout + said.stderr
    return float(found[1])


def test_the_system_unit_is_as_closed_as_a_network_client_can_be(tmp_path: Path) -> None:
    assert score(tmp_path, SYSTEM) <= 1.1


def test_with_a_fixed_server_it_is_closer_still(tmp_path: Path) -> None:
    assert score(tmp_path, SYSTEM, UNITS / "fixed-server.conf") <= 1.0


def test_the_score_notices_an_open_door(tmp_path: Path) -> None:
    open_unit = tmp_path / "open"
    open_unit.write_text(SYSTEM.read_text("utf-8").replace("CapabilityBoundingSet=\n", ""), "utf-8")
    assert score(tmp_path, open_unit) > 1.1


@pytest.mark.parametrize("unit", [SYSTEM, USER])
def test_every_restriction_says_what_it_would_break(unit: Path) -> None:
    service = unit.read_text("utf-8").partition("[Service]")[2].partition("[Install]")[0]
    commented = False
    for line in service.splitlines():
        if line.startswith("#"):
            commented = not line.startswith("# --")
        elif not line:
            commented = False
        elif line.partition("=")[0] not in PLAIN:
            assert commented, f"{line} stands without a word"


@pytest.mark.parametrize("unit", [SYSTEM, USER])
def test_a_refused_login_and_a_wrong_configuration_are_not_restarted(unit: Path) -> None:
    lines = unit.read_text("utf-8").splitlines()
    assert {"RestartPreventExitStatus=77 78", "Restart=on-failure", "Type=notify"} <= set(lines)


def test_the_unit_keeps_a_strange_path_whole() -> None:
    text = compose_unit("wellkeeper.service", ["/a b/we$ll", "--config", '/x "y"/100%%.toml'])
    assert 'ExecStart="/a b/we$$ll" --config "/x \\"y\\"/100%%.toml"\n' in text


# -- under a real systemd ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    if reason := why_not():
        pytest.skip(f"the daemon is not tried under a real systemd: {reason}")
    box = Machine()
    try:
        yield box.start()
    finally:
        box.remove()


def mail(number: int, at: datetime, sender: str, to: str, text: str) -> bytes:
    return (
        f"Message-ID: <{number}@units.example>\r\nDate: {at:%a, %d %b %Y %H:%M:%S +0000}\r\n"
        f"From: Ann Bell <{sender}>\r\nTo: {to}\r\nSubject: The plan {number}\r\n\r\n{text}\r\n"
    ).encode()


def install(machine: Machine, server: Dovecot, name: str, password: str = "pass") -> str:
    """An owner with a mailbox that leads to a draft, and their unit."""
    now = datetime.now(UTC)
    owner = f"{name}@home.example"
    inbox, sent = [], []
    for number in range(12):
        at = now - timedelta(days=20 + 9 * number)
        inbox.append((mail(2 * number, at, "ann@bell.example", owner, "Here it is."), at, ()))
        at += timedelta(hours=4)
        sent.append((mail(2 * number + 1, at, owner, "ann@bell.example", "Thank you."), at, ()))
    at = now - timedelta(days=9)
    inbox.append((mail(99, at, "ann@bell.example", owner, "Could you send me the plan?"), at, ()))
    server.write_messages(name, "INBOX", sorted(inbox, key=lambda one: one[1]))
    server.write_messages(name, "Sent", sorted(sent, key=lambda one: one[1]))
    machine.write(
        f"/etc/wellkeeper/{name}/config.toml",
        f'[owner]\nname = "Nora Berg"\naddress = "{owner}"\n[mailbox]\nhost = "{server.host}"\n'
        f'port = {server.tls_port}\nuser = "{name}"\nca_file = "ca.pem"\n',
    )
    machine.write(f"/etc/wellkeeper/{name}/ca.pem", server.ca_file.read_text())
    machine.write(f"/etc/wellkeeper/{name}/secrets/password", f"{password}\n", 0o600)
    text = SYSTEM.read_text("utf-8")
    assert f"ExecStart={INSIDE}/bin/wellkeeper --config /etc/wellkeeper/%i/config.toml run" in text
    machine.write("/etc/systemd/system/wellkeeper@.service", text)
    machine.run("systemctl", "daemon-reload")
    return f"wellkeeper@{name}.service"


def status(machine: Machine, name: str) -> dict[str, Any]:
    said = machine.run(
        "env", f"STATE_DIRECTORY=/var/lib/wellkeeper/{name}", f"{INSIDE}/bin/wellkeeper",
        "--config", f"/etc/wellkeeper/{name}/config.toml", "status", "--json", check=False,
    )  # fmt: skip
    assert said.stdout, said.stderr
    told: dict[str, Any] = json.loads(said.stdout)
    return told


def test_a_whole_pass_under_all_restrictions(machine: Machine, dovecot: Dovecot) -> None:
    unit = install(machine, dovecot, "nora")
    started = machine.run("systemctl", "start", unit, check=False)  # ends when it has said READY
    assert started.returncode == 0, machine.journal(unit)
    assert machine.show(unit, "ActiveState") == "active"
    for _ in range(100):
        told = status(machine, "nora")
        if told["healthy"] and told["next_pass"]:
            break
        time.sleep(0.2)
    journal = machine.journal(unit)
    assert told["healthy"], (told, journal)
    assert told["running"] is True and told["drafts_waiting"] == 1, journal
    folder = dovecot.maildir("nora", "Drafts")
    assert len([*folder.glob("new/*"), *folder.glob("cur/*")]) == 1

    pid = machine.show(unit, "MainPID")
    facts = dict(
        line.split(":\t", 1)
        for line in machine.run("cat", f"/proc/{pid}/status").stdout.splitlines()
        if ":\t" in line
    )
    assert facts["NoNewPrivs"] == "1" and facts["Seccomp"] == "2"
    assert int(facts["CapEff"], 16) == 0 and int(facts["CapBnd"], 16) == 0
    assert int(facts["Uid"].split()[0]) > 60000  # a user of its own, for as long as it runs
    environment = machine.run("cat", f"/proc/{pid}/environ").stdout
    assert "CREDENTIALS_DIRECTORY" in environment and "PASSWORD" not in environment
    hidden = machine.run("ls", f"/proc/{pid}/root/root", check=False)
    assert hidden.returncode != 0 or not hidden.stdout
    # A second one may be under way, which the draft in its folder called for.
    until(lambda: "pass" in machine.show(unit, "StatusText"), 20)

    machine.run("systemctl", "reload", unit)
    began = time.monotonic()
    machine.run("systemctl", "stop", unit)
    assert time.monotonic() - began < 5
    assert machine.show(unit, "Result") == "success"
    assert status(machine, "nora")["running"] is False


def test_a_wrong_configuration_ends_it_for_good(machine: Machine, dovecot: Dovecot) -> None:
    unit = install(machine, dovecot, "emil")
    machine.write("/etc/wellkeeper/emil/config.toml", "[owner\n")
    assert machine.run("systemctl", "start", unit, check=False).returncode != 0
    assert machine.show(unit, "ExecMainStatus") == "78"
    time.sleep(1)
    assert machine.show(unit, "ActiveState") == "failed"  # not "activating": it is left alone


def test_a_refused_login_ends_it_after_three_attempts(machine: Machine, dovecot: Dovecot) -> None:
    unit = install(machine, dovecot, "ida", password="wrong")
    machine.run("systemctl", "start", unit)
    for count in (1, 2, 3):
        assert wait_until(lambda: machine.journal(unit).count(f"({count} of 3)") == 1)  # noqa: B023
        if count < 3:
            machine.run("systemctl", "kill", "--kill-whom=main", "-s", "USR1", unit)
    assert wait_until(lambda: machine.show(unit, "ActiveState") == "failed"), machine.journal(unit)
    assert machine.show(unit, "ExecMainStatus") == "77"
    assert status(machine, "ida")["says"].startswith("The login of ida at 127.0.0.1 was refused 3")
    machine.run("systemctl", "start", unit, check=False)  # the same password: not tried again
    assert wait_until(lambda: machine.show(unit, "ActiveState") == "failed")
    assert machine.journal(unit).count("(4 of 3)") == 0


def test_a_daemon_that_hangs_is_started_again(machine: Machine, dovecot: Dovecot) -> None:
    unit = install(machine, dovecot, "olga")
    machine.write(
        f"/etc/systemd/system/{unit}.d/short.conf", "[Service]\nWatchdogSec=2\nRestartSec=0\n"
    )
    machine.run("systemctl", "daemon-reload")
    machine.run("systemctl", "start", unit)
    time.sleep(3)  # fed for longer than the watchdog's time
    assert machine.show(unit, "NRestarts") == "0"
    machine.run("systemctl", "kill", "--kill-whom=main", "-s", "STOP", unit)
    assert wait_until(lambda: machine.show(unit, "NRestarts") == "1")
    assert wait_until(lambda: machine.show(unit, "ActiveState") == "active")
    machine.run("systemctl", "stop", unit)


def wait_until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it becomes true in time."""
    ends = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > ends:
            return False
        time.sleep(0.1)
    return True
