"""Decides in which words a draft greets and takes leave: as the owner does with this person, or as
they usually do, else not at all (then the template's own words stand).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from daemon.core.parse.manners import languages_of_greeting, languages_of_leave

#: So many times with one person, or with all, before it counts as the owner's way; and in what
#: part of the mails that have such words at all.
_WITH_ONE, _WITH_ALL = 2, 5
_SHARE_ONE, _SHARE_ALL = 0.6, 0.4
#: Said at one time of the day only, or in answer to something.
_NOT_ALWAYS = ("good ", "guten m", "guten a", "bonsoir", "buen")


@dataclass(frozen=True, slots=True)
class Manner:
    """How one mail of the owner's greeted, took leave and signed; "" for what it did not do.
    `first_name` is the person's whom it went to, "" where that is not known.
    """

    greeting: str = ""
    leave: str = ""
    name: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for one draft; empty where nothing was learned."""

    greeting: str = ""
    sign_off: str = ""
    name: str = ""


def learn_voice(
    own: Sequence[Manner],
    general: Sequence[Manner],
    language: str,
    first_name: str = "",
    owner_name: str = "",
) -> Voice:
    """From the owner's mails to one person (`own`) and to anybody (`general`), for a draft in
    `language` ("en") to somebody with this first name. A signature must begin like the owner's
    name: anything else below a mail is not one.
    """
    greeting = _usual(
        (one.greeting for one in own), _WITH_ONE, _SHARE_ONE,
        lambda words: _greets_in(words, language),
    )  # fmt: skip
    if not greeting and first_name:
        pattern = _usual(
            (_pattern(one) for one in general), _WITH_ALL, _SHARE_ALL,
            lambda words: "{}" in words and _greets_in(words.format("Kim"), language),
        )  # fmt: skip
        greeting = pattern.format(first_name) if pattern else ""
    return Voice(
        greeting=greeting,
        sign_off=_own_or_usual(
            [one.leave for one in own], [one.leave for one in general],
            lambda words: language in languages_of_leave(words),
        ),
        name=_own_or_usual(
            [one.name for one in own], [one.name for one in general],
            lambda words: words[:1].casefold() == owner_name[:1].casefold() != "",
        ),
    )  # fmt: skip


def _own_or_usual(own: list[str], general: list[str], fits: Callable[[str], bool]) -> str:
    return _usual(own, _WITH_ONE, _SHARE_ONE, fits) or _usual(general, _WITH_ALL, _SHARE_ALL, fits)


def _usual(said: Iterable[str], least: int, share: float, fits: Callable[[str], bool]) -> str:
    """What was said most, where that was often enough and fits; else ""."""
    counted = Counter(words for words in said if words)
    for words, times in counted.most_common(1):
        if times >= least and times >= share * counted.total() and fits(words):
            return words
    return ""


def _greets_in(words: str, language: str) -> bool:
    return language in languages_of_greeting(words) and not words.lower().startswith(_NOT_ALWAYS)


def _pattern(manner: Manner) -> str:
    """The greeting with a place for the first name, or "" where it does not hold it."""
    name, greeting = manner.first_name, manner.greeting
    if not name or "{" in greeting or name not in greeting:
        return ""
    return greeting.replace(name, "{}", 1)
