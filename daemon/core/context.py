"""The whole vocabulary that is offered to templates. Nothing in a draft is invented: what is not
known is empty here, and a template says nothing about it.
"""

from __future__ import annotations

from datetime import date, datetime

from daemon.core.model import Owner, Person
from daemon.core.names import display_name, first_name
from daemon.core.parse.address_forms import Form
from daemon.core.topic import bare_subject, readable_topic
from daemon.core.values import dataclass
from daemon.core.worktime import zone_of


@dataclass(frozen=True, slots=True)
class TemplatePerson:
    """What a template may say about somebody. `about` is whole sentences about them, or ""."""

    name: str
    first_name: str = ""
    email: str = ""
    organisation: str = ""
    title: str = ""
    phone: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class DraftContext:
    """What is known for one draft. Empty or 0 means: not known.

    `other` is the second person of an introduction. `last_mail` is the day of the last mail
    between the two, in the owner's time zone. `question` are their words when a reply is owed, the
    owner's own when a promise is due; `is_late` says that they have waited longer than usual,
    `answered` that their mail answered a question of the owner's: it is thanked for.
    `aspect` says which of its kind a draft is (a step, a kind of fact, who missed an appointment),
    `detail` are the words that it is about (an article's headline), `link` is the page that is
    passed on. `greeting`, `sign_off`, `since_text`
    ("since March") and `when_text` ("in March") are worded in the template's language unless
    they are given here. `form` is how to address the person where a language has two forms:
    "familiar" (du, tu, tú), "polite" (Sie, vous, usted), or "" where it is not known and the
    wording must do without. `brief` says that the owner's mails to them are short: a template
    then leaves out what is not needed; `no_leave` that they end with a name alone, `no_greeting`
    that most begin without a greeting.
    """

    kind: str
    person: TemplatePerson
    other: TemplatePerson = TemplatePerson("")
    owner_name: str = ""
    owner_first_name: str = ""
    greeting: str = ""
    sign_off: str = ""
    subject_of_last: str = ""
    topic: str = ""
    question: str = ""
    last_mail: date | None = None
    today: date | None = None
    days_since: int = 0
    weeks_since: int = 0
    months_since: int = 0
    since_text: str = ""
    when_text: str = ""
    is_late: bool = False
    answered: bool = False
    aspect: str = ""
    detail: str = ""
    form: Form = ""
    brief: bool = False
    no_leave: bool = False
    no_greeting: bool = False
    link: str = ""


def build_context(
    kind: str, person: Person, owner: Owner, now: datetime, *,
    other: Person | None = None, last_mail: datetime | None = None, last_subject: str = "",
    question: str = "", is_late: bool = False, about: str = "", about_other: str = "",
    aspect: str = "", detail: str = "", link: str = "", answered: bool = False,
) -> DraftContext:  # fmt: skip
    """The context of one draft. `now` and `last_mail` are aware; `question` is their words."""
    zone = zone_of(owner)
    day = last_mail.astimezone(zone).date() if last_mail else None
    days = max(0, (now.astimezone(zone).date() - day).days) if day else 0
    return DraftContext(
        kind=kind,
        person=template_person(person, about),
        other=template_person(other, about_other) if other else TemplatePerson(""),
        owner_name=owner.name,
        owner_first_name=first_name(owner.name, owner.addresses[0]) or owner.name,
        subject_of_last=bare_subject(last_subject),
        topic=readable_topic(last_subject),
        question=question,
        last_mail=day,
        today=now.astimezone(zone).date(),
        days_since=days,
        weeks_since=days // 7,
        months_since=int(days / 30.44),
        is_late=is_late,
        answered=answered,
        aspect=aspect,
        detail=detail,
        link=link,
    )


def template_person(person: Person, about: str = "") -> TemplatePerson:
    """The public side of a person: their main address and their first phone."""
    email = person.addresses[0] if person.addresses else ""
    given = "" if "@" in person.name else person.name
    return TemplatePerson(
        name=display_name([given], "") or given,
        first_name=first_name(person.name, email),
        email=email,
        organisation=person.organisation,
        title=person.title,
        phone=person.phones[0] if person.phones else "",
        about=about,
    )
