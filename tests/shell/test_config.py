"""Configuration from real files: all problems at once, secrets from where they belong only."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.config import Config, Secret, env_line, find_config, load_config
from daemon.config.secrets import SecretSources
from daemon.errors import ConfigError

GOOD = """
[owner]
name = "Ada Lovell"
address = "Ada@Example.org"
time_zone = "Europe/Berlin"
[mailbox]
host = "imap.example.org"
"""
ENVIRON = {"HOME": "/home/ada", "WELLKEEPER_PASSWORD": "tr0ub4dor"}


def load(tmp_path: Path, text: str, environ: Mapping[str, str] = ENVIRON) -> Config:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    return load_config(file, environ)


def problems(tmp_path: Path, text: str, environ: Mapping[str, str] = ENVIRON) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text, environ)
    assert caught.value.exit_code == 78
    assert caught.value.hint
    return list(caught.value.problems)


def secret_file(path: Path, text: str, mode: int = 0o600) -> None:
    path.write_text(text, "utf-8")
    path.chmod(mode)


def test_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, GOOD)
    (mailbox,) = config.mailboxes
    assert (mailbox.name, mailbox.port, mailbox.security) == ("main", 993, "tls")
    assert mailbox.user == "Ada@Example.org"
    assert mailbox.password.reveal() == "tr0ub4dor"
    assert config.store.path == Path("/home/ada/.local/state/wellkeeper/wellkeeper.db")
    assert config.plan.drafts_per_day == 5
    assert config.templates.folder is None
    owner = config.owner.as_owner()
    assert owner.addresses == ("ada@example.org",)
    assert owner.working_days == {1, 2, 3, 4, 5}
    assert owner.time_zone == "Europe/Berlin"


def test_several_mailboxes_and_folders(tmp_path: Path) -> None:
    secret_file(tmp_path / ".env", "WELLKEEPER_PASSWORD_MAIN=a\nWELLKEEPER_PASSWORD_AT_WORK=b c\n")
    (tmp_path / "templates").mkdir()
    config = load(
        tmp_path,
        GOOD.replace("[mailbox]", "[[mailbox]]")
        + """
        security = "starttls"
        folders = {sent = "Sent Items", skip = ["a", "b"]}
        [[mailbox]]
        name = "at-work"
        host = "127.0.0.1"
        security = "none"
        user = "ada"
        [mailbox.folders]
        sent = ["x", "y"]
        """,
        {"HOME": "/h", "STATE_DIRECTORY": "/var/lib/wellkeeper:/x"},
    )
    first, second = config.mailboxes
    assert (first.port, first.folders.sent, first.folders.skip) == (
        143,
        ("Sent Items",),
        ("a", "b"),
    )
    assert (second.user, second.folders.sent, second.port) == ("ada", ("x", "y"), 143)
    assert [m.password.reveal() for m in config.mailboxes] == ["a", "b c"]
    assert config.store.url == "sqlite:////var/lib/wellkeeper/wellkeeper.db"
    assert config.templates.folder == tmp_path / "templates"


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    wrong = """
        drafts_per_day = 3
        [owner]
        adress = "x"
        name = ""
        time_zone = "berlin"
        working_days = ["mon", "foo"]
        aliases = ["a@b.c", "nope"]
        [[mailbox]]
        host = "imaps://ada:hushhush@x"
        port = "x"
        password = "hushhush"
        folders = {sent = ["a", 3], draft = "x"}
        [[mailbox]]
        host = "imap.example.org"
        security = "none"
        port = 70000
        ca_file = "nope.pem"
        [stores]
        [store]
        url = "postgres://u:hushhush@h/x"
        [templates]
        folder = "nope"
        [plan]
        drafts_per_day = true
        """
    into = f"into {tmp_path}/.env (and chmod 600 it)"
    found = problems(tmp_path, wrong)
    assert found == [
        "drafts_per_day: belongs into a section: [plan]",
        "[stores]: unknown section; did you mean [store]?",
        '[owner] adress: unknown key; did you mean "address"?',
        '[owner] name: expected some text on one line, got ""',
        '[owner] working_days: expected days out of "mon", "tue", "wed", "thu", "fri", "sat", '
        '"sun", got "foo"',
        '[owner] aliases: expected e-mail addresses such as ["ada@example.org"], got "nope"',
        '[owner] address: is missing; expected an e-mail address such as "ada@example.org"',
        '[owner] time_zone: expected a time zone such as "Europe/Berlin", got "berlin"; did you '
        'mean "Europe/Berlin"?',
        '[mailbox 1] port: expected a number from 1 to 65535, got "x"',
        "[mailbox 1] password: is never kept in this file; put it into .env as "
        "WELLKEEPER_PASSWORD=...",
        "[mailbox 1.folders] sent: expected a folder name, or a list of them, got 3",
        '[mailbox 1.folders] draft: unknown key; did you mean "drafts"?',
        '[mailbox 1] host: expected the name of the server alone, such as "imap.example.org"',
        "[mailbox 2] port: expected a number from 1 to 65535, got 70000",
        '[mailbox 2] name: a mailbox before is called "main" already',
        '[mailbox 2] security: "none" is for this machine only (localhost); use "tls" or '
        '"starttls"',
        f"[mailbox 2] ca_file: there is no file {tmp_path}/nope.pem",
        '[store] url: expected "sqlite:///PATH", the only kind of store so far, got postgres',
        "[plan] drafts_per_day: expected a number from 0 to 50, got true",
        f"[templates] folder: there is no folder {tmp_path}/nope",
        f"[mailbox 1] password: none found; put WELLKEEPER_PASSWORD_MAIN=... {into}",
        f"[mailbox 2] password: none found; put WELLKEEPER_PASSWORD_MAIN=... {into}",
    ]
    assert "hushhush" not in "".join(found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[owner\n", "config.toml:1:7: not TOML: "),
        ("[owner]\nname = 'a'\nname = 'b'\n", "config.toml:3:"),
        ("owner = 3\n" + GOOD.replace("[owner]", "[x]"), "[owner]: expected one section [owner]"),
        ("", "[mailbox]: expected a section [mailbox] with at least a host"),
        (GOOD.replace("[owner]", "[[owner]]"), "[owner]: expected one section [owner]"),
        (GOOD + "pasword = 1\n", "[mailbox] pasword: unknown key"),
        (GOOD + "token = 'x'\n", "[mailbox] token: is never kept in this file"),
        (GOOD + "folders = 3\n", "[mailbox] folders: expected a section [mailbox.folders]"),
        (GOOD + "ca_file = 3\n", "[mailbox] ca_file: expected a path in quotes, got 3"),
        (GOOD + "[store]\nurl = 'sqlite:///x.db'\n", "[store] url: expected the whole path"),
        (GOOD + "[store]\nurl = 'x'\n", '[store] url: expected "sqlite:///PATH"'),
    ],
)
def test_problems_one_by_one(tmp_path: Path, text: str, problem: str) -> None:
    assert problem in "\n".join(problems(tmp_path, text))


def test_a_problem_is_one_line_whatever_the_value(tmp_path: Path) -> None:
    text = GOOD + 'ca_file = "a\\r\\nForged: \\u202eb"\n'
    (problem,) = problems(tmp_path, text)
    assert "ca_file" in problem and problem.isprintable() and len(problem) <= 600


@pytest.mark.parametrize("line", ['ca_file = "{}"', '[templates]\nfolder = "{}"'])
def test_a_path_of_any_length_is_only_a_problem(tmp_path: Path, line: str) -> None:
    (problem,) = problems(tmp_path, GOOD + line.format("x" * 5_000))
    assert len(problem) <= 600


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'[owner]\nname = "\xe4"\n')
    with pytest.raises(ConfigError, match="byte 16 is not UTF-8"):
        load_config(file, ENVIRON)
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_config(file, ENVIRON).owner.name == "Ada Lovell"


def test_where_the_file_is_looked_for(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    with pytest.raises(ConfigError) as caught:
        load_config(None, environ)
    wanted = tmp_path / ".config/wellkeeper/config.toml"
    assert str(wanted) in caught.value.message
    assert "/etc/wellkeeper/config.toml" in caught.value.message
    assert "wellkeeper setup" in caught.value.hint and "config.example.toml" in caught.value.hint
    assert find_config(None, environ) == wanted
    assert find_config(None, environ | {"XDG_CONFIG_HOME": "/x"}).parts[1] == "x"
    assert find_config(None, environ | {"WELLKEEPER_CONFIG": "/y.toml"}) == Path("/y.toml")
    assert find_config(Path("/z.toml"), environ) == Path("/z.toml")
    with pytest.raises(ConfigError, match=r"looked for /z\.toml"):
        load_config(Path("/z.toml"), environ)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path, environ)


def test_a_file_closed_to_us() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        secret_file(folder / "config.toml", GOOD, 0)
        before = os.geteuid()
        if before == 0:  # root may read every file: be nobody for a moment
            os.seteuid(65534)
        try:
            with pytest.raises(ConfigError, match="not allowed to read") as caught:
                load_config(folder / "config.toml", ENVIRON)
        finally:
            os.seteuid(before)
    assert "chmod" in caught.value.hint


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///var/lib/w.db", "/var/lib/w.db"),
        ("sqlite:////var/lib/w.db", "/var/lib/w.db"),
        ("sqlite:///~/w.db", "/home/ada/w.db"),
    ],
)
def test_store_urls(tmp_path: Path, url: str, path: str) -> None:
    assert load(tmp_path, f"{GOOD}[store]\nurl = '{url}'\n").store.path == Path(path)


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("", "DE"),  # that of Europe/Berlin
        ('country = "nl"', "NL"),
        ('country = ""', ""),
    ],
)
def test_country(tmp_path: Path, line: str, country: str) -> None:
    text = GOOD.replace('time_zone = "Europe/Berlin"', f'time_zone = "Europe/Berlin"\n{line}')
    assert load(tmp_path, text).owner.as_owner().country == country


def test_a_country_that_is_none(tmp_path: Path) -> None:
    text = GOOD.replace('time_zone = "Europe/Berlin"', 'country = "Germany"')
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert "[owner] country: expected a country as two letters" in str(caught.value)


def test_time_zone_of_the_machine(tmp_path: Path) -> None:
    text = GOOD.replace('time_zone = "Europe/Berlin"', "")
    assert load(tmp_path, text, ENVIRON | {"TZ": ":Asia/Tokyo"}).owner.time_zone == "Asia/Tokyo"
    assert load(tmp_path, text, ENVIRON | {"TZ": "EST5EDT,M3"}).owner.time_zone


def test_sources_of_secrets_in_their_order(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    environ = {"HOME": "/h", "CREDENTIALS_DIRECTORY": str(credentials)}
    secret_file(tmp_path / ".env", "WELLKEEPER_PASSWORD='${HOME} #x'\n")
    assert load(tmp_path, GOOD, environ).mailboxes[0].password.reveal() == "${HOME} #x"
    secret_file(credentials / "wellkeeper_password", "from systemd\n")
    assert load(tmp_path, GOOD, environ).mailboxes[0].password.reveal() == "from systemd"
    environ["WELLKEEPER_PASSWORD"] = "from the environment"
    assert load(tmp_path, GOOD, environ).mailboxes[0].password.reveal() == "from the environment"
    environ["WELLKEEPER_PASSWORD_MAIN"] = "more particular"
    assert load(tmp_path, GOOD, environ).mailboxes[0].password.reveal() == "more particular"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_an_env_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    secret_file(tmp_path / ".env", "WELLKEEPER_PASSWORD=hushhush\n", mode)
    (problem,) = problems(tmp_path, GOOD, {"HOME": "/h"})
    assert f"chmod 600 {tmp_path}/.env" in problem
    assert "hushhush" not in problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "[mailbox] password: none found"),
        ("WELLKEEPER_PASSWORD=\n", "is empty"),
        ("WELLKEEPER_PASSWORD\n", ".env:1: expected NAME=value"),
        ("= x\n", ".env:1: expected NAME=value"),
        ('WELLKEEPER_PASSWORD="hush\\nhush"\n', "has to be one line"),
    ],
)
def test_secrets_that_are_none(tmp_path: Path, text: str, problem: str) -> None:
    secret_file(tmp_path / ".env", text)
    found = "\n".join(problems(tmp_path, GOOD, {"HOME": "/h"}))
    assert problem in found
    assert "hush" not in found


def test_commands_that_never_log_in_need_no_secret(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(GOOD)
    secret_file(tmp_path / ".env", "broken\n", 0o644)
    config = load_config(file, {"HOME": "/h"}, with_passwords=False)
    assert not config.mailboxes[0].password


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    config = load(tmp_path, GOOD)
    for shown in (repr(config), str(config), f"{config.mailboxes[0].password}"):
        assert "tr0ub4dor" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(config.mailboxes[0].password)
    assert repr(Secret("x")) == "***" and Secret("x") == Secret("x") and not Secret("")


@given(st.text(st.characters(exclude_characters="\x00\r\n", exclude_categories=["Cs"]), min_size=1))
def test_a_written_secret_reads_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("env")
    secret_file(folder / ".env", env_line("WELLKEEPER_PASSWORD", text))
    sources = SecretSources(folder, {})
    found = sources.find(("WELLKEEPER_PASSWORD",))
    assert found is not None and found.reveal() == text and not sources.problems
