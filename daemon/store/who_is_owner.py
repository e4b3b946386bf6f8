"""Which addresses are the owner's: asked when new mail may change the answer, and what follows from
a new answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from daemon.core.domains import organisation_domain
from daemon.core.people import AddressFacts, infer_owner_addresses, may_be_owners
from daemon.core.senders import SHARED
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, select_in, transaction
from daemon.store.pending import PENDING_MAIL, make_pending

#: What an address may be that is the owner's all the same.
_ROLES = f"('', '{SHARED}')"


class WhoIsOwner:
    """Keeps `address.is_owner`, for one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    def is_as_configured(self, configured: Sequence[str]) -> bool:
        """Whether these addresses are known to be all that the owner has configured."""
        return not _differs(self._known(), configured)

    def settle(self, configured: Sequence[str], owner_name: str) -> None:
        """Bring the owner's addresses up to date. Mail whose direction changes becomes pending."""
        before = self._known()
        if not (_differs(before, configured) or self._may_change(before, owner_name)):
            return
        inferred = infer_owner_addresses(configured, owner_name, self._candidates(configured))
        wanted = dict.fromkeys(inferred, 1) | dict.fromkeys(configured, 2)
        if before == wanted:
            return
        with transaction(self._database):
            executemany(
                self._database,
                "INSERT INTO address (owner_id, email, is_owner, role, delivered) "
                "VALUES (?, ?, ?, '', 0) "
                "ON CONFLICT (owner_id, email) DO UPDATE SET is_owner = excluded.is_owner",
                [(self._owner, email, level) for email, level in wanted.items()],
            )
            executemany(
                self._database,
                "UPDATE address SET is_owner = 0 WHERE owner_id = ? AND email = ?",
                [(self._owner, email) for email in before if email not in wanted],
            )
            if before.keys() != wanted.keys():
                changed = before.keys() ^ wanted.keys()
                self._forget_touches_of_changed(changed, known_before=bool(before))

    def _known(self) -> dict[str, int]:
        rows = execute(
            self._database,
            "SELECT email, is_owner FROM address WHERE +owner_id = ? AND is_owner > 0",
            (self._owner,),
        )
        return {email: level for email, level in rows}

    def _may_change(self, before: dict[str, int], owner_name: str) -> bool:
        """Whether pending mail may change the answer: somebody else's lies with what was sent, or
        an address that it speaks for might be the owner's by its name. All evidence is counted
        only then, for it is most of the mailbox.
        """
        if execute(
            self._database,
            f"SELECT 1 FROM {PENDING_MAIL} JOIN address a ON a.id = m.sender_id "
            "JOIN location l ON l.message_id = m.id JOIN folder f ON f.id = l.folder_id "
            "WHERE a.is_owner = 0 AND f.role = 'sent' LIMIT 1",
            (self._owner,),
        ):
            return True
        suspects = dict(
            execute(
                self._database,
                f"SELECT id, email FROM address WHERE is_owner = 0 AND role IN {_ROLES} "
                "AND id IN (SELECT id FROM address WHERE owner_id = ? AND delivered > 0 UNION "
                f"  SELECT m.sender_id FROM {PENDING_MAIL} UNION "
                f"  SELECT r.address_id FROM {PENDING_MAIL} JOIN recipient r "
                "  ON r.message_id = m.id WHERE m.recipients = 1)",
                (self._owner, self._owner, self._owner),
            )
        )
        names = self._names(suspects)
        return may_be_owners(
            (AddressFacts(one, email, names.get(one, {})) for one, email in suspects.items()),
            before,
            owner_name,
        )

    def _names(self, addresses: Iterable[int]) -> dict[int, dict[str, int]]:
        """What the mails of these addresses call them, and how often."""
        names: dict[int, dict[str, int]] = {}
        for number, name, count in select_in(
            self._database,
            "SELECT address_id, name, as_sender FROM address_name WHERE address_id IN (...)",
            addresses,
        ):
            names.setdefault(number, {})[name] = count
        return names

    def _anything_inferred(self) -> bool:
        """Whether there may be mail of which something was inferred, of an owner none of whose
        addresses was known: of a first scan there is none, and it need not be looked through for
        what there is to forget.
        """
        ((found,),) = execute(
            self._database,
            "SELECT EXISTS (SELECT 1 FROM touch WHERE owner_id = ?) "
            # Of all owners, as SQLite counts soonest.
            "OR (SELECT count(*) FROM message) > (SELECT count(*) FROM pending)",
            (self._owner,),
        )
        return bool(found)

    def _candidates(self, configured: Sequence[str]) -> list[AddressFacts]:
        sent: dict[int, int] = dict(
            execute(
                self._database,
                "SELECT sender_id, count(*) FROM message WHERE sender_id IS NOT NULL AND id IN "
                "(SELECT l.message_id FROM folder f JOIN location l ON l.folder_id = f.id "
                "WHERE f.owner_id = ? AND f.role = 'sent') GROUP BY sender_id",
                (self._owner,),
            )
        )
        delivered: dict[int, int] = dict(
            execute(
                self._database,
                "SELECT id, delivered FROM address WHERE owner_id = ? AND delivered > 0",
                (self._owner,),
            )
        )
        domains = {organisation_domain(one) for one in configured} - {""}
        emails = {
            number: email
            for number, email in execute(
                self._database,
                f"SELECT id, email FROM address WHERE owner_id = ? AND role IN {_ROLES}",
                (self._owner,),
            )
            # Being addressed alone is thin evidence: only within the owner's own organisation.
            if number in sent
            or number in delivered
            or (email.endswith(tuple(domains)) and organisation_domain(email) in domains)
        }
        # Of those that are the owner's for sure, which most mail is for, it need not be counted.
        alone = self._addressed_alone(
            number for number, email in emails.items() if email not in configured
        )
        names = self._names(emails)
        return [
            AddressFacts(
                number,
                email,
                names.get(number, {}),
                sent=sent.get(number, 0),
                delivered=delivered.get(number, 0),
                alone=alone.get(number, 0),
            )
            for number, email in emails.items()
        ]

    def _addressed_alone(self, addresses: Iterable[int]) -> dict[int, int]:
        """How many senders wrote to each of these addresses alone, in mail of the inbox."""
        return dict(
            select_in(
                self._database,
                "SELECT r.address_id, count(DISTINCT m.sender_id) FROM recipient r "
                "JOIN message m ON m.id = r.message_id JOIN location l ON l.message_id = m.id "
                "JOIN folder f ON f.id = l.folder_id WHERE f.role = 'inbox' AND r.field = 'to' "
                "AND m.recipients = 1 AND r.address_id IN (...) GROUP BY r.address_id",
                addresses,
            )
        )

    def _forget_touches_of_changed(self, emails: Iterable[str], *, known_before: bool) -> None:
        """Whose mail it is has changed for all mail of these addresses: infer it again."""
        ids = [
            number
            for (number,) in select_in(
                self._database,
                "SELECT id FROM address WHERE owner_id = ? AND email IN (...)",
                sorted(emails),
                self._owner,
            )
        ]
        for number in ids if known_before or self._anything_inferred() else ():
            mails = (
                "SELECT id FROM message WHERE sender_id = ? "
                "UNION SELECT message_id FROM recipient WHERE address_id = ?"
            )
            # Whoever had touches in these mails may have none left; what is left is counted again.
            execute(
                self._database,
                "UPDATE person SET first_seen = NULL, last_touch = NULL, last_out = NULL, "
                "last_in = NULL WHERE id IN (SELECT a.person_id FROM touch t "
                f"JOIN address a ON a.id = t.address_id WHERE t.message_id IN ({mails}))",
                (number, number),
            )
            execute(
                self._database,
                f"DELETE FROM touch WHERE message_id IN ({mails})",
                (number, number),
            )
            make_pending(self._database, f"id IN ({mails})", (number, number))
            execute(
                self._database,
                f"UPDATE message SET outgoing = 0 WHERE outgoing AND id IN ({mails})",
                (number, number),
            )
        executemany(
            self._database,
            "UPDATE address SET person_id = NULL WHERE id = ?",
            [(number,) for number in ids],
        )
        execute(
            self._database,
            "DELETE FROM person WHERE owner_id = ? AND name_set = '' AND circle_set = '' "
            "AND NOT ignored AND NOT share_never "
            "AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.person_id = person.id) AND NOT EXISTS "
            "(SELECT 1 FROM address a WHERE a.person_id = person.id)",
            (self._owner,),
        )


def _differs(known: dict[str, int], configured: Sequence[str]) -> bool:
    return {email for email, level in known.items() if level == 2} != set(configured)
