"""Decides the few words that depend on a template's language and not on the template: greetings,
sign-offs, and how a month is named. To add a language: one row here, and templates for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from daemon.core.context import DraftContext, TemplatePerson
from daemon.core.parse.address_forms import Form
from daemon.core.parse.harmless import clean_line
from daemon.core.values import dataclass

_MAX_VALUE = 400
_MAX_QUESTION = 160


@dataclass(frozen=True, slots=True)
class _Words:
    """`hello` greets one first name, `both` two of them, `neutral` nobody by name. `stranger`
    greets by the full name whom the owner addresses politely, or nobody knows how, for whether it
    is Mr or Mrs nobody can guess; "" where that is not done.
    """

    hello: str
    stranger: str
    both: str
    neutral: str
    neutral_both: str
    sign_off: str
    since: str
    during: str
    months: str


_LANGUAGES = {
    "en": _Words(
        "Hi {},", "", "Hi {} and {},", "Hello,", "Hello both,", "Best wishes,", "since {}", "in {}",
        "January February March April May June July August September October November December",
    ),
    "de": _Words(
        "Hallo {},", "Guten Tag {},", "Hallo {} und {},", "Guten Tag,", "Guten Tag,",
        "Viele Grüße", "seit {}", "im {}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": _Words(
        "Bonjour {},", "", "Bonjour {} et {},", "Bonjour,", "Bonjour,", "Bien cordialement,",
        "depuis {}", "en {}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": _Words(
        "Hola, {}:", "", "Hola, {} y {}:", "Hola:", "Hola:", "Un saludo,", "desde {}", "en {}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
}  # fmt: skip

#: Where a mail to one whose name is not known may begin with what it has to say.
_NEEDS_NO_GREETING = frozenset(("en",))

#: The languages that greetings and months are known in.
LANGUAGES = frozenset(_LANGUAGES)


def resolve_vocabulary(context: DraftContext, language: str) -> Mapping[str, Any]:
    """Every name that a template may use, with its value made harmless and worded in `language`."""
    words = _LANGUAGES.get(language, _LANGUAGES["en"])
    person, other = _harmless(context.person), _harmless(context.other)
    values = {
        name: _plain(value) if isinstance(value, str) else value
        for name, value in asdict(context).items()
    }
    month, bare = _month(context, words), language in _NEEDS_NO_GREETING
    return values | {
        "person": person,
        "other": other,
        "question": _shortened(_plain(context.question)),
        "greeting": _plain(context.greeting)
        or _greeting(person, other, words, context.form, context.no_greeting and bare),
        "sign_off": _plain(context.sign_off) or ("" if context.no_leave else words.sign_off),
        "since_text": _plain(context.since_text) or (month and words.since.format(month)),
        "when_text": _plain(context.when_text) or (month and words.during.format(month)),
        "owner_first_name": _plain(context.owner_first_name) or _plain(context.owner_name),
    }


def _greeting(
    person: TemplatePerson,
    other: TemplatePerson,
    words: _Words,
    form: Form = "",
    no_greeting: bool = False,
) -> str:
    """`no_greeting` says that nobody is greeted whose name is not known."""
    if other == TemplatePerson(""):
        if form == "polite" or (words.stranger and form != "familiar"):
            full = " " in person.name and words.stranger
            return words.stranger.format(person.name) if full else words.neutral
        neutral = "" if no_greeting else words.neutral
        return words.hello.format(person.first_name) if person.first_name else neutral
    if person.first_name and other.first_name:
        return words.both.format(person.first_name, other.first_name)
    return words.neutral_both


def _month(context: DraftContext, words: _Words) -> str:
    """The month of the last mail, with its year where that is not this one; "" for the present
    and the last month, which nobody calls by name, and where nothing is known.
    """
    then, today = context.last_mail, context.today
    if then is None or today is None:
        return ""
    ago = (today.year - then.year) * 12 + today.month - then.month
    if ago < 2:
        return ""
    month = words.months.split()[then.month - 1]
    return month if ago < 11 else f"{month} {then.year}"


def _harmless(person: TemplatePerson) -> TemplatePerson:
    return replace(person, **{name: _plain(text) for name, text in asdict(person).items()})


def _plain(text: str) -> str:
    """One line, and nothing that looks like a place for the owner to fill."""
    text = clean_line(text, _MAX_VALUE)
    while "[[" in text or "]]" in text:
        text = text.replace("[[", "[").replace("]]", "]")
    return text


def _shortened(text: str) -> str:
    """At most `_MAX_QUESTION` characters, cut between words."""
    if len(text) <= _MAX_QUESTION:
        return text
    return text[:_MAX_QUESTION].rpartition(" ")[0].rstrip(" ,;:") + " …"
