"""The real mailboxes of `enron_mailboxes` below WELLKEEPER_CORPORA: whose they are, what lies in
them, a moment at which their owner would be at work, and how a pass over one is set up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.corpora import CORPORA, archived
from daemon.config import Config, load_config
from daemon.core.model import Owner

if TYPE_CHECKING:
    from dovecot import Dovecot

MAILBOXES = CORPORA / "enron_mailboxes"
#: By folder its mails with their times and flags.
Mails = dict[str, list[tuple[bytes, datetime, tuple[str, ...]]]]
_LAST_WORKING_DAY = 5


def users_of(root: Path) -> Sequence[str]:
    """The mailboxes that are there."""
    return sorted(path.name.removesuffix(".tar.xz") for path in root.glob("*.tar.xz"))


def owner_of(root: Path, user: str) -> Owner:
    """The owner as they would set themselves up: the usual address that mail can be sent from."""
    gold = json.loads((root / f"{user}.people_gold.json").read_text("utf-8"))
    usual = sorted(gold["sent_from_counts"].items(), key=lambda item: -item[1])
    address = next(one for one, _ in usual if re.fullmatch(r"[a-z]+\.[a-z]+@[a-z.]+", one))
    words = re.findall(r"[a-z]+", address.partition("@")[0])
    return Owner(" ".join(word.capitalize() for word in words), (address,), "America/Chicago")


def filed_mails(root: Path, user: str) -> Iterator[tuple[str, int, bytes]]:
    """`(folder, number in it, mail)` of each mail as its owner had filed it."""
    for name, raw in archived(root / f"{user}.tar.xz"):
        path = PurePath(name)
        folder = "/".join(path.parts[1:-1])
        folder = "INBOX" + folder[5:] if folder.split("/")[0] == "inbox" else folder
        yield folder, int(path.stem), raw


def read_mailbox(root: Path, user: str) -> Mails:
    """All mails by folder; one without a day is taken for very old."""
    folders: Mails = {}
    for folder, _, raw in filed_mails(root, user):
        headers = BytesHeaderParser().parsebytes(raw[:20_000])
        try:
            at = parsedate_to_datetime(str(headers["date"])).astimezone(UTC)
        except (TypeError, ValueError):
            at = datetime(2000, 1, 1, tzinfo=UTC)
        folders.setdefault(folder, []).append((raw, at, ("\\Seen",)))
    return folders


def fill(server: Dovecot, login: str, mails: Mails) -> int:
    """Write the mails as Maildir; their number."""
    return sum(server.write_messages(login, name, found) for name, found in mails.items())


def working_moment(mails: Mails, owner: Owner, share: float) -> datetime:
    """Three in the afternoon of the first working day after such a share of the owner's own mail:
    on days off nothing is drafted.
    """
    address = re.escape(owner.addresses[0].encode())
    sent = re.compile(rb"^from: *%s *\r?$" % address, re.I | re.M)
    times = sorted(at for found in mails.values() for raw, at, _ in found
                   if sent.search(raw[:2_000]))  # fmt: skip
    now = times[int(len(times) * share)].replace(hour=21, minute=0) + timedelta(days=1)
    while now.isoweekday() > _LAST_WORKING_DAY:
        now += timedelta(days=1)
    return now


@contextmanager
def configured(server: Dovecot, login: str, owner: Owner) -> Iterator[Config]:
    """The configuration for this login, with a store of its own that is gone afterwards."""
    with TemporaryDirectory() as home:
        file = Path(home) / "config.toml"
        file.write_text(
            f'[owner]\nname = "{owner.name}"\naddress = "{owner.addresses[0]}"\n'
            f'time_zone = "{owner.time_zone}"\n'
            f'[mailbox]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f'user = "{login}"\n[store]\nurl = "sqlite:///{home}/store.db"\n',
            "utf-8",
        )
        yield load_config(file, {"WELLKEEPER_PASSWORD": server.password})
