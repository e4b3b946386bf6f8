"""Articles out of newsletters: how many of those found are things to read, and how many that meet
an interest one would send.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from bench.article_world import HEADLINES, INTERESTS
from bench.corpora import ROOT, archive, split_mail
from bench.measure import Miss, Row, evaluates
from daemon.core.articles import LEAST_SCORE, build_query, searchable
from daemon.core.parse.article_list import Article, parse_articles
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.store.full_text import FullText

#: What was read, by the hash of the link: `yes` for a thing to read under its own headline.
LABELS = ROOT / "bench" / "labels" / "articles.tsv"
GROUPS = ("easy-ham-1", "easy-ham-2", "hard-ham-1")


def link_mark(link: str) -> str:
    """By what a link is known in the labels, which hold no words of others."""
    return blake2b(link.encode(), digest_size=6).hexdigest()


def found_articles(root: Path) -> tuple[list[Article], float]:
    """What the newsletters of the corpus hold, as the store would show it: links that stand in
    more than one mail are left out. And the microseconds that a newsletter takes.
    """
    seen: dict[str, tuple[Article, set[str]]] = {}
    spent, mails = 0.0, 0
    for group in GROUPS:
        for name, raw in archive(root / f"{group}.tar.xz").items():
            header, text = split_mail(raw)
            headers = parse_headers(header)
            if classify_message(headers)[0].value not in ("bulk", "notification"):
                continue
            began = time.perf_counter()
            articles = parse_articles(header, text, headers.subject)
            spent, mails = spent + time.perf_counter() - began, mails + 1
            for one in articles:
                seen.setdefault(one.link, (one, set()))[1].add(name)
    return [one for one, names in seen.values() if len(names) == 1], spent / max(1, mails) * 1e6


@evaluates("Articles: what newsletters hold to read", "spamassassin")
def measure_articles(root: Path) -> Iterator[Row]:
    with LABELS.open(encoding="utf-8") as file:
        labels = {row["link"]: row["real"] for row in csv.DictReader(file, delimiter="\t")}
    articles, each = found_articles(root)
    read = [one for one in articles if link_mark(one.link) in labels]
    wrong: list[Miss] = [
        (one.link, one.title, "nothing") for one in read if labels[link_mark(one.link)] != "yes"
    ]
    shown = f"{len(read) - len(wrong)} of {len(read)} read"
    right = (len(read) - len(wrong)) / max(1, len(read))
    yield Row("articles_real", right, shown, 0.9, misses=wrong)
    unread = len(articles) - len(read)
    yield Row("articles_unread", unread / max(1, len(articles)), f"{unread} of {len(articles)}")
    yield Row("articles_us", each, f"{each:.0f} µs a newsletter")


@evaluates("Articles: matched with interests (planted world)", "spamassassin")
def measure_matches(root: Path) -> Iterator[Row]:
    """Real headlines stand among the planted ones, so that words are as common as they are."""
    articles, _ = found_articles(root)
    texts = [*HEADLINES, *((one.title, one.teaser) for one in articles)]
    index = FullText([(searchable(title), searchable(teaser)) for title, teaser in texts])
    right = found = wanted = 0
    wrong: list[Miss] = []
    missed: list[Miss] = []
    lowest: dict[bool, list[float]] = {True: [], False: []}
    for interest, expected in INTERESTS.items():
        query = build_query(interest)
        hits = dict(index.search(query, 10)) if query else {}
        told = [at for at, score in hits.items() if score >= LEAST_SCORE]
        wanted += len(expected)
        missed += [
            (interest, "nothing", begins)
            for begins in expected
            if not any(texts[at][0].startswith(begins) for at in told)
        ]
        for at, score in hits.items():
            fits = texts[at][0].startswith(expected) if expected else False
            lowest[fits].append(score)
            if score >= LEAST_SCORE:
                found, right = found + 1, right + fits
                if not fits:
                    wrong.append((interest, texts[at][0], "nothing"))
    index.close()
    shown = f"{right} of {found} pairs"
    yield Row("articles_fit", right / max(1, found), shown, 0.95, misses=wrong)
    met = wanted - len(missed)
    yield Row("articles_met", met / wanted, f"{met} of {wanted} interests", 0.7, misses=missed)
    for fits, name in ((True, "right"), (False, "wrong")):
        scores = sorted(lowest[fits])
        words = " ".join(f"{one:.1f}" for one in scores[:6]) + (" …" if len(scores) > 6 else "")
        yield Row(f"articles_score[{name}]", scores[0] if scores else 0.0, words or "none")
