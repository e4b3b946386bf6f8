"""What is said of how much mail is known, and why nothing more is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemon.cli.words import moment

if TYPE_CHECKING:
    from daemon.cli.call import Reading
    from daemon.cli.screen import Screen
    from daemon.core.model import Coverage
    from daemon.core.silence import Silence


def show_silence(screen: Screen, silence: Silence) -> None:
    """Why nothing is claimed now."""
    screen.line(silence.why)
    screen.line(silence.hint)


def coverage_words(reading: Reading, coverage: Coverage) -> str:
    """Until when both directions are known."""
    return f"Inbox and sent mail are known until {moment(coverage.until, reading.zone)}."
