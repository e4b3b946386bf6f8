"""Decides which file is the configuration, and reads it as TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from daemon.config.read import Table
from daemon.errors import ConfigError

_SETUP = "run `wellkeeper setup`, or copy config.example.toml to {} and change it"


def find_config(path: Path | None, environ: Mapping[str, str]) -> Path:
    """The file that `load_config` reads; where none exists yet, the one that `setup` writes."""
    looked_in = places(path, environ)
    return next((place for place in looked_in if _exists(place)), looked_in[0])


def read_file(file: Path, looked_in: tuple[Path, ...]) -> Table:
    """The file's tables. Raises ConfigError; `looked_in` are the places that were tried."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        document = msgspec.toml.decode(text)
    except (FileNotFoundError, NotADirectoryError):
        tried = ", ".join(map(str, looked_in))
        problem, hint = f"no configuration file; looked for {tried}", _SETUP.format(looked_in[0])
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


def places(path: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Where the configuration may lie, in the order in which it is looked for."""
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
