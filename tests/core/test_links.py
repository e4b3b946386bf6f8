"""Which links may be passed on: pages that say what they are, without a trace of the reader."""

from __future__ import annotations

import pytest

from daemon.core.detectors.links import detect
from daemon.core.model import MessageKind, ReadMessage
from daemon.core.parse.links import MAX_LINK, clean_link, trim_link

OWNER = ("nora@lindqvist.example", "nora.lindqvist@post.example")

PASSED_ON = [
    ("https://www.thelongtable.example/bees-above-the-books?utm_source=letter&mc_eid=8f2",
     "https://www.thelongtable.example/bees-above-the-books"),
    ("HTTPS://News.Example/2026/11/harbour-charts#comments",
     "https://news.example/2026/11/harbour-charts"),
    ("http://paper.example/weblog/000643", "http://paper.example/weblog/000643"),
    ("https://news.example/story.php?id=1234&fbclid=IwAR0",
     "https://news.example/story.php?id=1234"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share",
     "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
    ("https://news.example/artikel/bienen-über-büchern",
     "https://news.example/artikel/bienen-%C3%BCber-b%C3%BCchern"),
    ("https://news.example/a-story?e=nora%40lindqvist.example", "https://news.example/a-story"),
    # What a link wraps is what is passed on.
    ("https://click.news.example/?url=https%3A%2F%2Fnews.example%2Fa-story%3Futm_medium%3Dmail",
     "https://news.example/a-story"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnews.example%2Fa-story"
     "&data=04%7C01%7Cnora", "https://news.example/a-story"),
]  # fmt: skip

KEPT_BACK = [
    "",
    "javascript:alert(document.cookie)",
    "JaVaScRiPt://news.example/%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "mailto:ann@acme.example?subject=story-of-a-thing",
    "ftp://news.example/a-story-of-bees",
    "file:///etc/passwd-and-more",
    "//news.example/a-story-of-bees",
    "https:news.example/a-story-of-bees",
    # Names that look like another, numbers, ports, and who is to log in.
    "https://аpple.example/a-story-of-bees",
    "https://xn--pple-43d.example/a-story-of-bees",
    "https://bücher.example/a-story-of-bees",
    "https://192.0.2.7/a-story-of-bees",
    "https://[2001:db8::1]/a-story-of-bees",
    "https://3232235777/a-story-of-bees",
    "https://localhost/a-story-of-bees",
    "https://news.example:8443/a-story-of-bees",
    "https://news.example:99999/a-story-of-bees",
    "https://nora:secret@news.example/a-story-of-bees",
    "https://news.example\\@evil.example/a-story-of-bees",
    "https://news.example/a-story of-bees",
    "https://news.example/a-story\r\nBcc: eve@evil.example",
    "https://news.example/a-story\u202egnp.exe",
    # Whom it was sent to.
    "https://news.example/nora%40lindqvist.example/a-story",
    "https://news.example/2026/a-story/nora@lindqvist.example",
    "https://news.example/a-story?id=nora.lindqvist%2540post.example",
    "https://news.example/story?id=a%40b.example",
    "https://news.example/r2/eJw1jrEOgjAURf-F2bQ/story",
    "https://news.example/story/6d1f0b2e-1234-4f6a-9abc-1234567890ab",
    "https://news.example/story/d41d8cd98f00b204e9800998ecf8427e",
    "https://news.example/story?id=d41d8cd98f00b204e9800998ecf8427e",
    "https://news.example/a-story?bG9yYUBsaW5kcXZpc3Q",
    "https://news.example/a-story?session=17",
    # Counters and shorteners without a target that can be read.
    "https://t.co/Ab12cD",
    "https://bit.ly/harbour-charts",
    "https://click.news.example/harbour-charts-by-a-pilot",
    "https://url4711.news.example/harbour-charts-by-a-pilot",
    "https://u123.ct.sendgrid.net/harbour-charts-by-a-pilot",
    "https://news.us1.list-manage.com/track/click?id=1",
    "https://news.example/redirect/harbour-charts-by-a-pilot",
    "https://news.example/ls/click?p=harbour-charts",
    # Things to do, and places that are no page.
    "https://news.example/",
    "https://news.example",
    "https://news.example/news",
    "https://news.example/unsubscribe/harbour-charts-by-a-pilot",
    "https://news.example/newsletter/preferences/harbour-charts",
    "https://news.example/account/harbour-charts-by-a-pilot",
    "https://shop.news.example/harbour-charts-by-a-pilot",
    "https://news.example/shop/harbour-charts-by-a-pilot",
    "https://www.facebook.com/thelongtable/posts/1234",
    "https://twitter.com/intent/tweet?text=harbour-charts",
    "https://news.example/images/harbour-charts-by-a-pilot.png",
    "https://news.example/#/harbour-charts-by-a-pilot",
    "https://news.example/" + "harbour-charts-" * 20,
]


@pytest.mark.parametrize(("link", "expected"), PASSED_ON)
def test_a_page_is_passed_on_without_what_counts_its_readers(link: str, expected: str) -> None:
    assert clean_link(link, OWNER) == expected
    assert clean_link(expected, OWNER) == expected


@pytest.mark.parametrize("link", KEPT_BACK)
def test_anything_else_is_kept_back(link: str) -> None:
    assert clean_link(link, OWNER) == ""


def test_a_chain_of_wraps_ends() -> None:
    link = "https://news.example/a-story"
    for _ in range(6):
        link = f"https://click.news.example/?url={link.replace('%', '%25').replace(':', '%3A')}"
    assert clean_link(link) == ""


def test_whatever_comes_is_plain_and_short() -> None:
    for code in [*range(0x250), 0x202E, 0x2028, 0xFEFF, 0x1F41D, 0xD800]:
        for url in (f"https://news.example/a-story-{chr(code)}-of-bees",
                    f"https://news{chr(code)}.example/a-story-of-bees",
                    f"{chr(code)}https://news.example/a-story-of-bees"):  # fmt: skip
            link = clean_link(url)
            assert len(link) <= MAX_LINK and link.isascii() and " " not in link
            assert link == "" or link.startswith("https://news")
            assert not set(link) & set('<>"\\[]{}|^`\r\n')


@pytest.mark.parametrize("around", ["{}", "({}).", '{}!"', "({}.)", "*{}*"])
@pytest.mark.parametrize(
    "link", ["https://news.example/bees", "https://news.example/bees_(insects)"]
)
def test_what_belongs_to_the_sentence_is_no_part_of_a_link(around: str, link: str) -> None:
    found = around.format(link)
    assert trim_link(found[found.index("https") :]) == link


def read(text: str, **changes: object) -> list[str]:
    return [one.value for one in detect(ReadMessage("", text, True, **changes))]  # type: ignore[arg-type]


def test_links_in_letters_are_known_as_they_would_be_passed_on() -> None:
    text = (
        "Read this: https://news.example/a-story-of-bees?utm_source=x. And see "
        "<https://news.example/a-story-of-bees>, https://bit.ly/2x, https://paper.example/no-bees!"
    )
    pages = ["https://news.example/a-story-of-bees", "https://paper.example/no-bees"]
    assert read(text) == pages
    assert read(text, recipients=40) == [] and read(text, kind=MessageKind.BULK) == []
    assert len(read(" ".join(f"https://news.example/a-story-{n}" for n in range(10_000)))) == 8
