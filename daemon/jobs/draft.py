"""Which occasions get a draft today, and which of them cannot have one."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from daemon.core.compose import UnusableAddress
from daemon.core.model import Suggestion
from daemon.core.parse.body import parse_body
from daemon.errors import FolderMissing, MailboxError, TemplateError
from daemon.jobs.session import LOSSES, Session
from daemon.jobs.writer import Writer, WrittenDraft, recipients_of
from daemon.store import Store
from daemon.store.drafts import Drafts

log = logging.getLogger(__name__)


class HeldBack(NamedTuple):
    """An occasion of which no draft could be made, and why in words for the owner."""

    suggestion: Suggestion
    why: str


#: A version that no detector has: every place of a message is found, read before or not.
NEVER_READ = -1
#: So often at most comes back what is put off for later each time.
_MOST_RETURNS = 12


def fetch_original(sessions: Sequence[Session], store: Store, message: int) -> str:
    """The words of a message that is to be answered, or "" where they can't be had any more.
    Raises ConnectionLost where its mailbox is lost, now or before.
    """
    lost: list[MailboxError] = []
    for session in sessions:
        for place in store.reading.locate(session.mailbox_id, [message], NEVER_READ):
            if session.lost:
                lost += session.lost
                continue
            try:
                for batch in session.mailbox.fetch_texts(place.folder, [place.uid]):
                    for text in batch:
                        return parse_body(text.mime_header, text.text).new_text
            except FolderMissing:
                continue
            except LOSSES as error:
                session.lost.append(error)
                lost.append(error)
    if lost:
        raise lost[0]
    return ""


def _check_recipients(store: Store, suggestion: Suggestion) -> None:
    """Raise ValueError where somebody would be written to whom the owner never wrote to. Whom an
    introduction is for, the thread says: there the new one is a stranger by nature.
    """
    if suggestion.kind.startswith("introduction"):
        return
    strange = store.network.load_never_written_to(one.email for one in recipients_of(suggestion))
    if strange:
        raise ValueError(f"you have never written to {', '.join(sorted(strange))}")


def _come_back(drafts: Drafts, writer: Writer, suggestion: Suggestion) -> Suggestion:
    """What the owner put off for later comes back as an occasion of its own."""
    again = suggestion
    for time in range(2, _MOST_RETURNS):
        if not drafts.was_put_off(writer.message_id(again)):
            break
        again = replace(suggestion, occasion=f"{suggestion.occasion}:later{time}")
    return again


def write_drafts(
    sessions: Sequence[Session],
    store: Store,
    drafts: Drafts,
    writer: Writer,
    suggestions: Iterable[Suggestion],
    limit: int,
    now: datetime,
) -> tuple[list[WrittenDraft], list[HeldBack]]:
    """At most `limit` drafts for occasions that had none yet, and those that could not be made."""
    written: list[WrittenDraft] = []
    held_back: list[HeldBack] = []
    for suggestion in suggestions:
        if len(written) >= limit:
            break
        suggestion = _come_back(drafts, writer, suggestion)
        try:
            if drafts.find_occasion(writer.message_id(suggestion)) is not None:
                continue
            _check_recipients(store, suggestion)
            original = ""
            if suggestion.reply_to and suggestion.quotes:
                original = fetch_original(sessions, store, int(suggestion.reply_to[1:]))
            written.append(writer.write(suggestion, original, now))
        except LOSSES:
            continue  # it waits for the mail that it answers
        except (TemplateError, ValueError) as error:
            # One draft that cannot be made must not keep the others from their people.
            held_back.append(HeldBack(suggestion, str(error)))
            why = f"its address: {error.why}" if isinstance(error, UnusableAddress) else ""
            log.warning(
                "a %s draft could not be made: %s", suggestion.kind, why or type(error).__name__
            )
    return written, held_back
