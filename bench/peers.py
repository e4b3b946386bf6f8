"""What other libraries make of the same mail: each behind a guard and a clock, and only where it
is installed (`pip install --group eval`).

talon cannot be installed as it stands, since its pinned parts no longer build; its rules for quotes
run after `pip install --no-deps talon faust-cchardet cssselect regex html5lib six chardet`.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import signal
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

SECONDS = 2.0
Reader = Callable[[str], str]


class Overdue(Exception):
    """A library took longer than its time."""


def _guarded(read: Reader) -> Reader:
    """The same, but "" where it fails or takes longer than two seconds."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Overdue

    def run(text: str) -> str:
        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                return read(text) or ""
        except Exception:  # whatever a library of others raises counts as no answer
            return ""
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    return run


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except Exception:  # not installed, or broken by what is installed
        return None


def _readers(found: dict[str, tuple[str, Callable[[Any], Reader]]]) -> Iterator[tuple[str, Any]]:
    for library, (module, build) in found.items():
        loaded = _module(module)
        yield library, None if loaded is None else _guarded(build(loaded))


def _languages(module: Any) -> Any:
    return module.EmailReplyParser(
        languages=["en", "de", "fr", "es", "it", "nl", "pl", "sv", "da", "ja"]
    )


def reply_readers() -> dict[str, Reader | None]:
    """Libraries that find the new text of a plain mail; None for one that is not installed."""
    return dict(
        _readers(
            {
                "talon": ("talon.quotations", lambda m: m.extract_from_plain),
                "mail-parser-reply": (
                    "mailparser_reply",
                    lambda m: lambda text: _languages(m).parse_reply(text),
                ),
                "email-reply-parser": (
                    "email_reply_parser",
                    lambda m: m.EmailReplyParser.parse_reply,
                ),
                "quotequail": (
                    "quotequail",
                    lambda m: (
                        lambda text: "\n".join(part for shown, part in m.quote(text) if shown)
                    ),
                ),
            }
        )
    )


def html_readers() -> dict[str, Reader | None]:
    """The same for HTML; what they return is HTML."""
    return dict(
        _readers(
            {
                "talon": ("talon.quotations", lambda m: m.extract_from_html),
                "quotequail": (
                    "quotequail",
                    lambda m: (
                        lambda text: "\n".join(part for shown, part in m.quote_html(text) if shown)
                    ),
                ),
            }
        )
    )


def signature_readers() -> dict[str, Reader | None]:
    """Libraries that find the signature of a plain mail."""

    def last(module: Any) -> Reader:
        def read(text: str) -> str:
            replies = _languages(module).read(text).replies
            return "\n".join(reply.signatures or "" for reply in replies)

        return read

    def hidden(module: Any) -> Reader:
        return lambda text: "\n".join(
            fragment.content
            for fragment in module.EmailReplyParser.read(text).fragments
            if fragment.signature
        )

    return dict(
        _readers(
            {
                "mail-parser-reply": ("mailparser_reply", last),
                "email-reply-parser": ("email_reply_parser", hidden),
            }
        )
    )


def forward_readers() -> dict[str, Reader | None]:
    """Libraries that find forwarded mail; what is returned is its From line."""

    def unwrap(module: Any) -> Reader:
        def read(text: str) -> str:
            found = module.unwrap(text) or {}
            return str(found.get("from", "")) if found.get("type") == "forward" else ""

        return read

    return dict(_readers({"quotequail": ("quotequail", unwrap)}))
