"""Decides where an author's words end and the signature begins: `-- `, closing phrases with names
below, a name alone, mobile footers, disclaimers. In doubt a line is the author's.
"""

from __future__ import annotations

import re

from daemon.core.parse.job_words import is_title
from daemon.core.parse.signature_words import CLOSINGS, DEVICES, DISCLAIMERS, SENT_FROM
from daemon.core.parse.wordlists import any_of

MAX_TEXT = 65_536
#: A signature is looked for among this many lines at the end.
_TAIL_LINES = 60
_AFTER_CLOSING = 10
_MAX_SIGNATURE_LINE = 90

#: What a drawn line begins with.
_DRAWN = tuple("-_=*#~+—–")
_DASHES = re.compile(r"\s{0,2}(?:--|—|–|__|-- -)\s*$")
_RULE = re.compile(r"\s{0,8}(?:[-_=*#~+—–]\s?){2,200}$")
_MOBILE = re.compile(rf"[\s<(\[*_]{{0,6}}{any_of(SENT_FROM)}(.{{0,160}})", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_DISCLAIMER = re.compile(rf"(?<!\w){any_of(DISCLAIMERS)}", re.IGNORECASE)
#: The longest word of each: in a paragraph without any of them no disclaimer stands.
_SAID_IN_ONE = tuple({max(one.split(), key=len).replace("ı", "i") for one in DISCLAIMERS})
#: What a free mail service writes below a drawn line.
_ADVERT = re.compile(
    r".{0,60}\b(?:yahoo!|msn|hotmail|windows live|aol|gmx|web\.de|freenet|lycos|excite|juno)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"(?:\+|\(|\b)\d[\d\s().x/-]{5,}\d|\bx\s?-?\d{3,6}\b")
#: It ends with a digit, and perhaps a full stop.
_TRAILING_PHONE = re.compile(r"\s+[-–—|,]?\s*[+(]?\d[\d\s().-]{5,20}\d\.?\s*$")
_CONTACT = re.compile(
    r"@|https?://|www\.|\b(?:tel|phone|ph|fax|mobile|cell|mob|direct|office|ext|telefon|tél|t|m|f|p)\b"
    r"\s?[.:](?!\s?(?:p\.?\s?)?s\b)",  # but no "P.S."
    re.IGNORECASE,
)
_FILE = re.compile(r"\w\.(?:[a-z]{3}|docx|xlsx|pptx|jpeg|html)$", re.IGNORECASE)
_LEAD_DASH = re.compile(r"\s{0,4}(?:-{1,2}|~|—|–|/)\s?")
_CAPITAL = r"[A-ZÀ-ÞŁŚŻĆŠČŽ][\w'’.-]{0,20}"
_NAME = re.compile(rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|de|van|von|der|den|la|al|&|and)){{0,4}}$")
_THANKS = ("thank", "thx", "tx", "ty", "danke", "vielen", "besten dank", "herzlichen dank", "merci",
           "gracias", "muchas", "grazie", "bedankt", "alvast", "dank", "obrigad", "tack", "tak",
           "kiitos", "dziękuję", "спасибо", "many thanks", "love", "later")  # fmt: skip
#: Short answers with a capital that are no names.
_NO_NAMES = frozenset(
    ("yes", "no", "ok", "okay", "sure", "done", "great", "perfect", "agreed", "never", "maybe",
     "fyi", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
     "tomorrow", "tonight", "thanks", "thank", "please", "call", "ja", "nein", "oui", "non", "sí",
     "asap", "wow", "congratulations", "congrats", "attached", "attachment", "hello", "hi", "see")
)  # fmt: skip


def _is_mobile_footer(line: str) -> bool:
    found = _MOBILE.match(line[:300])
    if found is None or len(line) > 160:
        return False
    named = [word.lower() for word in _WORD.findall(line)[:9]]
    return any(word in DEVICES for word in named)


def _is_closing(line: str) -> bool:
    text = line.strip(" \t,.!;:-–—*_~").lower().replace("  ", " ")
    if text in CLOSINGS:
        return True
    if "/" not in text:
        return False
    # "Viele Grüße / Best regards" and the like
    halves = [half.strip(" ,.") for half in text.split("/")]
    return len(halves) == 2 and all(half in CLOSINGS for half in halves)


def _is_closing_with_name(line: str, names: frozenset[str]) -> bool:
    """ "Thanks, BT": a closing phrase and who says it on one line."""
    closing, comma, name = line.strip().partition(",")
    if not comma:
        closing, comma, name = line.strip().partition(".")
    return bool(comma) and len(name) < 30 and _is_closing(closing) and _is_name_line(name, names)


def _is_contact(line: str) -> bool:
    line = line[:200]
    if _DIGIT.search(line) and _PHONE.search(line):
        return True
    return any(map(line.__contains__, "@:.")) and _CONTACT.search(line) is not None


def _is_sentence(line: str) -> bool:
    """Whether a line is more likely the author's words than part of a signature."""
    text = line.strip()
    if len(text) > _MAX_SIGNATURE_LINE or "?" in text:
        return not _is_contact(text)
    lower = sum(1 for word in text.split() if word[:1].islower())
    return (text.endswith((".", "!")) and lower >= 4) or lower >= 7


def _is_signature_like(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return len(written) <= _AFTER_CLOSING + 2 and not any(map(_is_sentence, written))


def _name_words(sender_name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(sender_name) if len(word) > 1)


def _is_name_line(line: str, names: frozenset[str]) -> bool:
    """A line that is only a name; the sender's own needs no capital."""
    text = line[:120]
    if text.rstrip().rstrip(".")[-1:].isdecimal():
        text = _TRAILING_PHONE.sub("", text)
    text = _LEAD_DASH.sub("", text, count=1).strip(" \t,.*_")
    said = [word.lower() for word in _WORD.findall(text)]
    if not said or len(said) > 5 or len(text) > 60 or said[0] in _NO_NAMES or _FILE.search(text):
        return False
    if names and _is_known(text, names) and len(said) <= 4:
        return True
    initials = text.replace(".", "")
    return bool(_NAME.match(text)) and (
        len(said) > 1 or not initials.isupper() or len(initials) < 4
    )


def _drop_end(lines: list[str]) -> int:
    """The number of lines without blank ones, mobile footers and disclaimers at the end."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _is_mobile_footer(lines[end - 1])):
        end -= 1
    return end


def _disclaimers_in(paragraph: str) -> set[str]:
    if paragraph.isascii():
        small = paragraph.lower()
        if not any(map(small.__contains__, _SAID_IN_ONE)):
            return set()
    return {found[0].lower() for found in _DISCLAIMER.finditer(paragraph)}


def _disclaimer_start(lines: list[str]) -> int:
    """The first line of the disclaimers that end a text, or the number of lines."""
    start = end = _drop_end(lines)
    while end:
        first = end
        while first and lines[first - 1].strip():
            first -= 1
        paragraph = " ".join(lines[first:end])[:4000]
        hits = _disclaimers_in(paragraph)
        if len(hits) < 2 and not (hits and start < len(lines) and len(paragraph) > 120):
            return start
        start = end = first
        while end and (not lines[end - 1].strip() or _RULE.match(lines[end - 1][:200])):
            end -= 1
            start = end
    return start


def _find_dashes(lines: list[str], floor: int) -> int | None:
    """The delimiter line `-- ` (RFC 3676, section 4.3), or a drawn one with a signature below."""
    for at in range(floor, len(lines)):
        line = lines[at][:220]
        if not line.lstrip().startswith(_DRAWN):
            continue
        if _DASHES.match(line):
            return at if len(lines) - at <= 40 else None
        if _RULE.match(line) and len(line.strip()) > 2:
            above = at > 0 and bool(lines[at - 1].strip())
            below = [line for line in lines[at + 1 :] if not _RULE.match(line[:220])]
            drawn_end = not any(line.strip() for line in below)
            if drawn_end or _is_advert(below) or (not above and _is_footer_like(below)):
                return at
    return None


def _is_advert(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    return 0 < len(written) <= 6 and _ADVERT.match(written[0]) is not None


def _is_footer_like(lines: list[str]) -> bool:
    written = [line for line in lines if line.strip()]
    if len(written) > 8 or any("?" in line and not _is_contact(line) for line in written):
        return False
    return any(map(_is_contact, written)) or (
        len(written) <= 2 and "signature" in written[0].lower()
    )


def _find_closing(lines: list[str], floor: int, names: frozenset[str]) -> int | None:
    """The last closing phrase that has nothing but a signature below it."""
    for at in range(len(lines) - 1, floor - 1, -1):
        with_name, alone = _is_closing_with_name(lines[at], names), _is_closing(lines[at])
        if not with_name and not alone:
            continue
        below = [line for line in lines[at + 1 :] if line.strip()]
        if with_name and all(map(_is_contact, below)):
            return at
        if not alone:
            continue
        if not below:
            # Thanks without a name may be all that the author wanted to say.
            if lines[at].strip().lower().startswith(_THANKS):
                continue
            return at
        if _is_name_line(below[0], names) and _is_signature_like(below[1:]):
            while at > floor and (_is_closing(lines[at - 1]) or not lines[at - 1].strip()):
                if lines[at - 1].strip():
                    at -= 1
                elif at - 1 > floor and _is_closing(lines[at - 2]):
                    at -= 2
                else:
                    break
            return at
    return None


def _is_known(line: str, names: frozenset[str]) -> bool:
    """Whether the sender's name stands in a line, `AnnBee` for `Bee, Ann` included."""
    head = line[:120]
    if head.isascii() and not any(map(head.lower().__contains__, names)):
        return False
    said = [word.lower() for word in _WORD.findall(head)]
    return any(word in names for word in said) or any(
        word.startswith(one) and word[len(one) :] in names for word in said for one in names
    )


def _is_below_name(below: list[str]) -> bool:
    """Whether only contacts follow, or what their author does before any more."""
    return all(map(_is_contact, below)) or is_title(below[0].strip())


def _find_name(lines: list[str], floor: int, names: frozenset[str]) -> int | None:
    """A name alone, below a blank line or a finished sentence, with at most contacts below it."""
    for at in range(len(lines) - 1, max(floor, len(lines) - _AFTER_CLOSING) - 1, -1):
        line = lines[at]
        if not line.strip():
            continue
        known = _is_known(line, names)
        if _is_contact(line) and not (known and _is_name_line(line, names)):
            continue
        if at == 0 or not _is_name_line(line, names):
            if _is_sentence(line) or not (names or is_title(line.strip())):
                return None
            continue
        above = lines[at - 1].strip()
        below = [text for text in lines[at + 1 :] if text.strip()]
        if above and not known and not above.endswith((".", "!", "?")):
            continue
        if not known and (above or not _is_below_name(below)):
            continue
        if _is_signature_like(below):
            return at
    return None


def split_signature(text: str, sender_name: str = "") -> tuple[str, str]:
    """`(text, signature)`; `sender_name` is the display name of the author, where known.

    Nothing is taken where nothing would be left, but for footers of machines. Linear in the text.
    """
    lines = text[:MAX_TEXT].split("\n")
    names = _name_words(sender_name)
    end = _drop_end(lines[: _disclaimer_start(lines)])
    # Counted from the end, so that an agenda far above with a drawn line stays what it is.
    floor = max(0, end - _TAIL_LINES)
    body = lines[:end]
    cut = _find_dashes(body, floor)
    if cut is not None:
        end = _drop_end(body[:cut])
        body = body[:end]
    for find in (_find_closing, _find_name):
        found = find(body, floor, names)
        if found is not None and any(line.strip() for line in body[:found]):
            end = _drop_end(body[:found])
            break
    kept = "\n".join(lines[:end]).strip("\n")
    return kept, "\n".join(lines[end:]).strip("\n")
