"""What systemd is told (sd_notify(3)): one datagram to the socket that it names, or nothing."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Mapping

from daemon.core.parse.harmless import clean_line

log = logging.getLogger(__name__)


class Notifier:
    """Tells systemd; without it, says nothing. Never raises: a daemon does not die of this."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._status = ""
        #: Seconds after which systemd kills a daemon that it has not heard of, or None.
        self.watchdog_seconds = _watchdog_seconds(environ)

    def ready(self) -> None:
        """It works, after a start or a reload."""
        self._send("READY=1")

    def reloading(self) -> None:
        """The configuration is read anew."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        """It ends."""
        self._send("STOPPING=1")

    def alive(self) -> None:
        """Work goes on."""
        if self.watchdog_seconds is not None:
            self._send("WATCHDOG=1")

    def status(self, words: str) -> None:
        """One line for `systemctl status`; the same again is not sent."""
        if words != self._status:
            self._status = words
            self._send(f"STATUS={clean_line(words, 300)}")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sock:
                sock.settimeout(1.0)
                sock.connect(self._address)
                sock.send(message.encode("utf-8"))
        except OSError as error:
            log.debug("systemd could not be told: %s", error)


def _watchdog_seconds(environ: Mapping[str, str]) -> float | None:
    if environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None  # it is meant for another process
    try:
        return int(environ["WATCHDOG_USEC"]) / 1e6
    except (KeyError, ValueError):
        return None
