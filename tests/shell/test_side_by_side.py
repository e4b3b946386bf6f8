"""Several mailboxes of one owner: one network of people, and none stops or delays the others."""

from __future__ import annotations

import queue
import socket
import threading
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import NOW, letter
from slow_server import Dripping, Silent
from waiting import until

from daemon.config import Config, load_config
from daemon.errors import ConnectionLost
from daemon.jobs.once import PassReport, run_pass
from daemon.jobs.side_by_side import Mailboxes
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


def ask_at_home(dovecot: Dovecot) -> dict[str, str]:
    """Kim and Ada write to each other by the second account; a question of Kim's is overdue."""
    users = {name: dovecot.user().user for name in ("work", "home")}
    inbox, sent = [], []
    for number in range(12):
        days = 20 + 9 * number
        inbox.append((letter(2 * number, KIM, THERE, days_ago=days), NOW, ()))
        mine = letter(2 * number + 1, f"Ada <{THERE}>", KIM, days_ago=days - 0.2)
        sent.append((mine, NOW, ("\\Seen",)))
    question = letter(99, KIM, THERE, days_ago=9, words="Could you send me the plan?")
    dovecot.write_messages(users["home"], "INBOX", [*inbox, (question, NOW, ())])
    dovecot.write_messages(users["home"], "Sent", sent)
    dovecot.write_messages(users["work"], "Sent", [(letter(3, f"Ada <{HERE}>", KIM), NOW, ())])
    return users


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


def once(
    config: Config, mailboxes: Mailboxes | None = None, *, place: bool = True
) -> tuple[PassReport, list[tuple[str, int, int]]]:
    with open_store(config.store.url, config.owner.as_owner()) as store:
        report = run_pass(config, store, Templates(), NOW, place=place, mailboxes=mailboxes)
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


def test_without_the_first_the_others_are_read_and_drafts_wait(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    """A question in the second account, long overdue; drafts go into the first."""
    users = ask_at_home(dovecot)
    once(configure(dovecot, tmp_path, users, {}), place=False)  # coverage is known

    report, _ = once(configure(dovecot, tmp_path, users, {"work": closed_port()}))
    assert set(report.scans) == {"home"} and list(report.passed_over) == ["work"]
    assert report.agenda is not None and report.agenda.suggestions
    assert not report.written and not report.placed
    report, _ = once(configure(dovecot, tmp_path, users, {}))
    assert report.placed == 1
    assert len([*dovecot.maildir(users["work"], "Drafts").glob("*/*:*")]) == 1


def test_a_draft_waits_for_the_mail_that_it_answers(dovecot: Dovecot, tmp_path: Path) -> None:
    """The question lies in an account that cannot be had: its words would be missing."""
    users = ask_at_home(dovecot)
    once(configure(dovecot, tmp_path, users, {}), place=False)
    report, _ = once(configure(dovecot, tmp_path, users, {"home": closed_port()}))
    assert report.agenda is not None and report.agenda.suggestions[0].reply_to
    assert not report.written
    report, _ = once(configure(dovecot, tmp_path, users, {}))
    assert report.placed == 1


def test_where_none_can_be_had_there_is_no_pass(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    ports = {"work": closed_port(), "home": closed_port()}
    with pytest.raises(ConnectionLost):
        once(configure(dovecot, tmp_path, users, ports))


# -- from pass to pass -------------------------------------------------------------------------


def test_one_that_hangs_keeps_no_pass_waiting(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    """It goes on hanging until both passes are over; the first one, too, may be the one."""
    for dead, alive in (("home", "work"), ("work", "home")):
        silent, mailboxes = Silent(), Mailboxes(patience=0.1)
        config = configure(dovecot, tmp_path, users, {dead: silent.port})
        for _ in range(2):
            report, _ = once(config, mailboxes)
            assert set(report.scans) == {alive}
            assert report.passed_over == {dead: "It is still being read."}
        assert silent.calls == 1  # and is not called anew while it hangs
        mailboxes.close()
        silent.close()


def test_one_that_drips_is_read_beside_the_passes(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    many = [
        (letter(number, KIM, THERE, subject=f"No. {number}"), NOW, ()) for number in range(10, 1500)
    ]
    dovecot.write_messages(users["home"], "INBOX", many)
    slow, told = Dripping(dovecot.port, free=20_000), queue.SimpleQueue[str]()
    mailboxes = Mailboxes(patience=5, wake=told.put)  # it drips for longer, and work takes less
    config = configure(dovecot, tmp_path, users, {"home": slow.port})
    for _ in range(2):
        report, _ = once(config, mailboxes)
        assert set(report.scans) == {"work"} and list(report.passed_over) == ["home"]
    assert slow.dripped
    slow.opened.set()
    while (what := told.get(timeout=60)) != "pass":
        assert what == "serve"  # it has something to be stored
        with open_store(config.store.url, config.owner.as_owner()) as store:
            mailboxes.serve(store, lambda: False, 0.2)
    report, people = once(config, mailboxes)
    assert set(report.scans) == {"work", "home"} and not report.passed_over
    assert report.scans["home"].new == 1491  # those, and one in Sent
    assert [one[0] for one in people] == ["Kim Field"]  # one network
    slow.close()


def test_one_that_is_dead_is_not_called_at_every_pass(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    dead, mailboxes = Silent(cut=True), Mailboxes(patience=0.1)
    config = configure(dovecot, tmp_path, users, {"home": dead.port})
    for _ in range(3):
        report, _ = once(config, mailboxes)
        assert set(report.scans) == {"work"} and list(report.passed_over) == ["home"]
        until(lambda: not any(one.name == "read home" for one in threading.enumerate()))
    assert dead.calls == 1 and mailboxes.next_try() is not None
    mailboxes.try_now()
    once(config, mailboxes)
    until(lambda: dead.calls == 2)
    dead.close()


def test_one_that_was_taken_out_of_the_configuration_stores_nothing_more(
    dovecot: Dovecot, users: dict[str, str], tmp_path: Path
) -> None:
    slow, mailboxes = Dripping(dovecot.port, free=100), Mailboxes(patience=0.1)
    once(configure(dovecot, tmp_path, users, {"home": slow.port}), mailboxes)
    del users["home"]
    config = configure(dovecot, tmp_path, users, {})
    once(config, mailboxes)
    slow.close()  # all that it said comes now
    until(lambda: not any(one.name == "read home" for one in threading.enumerate()))
    report, people = once(config, mailboxes)
    assert set(report.scans) == {"work"} and people == []  # Kim was answered from there alone
