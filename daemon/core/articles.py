"""Decides which article of a newsletter is worth sending to somebody: one that says, in its
headline, what they told that they like. Precision first: two words of the interest, or one that is
rare and that the article is about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import pairwise

from daemon.core.domains import organisation_domain
from daemon.core.model import Fact, Person
from daemon.core.parse.late import late_pattern
from daemon.core.values import dataclass

#: A newsletter is worth a word for so many days; of so many days they are looked through.
FRESH_DAYS = 30
#: So many articles are compared with interests, the newest.
MOST_ARTICLES = 3_000
#: What somebody told longer ago may have passed.
INTEREST_DAYS = 730
#: Whose facts an article can meet: what somebody likes. A headline with the words of a need or a
#: trade may be anybody's advertisement of the same; whether it helps was not measured.
KINDS = ("interest",)
#: BM25 below which nothing that fits was seen, when the headline counts three times (the lowest
#: was 14, of a single word that is not rare 9): see bench/evals/articles.py.
LEAST_SCORE = 8.0
_MOST_WORDS = 6
_BINDS = late_pattern(
    r"(?<![\w'])(?:of|for|in|de|du|des|del|d|l|en|à|au|aux|pour|para|von|vom|im|für)(?:'|(?!\w))",
    re.IGNORECASE,
)
_WORD = late_pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """One article as the store knows it. `link` may be passed on as it stands; `paper` is the
    newsletter's name and `domain` that of its address; the last three say which mail it came in.
    """

    link: str
    title: str
    teaser: str
    paper: str
    domain: str
    at: datetime
    message_ref: str
    message_id: str


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article for somebody, and the fact that it meets. `score` is BM25's, higher is better."""

    article: KnownArticle
    fact: Fact
    score: float


def searchable(text: str) -> str:
    """A text as it is looked up: without the words that bind two others, so that those of
    "history of lighthouses" stand side by side, as they do in "lighthouse history".
    """
    return _BINDS.sub(" ", text.replace("’", "'"))


def interest_words(value: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of an interest that tell anything, lower-cased, in order, at most six; and those
    among them that tell it from others.
    """
    # Late: of most owners' people nobody has told what they like.
    from daemon.core.interest_words import NOTHING, SAYS_LITTLE

    told: dict[str, None] = {}
    for word in _WORD.findall(searchable(value.casefold())):
        for part in word.split("-"):
            part = part.rpartition("'")[2] or part
            if len(part) > 2 and part not in NOTHING:
                told[part] = None
    words = tuple(told)[:_MOST_WORDS]
    return words, frozenset(words) - SAYS_LITTLE


def build_query(value: str) -> str:
    """What an article must hold for this interest, in the language of FTS5, whose columns are
    `title` and `teaser` (both `searchable`); "" where the interest is told by common words only.

    All words that tell it from others (of four and more, all but one), one of them in the headline,
    and two words of it side by side: apart from each other they may be about anything. A single
    word must stand in the headline and below it, for in a headline alone it may be a figure of
    speech. Common words must stand all in a row ("classical music").
    """
    words, telling = interest_words(value)
    quoted = [f'"{word}"' for word in words]
    told = [f'"{word}"' for word in words if word in telling]
    if not told:
        return f'"{" ".join(words)}"' if 2 <= len(words) <= 4 else ""
    if len(words) == 1:
        return f"(title : {told[0]} AND teaser : {told[0]})"
    pairs = [
        f"NEAR({one} {other}, 0)" for one, other in pairwise(quoted) if one in told or other in told
    ]
    wanted = [told] if len(told) < 4 else [
        told[:left] + told[left + 1 :] for left in range(len(told))
    ]  # fmt: skip
    held = " OR ".join(f"({' AND '.join(group)})" for group in wanted)
    return f"({held}) AND title : ({' OR '.join(told)}) AND ({' OR '.join(pairs)})"


def choose_article(
    person: Person, matches: Sequence[ArticleMatch], given: Collection[str], waiting: str = ""
) -> ArticleMatch | None:
    """The best for somebody that neither has sent the other yet (`given` are links), and that is
    not from their own house; None where there is none. Where a draft with one is `waiting` (its
    occasion), that one, or none.
    """
    own = {organisation_domain(one) for one in person.addresses} - {""}
    fitting = [
        one
        for one in matches
        if one.score >= LEAST_SCORE
        and waiting in ("", f"article:{one.article.link}")
        and one.article.link not in given
        and not own & {_domain_of_link(one.article.link), organisation_domain(one.article.domain)}
    ]
    return max(fitting, key=lambda one: (one.score, one.article.at, one.article.link), default=None)


def _domain_of_link(link: str) -> str:
    host = link.partition("://")[2].partition("/")[0].removeprefix("www.")
    return organisation_domain(f"x@{host}")
