"""What a careful reader concludes from the sample mailbox. For tests; the product never reads it.

Everybody is named by e-mail address, the usual one where somebody has several.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from daemon.core.values import dataclass
from daemon.demo.clients import build_message_id
from daemon.demo.moments import resolve_moment
from daemon.demo.sample import STORIES
from daemon.demo.world import OWNER, PEOPLE


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question without an answer; `since` is when it was asked, `message_id` without brackets."""

    address: str
    subject: str
    since: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """Something that was promised: by whom, to or by which person, and whether it was done."""

    by: Literal["owner", "person"]
    address: str
    words: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """Calls that somebody did not come to, and whether they said sorry."""

    address: str
    times: int
    excused: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """The whole truth. `settled` are people whose question looks open and is not; `thin` are
    people with too little history for a rhythm; `away` holds a question by the owner that was
    answered by an out-of-office; `pairs` are (who needs, who offers).
    """

    owner_addresses: tuple[str, ...]
    cooling: tuple[str, ...]
    fine: tuple[str, ...]
    thin: tuple[str, ...]
    owed_by_owner: tuple[Waiting, ...]
    settled: tuple[str, ...]
    owed_to_owner: tuple[Waiting, ...]
    away: tuple[Waiting, ...]
    promises: tuple[Pledge, ...]
    favours_unreturned: tuple[str, ...]
    introductions_made: tuple[tuple[str, str], ...]
    introductions_received: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    missed_calls: tuple[Missed, ...]
    new_jobs: tuple[str, ...]
    birthdays: tuple[str, ...]
    interests: tuple[tuple[str, str], ...]
    not_a_person: tuple[str, ...]
    strangers: tuple[str, ...]
    one_person: tuple[tuple[str, ...], ...]
    languages: tuple[tuple[str, str], ...]


def expected(now: datetime) -> Expected:
    """What holds in the mailbox that `build_sample` makes for the same `now`."""
    return Expected(
        owner_addresses=OWNER.addresses,
        cooling=_emails("hanne"),
        fine=_emails("marcus", "priya", "jonas"),
        thin=_emails("amira", "mei", "rasmus", "kofi", "yara", "lucia", "katrin", "ben"),
        owed_by_owner=(
            _waiting("david-dates", "david", now),
            _waiting("ines-question", "ines", now),
            _waiting("claire-atelier", "claire", now),
        ),
        settled=_emails("oskar", "leila", "ben", "kofi", "katrin", "julian"),
        owed_to_owner=(_waiting("ruth-question", "ruth", now),),
        away=(_waiting("sofie-question", "sofie", now),),
        promises=(
            Pledge("owner", _email("amira"), "I'll send you the article tomorrow", True),
            Pledge("owner", _email("peter"), "I'll send you the checklist by Friday", False),
            Pledge("person", _email("graham"), "I'll send you the attendance figures", False),
            Pledge("person", _email("julian"), "I'll send you the draft contract tomorrow", True),
        ),
        favours_unreturned=_emails("victor"),
        introductions_made=((_email("mei"), _email("rasmus")),),
        introductions_received=((_email("gemma"), _email("tomas")),),
        pairs=((_email("felix"), _email("yara")),),
        missed_calls=(Missed(_email("kofi"), 1, True), Missed(_email("dorota"), 2, False)),
        new_jobs=_emails("elena"),
        birthdays=_emails("anton"),
        interests=((_email("hanne"), "urban beekeeping"), (_email("anton"), "old harbour charts")),
        not_a_person=(
            *_emails("support", "oudekade"),
            "letter@thelongtable.example",
            "hello@wardandwindow.example",
            "friday@roomkeepers.example",
            "billing@cloudpier.example",
            "calendar-notification@agenda.example",
            "no-reply@papierhuis.example",
            "notifications@worknet.example",
            "noreply@grachtenbank.example",
            "no-reply@harbourlibrary.example",
            "no-reply@formulier.example",
            "sd-nl@lists.servicedesign.example",
            "mailer-daemon@mail.lindqvist.example",
        ),
        strangers=_emails("brad"),
        one_person=tuple(PEOPLE[key].addresses for key in ("julian", "katrin", "elena")),
        languages=(
            (_email("jonas"), "de"),
            (_email("katrin"), "de"),
            (_email("claire"), "fr"),
            (_email("lucia"), "es"),
        ),
    )


def _email(key: str) -> str:
    return PEOPLE[key].email


def _emails(*keys: str) -> tuple[str, ...]:
    return tuple(_email(key) for key in keys)


def _waiting(story: str, person: str, now: datetime) -> Waiting:
    """The first letter of that story, which asks the question."""
    conversation = next(one for one in STORIES if one.key == story)
    letter, key = conversation.letters[0], f"{story}/0"
    sender = PEOPLE[letter.sender]
    return Waiting(
        _email(person),
        conversation.subject,
        resolve_moment(now, letter.days, letter.hour, key),
        build_message_id(sender.client, sender.email, key).strip("<>"),
    )
