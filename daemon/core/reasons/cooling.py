"""These two have been silent for much longer than is usual for them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from math import log1p

from daemon.core.cadence import LEAST_SPAN_DAYS
from daemon.core.durations import days_in_words
from daemon.core.exchange import Exchange, is_colleague, is_family
from daemon.core.model import (
    Cadence,
    Circle,
    Evidence,
    Owner,
    Person,
    Relationship,
    Suggestion,
)
from daemon.core.parse.late import late_pattern
from daemon.core.usual import usual_in_words

KIND = "check_in"
#: Nobody cools within three weeks, however often they used to write.
LEAST_SILENCE_DAYS = 21.0
#: A silence is unusual from so many of their longest usual pauses and of their usual ones on.
LONGEST_PAUSES, USUAL_PAUSES = 1.5, 3.0
#: A silence of a year and a half has ended a habit, not paused it.
LAPSES_AFTER_DAYS = 540
_CLOSENESS = {Circle.INNER: 1.0, Circle.CLOSE: 0.9, Circle.REGULAR: 0.7, Circle.WIDE: 0.4}
#: The most that a silence can weigh: an answer that is owed always comes first.
HIGHEST_SCORE = 58.0
#: Mails to each other alone that a tie has, each way, and those of them with a personal word, the
#: owner's among them: who only passed on schedules is no acquaintance to ask how life is, and one
#: such word among very many mails is politeness.
LEAST_ALONE = 2
LEAST_SOCIABLE, LEAST_SOCIABLE_OUT = 2, 1
SHARE_SOCIABLE = 0.1
#: Whose last word was this has left the address, or it said all there was to say.
_FAREWELL = late_pattern(
    r"\b(?:farewell|good-?\s?bye|last day|moving on|leaving|so long|abschied|letzter tag|adieux?|"
    r"dernier jour|despedida|adi[oó]s|[uú]ltimo d[ií]a)\b",
    re.IGNORECASE,
)


def unusual_silence_days(cadence: Cadence) -> float:
    """From how many days on a silence is unusual: well past their longest usual pause."""
    return max(
        LEAST_SILENCE_DAYS,
        LONGEST_PAUSES * cadence.long_days,
        USUAL_PAUSES * cadence.usual_days,
    )


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """A word to somebody whose contact with the owner has gone quiet, against their own habit."""
    person, cadence = relationship.person, relationship.cadence
    if cadence is None or person.last_touch is None or person.first_seen is None:
        return None
    if "@" in person.name:
        return None  # nobody asks how life is whom they cannot call by name
    if relationship.gaps or not person.touches_out or not person.touches_in:
        return None  # an open question comes first: see the other reasons
    if person.last_touch - person.first_seen < timedelta(days=LEAST_SPAN_DAYS):
        return None
    silence = (now - person.last_touch) / timedelta(days=1)
    limit = unusual_silence_days(cadence)
    if not limit < silence <= LAPSES_AFTER_DAYS:
        return None
    # Colleagues meet without mail: their silence in it says nothing.
    if is_colleague(person, owner) or is_family(person, owner):
        return None
    if not is_tie(relationship.exchange) or _business_goes_on(relationship.exchange):
        return None
    if _FAREWELL.search(f"{relationship.last_subject} / {_subject(relationship)}"):
        return None
    usual = usual_in_words(person)
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"no word between you for {days_in_words(silence)}"
        + (f"; usually there is contact {usual}" if usual else ""),
        act="Ask how they are; offer something, ask for nothing",
        occasion=f"silent-since:{person.last_touch.date().isoformat()}",
        score=_stake(person, cadence) * _urgency(silence / limit),
        evidence=(
            Evidence(
                f"the last of {person.touches_out + person.touches_in} contacts",
                person.last_touch,
                relationship.last_ref,
                relationship.last_message_id,
                relationship.last_subject,
            ),
        ),
        expires_at=person.last_touch + timedelta(days=LAPSES_AFTER_DAYS),
        address=person.addresses[0] if person.addresses else "",
        subject=_subject(relationship),
        last_mail=person.last_touch,
        language=relationship.language,
    )


def is_tie(exchange: Exchange | None) -> bool:
    """Whether they write to each other as two people do, and did when they fell silent, where
    anybody looked.
    """
    if exchange is None:
        return True
    mails = exchange.alone_out + exchange.alone_in
    return (
        exchange.warm
        and min(exchange.alone_out, exchange.alone_in) >= LEAST_ALONE
        and exchange.sociable_out >= LEAST_SOCIABLE_OUT
        and exchange.sociable >= max(LEAST_SOCIABLE, SHARE_SOCIABLE * mails)
    )


def _business_goes_on(exchange: Exchange | None) -> bool:
    """Whether their firm wrote lately: the two may well be in touch in ways that mail to the owner
    alone does not show.
    """
    return exchange is not None and bool(exchange.firm_at)


def _subject(relationship: Relationship) -> str:
    """What they last wrote about to each other alone: what went round says nothing of the two."""
    known = relationship.exchange
    return relationship.last_subject if known is None else known.subject


def _stake(person: Person, cadence: Cadence) -> float:
    """What is at stake: how close they are, and how much has been built up between them."""
    depth = min(1.0, log1p(cadence.contacts) / log1p(40))
    return HIGHEST_SCORE * _CLOSENESS[person.circle] * (0.4 + 0.6 * depth)


def _urgency(ratio: float) -> float:
    """Highest while the silence is fresh: a word after twice the usual pause is natural, after
    ten times it is a new beginning.
    """
    return 1.0 if ratio <= 3.0 else 0.5 + 1.5 / ratio
