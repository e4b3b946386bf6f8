"""From a suggestion to the bytes of a draft: what it says, to whom, and in whose voice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from daemon.core.about import describe, phone_evidence
from daemon.core.compose import compose_mime, draft_message_id, is_usable, quote_original
from daemon.core.context import DraftContext, build_context
from daemon.core.exchange import is_colleague
from daemon.core.mail import Address
from daemon.core.model import Evidence, Owner, Person, Suggestion
from daemon.core.parse.phones import readable_phone
from daemon.core.values import dataclass
from daemon.core.voice import Manner, learn_voice
from daemon.core.worktime import zone_of
from daemon.store import Store
from daemon.templating import Templates


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
        people = ",".join(sorted(one.email for one in recipients_of(suggestion)))
        owner = self._owner.addresses[0]
        return draft_message_id(owner, suggestion.kind, people, suggestion.occasion)

    def write(self, suggestion: Suggestion, original: str, now: datetime) -> WrittenDraft:
        """Render and compose. `original` is the text being answered, or "".

        Raises TemplateError for a broken template, ValueError where no such draft can be made.
        """
        to = recipients_of(suggestion)
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
        """The owner under the address that this person writes to, if mail can be sent from it."""
        answered = int(suggestion.reply_to[1:]) if suggestion.reply_to else 0
        found = self._store.own_addresses.find_own_addresses(suggestion.person.id, answered)
        known = [*filter(is_usable, found)]
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
            recipients_of(suggestion)[0].email,
            self._store.voices.load_signed(known),
        )
        if voice.called:
            context = replace(context, person=replace(context.person, first_name=voice.called))
        several = len(recipients_of(suggestion)) > 1
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
                shown = (readable_phone(person.phones[0]),) if phones else ()
                if shown != person.phones:
                    changed = replace(person, phones=shown)
                    suggestion = (
                        replace(suggestion, other=changed)
                        if at
                        else replace(suggestion, person=changed)
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


def recipients_of(suggestion: Suggestion) -> tuple[Address, ...]:
    """To whom the draft goes."""
    if suggestion.writes_to:
        return suggestion.writes_to
    person, other = suggestion.person, suggestion.other
    to = [_address_of(person, suggestion.address)]
    if other is not None:
        to.append(_address_of(other))
    return tuple(to)


def _address_of(person: Person, chosen: str = "") -> Address:
    """Where to write to somebody: at the chosen address, else at another of theirs where that one
    is spelled as no server takes it.
    """
    known = [one for one in (chosen, *person.addresses) if one]
    address = next((one for one in known if is_usable(one)), known[0] if known else "")
    return Address(address, person.name if "@" not in person.name else "")
