"""config.example.toml and the types of daemon/config/settings.py say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from msgspec import Struct, structs

from daemon.config import load_config
from daemon.config.settings import NOT_IN_FILE, SECTIONS, FolderSettings, OAuthSettings

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
ALL_SECTIONS: dict[str, type[Struct]] = {
    **SECTIONS,
    "mailbox.folders": FolderSettings,
    "mailbox.oauth": OAuthSettings,
}
SETTING = re.compile(r"^#?([a-z_]+) = ")
SECTION = re.compile(r"^#?\[([a-z.]+)\]$")
#: Settings whose default depends on the machine or on other settings: the example shows one.
DEPENDS = {"aliases", "time_zone", "port", "user", "ca_file", "url", "folder", "synonyms"}


def uncommented() -> str:
    """The example with every setting in force."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    return "\n".join(line.lstrip("#") if SETTING.match(line) or SECTION.match(line) else line
                     for line in lines)  # fmt: skip


def documented() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in EXAMPLE.read_text("utf-8").splitlines():
        if match := SECTION.match(line):
            section = match[1]
            found[section] = []
        elif match := SETTING.match(line):
            found[section].append(match[1])
    return found


def test_every_setting_is_in_the_example_and_every_line_of_it_is_a_setting() -> None:
    expected = {
        section: [
            field.name
            for field in structs.fields(kind)
            if field.name not in NOT_IN_FILE | {"folders", "oauth"}
        ]
        for section, kind in ALL_SECTIONS.items()
    }
    assert {name: sorted(keys) for name, keys in documented().items()} == {
        name: sorted(keys) for name, keys in expected.items()
    }


def test_every_setting_is_explained_in_words() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if SETTING.match(line):
            assert re.match(r"^# \S", lines[number - 1]), f"line {number + 1}: no explanation"


def test_the_defaults_shown_are_the_defaults() -> None:
    document = tomllib.loads(uncommented())
    for section, kind in SECTIONS.items():
        for field in structs.fields(kind):
            if field.required or field.name in DEPENDS | NOT_IN_FILE | {"folders", "oauth"}:
                continue
            shown = document[section][field.name]
            assert (tuple(shown) if isinstance(shown, list) else shown) == field.default, field.name


def test_the_example_loads_as_it_is_and_uncommented(tmp_path: Path) -> None:
    (tmp_path / "our-ca.pem").write_text("")
    (tmp_path / "templates").mkdir()
    for number, text in enumerate((EXAMPLE.read_text("utf-8"), uncommented())):
        file = tmp_path / f"{number}.toml"
        file.write_text(text, "utf-8")
        config = load_config(file, {"HOME": "/h", "WELLKEEPER_PASSWORD": "x"})
        assert config.owner.address == "ada@example.org"
        assert config.mailboxes[0].port == 993
