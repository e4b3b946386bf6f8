"""What is said, and with which exit code, when something is wrong. Never a traceback."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from sample_world import Result, World, call, write_config

from daemon.demo.embedded import EmbeddedServer
from daemon.demo.world import OWNER


def lines(result: Result) -> list[str]:
    assert "Traceback" not in result.err
    return result.err.splitlines()


def test_no_configuration(tmp_path: Path) -> None:
    file = tmp_path / "none.toml"
    for command in ("check", "once", "status", "people", "agenda"):
        result = call("--config", str(file), command)
        assert result.code == 78 and result.out == ""
        assert lines(result) == [
            f"no configuration file; looked for {file}",
            f"run `wellkeeper setup`, or copy config.example.toml to {file} and change it",
        ]


def test_all_problems_of_a_configuration_at_once(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[owner]\nname = "A"\nadress = "a@b.example"\n[mailbox]\nport = 0\n')
    result = call("--config", str(file), "check")
    assert result.code == 78 and result.out == ""
    said = lines(result)
    assert len(said) >= 5 and said[-1] == f"correct {file}"
    assert any(one.startswith("[owner] adress: unknown key") for one in said)
    assert any(one.startswith("[mailbox] host: is missing") for one in said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["agneda"], "No such command 'agneda'. Did you mean agenda?"),
        (["agenda", "--lmit", "3"], "No such option '--lmit'. Did you mean --limit?"),
        (["agenda", "--limit", "0"], "Invalid value for '--limit': 0 is not in the range x>=1."),
        (["person"], "Missing argument 'NAME...'."),
        (["drafts", "shwo"], "No such command 'shwo'. Did you mean show?"),
        (
            ["--at", "soon", "agenda"],
            "Invalid value for '--at': 'soon' is neither a date (2026-11-24) nor a moment "
            "(2026-11-24T09:00).",
        ),
        (["--at", "0001-01-01", "agenda"], "Invalid value for '--at': the year must lie between"),
        (["draft", "intro", "a"], "Invalid value for 'KIND': 'intro' is not one of"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str) -> None:
    result = call(*arguments)
    assert result.code == 2 and result.out == ""
    assert lines(result)[0].startswith(said)
    assert lines(result)[1].endswith("--help` shows how it is used.")


@pytest.mark.parametrize(
    ("arguments", "said", "hint"),
    [
        ("person nobody-here", "Nobody here is called 'nobody-here'.", "`wellkeeper people`"),
        ("person maarcus", "", ""),
        ("person xanne", "", ""),
        ("draft check_in xanne", "Nobody here is called 'xanne'.", "Did you mean Hanne Dekker"),
        ("person a", "'a' fits ", "Say more of the name, or give the ref, for example p"),
        ("draft introduction felix", "`draft introduction` takes two names.", ""),
        ("draft check_in felix yara", "`draft check_in` takes one name.", ""),
        ("draft introduction felix felix", "Felix Aubrey cannot be introduced to themselves.", ""),
        ("draft reply_owed marcus", "Marcus Oyelaran is not waiting for an answer", ""),
        ("drafts show d99", "There is no draft 'd99'.", "`wellkeeper drafts --all`"),
        ("explain x9", "'x9' is no ref.", "A ref is p12 (person)"),
        ("explain g999", "There is no open gap 'g999'.", "`wellkeeper gaps --all`"),
        ("explain m99999", "There is no mail 'm99999'.", ""),
        ("explain t99999", "There is no thread 't99999'.", ""),
        ("explain p99999", "There is no person 'p99999'.", ""),
        ("explain <a@b>", "No mail with the Message-ID '<a@b>' is known.", ""),
        ("explain check_in:p999", "There is no suggestion 'check_in:p999' now.", ""),
    ],
)
def test_what_does_not_exist(world: World, arguments: str, said: str, hint: str) -> None:
    result = world(*arguments.split())
    if not said:
        assert (result.code, result.err) == (0, "")
        return
    assert result.code == 2 and result.out == ""
    assert lines(result)[0].startswith(said)
    assert lines(result)[1].startswith(hint)


def test_a_store_that_is_not_there_yet(tmp_path: Path) -> None:
    file = str(write_config(tmp_path, 1))
    result = call("--config", file, "people")
    assert result.code == 1
    assert lines(result) == [
        f"There is no store at {tmp_path}/wellkeeper.db yet.",
        "Run `wellkeeper once` to read the mailbox first.",
    ]
    result = call("--config", file, "status")
    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines()[1] == "Run `wellkeeper once`."
    assert not (tmp_path / "wellkeeper.db").exists()


def test_a_wrong_password(server: EmbeddedServer, tmp_path: Path) -> None:
    write_config(tmp_path, server.address[1])
    (tmp_path / ".env").write_text("WELLKEEPER_PASSWORD=Sesam0815\n")
    for command in (["check"], ["once"], ["once", "--dry-run"]):
        result = call("--config", str(tmp_path / "config.toml"), *command)
        assert result.code == 77
        assert "refused the user name or password" in lines(result)[0]
        assert lines(result)[1].startswith("Check both.")
        assert "Sesam0815" not in result.out + result.err
    result = call("--config", str(tmp_path / "config.toml"), "status")
    assert result.code == 1
    assert result.out.startswith("The last pass failed: The mail server")


def test_a_closed_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    file = str(write_config(tmp_path, port))
    for command in ("check", "once"):
        result = call("--config", file, command)
        assert result.code == 75
        assert lines(result)[0] == f"The mail server 127.0.0.1:{port} refuses connections."


def test_an_unknown_host(tmp_path: Path) -> None:
    file = write_config(tmp_path, 993)
    text = file.read_text().replace("127.0.0.1", "imap.nowhere.invalid").replace("none", "tls")
    file.write_text(text)
    result = call("--config", str(file), "check")
    assert result.code == 75
    assert "imap.nowhere.invalid:993 is unknown" in lines(result)[0]


def test_no_folder_of_sent_mail(tmp_path: Path) -> None:
    with EmbeddedServer(OWNER.email, "a quiet word") as bare:
        file = str(write_config(tmp_path, bare.address[1]))
        result = call("--config", file, "check")
        assert result.code == 78
        assert lines(result) == [
            "No folder of sent mail was found, so nobody can say who has answered whom.",
            'Name it in the configuration: [mailbox.folders] sent = "..."; there are: INBOX.',
        ]
        assert "Drafts go to:    none yet; Drafts will be created" in result.out
        result = call("--config", file, "once")
        assert result.code == 0


def test_a_configured_folder_that_does_not_exist(server: EmbeddedServer, tmp_path: Path) -> None:
    folders = '[mailbox.folders]\nsent = "Gesendet"'
    file = str(write_config(tmp_path, server.address[1], mailbox=folders))
    result = call("--config", file, "check")
    assert result.code == 78
    assert lines(result)[0].startswith("There is no folder 'Gesendet' on the server")


def test_a_secrets_file_that_others_may_read(server: EmbeddedServer, tmp_path: Path) -> None:
    file = str(write_config(tmp_path, server.address[1]))
    (tmp_path / ".env").chmod(0o644)
    result = call("--config", file, "check")
    assert result.code == 78
    assert "others on this machine may read it (mode 0644)" in lines(result)[0]


def test_a_broken_template(server: EmbeddedServer, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "check_in"
    own.mkdir(parents=True)
    (own / "short.en.j2").write_text("{% block subject %}Hi{% endblock %}\n{% if %}\n")
    file = str(write_config(tmp_path, server.address[1]))
    result = call("--config", file, "check")
    assert result.code == 1
    assert "short.en.j2:2:" in lines(result)[0]


def test_one_wellkeeper_at_a_time(scratch: World) -> None:
    from daemon.store import lock

    with lock(f"sqlite:///{scratch.store}"):
        result = scratch("once")
        assert result.code == 75
        assert lines(result)[0].startswith("Another wellkeeper is working on the store")
        assert scratch("people").code == 0
        assert scratch("once", "--dry-run").code == 0


def test_what_is_not_foreseen(scratch: World) -> None:
    scratch.sql("UPDATE draft SET state = 'no such state'")
    result = scratch("drafts", "--all")
    assert result.code == 0  # such rows are left out
    scratch.sql("UPDATE person SET circle = 'no such circle'")
    result = scratch("person", "p1")
    assert (result.code, result.out) == (1, "")
    assert lines(result) == [
        "Something unforeseen went wrong (ValueError).",
        "Run it again with -vv to see where.",
    ]
    assert "Traceback" in scratch("person", "p1", "-vv").err


def test_no_words_where_the_mail_is_not_known_well_enough(world: World) -> None:
    for command in ("agenda", "gaps"):
        result = world(command, at="2026-12-20")
        assert result.code == 0
        assert result.out.splitlines() == [
            "The mail was last read on 24 November 2026; what came since is not known.",
            "Run `wellkeeper once`.",
        ]
    assert world("status", at="2026-12-20").code == 1
    assert world("explain", "g1", at="2026-12-20").code == 2
    assert "Who waits for whom is not said" in world("person", "ruth", at="2026-12-20").out


def test_once_leaves_a_clear_word_without_sent_mail(tmp_path: Path) -> None:
    with EmbeddedServer(OWNER.email, "a quiet word") as bare:
        file = str(write_config(tmp_path, bare.address[1]))
        result = call("--config", file, "once")
        assert "There is no mail in this mailbox yet." in result.out
