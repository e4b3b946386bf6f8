"""One session with an IMAP server: connect, TLS, login, deadlines; and what each failure means.

Whatever goes wrong below a whole answer (a cut, a stall, a parse error) ends the session: after
that nothing it says could be trusted, and every later call says that the connection was lost.
"""

from __future__ import annotations

import imaplib
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from daemon.core.parse.harmless import clean_line
from daemon.errors import (
    CertificateRefused,
    ConfigError,
    ConnectionLost,
    LoginRejected,
    MailboxError,
    WellkeeperError,
)
from daemon.mailbox.login import ConnectionSettings, log_in
from daemon.mailbox.server_words import bad_words, response_code, server_words
from daemon.mailbox.tls import OLD_TLS, tls_context
from daemon.mailbox.watchdog import Watchdog
from daemon.mailbox.wire import BROKEN, Client, Wire, is_this_computer
from daemon.mailbox.wire_text import checked

log = logging.getLogger(__name__)

#: Seconds that a polite goodbye may take.
GOODBYE_SECONDS = 3.0
#: Refusals (RFC 5530) that say "not now", whatever was asked.
NOT_NOW = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"})
_AGAIN = "It will be tried again."


class Connection:
    """A logged-in session, for one thread. `capabilities` are upper-case text."""

    def __init__(self, settings: ConnectionSettings) -> None:
        """Connect and log in; raises ConfigError, ConnectionLost, CertificateRefused,
        LoginRejected or UnsafeText.
        """
        self.settings = settings
        self.where = f"{clean_line(settings.host, 100)}:{settings.port}"
        self.capabilities: frozenset[str] = frozenset()
        self._client: Client | None = None
        self._lost = ""
        #: Reads the answer to a question that was sent ahead; whoever asks next waits for it first.
        self.unanswered: Callable[[], None] | None = None
        self._watchdog = Watchdog(settings.deadline_seconds)
        _check(settings)
        try:
            self._open(settings)
        except BaseException:
            self._end("not logged in")  # a refusal does not end it by itself
            raise
        log.debug("logged in at %s", self.where)

    def _open(self, settings: ConnectionSettings) -> None:
        context = None if settings.security == "none" else tls_context(settings.ca_file)
        with self.guard():
            self._client = Client(
                settings.host,
                settings.port,
                settings.timeout_seconds,
                self._watchdog,
                context if settings.security == "tls" else None,
            )
            if self.wire.state != "NONAUTH":
                raise self.lost(
                    "calls us logged in before we were", "Something stands between: do not go on."
                )
            if context is not None and settings.security == "starttls":
                self._start_tls(context)
            log_in(self.wire, settings, self.where, self.lost)
            self.capabilities = frozenset(
                str(name, "ascii", "replace").upper() for name in self.client.capabilities()
            )

    @property
    def client(self) -> Client:
        """imapclient's side of the session; to be used inside `guard` only."""
        if self._client is None:
            raise self.lost(self._lost or "was not reached")
        return self._client

    @property
    def wire(self) -> Wire:
        """imaplib's side of the session; to be used inside `guard` only."""
        return self.client.wire

    @contextmanager
    def guard(self, seconds: float | None = None) -> Iterator[None]:
        """One operation: within its deadline, with every failure translated.

        Raises ConnectionLost (or CertificateRefused), after which the session is over.
        """
        if self._lost:
            raise self.lost(f"was lost before ({self._lost})")
        try:
            with self._watchdog.limit(seconds):
                if self.unanswered is not None:
                    self.unanswered()
                yield
        except (ConnectionLost, CertificateRefused, LoginRejected) as error:
            self._end(error.message)
            raise
        except WellkeeperError:
            raise  # a refusal in a whole answer: the session goes on
        except BROKEN as error:
            translated = self._translate(error)
            self._end(translated.message)
            # A trace of the login would show its arguments: no cause, no context.
            raise translated from (error if self.capabilities else None)
        except BaseException:
            self._end("interrupted in the middle of an answer")
            raise
        if self._watchdog.expired:
            self._end("the time was up")

    def lost(self, what: str, hint: str = _AGAIN) -> ConnectionLost:
        """The error that says of this server what happened."""
        return ConnectionLost(f"The mail server {self.where} {what}.", hint)

    def deny_later(self, words: str) -> None:
        """Raise ConnectionLost where a refusal only means "not now"; to be used in a `guard`."""
        if response_code(words) in NOT_NOW:
            raise self.lost(f"cannot serve us now ({words})")

    def interrupt(self) -> None:
        """Cut the connection from another thread; whoever uses it meets ConnectionLost."""
        self._watchdog.cut()

    def close(self) -> None:
        """Say goodbye and let go; never raises."""
        if self._client is not None and not self._lost:
            try:
                with self.guard(min(GOODBYE_SECONDS, self.settings.deadline_seconds)):
                    self.wire.logout()
            except MailboxError as error:
                log.debug("goodbye to %s: %s", self.where, error)
        self._end(self._lost or "closed")

    def let_go(self) -> None:
        """End it at once, without a goodbye that a dead connection would keep us waiting for."""
        self._end(self._lost or "closed")

    def _end(self, why: str) -> None:
        self._lost = self._lost or why
        self._watchdog.close()
        client, self._client = self._client, None
        if client is not None:
            try:
                client.wire.shutdown()
            except (OSError, ValueError):
                pass  # it was cut already

    def _start_tls(self, context: ssl.SSLContext) -> None:
        if not self.client.has_capability("STARTTLS"):
            raise self.lost(
                "offers no STARTTLS, so the password was not sent",
                'Use security = "tls" with port 993; if the server used to offer it, '
                "somebody may be listening.",
            )
        self.client.starttls(context)

    def _translate(self, error: BaseException) -> MailboxError:
        """The one sentence for whatever broke."""
        if self._watchdog.expired or isinstance(error, TimeoutError):
            seconds = (
                self._watchdog.seconds if self._watchdog.expired else self.settings.timeout_seconds
            )
            return self.lost(f"took longer than {seconds:g} s", f"It is slow or stuck. {_AGAIN}")
        if isinstance(error, ssl.SSLCertVerificationError):
            return CertificateRefused(
                f"The certificate of {self.where} is not to be trusted: "
                f"{clean_line(error.verify_message or str(error), 200).rstrip('.')}.",
                "Check the host name. For a server with a certificate authority of its own, "
                "set ca_file to the PEM file of that authority.",
            )
        if isinstance(error, ssl.SSLError):
            if error.reason in OLD_TLS:
                return self.lost(
                    "speaks only TLS older than 1.2, which is not safe: nothing was sent to it",
                    "Ask whoever runs it to switch on TLS 1.2 or 1.3; nothing here can be set.",
                )
            return self.lost(
                f"does not speak TLS as it should ({clean_line(error.reason or str(error), 100)})",
                'Check port and security: 993 is "tls", 143 is "starttls".',
            )
        if isinstance(error, (socket.gaierror, UnicodeError)) and self._client is None:
            return self.lost(
                "is unknown: its name could not be found",
                "Check the host name, and whether this computer is online.",
            )
        if isinstance(error, ConnectionRefusedError):
            return self.lost("refuses connections", f"Check host and port. {_AGAIN}")
        if isinstance(error, imaplib.IMAP4.error) and (words := bad_words(error)) is not None:
            return self.lost(f"did not understand a command: {words}")
        if (bye := self._goodbye_words(error)) is not None:
            return self.lost(f"cut the connection, saying: {bye}")
        if isinstance(error, imaplib.IMAP4.abort) and "unexpected" not in str(error):
            return self.lost("cut the connection")
        if isinstance(error, (OSError, EOFError)):
            return self.lost(f"cut the connection ({server_words(error)})")
        # What it was would show mail in logs; whoever debugs finds it in the cause.
        return self.lost(
            "sent something that is not IMAP",
            f"Check host and port. {_AGAIN}",
        )

    def _goodbye_words(self, error: BaseException) -> str | None:
        """What an untagged BYE said before the connection ended, or None where there was none."""
        first = error.args[0] if error.args else b""
        if isinstance(first, bytes) and first.startswith(b"* BYE "):
            return server_words(first[6:])  # the greeting
        byes = self._client.wire.untagged_responses.get("BYE") if self._client else None
        return server_words(byes[-1]) if byes else None


def _check(settings: ConnectionSettings) -> None:
    checked("host name", settings.host)
    if settings.security == "none" and not is_this_computer(settings.host):
        raise ConfigError(
            [f'security "none" is for this computer only, not {clean_line(settings.host, 100)}'],
            'Use "tls" (port 993) or "starttls" (port 143).',
        )
