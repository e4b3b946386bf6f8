"""Reading one mailbox: open it, scan its folders; in this thread or in one of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from daemon.config import MailboxSettings
from daemon.errors import MailboxError
from daemon.jobs.quiet import look
from daemon.jobs.session import Session, connect, resolve_roles
from daemon.jobs.side_by_side.counter import Counter, Dropped

if TYPE_CHECKING:
    from daemon.jobs.scan import Progress, ScanResult
    from daemon.store.scans import Scans

log = logging.getLogger(__name__)


class Desk(Protocol):
    """What reading a mailbox needs of the store: the store itself, or a place in its queue."""

    def mailbox_id(self, name: str) -> int:
        """See Store."""

    def scans(self, mailbox: str) -> Scans:
        """See Store."""


def open_session(settings: MailboxSettings, desk: Desk) -> Session:
    """Log in and see which folders there are; the caller closes it. Raises MailboxError."""
    mailbox = connect(settings)
    try:
        folders = resolve_roles(mailbox.list_folders(), settings.folders)
        return Session(desk.mailbox_id(settings.name), settings, mailbox, folders)
    except BaseException:
        mailbox.close()
        raise


def open_and_look(
    settings: MailboxSettings, desk: Desk, held: Session | None
) -> tuple[Session, str | None]:
    """A session with what `look` says of it: `held`, of an earlier pass, or a new one where that
    does not answer any more. Raises MailboxError.
    """
    if held is not None:
        try:
            return held, look(held)
        except MailboxError as error:
            log.info("a held connection is over: %s", error.message)
            held.mailbox.close()
    session = open_session(settings, desk)
    return session, look(session)


def see_folders(session: Session) -> Session:
    """The same session with the folders that there are now. Raises MailboxError."""
    folders = resolve_roles(session.mailbox.folders_after_look(), session.settings.folders)
    return replace(session, folders=folders)


def scan(session: Session, desk: Desk, now: datetime, progress: Progress) -> ScanResult:
    """Read what is new in all folders that are to be read. Raises MailboxError."""
    # Imported late: where nothing is new, nothing is parsed.
    from daemon.jobs.scan import folders_to_read, scan_mailbox

    wanted = folders_to_read(session.folders, session.settings.folders)
    scans = desk.scans(session.settings.name)
    scans.drop_missing_folders([one.name for one in wanted])
    return scan_mailbox(session.mailbox, scans, wanted, now, progress)


class Reading:
    """One mailbox that is being read, in a thread of its own: opened, looked at, and scanned when
    `go_on` is called.
    """

    def __init__(
        self,
        settings: MailboxSettings,
        counter: Counter,
        now: datetime,
        progress: Progress,
        wake: Callable[[str], None],
        held: Session | None = None,
    ) -> None:
        """`held` is a session of an earlier pass, for this thread alone from now on."""
        self.settings = settings
        #: What it has come to: open and looked at; read whole; over, with this error if any.
        self.looked = False
        self.look: str | None = None
        self.session: Session | None = None
        self.result: ScanResult | None = None
        self.error: BaseException | None = None
        self.ended = False
        #: Whether passes go on without it: then its end is a reason for one.
        self.beside_the_passes = False
        self._counter = counter
        self._desk = counter.desk()
        self._now = now
        self._progress = progress
        self._wake = wake
        self._held = held
        self._may_go_on = threading.Event()
        self._is_wanted = True
        self._thread = threading.Thread(target=self._run, name=f"read {settings.name}", daemon=True)

    @property
    def succeeded(self) -> bool:
        """Whether all that was to be done is done."""
        return self.ended and self.error is None and self.session is not None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def go_on(self, *, scan: bool) -> None:
        """After the look: read what is new, or leave it at that."""
        if not self._may_go_on.is_set():
            self._is_wanted = scan
            self._may_go_on.set()

    def drop(self) -> None:
        """Nobody wants it any more: it stores nothing further and closes its connection."""
        self._desk.leave()
        self._may_go_on.set()
        if self.ended and self.session is not None:
            self.session.mailbox.close()

    def _run(self) -> None:
        try:
            self._read()
        except Dropped:
            log.debug("the mailbox %s is no longer read", self.settings.name)
        except BaseException as error:
            self.error = error
        if self.session is not None and (self._desk.left or self.error is not None):
            self.session.mailbox.close()
        self.ended = True
        self._counter.nudge()
        if self.beside_the_passes:
            self._wake("pass")

    def _read(self) -> None:
        self.session, self.look = open_and_look(self.settings, self._desk, self._held)
        self.looked = True
        self._counter.nudge()
        self._may_go_on.wait()
        if self._desk.left:
            raise Dropped
        if self._is_wanted:
            if self.session is self._held:
                self.session = see_folders(self.session)
            self.result = scan(self.session, self._desk, self._now, self._told)

    def _told(self, folder: str, done: int, total: int) -> None:
        self._progress(f"{self.settings.name}: {folder}", done, total)
