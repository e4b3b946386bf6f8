"""Which article is worth sending to whom, and when the reason to do so is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.articles import (
    LEAST_SCORE,
    ArticleMatch,
    KnownArticle,
    build_query,
    choose_article,
    searchable,
)
from daemon.core.model import Circle, Fact, Gap, Owner, Person, Relationship
from daemon.core.plan import plan_contacts
from daemon.core.reasons.article import KIND, suggest
from daemon.store.full_text import FullText

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
OWNER = Owner("Ada Lovell", ("ada@acme.example",))


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


ARTICLE = KnownArticle(
    "https://paper.example/old-harbour-charts", "Old harbour charts, read by a pilot", "", "Paper",
    "paper.example", ago(5), "m9", "9@paper",
)  # fmt: skip
MATCH = ArticleMatch(ARTICLE, Fact("interest", "old harbour charts", ago(90), "m2", "2@x"), 20.0)
ANTON = Person(
    "p1", "Anton Lee", ("anton@orb.example",), Circle.REGULAR, first_seen=ago(700),
    last_touch=ago(40), touches_out=9, touches_in=9,
)  # fmt: skip
KNOWN = Relationship(ANTON, last_out=ago(40), last_in=ago(42), article=MATCH)


QUERIES = {
    "old harbour charts": '(("harbour" AND "charts")) AND title : ("harbour" OR "charts") '
        'AND (NEAR("harbour" "charts", 0))',
    "beekeeping": '(title : "beekeeping" AND teaser : "beekeeping")',
    "urban beekeeping": '(("beekeeping")) AND title : ("beekeeping") '
        'AND (NEAR("urban" "beekeeping", 0))',
    "the history of art": '"history art"',
    "classical music": '"classical music"',
    "die Geschichte der Seefahrt": '(("seefahrt")) AND title : ("seefahrt") '
        'AND (NEAR("geschichte" "seefahrt", 0))',
    "l’astronomie": '(title : "astronomie" AND teaser : "astronomie")',
}  # fmt: skip


@pytest.mark.parametrize("value", QUERIES)
def test_what_an_article_must_hold(value: str) -> None:
    assert build_query(value) == QUERIES[value]


#: Texts that hold the words of the interest; whether they are about it.
MEET = [
    ("lighthouse history", "The history of lighthouses", "", True),
    ("lighthouse history", "Lighthouses on strike", "A history professor explains.", False),
    ("water polo", "Water companies and the polo shirt affair", "An expense report.", False),
    ("public speaking", "Public transport, speaking plainly", "Why the bus is late.", False),
    ("sailing", "Sailing into a new fiscal year", "What the budget holds.", False),
    ("sailing", "Round Ireland by sailing boat", "Four friends go sailing for a week.", True),
    ("les vieux phares", "Les phares bretons", "Douze vieux phares, du nord au sud.", True),
    ("la fotografía de aves", "Fotografía de aves sin teleobjetivo", "", True),
    ("l'apiculture en ville", "L’apiculture en ville", "Des ruches sur les toits.", True),
    ("machine learning in medicine", "Machine learning reads X-rays", "Medicine learns.", True),
    ("history of art", "A short history of art", "", True),
    ("history of art", "The art of the deal, a history", "", False),
]


@pytest.mark.parametrize(("value", "title", "teaser", "meets"), MEET)
def test_what_meets_an_interest(value: str, title: str, teaser: str, meets: bool) -> None:
    index = FullText([(searchable(title), searchable(teaser))])
    try:
        found = index.search(build_query(value))
    finally:
        index.close()
    assert bool(found) is meets
    assert all(score >= LEAST_SCORE for _, score in found)


@pytest.mark.parametrize("value", ["", "music", "the art", "it", "new things", '"; OR', "🙂", "aa"])
def test_common_words_ask_for_nothing(value: str) -> None:
    assert build_query(value) == ""


def test_no_query_holds_anything_but_words() -> None:
    query = build_query('x" OR title : *') + build_query("NEAR(a b) ^ bees* -wasps {title}:")
    assert not set("*^{}-") & set(query)


def test_the_best_article_that_neither_has_sent() -> None:
    other = replace(MATCH, article=replace(ARTICLE, link="https://paper.example/2"), score=12.0)
    assert choose_article(ANTON, [other, MATCH], ()) == MATCH
    assert choose_article(ANTON, [other, MATCH], {ARTICLE.link}) == other
    assert choose_article(ANTON, [MATCH], {ARTICLE.link}) is None
    assert choose_article(ANTON, [replace(MATCH, score=LEAST_SCORE - 0.1)], ()) is None


def test_a_draft_that_waits_stands_while_its_own_article_does() -> None:
    better = replace(MATCH, article=replace(ARTICLE, link="https://paper.example/2"), score=99.0)
    occasion = f"article:{ARTICLE.link}"
    assert choose_article(ANTON, [better, MATCH], (), occasion) == MATCH
    assert choose_article(ANTON, [better], (), occasion) is None
    assert choose_article(ANTON, [better, MATCH], {ARTICLE.link}, occasion) is None
    waits = replace(KNOWN, draft_open=True, drafted=((KIND, ago(2)),))
    found = suggest(waits, OWNER, NOW)
    assert found is not None and found.occasion == occasion


def test_nobody_is_sent_what_comes_from_their_own_house() -> None:
    for changes in ({"link": "https://blog.orb.example/charts"}, {"domain": "news.orb.example"}):
        own = replace(MATCH, article=replace(ARTICLE, **changes))
        assert choose_article(ANTON, [own], ()) is None


def test_it_is_a_suggestion_with_its_link_and_evidence() -> None:
    found = suggest(KNOWN, OWNER, NOW)
    assert found is not None and found.kind == KIND == "article"
    assert found.link == ARTICLE.link and found.detail == ARTICLE.title
    assert found.evidence[0].message_id == "9@paper" and found.evidence[0].quote == ARTICLE.title
    assert found.evidence[1].message_ref == "m2"
    assert found.expires_at == ARTICLE.at + timedelta(days=30)
    assert "they told you" in found.reason
    said = replace(MATCH, fact=replace(MATCH.fact, message_ref=""))
    noted = suggest(replace(KNOWN, article=said), OWNER, NOW)
    assert noted is not None and "you noted" in noted.reason


GAP = Gap("g1", "p1", "Anton Lee", "anton@orb.example", "owner", "Map", ago(3), 2, 3, "", "", "t1",
          "they asked")  # fmt: skip
SILENT = {
    "nothing was found": {"article": None},
    "a question waits": {"gaps": (GAP,)},
    "another article went to them lately": {"drafted": ((KIND, ago(30)),)},
    "no contact for years": {"person": replace(ANTON, last_touch=ago(800))},
    "they never wrote": {"person": replace(ANTON, touches_in=0)},
}


@pytest.mark.parametrize("name", SILENT)
def test_it_is_silent_where(name: str) -> None:
    assert suggest(replace(KNOWN, **SILENT[name]), OWNER, NOW) is None


def test_it_is_no_reason_for_somebody_who_was_just_written_to() -> None:
    assert [one.kind for one in plan_contacts([KNOWN], OWNER, NOW)] == ["article"]
    assert plan_contacts([replace(KNOWN, last_out=ago(3))], OWNER, NOW) == ()
    refused = replace(KNOWN, turned_down=((KIND, NOW + timedelta(days=9)),))
    assert plan_contacts([refused], OWNER, NOW) == ()
