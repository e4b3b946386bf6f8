"""When each job is due. The only importer of APScheduler, which keeps the times and nothing else:
what is due is only named, and the service's one worker does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from daemon.core.values import dataclass

#: A job comes up to this part of its interval late or early, so that a thousand daemons that
#: were started by one power cut do not all call at once.
JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many seconds, counted from the last time; the first time at once."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these days (`mon` ... `sun`) at this time of the owner's clock. Between 2 and 3 a clock
    that is put forward has no such time, so the hour is best 3 or later.
    """

    days: tuple[str, ...]
    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """A name, by which the worker knows what to do, and its times."""

    name: str
    when: Every | Weekly


class Scheduler:
    """Tells `due` the name of each job when its time has come, from a thread of its own.

    What was missed (sleep, a clock put forward) comes once, late, and not once for every time.
    """

    def __init__(self, jobs: Iterable[Job], zone: tzinfo, due: Callable[[str], None]) -> None:
        self._due = due
        self._jobs: dict[str, Job] = {}
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 3, "misfire_grace_time": None},
        )
        self.replace(jobs, zone)

    @property
    def alive(self) -> bool:
        """Whether its thread still runs."""
        thread = self._scheduler._thread
        return bool(self._scheduler.running and thread is not None and thread.is_alive())

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()

    def stop(self) -> None:
        """End; what is due no longer matters."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def replace(self, jobs: Iterable[Job], zone: tzinfo) -> None:
        """From now on these jobs; one that stays as it was keeps its next time."""
        wanted = {job.name: job for job in jobs}
        for name in [name for name, job in self._jobs.items() if wanted.get(name) != job]:
            self._scheduler.remove_job(name)
            del self._jobs[name]
        for name, job in wanted.items():
            if name in self._jobs and isinstance(job.when, Every):
                continue
            first = {"next_run_time": datetime.now(UTC)} if isinstance(job.when, Every) else {}
            self._scheduler.add_job(
                self._due,
                _trigger(job.when, zone),
                args=(name,),
                id=name,
                name=name,
                replace_existing=True,
                **first,
            )
        self._jobs = wanted

    def next_time(self, name: str) -> datetime | None:
        """When this job is due next."""
        job = self._scheduler.get_job(name)
        at: datetime | None = getattr(job, "next_run_time", None)
        return at

    def move(self, name: str, seconds: float) -> None:
        """Let this job be due in so many seconds; afterwards it keeps its interval again."""
        try:
            self._scheduler.modify_job(
                name, next_run_time=datetime.now(UTC) + timedelta(seconds=seconds)
            )
        except JobLookupError:
            pass  # a reload has taken it away

    def hasten(self, name: str, seconds: float) -> None:
        """Let this job be due in so many seconds, unless it is due before that anyhow."""
        at = self.next_time(name)
        if at is None or at > datetime.now(UTC) + timedelta(seconds=seconds):
            self.move(name, seconds)

    def clock_changed(self) -> None:
        """The clock was set, or the machine slept: nothing may wait for a time that a clock once
        put forward by mistake had named.
        """
        now = datetime.now(UTC)
        for name, job in self._jobs.items():
            if isinstance(job.when, Every):
                at = self.next_time(name)
                if at is None or at > now + timedelta(seconds=job.when.seconds * (1 + JITTER)):
                    self.move(name, job.when.seconds)
            else:
                scheduled = self._scheduler.get_job(name)
                self._scheduler.modify_job(
                    name, next_run_time=scheduled.trigger.get_next_fire_time(None, now)
                )
        if self._scheduler.running:
            self._scheduler.wakeup()


def _trigger(when: Every | Weekly, zone: tzinfo) -> BaseTrigger:
    if isinstance(when, Every):
        return IntervalTrigger(seconds=when.seconds, jitter=when.seconds * JITTER, timezone=UTC)
    return CronTrigger(
        day_of_week=",".join(when.days), hour=when.hour, minute=when.minute, timezone=zone
    )
