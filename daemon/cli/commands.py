"""Which commands there are, in the order and the words of `wellkeeper --help`.

A new command is one line here and one file beside this one. The files are imported only when
their command is called, so that `--help` answers at once.
"""

from __future__ import annotations

from importlib import import_module

import click

from daemon import spared
from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: `place` is module and attribute, `help` its line in the list, `names` where
    among its words names of people stand, for the shell to complete; `looks` says that it only
    looks at the store, and nothing that it runs keeps a log.
    """

    name: str
    place: str
    help: str
    names: range = range(0)
    looks: bool = False

    def load(self) -> click.Command:
        """Import the command."""
        spared.load("zoneinfo")  # before nearly all of them import it
        module, _, attribute = self.place.partition(":")
        command = getattr(import_module(f"daemon.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command


SECTIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Begin",
        (
            Entry("demo", "demo:demo", "Show all of it on a sample mailbox; needs no account."),
            Entry("setup", "setup:setup", "Find your mail server and write the configuration."),
            Entry(
                "install-service",
                "install_service:install_service",
                "Let systemd keep the daemon running.",
            ),
            Entry("login", "login:login", "Sign in with OAuth instead of a password."),
            Entry("check", "check:check", "Try the configuration, the login and the folders."),
            Entry(
                "completion", "completion:completion", "Let your shell complete commands and names."
            ),
        ),
    ),
    (
        "Every day",
        (
            Entry("once", "once:once", "Read new mail, decide, and place drafts: one pass."),
            Entry("run", "run:run", "Look after the mailbox until stopped: the daemon."),
            Entry(
                "status", "status:status", "Is it healthy, and how much does it know?", looks=True
            ),
            Entry("agenda", "agenda:agenda", "Whom to reach out to, and why.", looks=True),
            Entry("digest", "digest:digest", "The weekly letter: print it, look at it, place it."),
            Entry("drafts", "drafts:drafts", "What waits for your review, and what became of it."),
            Entry("draft", "draft:draft", "Write one draft now.", names=range(1, 3)),
        ),
    ),
    (
        "Look closer",
        (
            Entry(
                "people",
                "people:people",
                "Whom you know, the most recently in touch first.",
                names=range(1),
                looks=True,
            ),
            Entry("person", "person:person", "One person's story.", names=range(1), looks=True),
            Entry("gaps", "gaps:gaps", "Questions that wait for an answer.", looks=True),
            Entry(
                "promises", "promises:promises", "What was promised and not seen yet.", looks=True
            ),
            Entry(
                "may-i-ask",
                "may_i_ask:may_i_ask",
                "Have you earned asking them for something?",
                names=range(1),
                looks=True,
            ),
            Entry("report", "report:report", "The whole network as one page for your browser."),
            Entry(
                "introductions",
                "introductions:introductions",
                "Who was introduced to whom, and who might be.",
                looks=True,
            ),
            Entry("templates", "templates:templates", "The wordings of drafts: are they right?"),
            Entry("explain", "explain:explain", "The evidence of anything shown.", looks=True),
        ),
    ),
    (
        "Tell it",
        (
            Entry(
                "log", "tell:log", "A coffee, a call: a touch that mail cannot see.", names=range(1)
            ),
            Entry("fact", "tell:fact", "What you know of somebody.", names=range(1)),
            Entry(
                "set",
                "tell:set_person",
                "How close somebody is, or what they are called.",
                names=range(1),
            ),
            Entry("import", "bring_in:bring_in", "An address book or a calendar."),
            Entry("export", "export:export", "Whom you know, and what you told."),
        ),
    ),
    (
        "Correct it",
        (
            Entry("merge", "who_is_who:merge", "Two are one person.", names=range(2)),
            Entry("split", "who_is_who:split", "An address is somebody else's.", names=range(1)),
            Entry("alias", "who_is_who:alias", "An address is somebody's too.", names=range(1)),
            Entry(
                "ignore", "who_is_who:ignore", "Leave somebody out of everything.", names=range(1)
            ),
            Entry(
                "not-a-person",
                "who_is_who:not_a_person",
                "A machine, a list or an office.",
                names=range(1),
            ),
            Entry(
                "share",
                "who_is_who:share",
                "Whether somebody may be introduced.",
                names=range(1, 2),
            ),
            Entry(
                "forget",
                "forget:forget",
                "Remove a person and all that is known of them.",
                names=range(1),
            ),
            Entry("snooze", "review:snooze", "Let a reason rest for somebody a while."),
            Entry("let-go", "review:let_go", "Never that reason for them again."),
            Entry("done", "correct:done", "A gap or a promise is done, though mail can't show it."),
            Entry("dismiss", "correct:dismiss", "Let a gap or a promise go."),
            Entry("not-a-promise", "correct:not_a_promise", "These words were no promise."),
        ),
    ),
    (
        "Look after it",
        (
            Entry("backup", "upkeep:backup", "A copy of the store, also while the daemon runs."),
            Entry("doctor", "upkeep:doctor", "Examine the store, and repair it."),
            Entry("man", "manual:man", "The manual page."),
        ),
    ),
)

ENTRIES: dict[str, Entry] = {entry.name: entry for _, group in SECTIONS for entry in group}
