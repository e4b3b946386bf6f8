"""Decides which mailboxes an address header names (RFC 5322, section 3.4, and real mail).

A tokenizer of its own, because the standard library recurses on parentheses and takes quadratic
time on hostile lists: this one passes once over a bounded text.
"""

from __future__ import annotations

import re
from dataclasses import field
from functools import lru_cache

from daemon.core.mail import Address
from daemon.core.parse.encoded_words import decode_words
from daemon.core.parse.harmless import clean_line, is_harmless
from daemon.core.values import dataclass

MAX_ADDRESSES = 200
MAX_NAME = 100
#: Characters of one header that are read address by address; beyond it only `@` is counted.
MAX_TEXT = 20_000
_MAX_EMAIL = 320

_TOKEN = re.compile(
    r"""=\?[^?\s]{1,64}\?[bBqQ]\?[^?\s]*\?=   # an encoded word, with any comma in it
      | [^\s"<>(),:;]+
      | \s+
      | .""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_PARENTHESIS = re.compile(r"[()\\]")
#: One mailbox as nearly all are written, with the comma after it: `"Bee, Ann" <ann@acme.com>,`.
#: What was taken is not given back (`*+`): blanks fit several of its parts, and trying them in all
#: ways would take minutes for a few thousand.
_USUAL = re.compile(
    r"\s*+(?:(?:\"([^\"\\<>@]*+)\"\s*+|([^\"(),:;<>@\\\[\]]*+))"
    r"<([A-Za-z0-9._+=&'-]++@[A-Za-z0-9.-]++)>"
    r"|([A-Za-z0-9._+=&-]++@[A-Za-z0-9.-]++))\s*+(?:,|\Z)"
)
# Leading, trailing and double dots are outside the grammar and inside real mail.
_LOCAL = re.compile(r"[^\s@<>(),:;\\\"\[\]]+\Z")
_QUOTED_LOCAL = re.compile(r'"[^"\\<>@\r\n]{1,64}"\Z')
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\Z|\[[0-9a-f.:]{2,45}\]\Z")
_LOOKS_LIKE_EMAIL = re.compile(r"\S+@\S+\Z")
_QUOTE_PAIRS = {'"': '"', "'": "'", "`": "'", "“": "”", "„": "“", "‘": "’", "«": "»"}


@dataclass(frozen=True, slots=True)
class AddressList:
    """The mailboxes of one header in their order, at most 200; `count` is of all of them (beyond
    20,000 characters an estimate); `problems` says in words what was dropped.
    """

    mailboxes: tuple[Address, ...] = ()
    count: int = 0
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=8_192)
def clean_email(text: str) -> str:
    """The address lower-cased, or empty where it cannot be one: one `@`, a local part without
    blanks or in quotes, a domain. Nothing harmful is taken out of it: such an address falls.
    """
    text = text.strip().strip("'").strip()
    if len(text) > _MAX_EMAIL or not is_harmless(text):
        return ""
    local, at, domain = text.rpartition("@")
    local, domain = local.strip(), domain.strip().rstrip(".").lower()
    if not at or not _DOMAIN.match(domain):
        return ""
    if _QUOTED_LOCAL.match(local):
        inner = local[1:-1]
        return f"{inner if _LOCAL.match(inner) else local}@{domain}".lower()
    return f"{local}@{domain}".lower() if _LOCAL.match(local) else ""


def clean_name(text: str, email: str = "") -> str:
    """A display name decoded, made harmless, out of its quotes; empty where it only repeats an
    address. At most 100 characters.
    """
    name = clean_line(decode_words(text[:2000]), 400)
    while len(name) > 1 and _QUOTE_PAIRS.get(name[0]) == name[-1]:
        name = name[1:-1].strip()
    name = name.strip('"<>,; \t')
    if name == "'" or name.lower() == email or _LOOKS_LIKE_EMAIL.match(name.strip("'()[]")):
        return ""
    return name if len(name) <= MAX_NAME else name[:MAX_NAME].rstrip()


@dataclass(slots=True)
class _Element:
    """What was read of one mailbox before its comma."""

    words: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    quoted: bool = False

    def is_empty(self) -> bool:
        return not self.angles and not any(word.strip() for word in self.words)


def _from_angles(element: _Element) -> tuple[list[Address], str]:
    phrase = "".join(element.words).strip()
    found: list[Address] = []
    for angle in element.angles:
        # An obsolete route (section 4.4) stands before the last colon, and so does `mailto:`.
        email = clean_email(angle.rpartition(":")[2])
        if email:
            found.append(Address(email, clean_name(phrase, email)))
    if not found:
        return [], "" if element.angles == [""] else "unusable address"
    beside = [word for word in phrase.split() if _LOOKS_LIKE_EMAIL.match(word)]
    if beside and not element.quoted and clean_email(beside[0].strip("<>[]")) != found[0].email:
        return [], "two addresses in one"
    if not found[0].name and element.comments and not phrase:
        found[0] = Address(found[0].email, clean_name(element.comments[0], found[0].email))
    return found, ""


def _from_words(element: _Element) -> tuple[list[Address], str]:
    phrase = "".join(element.words).strip()
    email = clean_email(phrase)
    name = element.comments[0] if element.comments else ""
    if not email:
        words = phrase.split()
        with_at = [word for word in words if "@" in word]
        if len(with_at) != 1:
            joined = clean_email("".join(words)) if phrase.count("@") == 1 else ""
            return ([Address(joined)], "") if joined else ([], "unusable address")
        email = clean_email(with_at[0])
        # "ann @ acme.com" came apart at its blanks; "Scott Neal/HOU/ECT@ECT" is no mail address.
        if not email and with_at == ["@"] and len(words) == 3:
            email, words = clean_email("".join(words)), []
        if not email or any("/" in word for word in with_at):
            return [], "unusable address"
        name = " ".join(word for word in words if word != with_at[0]) or name
    return [Address(email, clean_name(name, email))], ""


def _comment_end(text: str, start: int) -> int:
    """The index after the comment that opens at `start`, or -1 where it never closes."""
    depth = 0
    skip = -1
    for mark in _PARENTHESIS.finditer(text, start):
        if mark.start() == skip:
            continue
        if mark[0] == "\\":
            skip = mark.end()
        else:
            depth += 1 if mark[0] == "(" else -1
            if depth == 0:
                return mark.end()
    return -1


def _elements(text: str) -> list[_Element]:
    """The mailboxes of a list as raw elements; group names fall, their members stay."""
    elements: list[_Element] = []
    element = _Element()
    at, end = 0, len(text)
    quotes_close = comments_close = True
    while at < end:
        char = text[at]
        if char == '"' and quotes_close:
            if quoted := _QUOTED.match(text, at):
                is_local_part = text[quoted.end() : quoted.end() + 1] == "@"
                element.words.append(quoted[0] if is_local_part else _unescape(quoted[1]))
                element.quoted = element.quoted or not is_local_part
                at = quoted.end()
                continue
            quotes_close = False
        elif char == "(" and comments_close:
            after = _comment_end(text, at)
            if after > 0:
                element.comments.append(text[at + 1 : after - 1])
                at = after
                continue
            comments_close = False
        elif char == "<":
            close = text.find(">", at)
            inner = text[at + 1 : close] if close > 0 else text[at + 1 :]
            if "<" in inner:  # "houston <.ward@enron.com" and the like: the last one counts
                at += inner.rfind("<") + 1
                continue
            element.angles.append(inner.strip())
            at = close + 1 if close > 0 else end
            continue
        elif char in ",;":
            elements.append(element)
            element = _Element()
            at += 1
            continue
        elif char == ":":
            element = _Element()  # what stood before was the name of a group, or `mailto`
            at += 1
            continue
        token = _TOKEN.match(text, at)
        assert token is not None  # its last alternative takes any character
        element.words.append(token[0])
        at = token.end()
    elements.append(element)
    return [element for element in elements if not element.is_empty()]


def _unescape(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if "\\" in quoted else quoted


def parse_address_list(text: str) -> AddressList:
    """All mailboxes of an address header; `text` is its unfolded value, words still encoded."""
    found: list[Address] = []
    at, end = 0, len(text)
    while at < end <= MAX_TEXT:
        usual = _USUAL.match(text, at)
        one = _usual_mailbox(*usual.groups("")) if usual else None
        if usual is None or one is None:
            return _parse(text)
        found.append(one)
        at = usual.end()
    if not found or text.endswith(","):
        return _parse(text)
    return AddressList(tuple(found[:MAX_ADDRESSES]), len(found))


@lru_cache(maxsize=8_192)
def _usual_mailbox(quoted: str, phrase: str, email: str, bare: str) -> Address | None:
    """The mailbox of a match of _USUAL, or None where its address cannot be one."""
    email = clean_email(email or bare)
    return Address(email, clean_name(quoted or phrase, email)) if email else None


def _parse(text: str) -> AddressList:
    beyond = text[MAX_TEXT:].count("@")
    problems: list[str] = []
    mailboxes: list[Address] = []
    count = beyond
    family_name = ""
    for element in _elements(text[:MAX_TEXT]):
        phrase = "".join(element.words).strip()
        if family_name:
            if element.angles and phrase and not element.quoted:
                # Bee, Ann <ann@acme.com>: the comma of a name that ought to stand in quotes.
                element.words = [f"{family_name}, {phrase}"]
            else:
                problems.append("name without address")
                count += 1
            family_name = ""
        if not element.angles and "@" not in phrase:
            family_name = phrase
            continue
        found, problem = _from_angles(element) if element.angles else _from_words(element)
        # What was dropped was still somebody written to.
        count += max(len(found), 1) if found or problem else 0
        if problem:
            problems.append(problem)
        mailboxes.extend(found)
    if family_name:
        problems.append("name without address")
        count += 1
    if beyond:
        problems.append("address list cut")
    kept = tuple(dict.fromkeys(problems))
    return AddressList(tuple(mailboxes[:MAX_ADDRESSES]), count, kept)
