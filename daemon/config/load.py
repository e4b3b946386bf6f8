"""Decides what the settings are: the file turned into them, or into the list of all that is wrong
with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import structs

from daemon.config.check import (
    check_time_zone,
    country_of_zone,
    default_store_url,
    is_there,
    machine_time_zone,
    store_url,
    usable_path,
)
from daemon.config.file import find_config, places, read_file
from daemon.config.mailboxes import read_mailboxes, with_secrets, with_sign_in
from daemon.config.read import Problems, Table, nearest, read_table
from daemon.config.secrets import SecretSources
from daemon.config.settings import (
    SECTIONS,
    Config,
    DigestSettings,
    IntroductionSettings,
    OwnerSettings,
    PlanSettings,
    ScheduleSettings,
    StoreSettings,
    TemplateSettings,
)
from daemon.errors import ConfigError


def load_config(
    path: Path | None, environ: Mapping[str, str], *, with_passwords: bool = True
) -> Config:
    """Read and check the configuration at `path`, else where `$WELLKEEPER_CONFIG`, else
    `$XDG_CONFIG_HOME/wellkeeper/config.toml`, else `/etc/wellkeeper/config.toml` say.

    `with_passwords=False` is for commands that never log in: they work without secrets.
    Raises ConfigError with every problem that was found.
    """
    file = find_config(path, environ)
    document = read_file(file, places(path, environ))
    problems = Problems()
    _check_sections(document, problems)
    folder = file.absolute().parent
    owner = _read_owner(document, problems, environ)
    mailboxes = read_mailboxes(document, problems, folder, owner)
    store = _read_store(document, problems, environ)
    plan = read_table(_table(document, "plan", problems), PlanSettings, "plan", problems)
    schedule = _table(document, "schedule", problems)
    timing = read_table(schedule, ScheduleSettings, "schedule", problems)
    digest = read_table(_table(document, "digest", problems), DigestSettings, "digest", problems)
    pairing = read_table(
        _table(document, "introductions", problems), IntroductionSettings, "introductions", problems
    )
    templates = _read_templates(document, problems, folder)
    mailboxes = tuple(with_sign_in(one, store.path, problems) for one in mailboxes)
    if with_passwords:
        mailboxes = with_secrets(mailboxes, problems, SecretSources(folder, environ))
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
        return TemplateSettings(folder=beside if is_there(beside, Path.is_dir) else None)
    chosen = usable_path(settings.folder, folder)
    if chosen is None or not is_there(chosen, Path.is_dir):
        problems.add("templates", "folder", f"there is no folder {chosen}")
    return TemplateSettings(folder=chosen)
