"""Decides whom the owner gave nothing for longer than their circle allows, for the weekly letter:
what the owner could do, and nothing of what others did or owe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.core.bank import BankEntry, History, infer_entries
from daemon.core.model import Circle, Person

#: Days without a deposit that a circle allows; of the wide one nothing is expected.
ALLOWED_DAYS = {Circle.INNER: 30, Circle.CLOSE: 60, Circle.REGULAR: 120}
#: Who has been silent for longer than this is not in touch: first reconnect.
_ALIVE_DAYS = 180
#: With so many mails of the owner's in so many days, a deposit would have been seen.
_SEEN_MAILS = 5
_SEEN_DAYS = 365


@dataclass(frozen=True, slots=True)
class NoDeposit:
    """Somebody to whom the owner gave nothing for longer than their circle allows. `last` and
    `days` are None where all the mail that was read shows no deposit.
    """

    person: Person
    last: BankEntry | None
    days: float | None
    allowed_days: int


def no_deposit_lately(histories: Iterable[History], now: datetime) -> tuple[NoDeposit, ...]:
    """Whom the owner gave nothing for longer than the circle allows, the closest first.

    Silent about the wide circle, about people who never wrote or are out of touch (another matter),
    and, where no deposit is known at all, unless there was enough mail to see one.
    """
    found: list[NoDeposit] = []
    for history in histories:
        person = history.person
        allowed = ALLOWED_DAYS.get(person.circle)
        if allowed is None or not person.touches_in or not _is_alive(history, now):
            continue
        entries = infer_entries(history, now)
        last = next((one for one in entries if one.kind == "deposit"), None)
        if last is None:
            since = now - timedelta(days=_SEEN_DAYS)
            seen = [one for one in history.mails if one.by == "owner" and one.at >= since]
            is_new = person.first_seen is None or now - person.first_seen < timedelta(days=allowed)
            if len(seen) >= _SEEN_MAILS and not is_new:
                found.append(NoDeposit(person, None, None, allowed))
            continue
        days = (now - last.at) / timedelta(days=1)
        if days > allowed:
            found.append(NoDeposit(person, last, days, allowed))
    return tuple(
        sorted(found, key=lambda one: (one.allowed_days, -(one.days or 0.0), one.person.id))
    )


def _is_alive(history: History, now: datetime) -> bool:
    times = [one.at for one in history.mails] + [one.at for one in history.touches]
    last = max((at for at in times if at <= now), default=None)
    return last is not None and now - last <= timedelta(days=_ALIVE_DAYS)
