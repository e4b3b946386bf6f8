"""The articles out of newsletters that meet what people like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from daemon.core.articles import (
    FRESH_DAYS,
    INTEREST_DAYS,
    KINDS,
    MOST_ARTICLES,
    ArticleMatch,
    build_query,
    choose_article,
)
from daemon.core.pairs.who import is_two_way

if TYPE_CHECKING:
    from daemon.core.model import Fact, Relationship
    from daemon.jobs.introductions import Stories
    from daemon.store import Store


def add_articles(
    store: Store, relationships: Sequence[Relationship], stories: Stories, now: datetime
) -> tuple[Relationship, ...]:
    """The same relationships, each with the article that meets an interest of theirs best."""
    told = [one for one in relationships if _may_like(one, stories)]
    if not told:
        return tuple(relationships)
    waiting = store.articles.load_waiting()
    interests: dict[str, list[tuple[str, Fact]]] = {}
    for one in told:
        if one.draft_open and one.person.id not in waiting:
            continue
        for fact in stories[one.person.id]:
            fresh = timedelta(0) <= now - fact.at <= timedelta(days=INTEREST_DAYS)
            query = build_query(fact.value) if fact.kind in KINDS and fresh else ""
            if query:
                interests.setdefault(one.person.ref, []).append((query, fact))
    if not interests:
        return tuple(relationships)
    since = now - timedelta(days=FRESH_DAYS)
    articles = store.articles.load_articles(since, now, MOST_ARTICLES)
    if not articles:
        return tuple(relationships)
    queries = {query for told in interests.values() for query, _ in told}
    found = store.articles.search(articles, queries)
    given = store.articles.load_given(now)
    return tuple(
        one
        if one.person.ref not in interests
        else replace(
            one,
            article=choose_article(
                one.person,
                [
                    ArticleMatch(article, fact, score)
                    for query, fact in interests[one.person.ref]
                    for article, score in found[query]
                ],
                given.get(one.person.id, ()),
                waiting.get(one.person.id, ""),
            ),
        )
        for one in relationships
    )


def _may_like(one: Relationship, stories: Stories) -> bool:
    """Whether it is somebody to send an article to, who has told of anything that they like."""
    kinds = {fact.kind for fact in stories.get(one.person.id, ())}
    return not kinds.isdisjoint(KINDS) and is_two_way(one.person)
