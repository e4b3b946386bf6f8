"""A scripted world for the simulation: forty people who write with the owner for two years, and
the truth about who waits for whom on every day. What is said is natural sentences; what the
detectors find in them is not scripted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from daemon.core.model import MessageKind

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 730
PEOPLE = 40
OWNER, TEAM = 0, -900

#: By language: asks, statements, closers, what is only to be done, and greetings of the owner.
ASKS = {
    "en": ("Could you send me the signed contract by Friday?", "When can we meet next week?",
           "Let me know what you think of the draft.", "Please confirm the date of the review.",
           "Can I have a copy of the slides?", "Do you know who handles their account now?"),
    "de": ("Kannst du mir bitte die Zahlen schicken?", "Wann passt es dir nächste Woche?",
           "Sag mir bitte Bescheid, ob der Termin passt."),
    "fr": ("Pourriez-vous m'envoyer le contrat ?", "Quand êtes-vous disponible ?"),
}  # fmt: skip
TELLS = {
    "en": ("The contract is attached.", "We moved into the new office on Monday.",
           "Tuesday at ten works, the room is booked.", "Ann Weber handles it, her number is 4711.",
           "I read the draft twice and like the second part."),
    "de": ("Die Zahlen sind im Anhang.", "Dienstag um zehn ist gut, der Raum ist gebucht."),
    "fr": ("Le contrat est en pièce jointe.", "Mardi à dix heures, la salle est réservée."),
}  # fmt: skip
CLOSES = {
    "en": ("Thanks!", "Sounds good, thank you.", "👍", "Perfect, see you then."),
    "de": ("Danke dir!", "Alles klar, bis dann."),
    "fr": ("Merci beaucoup !", "Parfait, à mardi."),
}
TO_DO = ("Please file this with the others.", "Please add them to the list.")
COURTESIES = ("Let me know if you have any questions.", "Feel free to call me anytime.",
              "How are you?", "Please find the report attached.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the world. `parent` is what it answers, `refs` says whether its headers tell;
    `at` is what its Date says, `arrives` when it is there.
    """

    id: int
    at: datetime
    arrives: datetime
    sender: int
    to: tuple[int, ...]
    cc: tuple[int, ...]
    subject: str
    text: str
    kind: MessageKind = MessageKind.PERSONAL
    parent: int = 0
    refs: bool = True


@dataclass(slots=True)
class Wait:
    """Somebody waits because of the mail `ask`, from `since` until `until`."""

    ask: int
    side: str
    person: int
    since: datetime
    until: datetime | None = None


@dataclass(slots=True)
class World:
    """All mails and all waits of the two years. `habits` holds, by person, the slowest usual
    answer of the owner and of the person, in working days.
    """

    mails: list[Mail] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)
    habits: dict[int, tuple[int, int]] = field(default_factory=dict)


class _Script:
    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.world = World()
        self.subjects = 0

    def subject(self) -> str:
        self.subjects += 1
        return f"Matter {self.subjects}"

    def say(self, table: dict[str, tuple[str, ...]], person: int) -> str:
        language = ("en", "en", "en", "de", "fr")[person % 5]
        return self.rng.choice(table[language])

    def mail(
        self,
        at: datetime,
        sender: int,
        to: tuple[int, ...],
        subject: str,
        text: str,
        **more: object,
    ) -> Mail:
        arrives = at
        if skew := more.pop("skew", None):
            assert isinstance(skew, timedelta)
            at = at - skew
        one = Mail(
            len(self.world.mails) + 1, at, arrives, sender, to,
            more.pop("cc", ()), subject, text, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.world.mails.append(one)
        return one

    def later(self, at: datetime, working_days: int) -> datetime:
        """So many working days later (none is a holiday where this is called), in office hours."""
        day = at
        while working_days or day.isoweekday() > 5:
            day += timedelta(days=1)
            working_days -= day.isoweekday() <= 5 and working_days > 0
        return day.replace(hour=14, minute=self.rng.randrange(60))

    def conversation(self, person: int, at: datetime) -> datetime:
        """One conversation of a random kind; when the two are free for the next."""
        rng, subject = self.rng, self.subject()
        refs = person % 3 != 0
        asker, other = rng.choice(((person, OWNER), (OWNER, person)))
        side = "owner" if other == OWNER else "person"
        usual = self.world.habits[person][0 if other == OWNER else 1]
        kind = rng.choices(
            ("answered", "elsewhere", "forgotten", "told", "closed", "group", "copy", "named",
             "away", "bounced", "withdrawn", "skewed", "to_do", "machine", "self", "twice"),
            (30, 6, 6, 10, 8, 5, 5, 4, 6, 2, 3, 4, 4, 3, 2, 4),
        )[0]  # fmt: skip
        if kind == "machine":
            text = self.say(ASKS, person)
            self.mail(at, person, (OWNER,), subject, text, kind=MessageKind.NOTIFICATION)
            return at + timedelta(days=1)
        if kind == "self":
            one = self.mail(at, OWNER, (OWNER,), subject, self.say(ASKS, person), refs=refs)
            self.world.mails[-1] = Mail(**{**_fields(one), "parent": one.id})
            return at + timedelta(days=1)
        if kind in ("told", "to_do"):
            text = rng.choice(TO_DO) if kind == "to_do" else self.say(TELLS, person)
            self.mail(at, asker, (other,), subject, f"{text} {rng.choice(COURTESIES)}")
            return at + timedelta(days=1)
        if kind in ("group", "copy"):
            to, cc = ((OWNER, TEAM), ()) if kind == "group" else ((TEAM,), (OWNER,))
            self.mail(at, person, to, subject, self.say(ASKS, person), cc=cc)
            return at + timedelta(days=1)
        text = f"{self.say(TELLS, person)} {self.say(ASKS, person)}"
        to: tuple[int, ...] = (other,)
        if kind == "named":
            asker, other, side, usual = person, OWNER, "owner", self.world.habits[person][0]
            to, text = (OWNER, TEAM), f"Hi Kim,\n\n{text}"
        ask = self.mail(at, asker, to, subject, text, refs=refs)
        wait = Wait(ask.id, side, person, at)
        if kind == "bounced" and asker == OWNER:
            self.mail(at, TEAM, (OWNER,), subject, "", kind=MessageKind.BOUNCE, parent=ask.id)
            return at + timedelta(days=2)
        self.world.waits.append(wait)
        if kind == "away":
            self.mail(
                at + timedelta(minutes=1), other, (asker,), f"Re: {subject}",
                "I am out of the office. Could you write again later?",
                kind=MessageKind.AUTO_REPLY, parent=ask.id,
            )  # fmt: skip
        took = rng.randint(0, usual)
        if kind == "forgotten":
            took = usual + rng.randint(8, 25)
            # Passing something on to many meanwhile answers nobody.
            self.mail(self.later(at, 2), other, (asker, TEAM, -901, -902), "Fwd: Menu", "Menu.")
        if kind == "twice":
            # The same side adds a word a little later; what was asked stays asked. The owner's
            # program names what it answers: else they may have answered a mail that is gone.
            self.mail(at + timedelta(hours=1), asker, to, f"Re: {subject}", self.say(TELLS, person),
                      parent=ask.id, refs=refs or asker == OWNER)  # fmt: skip
        end = max(self.later(at, took), at + timedelta(hours=3))
        wait.until = end
        if kind == "withdrawn":
            close = self.say(CLOSES, person)
            self.mail(end, asker, to, f"Re: {subject}", close, parent=ask.id, refs=refs)
        elif kind == "elsewhere":
            self.mail(end, other, (asker,), self.subject(), self.say(TELLS, person))
        else:
            skew = end - at + timedelta(hours=2) if kind == "skewed" and refs else None
            self.mail(end, other, (asker,), f"Re: {subject}", self.say(TELLS, person),
                      parent=ask.id, refs=refs, skew=skew)  # fmt: skip
            if kind == "closed":
                self.mail(end + timedelta(hours=1), asker, (other,), f"Re: {subject}",
                          self.say(CLOSES, person), parent=ask.id, refs=refs)  # fmt: skip
        return end + timedelta(days=1)


def _fields(one: Mail) -> dict[str, object]:
    return {name: getattr(one, name) for name in Mail.__slots__}


def write_world(seed: int) -> World:
    """Two years of forty people: each has conversations one after another, a subject that comes
    again every second month, and one of them a thread of two thousand mails.
    """
    script = _Script(seed)
    rng, world = script.rng, script.world
    for person in range(1, PEOPLE + 1):
        world.habits[person] = (person % 3, person % 5)
        at = START + timedelta(days=rng.randrange(20), hours=9)
        while at < START + timedelta(days=DAYS - 60):
            at = script.conversation(person, at.replace(hour=9, minute=rng.randrange(60)))
            at += timedelta(days=rng.randint(1, 25))
    for month in range(0, DAYS, 61):
        at = START + timedelta(days=month, hours=8)
        script.mail(at, PEOPLE + 1, (OWNER,), "Monthly figures", TELLS["en"][0], refs=False)
        script.mail(at + timedelta(hours=4), OWNER, (PEOPLE + 1,), "Re: Monthly figures",
                    CLOSES["en"][0], refs=False)  # fmt: skip
    first = script.mail(START, PEOPLE + 2, (OWNER,), "Chatter", TELLS["en"][1])
    for number in range(1, 2_000):
        sender, to = ((OWNER, PEOPLE + 2), (PEOPLE + 2, OWNER))[number % 2]
        at = START + timedelta(hours=8 * number)
        script.mail(at, sender, (to,), "Re: Chatter", TELLS["en"][1], parent=first.id)
    world.mails.sort(key=lambda one: (one.arrives, one.id))
    return world
