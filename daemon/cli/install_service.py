"""`install-service`: writes the systemd unit that runs the daemon, and says how to switch it on."""

from __future__ import annotations

import getpass
import os
import re
import sys
from pathlib import Path

import click

from daemon.cli.call import Call
from daemon.config import find_config
from daemon.errors import ConfigError, UsageError, WellkeeperError

_UNITS = Path(__file__).parents[1] / "systemd"
_MARK = "# Wellkeeper"
_SYSTEM = Path("/etc/systemd/system/wellkeeper@.service")
#: What ProtectHome= hides from the system unit.
_HOMES = (Path("/home"), Path("/root"), Path("/run/user"))


@click.command("install-service")
@click.option("--system", is_flag=True, help="For the whole machine, one instance an owner.")
@click.option("--print", "only_print", is_flag=True, help="Print the unit, write nothing.")
@click.pass_obj
def install_service(call: Call, system: bool, only_print: bool) -> None:
    """Write the systemd unit that keeps the daemon running, and say how to switch it on.

    For you alone it goes into ~/.config/systemd/user/. With --system (as root) it is a template
    that runs sandboxed for several owners, each with a folder in /etc/wellkeeper.

    \b
    Examples:
      wellkeeper install-service
      wellkeeper install-service --print
      sudo /opt/wellkeeper/bin/wellkeeper install-service --system
    """
    if system:
        text = compose_unit("wellkeeper@.service", [*program(), "--config",
                            "/etc/wellkeeper/%i/config.toml", "run"])  # fmt: skip
        path = _SYSTEM
    else:
        config = find_config(call.config_file, os.environ).absolute()
        named = ["--config", str(config).replace("%", "%%")] if call.config_file else []
        text = compose_unit("wellkeeper.service", [*program(), *named, "run"])
        path = _user_folder() / "wellkeeper.service"
        if not only_print and not config.exists():
            raise ConfigError([f"there is no configuration at {config}"], "run `wellkeeper setup`")
    if only_print:
        click.echo(text, nl=False)
        return
    if system:
        _refuse_homes(Path(program()[0]))
    replaced = _write(path, text)
    call.screen.line(f"{'Replaced' if replaced else 'Wrote'} {path}.")
    call.screen.title("What next")
    call.screen.pairs(_commands(system, replaced), 2, mark="")


def program() -> list[str]:
    """How this very wellkeeper is called, whatever is in anybody's PATH."""
    beside = Path(sys.executable).parent / "wellkeeper"
    words = [str(beside)] if beside.exists() else [sys.executable, "-m", "daemon"]
    return [word.replace("%", "%%") for word in words]


def compose_unit(name: str, command: list[str]) -> str:
    """The unit as it is shipped, with this command in it. `%` in it is systemd's already."""
    shipped = (_UNITS / name).read_text("utf-8")
    words = " ".join(_quoted(word) for word in command)
    text, count = re.subn(r"(?m)^ExecStart=.*$", lambda _: f"ExecStart={words}", shipped)
    assert count == 1, "a unit starts one program"
    return text


def _quoted(word: str) -> str:
    """As systemd.syntax(7) wants it."""
    word = word.replace("$", "$$")
    if re.fullmatch(r"[\w@%+=:,./$-]+", word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _user_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "systemd" / "user"


def _refuse_homes(path: Path) -> None:
    """The system unit cannot see the homes, so it could not even start."""
    if any(path.is_relative_to(home) for home in _HOMES):
        raise UsageError(
            f"{path} lies in a home, which the system unit is not allowed to see.",
            "Install wellkeeper into /opt: python3 -m venv /opt/wellkeeper && "
            "/opt/wellkeeper/bin/pip install wellkeeper",
        )


def _write(path: Path, text: str) -> bool:
    """Write the unit; whether there was an older one of ours. Never replaces somebody else's."""
    try:
        replaced = path.exists()
        if replaced and not path.read_text("utf-8", "replace").startswith(_MARK):
            raise ConfigError([f"{path} exists and is not ours"], "move it away first")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise WellkeeperError(
            f"{path} cannot be written ({error.strerror or 'error'}).",
            "With --system it has to be run as root." if path == _SYSTEM else "",
        ) from error
    return replaced


def _commands(system: bool, replaced: bool) -> list[tuple[str, str]]:
    """The two commands that switch it on."""
    control, unit = ("systemctl", "wellkeeper@NAME") if system else (
        "systemctl --user", "wellkeeper",
    )  # fmt: skip
    if replaced:
        again = "restart" if not system else "restart 'wellkeeper@*'"
        return [
            (f"{control} daemon-reload", "lets systemd see the new unit"),
            (f"{control} {again} {'' if system else unit}".strip(), "lets it hold"),
        ]
    if system:
        return [
            ("install -d -m 700 /etc/wellkeeper/NAME/secrets", "for config.toml and the password"),
            (f"{control} enable --now {unit}", "starts it, now and at every boot"),
        ]
    return [
        (f"{control} enable --now {unit}", "starts it, now and whenever you log in"),
        (f"loginctl enable-linger {getpass.getuser()}", "keeps it running while you are not"),
    ]
