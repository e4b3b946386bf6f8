"""Decides whom a delivery report is about and whether the address is dead: the machine's part
(RFC 3464) where there is one, else the words that mail systems write for people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daemon.core.parse.bounce_words import DELAYED, FAILED, MAY_PASS, RETURNED, UNKNOWN
from daemon.core.parse.charsets import decode_bytes
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.wordlists import words

_MAX_TEXT = 16_384
_MAX_LINES = 400
_MAX_RECIPIENTS = 20

_FAILED = Keyed(FAILED)
_DELAYED = re.compile(DELAYED, re.IGNORECASE)
_MAY_PASS = re.compile(MAY_PASS, re.IGNORECASE)
_UNKNOWN = re.compile(UNKNOWN, re.IGNORECASE)
_RETURNED = re.compile(RETURNED, re.IGNORECASE | re.MULTILINE)

#: One of these stands in every such report; looking for them is cheap.
_HINTS = tuple(
    words("""
    deliver mailbox recipient unknown returned failure fatal smtp zustell remis distribu entreg
    recapit consegn bezorg afgelever bestelbaar dostarcz доставлен 送信 配信 届け 送达 投递
""")
)

_EMAIL = re.compile(
    r"(?<![\w.+/@-])[\w.+!#$%&'*/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}",
    re.IGNORECASE,
)
_FIELD = re.compile(r"^[ \t]*([A-Za-z][A-Za-z-]{2,30})[ \t]*:[ \t]*(.*)$")
_HEADER_TO = re.compile(r"^\s{0,4}(?:to|envelope-to)\s?:(.*)", re.I)
_HEADER_LINE = re.compile(r"^\s*(?:to|cc|from|sender|reply-to|return-path)\s?:", re.I)
_HEADER_FROM = re.compile(r"^\s{0,4}(?:from|return-path|sender|reply-to)\s?:(.*)", re.I)

#: The address stands alone, or first, or where a recipient is named.
_ALONE = re.compile(r"^[\s<>*\"'•|-]*(\S+@[^\s<>\"',;:]+)[>\"']*\s*(?:$|[:;,(\[<]|on\s|\.\.\.)")
_NAMED = re.compile(
    r"(?:\bto\s*:?|\brcpt to\s*:|\brecipients?(?: address)?(?:\(s\))?\s*:?|\baddress\s*:?"
    r"|\buser\s*:?|\bmailbox\s*:?|\bemailAddress\W{1,8}"
    r"|\b(?:failed|unknown|size|rejected|full|error-for|userid)\s*:?|[>(]"
    r"|\b5\d\d\b[^@]{0,30})"
    r"\s*[<(\"']*$",
    re.I,
)
_COLON = re.compile(r":\s*[<(\"']*$")
_NOT_NAMED = re.compile(r"\b(?:from|contact|helo|sender)\b[^@]{0,20}$", re.I)
_SYSTEMS = words("mailer-daemon mailerdaemon postmaster mail-daemon abuse support hostmaster root")


class Undelivered(NamedTuple):
    """One recipient: `dead` where nobody will ever read mail there, else it may pass; `said` is
    the line that says so.
    """

    email: str
    dead: bool
    said: str


def tells_failure(text: str, within: int = 3_000) -> bool:
    """Whether the first `within` characters speak of mail that did not arrive."""
    head = text[:within].lower()
    return any(map(head.__contains__, _HINTS)) and _FAILED.finds(head)


def is_dead(reason: str, status: str = "", action: str = "failed") -> bool:
    """Whether a failure means that nobody is there; `status` is an RFC 3463 code."""
    if action == "delayed" or status.startswith("4"):
        return False
    if _UNKNOWN.search(reason) or status.startswith(("5.1.", "5.4.4")) or status == "5.2.1":
        return True
    return _MAY_PASS.search(f"{reason} {status}") is None


def find_undelivered(reports: Sequence[bytes], sender_email: str = "") -> list[Undelivered]:
    """Everybody whom these reports call unreached, at most 20; never raises. `reports` are
    message/delivery-status parts, headers of the returned mail, and words, in any order;
    `sender_email` is the address of the reporting system.
    """
    texts = [decode_bytes(report[:_MAX_TEXT]).replace("\r\n", "\n") for report in reports]
    found: dict[str, Undelivered] = {}
    for one in (one for text in texts for one in _read_status(text, texts)):
        found.setdefault(one.email, one)
    if not found:
        authors = {email for text in texts for email in _of_header(text, _HEADER_FROM)}
        system = {sender_email.lower()}
        # Who wrote to themselves is author and recipient.
        for nobody in (system | authors, system):
            for one in [one for text in texts for one in _read_words(text, nobody)]:
                found.setdefault(one.email, one)
            if found:
                break
        else:
            found = _guess(texts, system | authors)
    return list(found.values())[:_MAX_RECIPIENTS]


def _words_of(texts: Sequence[str]) -> str:
    """What is told above the returned mail, for reasons that no field gives."""
    begins = [text[:2_000] for text in texts if "inal-" not in text]
    return "\n".join(_head(text) for text in begins if _FAILED.finds(text))


def _head(text: str) -> str:
    start = _RETURNED.search(text)
    return text if start is None else text[: start.start()]


def _read_status(text: str, texts: Sequence[str]) -> list[Undelivered]:
    """The groups of fields of a delivery-status part, one a recipient."""
    if "inal-" not in text and "FINAL-" not in text:
        return []
    found: list[Undelivered] = []
    group: dict[str, str] = {}
    last = ""
    for line in [*text.split("\n", _MAX_LINES)[:_MAX_LINES], ""]:
        field = _FIELD.match(line)
        if field is not None:
            last = field[1].lower()
            if last in ("final-recipient", "original-recipient") and last in group:
                found.extend(_close(group, texts))
                group = {}
            group.setdefault(last, field[2].strip())
        elif line[:1].isspace() and line.strip() and last in group:
            group[last] = f"{group[last]} {line.strip()}"[:1_000]
        else:
            found.extend(_close(group, texts))
            group, last = {}, ""
    return found


def _close(group: dict[str, str], texts: Sequence[str]) -> list[Undelivered]:
    final, original = group.get("final-recipient", ""), group.get("original-recipient", "")
    said = final or original
    action = group.get("action", "").partition(" ")[0].strip(" ;().").lower()
    if not said or action in ("delivered", "relayed", "expanded"):
        return []
    # The original one is what the owner wrote to; the other may be what it was forwarded to.
    emails = _EMAIL.findall(original) or _EMAIL.findall(said)
    if not emails:
        return []
    status = group.get("status", "").partition(" ")[0]
    reason = group.get("diagnostic-code", "")
    shown = f"{said} {action or 'failed'} {status} {reason}".strip()
    dead = is_dead(reason or _words_of(texts), status, action)
    return [Undelivered(emails[0].lower(), dead, shown)]


def _of_header(text: str, field: re.Pattern[str]) -> list[str]:
    """Addresses of such fields, in a header or in the returned mail below the words."""
    start = _RETURNED.search(text)
    if start is None:
        if _FIELD.match(text.lstrip("\n")) is None:
            return []
        at = 0
    else:
        at = start.start()
    found: list[str] = []
    for line in text[at:].split("\n", _MAX_LINES)[:_MAX_LINES]:
        said = field.match(line)
        if said is not None:
            found.extend(email.lower() for email in _EMAIL.findall(said[1][:1_000]))
    return found


def _read_words(text: str, authors: set[str]) -> list[Undelivered]:
    """Recipients that stand where a report names them, above the returned mail."""
    head = _head(text)
    if not _FAILED.finds(head[:_MAX_TEXT]):
        return []
    is_late, is_head_dead = _DELAYED.search(head) is not None, is_dead(head)
    lines = head.split("\n", _MAX_LINES)[:_MAX_LINES]
    found: list[Undelivered] = []
    for at, line in enumerate(lines):
        line = line[:1_000]
        if "@" not in line or _HEADER_LINE.match(line):
            continue
        reason = _reason(lines, at)
        for place in _EMAIL.finditer(line):
            email = place[0].lower().strip(".'-`*")
            if email in authors or email.partition("@")[0] in _SYSTEMS:
                continue
            before = line[: place.start()]
            alone = _ALONE.match(line)
            is_first = alone is not None and place.start() <= alone.start(1) + 1
            is_named = _NAMED.search(before) or (_COLON.search(before) and _FAILED.finds(before))
            if not is_first and (_NOT_NAMED.search(before) or not is_named):
                continue
            dead = is_dead(reason) if _has_reason(reason) else is_head_dead
            found.append(Undelivered(email, dead and not is_late, reason))
        if len(found) >= _MAX_RECIPIENTS:
            break
    return found


def _reason(lines: Sequence[str], at: int) -> str:
    """A line and those below it that belong to the same recipient, as one."""
    end = at + 1
    while end < min(at + 7, len(lines)) and not _ALONE.match(lines[end][:200]):
        end += 1
    return " ".join(" ".join(line[:400] for line in lines[at:end]).split())[:800]


def _has_reason(said: str) -> bool:
    return _UNKNOWN.search(said) is not None or _MAY_PASS.search(said) is not None


def _guess(texts: Sequence[str], authors: set[str]) -> dict[str, Undelivered]:
    """Where no line names a recipient, the one to whom the returned mail went."""
    told = [text for text in texts if _FAILED.finds(text)]
    to = {email for text in texts for email in _of_header(text, _HEADER_TO)} - authors
    if len(to) != 1 or not told:
        return {}
    email = to.pop()
    head = _head(told[0])
    dead = _DELAYED.search(head) is None and is_dead(head)
    said = next((line.strip() for line in head.split("\n") if _FAILED.finds(line)), "")
    return {email: Undelivered(email, dead, said)}
