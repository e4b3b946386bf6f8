"""Decides under which id a message is known and which messages it answers (RFC 5322, 3.6.4)."""

from __future__ import annotations

import re

from daemon.core.parse.harmless import clean_line

MAX_ID = 250
MAX_REFERENCES = 20
_ANGLE = re.compile(r"<([^<>]*)>")
#: An id to which nothing has to be done.
_PLAIN = re.compile(rf"<([!-;=?-~]{{1,{MAX_ID}}})>")
_BLANKS = re.compile(r"\s+")
#: Of an overlong References field the beginning (the root of the thread) and the end are read.
_HEAD, _TAIL = 2_000, 12_000


def _normalise(text: str) -> str:
    """The id without blanks and harmful characters; empty where nothing usable is left."""
    if " " not in text and text.isascii() and text.isprintable():
        return text if 0 < len(text) <= MAX_ID else ""  # the usual: nothing to take out
    text = _BLANKS.sub("", clean_line(text, len(text)))
    return text if 0 < len(text) <= MAX_ID else ""


def parse_message_id(text: str) -> str:
    """The id of a Message-ID field without its angle brackets, or empty where it is unusable.

    An id of more than 250 characters is unusable: cut, it could equal another.
    """
    if plain := _PLAIN.fullmatch(text):
        return plain[1]
    if angle := _ANGLE.search(text):
        return _normalise(angle[1])
    bare = text.strip().strip("<>")
    return _normalise(bare) if bare and not _BLANKS.search(bare) else ""


def _usual_ids(text: str) -> list[str] | None:
    """The ids of `<a@x> <b@x>`, printable ASCII, as nearly all are written; else None."""
    if not (text.startswith("<") and text.endswith(">")):
        return None
    ids = text[1:-1].split("> <")
    joined = "".join(ids)
    if "<" in joined or ">" in joined or " " in joined or "" in ids:
        return None
    if len(text) > MAX_ID and max(map(len, ids)) > MAX_ID:
        return None
    return ids


def _ids(text: str) -> list[str]:
    if text.isascii() and text.isprintable():
        return read_plain_ids(text)
    found = _ANGLE.findall(text) if "<" in text else [w for w in text.split() if "@" in w]
    return [name for name in map(_normalise, found) if name]


def read_plain_ids(text: str) -> list[str]:
    """The ids of a References field of which it is known that it is printable ASCII."""
    if (usual := _usual_ids(text)) is not None:
        return usual
    found = _ANGLE.findall(text) if "<" in text else [w for w in text.split() if "@" in w]
    if " " not in "".join(found):
        return [name for name in found if 0 < len(name) <= MAX_ID]
    return [name for name in map(_normalise, found) if name]


def _resolve_parent(text: str) -> str:
    """The id in an In-Reply-To that may be a sentence: there it stands last, after the address."""
    if not text:
        return ""
    if usual := _PLAIN.fullmatch(text):
        return usual[1]
    ids = _ids(text)
    if not ids:
        return ""
    if len(ids) == 1:
        return ids[0]
    has_phrase = bool(_ANGLE.sub("", text).strip(" ,;\t"))
    return ids[-1] if has_phrase and "<" in text else ids[0]


def parse_references(references: str, in_reply_to: str) -> tuple[str, tuple[str, ...]]:
    """`(in_reply_to, references)`: the parent's id, and the chain oldest first, the parent last,
    at most 20 ids of which the first is always the thread's root.
    """
    if len(references) > _HEAD + _TAIL:
        references = references[:_HEAD] + " " + references[-_TAIL:]
    return join_chain(_ids(references) if references else [], in_reply_to)


def join_chain(ids: list[str], in_reply_to: str) -> tuple[str, tuple[str, ...]]:
    """The same of the ids that References names, in their order."""
    if not ids and not in_reply_to:
        return "", ()
    chain = list(dict.fromkeys(ids)) if len(ids) > 1 else ids
    if chain and in_reply_to == f"<{chain[-1]}>":
        parent = chain[-1]
    else:
        parent = _resolve_parent(in_reply_to)
    if parent and parent not in chain:
        chain = [*chain, parent]
    if len(chain) > MAX_REFERENCES:
        chain = [chain[0], *chain[1 - MAX_REFERENCES :]]
    return parent, tuple(chain)
