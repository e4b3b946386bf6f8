"""What a newsletter holds to read: headlines with their links, in the layouts that are sent."""

from __future__ import annotations

import pytest

from daemon.core.parse.article_list import MAX_TEASER, MAX_TITLE, MOST_ARTICLES, parse_articles

SITE = "https://www.thelongtable.example"
OWNER = ("nora@lindqvist.example",)


def read(text: str, kind: str = "html", subject: str = "The Long Table") -> list[tuple[str, ...]]:
    header = f"Content-Type: text/{kind}; charset=utf-8\r\n".encode()
    found = parse_articles(header, text.encode("utf-8", "surrogatepass"), subject, OWNER)
    return [(one.title, one.link.removeprefix(SITE), one.teaser) for one in found]


BEES = ("Bees above the books: urban beekeeping on library roofs", "/bees-above-the-books",
        "Nine public libraries keep hives now.")  # fmt: skip

LAYOUTS = {
    "a headline that is the link": (
        "html",
        f'<h1>The Long Table</h1><h2><a href="{SITE}{BEES[1]}?utm_source=x">{BEES[0]}</a></h2>'
        f"<p>{BEES[2]}</p><p><a href='{SITE}/unsubscribe?u=1'>Unsubscribe</a></p>",
    ),
    "an image, a headline, and read more": (
        "html",
        f"<table><tr><td><a href='{SITE}{BEES[1]}'><img src='x.png'></a></td></tr><tr><td>"
        f"<h2>{BEES[0]}</h2><p>{BEES[2]}</p><a href='{SITE}{BEES[1]}'>Read more »</a></td></tr>"
        "</table>",
    ),
    "in German": (
        "html",
        f"<h3>{BEES[0]}</h3><p>{BEES[2]}</p><a href='{SITE}{BEES[1]}'>Weiterlesen</a><br>"
        f"<a href='{SITE}/abmelden/17'>Newsletter abbestellen</a>",
    ),
    "lines of a text": ("plain", f"THE LONG TABLE\n\n{BEES[0]}\n{BEES[2]}\n{SITE}{BEES[1]}\n\n"
                                 f"Unsubscribe: {SITE}/unsubscribe?u=1"),
    "a list of headlines": ("plain", f"This week:\n\n* {BEES[0]}\n  {BEES[2]}\n"
                                     f"  <{SITE}{BEES[1]}>\n"),
    "a headline in a paragraph of its own": ("plain", f"{BEES[0]}\n\n{SITE}{BEES[1]}\n{BEES[2]}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_article_is_found_in(name: str) -> None:
    kind, text = LAYOUTS[name]
    assert read(text, kind) == [BEES]


def test_a_feed_that_is_sent_on_by_mail_is_one_article() -> None:
    text = f"URL: {SITE}{BEES[1]}\nDate: 2026-11-20T08:00:00\n\n{BEES[2]}\n"
    assert read(text, "plain", f"[feed] {BEES[0]}") == [BEES]
    whole = f"URL: {SITE}{BEES[1]}\n\nNine public libraries keep hives now, and more than that"
    assert read(whole, "plain", "Nine public libraries keep hives now, and m") == []


NONE = {
    "part of a sentence": f"<p>As the <a href='{SITE}/a-paper-of-it'>paper of the town said</a>, "
                          "it rains.</p>",
    "behind a sentence": "<p>We have long known that in our town <a "
                         f"href='{SITE}/it-rains'>It rains more than elsewhere</a></p>",
    "an offer": f"<h2><a href='{SITE}/boots-for-winter'>Save 40% on winter boots this week</a></h2>"
                "<p>Everything must go, and it must go now.</p>",
    "the paper itself": f"<a href='{SITE}/issues/2026-48'>View this newsletter in your browser</a>",
    "an account": f"<a href='{SITE}/order-70418'>Your order of five yellow cards</a>",
    "a heading": f"<a href='{SITE}/more-from-us'>Our sites</a>",
    "an answer": f"<a href='{SITE}/answer-to-all'>What do you think of the new town hall?</a>",
    "a name for the owner to fill": f"<a href='{SITE}/odd-one-out'>Some [[thing]] for you to "
                                    "read this week</a>",
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_no_article_is_found_in(name: str) -> None:
    subject = "Re: The town hall" if name == "an answer" else "The Long Table"
    assert read(NONE[name], subject=subject) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("html", f"<h2><a href='{SITE}/story-%d'>A long story about number %d</a></h2>" * 1),
        ("plain", f"A long story about number %d\n{SITE}/story-%d\n\n"),
    ],
)
def test_ten_thousand_links_give_forty_articles(kind: str, text: str) -> None:
    whole = "".join(text % (n, n) for n in range(1_000, 11_000))
    assert 1 <= len(read(whole, kind)) <= MOST_ARTICLES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<a href='" * 20_000,
        "<a href=x>" * 50_000,
        "<div>" * 100_000 + f"<a href='{SITE}/a-story-of-bees'>A story about many bees</a>",
        f"<a href='{SITE}/a-story-of-bees'>" + "A story of bees " * 50_000,
        f"<a href='{SITE}/a-story-of-bees'>\x01\x02\x03 \x010\x02A story of bees\x03</a>" * 500,
        "\x010\x02A story about many bees\x03" * 100,
        "http://" * 50_000,
        "http://x.example/" + "a" * 1_000_000,
        "((((((((" * 20_000,
        "\ud800\x00\u202e" * 5_000,
    ],
)
def test_hostile_newsletters_end_with_little(text: str) -> None:
    for kind in ("html", "plain"):
        for title, link, teaser in read(text, kind):
            assert title.isprintable() and len(title) <= MAX_TITLE
            assert teaser.isprintable() and len(teaser) <= MAX_TEASER and link.isascii()
