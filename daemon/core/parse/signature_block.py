"""Decides which lines of a signature are the sender's own: from the line with their name down to a
drawn line, a sentence or another person's name. Without their name nothing is theirs.
"""

from __future__ import annotations

import re
import unicodedata

from daemon.core.nicknames import is_same_first_name
from daemon.core.parse.wordlists import words
from daemon.core.values import dataclass

_MAX_LINES = 60
_MAX_LINE = 200
_AFTER_NAME = 12

_RULE = re.compile(r"\s*(?:[-_=*#~+—–]\s?){3,}|\s*--\s*$")
_STRONG = re.compile(
    r"\s*[|·•∙●►¦‖]\s*|\s{3,}|\t+|\s+[-–—~]{1,2}\s+|\s+/{1,2}\s+|\s*<[^<>\s]*@[^<>\s]*>\s*"
)
_EDGE = " \t,.;*_~-–—'\"“”()[]<>|"
_LETTERS = re.compile(r"[^\W\d_]+")
_NAME_SHAPE = re.compile(r"(?:[^\W\d_a-z][\w'’.-]{0,24}\s){1,2}[^\W\d_a-z][\w'’-]{1,24}$")
_TITLES = words(
    "dr prof mr mrs ms herr frau dipl ing mag phd mba esq jr sr ii iii m.d md dott ir drs"
)
_SMALL = words("van von der den de da di du del della la le los dos do ten ter zu bin al el y")
#: What two capitalised words below a first name are, when they are no other person.
_THINGS = words("""
    services service department group team legal trading risk management marketing sales energy
    gas power office settlements operations logistics finance accounting support research
    technology information systems development engineering bank university college institute
    inc llc corp ltd gmbh company street avenue houston london berlin manager director president
    vice analyst specialist assistant coordinator counsel engineer consultant officer associate
""")
_STOPS = re.compile(
    r"mailing list|unsubscribe|confidential|scanned|sponsored|disclaimer|BEGIN PGP|fingerprint",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """`name` is the sender's as they sign; `lines` stand from it on, `pieces` are the parts of
    each, split where a line puts several things side by side.
    """

    name: str
    lines: tuple[str, ...]
    pieces: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Sender:
    tokens: frozenset[str]
    named: frozenset[str]
    local: str
    is_nameless: bool


def read_block(signature: str, sender_name: str, sender_email: str) -> Block | None:
    """The sender's own lines of a signature, or None where their name does not stand in it."""
    lines = [line[:_MAX_LINE] for line in signature[:16_384].split("\n")[:_MAX_LINES]]
    sender = _sender(sender_name, sender_email)
    best: tuple[int, int, str, list[str]] | None = None
    for at, line in enumerate(lines):
        pieces = _split(line)
        for number, piece in enumerate(pieces):
            name, rest = _cut_name(piece)
            score = _score(name, sender)
            if score and (best is None or score > best[0]):
                best = (score, at, name, [*([rest] if rest else []), *pieces[number + 1 :]])
    if best is None:
        return None
    score, start, name, first = best
    kept: list[str] = [lines[start]]
    split: list[tuple[str, ...]] = [tuple(first)]
    blank = 0
    for line in lines[start + 1 :]:
        if not line.strip():
            blank += 1
            continue
        if _RULE.match(line) or blank > 2 or len(kept) > _AFTER_NAME or _STOPS.search(line):
            break
        if _is_prose(line) or line.count("\t") > 4:
            break
        if len(kept) == 1 and _is_other(line, name, score):
            break
        blank = 0
        kept.append(line.strip())
        split.append(tuple(_split(line)))
    return Block(name, tuple(kept), tuple(split))


def _sender(name: str, email: str) -> _Sender:
    local = _plain(email.partition("@")[0].partition("+")[0])
    named = frozenset(word for word in map(_plain, _LETTERS.findall(name)) if len(word) > 1)
    parts = frozenset(word for word in _LETTERS.findall(local) if len(word) > 2)
    is_nameless = not named and not re.search(r"[._-]", local)
    return _Sender(named | parts, named or parts, "".join(_LETTERS.findall(local)), is_nameless)


def _split(line: str) -> list[str]:
    return [piece for part in _STRONG.split(line) if (piece := part.strip(_EDGE))]


def _cut_name(piece: str) -> tuple[str, str]:
    """`Kim Ward, Manager` → the name and what follows it."""
    name, comma, rest = piece.partition(",")
    rest = rest.strip(_EDGE)
    if comma and rest.lower().rstrip(".") in _TITLES:
        rest = ""
    return name.strip(_EDGE), rest


def _score(name: str, sender: _Sender) -> int:
    """How many words of a short line are the sender's; 0 where it is no name of theirs."""
    said = _LETTERS.findall(name)
    if not 0 < len(said) <= 6 or len(name) > 60 or re.search(r"[\d@:/?!=]", name):
        return 0
    told = [word for word in map(_plain, said) if word not in _TITLES and word not in _SMALL]
    theirs = [word for word in told if _is_theirs(word, sender)]
    initials = [word for word in told if len(word) == 1]
    # "Reg.Clemens", "Laura L. O'Keefe": all but initials and one middle name must be theirs.
    strange = len(told) - len(theirs) - len(initials)
    if not theirs:
        if sender.is_nameless and len(told) == 1 and len(sender.local) > 3 and len(told[0]) > 2:
            return int(told[0][0] == sender.local[0] and said[0][:1].isupper())
        return 0
    return 2 * len(theirs) - strange if strange <= 1 and strange < len(told) else 0


def _is_theirs(word: str, sender: _Sender) -> bool:
    if len(word) < 2:
        return False
    if word in sender.tokens or (len(word) > 3 and word in sender.local):
        return True
    return any(
        is_same_first_name(word, token)
        or (len(word) > 2 and len(token) > 3 and (token.startswith(word) or word.startswith(token)))
        for token in sender.named
    )


def _is_other(line: str, name: str, score: int) -> bool:
    """Whether the first line below a lone first name is somebody else's full name."""
    text = line.strip(_EDGE)
    if " " in name or score > 2 or not _NAME_SHAPE.match(text):
        return False
    return not any(word.lower() in _THINGS for word in _LETTERS.findall(text))


def _is_prose(line: str) -> bool:
    text = line.strip()
    if re.search(r"https?:|www\.|@|(?:\d\W{0,3}){6}", text):
        return len(text) > 160
    said = text.split()
    lower = sum(word[:1].islower() for word in said)
    return text[:1] in "\"'`“„«>" or (len(said) > 5 and lower * 2 > len(said)) or len(said) > 14


def _plain(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.casefold())
    return "".join(ch for ch in spread if not unicodedata.combining(ch))
