"""Decides in which words a draft greets, addresses and takes leave, and whether it is short: as the
owner does with this person, or as they usually do, else not at all (then the template's own words
stand).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from daemon.core.expectation import quantile
from daemon.core.forms import learn_form
from daemon.core.names import first_name, holds_family
from daemon.core.parse.address_forms import Form, is_titled
from daemon.core.parse.address_words import ADDRESS_WORDS
from daemon.core.parse.late import late_pattern
from daemon.core.parse.manners import (
    is_bare_name,
    is_marked,
    languages_of_greeting,
    languages_of_leave,
    read_greeted_name,
)
from daemon.core.values import dataclass

#: So many times with one person, or with all, before it counts as the owner's way; and in what
#: part of the mails that have such words at all.
_WITH_ONE, _WITH_ALL = 2, 5
_SHARE_ONE, _SHARE_ALL = 0.6, 0.4
#: Said at one time of the day only, or in answer to something.
_NOT_ALWAYS = ("good ", "guten m", "guten a", "bonsoir", "buen")
#: Whose mails have usually no more words than this writes shortly; of so many mails to one person,
#: or to all.
BRIEF_WORDS = 35
_LENGTHS_ONE, _LENGTHS_ALL = 5, 15
#: Whose mails take leave this seldom takes none; of so many mails, one's or all.
_SELDOM = 0.1
#: Whose mails greet less often than this needs no "Hello," for somebody whose name is not known.
_SPARING = 0.3
_MISTER = late_pattern(r"(?:dear |hello |hi )?(?:mr|mrs|ms|miss|dr|prof)\b", re.IGNORECASE)
#: Where there are two forms of address.
_HAS_FORMS = frozenset(ADDRESS_WORDS)
_LEAVES_ONE, _LEAVES_ALL = 8, 30


@dataclass(frozen=True, slots=True)
class Manner:
    """How one mail of the owner's greeted, took leave and signed; "" for what it did not do.
    `first_name` is the person's whom it went to, "" where that is not known; `form` is how it
    addressed them and `language` in which one, "" where it shows none; `words` is its length, 0
    where that is not known; `alone` says that the greeting has its line to itself.
    """

    greeting: str = ""
    leave: str = ""
    name: str = ""
    first_name: str = ""
    language: str = ""
    form: Form = ""
    words: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for one draft; empty where nothing was learned. `form` is how to address the
    person, `brief` that the owner's mails to them are short, `no_leave` that they end with a name
    alone, `no_greeting` that most begin without a greeting; `called` is the first name that the
    person signs with, where none was known.
    """

    greeting: str = ""
    sign_off: str = ""
    name: str = ""
    form: Form = ""
    brief: bool = False
    no_leave: bool = False
    no_greeting: bool = False
    called: str = ""


def learn_voice(
    own: Sequence[Manner],
    general: Sequence[Manner],
    language: str,
    called: str = "",
    owner_name: str = "",
    theirs: Sequence[tuple[str, Form]] = (),
    address: str = "",
    signatures: Sequence[str] = (),
) -> Voice:
    """From the owner's mails to one person (`own`) and to anybody (`general`), newest first, for a
    draft in `language` ("en") to somebody whose first name is `called`, at `address`. `theirs` are
    the forms of address in the person's mails, each with its language, `signatures` the names
    below those. A signature of the owner's must begin like their name: anything else below a mail
    is not one.
    """
    own = [_without_owners_name(one, called, owner_name) for one in own]
    form = learn_form(
        [one.form for one in own if one.language == language],
        [(one.greeting, bool(one.first_name) and one.first_name in one.greeting)
         for one in own if one.greeting],
        [one for said_in, one in theirs if said_in == language],
        [one.form for one in general if one.language == language],
        language,
    )  # fmt: skip
    greeting, signed = _greeting(own, general, language, called, form), ""
    if not greeting and not called and form != "polite":
        greeting = _greeted_once(own, language, address)
    if not greeting and not called:
        signed = _signed_name(signatures, address, owner_name)
        greeting = _greeting(own, general, language, signed, form)
    return Voice(
        greeting=greeting,
        sign_off=_leave(own, general, language),
        name=_name(own, general, owner_name, form),
        form=form,
        brief=_is_brief(own, general),
        no_leave=_takes_no_leave(own, general),
        no_greeting=_greets_seldom(general),
        called=signed,
    )  # fmt: skip


def _greeting(
    own: Sequence[Manner], general: Sequence[Manner], language: str, called: str, form: Form
) -> str:
    """Theirs where there is one; as others are greeted only where that fits the form: a "Hallo
    Anna" is no greeting for somebody who is addressed as Sie.
    """
    greeting = _usual(
        (one.greeting for one in own), _WITH_ONE, _SHARE_ONE,
        lambda words: _greets_in(words, language),
    )  # fmt: skip
    if not greeting:
        greeting = _only_greeting(own, language, called)
    if not greeting:
        greeting = _always_titled(own, language)
    if not greeting and form == "polite":
        # Whether Mr or Mrs nobody can guess; that the owner wrote it once is knowledge.
        said = (one.greeting for one in own if _greets_in(one.greeting, language))
        return next((words for words in said if is_titled(words, language)), "")
    if not greeting and called and (form == "familiar" or language not in _HAS_FORMS):
        pattern = _usual(
            (_pattern(one) for one in general), _WITH_ALL, _SHARE_ALL,
            lambda words: "{}" in words and _greets_in(words.format("Kim"), language),
        )  # fmt: skip
        greeting = pattern.format(called) if pattern else ""
    return greeting


def _only_greeting(own: Sequence[Manner], language: str, called: str) -> str:
    """The one way in which the owner has greeted this person by name, once seen."""
    said = {one.greeting for one in own if _greets_in(one.greeting, language)}
    if not called or len(said) != 1:
        return ""
    (words,) = said
    return words if read_greeted_name(words) == called else ""


def _always_titled(own: Sequence[Manner], language: str) -> str:
    """The latest greeting where they all were as "Mr. Perkins:": then a first name is too much."""
    said = [one.greeting for one in own if one.greeting]
    titled = [one for one in said if _MISTER.match(one) or is_titled(one, language)]
    return said[0] if said and titled == said and _greets_in(said[0], language) else ""


def _without_owners_name(one: Manner, called: str, owner_name: str) -> Manner:
    """What greets by the owner's own name was not written by them, unless the other has it too."""
    name = read_greeted_name(one.greeting).casefold()
    mine = bool(name) and name in owner_name.casefold().split() and name != called.casefold()
    return replace(one, greeting="") if mine else one


def _name(own: Sequence[Manner], general: Sequence[Manner], owner_name: str, form: Form) -> str:
    """As the owner signs to this person, else as usually; below a polite letter stands what stood
    below the last one, else the whole name.
    """

    def is_own(words: str) -> bool:
        return words[:1].casefold() == owner_name[:1].casefold() != ""

    mine = [one.name for one in own]
    if form == "polite":
        return next((one for one in mine if is_own(one)), owner_name)
    return _own_or_usual(mine, [one.name for one in general], is_own)


def _leave(own: Sequence[Manner], general: Sequence[Manner], language: str) -> str:
    """As the owner takes leave of this person, else as of most; once is enough where it is the
    only way that they took leave of them.
    """
    mine = [one.leave for one in own if language in languages_of_leave(one.leave)]
    if len(set(mine)) == 1:
        return mine[0]
    return _usual(mine, _WITH_ONE, _SHARE_ONE, bool) or _usual(
        (one.leave for one in general), _WITH_ALL, _SHARE_ALL,
        lambda words: language in languages_of_leave(words),
    )  # fmt: skip


def _greeted_once(own: Sequence[Manner], language: str, address: str) -> str:
    """How the owner greeted by name somebody whose name nobody else tells: what was said twice
    before what was said once, then the latest. One word counts where it stands on its own line
    with a mark behind it, or begins as their address does.
    """
    local = address.partition("@")[0].casefold()
    said = Counter(
        one.greeting
        for one in own
        if _greets_in(one.greeting, language)
        and (name := read_greeted_name(one.greeting))
        and (
            (one.alone and is_marked(one.greeting))
            or not is_bare_name(one.greeting)
            or _begins_so(local, name.casefold())
        )
    )
    return next((words for words, _ in said.most_common(1)), "")


def _begins_so(local: str, name: str) -> bool:
    """Whether an address may be of somebody with this first name: `spereira` of a Susan, not
    `lee_kim`, in which names are written out.
    """
    parts = [one for one in re.split(r"[._\-+\d]+", local) if one]
    if len(parts) < 2:
        return local[:1] == name[:1]
    return any(one.startswith(name) or (len(one) <= 2 and one[:1] == name[:1]) for one in parts)


def _signed_name(signatures: Sequence[str], address: str, owner_name: str) -> str:
    """The first name that somebody signs all their mails with, twice at least where their address
    agrees, once where it says so itself, by the family name too; "" where it is the owner's too.
    """
    names = {found for one in signatures if (found := first_name(one))}
    if len(names) != 1:
        return ""
    (name,) = names
    local = address.partition("@")[0].casefold()
    if name.casefold() in owner_name.casefold().split():
        return ""
    if sum(first_name(one) == name for one in signatures) == 1:
        return name if name.casefold() in local or _holds_family(local, signatures) else ""
    # Below the mails of an office stands what the office is called.
    words = {word.casefold() for one in signatures for word in one.split() if len(word) > 2}
    agrees = local[:1] == name[:1].casefold() or any(word in local for word in words)
    return name if agrees else ""


def _holds_family(local: str, signatures: Sequence[str]) -> bool:
    """Whether an address holds the family name below a mail."""
    families = (one.split()[-1].casefold() for one in signatures if len(one.split()) > 1)
    return any(holds_family(local, one) for one in families)


def _is_brief(own: Sequence[Manner], general: Sequence[Manner]) -> bool:
    for manners, least in ((own, _LENGTHS_ONE), (general, _LENGTHS_ALL)):
        lengths = [one.words for one in manners if one.words]
        if len(lengths) >= least:
            return quantile(sorted(lengths), 0.5) <= BRIEF_WORDS
    return False


def _takes_no_leave(own: Sequence[Manner], general: Sequence[Manner]) -> bool:
    """Whether nearly all of the mails end without closing words: most with nothing but a name, some
    with thanks, which do not fit everywhere.
    """
    for manners, least in ((own, _LEAVES_ONE), (general, _LEAVES_ALL)):
        if len(manners) >= least:
            said = [one.leave for one in manners if one.leave]
            if sum(bool(languages_of_leave(words)) for words in said) > _SELDOM * len(manners):
                return False
            if len(said) <= len(manners) / 2:
                return True
    return False


def _greets_seldom(general: Sequence[Manner]) -> bool:
    """Whether most of the owner's mails begin with what they have to say."""
    greeted = sum(bool(one.greeting) for one in general)
    return len(general) >= _LEAVES_ALL and greeted <= _SPARING * len(general)


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
    return (
        bool(words)
        and language in languages_of_greeting(words)
        and not words.lower().startswith(_NOT_ALWAYS)
    )


def _pattern(manner: Manner) -> str:
    """The greeting with a place for the first name, or "" where it does not hold it."""
    name, greeting = manner.first_name, manner.greeting
    if not name or "{" in greeting or name not in greeting:
        return ""
    return greeting.replace(name, "{}", 1)
