"""The manual page, made from the same declarations that `--help` shows, so that the two cannot
differ: roff for `man`, as `wellkeeper man` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

import daemon
from daemon.cli.commands import SECTIONS

#: When the parts that stand here, and not in the commands, were last looked at.
_REVISED = "2026-11-29"
_SUMMARY = "keep your professional relationships by mail, in drafts for you to review"
_FILES = (
    ("~/.config/wellkeeper/config.toml", "The configuration, as setup writes it."),
    ("~/.config/wellkeeper/.env", "The password. Readable by you alone."),
    ("~/.config/wellkeeper/templates/", "Your own wordings of drafts; they win over the bundled."),
    ("~/.local/state/wellkeeper/wellkeeper.db", "What is known: one SQLite file."),
)
_ENVIRONMENT = (
    ("WELLKEEPER_CONFIG", "The configuration, where --config does not say."),
    ("WELLKEEPER_PASSWORD", "The password, where neither .env nor a credential of systemd has it."),
    ("CREDENTIALS_DIRECTORY", "Where systemd lays the credentials of a unit."),
    ("NO_COLOR", "No colours on a terminal."),
    ("COLUMNS", "How wide the terminal is, where it does not say."),
)
_EXIT = (
    ("0", "Fine."),
    ("1", "It failed."),
    ("2", "It was called wrongly."),
    ("75", "Try again later: the server is not there, or another pass runs."),
    ("77", "The login was refused."),
    ("78", "The configuration is wrong."),
)
_PROMISES = (
    "There is no SMTP in it. It reads, and appends drafts and a weekly letter "
    "to your own account; it flags, moves and deletes nothing but drafts of its own that you have "
    "not touched. What it knows stays in one file on this machine."
)


def compose_manual(program: click.Group, context: click.Context) -> str:
    """The whole page, section 1 of the manual, of every command that there is."""
    lines = [
        f'.TH WELLKEEPER 1 {_REVISED} "wellkeeper {daemon.__version__}" "User Commands"',
        ".ad l",
        ".SH NAME",
        f"wellkeeper \\- {_text(_SUMMARY)}",
        ".SH SYNOPSIS",
        ".B wellkeeper",
        r"[\fB\-\-config\fR \fIFILE\fR] [\fB\-\-at\fR \fITIME\fR] [\fB\-v\fR] "
        r"\fICOMMAND\fR [\fIARGUMENT\fR ...]",
        ".SH DESCRIPTION",
        *_paragraphs(program.help or ""),
        ".PP",
        _text(_PROMISES),
        ".SH OPTIONS",
        *_options(program, context),
        ".SH COMMANDS",
    ]
    for title, entries in SECTIONS:
        lines += [f".SS {_text(title)}"]
        for number, entry in enumerate(entries):
            command = program.get_command(context, entry.name)
            assert command is not None
            lines += [".PP"] if number else []
            lines += _command(f"wellkeeper {entry.name}", command, context)
    for title, table in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXIT)):
        lines.append(f".SH {title}")
        for name, said in table:
            lines += [".TP", f".B {_text(name)}", _text(said)]
    lines += [".SH SEE ALSO", ".BR systemctl (1),", ".BR systemd.service (5)"]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    """One command and those below it."""
    with click.Context(command, info_name=name, parent=parent) as context:
        words = " ".join(command.collect_usage_pieces(context))
        yield rf"\fB{_text(name)}\fR {_text(words)}"
        yield ".RS 4"
        yield from _paragraphs(command.help or "")
        yield from _options(command, context)
        yield ".RE"
        if isinstance(command, click.Group):
            for child in command.list_commands(context):
                below = command.get_command(context, child)
                assert below is not None
                yield ".PP"
                yield from _command(f"{name} {child}", below, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record is not None and record[1] and "--help" not in record[0]:
            yield from (".TP", rf"\fB{_text(record[0])}\fR", _text(record[1]))


def _paragraphs(text: str) -> Iterator[str]:
    """Text as click has it: paragraphs, and after a line with \\b what keeps its lines."""
    first = True
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if lines[0].strip() == "\b":
            title, *kept = lines[1:]
            yield from (".PP", _text(title.strip()), ".PP", ".RS 2", ".nf")
            yield from (_text(line.strip(), spaces=True) for line in kept)
            yield from (".fi", ".RE")
        else:
            if not first:
                yield ".PP"
            yield _text(" ".join(line.strip() for line in lines))
        first = False


def _text(text: str, *, spaces: bool = False) -> str:
    """Text that no formatter takes for a request: escaped, without marks of code."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = "".join(one if one.isascii() else f"\\[u{ord(one):04X}]" for one in text)
    if not spaces:  # a long choice may be broken at its bars
        text = " ".join(text.replace("|", "|\\:").split())
    return rf"\&{text}" if text.startswith((".", "'")) else text


@click.command("man")
@click.pass_context
def man(ctx: click.Context) -> None:
    """Print the manual page.

    It is installed beside the program where `man` finds it; this prints it from anywhere.

    \b
    Examples:
      wellkeeper man | man -l -
      wellkeeper man > ~/.local/share/man/man1/wellkeeper.1
    """
    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    click.echo(compose_manual(root.command, root), nl=False)
