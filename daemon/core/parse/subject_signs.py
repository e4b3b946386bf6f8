"""Decides what a subject sounds like: a bounce, an absence, a receipt, a calendar's, a list's."""

from __future__ import annotations

import re
from typing import NamedTuple

from daemon.core.parse.kind_words import (
    ANSWERED,
    ARRIVED,
    BOUNCED,
    BY_HAND_TOO,
    INVITED,
    OUT_OF_OFFICE,
)
from daemon.core.parse.subjects import parse_subject
from daemon.core.parse.wordlists import any_of, lowered

_LOTUS_NOTES = " is out of the office"
_OUT_OF_OFFICE_SUBJECT = re.compile(
    rf"\s*(?:{any_of(OUT_OF_OFFICE)}|{any_of(BY_HAND_TOO)}\s?:"
    rf"|.{{1,60}}/.{{1,60}}{_LOTUS_NOTES})"
)
#: Reports of success: the mail arrived, or was read.
_ARRIVED_ENDS = ("(relay)", "(relayed)", "(success)", "(delivered)")
_ARRIVED = re.compile(
    rf"\s*{any_of(ARRIVED)}\s?:|\s*return receipt\b|.{{0,80}}{any_of(_ARRIVED_ENDS)}\s*$"
)
_BOUNCE_SUBJECT = re.compile(rf"\s*(?:{any_of(BOUNCED)})")
_ANSWER_SUBJECT = re.compile(rf"\s*{any_of(ANSWERED)}\s?:\s")
_INVITATION_SUBJECT = re.compile(rf"\s*{any_of(INVITED)}\s?:\s")
#: The first three letters of a subject that may be one of these; most are spared the patterns.
_BEGINNINGS = frozenset(
    (phrase + after)[:3]
    for table in (OUT_OF_OFFICE, BY_HAND_TOO, ARRIVED, BOUNCED, ANSWERED, INVITED, ["return "])
    for phrase in table
    for after in " :"
)
#: What list servers write before a subject: `Re: [NAME] …`.
_LIST_TAG = re.compile(r"\[([\w .-]{3,40})\]")


class Signs(NamedTuple):
    """What a subject sounds like; `list_tag` is the name that it bears in brackets, folded."""

    bounced: bool = False
    absent: bool = False
    arrived: bool = False
    answer: bool = False
    invitation: bool = False
    list_tag: str = ""


NO_SIGNS = Signs()


def signs_of(subject: str) -> Signs:
    """What a clean subject (`clean_line`) sounds like."""
    lower = lowered(subject)
    tag = _LIST_TAG.search(subject) if "[" in subject else None
    if (
        lower[:3] not in _BEGINNINGS
        and _LOTUS_NOTES not in lower
        and not lower.endswith(_ARRIVED_ENDS)
    ):
        return Signs(list_tag=tag[1].lower()) if tag else NO_SIGNS
    return Signs(
        _BOUNCE_SUBJECT.match(lower) is not None,
        _OUT_OF_OFFICE_SUBJECT.match(lower) is not None and not parse_subject(subject).is_reply,
        _ARRIVED.match(lower) is not None,
        _ANSWER_SUBJECT.match(lower) is not None,
        _INVITATION_SUBJECT.match(lower) is not None,
        tag[1].lower() if tag else "",
    )
