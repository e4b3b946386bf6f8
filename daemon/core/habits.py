"""What sent mail tells of its owner: their name, time zone and working days, so that nobody has to
be asked. Says nothing where there is too little of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from daemon.core.mail import Headers
from daemon.core.values import dataclass

#: Below so many mails nothing is concluded about days and zones.
LEAST_MAILS = 40
#: A day with less than this share of the mail of an average working day is a day off.
_SHARE_OF_WORKING_DAY = 0.2
#: A zone explains the mail where so much of it carries the zone's offset of that moment; the
#: rest was written on travels or by machines.
_EXPLAINED = 0.8
#: One zone for each set of rules that people live by; the machine's own goes before.
_ZONES = (
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Istanbul", "Europe/Moscow",
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Halifax", "America/Sao_Paulo", "America/Bogota",
    "America/Mexico_City", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi",
    "Asia/Jerusalem", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Perth", "Australia/Brisbane", "Australia/Adelaide",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Habits:
    """Empty where nothing can be concluded. `working_days` are words of `DAYS`."""

    name: str = ""
    time_zone: str = ""
    working_days: tuple[str, ...] = ()


def infer_habits(sent: Iterable[Headers], address: str, machine_zone: str) -> Habits:
    """From the headers of sent mail. `address` is the owner's, `machine_zone` an IANA name."""
    own = [one for one in sent if one.sender is not None and one.sender.email == address.lower()]
    names = Counter(one.sender.name for one in own if one.sender is not None and one.sender.name)
    times = [one.date for one in own if one.date is not None]
    return Habits(
        name=names.most_common(1)[0][0] if names else "",
        time_zone=_infer_zone(times, machine_zone),
        working_days=_infer_days(times),
    )


def _infer_zone(times: Sequence[datetime], machine_zone: str) -> str:
    """The zone whose clock the mail was written by; the machine's where it does as well."""
    if len(times) < LEAST_MAILS:
        return ""
    if sum(not one.utcoffset() for one in times) >= _EXPLAINED * len(times):
        # Or by a program that writes all mail so, wherever it is: Exchange does.
        lives_there = "/" in machine_zone and not machine_zone.startswith("Etc/")
        return machine_zone if lives_there and _fit(times, machine_zone) >= _EXPLAINED else ""
    fits = {name: _fit(times, name) for name in (machine_zone, *_ZONES)}
    best = max(fits, key=lambda name: (fits[name], name == machine_zone))
    return best if fits[best] >= _EXPLAINED else ""


def _fit(times: Sequence[datetime], name: str) -> float:
    zone = ZoneInfo(name)
    return sum(one.utcoffset() == one.astimezone(zone).utcoffset() for one in times) / len(times)


def _infer_days(times: Sequence[datetime]) -> tuple[str, ...]:
    """The days that mail is usually written on, by the clock that each mail carries."""
    if len(times) < LEAST_MAILS:
        return ()
    counts = Counter(one.weekday() for one in times)
    busy = sorted(counts.values(), reverse=True)[:5]
    least = _SHARE_OF_WORKING_DAY * sum(busy) / len(busy)
    return tuple(day for number, day in enumerate(DAYS) if counts[number] >= least)
