"""The 64-bit keys by which mails are known again: by Message-ID, by content, by subject.

Hashes keep the indexes small. The keys of mails begin with when they were written, so that those
of one time lie near each other: new ones change few pages of an index, however large it is. At a
million messages of ten years the chance of one collision is about 1 in 10 million (birthday bound
on 2**56 of each seven weeks).
"""

from __future__ import annotations

# What `hashlib` gives under this name, without the library for all other hashes that it loads:
# that takes a command as long as opening the store.
from _blake2 import blake2b
from collections.abc import Sequence
from functools import lru_cache
from struct import Struct

#: A key keeps so many bits of the hash; above them stands which 2**22 seconds, seven weeks, the
#: mail is of, counted anew after 34 years.
_HASHED, _PERIOD = 56, 22
_REST = (1 << _HASHED) - 1

_begin = blake2b(digest_size=8).copy
_number = Struct(">q").unpack


def hash_key(*parts: str) -> int:
    """A signed 64-bit hash of texts; parts are kept apart by a byte that no header can hold."""
    return _hash("\0".join(parts))


def _hash(text: str) -> int:
    hashed = _begin()
    hashed.update(text.encode("utf-8", "surrogatepass"))
    key: int = _number(hashed.digest())[0]
    return key


def _near(key: int, written: int | None) -> int:
    """The key of a mail of this time (of its Date, in epoch seconds)."""
    return ((written or 0) >> _PERIOD & 255) - 128 << _HASHED | key & _REST


@lru_cache(maxsize=16_384)
def thread_key(message_id: str) -> int:
    """The key of a Message-ID in the table of threads; each is referred to many times."""
    return _hash(f"thread\0{message_id}")


def content_key(
    sender: str, written: int | None, subject: str, people: Sequence[tuple[str, str, str]]
) -> int | None:
    """What two copies of one mail share when their Message-IDs differ: sender, time (of its Date,
    in epoch seconds), subject, and recipients as (field, address, name), without blind copies.
    None where there is too little to tell mails apart.
    """
    if not sender or written is None:
        return None
    if len(people) == 1 and people[0][0] == "to":
        emails = people[0][1]
    else:
        emails = ",".join(sorted({email for field, email, _ in people if field != "bcc"}))
    return content_hash(sender, written, " ".join(subject.casefold().split()), emails)


def content_hash(sender: str, written: int, folded: str, emails: str) -> int | None:
    """`content_key` of a sender that is none but one, of a subject that is folded, and of the
    addresses of To and Cc, sorted, each once, with commas between.
    """
    if not emails and not folded:
        return None
    return _near(_hash(f"{sender}\0{written}\0{folded}\0{emails}"), written)


@lru_cache(maxsize=4_096)
def subject_key(about: str) -> int | None:
    """The key of what a subject is about (`parse_subject`), None where it is about nothing."""
    return _hash(f"subject\0{about}") if about else None


def identity_key(message_id: str, sender: str, written: int | None, raw: bytes) -> int:
    """Message-ID and sender; so a stranger who reuses a Message-ID cannot hide another's mail.
    A mail without Message-ID is known by its whole header, which survives a new UIDVALIDITY.
    `written` is as in `content_key`.
    """
    if message_id:
        return _near(_hash(f"id\0{message_id}\0{sender}"), written)
    return _near(hash_key("raw", raw.decode("latin-1")), written)
