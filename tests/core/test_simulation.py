"""Two years of a scripted world, day by day, through detectors, threads, turns and expectations:
on no day does a wrong gap stand, and every true one shows within a day.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache

import pytest

from daemon.core.detectors import all_detectors
from daemon.core.elsewhere import PairMail, answered_elsewhere
from daemon.core.expectation import ReplyHabit, expected_days
from daemon.core.model import Direction, MessageKind, Owner, ReadMessage, ThreadMessage, Turn
from daemon.core.parse.subjects import parse_subject
from daemon.core.replies import whose_turn
from daemon.core.threads import SubjectMessage, link_by_subject
from daemon.core.worktime import working_days_between
from tests.core.simulated_world import DAYS, OWNER, START, Mail, Wait, World, write_world
from tests.core.usual_of import reply_habits_of

KIM = Owner("Kim Holt", ("kim@example.org",), "Europe/Berlin", country="DE")
NAMES = frozenset({"kim", "holt"})
#: A mail that came after the evening's look is seen on the next day.
EVENING = timedelta(hours=20)


@cache
def findings(text: str, outgoing: bool, direct: int, recipients: int) -> frozenset[str]:
    """What the real detectors find, as the rule is told of it."""
    message = ReadMessage(
        "", text, outgoing, owner_names=NAMES, direct_recipients=direct, recipients=recipients
    )
    kinds = set()
    for detector in all_detectors():
        for found in detector.detect(message):
            kind = found.kind
            if kind == "named":
                named = set(found.value.casefold().replace(",", " ").split()) & NAMES
                kind = "named_owner" if named else "named_other"
            kinds.add(kind)
    return frozenset(kinds)


class Desk:
    """What the daemon knows at one moment: threads, turns, the mails of each pair."""

    def __init__(self) -> None:
        self.threads: dict[int, list[ThreadMessage]] = {}
        self.thread_of: dict[int, int] = {}
        self.turns: dict[int, Turn] = {}
        self.about: dict[int, str] = {}
        self.pairs: dict[int, list[PairMail]] = defaultdict(list)
        self.exchange: dict[int, list[tuple[int, int, Direction]]] = defaultdict(list)
        self.habits: dict[int, tuple[ReplyHabit | None, ReplyHabit | None]] = {}
        self._by_subject: dict[str, list[SubjectMessage]] = defaultdict(list)

    def receive(self, mails: list[Mail]) -> None:
        """Take in the new mails of a day, join them, and decide the threads that changed."""
        subjects, changed = set(), set()
        for mail in mails:
            subjects.add(self._place(mail))
        for about in subjects:
            for reply, parent in link_by_subject(self._by_subject[about]):
                self._join(reply, parent)
        for mail in mails:
            changed.add(self._root(mail.id))
        for thread in changed:
            turn = whose_turn(self.threads[thread])
            if turn is None:
                self.turns.pop(thread, None)
            else:
                self.turns[thread] = turn

    def _place(self, mail: Mail) -> str:
        subject = parse_subject(mail.subject)
        recipients = (*mail.to, *mail.cc)
        found = findings(mail.text, mail.sender == OWNER, len(mail.to), len(recipients))
        parent = mail.parent if mail.refs else 0
        thread = self._root(parent) if parent in self.thread_of else mail.id
        self.thread_of[mail.id] = thread
        self.about.setdefault(thread, subject.about)
        self.threads.setdefault(thread, []).append(
            ThreadMessage(mail.id, mail.at, mail.sender, mail.to, mail.cc, len(recipients),
                          mail.kind, found, parent)
        )  # fmt: skip
        self._by_subject[subject.about].append(
            SubjectMessage(mail.id, mail.id, int(mail.at.timestamp()), mail.sender,
                           frozenset({mail.sender, *recipients}), subject.is_reply,
                           mail.refs and parent != 0, frozenset(recipients))
        )  # fmt: skip
        self._remember(mail, subject.about, subject.is_forward, thread)
        return subject.about

    def _remember(self, mail: Mail, about: str, is_forward: bool, thread: int) -> None:
        if mail.kind is not MessageKind.PERSONAL:
            return
        outgoing = mail.sender == OWNER
        for person in mail.to if outgoing else (mail.sender,):
            if person > 0 and (outgoing or OWNER in mail.to):
                recipients = len(mail.to) + len(mail.cc)
                self.pairs[person].append(
                    PairMail(mail.at, outgoing, about, recipients, is_forward)
                )
                turn = (thread, int(mail.at.timestamp()), "out" if outgoing else "in")
                self.exchange[person].append(turn)
                self.habits.pop(person, None)

    def _root(self, mail: int) -> int:
        return self.thread_of.get(mail, mail)

    def _join(self, reply: int, parent: int) -> None:
        gone, into = self._root(reply), self._root(parent)
        if gone == into:
            return
        for message in self.threads.pop(gone):
            self.threads[into].append(message)
            self.thread_of[message.id] = into
        self.turns.pop(gone, None)

    def waiting(self) -> dict[int, Turn]:
        """Who waits, by the mail that asked."""
        return {
            turn.message: turn
            for thread, turn in self.turns.items()
            if not answered_elsewhere(turn, self.about[thread], self.pairs[turn.person])
        }

    def habit(self, turn: Turn) -> ReplyHabit | None:
        if turn.person not in self.habits:
            self.habits[turn.person] = reply_habits_of(self.exchange[turn.person])
        return self.habits[turn.person][0 if turn.waiting_on == "owner" else 1]

    def shown(self, now: datetime) -> set[int]:
        """The gaps that the owner is shown: waits that are unusual for these two."""
        return {ask for ask, turn in self.waiting().items() if self._is_unusual(turn, now)}

    def _is_unusual(self, turn: Turn, now: datetime) -> bool:
        habit = self.habit(turn)
        age = working_days_between(turn.since, now, KIM)
        of_owner = turn.waiting_on == "owner"
        if habit is None:
            return age >= expected_days(None, of_owner=of_owner)
        return age >= expected_days(
            habit.usual_days, habit.long_days, of_owner=of_owner, answers=habit.answers
        )


def must_show(wait: Wait, world: World, now: datetime) -> bool:
    """Whether a wait is longer, by a day, than all that can be called usual for these two: twice
    their slowest timely answer, nine of ten of all answers so far, what is expected of strangers.
    """
    of_owner = wait.side == "owner"
    slowest = world.habits[wait.person][0 if of_owner else 1]
    took = sorted(
        working_days_between(one.since, one.until, KIM)
        for one in world.waits
        if (one.side, one.person) == (wait.side, wait.person) and one.until and one.until <= now
    )
    nine_of_ten = took[math.ceil(0.9 * (len(took) - 1))] if took else 0.0
    usual = max(2.0 * slowest + 1, nine_of_ten, expected_days(None, of_owner=of_owner))
    return working_days_between(wait.since, now, KIM) > usual + 1


@pytest.mark.parametrize("seed", [1, 2])
def test_two_years(seed: int) -> None:
    world = write_world(seed)
    desk = Desk()
    inbox = iter(world.mails)
    pending = next(inbox, None)
    true_days = shown_days = 0
    seen_sides = set()
    for day in range(DAYS):
        now = START + timedelta(days=day) + EVENING
        arrived = []
        while pending is not None and pending.arrives <= now:
            arrived.append(pending)
            pending = next(inbox, None)
        desk.receive(arrived)
        true = {
            one.ask: one
            for one in world.waits
            if one.since <= now and (one.until is None or now < one.until)
        }
        waiting = desk.waiting()
        wrong = waiting.keys() - true.keys()
        assert not wrong, (now, [waiting[one] for one in wrong])
        missed = true.keys() - waiting.keys()
        assert not missed, (now, [true[one] for one in missed])
        for ask, turn in waiting.items():
            assert (turn.waiting_on, turn.person) == (true[ask].side, true[ask].person), turn
        shown = desk.shown(now)
        late = {ask for ask, one in true.items() if must_show(one, world, now)}
        assert late <= shown, (now, [true[one] for one in late - shown])
        true_days += len(true)
        shown_days += len(shown)
        seen_sides |= {waiting[one].waiting_on for one in shown}
    assert seen_sides == {"owner", "person"}
    assert 0 < shown_days < true_days, "some waits are usual, and some are not"
