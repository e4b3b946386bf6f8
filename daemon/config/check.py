"""Decides whether settings make sense beyond their type: hosts, time zones, the store's address,
paths; and the defaults that depend on the machine.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from daemon.config.read import nearest
from daemon.config.settings import MailboxSettings
from daemon.core.parse.late import late_pattern

_HOST = late_pattern(r"^(?!-)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?$")
_EXAMPLE_URL = "sqlite:///var/lib/wellkeeper/wellkeeper.db"
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_LOCALTIME = Path("/etc/localtime")


def check_host(mailbox: MailboxSettings) -> Iterator[tuple[str, str]]:
    """What is wrong with a mailbox's server, as (key, problem)."""
    host = mailbox.host
    if host in _THIS_MACHINE:
        return
    # The value is not repeated: somebody may have written imaps://user:password@host.
    if host and not _is_address(host) and not _HOST.match(_ascii(host)):
        yield "host", 'expected the name of the server alone, such as "imap.example.org"'
    elif host and mailbox.security == "none" and not _is_loopback(host):
        yield "security", '"none" is for this machine only (localhost); use "tls" or "starttls"'


def check_time_zone(name: str) -> str:
    """What is wrong with a time zone, or nothing."""
    if _is_time_zone(name):
        return ""
    known = zoneinfo.available_timezones()
    by_lower = {zone.lower(): zone for zone in known}
    by_lower |= {zone.rpartition("/")[2].lower(): zone for zone in known if "/" in zone}
    guess = nearest(name.replace(" ", "_"), by_lower, "{}")
    if guess:
        guess = f'; did you mean "{by_lower[guess.removeprefix("; did you mean ").rstrip("?")]}"?'
    return f'expected a time zone such as "Europe/Berlin", got "{name}"{guess}'


def machine_time_zone(environ: Mapping[str, str]) -> str:
    """The IANA name of this machine's time zone: TZ, else where /etc/localtime leads, else UTC."""
    named = environ.get("TZ", "").lstrip(":")
    if named and _is_time_zone(named):
        return named
    try:
        _, found, zone = str(_LOCALTIME.resolve(strict=True)).partition("/zoneinfo/")
    except OSError:
        return "UTC"
    return zone if found and _is_time_zone(zone) else "UTC"


def country_of_zone(time_zone: str) -> str:
    """The country that a time zone lies in (ISO 3166, two letters) by the zone database's own
    table, or "" where there is none: zones of the sea, of offsets, without the table.
    """
    for folder in _zone_databases():
        try:
            lines = Path(folder, "zone.tab").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        return next((row[0] for row in rows if len(row) > 2 and row[2] == time_zone), "")
    return ""


def _zone_databases() -> Iterator[str]:
    yield from zoneinfo.TZPATH
    from importlib.util import find_spec

    bundled = find_spec("tzdata")  # where the machine has no zone database of its own
    packages = bundled.submodule_search_locations if bundled else None
    yield from (f"{package}/zoneinfo" for package in packages or ())


def default_store_url(environ: Mapping[str, str]) -> str:
    """Where the store is kept unless configured: systemd's state folder, else the user's."""
    if state := environ.get("STATE_DIRECTORY", "").split(":")[0]:
        return f"sqlite:///{state}/wellkeeper.db"
    home = environ.get("XDG_STATE_HOME") or f"{_home(environ)}/.local/state"
    return f"sqlite:///{home}/wellkeeper/wellkeeper.db"


def store_url(url: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """The store's address with an absolute path, and what is wrong with it.

    Both `sqlite:///var/x.db` and `sqlite:////var/x.db` mean /var/x.db: a path relative to
    wherever a daemon happens to be started would be no address.
    """
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() != "sqlite":
        kind = (
            scheme.lower() if separator and re.fullmatch(r"\w{1,20}", scheme) else "something else"
        )
        return "", f'expected "sqlite:///PATH", the only kind of store so far, got {kind}'
    path = rest.lstrip("/")
    if path.startswith("~/"):
        path = f"{_home(environ)}/{path[2:]}".lstrip("/")
    if not rest.startswith("/") or "/" not in path or path.endswith("/"):
        return "", f'expected the whole path of a file, such as "{_EXAMPLE_URL}"'
    return f"sqlite:////{path}", ""


def is_there(path: Path, kind: Callable[[Path], bool]) -> bool:
    """What pathlib asks, for names of any length."""
    try:
        return kind(path)
    except OSError:
        return False


def usable_path(path: Path | None, folder: Path) -> Path | None:
    """`path` with `~` replaced, relative to the folder of the configuration."""
    if path is None:
        return None
    try:
        return folder / path.expanduser()
    except RuntimeError:  # a user that does not exist
        return folder / path


def _home(environ: Mapping[str, str]) -> str:
    return environ.get("HOME", "").rstrip("/") or str(Path.home())


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_address(host: str) -> bool:
    if ":" not in host and not host[-1:].isdigit():
        return False
    import ipaddress  # nearly all hosts are named

    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if _is_address(host):
        import ipaddress

        return ipaddress.ip_address(host).is_loopback
    name = host.lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")


def _is_time_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
