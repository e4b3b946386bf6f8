"""Decides what the mailboxes are: their servers, how each signs in, and with which secret."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from daemon.config.check import check_host, is_there, usable_path
from daemon.config.read import Problems, Table, read_table
from daemon.config.secrets import Secret, SecretSources, secret_names
from daemon.config.settings import MailboxSettings, OwnerSettings


def read_mailboxes(
    document: Table, problems: Problems, folder: Path, owner: OwnerSettings
) -> tuple[MailboxSettings, ...]:
    """The mailboxes of the file, without secrets."""
    value = document.get("mailbox")
    tables = value if isinstance(value, list) else [value]
    if value is None or not tables or not all(isinstance(table, dict) for table in tables):
        problems.add("mailbox", "", "expected a section [mailbox] with at least a host")
        return ()
    mailboxes: list[MailboxSettings] = []
    taken: set[tuple[str, ...]] = set()
    for number, table in enumerate(tables, 1):
        where = "mailbox" if len(tables) == 1 else f"mailbox {number}"
        mailbox = read_table(table, MailboxSettings, where, problems)
        if (names := secret_names(mailbox.name, only_one=False)) in taken:
            problems.add(where, "name", f'a mailbox before is called "{mailbox.name}" already')
        taken.add(names)
        for key, problem in check_host(mailbox):
            problems.add(where, key, problem)
        ca_file = usable_path(mailbox.ca_file, folder)
        if ca_file is not None and not is_there(ca_file, Path.is_file):
            problems.add(where, "ca_file", f"there is no file {ca_file}")
        port = mailbox.port or (993 if mailbox.security == "tls" else 143)
        user = mailbox.user or owner.address
        mailboxes.append(structs.replace(mailbox, port=port, user=user, ca_file=ca_file))
    return tuple(mailboxes)


def with_sign_in(mailbox: MailboxSettings, store: Path, problems: Problems) -> MailboxSettings:
    """The addresses of its provider, and the file beside the store that keeps its tokens."""
    if not mailbox.oauth.in_use:
        return mailbox
    from daemon.config.providers import SIGN_IN

    known = SIGN_IN.get(mailbox.oauth.provider, {})
    oauth = structs.replace(
        mailbox.oauth,
        **{key: value for key, value in known.items() if not getattr(mailbox.oauth, key)},
    )
    if not oauth.token_url:
        problems.add("mailbox.oauth", "token_url", 'is needed where provider is "other"')
    return structs.replace(
        mailbox, oauth=oauth, token_file=store.parent / f"{store.name}.tokens-{mailbox.name}"
    )


def _from_keyring(
    mailbox: MailboxSettings, names: tuple[str, ...], problems: Problems
) -> Secret | None:
    """The password, where it is said to lie there and no other place has one."""
    if not mailbox.keyring:
        return None
    from daemon.config.key_ring import KeyringTrouble, load_secret

    try:
        found = next((one for name in names if (one := load_secret(name))), None)
    except KeyringTrouble as error:
        problems.add("mailbox", "keyring", f"{error.message} {error.hint}")
        return Secret("")  # no missing password is reported on top
    return Secret(found) if found else None


def with_secrets(
    mailboxes: tuple[MailboxSettings, ...], problems: Problems, sources: SecretSources
) -> tuple[MailboxSettings, ...]:
    """The same, each with what it logs in with."""
    complete = []
    for number, mailbox in enumerate(mailboxes, 1):
        where = "mailbox" if len(mailboxes) == 1 else f"mailbox {number}"
        names = secret_names(mailbox.name, only_one=len(mailboxes) == 1)
        if mailbox.oauth.in_use:  # a client secret is optional, and no secret of the owner's
            secret = tuple(name.replace("PASSWORD", "CLIENT_SECRET") for name in names)
            hidden = sources.find(secret)
            oauth = structs.replace(mailbox.oauth, client_secret=hidden or Secret(""))
            complete.append(structs.replace(mailbox, oauth=oauth))
            continue
        password = sources.find(names) or _from_keyring(mailbox, names, problems)
        if password is None:
            into = f"put {names[-1]}=... into {sources.env_file} (and chmod 600 it)"
            if mailbox.keyring:
                from daemon.config.key_ring import SERVICE

                into = f"run: keyring set {SERVICE} {names[-1]}"
            problems.add(where, "password", f"none found; {into}")
        else:
            complete.append(structs.replace(mailbox, password=password))
    problems.lines += sources.problems
    return tuple(complete)
