"""Newsletters, looked through for articles where anybody has an interest."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from daemon.core.articles import FRESH_DAYS
from daemon.core.model import Owner
from daemon.core.parse.article_list import VERSION, Article, parse_articles
from daemon.errors import FolderMissing
from daemon.jobs.draft import NEVER_READ
from daemon.jobs.read import fetch_words
from daemon.jobs.session import Session, at_hand
from daemon.store import Store

log = logging.getLogger(__name__)

#: So many newsletters are looked through in one pass; the rest waits for the next, newest first.
READ_AT_ONCE = 200


def read_newsletters(sessions: Sequence[Session], store: Store, owner: Owner, now: datetime) -> int:
    """Look through what came within `FRESH_DAYS` and was not looked through yet; how many. Nothing
    is fetched while nobody is known to have an interest.
    """
    if not store.articles.anybody_interested():
        return 0
    since = now - timedelta(days=FRESH_DAYS)
    wanted = store.articles.wanted(VERSION, since, now, READ_AT_ONCE)
    never = frozenset(one.lower() for one in owner.addresses)
    done = 0
    for session in at_hand(sessions):
        folders: dict[str, dict[int, tuple[int, str]]] = {}
        for place in store.reading.locate(session.mailbox_id, wanted, NEVER_READ):
            folders.setdefault(place.folder, {})[place.uid] = place.id, place.subject
        with session.on_its_own():
            for folder, by_uid in folders.items():
                # What is gone from the server is noted as well, or it would be asked for for ever.
                found: dict[int, tuple[Article, ...]] = {one: () for one, _ in by_uid.values()}
                try:
                    for text in fetch_words(session.mailbox, folder, sorted(by_uid)):
                        number, subject = by_uid.get(text.uid, (0, ""))
                        if number:
                            found[number] = parse_articles(
                                text.mime_header, text.text, subject, never
                            )
                except FolderMissing as error:
                    log.info("a folder could not be read for articles: %s", type(error).__name__)
                store.articles.record_newsletters(found.items(), VERSION, now)
                done += len(found)
    return done
