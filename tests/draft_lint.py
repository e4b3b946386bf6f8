"""What is wrong with a draft, whoever it goes to: used by tests over every draft that is made for
the sample world and for real mailboxes.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable
from email.policy import default

from daemon.core.flowed import WIDTH
from daemon.core.mail import Address

_PLACE = re.compile(r"\[\[[^\[\]]+\]\]")
_UNRESOLVED = re.compile(r"\{[{%#]|[}%#]\}|\b(?:None|Undefined|null|nan)\b|<[\w.]+ object")
_EMPTY_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hallo|liebe[r]?|guten tag|bonjour|ch[eè]re?|salut|hola)\s+[,:!]"
    r"|[,:!\W]*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def problems_of(
    raw: bytes,
    to: Iterable[Address],
    own: Iterable[str],
    others: Iterable[str] = (),
    may_say: str = "",
) -> list[str]:
    """Each thing that must not be in a draft as it is placed. `to` are those it is for, `own` the
    owner's addresses, `others` names and addresses of people whom it does not concern; `may_say` is
    what it quotes (their question, what was promised), in which anybody may be named.
    """  # fmt: skip
    message = email.message_from_bytes(raw, policy=default)
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    written = body.decode("utf-8").replace("\r\n", "\n")
    text = _own_words(written)
    found = [f"line of {len(line)} columns: {line}" for line in written.split("\n")
             if len(line) > WIDTH and " " in line.lstrip("> ").rstrip()]  # fmt: skip
    found += [f"broken in the middle of a word or place: {line}" for line in text.split("\n")
              if line.endswith(("[[ ", "-"))]  # fmt: skip
    greeting = text.split("\n", 1)[0].strip()
    if _EMPTY_GREETING.match(greeting):
        found.append(f"an empty greeting: {greeting!r}")
    if _ADDRESS.search(greeting):
        found.append(f"greeted by an address: {greeting}")
    subject = str(message["subject"] or "")
    said = f"{subject}\n{_unwrapped(text)}".replace(may_say or "\0", "")
    if found_name := _UNRESOLVED.search(said):
        found.append(f"unresolved: {found_name[0]}")
    places = len(_PLACE.findall(_unwrapped(text)))
    if places > 1 or text.count("[[") != places or "[[" in subject:
        found.append(f"{text.count('[[')} places to fill")
    if not subject.strip() or "\n" in subject:
        found.append(f"subject {subject!r}")
    wanted = {one.email for one in to}
    if {one.addr_spec for one in message["to"].addresses} != wanted:
        found.append(f"goes to {message['to']}")
    known = wanted | set(own)
    found += [f"somebody's address: {one}" for one in _ADDRESS.findall(said)
              if one.lower().rstrip(".") not in known]  # fmt: skip
    found += [f"somebody else: {one}" for one in others
              if one and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said)]  # fmt: skip
    return found


def _own_words(text: str) -> str:
    """Without what is quoted below, and the line that says whose words they are."""
    lines = text.split("\n")
    quoted = next((n for n, line in enumerate(lines) if line.startswith(">")), None)
    if quoted is None:
        return text
    kept = lines[:quoted]
    while kept and kept[-1].strip():
        kept.pop()
    return "\n".join(kept)


def _unwrapped(text: str) -> str:
    """As a mail client shows it: a line that ends with a blank goes on in the next (RFC 3676)."""
    return re.sub(r" \n(?=\S)", " ", text)
