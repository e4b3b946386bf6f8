"""Which server lets the owner of an address in, and what it shows: for `setup`."""

from __future__ import annotations

import os
from typing import Any

from daemon.cli.call import Call
from daemon.config.check import machine_time_zone
from daemon.config.providers import PROVIDERS, servers_for
from daemon.core.habits import Habits, infer_habits
from daemon.core.mail import FolderInfo, FolderRole
from daemon.core.parse.headers import parse_headers
from daemon.core.values import dataclass
from daemon.errors import CertificateRefused, ConnectionLost, LoginRejected, MailboxError
from daemon.mailbox import ImapMailbox, open_mailbox
from daemon.mailbox.discovery import Found, find_servers
from daemon.mailbox.login import ConnectionSettings

#: The usual port of each way to encrypt.
PORTS = {"tls": 993, "starttls": 143, "none": 143}
#: So many sent mails, the latest, are looked at to learn name, time zone and working days.
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Account:
    """What the server showed when the login had worked."""

    settings: ConnectionSettings
    folders: tuple[FolderInfo, ...]
    capabilities: frozenset[str]
    habits: Habits


def candidates(address: str, password: str, given: dict[str, Any]) -> list[ConnectionSettings]:
    """The servers to try, the likeliest first: what was given, a provider that is known, what the
    domain says of itself, and the names that are usual.
    """
    security = given["security"]
    port = given["port"] or PORTS[security]
    domain = address.rpartition("@")[2]
    found: tuple[Found, ...] = ()
    if given["host"]:
        found = (Found(given["host"], port, security),)
    elif domain not in PROVIDERS:
        found = find_servers(domain)
    if not given["host"]:
        found += tuple(Found(one.host, port, security) for one in servers_for(address))
    return [
        ConnectionSettings(
            one.host, one.port, given["user"] or address, password, one.security, given["ca_file"]
        )
        for one in dict.fromkeys(found)
    ]


def try_servers(candidates: list[ConnectionSettings], call: Call, address: str) -> Account:
    """The first server that lets the owner in. A refused login ends the search: trying a password
    around locks accounts.
    """
    failures: list[str] = []
    for settings in candidates:
        call.screen.note(f"Trying {settings.host}:{settings.port} ...")
        try:
            with open_mailbox(settings) as mailbox:
                folders = mailbox.list_folders()
                habits = _look_at_sent(mailbox, folders, address)
                return Account(settings, folders, mailbox.capabilities, habits)
        except LoginRejected:
            raise
        except CertificateRefused as error:
            here = f"{error.hint} Here that is --ca-file."
            raise CertificateRefused(error.message, here) from None
        except ConnectionLost as error:
            failures.append(error.message)
    raise ConnectionLost(
        " ".join(failures), "Ask your provider for its IMAP server and give it with --host."
    )


def _look_at_sent(mailbox: ImapMailbox, folders: tuple[FolderInfo, ...], address: str) -> Habits:
    """What the latest sent mails tell; nothing where they cannot be read."""
    zone = machine_time_zone(os.environ)
    for folder in (one for one in folders if one.role is FolderRole.SENT and one.selectable):
        try:
            uids = mailbox.list_uids(folder.name)[-_LOOKED_AT:]
            batches = mailbox.fetch_headers(folder.name, uids[0]) if uids else ()
            sent = [parse_headers(raw.header) for batch in batches for raw in batch]
        except MailboxError:
            continue
        if sent:
            return infer_habits(sent, address, zone)
    return Habits()
