"""From a suggestion to a draft in the owner's folder, exactly once.

The order is what makes it so: look for it, write it down with every byte (reserve), APPEND,
write down that it is there (confirm). After a death or a lost answer `recover_drafts` looks
before anything is sent again; see `core.outcomes.next_step`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.core.compose import compose_mime, draft_message_id, quote_original
from daemon.core.context import build_context
from daemon.core.mail import Address, FolderInfo, FolderRole
from daemon.core.model import DraftState, Owner, Suggestion
from daemon.core.outcomes import Fate, ReservedFacts, next_step
from daemon.core.parse.body import parse_body
from daemon.core.worktime import zone_of
from daemon.errors import FolderMissing, TemplateError
from daemon.jobs.session import Session
from daemon.mailbox import ImapMailbox
from daemon.store import Store
from daemon.store.drafts import Drafts, ReservedDraft
from daemon.templating import Templates

log = logging.getLogger(__name__)

DRAFTS_NAME = "Drafts"
#: A version that no detector has: every place of a message is found, read before or not.
NEVER_READ = -1


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft before it is placed: everything that goes to the server."""

    suggestion: Suggestion
    message_id: str
    to: tuple[Address, ...]
    subject: str
    text: str
    mime: bytes
    template: str


class Writer:
    """Turns suggestions into drafts for one owner, with the templates and the stored mail."""

    def __init__(self, store: Store, templates: Templates, owner: Owner) -> None:
        self._store = store
        self._templates = templates
        self._owner = owner

    def message_id(self, suggestion: Suggestion) -> str:
        """The Message-ID that stands for this occasion, whenever it is asked for."""
        people = ",".join(sorted(one.email for one in _recipients(suggestion)))
        owner = self._owner.addresses[0]
        return draft_message_id(owner, suggestion.kind, people, suggestion.occasion)

    def write(self, suggestion: Suggestion, original: str, now: datetime) -> WrittenDraft:
        """Render and compose. `original` is the text being answered, or "".

        Raises TemplateError for a broken template, ValueError where no such draft can be made.
        """
        to = _recipients(suggestion)
        context = build_context(
            suggestion.kind,
            suggestion.person,
            self._owner,
            now,
            other=suggestion.other,
            last_mail=suggestion.last_mail,
            last_subject=suggestion.subject,
            question=suggestion.question,
            is_late=suggestion.is_late,
        )
        rendered = self._templates.render(
            suggestion.kind, context, suggestion.language or "en", suggestion.person.id
        )
        parent = ""
        references: tuple[str, ...] = ()
        if suggestion.reply_to:
            parent, references = self._store.evidence.thread_of(int(suggestion.reply_to[1:]))
        message_id = self.message_id(suggestion)
        quoted = ""
        if original and suggestion.last_mail is not None:
            author = suggestion.person.name or to[0].email
            when = suggestion.last_mail.astimezone(zone_of(self._owner))
            quoted = quote_original(original, author, when)
        mime = compose_mime(
            message_id=message_id,
            sender=Address(self._owner.addresses[0], self._owner.name),
            to=to,
            subject=rendered.subject,
            text=rendered.text,
            at=now.astimezone(zone_of(self._owner)),
            in_reply_to=parent,
            references=references,
            quoted=quoted,
        )
        return WrittenDraft(
            suggestion, message_id, to, rendered.subject, rendered.text, mime, rendered.template
        )


def _recipients(suggestion: Suggestion) -> tuple[Address, ...]:
    person, other = suggestion.person, suggestion.other
    address = suggestion.address or (person.addresses[0] if person.addresses else "")
    to = [Address(address, person.name if "@" not in person.name else "")]
    if other is not None:
        to.append(Address(other.addresses[0] if other.addresses else "", other.name))
    return tuple(to)


def drafts_folder(mailbox: ImapMailbox, folders: Sequence[FolderInfo]) -> str:
    """The owner's drafts folder: by attribute, else by name, else made."""
    found = [one for one in folders if one.role is FolderRole.DRAFTS and one.selectable]
    if found:
        return min(found, key=lambda one: (not one.by_attribute, len(one.name), one.name)).name
    mailbox.create_folder(DRAFTS_NAME)
    return DRAFTS_NAME


def allowed_today(drafts: Drafts, owner: Owner, per_day: int, now: datetime) -> int:
    """How many more drafts may be begun on the owner's day that `now` is in."""
    midnight = now.astimezone(zone_of(owner)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(0, per_day - drafts.count_reserved_since(midnight))


def fetch_original(sessions: Sequence[Session], store: Store, message: int) -> str:
    """The words of a message that is to be answered, or "" where they can't be had any more."""
    for session in sessions:
        for place in store.reading.locate(session.mailbox_id, [message], NEVER_READ):
            try:
                for batch in session.mailbox.fetch_texts(place.folder, [place.uid]):
                    for text in batch:
                        return parse_body(text.mime_header, text.text).new_text
            except FolderMissing:
                continue
    return ""


def write_drafts(
    sessions: Sequence[Session],
    store: Store,
    drafts: Drafts,
    writer: Writer,
    suggestions: Iterable[Suggestion],
    limit: int,
    now: datetime,
) -> tuple[list[WrittenDraft], list[tuple[str, str]]]:
    """At most `limit` drafts for occasions that had none yet, and those that could not be made,
    each with the reason.
    """
    written: list[WrittenDraft] = []
    held_back: list[tuple[str, str]] = []
    for suggestion in suggestions:
        if len(written) >= limit:
            break
        try:
            if drafts.find_occasion(writer.message_id(suggestion)) is not None:
                continue
            original = ""
            if suggestion.reply_to:
                original = fetch_original(sessions, store, int(suggestion.reply_to[1:]))
            written.append(writer.write(suggestion, original, now))
        except (TemplateError, ValueError) as error:
            # One draft that cannot be made must not keep the others from their people.
            held_back.append((suggestion.ref, str(error)))
            log.warning("a %s draft could not be made: %s", suggestion.kind, type(error).__name__)
    return written, held_back


def place_drafts(
    mailbox: ImapMailbox,
    folder: str,
    drafts: Drafts,
    written: Sequence[WrittenDraft],
    now: datetime,
) -> int:
    """Place these drafts, each exactly once; how many. Raises AppendRefused, AppendUnclear or
    ConnectionLost at the first that fails: it stays reserved, and the next pass looks again.
    """
    placed = 0
    for one in written:
        found = mailbox.search_message_id(folder, one.message_id)
        status = mailbox.examine(folder)
        number = drafts.reserve_draft(
            one.suggestion,
            message_id=one.message_id,
            recipients=[address.email for address in one.to],
            subject=one.subject,
            text=one.text,
            mime=one.mime,
            folder=folder,
            uidvalidity=status.uidvalidity,
            uidnext=status.uidnext,
            now=now,
        )
        if found:  # a store restored from a backup has forgotten it: adopt it
            drafts.confirm_draft(number, status.uidvalidity, found[0], now)
            continue
        result = mailbox.append_draft(folder, one.mime, now)
        drafts.confirm_draft(number, result.uidvalidity, result.uid, now)
        placed += 1
    return placed


def recover_drafts(
    mailbox: ImapMailbox, drafts: Drafts, sent_folders: Sequence[str], now: datetime
) -> Counter[str]:
    """Settle every draft whose APPEND was begun and never confirmed; what was done how often.

    A draft that is not found is placed again only at a later pass than the first that missed it.
    """
    done: Counter[str] = Counter()
    for draft in drafts.load_reserved():
        facts, uidvalidity = _look_for(mailbox, draft, sent_folders)
        step = next_step(facts, now)
        if step == "confirm":
            drafts.confirm_draft(draft.id, uidvalidity, facts.found, now)
        elif step == "sent":
            drafts.record_fate(draft.id, Fate(DraftState.SENT, note="found in sent mail"), now)
        elif step == "wait":
            drafts.record_missing(draft.id, now)
        elif step == "give_up":
            note = "it may have been placed and removed; it is not placed again"
            drafts.record_fate(draft.id, Fate(DraftState.EXPIRED, note=note), now)
        elif step == "append":
            result = mailbox.append_draft(draft.folder, draft.mime, now)
            drafts.confirm_draft(draft.id, result.uidvalidity, result.uid, now)
        done[step] += 1
    return done


def _look_for(
    mailbox: ImapMailbox, draft: ReservedDraft, sent_folders: Sequence[str]
) -> tuple[ReservedFacts, int | None]:
    """What the server shows of a reserved draft, and the UIDVALIDITY of its folder; a folder that
    the owner has removed meanwhile holds nothing and is another one.
    """
    sent = any(mailbox.search_message_id(name, draft.message_id) for name in sent_folders)
    try:
        status = mailbox.examine(draft.folder)
        found = mailbox.search_message_id(draft.folder, draft.message_id)
    except FolderMissing:
        return ReservedFacts(draft.missing_since, None, sent, False, True), None
    facts = ReservedFacts(
        missing_since=draft.missing_since,
        found=found[0] if found else None,
        sent=sent,
        same_folder=status.uidvalidity == draft.uidvalidity,
        gone=not found and _some_are_gone(mailbox, draft, status.uidnext),
    )
    return facts, status.uidvalidity


def _some_are_gone(mailbox: ImapMailbox, draft: ReservedDraft, uidnext: int | None) -> bool:
    """Whether a UID given out since the reservation no longer exists; True where nobody knows."""
    if draft.uidnext_before is None or uidnext is None:
        return True
    standing = mailbox.list_uids(draft.folder, draft.uidnext_before)
    return len(standing) < uidnext - draft.uidnext_before
