"""Several mailboxes of one owner: one network of people, and none stops the others."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import NOW, letter

from daemon.config import Config, load_config
from daemon.errors import ConnectionLost
from daemon.jobs.once import PassReport, run_pass
from daemon.store import open_store
from daemon.templating import Templates

KIM = "Kim Field <kim@field.example>"
HERE, THERE = "ada@here.example", "ada@there.example"


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def configure(
    server: Dovecot, folder: Path, users: dict[str, str], ports: dict[str, int]
) -> Config:
    sections = "".join(
        f'[[mailbox]]\nname = "{name}"\nhost = "127.0.0.1"\nport = {ports.get(name, server.port)}\n'
        f'security = "none"\nuser = "{user}"\n'
        for name, user in users.items()
    )
    file = folder / "config.toml"
    file.write_text(
        f'[owner]\nname = "Ada Example"\naddress = "{HERE}"\naliases = ["{THERE}"]\n{sections}'
        f'[store]\nurl = "sqlite:///{folder}/w.db"\n'
    )
    passwords = {f"WELLKEEPER_PASSWORD_{name.upper()}": server.password for name in users}
    return load_config(file, {"HOME": str(folder), **passwords})


@pytest.fixture
def users(dovecot: Dovecot) -> dict[str, str]:
    """Kim wrote to one account, and was answered from the other."""
    names = {name: dovecot.user().user for name in ("work", "home")}
    put = dovecot.write_messages
    put(names["work"], "INBOX", [(letter(1, KIM, HERE, message_id="a@x.example"), NOW, ())])
    more = "In-Reply-To: <a@x.example>\r\n"
    put(names["home"], "Sent", [(letter(2, f"Ada <{THERE}>", KIM, days_ago=9, more=more), NOW, ())])
    put(names["work"], "Sent", [(letter(3, f"Ada <{HERE}>", "bo@x.example"), NOW, ())])
    return names


def once(config: Config) -> tuple[PassReport, list[tuple[str, int, int]]]:
    with open_store(config.store.url, config.owner.as_owner()) as store:
        report = run_pass(config, store, Templates(), NOW)
        people = store.network.load_people()
    return report, [(one.name, one.touches_in, one.touches_out) for one in people]


def test_two_mailboxes_are_one_network(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    report, people = once(configure(dovecot, tmp_path, users, {}))
    assert set(report.scans) == {"work", "home"}
    assert people == [("Kim Field", 1, 1)]


def test_one_that_cannot_be_reached_does_not_stop_the_other(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    report, _ = once(configure(dovecot, tmp_path, users, {"home": closed_port()}))
    assert set(report.scans) == {"work"} and list(report.passed_over) == ["home"]
    report, people = once(configure(dovecot, tmp_path, users, {}))
    assert not report.passed_over and people == [("Kim Field", 1, 1)]


def test_without_the_first_there_is_no_pass(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(ConnectionLost):
        once(configure(dovecot, tmp_path, users, {"work": closed_port()}))
