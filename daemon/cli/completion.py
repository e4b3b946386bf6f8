"""`completion SHELL`: the lines that teach bash, zsh and fish to complete commands, options and the
names of people; and what those lines ask for on every press of the key.

Names come from mail, so that no shell may take one for anything but text: bash's and fish's
scripts are our own, for click's leave names unquoted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
from click import shell_completion
from click.shell_completion import CompletionItem

from daemon.cli.call import Call
from daemon.cli.commands import ENTRIES

PROGRAM = "wellkeeper"
VARIABLE = "_WELLKEEPER_COMPLETE"
#: Options before the command that take a value.
_VALUED = ("--config", "--at")

_BASH = """\
%(complete_func)s() {
    local IFS=$'\\n' type value word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
            name)
                case $word in
                    \\'*) value=${value//\\'/\\'\\\\\\'\\'} ;;
                    '"'*) value=$(sed 's/[\\\\"$`]/\\\\&/g' <<< "$value") ;;
                    *) printf -v value '%%q' "$value" ;;
                esac
                COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
%(complete_var)s=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_FISH = """\
function %(complete_func)s
    for one in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
COMP_CWORD=(commandline -t | string collect) %(prog_name)s 2>/dev/null)
        set -l parts (string split -m 1 -- , $one)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%%s\\n' $parts[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class _Quick:
    """Names without loading the command that they are for."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """As click has it, but for names."""
        if not incomplete.startswith("-") and (call := names_stand_here(args)) is not None:
            return [
                CompletionItem(one, type=self.name_type)
                for one in offered(call, incomplete, ignored="--undo" in args)
            ]
        return super().get_completions(args, incomplete)  # type: ignore[misc, no-any-return]

    name_type = "plain"


class Bash(_Quick, shell_completion.BashComplete):
    source_template = _BASH
    name_type = "name"


class Zsh(_Quick, shell_completion.ZshComplete):
    pass


class Fish(_Quick, shell_completion.FishComplete):
    source_template = _FISH


SHELLS: dict[str, type[shell_completion.ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def names_stand_here(args: Sequence[str]) -> Call | None:
    """What was called so far, where the next word is somebody's name; else None."""
    call, words = Call(), list(args)
    while words and words[0].startswith("-"):
        option, _, value = words.pop(0).partition("=")
        if option in _VALUED and not value and words:
            value = words.pop(0)
        if option == "--config":
            from pathlib import Path

            call.config_file = Path(value)
    entry = ENTRIES.get(words[0]) if words else None
    if entry is None or (words[-1].startswith("-") and words[-1] != "--undo"):
        return None
    place = sum(not one.startswith("-") for one in words[1:])
    return call if place in entry.names else None


def offered(call: Call, begun: str, *, ignored: bool = False) -> tuple[str, ...]:
    """The names that begin as `begun` does, whatever the case and the accents; where none does, the
    one name of which a later word begins so.
    """
    from daemon.cli.find import fold
    from daemon.known_names import load_names

    config = call.load_config()
    names = load_names(config.store.path, config.owner.as_owner().addresses[0], ignored=ignored)
    wanted = fold(begun)
    found = tuple(one for one in names if fold(one).startswith(wanted))
    if found:
        return found
    later = [one for one in names if any(word.startswith(wanted) for word in fold(one).split())]
    return tuple(later) if len(later) == 1 else ()


def answer_shell(program: click.Command) -> int | None:
    """What a shell's script asks for, printed; None where nobody asks. Never a word of error: it
    would land in the line that is being typed.
    """
    shell, _, wanted = os.environ.get(VARIABLE, "").partition("_")
    if shell not in SHELLS or wanted != "complete":
        return None
    try:
        text = SHELLS[shell](program, {"obj": Call()}, PROGRAM, VARIABLE).complete()
    except Exception:
        return 1
    sys.stdout.write(text + "\n")
    return 0


@click.command()
@click.argument("shell", type=click.Choice(tuple(SHELLS)))
@click.pass_obj
def completion(call: Call, shell: str) -> None:
    """Let your shell complete commands, options and the names of people.

    Prints what the shell has to know; names are read from the store as you type.

    \b
    Examples:
      echo 'eval "$(wellkeeper completion bash)"' >> ~/.bashrc
      echo 'eval "$(wellkeeper completion zsh)"' >> ~/.zshrc
      wellkeeper completion fish > ~/.config/fish/completions/wellkeeper.fish
    """
    made = SHELLS[shell](click.Command(PROGRAM), {}, PROGRAM, VARIABLE)
    click.echo(made.source_template % made.source_vars(), nl=False)
