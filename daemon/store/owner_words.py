"""What the owner says of people: touches that mail cannot see, facts, names, circles, and who is
who. No scan and no inference changes any of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from daemon.core.meetings import KnownMeeting
from daemon.core.model import Circle, Direction, Person
from daemon.core.owner_words import DETAIL_KINDS, IMPORTED, LOGGED
from daemon.core.senders import role_of_sender
from daemon.core.values import dataclass
from daemon.errors import UsageError
from daemon.store.database import Database
from daemon.store.engine import execute, select_in, transaction
from daemon.store.forgotten import Forgotten
from daemon.store.pending import make_mail_of_pending
from daemon.store.persons import Persons
from daemon.store.ties import Ties, fold_person, reopen_threads

_VERSION = 1
#: The role of an address of which the owner said that it is no person.
DENIED = "denied"


@dataclass(frozen=True, slots=True)
class LoggedTouch:
    """A touch that the owner told of."""

    kind: str
    at: datetime
    note: str


class OwnerWords:
    """The writer of what the owner says, for one owner. All take numbers of persons."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id
        self._persons = Persons(database, owner_id)
        self._ties = Ties(database, owner_id)

    # -- who ---------------------------------------------------------------------------------

    def load_set_aside(self) -> tuple[Person, ...]:
        """Those whom the owner ignores."""
        return self._people("p.ignored")

    def load_never_shared(self) -> tuple[Person, ...]:
        """Those whose particulars enter no introduction."""
        return self._people("p.share_never")

    def _people(self, condition: str) -> tuple[Person, ...]:
        rows = execute(
            self._database,
            "SELECT p.id, coalesce(nullif(p.name_set, ''), p.name), a.email FROM person p "
            f"JOIN address a ON a.person_id = p.id WHERE p.owner_id = ? AND {condition} "
            "ORDER BY p.id, a.id",
            (self._owner,),
        )
        found: dict[tuple[int, str], list[str]] = {}
        for number, name, email in rows:
            found.setdefault((number, name), []).append(email)
        return tuple(
            Person(f"p{number}", name, tuple(emails)) for (number, name), emails in found.items()
        )

    def ensure_address(self, email: str) -> int:
        """The number of an address, made where no mail has shown it. Raises UsageError where it
        is the owner's or was forgotten.
        """
        if email in Forgotten(self._database, self._owner):
            raise UsageError(f"You had {email} forgotten, and nothing is kept of them again.")
        execute(
            self._database,
            "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
            "VALUES (?, ?, 0, ?, 0) ON CONFLICT (owner_id, email) DO NOTHING",
            (self._owner, email, role_of_sender(email, {})),
        )
        ((number, is_owner),) = execute(
            self._database,
            "SELECT id, is_owner FROM address WHERE owner_id = ? AND email = ?",
            (self._owner, email),
        )
        if is_owner:
            raise UsageError(f"{email} is an address of your own.")
        return int(number)

    def ensure_person(self, email: str) -> int:
        """The number of an address that is a person's, because the owner was in touch with them.
        Raises UsageError where it is the owner's.
        """
        with transaction(self._database):
            number = self.ensure_address(email)
            execute(self._database, "UPDATE address SET role = '' WHERE id = ?", (number,))
            ((person,),) = execute(
                self._database, "SELECT person_id FROM address WHERE id = ?", (number,)
            )
            if person is None:
                execute(
                    self._database,
                    "UPDATE address SET person_id = ? WHERE id = ?",
                    (self._persons.make_person(), number),
                )
        return number

    def emails_of(self, person: int) -> tuple[str, ...]:
        """A person's addresses, also the dead ones."""
        rows = execute(
            self._database, "SELECT email FROM address WHERE person_id = ? ORDER BY id", (person,)
        )
        return tuple(email for (email,) in rows)

    # -- touches -----------------------------------------------------------------------------

    def record_touch(
        self, address: int, kind: str, at: datetime, direction: Direction, note: str
    ) -> bool:
        """Log a touch with whom the address belongs to; whether it was not logged before."""
        with transaction(self._database):
            return self.add_touches([(address, kind, at, direction, note)]) == 1

    def add_touches(
        self,
        touches: Iterable[tuple[int, str, datetime, Direction, str]],
        detector: str = LOGGED,
    ) -> int:
        """Inside a transaction: log touches (address, kind, at, direction, note); how many were
        not there.
        """
        changed: set[int] = set()
        count = 0
        for address, kind, at, direction, note in touches:
            moment = int(at.timestamp())
            if execute(
                self._database,
                "INSERT INTO touch (owner_id, address_id, message_id, at, kind, direction, note, "
                "detector, version) SELECT ?, ?, NULL, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS "
                "(SELECT 1 FROM touch WHERE address_id = ? AND message_id IS NULL AND kind = ? "
                "AND at = ? AND note = ?) RETURNING id",
                (self._owner, address, moment, kind, direction, note, detector, _VERSION,
                 address, kind, moment, note),
            ):  # fmt: skip
                changed.add(address)
                count += 1
        self._persons.update(sorted(changed))
        return count

    def add_meetings(self, meetings: Iterable[KnownMeeting]) -> int:
        """Inside a transaction: log the meetings of an imported calendar, but for those that mail
        has told of too; how many touches are new.
        """
        silent = Forgotten(self._database, self._owner)
        touches: list[tuple[int, str, datetime, Direction, str]] = []
        for one in meetings:
            for email in one.people:
                if email in silent or role_of_sender(email, {}):
                    continue
                address = self.ensure_address(email)
                ((role, there),) = execute(
                    self._database,
                    "SELECT role, EXISTS (SELECT 1 FROM touch t WHERE t.address_id = a.id "
                    "AND t.kind = 'meeting' AND t.message_id IS NOT NULL "
                    "AND t.at BETWEEN ? AND ?) FROM address a WHERE a.id = ?",
                    (*(int(one.start.timestamp()) + way * 3600 for way in (-1, 1)), address),
                )
                if not role and not there:
                    touches.append((address, "meeting", one.start, "both", one.summary[:200]))
        return self.add_touches(touches, IMPORTED)

    def withdraw_touch(self, person: int, kind: str = "") -> LoggedTouch | None:
        """Take back what was logged last of this person (of this kind); what it was."""
        with transaction(self._database):
            rows = execute(
                self._database,
                "SELECT t.id, t.address_id, t.kind, t.at, t.note FROM touch t "
                "JOIN address a ON a.id = t.address_id WHERE a.person_id = ? AND t.detector = ? "
                "AND ? IN ('', t.kind) ORDER BY t.id DESC LIMIT 1",
                (person, LOGGED, kind),
            )
            for touch, address, what, at, note in rows:
                execute(self._database, "DELETE FROM touch WHERE id = ?", (touch,))
                self._persons.update([address])
                return LoggedTouch(what, datetime.fromtimestamp(at, UTC), note)
        return None

    # -- facts -------------------------------------------------------------------------------

    def record_fact(self, person: int, kind: str, value: str, now: datetime) -> bool:
        """Note a fact; whether it was new. Of a telephone or title a new one replaces the last."""
        with transaction(self._database):
            if (kind, value) in {(one, text) for _, one, text in self.load_facts(person)}:
                return False
            if kind in DETAIL_KINDS:
                execute(
                    self._database,
                    "DELETE FROM fact WHERE person_id = ? AND kind = ?",
                    (person, kind),
                )
            execute(
                self._database,
                "INSERT INTO fact (owner_id, person_id, kind, value, at) VALUES (?, ?, ?, ?, ?)",
                (self._owner, person, kind, value, int(now.timestamp())),
            )
        return True

    def load_facts(self, person: int) -> list[tuple[int, str, str]]:
        """(number, kind, value) of what the owner said, in the order said."""
        return [
            (number, kind, value)
            for number, kind, value in execute(
                self._database,
                "SELECT id, kind, value FROM fact WHERE person_id = ? ORDER BY id",
                (person,),
            )
        ]

    def withdraw_fact(self, fact: int) -> None:
        """Take back a fact that the owner noted."""
        with transaction(self._database):
            execute(
                self._database,
                "DELETE FROM fact WHERE id = ? AND owner_id = ?",
                (fact, self._owner),
            )

    # -- how they are seen -------------------------------------------------------------------

    def set_name(self, person: int, name: str) -> None:
        """Call them so; "" lets mail say it again."""
        self._set(person, "name_set", name)

    def set_circle(self, person: int, circle: Circle | None) -> None:
        """How close they are; None lets it be learned again."""
        self._set(person, "circle_set", circle.value if circle else "")

    def set_ignored(self, person: int, ignored: bool) -> None:
        """Whether they are left out of everything."""
        self._set(person, "ignored", ignored)

    def set_share_never(self, person: int, never: bool) -> None:
        """Whether nothing of theirs may enter an introduction."""
        self._set(person, "share_never", never)

    def _set(self, person: int, column: str, value: str | bool) -> None:
        with transaction(self._database):
            execute(
                self._database,
                f"UPDATE person SET {column} = ? WHERE id = ? AND owner_id = ?",
                (value, person, self._owner),
            )

    # -- who is who --------------------------------------------------------------------------

    def merge(self, person: int, other: int, now: datetime) -> None:
        """The second is the first: one person from now on."""
        with transaction(self._database):
            ones, others = self.addresses_of(person), self.addresses_of(other)
            self.unify((*ones, *others), now)
            fold_person(self._database, other, person)
            self._settle((*ones, *others))

    def unify(self, addresses: Iterable[int], now: datetime) -> None:
        """Inside a transaction: let all these addresses be one person's, whatever was said."""
        numbers = sorted(set(addresses))
        inside = {
            (one, other)
            for one, other in self._ties.load_ties().different
            if one in numbers and other in numbers
        }
        self._ties.record_ties({*inside, *((numbers[0], one) for one in numbers[1:])}, True, now)

    def split(self, person: int, address: int, now: datetime) -> int:
        """The address is somebody else's; the number of that person. Raises UsageError where it
        is all that there is, or not theirs.
        """
        with transaction(self._database):
            rest = [one for one in self.addresses_of(person) if one != address]
            if not rest or len(rest) == len(self.addresses_of(person)):
                raise UsageError("That address is not one of several that they have.")
            self._ties.record_ties([(address, one) for one in rest], False, now)
            new = self._persons.make_person()
            execute(self._database, "UPDATE address SET person_id = ? WHERE id = ?", (new, address))
            execute(
                self._database,
                "UPDATE gap SET person_id = ? WHERE message_id IN "
                "(SELECT message_id FROM touch WHERE address_id = ?)",
                (new, address),
            )
            self._settle((*rest, address))
        return new

    def add_alias(self, person: int, address: int, now: datetime) -> None:
        """The address is this person's too, and of whoever had it. Raises UsageError."""
        ((owner_of, role),) = execute(
            self._database, "SELECT person_id, role FROM address WHERE id = ?", (address,)
        )
        with transaction(self._database):
            if role:
                # An office that answers for one person is that person's where the owner says so.
                execute(self._database, "UPDATE address SET role = '' WHERE id = ?", (address,))
                make_mail_of_pending(self._database, address)
            known = self.addresses_of(person)
            if owner_of is not None and owner_of != person:
                known = [*known, *self.addresses_of(owner_of)]
                fold_person(self._database, owner_of, person)
            execute(
                self._database, "UPDATE address SET person_id = ? WHERE id = ?", (person, address)
            )
            self.unify((*known, address), now)
            self._settle((*known, address))

    def deny_person(self, person: int) -> tuple[str, ...]:
        """These addresses are a machine's or an office's; which they were."""
        with transaction(self._database):
            numbers = self.addresses_of(person)
            emails = [
                email
                for (email,) in select_in(
                    self._database, "SELECT email FROM address WHERE id IN (...)", numbers
                )
            ]
            self.deny_addresses(numbers)
        return tuple(emails)

    def deny_addresses(self, numbers: Iterable[int]) -> None:
        """Inside a transaction: no touch is with these any more."""
        for number in numbers:
            ((person,),) = execute(
                self._database, "SELECT person_id FROM address WHERE id = ?", (number,)
            )
            reopen_threads(self._database, [number])
            execute(self._database, "DELETE FROM touch WHERE address_id = ?", (number,))
            execute(
                self._database,
                "UPDATE address SET role = ?, person_id = NULL WHERE id = ?",
                (DENIED, number),
            )
            if person is not None:
                self._persons.update(self.addresses_of(person))
                execute(
                    self._database,
                    "DELETE FROM person WHERE id = ? AND NOT EXISTS "
                    "(SELECT 1 FROM address a WHERE a.person_id = person.id)",
                    (person,),
                )

    def readmit(self, email: str) -> bool:
        """Take back that it is no person; the next pass sees. Whether it had been said."""
        with transaction(self._database):
            rows = execute(
                self._database,
                "UPDATE address SET role = ? WHERE owner_id = ? AND email = ? AND role = ? "
                "RETURNING id",
                (role_of_sender(email, {}), self._owner, email, DENIED),
            )
            for (number,) in rows:
                make_mail_of_pending(self._database, number)
        return bool(rows)

    def addresses_of(self, person: int) -> list[int]:
        """The numbers of a person's addresses."""
        return [
            number
            for (number,) in execute(
                self._database,
                "SELECT id FROM address WHERE person_id = ? ORDER BY id",
                (person,),
            )
        ]

    def _settle(self, addresses: Iterable[int]) -> None:
        numbers = sorted(set(addresses))
        reopen_threads(self._database, numbers)
        self._persons.update(numbers)
