"""Newsletters and what they hold to read: which are still to be looked through, what was found in
them, which articles meet a question, and which links have been sent already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.articles import KINDS, KnownArticle, searchable
from daemon.core.domains import organisation_domain
from daemon.core.model import OPEN_DRAFT_STATES
from daemon.store.database import Database
from daemon.store.engine import execute, executemany, marks, transaction
from daemon.store.full_text import FullText
from daemon.store.times import time_of

if TYPE_CHECKING:
    from daemon.core.parse.article_list import Article

#: Mass mail and what machines send of themselves; what people post to lists is a conversation.
_NEWS = "m.header_kind IN ('bulk', 'notification') AND m.kind IN ('bulk', 'notification')"
#: One that wrote only once within so many days may be anybody: no newsletter.
_REGULAR_DAYS, _REGULAR_TIMES = 180, 2
#: What was found is kept for so many days.
_KEPT_DAYS = 60


class Articles:
    """For one owner."""

    def __init__(self, database: Database, owner_id: int) -> None:
        self._database = database
        self._owner = owner_id

    # -- reading -----------------------------------------------------------------------------

    def anybody_interested(self) -> bool:
        """Whether anything is known that an article could meet: if not, none needs reading."""
        for where in (
            f"fact WHERE owner_id = ? AND kind IN ({marks(KINDS)})",
            f"finding WHERE owner_id = ? AND kind IN ({marks(KINDS)})",
            "contact_fact f JOIN contact c ON c.id = f.contact_id "
            f"WHERE c.owner_id = ? AND f.kind IN ({marks(KINDS)})",
        ):
            if execute(self._database, f"SELECT 1 FROM {where} LIMIT 1", (self._owner, *KINDS)):
                return True
        return False

    def wanted(self, version: int, since: datetime, until: datetime, limit: int) -> list[int]:
        """The newsletters between these moments that these rules have not looked through, the
        newest first: mails of senders that write again and again, no spam, nothing of ours.
        """
        regular = self._regular_senders(until)
        rows = execute(
            self._database,
            "SELECT m.id, a.email FROM message m JOIN address a ON a.id = m.sender_id "
            f"WHERE m.owner_id = ? AND m.at BETWEEN ? AND ? AND {_NEWS} AND NOT m.outgoing "
            "AND NOT m.is_reply AND m.kind_why NOT IN ('marked as spam', "
            "'written by Wellkeeper itself') AND NOT EXISTS (SELECT 1 FROM newsletter n "
            "WHERE n.message_id = m.id AND n.version >= ?) ORDER BY m.at DESC, m.id",
            (self._owner, int(since.timestamp()), int(until.timestamp()), version),
        )
        return [number for number, email in rows if _house(email) in regular][:limit]

    def _regular_senders(self, until: datetime) -> set[str]:
        """The domains that sent more than one such mail lately; many give every mail an address
        of its own.
        """
        since = int((until - timedelta(days=_REGULAR_DAYS)).timestamp())
        counted: Counter[str] = Counter()
        for email, times in execute(
            self._database,
            "SELECT a.email, count(*) FROM message m JOIN address a ON a.id = m.sender_id "
            f"WHERE m.owner_id = ? AND m.at BETWEEN ? AND ? AND {_NEWS} GROUP BY a.email",
            (self._owner, since, int(until.timestamp())),
        ):
            counted[_house(email)] += times
        return {house for house, times in counted.items() if times >= _REGULAR_TIMES}

    def load_articles(
        self, since: datetime, until: datetime, limit: int
    ) -> tuple[KnownArticle, ...]:
        """What newsletters of that time hold, the newest first. A link that stands in more than one
        of them is part of the newsletter, not an article.
        """
        rows = execute(
            self._database,
            "SELECT t.link, t.title, t.teaser, coalesce((SELECT n.name FROM address_name n "
            "WHERE n.address_id = a.id ORDER BY n.as_sender DESC, n.name LIMIT 1), ''), a.email, "
            "m.at, m.id, m.message_id FROM message m JOIN article t ON t.message_id = m.id "
            "JOIN address a ON a.id = m.sender_id WHERE m.owner_id = ? AND m.at BETWEEN ? AND ? "
            "AND NOT EXISTS (SELECT 1 FROM article o WHERE o.owner_id = t.owner_id "
            "AND o.link = t.link AND o.message_id <> t.message_id) "
            "ORDER BY m.at DESC, t.id LIMIT ?",
            (self._owner, int(since.timestamp()), int(until.timestamp()), limit),
        )
        return tuple(
            KnownArticle(
                link, title, teaser, paper, email.rpartition("@")[2], time_of(at),
                f"m{number}", message_id,
            )
            for link, title, teaser, paper, email, at, number, message_id in rows
        )  # fmt: skip

    def search(
        self, articles: Sequence[KnownArticle], queries: Collection[str]
    ) -> Mapping[str, list[tuple[KnownArticle, float]]]:
        """For each query (see `core.articles.build_query`) what it finds, with its score."""
        index = FullText([(searchable(one.title), searchable(one.teaser)) for one in articles])
        try:
            return {
                query: [(articles[at], score) for at, score in index.search(query)]
                for query in queries
            }
        finally:
            index.close()

    def load_given(self, now: datetime) -> dict[int, set[str]]:
        """By person the links that one of the two has sent the other, those that an earlier draft
        of ours held, and those of newsletters that the owner has passed on to them whole.
        """
        given: dict[int, set[str]] = {}
        until = int(now.timestamp())
        for person, link in [
            *execute(
                self._database,
                "SELECT a.person_id, f.value FROM finding f "
                "JOIN touch t ON t.message_id = f.message_id "
                "JOIN address a ON a.id = t.address_id WHERE f.owner_id = ? AND f.kind = 'link' "
                "AND a.person_id IS NOT NULL AND t.at <= ?",
                (self._owner, until),
            ),
            *execute(
                self._database,
                "SELECT person_id, substr(occasion, 9) FROM draft WHERE owner_id = ? "
                "AND kind = 'article' AND person_id IS NOT NULL AND occasion LIKE 'article:%' "
                f"AND state NOT IN ({marks(OPEN_DRAFT_STATES)})",
                (self._owner, *OPEN_DRAFT_STATES),
            ),
            *execute(
                self._database,
                # From the newsletters to what was passed on of them, not through all touches.
                "SELECT a.person_id, x.link FROM article x CROSS JOIN message m "
                "CROSS JOIN message o CROSS JOIN touch t CROSS JOIN address a "
                "WHERE x.owner_id = ? AND m.id = x.message_id AND o.owner_id = m.owner_id "
                "AND o.subject_key = m.subject_key AND o.outgoing AND o.at >= m.at "
                "AND t.message_id = o.id AND a.id = t.address_id AND a.person_id IS NOT NULL",
                (self._owner,),
            ),
        ]:
            given.setdefault(person, set()).add(link)
        return given

    def load_waiting(self) -> dict[int, str]:
        """By person the occasion of the draft with an article that waits for the owner."""
        return dict(
            execute(
                self._database,
                "SELECT person_id, occasion FROM draft WHERE owner_id = ? AND kind = 'article' "
                f"AND person_id IS NOT NULL AND state IN ({marks(OPEN_DRAFT_STATES)})",
                (self._owner, *OPEN_DRAFT_STATES),
            )
        )

    # -- writing -----------------------------------------------------------------------------

    def record_newsletters(
        self, found: Iterable[tuple[int, Sequence[Article]]], version: int, now: datetime
    ) -> None:
        """What these newsletters hold; what is too old to be sent to anybody goes."""
        found = list(found)
        old = int((now - timedelta(days=_KEPT_DAYS)).timestamp())
        with transaction(self._database):
            executemany(
                self._database,
                "DELETE FROM article WHERE message_id = ?",
                [(number,) for number, _ in found],
            )
            executemany(
                self._database,
                "INSERT INTO newsletter (message_id, owner_id, version) VALUES (?, ?, ?) "
                "ON CONFLICT (message_id) DO UPDATE SET version = excluded.version",
                [(number, self._owner, version) for number, _ in found],
            )
            executemany(
                self._database,
                "INSERT INTO article (owner_id, message_id, link, title, teaser) "
                "VALUES (?, ?, ?, ?, ?)",
                [
                    (self._owner, number, one.link, one.title, one.teaser)
                    for number, articles in found
                    for one in articles
                ],
            )
            execute(
                self._database,
                "DELETE FROM article WHERE owner_id = ? AND message_id IN "
                "(SELECT id FROM message WHERE owner_id = ? AND at < ?)",
                (self._owner, self._owner, old),
            )


def _house(email: str) -> str:
    """Whose mail it is: the organisation, else the address itself."""
    return organisation_domain(email) or email
