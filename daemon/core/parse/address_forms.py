"""Decides how a mail addresses its one reader: by the familiar you or the polite one; silent where
its words say neither, or both.
"""

from __future__ import annotations

import re
from typing import Literal

from daemon.core.parse.address_words import ADDRESS_WORDS
from daemon.core.values import dataclass

Form = Literal["familiar", "polite", ""]
_MAX_CHARS = 4_000
#: What others said is no form of address: it stands between quotation marks.
_QUOTED = re.compile(r"[„“\"][^„“”\"\n]{1,300}[“”\"]|«[^«»\n]{1,300}»")
#: So many times as many witnesses as the other side has.
_LEAD = 3


@dataclass(frozen=True, slots=True)
class AddressForm:
    """`language` is "de", "fr" or "es"; `quote` is the line that shows the form first."""

    language: str
    form: Form
    quote: str


def read_address_form(text: str, language: str) -> AddressForm | None:
    """The form of address in the new words of a mail to one person. `language` is the mail's
    (ISO 639-1), "" where it is not known: then its witnesses must all be of one language.
    """
    languages = [one for one in ADDRESS_WORDS if language in (one, "")]
    if not languages:
        return None
    text = _QUOTED.sub(" … ", text[:_MAX_CHARS])
    found = [one for name in languages if (one := _read(text, name)) is not None]
    return found[0] if len(found) == 1 else None


def is_warm(greeting: str, language: str) -> bool:
    """Whether one who is greeted so, by the first name, is rather addressed familiarly."""
    words = ADDRESS_WORDS.get(language)
    return words is not None and words.warm.match(greeting) is not None


def is_titled(greeting: str, language: str) -> bool:
    """Whether a greeting says Mr or Mrs, or as much, in this language."""
    words = ADDRESS_WORDS.get(language)
    return words is not None and words.titled.match(greeting) is not None


def _read(text: str, language: str) -> AddressForm | None:
    words = ADDRESS_WORDS[language]
    familiar = list(words.familiar.finditer(text))
    polite = [one for one in words.polite.finditer(text) if _counts(one, text)]
    greeting = words.titled.match(text.lstrip())
    politely = len(polite) + _LEAD * (greeting is not None)
    # "Toi et Marie, vous venez ?": where a friend is meant, vous are several.
    lead = 1 / _LEAD if words.plural and greeting is None else _LEAD
    if len(familiar) > lead * politely:
        return AddressForm(language, "familiar", _line_at(text, familiar[0].start()))
    if politely >= _LEAD * len(familiar) and politely:
        return AddressForm(language, "polite", _line_at(text, polite[0].start() if polite else 0))
    return None


def _counts(found: re.Match[str], text: str) -> bool:
    """A German "Sie" that a sentence begins with may as well be "they"."""
    if found.groupdict().get("within") is None:
        return True
    before = text[: found.start()].rstrip(" \t")
    if before.endswith("\n"):
        # A wrapped line goes on in the middle of a sentence; what follows a greeting begins one.
        before = before.rstrip()
        return bool(before) and (before[-1].isalnum() or before[-1] in "-)")
    return bool(before) and before[-1] not in '.!?:…»“”"„–—-'


def _line_at(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return " ".join(text[start : end if end >= 0 else len(text)].split())[:200]
