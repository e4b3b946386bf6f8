"""Decides which file is the configuration, and turns it into settings or into the list of all
that is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from msgspec import structs

from daemon.config.check import (
    check_host,
    check_time_zone,
    country_of_zone,
    default_store_url,
    machine_time_zone,
    store_url,
    usable_path,
)
from daemon.config.key_ring import SERVICE, KeyringTrouble, load_secret
from daemon.config.providers import SIGN_IN
from daemon.config.read import Problems, Table, nearest, read_table
from daemon.config.secrets import Secret, SecretSources, secret_names
from daemon.config.settings import (
    SECTIONS,
    Config,
    DigestSettings,
    IntroductionSettings,
    MailboxSettings,
    OwnerSettings,
    PlanSettings,
    ScheduleSettings,
    StoreSettings,
    TemplateSettings,
)
from daemon.errors import ConfigError

_SETUP = "run `wellkeeper setup`, or copy config.example.toml to {} and change it"


def find_config(path: Path | None, environ: Mapping[str, str]) -> Path:
    """The file that `load_config` reads; where none exists yet, the one that `setup` writes."""
    looked_in = _places(path, environ)
    return next((place for place in looked_in if _exists(place)), looked_in[0])


def load_config(
    path: Path | None, environ: Mapping[str, str], *, with_passwords: bool = True
) -> Config:
    """Read and check the configuration at `path`, else where `$WELLKEEPER_CONFIG`, else
    `$XDG_CONFIG_HOME/wellkeeper/config.toml`, else `/etc/wellkeeper/config.toml` say.

    `with_passwords=False` is for commands that never log in: they work without secrets.
    Raises ConfigError with every problem that was found.
    """
    file = find_config(path, environ)
    document = _read_toml(file, _places(path, environ))
    problems = Problems()
    _check_sections(document, problems)
    folder = file.absolute().parent
    owner = _read_owner(document, problems, environ)
    mailboxes = _read_mailboxes(document, problems, folder, owner)
    store = _read_store(document, problems, environ)
    plan = read_table(_table(document, "plan", problems), PlanSettings, "plan", problems)
    schedule = _table(document, "schedule", problems)
    timing = read_table(schedule, ScheduleSettings, "schedule", problems)
    digest = read_table(_table(document, "digest", problems), DigestSettings, "digest", problems)
    pairing = read_table(
        _table(document, "introductions", problems), IntroductionSettings, "introductions", problems
    )
    templates = _read_templates(document, problems, folder)
    mailboxes = tuple(_with_sign_in(one, store.path, problems) for one in mailboxes)
    if with_passwords:
        mailboxes = _with_passwords(mailboxes, problems, SecretSources(folder, environ))
    if problems:
        raise ConfigError(problems.lines, f"correct {file}")
    return Config(
        path=file,
        owner=owner,
        mailboxes=mailboxes,
        store=store,
        plan=plan,
        schedule=timing,
        digest=digest,
        introductions=pairing,
        templates=templates,
    )


def _places(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    if path is not None:
        return (path,)
    if named := environ.get("WELLKEEPER_CONFIG"):
        return (Path(named),)
    home = Path(environ.get("XDG_CONFIG_HOME") or Path(environ.get("HOME", "/")) / ".config")
    return (home / "wellkeeper/config.toml", Path("/etc/wellkeeper/config.toml"))


def _exists(place: Path) -> bool:
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass  # it may exist and be closed to us: reading it will say so
    return True


def _is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    """What pathlib asks, for names of any length."""
    try:
        return kind(path)
    except OSError:
        return False


def _read_toml(file: Path, looked_in: tuple[Path, ...]) -> Table:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        document = msgspec.toml.decode(text)
    except (FileNotFoundError, NotADirectoryError):
        places = ", ".join(map(str, looked_in))
        problem, hint = f"no configuration file; looked for {places}", _SETUP.format(looked_in[0])
    except PermissionError:
        problem = f"{file}: not allowed to read it"
        hint = f"run as its owner, or give this user the right: chmod u+r {file}"
    except OSError as error:
        problem, hint = f"{file}: cannot be read ({error.strerror})", "name a file with --config"
    except UnicodeDecodeError as error:
        problem = f"{file}: byte {error.start} is not UTF-8"
        hint = "save the file as UTF-8"
    except msgspec.DecodeError as error:
        problem, hint = _toml_problem(file, str(error)), f"correct {file}"
    else:
        assert isinstance(document, dict)
        return document
    raise ConfigError([problem], hint)


def _toml_problem(file: Path, message: str) -> str:
    match = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", message, re.DOTALL)
    if match is None:
        return f"{file}: not TOML: {message}"
    return f"{file}:{match[2]}:{match[3]}: not TOML: {match[1]}"


def _check_sections(document: Table, problems: Problems) -> None:
    for key, value in document.items():
        if key in SECTIONS:
            continue
        homes = [f"[{name}]" for name, kind in SECTIONS.items() if key in kind.__struct_fields__]
        if homes and not isinstance(value, dict | list):
            problems.add("", f"{key}: belongs into a section: {' or '.join(homes)}")
        else:
            problems.add(key, "", f"unknown section{nearest(key, SECTIONS, '[{}]')}")


def _table(document: Table, name: str, problems: Problems) -> Table:
    value = document.get(name, {})
    if not isinstance(value, dict):
        problems.add(name, "", f"expected one section [{name}]")
        return {}
    return value


def _read_owner(document: Table, problems: Problems, environ: Mapping[str, str]) -> OwnerSettings:
    owner = read_table(_table(document, "owner", problems), OwnerSettings, "owner", problems)
    if not owner.time_zone:
        owner = structs.replace(owner, time_zone=machine_time_zone(environ))
    elif problem := check_time_zone(owner.time_zone):
        problems.add("owner", "time_zone", problem)
    if owner.country == "auto":
        owner = structs.replace(owner, country=country_of_zone(owner.time_zone))
    return owner


def _read_mailboxes(
    document: Table, problems: Problems, folder: Path, owner: OwnerSettings
) -> tuple[MailboxSettings, ...]:
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
        if ca_file is not None and not _is_there(ca_file, Path.is_file):
            problems.add(where, "ca_file", f"there is no file {ca_file}")
        port = mailbox.port or (993 if mailbox.security == "tls" else 143)
        user = mailbox.user or owner.address
        mailboxes.append(structs.replace(mailbox, port=port, user=user, ca_file=ca_file))
    return tuple(mailboxes)


def _with_sign_in(mailbox: MailboxSettings, store: Path, problems: Problems) -> MailboxSettings:
    """The addresses of its provider, and the file beside the store that keeps its tokens."""
    if not mailbox.oauth.in_use:
        return mailbox
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
    try:
        found = next((one for name in names if (one := load_secret(name))), None)
    except KeyringTrouble as error:
        problems.add("mailbox", "keyring", f"{error.message} {error.hint}")
        return Secret("")  # no missing password is reported on top
    return Secret(found) if found else None


def _with_passwords(
    mailboxes: tuple[MailboxSettings, ...], problems: Problems, sources: SecretSources
) -> tuple[MailboxSettings, ...]:
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
                into = f"run: keyring set {SERVICE} {names[-1]}"
            problems.add(where, "password", f"none found; {into}")
        else:
            complete.append(structs.replace(mailbox, password=password))
    problems.lines += sources.problems
    return tuple(complete)


def _read_store(document: Table, problems: Problems, environ: Mapping[str, str]) -> StoreSettings:
    store = read_table(_table(document, "store", problems), StoreSettings, "store", problems)
    url, problem = store_url(store.url or default_store_url(environ), environ)
    if problem:
        problems.add("store", "url", problem)
    return StoreSettings(url=url)


def _read_templates(document: Table, problems: Problems, folder: Path) -> TemplateSettings:
    table = _table(document, "templates", problems)
    settings = read_table(table, TemplateSettings, "templates", problems)
    if settings.folder is None:
        beside = folder / "templates"
        return TemplateSettings(folder=beside if _is_there(beside, Path.is_dir) else None)
    chosen = usable_path(settings.folder, folder)
    if chosen is None or not _is_there(chosen, Path.is_dir):
        problems.add("templates", "folder", f"there is no folder {chosen}")
    return TemplateSettings(folder=chosen)
