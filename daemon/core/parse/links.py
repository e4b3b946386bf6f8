"""Decides which links of a newsletter may be passed on to somebody else, and in which form: only
pages that say by themselves what they are, without anything that counts or names the reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from daemon.core.parse.link_words import (
    CONTENT,
    NO_PAGES,
    REDIRECTING_LABELS,
    REDIRECTING_PATHS,
    REDIRECTORS,
    SERVICE_ENDS,
    SERVICE_PATHS,
    SOCIAL,
    TRACKING,
    TRACKING_PREFIXES,
)

#: A link must fit into a line or two of a letter; what comes from mail may be far longer.
MAX_LINK, _MAX_RAW = 150, 2_000
_HOST = re.compile(r"(?=.{4,100}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"`^{}|]")
_EMAIL = re.compile(r"[^/@\s?=&]+@[^/@\s?=&]+\.[a-z]{2,}", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]{16,}", re.IGNORECASE)
_SHORT = re.compile(r"[\w.:,-]{1,40}", re.ASCII)
_VIDEOS = ("youtube.com", "www.youtube.com", "vimeo.com")
_MOST_WRAPS = 3
_TRAILING = ".,;:!?'\"”»*_"


def may_link(text: str) -> bool:
    """Whether a text may hold a link: the cheap question before a search."""
    return "://" in text or "www." in text.lower()


def trim_link(text: str) -> str:
    """A link that was found in a text, without what belongs to the sentence around it."""
    link = text.rstrip(_TRAILING)
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(_TRAILING)
    return link


def clean_link(url: str, never: Collection[str] = ()) -> str:
    """The link as it may be passed on, or "" where it may not be. `never` are texts that it must
    not hold, lower-cased: the owner's addresses.

    A link that wraps another is taken for that one. Links that count the reader, need a login,
    lead to a front page, a shop or a social network, or are not plain http(s) to a named host,
    are none. Never raises, whatever the text is.
    """
    for _ in range(_MOST_WRAPS):
        if len(url) > _MAX_RAW or _UNSAFE.search(url.strip()):
            return ""
        parts = _split(url.strip())
        if parts is None:
            return ""
        scheme, host, path, query = parts
        wrapped = _wrapped(query)
        if not wrapped or not (_only_passes_on(host, path) or host.endswith(".google.com")
                               or "safelinks" in host or _is_below(host, SOCIAL)):  # fmt: skip
            break
        url = wrapped
    else:
        return ""
    kept = _kept(host, query)
    if kept is None or _only_passes_on(host, path) or _is_below(host, SOCIAL):
        return ""
    if SERVICE_PATHS & set(host.split(".")[:-2]) or not _is_page(path, kept):
        return ""
    if _names_reader(path, kept, never):
        return ""
    path = quote(unquote(path), safe="/~!$&'()*+,;=:@-._", errors="replace")
    link = urlunsplit((scheme, host, path, urlencode(kept), ""))
    return link if len(link) <= MAX_LINK else ""


def _split(url: str) -> tuple[str, str, str, list[tuple[str, str]]] | None:
    """Scheme, host, path and parameters of a link to a named host at its usual port."""
    try:
        found = urlsplit(url)
        port = found.port
        query = parse_qsl(found.query, keep_blank_values=True, max_num_fields=40)
    except ValueError:
        return None
    scheme, host = found.scheme.lower(), (found.hostname or "").rstrip(".")
    if scheme not in ("http", "https") or port not in (None, 80, 443) or "@" in found.netloc:
        return None
    # No name in other letters: many look like one that they are not.
    if not _HOST.fullmatch(host) or any(label.startswith("xn--") for label in host.split(".")):
        return None
    if found.fragment.startswith(("/", "!")):
        return None  # the page is named by what is never sent to a server
    if found.query and not query:
        return None  # one word without a name: a token, or who knows
    return scheme, host, found.path, query


def _wrapped(query: list[tuple[str, str]]) -> str:
    """The link that stands in a parameter of another, or ""."""
    inner = [value for _, value in query if re.match(r"https?://", value, re.IGNORECASE)]
    return inner[0] if len(inner) == 1 else ""


def _is_below(host: str, names: Collection[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[at:]) in names for at in range(len(labels) - 1))


def _only_passes_on(host: str, path: str) -> bool:
    labels = host.removeprefix("www.").split(".")
    first = labels[0].rstrip("0123456789")
    if len(labels) > 2 and (first in REDIRECTING_LABELS or labels[0] in REDIRECTING_LABELS):
        return True
    first = next((one for one in path.lower().split("/") if one), "")
    passes = first in REDIRECTING_PATHS or bool(re.match(r"(?:click|redirect|track)[\W\d]", first))
    return passes or _is_below(host, REDIRECTORS)


def _kept(host: str, query: list[tuple[str, str]]) -> list[tuple[str, str]] | None:
    """The parameters that say which page is meant; None where one says nobody knows what."""
    kept: list[tuple[str, str]] = []
    for name, value in query:
        lower = name.lower()
        if lower in CONTENT:
            kept.append((name, value))
        elif lower not in TRACKING and not lower.startswith(TRACKING_PREFIXES):
            return None
    if any(not _SHORT.fullmatch(value) for _, value in kept):
        return None
    is_video = host in _VIDEOS and len(kept) == 1
    return None if any(_is_token(value) for _, value in kept) and not is_video else kept


def _is_page(path: str, kept: list[tuple[str, str]]) -> bool:
    """Whether it leads to one thing to read, and not to a front page or something to do."""
    lower = unquote(path).lower()
    segments = [one for one in lower.split("/") if one]
    if any(one.endswith(NO_PAGES) for one in segments):
        return False
    names = [re.sub(r"\.\w{2,5}$", "", one) for one in segments]
    if any(one in SERVICE_PATHS for one in names) or (names and names[-1] in SERVICE_ENDS):
        return False
    if re.search(r"unsubscri|optout|opt-out|abmeld|desinscri|desabonn|log-?in\b", lower):
        return False
    if kept:
        return True
    if path.endswith("/") and len(names) < 3 and "-" not in (names[-1] if names else ""):
        return False  # the front page of somebody's own pages
    named = names[-1].strip("~_.") if names else ""
    return len(named) >= 8 or bool(re.search(r"\d{3}", lower)) or "-" in named


def _names_reader(path: str, kept: list[tuple[str, str]], never: Collection[str]) -> bool:
    """Whether anything in it could tell who clicked."""
    told = unquote(unquote(path + "?" + urlencode(kept))).lower()
    if _EMAIL.search(told) or any(one in told for one in never if one):
        return True
    return any(_is_token(one) for one in unquote(path).split("/")) or bool(_UUID.search(path))


def _is_token(text: str) -> bool:
    """Whether a piece was made by a machine: long, of letters and digits mixed as no word is."""
    if _UUID.search(text) or _HEX.search(text) or re.fullmatch(r"\d{15,}", text):
        return True
    for piece in re.split(r"[-_.,;:~+=!$()%'* ]", text):
        digits = sum(one.isdigit() for one in piece)
        mixed = digits and digits < len(piece)
        cased = piece.lower() != piece and piece.upper() != piece and not piece.istitle()
        changes = len(re.findall(r"[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d", piece))
        if len(piece) >= 10 and ((mixed and changes >= 3) or (cased and changes >= 4)):
            return True
        if len(piece) >= 32:
            return True
    return False
