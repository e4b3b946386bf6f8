"""From a suggestion to the bytes of a draft: which occasions get one today, and what it says."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from daemon.core.about import describe, phone_evidence
from daemon.core.compose import (
    UnusableAddress,
    compose_mime,
    draft_message_id,
    is_usable,
    quote_original,
)
from daemon.core.context import DraftContext, build_context
from daemon.core.exchange import is_colleague
from daemon.core.mail import Address
from daemon.core.model import Evidence, Owner, Person, Suggestion
from daemon.core.parse.body import parse_body
from daemon.core.values import dataclass
from daemon.core.voice import Manner, learn_voice
from daemon.core.worktime import zone_of
from daemon.errors import FolderMissing, MailboxError, TemplateError
from daemon.jobs.session import LOSSES, Session
from daemon.store import Store
from daemon.store.drafts import Drafts
from daemon.templating import Templates

log = logging.getLogger(__name__)

#: A version that no detector has: every place of a message is found, read before or not.
NEVER_READ = -1
#: So often at most comes back what is put off for later each time.
_MOST_RETURNS = 12


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
        self._general: tuple[Manner, ...] | None = None

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
        language = suggestion.language or self._language(suggestion.person)
        if language not in self._templates.languages(suggestion.kind):
            language = "en"
        suggestion, described, evidence = self._described(suggestion)
        context = build_context(
            suggestion.kind,
            _written_to(suggestion),
            self._owner,
            now,
            other=None if suggestion.writes_to else suggestion.other,
            about=described[0],
            about_other=described[1],
            last_mail=suggestion.last_mail,
            last_subject=suggestion.subject or self._subject_of(suggestion.reply_to),
            question=suggestion.question,
            is_late=suggestion.is_late,
            answered=suggestion.answered,
            aspect=suggestion.aspect,
            detail=suggestion.detail,
            link=suggestion.link,
        )
        context = self._in_own_voice(context, suggestion, language)
        person, kind = suggestion.person.id, suggestion.kind
        used = self._store.wordings.load_used(person, kind)
        rendered = self._templates.render(kind, context, language, person, used)
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
            sender=self._sender(suggestion),
            to=to,
            subject=rendered.subject,
            text=rendered.text,
            at=now.astimezone(zone_of(self._owner)),
            in_reply_to=parent,
            references=references,
            quoted=quoted,
            bcc=suggestion.bcc,
        )
        suggestion = replace(suggestion, evidence=(*suggestion.evidence, *evidence))
        return WrittenDraft(
            suggestion, message_id, to, rendered.subject, rendered.text, mime, rendered.template
        )

    def _language(self, person: Person) -> str:
        return self._store.facts.load_languages({person.id}).get(person.id) or "en"

    def _sender(self, suggestion: Suggestion) -> Address:
        """The owner under the address that this person writes to."""
        answered = int(suggestion.reply_to[1:]) if suggestion.reply_to else 0
        known = self._store.own_addresses.find_own_addresses(suggestion.person.id, answered)
        main = self._owner.addresses[0]
        return Address(main if main in known or not known else known[0], self._owner.name)

    def _in_own_voice(
        self, context: DraftContext, suggestion: Suggestion, language: str
    ) -> DraftContext:
        """Greeted and signed as the owner does it; two people at once are greeted by template."""
        if self._general is None:
            self._general = self._store.voices.load_manners()
        # Nobody has a number of 0: whom nobody knows yet is greeted as a stranger.
        known = _written_to(suggestion).id
        voice = learn_voice(
            self._store.voices.load_manners(known),
            self._general,
            language,
            context.person.first_name,
            self._owner.name,
            self._store.voices.load_forms(known),
            _recipients(suggestion)[0].email,
            self._store.voices.load_signed(known),
        )
        if voice.called:
            context = replace(context, person=replace(context.person, first_name=voice.called))
        several = len(_recipients(suggestion)) > 1
        return replace(
            context,
            greeting="" if several else voice.greeting,
            sign_off=voice.sign_off,
            owner_first_name=voice.name or context.owner_first_name,
            form="" if several else voice.form,
            # Civil phrases around it are for those whom one does not see every day.
            brief=voice.brief or is_colleague(suggestion.person, self._owner),
            no_leave=voice.no_leave,
            no_greeting=voice.no_greeting,
        )

    def _described(
        self, suggestion: Suggestion
    ) -> tuple[Suggestion, tuple[str, str], tuple[Evidence, ...]]:
        """What an introduction says about the two, and whence it and each telephone number is
        known; a number of which that is not known is left out.
        """
        about = ["", ""]
        evidence: list[Evidence] = []
        if suggestion.kind == "introduction" and suggestion.other is not None:
            for at, person in enumerate((suggestion.person, suggestion.other)):
                facts = self._store.facts.load_facts(person.id)
                said_of = self._store.facts.load_said_of(person.id)
                about[at], told = describe(
                    person, facts, said_of, suggestion.language, suggestion.detail
                )
                phones = phone_evidence(person, facts)
                evidence += (*told, *phones)
                if not phones:
                    silent = replace(person, phones=())
                    suggestion = (
                        replace(suggestion, other=silent)
                        if at
                        else replace(suggestion, person=silent)
                    )
        return suggestion, (about[0], about[1]), tuple(evidence)

    def _subject_of(self, message_ref: str) -> str:
        found = self._store.evidence.load_messages([int(message_ref[1:])]) if message_ref else ()
        return found[0].subject if found else ""


def _written_to(suggestion: Suggestion) -> Person:
    """Whom the words are for; who is nobody known yet is a name and an address."""
    person = suggestion.person
    if not suggestion.writes_to or suggestion.writes_to[0].email in person.addresses:
        return person
    first = suggestion.writes_to[0]
    return Person("p0", first.name or first.email, (first.email,))


def _recipients(suggestion: Suggestion) -> tuple[Address, ...]:
    if suggestion.writes_to:
        return suggestion.writes_to
    person, other = suggestion.person, suggestion.other
    known = [one for one in (suggestion.address, *person.addresses) if one]
    # Another of theirs, where the one at hand is spelled as no server takes it.
    address = next((one for one in known if is_usable(one)), known[0] if known else "")
    to = [Address(address, person.name if "@" not in person.name else "")]
    if other is not None:
        to.append(Address(other.addresses[0] if other.addresses else "", other.name))
    return tuple(to)


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
    strange = store.network.load_never_written_to(one.email for one in _recipients(suggestion))
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
) -> tuple[list[WrittenDraft], list[tuple[str, str]]]:
    """At most `limit` drafts for occasions that had none yet, and those that could not be made,
    each with the reason.
    """
    written: list[WrittenDraft] = []
    held_back: list[tuple[str, str]] = []
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
            held_back.append((suggestion.ref, str(error)))
            why = f"its address: {error.why}" if isinstance(error, UnusableAddress) else ""
            log.warning(
                "a %s draft could not be made: %s", suggestion.kind, why or type(error).__name__
            )
    return written, held_back
