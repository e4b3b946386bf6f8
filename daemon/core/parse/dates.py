"""Decides when a message was written: its Date header read tolerantly, and which clock to trust."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

#: Before this no mail of a working mailbox was written; such a Date is a broken clock.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_AHEAD = 86_400

# English as RFC 5322 has it, and what broken mailers of other countries wrote.
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan ene gen janv januar januari",
            "feb fév fev fevr févr",
            "mar mär mrz mrt mars maa maart",
            "apr avr abr",
            "may mai maj mei mag",
            "jun juin giu juni",
            "jul juil lug juli",
            "aug aoû aou ago aout août",
            "sep set sept",
            "oct okt out ott",
            "nov",
            "dec dez dic déc des",
        ),
        1,
    )
    for name in names.split()
}
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "bst": 60, "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "jst": 540,
}  # fmt: skip

_COMMENT = re.compile(r"\([^()]*\)?")
_TIME = re.compile(
    r"(?<![\d+-])(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?(?:[.,]\d+)?(?:\s*([ap])\.?m\b)?",
    re.IGNORECASE,
)
_DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]*([^\W\d_]{3,9})\.?[\s,-]*(\d{2,4})?"
)
_MONTH_DAY_YEAR = re.compile(r"([^\W\d_]{3,9})\.?\s+(\d{1,2})\b(?!\s*:)(?:\s*,?\s+(\d{4})\b)?")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]*")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?(?!\d)")
_USUAL_DAY = re.compile(r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\Z", re.ASCII)
_USUAL_ZONE = re.compile(r"([+-])(\d\d)(\d\d)\Z", re.ASCII)
#: ` 09:30:` and `05 `, in seconds; a leap second is the one before it.
_USUAL_CLOCK = {f" {n // 60:02}:{n % 60:02}:": 60 * n for n in range(1_440)}
_USUAL_SECOND = {f"{n:02} ": min(n, 59) for n in range(100)}
_EPOCH = date(1970, 1, 1).toordinal()
_ZONE_NAME = re.compile(r"[A-Za-z]{1,5}")


@lru_cache(maxsize=512)
def _fixed_zone(minutes: int) -> tzinfo:
    return UTC if minutes == 0 else timezone(timedelta(minutes=minutes))


def _read_zone(text: str) -> tzinfo:
    """The zone in what follows the time of day; what cannot be one is UTC (section 4.3)."""
    if offset := _OFFSET.search(text):
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        if hours > 15 or minutes > 59:
            return UTC
        return _fixed_zone((hours * 60 + minutes) * (1 if offset[1] == "+" else -1))
    for name in _ZONE_NAME.findall(text):
        if name.lower() in _ZONES:
            return _fixed_zone(_ZONES[name.lower()])
    return UTC


def _full_year(digits: str) -> int:
    """Two- and three-digit years as section 4.3 has them."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _read_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date without its time."""
    if iso := _ISO.search(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    for found in _DAY_MONTH_YEAR.finditer(text):
        month = _MONTHS.get(found[2].lower()) or _MONTHS.get(found[2][:3].lower())
        if month and found[3]:
            return _full_year(found[3]), month, int(found[1])
    for found in _MONTH_DAY_YEAR.finditer(text):
        month = _MONTHS.get(found[1].lower()) or _MONTHS.get(found[1][:3].lower())
        if month:
            year = found[3] or next(iter(_YEAR.findall(text, found.end())), None)
            if year:
                return _full_year(year), month, int(found[2])
    return None


@lru_cache(maxsize=8_192)
def _usual_day(text: str) -> int:
    """Where a day begins in UTC, in epoch seconds; raises LookupError or ValueError."""
    found = _USUAL_DAY.match(text)
    if found is None or not "1900" <= found[3] <= "9000":
        raise ValueError("no usual day")
    day = date(int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    return (day.toordinal() - _EPOCH) * 86_400


@lru_cache(maxsize=512)
def _usual_zone(text: str) -> int:
    """An offset in seconds; raises ValueError."""
    found = _USUAL_ZONE.match(text)
    if found is None or found[2] > "15" or found[3] > "59":
        raise ValueError("no usual zone")
    return (int(found[2]) * 3_600 + int(found[3]) * 60) * (1 if found[1] == "+" else -1)


def parse_usual_date(text: str) -> int | None:
    """The epoch seconds of a date in the form of RFC 5322 to the letter, which nearly all are
    (`Thu, 27 Dec 2018 12:51:39 +0100 (CET)`), as `parse_date` has them; of any other None.
    """
    if text.endswith(")"):
        text, _, zone_name = text.rpartition(" (")
        if not zone_name[:-1].isalpha():
            return None
    try:
        return (
            _usual_day(text[:-15])
            + _USUAL_CLOCK[text[-15:-8]]
            + _USUAL_SECOND[text[-8:-5]]
            - _usual_zone(text[-5:])
        )
    except (LookupError, ValueError):
        return None


def parse_date(text: str) -> datetime | None:
    """The moment a Date header names, aware, with the offset it was written in (RFC 5322,
    sections 3.3 and 4.3); UTC where it names none; None where it cannot be read or lies outside
    what a datetime can hold. The caller bounds the length of `text`.
    """
    text = _COMMENT.sub(" ", text[:200]).strip()
    hour = minute = second = 0
    zone: tzinfo = UTC
    if clock := _TIME.search(text):
        hour, minute, second = int(clock[1]), int(clock[2]), min(int(clock[3] or 0), 59)
        if clock[4]:
            hour = hour % 12 + (12 if clock[4] in "pP" else 0)
        after = text[clock.end() :]
        zone = _read_zone(after)
        text = f"{text[: clock.start()]} {after}"
    day = _read_day(text)
    if day is None:
        return None
    try:
        moment = datetime(*day, hour, minute, second, tzinfo=zone)
        moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment


def resolve_time(date: float | None, received_at: float | None, now: float) -> int:
    """When a message was written, as far as can be believed; all in epoch seconds, never after
    `now`.

    Date is right unless it is absent, before 1990, or more than a day after the server received
    the message (or after now): a mailbox that moved house has INTERNALDATEs years after its
    Dates. Then `received_at` counts; where that is absurd too, the mail is old and not new; where
    nothing is known, it is now.
    """
    if date is not None and received_at is not None and EARLIEST <= date <= received_at <= now:
        return int(date)  # the usual
    latest = now if received_at is None or received_at > now else received_at
    if date is not None and EARLIEST <= date <= latest + _AHEAD:
        # Nobody's mail arrives before it is written: a clock that runs ahead would put an answer
        # before its question.
        return int(date if date < latest else latest)
    if received_at is not None:
        return int(min(max(received_at, EARLIEST), now))
    return int(now)
