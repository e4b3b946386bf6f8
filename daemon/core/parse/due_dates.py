"""Decides which day the words of a sentence name as the day by which something will be done.

Our own grammar, anchored on words, because a wrong day is worse than none. Of 40 sentences set
apart (bench/labels/due_dates.tsv) it read 39 at first sight and named no wrong day; dateparser 1.5
read 19 and named a wrong day in 19, parsedatetime 2.6 13 and 10, timefhuman 0.1.5 15 and 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from daemon.core.parse import due_words as said
from daemon.core.parse.wordlists import one_of
from daemon.core.values import dataclass

#: Countries that write the month first.
MONTH_FIRST = frozenset(("US", "PH"))
#: Where both are usual, or the country is unknown, 5/12 tells nothing.
_EITHER = frozenset(("", "CA", "KE", "PR"))
#: A day and month so long ago belongs to next year; a nearer one is simply past.
_ROLLS_OVER_DAYS = 150
_FARTHEST_DAYS = 800
_MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day, and where in the text its words stand (`text[start:end]`)."""

    day: date
    start: int
    end: int


def _any(table: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(table, key=lambda one: (-len(one), one)))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DIGIT = re.compile(r"\d")
_YEAR = r"(?:,?\s{1,2}(?:de\s|del\s)?(\d{4})\b)?"
_WEEKDAY = _compile(
    rf"\b(?:(?P<next>{said.NEXT_BEFORE})\s)?(?P<day>{_any(said.WEEKDAYS)})"
    rf"(?:{said.PART_OF_DAY})?\b(?![’']s|-)"
    rf"(?:,?\s(?:(?P<after>{said.NEXT_AFTER})|(?P<last>{said.LAST_AFTER}))\b)?"
)
_SHORT = _compile(
    rf"\b(?:(?P<next>next)\s)?(?P<day>{_any(said.SHORT_WEEKDAYS)})\b(?![’'-])\.?"
    r"(?P<after>\snext week)?(?P<last>\slast)?"
)
_DAY_MONTH = _compile(
    r"(?<![\d.:,/$€£#-])(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s{0,2}(?:of\s|de\s)?"
    rf"(?:({_any(said.MONTHS)})\b)\.?{_YEAR}"
)
_MONTH_DAY = _compile(
    rf"\b({_any(said.MONTHS)})\b\.?\s{{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%/]|[.,]\d){_YEAR}"
)
_PART_OF_MONTH = _compile(
    rf"\b(?:(?P<end>{said.END_OF})|(?P<middle>{said.MIDDLE_OF})|(?P<start>{said.START_OF})"
    rf"|(?P<whole>{said.WHOLE_MONTH}))[\s-](?P<month>{_any(said.MONTHS)})\b(?!\.?\s{{1,2}}\d)"
)
_ISO = _compile(r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?![\d-])")
_SLASHED = _compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?(?![\d/])")
_DOTTED = _compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d\d|\d\d)(?!\d|\.))?(?!\d)")
_NTH = _compile(
    r"(?<=\b)(?:the |zum |le |el |del |día |o dia )(\d{1,2})(?:(?:st|nd|rd|th)\b|\.?(?=[\s,;!)]|$))"
    r"(?!\s(?:of|de|des|der)\b|\s?[%€$:]|\s\w)"
)
_IN_UNITS = tuple(
    (
        unit,
        _compile(
            rf"\b{said.IN_FUTURE}\s(?:(?P<count>\d{{1,2}})|(?P<word>{_any(said.NUMBERS)}))"
            rf"(?:\sof)?(?:-|\s(?:more\s)?)(?:{words})\b"
        ),
    )
    for unit, words in said.UNITS
)
_PERIODS = tuple((name, _compile(rf"\b{one_of(table)}\b")) for name, table in said.PERIODS)
_DEADLINE = _compile(rf"\b{said.DEADLINE}\s(?:the\s|next\s)?$")
_BEFORE = _compile(rf"\b{said.BEFORE}\s(?:the\s)?$")
_ON_DAY = _compile(rf"\b{said.ON_DAY}\s(?:\w{{2,10}},?\s)?$")
_NOT_DUE = _compile(rf"\b{said.NOT_DUE}\s(?:early\s|late\s)?$")
_OR = _compile(r"\s(?:or|oder|ou|o|of)\s(?:on\s|am\s|el\s)?")


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(day: date, months: int = 0) -> date:
    index = day.year * 12 + day.month + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)


def _coming(month: int, day: int, today: date) -> date | None:
    """That day of the year, next year where it is long past, None where it is just past."""
    found = _safe_date(today.year, month, day)
    if found is not None and found < today:
        long_past = (today - found).days > _ROLLS_OVER_DAYS
        found = _safe_date(today.year + 1, month, day) if long_past else None
    return found


def _full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _friday(today: date, weeks: int = 0) -> date:
    return today + timedelta(days=4 - today.weekday() + 7 * weeks)


def _period(name: str, today: date) -> date:
    weekend = today.weekday() > 4
    if name == "this week":
        return _friday(today, 1 if weekend else 0)
    days = {"today": 0, "tomorrow": 1, "after tomorrow": 2, "weekend": 6 - today.weekday()}
    if name in days:
        return today + timedelta(days=days[name])
    if name == "early next week":
        return _friday(today, 1) - timedelta(days=2)
    if name == "next week":
        return _friday(today, 1)
    if name == "this year":
        return date(today.year, 12, 31)
    return _month_end(today, 1 if name == "next month" else 0)


def _after(count: int, unit: str, today: date) -> date:
    if unit == "weeks":
        return today + timedelta(weeks=count)
    if unit == "months":
        return today + timedelta(days=30 * count)
    if unit == "days":
        return today + timedelta(days=count)
    day = today
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _weekday(found: re.Match[str], number: int, today: date) -> date | None:
    if found["last"]:
        return None
    if found["next"] or found["after"]:
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _slashed(found: re.Match[str], today: date, region: str) -> date | None:
    first, second = int(found[1]), int(found[2])
    if first > 12 or second > 12:
        day, month = max(first, second), min(first, second)
    elif region in MONTH_FIRST or first == second:
        month, day = first, second
    elif region in _EITHER:
        return None
    else:
        day, month = first, second
    if found[3]:
        return _safe_date(_full_year(found[3]), month, day)
    return _coming(month, day, today)


def _nth(day: int, today: date) -> date | None:
    first = today.replace(day=1) if day >= today.day else _month_end(today) + timedelta(days=1)
    return _safe_date(first.year, first.month, day)


def _is_month(word: str, anchored: bool) -> bool:
    return anchored or word[:1].isupper() or word.lower() not in said.AMBIGUOUS_MONTHS


def _read(text: str, today: date, region: str) -> Iterator[tuple[re.Match[str], date | None, bool]]:
    """Every day that is named: the match, the day, and whether it counts without "on" or "by"."""
    for name, period in _PERIODS:
        for found in period.finditer(text):
            yield found, _period(name, today), True
    for unit, pattern in _IN_UNITS:
        for found in pattern.finditer(text):
            count = int(found["count"] or said.NUMBERS[found["word"].lower()])
            yield found, _after(count, unit, today), True
    for found in _WEEKDAY.finditer(text):
        yield found, _weekday(found, said.WEEKDAYS[found["day"].lower()], today), True
    for found in _SHORT.finditer(text):
        number = said.SHORT_WEEKDAYS[found["day"].lower()]
        yield found, _weekday(found, number, today), bool(found["next"])
    has_digit = _DIGIT.search(text) is not None
    dated = ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)) if has_digit else ()
    for pattern, day_group, month_group in dated:
        for found in pattern.finditer(text):
            month, day = said.MONTHS[found[month_group].lower()], int(found[day_group])
            named = (
                _safe_date(int(found[3]), month, day) if found[3] else _coming(month, day, today)
            )
            yield found, named, _is_month(found[month_group], day_group == 1)
    for found in _PART_OF_MONTH.finditer(text):
        if _is_month(found["month"], anchored=bool(found["end"])):
            last = 10 if found["start"] else 15 if found["middle"] else 28
            month_day = _coming(said.MONTHS[found["month"].lower()], last, today)
            whole = month_day and not (found["start"] or found["middle"])
            yield found, _month_end(month_day) if month_day and whole else month_day, True
    if not has_digit:
        return
    for found in _ISO.finditer(text):
        yield found, _safe_date(int(found[1]), int(found[2]), int(found[3])), True
    for found in _SLASHED.finditer(text):
        yield found, _slashed(found, today, region), False
    for found in _DOTTED.finditer(text):
        day, month = int(found[1]), int(found[2])
        year = found[3]
        yield (
            found,
            _safe_date(_full_year(year), month, day) if year else _coming(month, day, today),
            bool(year),
        )
    for found in _NTH.finditer(text):
        yield found, _nth(int(found[1]), today), False


def find_due_dates(text: str, at: datetime | date, region: str = "") -> tuple[DueDate, ...]:
    """Every day that the sentence names as a time to come, in the order of the text; those after
    "by", "until" and their kind first.

    `at` is when it was written, on the writer's own clock; `region` (ISO 3166) says how 5/12 is
    read. Days that are past, that only begin something ("after Friday") or that name a thing
    ("Monday's list") are left out.
    """
    today = at.date() if isinstance(at, datetime) else at
    text = text[:_MAX_TEXT]
    if not text.strip():
        return ()
    found: list[tuple[bool, int, int, date | None]] = []
    for match, day, stands_alone in _read(text, today, region):
        tail = text[max(0, match.start() - 30) : match.start()]
        deadline = bool(_DEADLINE.search(tail) or _DEADLINE.match(match[0] + " "))
        before = bool(_BEFORE.search(tail))
        if not deadline and not before and not _ON_DAY.search(tail):
            if _NOT_DUE.search(tail):
                day = None
            elif not stands_alone:
                continue
        is_day = match.re not in _WITHOUT_DAY
        if before and is_day and day is not None:
            day -= timedelta(days=1)
        if day is not None and not 0 <= (day - today).days <= _FARTHEST_DAYS:
            day = None
        found.append((deadline or before, match.start(), match.end(), day))
    kept: list[tuple[bool, DueDate]] = []
    covered = -1
    for deadline, start, end, day in sorted(found, key=lambda one: (one[1], -one[2])):
        if start < covered:
            continue  # a part of what was read already: the longest reading wins
        covered = end
        if day is not None:
            kept.append((deadline, DueDate(day, start, end)))
    kept.sort(key=lambda one: not one[0])
    return tuple(one for _, one in kept)


#: "Before the end of the week" means its end; "before Friday" does not mean Friday.
_WITHOUT_DAY = frozenset((_PART_OF_MONTH, *(one for _, one in _PERIODS)))


def find_due_date(text: str, at: datetime | date, region: str = "") -> DueDate | None:
    """The one day by which it is due: a deadline before any other day, of "Monday or Tuesday" the
    later one; None where no day is named.
    """
    found = find_due_dates(text, at, region)
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        if other.start > first.end and _OR.fullmatch(text[first.end : other.start]):
            return DueDate(max(first.day, other.day), first.start, other.end)
    return first
