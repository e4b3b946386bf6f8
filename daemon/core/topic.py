"""Decides whether a subject can be named in a letter ('our last emails were about "Offsite"'), and
how it reads then. What cannot be named without sounding like a machine is not named.
"""

from __future__ import annotations

import re

from daemon.core.parse.harmless import clean_line
from daemon.core.parse.subjects import parse_subject


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


#: What an answer's subject must not repeat. What is rarer stays: threads go by References.
_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|fwd?|wg)\s*(?:\[\d+\])?\s*[::]\s*)+", re.IGNORECASE
)
_TAG = re.compile(r"^\s*[\[【(][^\[\]【】()]{0,60}[\]】)]\s*")
_WAS = re.compile(r" ?\((?:was|war|fwd|fw)\b[^()]*\)$", re.IGNORECASE)
_MARKS = re.compile(r"[\[\]{}<>«»„“”\"]")
_SAYS_NOTHING = _words(
    "hi hello hey hallo bonjour hola greetings question quick question thanks thank you danke "
    "merci gracias update fyi info meeting call email mail message test re urgent important "
    "no subject none untitled betreff follow up following up checking in catch hi there "
    "lunch coffee invitation reminder document documents request news touching base keeping in "
    "touch favor favour idea stuff things various misc note notes something anything"
)
#: Words of a sentence: a subject with one of them was said to somebody, and names nothing.
_SPOKEN = _words(
    "i i'm i'll i've i'd you your you're yours u we we're we'll me my mine it it's its this that "
    "these those there here who whom whose what what's when where why how is are was were be do "
    "does did can could would should shall must please let let's need want "
    "ich du sie dein deine ihr ihre wir mir mich dir dich ist sind kann bitte wann wie was wer "
    "je tu vous votre vos ton ta nous est sont quand comment quoi merci yo usted tu tus son "
    "cuando como que por favor"
)
_MACHINE = re.compile(
    r"https?:|www\.|\S@\S|#\s?\d|\b\d{5,}\b|\b(?:invoice|receipt|order|ticket|rechnung|factura|"
    r"facture|accepted|declined|tentative|canceled|cancelled|undeliverable|out of office|"
    r"unsubscribe|abwesenheit|automatic|automatische|password|passwort|newsletter|notification)\b",
    re.IGNORECASE,
)
_MAX_TOPIC = 60
_SITE = re.compile(r"\w\.(?:com|net|org|info|biz|io|de|fr|es|uk)\b", re.IGNORECASE)


def _is_code(word: str) -> bool:
    """Whether a word is a number or an abbreviation: two of them name a position, no topic."""
    return any(ch.isdigit() for ch in word) or (len(word) > 1 and word.isupper())


def bare_subject(subject: str) -> str:
    """A subject without `Re:`, `AW:`, `Fwd:` and their kind, on one line; its tags stay."""
    subject = clean_line(subject[:1000], 1000)
    return clean_line(_PREFIX.sub("", subject), 200)


def readable_topic(subject: str) -> str:
    """What a subject is about, fit to stand between quotation marks, or "" where it is not."""
    topic = _without_marks(_WAS.sub("", clean_line(subject[:500], 300)))
    topic = _TAG.sub("", topic)
    topic = _MARKS.sub("", topic).strip(" \t-–—:;,.!?*_~|/").strip()
    topic = clean_line(topic, 200)
    letters = [ch for ch in topic if ch.isalpha()]
    if not 3 <= len(topic) <= _MAX_TOPIC or len(letters) * 2 < len(topic):
        return ""
    if _MACHINE.search(topic) or set(topic.lower().split()) <= _SAYS_NOTHING:
        return ""
    words = topic.lower().replace("’", "'").split()
    if _SITE.search(topic) or (not topic.isupper() and sum(map(_is_code, topic.split())) > 1):
        return ""
    if _SPOKEN & set(words) or (len(words) == 1 and (topic.islower() or len(topic) < 4)):
        return ""
    if topic.isupper() and len(letters) > 4:
        topic = topic.capitalize()
    return topic


def _without_marks(subject: str) -> str:
    """`subject` in its own letters, without the marks of answers and lists that are known to
    `core.parse.subjects`, which folds what it gives.
    """
    about = parse_subject(subject).about
    tails = (subject[start:] for start in range(len(subject)))
    return next((tail for tail in tails if tail.strip().casefold() == about), bare_subject(subject))
