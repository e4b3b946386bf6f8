"""`done`, `dismiss`, `not-a-promise`: the owner's last word about a gap or a promise. It lasts
through every later scan, and `--undo` takes it back.
"""

from __future__ import annotations

import click

from daemon.cli.call import Call, Reading
from daemon.cli.promises import load_promises
from daemon.errors import UsageError
from daemon.store import open_store
from daemon.store.corrections import About, Said

_UNDO = click.option("--undo", is_flag=True, help="Take it back.")


def _command(name: str, said: Said, told: str, help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @click.argument("ref")
    @_UNDO
    @click.pass_obj
    def command(call: Call, ref: str, undo: bool) -> None:
        with call.reading() as reading:
            about, message_ref, quote, what = _find(reading, ref, undo=undo)
        if said == "wrong" and about != "promise":
            raise UsageError(f"{ref} is no promise.", f"To let it go: `wellkeeper dismiss {ref}`.")
        with open_store(reading.config.store.url, reading.owner) as store:
            if not undo:
                now = reading.now
                store.corrections.record_correction(about, message_ref, quote, said, now)
                call.screen.line(f"{told}: {what}")
            elif store.corrections.withdraw_correction(about, message_ref, quote):
                call.screen.line(f"Taken back: {what}")
            else:
                call.screen.line(f"Nothing was said of it: {what}")

    return command


def _find(reading: Reading, ref: str, *, undo: bool) -> tuple[About, str, str, str]:
    """(about, message ref, quote, in words). Raises UsageError where there is no such thing."""
    if ref.startswith("promise:"):
        for one, name in load_promises(reading):
            if one.ref == ref:
                return "promise", one.message_ref, one.quote, f"{name}, “{one.quote}”"
        raise UsageError(f"There is no {ref!r}.", "`wellkeeper promises --all` lists them.")
    if undo and ref.startswith("m") and ref[1:].isdigit():
        return "gap", ref, "", f"the question in {ref}"
    for gap in reading.store.network.load_gaps(reading.owner, reading.now):
        if gap.ref == ref:
            what = f"{gap.person}, “{gap.subject}” (its mail is {gap.message_ref})"
            return "gap", gap.message_ref, "", what
    hint = "`wellkeeper gaps --all` and `wellkeeper promises --all` list them."
    if undo:
        hint = "Name the mail of the question: `wellkeeper dismiss --undo m12`."
    raise UsageError(f"There is no open gap or promise {ref!r}.", hint)


_EXAMPLES = "\n\n\b\nExamples:\n  wellkeeper {0} g3\n  wellkeeper {0} promise:m12:0\n"

dismiss = _command(
    "dismiss",
    "dismissed",
    "Let go",
    "Let a gap or a promise go: nobody waits for it any more."
    + _EXAMPLES.format("dismiss")
    + "  wellkeeper dismiss --undo m12",
)
done = _command(
    "done",
    "done",
    "Done",
    "Say that a gap or a promise is done, where mail could not see it." + _EXAMPLES.format("done"),
)
not_a_promise = _command(
    "not-a-promise",
    "wrong",
    "No promise",
    "Say that these words were no promise."
    "\n\n\b\nExamples:\n  wellkeeper not-a-promise promise:m12:0",
)
