"""Decides which past day the owner means by "yesterday", "last friday", "3 weeks ago", a date.

The words of a day to come (due_dates.py) do not fit: there "friday" is the next one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from daemon.core.parse import due_words as said
from daemon.core.parse.due_dates import find_due_dates

_NAMED = {
    "today": 0, "now": 0, "heute": 0, "vandaag": 0, "hoy": 0, "aujourd'hui": 0,
    "yesterday": 1, "gestern": 1, "gisteren": 1, "ayer": 1, "hier": 1,
    "the day before yesterday": 2, "vorgestern": 2, "eergisteren": 2, "anteayer": 2,
    "last week": 7, "letzte woche": 7, "last month": 30,
}  # fmt: skip
_AGO = re.compile(
    r"(?:(?:vor|hace|il y a)\s)?(?P<count>\d{1,4}|an?|one|two|three|four|five|six)\s"
    r"(?P<unit>day|week|month|year|tag|woche|monat|jahr|dag|semana|jour|semaine)\w{0,3}"
    r"(?:\s(?:ago|geleden))?"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {
    "day": 1, "tag": 1, "dag": 1, "jour": 1, "week": 7, "woche": 7, "semana": 7, "semaine": 7,
    "month": 30, "monat": 30, "year": 365, "jahr": 365,
}  # fmt: skip
_ON = re.compile(r"^(?:on|am|op|last|letzten|vorige|this)\s")


#: Before this nobody was met: it is a slip, or a number that somebody tries out.
_FIRST_YEAR = 1971


def find_past_day(text: str, today: date) -> date | None:
    """The day that the words name, never after today and none before 1971; None where they name
    none.

    A weekday is the last one of that name before today; a day and month without a year the last.
    """
    day = _find(text, today)
    return None if day is None or day.year < _FIRST_YEAR else day


def _find(text: str, today: date) -> date | None:
    words = " ".join(text.casefold().split())[:80]
    if words in _NAMED:
        return today - timedelta(days=_NAMED[words])
    if found := _AGO.fullmatch(words):
        count = _NUMBERS.get(found["count"]) or int(found["count"])
        try:
            return today - timedelta(days=count * _DAYS[found["unit"]])
        except OverflowError:
            return None
    bare = _ON.sub("", words)
    weekday = (said.WEEKDAYS | said.SHORT_WEEKDAYS).get(bare)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return _dated(text, today)


def _dated(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
        return day if day <= today else None
    except ValueError:
        pass
    # Read as of a time ago, a day without a year is the last one of that name. What is reckoned
    # from today ("in two weeks") moves when today does, and is no past day.
    for ago in (180, 365, 730, 1460) if any(map(str.isdecimal, text)) else ():
        asked = [today - timedelta(days=ago + more) for more in (0, 1)]
        found = [{one.day for one in find_due_dates(f"on {text}", at)} for at in asked]
        if found[0] == found[1] and len(found[0]) == 1 and (day := found[0].pop()) <= today:
            return day
    return None
