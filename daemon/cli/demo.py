"""`demo`: everything, on a sample mailbox behind an IMAP server of our own, through the same code
that reads a real one.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import click

from daemon.cli.agenda import show_suggestion
from daemon.cli.call import Call, Reading
from daemon.cli.drafting import introduce, place_now
from daemon.cli.find import pick_person
from daemon.cli.once_words import show_text, show_waiting
from daemon.cli.progress import show_progress
from daemon.cli.screen import Screen
from daemon.cli.words import count
from daemon.config import Config, env_line, load_config
from daemon.core.mail import FolderRole
from daemon.core.values import dataclass
from daemon.core.worktime import zone_of
from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER, PEOPLE
from daemon.jobs.agenda import make_agenda
from daemon.jobs.once import open_sessions, run_pass
from daemon.jobs.pass_report import PassReport
from daemon.store import Store, lock, open_store
from daemon.templating import Templates

PASSWORD = "thirsty"  # noqa: S105 - of a server that lives for seconds, on loopback
ZONE = "Europe/Amsterdam"
#: One of them asked for what the other offers.
PAIR = ("felix", "yara")


@dataclass(frozen=True, slots=True)
class Sample:
    """The running server and the configuration that leads to it."""

    server: EmbeddedServer
    config: Config
    folder: Path


@click.command()
@click.option("--keep", is_flag=True, help="Leave the server running, to look around in it.")
@click.pass_obj
def demo(call: Call, keep: bool) -> None:
    """Show all of it on a sample mailbox; needs no account.

    An IMAP server with two years of mail of an invented consultant is started on this computer,
    read as yours would be, and drafts are placed in its Drafts folder. Nothing of it stays.

    \b
    Examples:
      wellkeeper demo
      wellkeeper demo --keep
    """
    screen = call.screen
    with run_sample(call) as sample:
        owner = sample.config.owner.as_owner()
        now = call.now(owner)
        mails = build_sample(now)
        load_sample(sample.server, mails)
        screen.line(
            f"{OWNER.name} is an invented consultant with {len(mails)} mails behind a small IMAP "
            "server on this computer."
        )
        screen.line("Wellkeeper reads them as it would read yours; nothing leaves your computer.")
        with lock(sample.config.store.url), open_store(sample.config.store.url, owner) as store:
            templates = Templates(None)
            with show_progress(call) as reporter:
                report = run_pass(sample.config, store, templates, now, reporter)
            reading = Reading(sample.config, owner, store, now, zone_of(owner))
            _show_found(screen, reading, report)
            _place_introduction(screen, reading, templates)
            _show_placed(screen, sample.config, store)
        if keep:
            _stay(call, sample)
    _show_next(screen)


@contextmanager
def run_sample(call: Call) -> Iterator[Sample]:
    """A server without mail yet, and a private folder with its configuration; both go away."""
    user = OWNER.email
    with (
        tempfile.TemporaryDirectory(prefix="wellkeeper-demo-") as name,
        EmbeddedServer(user, PASSWORD) as server,
    ):
        folder = Path(name)
        host, port = server.address
        file = folder / "config.toml"
        aliases = ", ".join(f'"{one}"' for one in OWNER.addresses[1:])
        file.write_text(
            f'[owner]\nname = "{OWNER.name}"\naddress = "{user}"\naliases = [{aliases}]\n'
            f'time_zone = "{ZONE}"\n\n'
            f'[mailbox]\nhost = "{host}"\nport = {port}\nsecurity = "none"\n\n'
            f'[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
            "utf-8",
        )
        secrets = folder / ".env"
        secrets.touch(mode=0o600)
        secrets.write_text(env_line("WELLKEEPER_PASSWORD", PASSWORD), "utf-8")
        yield Sample(server, load_config(file, {}), folder)


def _show_found(screen: Screen, reading: Reading, report: PassReport) -> None:
    known = reading.store.health.count_all()
    screen.title("What it found")
    screen.line(
        f"{count(known['messages'], 'mail')} in {count(known['threads'], 'conversation')}, "
        f"{count(known['people'], 'person', 'people')}, "
        f"{count(known['touches'], 'touch', 'touches')} between them and {OWNER.name}."
    )
    drafts = reading.store.drafts(reading.config.mailboxes[0].name).load_drafts()
    gaps = reading.store.network.load_gaps(reading.owner, reading.now)
    show_waiting(screen, gaps, drafts, reading.now)
    screen.title("Whom to reach out to, and why (`wellkeeper agenda`)")
    agenda = report.agenda or make_agenda(reading.store, reading.owner, reading.now)
    for rank, one in enumerate(agenda.suggestions, 1):
        screen.line()
        show_suggestion(screen, reading, rank, one)


def _place_introduction(screen: Screen, reading: Reading, templates: Templates) -> None:
    people = reading.store.network.load_people()
    first, second = (pick_person(people, PEOPLE[key].email) for key in PAIR)
    suggestion = introduce(reading, first, second)
    with open_sessions(reading.config, reading.store) as sessions:
        place_now(sessions, reading, templates, suggestion)
    screen.title(f"And one introduction (`wellkeeper draft introduction {PAIR[0]} {PAIR[1]}`)")
    screen.line(f"{first.name} and {second.name} do not know each other yet; now a draft waits.")


def _show_placed(screen: Screen, config: Config, store: Store) -> None:
    """The drafts as they now lie on the server."""
    with open_sessions(config, store) as sessions:
        session = sessions[0]
        for folder in session.names(FolderRole.DRAFTS):
            drafts = [
                (one.uid, read_draft(one.mime_header, one.text))
                for batch in session.mailbox.fetch_texts(folder, session.mailbox.list_uids(folder))
                for one in batch
            ]
            screen.title(f"{count(len(drafts), 'draft')} in {folder}, read back from the server")
            stored = store.drafts(session.settings.name).load_drafts()
            known = {one.message_id: one for one in stored}
            for placed in session.mailbox.fetch_placed(folder, [uid for uid, _ in drafts]):
                draft = known.get(placed.message_id)
                text = dict(drafts)[placed.uid]
                if draft is not None:
                    show_text(screen, draft.to, draft.subject, draft.reason, text)


def read_draft(mime_header: bytes, body: bytes) -> str:
    """The text of a draft, as a mail client would begin to edit it."""
    raw = mime_header.rstrip() + b"\r\n\r\n" + body
    message = message_from_bytes(raw, policy=default)
    return str(message.get_content())


def _stay(call: Call, sample: Sample) -> None:
    screen = call.screen
    host, port = sample.server.address
    at = f" --at {call.at.isoformat()}" if call.at else ""
    screen.title("The server stays until you press Ctrl-C")
    screen.pairs(
        (
            ("Host", host),
            ("Port", str(port)),
            ("User", sample.server.user),
            ("Password", PASSWORD),
            ("Security", "none (this computer only)"),
        ),
        indent=2,
    )
    screen.line("Open it in a mail client, or look around in another terminal:")
    screen.line(f"wellkeeper --config {sample.folder / 'config.toml'}{at} people", indent=2)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # so that the folder goes away
    sys.stdout.flush()
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        screen.line()


def _show_next(screen: Screen) -> None:
    screen.title("Your own mailbox")
    screen.pairs(
        (
            ("wellkeeper check", "try your configuration, login and folders"),
            ("wellkeeper once --dry-run", "see what it would write; changes nothing"),
            ("wellkeeper once", "read, decide, and place drafts for your review"),
        ),
        indent=2,
        mark="",
    )
