"""Decides by its words whether a machine answered for somebody who is away or gone, where the
header does not say so, and which new address a note gives. A note that says anything of its own
is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.absence_words import ABSENT, GONE
from daemon.core.parse.keyed import Keyed, KeyedTable
from daemon.core.parse.note_words import (
    BY_HAND,
    CIVIL,
    FIND_ME,
    MEANWHILE,
    NEW_ADDRESS,
    NOT_THEIR_OWN,
)
from daemon.core.parse.roles import role_of_address
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.subjects import parse_subject
from daemon.core.parse.wordlists import words

NAME = "auto_words"
VERSION = 1
_MAX_CHARS = 1_800
_MAX_SENTENCES = 16
_MAX_QUOTE = 200
#: Words of a sentence that need no explanation: a name, a place, a date.
_FEW_WORDS = 5

_ABSENT = Keyed(ABSENT)
_GONE = Keyed(GONE)
_NEW_ADDRESS = Keyed(NEW_ADDRESS)
_NOT_THEIR_OWN = re.compile(NOT_THEIR_OWN, re.IGNORECASE)
_FIND_ME = re.compile(FIND_ME, re.IGNORECASE)
_MEANWHILE = Keyed(MEANWHILE)
_TELLING = KeyedTable((_ABSENT, _GONE, _MEANWHILE))
_CIVIL = Keyed(CIVIL)
_BY_HAND = Keyed(BY_HAND)
_REACHED_BY = re.compile(r"@|\b(?:ext|tel|mob|fax)\b|\bx\d{4}|\d{3}[ .-]?\d{3,4}\b|\+\d", re.I)
_NAMES = re.compile(r"[^\W\d_]{4,}")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LOWER_WORD = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]+")
#: Small words of dates and of absences, in the languages of the patterns.
_ABOUT_DAYS = words("""
    am an and as at back be been for from in is my of off on or out office returning return starting
    beginning the then this through thru till to today tomorrow until week while will with work not
    ab am an aus bei bin bis das dem den der die ein einschließlich erst für ich im in inklusive ist
    mit nicht und vom von voraussichtlich wieder zum zur zurück
    au aux de des du en et inclus je jusqu jusque la le les me mon ne pas retour sera serai suis
    al del desde el en es hasta los mi para por regreso un una vuelta
    a alla da dal dalla fino giorno il mio rientro sarò sono
    aan ben de een het ik met na op tot van vanaf voor weer zal
    ao até com da das de do dos em estarei estou meu na no regresso
    będę do dnia jestem na od się w wracam z
""")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.I)
#: "Kim, ..." and "Hi Kim!": whoever greets by name has looked who wrote.
_CALLED = re.compile(
    r"\W*(?:(?i:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|salut|hola|querid[oa]|ciao|car[oa]"
    r"|beste|olá|cześć)\s+)?([A-ZÀ-Þ][\w'’-]{1,20})(?:\s+[A-ZÀ-Þ][\w'’-]{1,20})?\s?[,!:–-]"
)
_NOBODY = words("""
    hi hello hey dear thanks thank greetings hallo bonjour hola ciao olá sorry please currently
    unfortunately sender customer customers all everyone colleague colleagues friend friends sir
    madam team damen herren kollegen kolleginnen kunde kunden absender madame monsieur mesdames
    expéditeur cliente clientes clienti colleghi collega klant relatie todos tutti vacation note
    attention away out back yes happy merry ooo danke merci gracias grazie obrigado bedankt prezado
    prezados estimado estimados gentile gentili geachte beste guten good bom buenos buongiorno
    goedendag notice automatic auto autoreply from until hinweis bonsoir salut witam
    monday tuesday wednesday thursday friday saturday sunday
""")
_SORRY = re.compile(r"\bmissed your|\bthank you for (?:your|contacting)", re.IGNORECASE)
_QUESTION = re.compile(r"[?？]")
#: Kinds by header behind which a note by a machine may hide (some say Precedence: bulk).
_MAY_HIDE = (MessageKind.PERSONAL, MessageKind.NOTIFICATION, MessageKind.BULK)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """At most one finding `auto_reply` with `value` "temporary" or "permanent", and one
    `new_address` with the address as `value`; `quote` is the sentence that says so.
    """
    if message.outgoing:
        return ()
    is_known = message.kind is MessageKind.AUTO_REPLY
    if not is_known and (message.kind not in _MAY_HIDE or len(message.new_text) > _MAX_CHARS):
        return ()
    text = message.new_text[:_MAX_CHARS]
    has_address = "@" in text
    if not (is_known or has_address or _may_be_note(message)):
        return ()
    sentences = split_sentences(text)
    is_note = is_known or (_may_be_note(message) and _is_note(message, sentences))
    if not (is_note or has_address):
        return ()
    gone = next((said for said in sentences if _GONE.finds(said)), "")
    findings: list[Finding] = []
    if is_note:
        away = next((said for said in sentences if _ABSENT.finds(said)), "")
        quote = gone or away or (sentences[0] if sentences else message.subject)
        value = "permanent" if gone else "temporary"
        findings.append(Finding("auto_reply", quote[:_MAX_QUOTE], value))
    may_move = has_address and message.kind in (MessageKind.PERSONAL, MessageKind.AUTO_REPLY)
    moved = _find_address(message, sentences, bool(gone)) if may_move else None
    return (*findings, moved) if moved else tuple(findings)


def _may_be_note(message: ReadMessage) -> bool:
    """A machine answers one reader (RFC 3834, section 4), and sends no files."""
    return message.recipients == 1 and not message.has_attachment and bool(message.new_text)


def _is_note(message: ReadMessage, sentences: Sequence[str]) -> bool:
    """Whether nothing but an absence is told, to a reader who is not called by name."""
    if not 0 < len(sentences) <= _MAX_SENTENCES or _is_called(message, sentences[0]):
        return False
    if not any(map(_TELLING.may_find, sentences)):
        return False
    if any(_asks(said) or _BY_HAND.finds(said) for said in sentences):
        return False
    away = meanwhile = unexplained = news = 0
    for said in sentences:
        is_away = _ABSENT.finds(said) or _GONE.finds(said)
        helps = _MEANWHILE.finds(said)
        away += is_away
        meanwhile += helps
        news += is_away and _says_more(said)
        if not (is_away or helps or _needs_no_reason(said)):
            unexplained += 1
            if unexplained > (len(sentences) + 1) // 4:
                return False
    if not away:
        return meanwhile > 1 and not unexplained and _SORRY.search(sentences[0]) is not None
    if parse_subject(message.subject).is_reply and not meanwhile:
        return False
    return meanwhile > 0 or not (unexplained or news)


def _says_more(said: str) -> bool:
    """Whether a sentence about an absence goes on about something else."""
    rest = _LOWER_WORD.findall(_GONE.compile().sub(" ", _ABSENT.compile().sub(" ", said)))
    return sum(word not in _ABOUT_DAYS for word in rest) > _FEW_WORDS


def _needs_no_reason(said: str) -> bool:
    is_short = len(said.split()) <= _FEW_WORDS
    return is_short or _REACHED_BY.search(said) is not None or _CIVIL.finds(said)


def _is_called(message: ReadMessage, first: str) -> bool:
    found = _CALLED.match(first[:80])
    if found is None:
        return False
    name = found[1].lower()
    return name not in _NOBODY and name not in message.sender_name.lower()


def _asks(said: str) -> bool:
    """A question, unless it is one for the reader to nod at ("Urgent?")."""
    return _QUESTION.search(said) is not None and len(said.split()) > _FEW_WORDS


def _find_address(message: ReadMessage, sentences: Sequence[str], is_gone: bool) -> Finding | None:
    """The writer's own new address: announced as such, or in a farewell and in their name."""
    for at, said in enumerate(sentences):
        emails = [found[0].lower().rstrip(".-") for found in _EMAIL.finditer(said[:1000])]
        emails = [email for email in emails if email != message.sender_email.lower()]
        emails = [email for email in emails if not role_of_address(email)]
        if not emails:
            continue
        announced = _announces(said) or (at > 0 and _announces(sentences[at - 1]))
        own = [email for email in emails if _is_in_name_of(message, email)]
        if announced and (own or len(emails) == 1):
            return Finding("new_address", said[:_MAX_QUOTE], (own or emails)[0])
        if is_gone and (own or (len(emails) == 1 and _FIND_ME.search(said))):
            return Finding("new_address", said[:_MAX_QUOTE], (own or emails)[0])
    return None


def _announces(said: str) -> bool:
    return _NEW_ADDRESS.finds(said) and _NOT_THEIR_OWN.search(said) is None


def _is_in_name_of(message: ReadMessage, email: str) -> bool:
    """Whether an address bears a name of the sender's."""
    local, sent_from = (one.partition("@")[0] for one in (email, message.sender_email.lower()))
    named = f"{message.sender_name.lower()} {sent_from} {_NOT_LETTERS.sub('', sent_from)}"
    return any(name in local for name in _NAMES.findall(named))
