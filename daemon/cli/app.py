"""The front door: loads the command that is called, and turns every failure into one sentence,
what to do about it, and an exit code.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

import daemon
from daemon.cli.call import Call, global_options
from daemon.cli.commands import ENTRIES, SECTIONS
from daemon.cli.failures import report_failure, usage_words
from daemon.cli.screen import complain, soften
from daemon.errors import WellkeeperError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

INTERRUPTED = 130
_HELP = """Keeps your professional relationships: reads your mailbox over IMAP, works out who is
waiting for what, and leaves ready-to-review drafts in your own Drafts folder. It cannot send mail.

\b
Examples:
  wellkeeper demo                      see it work on a sample mailbox
  wellkeeper check                     try your own configuration
  wellkeeper once --dry-run            what would it write? changes nothing
  wellkeeper once                      read, decide, place drafts
  wellkeeper agenda                    whom to reach out to, and why
  wellkeeper person "Ann"              one person's story
  wellkeeper draft introduction Ann Bob
  wellkeeper explain g3                the evidence behind a claim
  wellkeeper --at 2026-05-01 agenda    the same, as of that day
"""
_EPILOG = (
    "Exit codes: 0 fine, 1 failed, 2 usage, 75 try again later, 77 login refused, "
    "78 configuration wrong. --config, --at and -v may also stand behind the command."
)


class Program(click.Group):
    """A group that imports a command's file only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        command = entry.load()
        if (call := ctx.find_object(Call)) is not None:
            call.logs = not entry.looks
        if not entry.looks:
            gc.enable()
        if not any(param.name == "config_file" for param in command.params):
            _add_global_options(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands without loading them, and options."""
        from click.shell_completion import CompletionItem

        return [
            *(CompletionItem(one.name, help=one.help) for one in ENTRIES.values()
              if one.name.startswith(incomplete)),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]  # fmt: skip

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=ENTRIES, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, entries in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(entry.name, entry.help) for entry in entries], col_max=16)


def _add_global_options(command: click.Command) -> None:
    command.params.extend(global_options(hidden=True))
    if isinstance(command, click.Group):
        for child in command.commands.values():
            _add_global_options(child)


_program = Program(
    name="wellkeeper",
    help=_HELP,
    epilog=_EPILOG,
    params=[*global_options()],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
click.version_option(daemon.__version__, prog_name="wellkeeper", message="%(prog)s %(version)s")(
    _program
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code. Everything that may go wrong ends here."""
    _open_what_is_closed()
    call = Call()
    soften()
    try:
        if (answered := _answer_shell()) is not None:
            return answered
        result = _invoke(arguments, call)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        return 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        complain(*usage_words(error))
        return error.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped.")
        return INTERRUPTED
    except WellkeeperError as error:
        report_failure(error)
        return error.exit_code
    except Exception as error:
        if call.verbose > 1:
            import traceback

            traceback.print_exc()
        if isinstance(error, OSError) and error.strerror:
            # Python would try to write what is left once more when it ends, and complain of it.
            if error.filename is None:
                _forget_output()
            where = f": {error.filename}" if error.filename is not None else ""
            complain(f"The system says: {error.strerror}{where}.", hint=_NOT_DONE)
            return 1
        complain(
            f"Something unforeseen went wrong ({type(error).__name__}).",
            hint="Run it again with -vv to see where.",
        )
        return 1
    return result if isinstance(result, int) else 0


def _open_what_is_closed() -> None:
    """Started without standard streams, as some schedulers do: what is said goes nowhere, and no
    file of ours takes the number under which somebody writes what went wrong.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


_NOT_DONE = "See to it, then run it again; -vv shows where it happened."


def _answer_shell() -> int | None:
    """The words that a shell may complete, where it asks for them; see `completion`."""
    if "_WELLKEEPER_COMPLETE" not in os.environ:
        return None
    from daemon.cli.completion import answer_shell

    return answer_shell(_program)


def _invoke(arguments: Sequence[str], call: Call) -> Any:
    try:
        with _program.make_context("wellkeeper", list(arguments), obj=call) as ctx:
            return _program.invoke(ctx)
    except click.exceptions.Exit as left:
        return left.exit_code


def _forget_output() -> None:
    """Nobody reads on: let Python not complain about it when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
