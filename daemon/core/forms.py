"""Decides how a draft addresses its reader, familiarly (du, tu, tú) or politely (Sie, vous, usted):
as the owner does with this person, else as the person does with the owner, else as the owner
does with nearly everybody; else not at all, and the draft is worded without a pronoun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from daemon.core.parse.address_forms import Form, is_titled, is_warm

#: The latest of the owner's mails to a person say how it stands today: nobody goes back to Sie.
_LATEST = 2
_SHARE = 0.75
#: What the other writes is weaker: one mail may have been a slip, or gone to several.
_LEAST_THEIRS, _SHARE_THEIRS = 2, 0.8
#: So many greetings by the first name lean to the familiar form.
_LEAST_GREETED = 2
#: The owner's general way: of so many mails to anybody nearly all are alike.
_LEAST_ALL, _SHARE_ALL = 6, 0.85


def learn_form(
    own: Sequence[Form],
    greetings: Sequence[tuple[str, bool]],
    theirs: Iterable[Form],
    general: Iterable[Form],
    language: str,
) -> Form:
    """The form for one person in `language` ("de"), "" where it is not known.

    `own` are the forms of the owner's mails to the person, newest first; `greetings` those mails'
    greetings, each with whether it holds the person's first name; `theirs` the forms of the
    person's mails to the owner; `general` of the owner's to anybody. "" stands for a mail that
    shows none.
    """
    said = [one for one in own if one]
    if said:
        latest = set(said[:_LATEST])
        return said[0] if len(latest) == 1 else _most(said, 1, _SHARE)
    if any(is_titled(words, language) for words, _ in greetings):
        return "polite"
    answered = _most(theirs, _LEAST_THEIRS, _SHARE_THEIRS)
    if answered:
        return answered
    warm = sum(named and is_warm(words, language) for words, named in greetings)
    if warm >= _LEAST_GREETED:
        return "familiar"
    return _most(general, _LEAST_ALL, _SHARE_ALL)


def _most(said: Iterable[Form], least: int, share: float) -> Form:
    """The form that nearly all show, where they are enough."""
    counted = Counter(one for one in said if one)
    for form, times in counted.most_common(1):
        if times >= least and times >= share * counted.total():
            return form
    return ""
