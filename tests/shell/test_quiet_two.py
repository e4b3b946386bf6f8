"""A pass over two mailboxes on two servers: nothing new is only looked at, and whatever changes in
one folder of one of them is seen, over connections that are held and over new ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

import imapclient
import pytest
from dovecot import Dovecot
from mailroom import NOW, letter

from daemon.config import Config, load_config
from daemon.jobs.once import PassReport, run_pass
from daemon.jobs.side_by_side import Mailboxes
from daemon.store import lock, open_store

ADA, KIM = "Ada Example <ada@here.example>", "Kim Field <kim@field.example>"
FOLDERS = ("Archive/2019", "Projects", "Zoo")


@pytest.fixture(scope="module")
def second() -> Iterator[Dovecot]:
    server = Dovecot()
    try:
        yield server.start()
    finally:
        server.remove()


class Two:
    """Two mailboxes, and passes over them a second apart."""

    def __init__(self, servers: tuple[Dovecot, Dovecot], folder: Path, *, hold: bool) -> None:
        self.boxes = [(server, server.user().user) for server in servers]
        self.mailboxes = Mailboxes(hold=True) if hold else None
        self._seconds = count()
        sections = "".join(
            f'[[mailbox]]\nname = "box{number}"\nhost = "127.0.0.1"\nport = {server.port}\n'
            f'security = "none"\nuser = "{user}"\n'
            for number, (server, user) in enumerate(self.boxes)
        )
        file = folder / "config.toml"
        file.write_text(
            f'[owner]\nname = "Ada Example"\naddress = "ada@here.example"\n{sections}'
            f'[store]\nurl = "sqlite:///{folder}/w.db"\n'
        )
        passwords = {f"WELLKEEPER_PASSWORD_BOX{n}": one.password for n, one in enumerate(servers)}
        self.config: Config = load_config(file, {"HOME": str(folder), **passwords})
        for number, (server, user) in enumerate(self.boxes):
            mails = [letter(10 * number + one, KIM, ADA, days_ago=9 + one) for one in range(3)]
            server.write_messages(user, "INBOX", [(one, NOW, ()) for one in mails])
            sent = letter(10 * number + 9, ADA, KIM, days_ago=2)
            server.write_messages(user, "Sent", [(sent, NOW, ("\\Seen",))])
            with self.client(number) as client:
                for name in FOLDERS:
                    client.create_folder(name)
                client.append("Projects", letter(10 * number + 8, KIM, ADA, days_ago=30))

    @contextmanager
    def client(self, number: int) -> Iterator[imapclient.IMAPClient]:
        """The owner's own mail client."""
        server, user = self.boxes[number]
        with imapclient.IMAPClient(server.host, server.port, ssl=False, timeout=20) as client:
            client.login(user, server.password)
            yield client

    def once(self) -> PassReport:
        now = NOW + timedelta(seconds=next(self._seconds))
        config = self.config
        with lock(config.store.url), open_store(config.store.url, config.owner.as_owner()) as store:
            return run_pass(config, store, None, now, mailboxes=self.mailboxes)

    def settle(self) -> None:
        """Until a pass has found nothing to do, and the next only looks."""
        assert any(self.once().quiet for _ in range(5))


def flag(client: imapclient.IMAPClient) -> None:
    client.select_folder("Projects")
    client.add_flags(client.search("ALL")[:1], ["\\Flagged"])


def seen(client: imapclient.IMAPClient) -> None:
    client.select_folder("INBOX")
    client.add_flags(client.search("UNSEEN")[:1], ["\\Seen"])


def new_mail(client: imapclient.IMAPClient) -> None:
    client.append("Projects", letter(70, KIM, ADA, days_ago=1))


def new_mail_in_inbox(client: imapclient.IMAPClient) -> None:
    client.append("INBOX", letter(71, KIM, ADA, days_ago=1))


def expunge(client: imapclient.IMAPClient) -> None:
    client.select_folder("INBOX")
    client.delete_messages(client.search("ALL")[:1])
    client.expunge()


def make_folder(client: imapclient.IMAPClient) -> None:
    client.create_folder("Later")


def delete_folder(client: imapclient.IMAPClient) -> None:
    client.delete_folder("Zoo")


def rename_folder(client: imapclient.IMAPClient) -> None:
    client.rename_folder("Projects", "Plans")


CHANGES: tuple[Callable[[imapclient.IMAPClient], None], ...] = (
    flag, seen, new_mail, new_mail_in_inbox, expunge, make_folder, delete_folder, rename_folder,
)  # fmt: skip


@pytest.mark.parametrize(("hold", "number"), [(True, 0), (True, 1), (False, 1)])
def test_nothing_new_is_looked_at_and_every_change_is_seen(
    dovecot: Dovecot, second: Dovecot, tmp_path: Path, hold: bool, number: int
) -> None:
    two = Two((dovecot, second), tmp_path, hold=hold)
    two.settle()
    logins = [server.log.count(f"Login: user=<{user}>") for server, user in two.boxes]
    report = two.once()
    assert report.quiet and not report.scans and not report.passed_over
    for change in CHANGES:
        with two.client(number) as client:
            change(client)
        assert not two.once().quiet, change.__name__
        two.settle()
        assert two.once().quiet, change.__name__
    if two.mailboxes is not None:
        two.mailboxes.close()
        # The owner's own client logged in once a change, and nobody else did.
        own = [0, 0]
        own[number] = len(CHANGES)
        after = [server.log.count(f"Login: user=<{user}>") for server, user in two.boxes]
        assert [now - before for now, before in zip(after, logins, strict=True)] == own
