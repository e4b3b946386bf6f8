"""Decides which articles a newsletter holds: a headline, the words below it, and a link that may be
passed on. High precision: a link whose headline is not plain is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from daemon.core.parse.body import MAX_BODY
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.html_text import (
    LINK_BEGINS,
    LINK_ENDS,
    LINK_SAYS,
    NO_MARKS,
    SEPARATOR,
    html_with_links,
)
from daemon.core.parse.language_words import ANY_SMALL_WORD
from daemon.core.parse.link_words import LEADS_ON, SERVICE_WORDS
from daemon.core.parse.links import clean_link, trim_link
from daemon.core.parse.mime import TextPart, walk_parts
from daemon.core.parse.subjects import parse_subject
from daemon.core.values import dataclass

#: Raised when other articles are found than before; newsletters are then looked through again.
VERSION = 1
#: Of one newsletter so many; nobody reads more.
MOST_ARTICLES = 40
MAX_TITLE, MAX_TEASER = 160, 300
_MOST_TRIED = 500
_LEAST_WORDS, _MOST_WORDS = 2, 22
#: A headline of so many words needs nothing below it; others need so many words there.
_SPEAKS_ALONE, _LEAST_TEASER = 6, 5
#: What stands before a link that says "read more": at most so much belongs to it.
_FAR = 900

_LINK = re.compile(
    f"{LINK_BEGINS}(\\d{{1,4}}){LINK_SAYS}([^{LINK_BEGINS}{LINK_ENDS}]{{0,600}}){LINK_ENDS}"
)
_MARKS = re.compile(f"{LINK_BEGINS}\\d{{1,4}}{LINK_SAYS}|[{LINK_BEGINS}{LINK_SAYS}{LINK_ENDS}]")
_URL = re.compile(r"<?\b(https?://[^\s<>\"\x01-\x03]{6,1990})>?", re.IGNORECASE)
_NOISE = re.compile(rf"{_URL.pattern}|\s?\[\d{{1,2}}\]", re.IGNORECASE)
_LEADS_ON = re.compile(rf"\W*(?:{LEADS_ON})\W*", re.IGNORECASE)
_SERVICE = re.compile(rf"(?<!\w)(?:{SERVICE_WORDS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_BULLET = re.compile(r"^[\s>*•·\-–—=+#|»›~_]*(?:\(?\d{1,3}[.):\]]\s*)?\s*")
#: Beside a headline there may stand a bullet, a time, a source; more makes it part of a sentence.
_BESIDE = re.compile(r"[\W\d_]*(?:[^\W\d_]+[\W\d_]*){0,3}")
_TAG = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)+")
_FIELDS = re.compile(r"(?:\s*^[A-Z][\w-]{1,20}:[^\n]*$)*", re.MULTILINE)
#: Behind a link that is part of a sentence the sentence goes on.
_GOES_ON = re.compile(f"[{LINK_ENDS} \\t]*(?:[,:;.)]|(?-i:[a-zà-ÿ]))")
_FIELD = re.compile(r"[A-Z][\w ]{1,20}:\s")
#: So long is no headline that has a second line, but the first line of a text that was wrapped.
_FULL_LINE = 60
_FEED = re.compile(r"\s*(?:url|link|source)\s*:\s*(https?://\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """One thing to read: `title` at most 160, `teaser` at most 300 characters, each one line."""

    link: str
    title: str
    teaser: str = ""


def parse_articles(
    mime_header: bytes, text: bytes, subject: str = "", never: Collection[str] = ()
) -> tuple[Article, ...]:
    """The articles of one newsletter, each link once, in their order. `mime_header` and `text` as
    `parse_body` takes them, `never` as `clean_link` does. Never raises, whatever the bytes are.
    """
    parsed = parse_subject(subject)
    if parsed.is_reply or parsed.is_forward:
        return ()
    parts = walk_parts(mime_header, text[:MAX_BODY])
    found: dict[str, Article] = {}
    # Alternatives say the same: the rich one has headlines, the plain one at times better links.
    for kind in ("html", "plain"):
        for part in parts.texts[:4]:
            if part.subtype == kind:
                for one in _read(part, subject, never):
                    if one.link not in found and len(found) < MOST_ARTICLES:
                        found[one.link] = one
        if found:
            break
    return tuple(found.values())


def _read(part: TextPart, subject: str, never: Collection[str]) -> Iterator[Article]:
    if part.subtype == "html":
        marked, targets = html_with_links(part.text)
    else:
        feed = _FEED.match(part.text)
        if feed:  # a feed sent on by mail: one article, whose title is the subject
            link, title = clean_link(feed[1], never), _headline(_TAG.sub("", subject))
            teaser = _teaser(_FIELDS.sub("", part.text[feed.end() :], count=1))
            if link and _is_whole(title, teaser):
                yield Article(link, title, teaser)
            return
        marked, targets = _mark_links(part.text)
    marked = marked.split(SEPARATOR, 1)[0]
    links = list(_LINK.finditer(marked))[:_MOST_TRIED]
    cleaned = [clean_link(targets[int(one[1])], never) for one in links]
    ends = 0
    for at, (found, link) in enumerate(zip(links, cleaned, strict=True)):
        following = links[at + 1].start() if at + 1 < len(links) else len(marked)
        if link:
            said = _said(marked, found, ends)
            title, teaser = said if said else ("", "")
            below = marked[found.end() : following]
            if part.subtype == "plain":  # behind a blank line the next article begins
                below = re.split(r"\n[ \t]*\n", below, maxsplit=1)[0]
            teaser = teaser or _teaser(below)
            if _is_whole(title, teaser):
                yield Article(link, title, teaser)
        # In a page an image without words is the same link as what follows it.
        if part.subtype == "plain" or _words_of(found[2]):
            ends = found.end()


def _mark_links(text: str) -> tuple[str, tuple[str, ...]]:
    """Plain text with its links marked as `html_with_links` does; they say nothing themselves."""
    targets: list[str] = []

    def mark(found: re.Match[str]) -> str:
        if len(targets) >= _MOST_TRIED:
            return " "
        targets.append(trim_link(found[1]))
        return f"{LINK_BEGINS}{len(targets) - 1}{LINK_SAYS}{LINK_ENDS}"

    text = text.translate(NO_MARKS).replace("\r\n", "\n")
    return _URL.sub(mark, text), tuple(targets)


def _said(marked: str, found: re.Match[str], after: int) -> tuple[str, str] | None:
    """`(headline, teaser)` of one link: its own words, else what stands above it since the link
    before; the teaser is "" where it must stand below. None where no headline is plain.
    """
    words = _words_of(found[2])
    if words and not _LEADS_ON.fullmatch(words) and not _URL.fullmatch(words):
        line_begins = marked.rfind("\n", 0, found.start()) + 1
        before = _MARKS.sub(" ", marked[max(line_begins, after) : found.start()])
        if not _BESIDE.fullmatch(before) or _GOES_ON.match(marked, found.end()):
            return None  # it is part of a sentence
        title = _headline(words)
        return (title, "") if title else None
    above = _MARKS.sub(" ", marked[max(after, found.start() - _FAR) : found.start()])
    paragraphs = [one for one in re.split(r"\n\s*\n", above.strip("\n")) if one.strip()]
    if not paragraphs or len(paragraphs) > 4:
        return None
    # A headline in a paragraph of its own, else the first line of the paragraph of the link.
    near = "\n".join(paragraphs[-2:]) if len(paragraphs[-1].split("\n")) == 1 else paragraphs[-1]
    lines = [_BULLET.sub("", one).strip() for one in near.split("\n")]
    lines = [one for one in lines if _WORD.search(one)]
    if not lines:
        return None
    title = _headline(lines[0])
    is_text = len(lines) > 1 and (
        len(lines[0]) >= _FULL_LINE or lines[0].endswith((".", ",", ";")) or lines[1][0].islower()
    )
    if not title or is_text or len([one for one in lines if _FIELD.match(one)]) > 1:
        return None  # the first line of a text or of a form, not a headline
    return title, _teaser(" ".join(lines[1:]))


def _is_whole(title: str, teaser: str) -> bool:
    """Whether this is a headline with what it is about: short ones are headings of anything, and
    one with which the text begins is no headline but its first words.
    """
    begins = "".join(_WORD.findall(title.casefold()))[:40]
    if not title or "".join(_WORD.findall(teaser.casefold())).startswith(begins):
        return False
    said = len(_WORD.findall(teaser))
    return len(title.split()) >= _SPEAKS_ALONE or said >= _LEAST_TEASER


def _words_of(text: str) -> str:
    return " ".join(text.split())


def _headline(text: str) -> str:
    """The words as a headline, or "" where they are none."""
    title = clean_line(_BULLET.sub("", _words_of(text)), MAX_TITLE + 1).rstrip(" :-–—|>»›")
    if len(title) > MAX_TITLE or not _LEAST_WORDS <= len(title.split()) <= _MOST_WORDS:
        return ""
    if len("".join(_WORD.findall(title))) < 8 or _SERVICE.search(title):
        return ""
    if not (title[0].isalnum() or title[0] in "\"“„«¿¡'‘") or title[0].islower():
        return ""
    if title.rpartition(" ")[2].lower() in ANY_SMALL_WORD:
        return ""
    if _LEADS_ON.fullmatch(title) or _URL.search(title) or "[[" in title or "]]" in title:
        return ""
    return title


def _teaser(text: str) -> str:
    """What is said of an article below its headline: the first lines, without links."""
    plain = clean_line(_NOISE.sub(" ", _MARKS.sub(" ", text[: 4 * MAX_TEASER])), MAX_TEASER)
    service = _SERVICE.search(plain)
    return (plain[: service.start()] if service else plain).strip()
