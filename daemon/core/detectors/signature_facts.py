"""Decides what a signature tells about its author: name, telephones, title, organisation, web page.
Nothing rather than something wrong: no name of theirs, no facts.
"""

from __future__ import annotations

import re

from daemon.core.domains import organisation_domain
from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.job_words import is_company, is_legal_form, is_organisation, is_title
from daemon.core.parse.phones import find_phones, region_of_domain
from daemon.core.parse.signature_block import Block, read_block

NAME = "signature_facts"
VERSION = 2
_MAX_PHONES = 4
_MAX_QUOTE = 200

#: Nobody signs for themselves in these, or it may be somebody else.
_UNSIGNED = (
    MessageKind.BULK, MessageKind.NOTIFICATION, MessageKind.BOUNCE, MessageKind.CALENDAR,
    MessageKind.DOUBTFUL,
)  # fmt: skip
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'|)\]]{3,100}", re.IGNORECASE)
_WEB_LABEL = re.compile(
    r"(?:web\w{0,6}|www|url|home\s?page|site|internet|i|w)\W{0,3}", re.IGNORECASE
)
#: Lists, single articles and shops are nobody's page.
_NO_PAGE = re.compile(
    r"listinfo|mailman|subscri|/lists?/|groups\.|[?=]|\.(?:s?html?|php|pdf)$|(?:/[^/\s]+){4}|\d{5}",
    re.IGNORECASE,
)
_INSIDE_COMPANY = re.compile(r"\s+(?:at|@|bei|chez|presso|bij|en)\s+(?=[A-ZÀ-Þ])")


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `phone` and `mobile` and `fax` (`value` in E.164, an extension after
    `;ext=`), `title`, `organisation`, `web` (a URL) and `name`, at most one of each but for
    telephones; `quote` is the line. In outgoing mail they are the owner's own.
    """
    if not message.signature.strip() or message.kind in _UNSIGNED:
        return ()
    block = read_block(message.signature, message.sender_name, message.sender_email)
    if block is None:
        return ()
    findings: list[Finding] = []
    if " " in block.name:
        findings.append(Finding("name", block.lines[0].strip()[:_MAX_QUOTE], block.name))
    domain = organisation_domain(message.sender_email) if "@" in message.sender_email else ""
    findings.extend(_find_roles(block, domain))
    findings.extend(_find_phones(block, message))
    findings.extend(_find_web(block, domain))
    return tuple(findings)


def _find_roles(block: Block, domain: str) -> list[Finding]:
    """The first title and the first organisation: units and parents stand further down."""
    title: Finding | None = None
    named: list[Finding] = []
    for line, pieces in zip(block.lines, block.pieces, strict=True):
        for piece in pieces:
            for kind, value in _read_piece(piece, domain):
                found = Finding(kind, line.strip()[:_MAX_QUOTE], value)
                if kind == "title":
                    title = title or found
                else:
                    named.append(found)
    return [*([title] if title else []), *named[:1]]


def _read_piece(piece: str, domain: str) -> list[tuple[str, str]]:
    """What one piece of a line says, once its commas are understood."""
    if is_organisation(piece, domain) and not is_title(piece) and "," not in piece:
        return [("organisation", _clean(piece))]
    if is_company(piece) and not any(map(is_title, piece.split(","))):
        return [("organisation", _clean(piece))]  # Goldman, Sachs & Co.
    parts = [part.strip() for part in _INSIDE_COMPANY.sub(",", piece).split(",") if part.strip()]
    if len(parts) == 1 and piece.count("/") == 1:
        parts = [part.strip() for part in piece.split("/") if part.strip()]
    for at in range(len(parts) - 1, 0, -1):
        if is_legal_form(parts[at]):
            parts[at - 1 : at + 1] = [f"{parts[at - 1]}, {parts[at]}"]
    companies = [is_organisation(part, domain) and not is_title(part) for part in parts]
    if True not in companies:
        return [("title", _clean(piece))] if is_title(piece) else []
    at = companies.index(True)
    found = [("organisation", _clean(parts[at]))]
    before, after = ", ".join(parts[:at]), ", ".join(parts[at + 1 :])
    found.extend(("title", _clean(said)) for said in (before, after) if said and is_title(said))
    return found


def _clean(text: str) -> str:
    text = " ".join(text.split()).strip(" ,;-–—")
    return text + ")" if text.count("(") > text.count(")") else text


def _find_phones(block: Block, message: ReadMessage) -> list[Finding]:
    guesses = (region_of_domain(message.sender_email), message.region.upper())
    regions = tuple(dict.fromkeys(region for region in guesses if region))
    found: dict[str, Finding] = {}
    for line in block.lines:
        for phone in find_phones(line, regions):
            quote = line.strip()[:_MAX_QUOTE]
            found.setdefault(phone.number, Finding(phone.sort, quote, phone.number))
        if len(found) >= _MAX_PHONES:
            break
    return list(found.values())[:_MAX_PHONES]


def _find_web(block: Block, domain: str) -> list[Finding]:
    """A page that stands alone in its piece: the organisation's own before one of theirs."""
    own_words = [word for word in re.findall(r"[^\W\d_]{4,}", block.name.lower())]
    pages: list[tuple[bool, Finding]] = []
    for line, pieces in zip(block.lines, block.pieces, strict=True):
        for piece in pieces:
            found = _URL.search(piece)
            if found is None or _NO_PAGE.search(found[0]):
                continue
            before = piece[: found.start()]
            rest = _WEB_LABEL.sub("", before) + piece[found.end() :]
            if len(re.findall(r"\w+", rest)) > 1 or re.match(r"\W*\d", before):
                continue
            url = found[0].rstrip(".,;")
            url = url if "://" in url else f"https://{url}"
            host = re.sub(r"^www\.", "", url.partition("://")[2].partition("/")[0].lower())
            is_theirs = bool(domain) and (host == domain or host.endswith("." + domain))
            is_told = (
                is_theirs
                or "/~" in url
                or _WEB_LABEL.match(before.strip()) is not None
                or any(word in url.lower() for word in own_words)
            )
            if is_told:
                pages.append((not is_theirs, Finding("web", line.strip()[:_MAX_QUOTE], url)))
    pages.sort(key=lambda page: page[0])
    return [found for _, found in pages[:1]]
