"""The 64-bit keys by which mails are known again: by Message-ID, by content, by subject.

Hashes keep the indexes small; at a million messages the chance of one collision is about
1 in 40 million (birthday bound on 2**64).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from daemon.core.mail import Headers


def hash_key(*parts: str) -> int:
    """A signed 64-bit hash of texts; parts are kept apart by a byte that no header can hold."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(maxsize=16_384)
def thread_key(message_id: str) -> int:
    """The key of a Message-ID in the table of threads; each is referred to many times."""
    return hash_key("thread", message_id)


def content_key(headers: Headers) -> int | None:
    """What two copies of one mail share when their Message-IDs differ: sender, time, subject and
    recipients. None where there is too little to tell mails apart.
    """
    if headers.sender is None or headers.date is None:
        return None
    if headers.cc or len(headers.to) != 1:
        people = sorted({one.email for one in (*headers.to, *headers.cc)})
    else:
        people = [headers.to[0].email]
    if not people and not headers.subject:
        return None
    return hash_key(
        headers.sender.email,
        str(int(headers.date.timestamp())),
        " ".join(headers.subject.casefold().split()),
        ",".join(people),
    )


def identity_key(headers: Headers, raw: bytes) -> int:
    """Message-ID and sender; so a stranger who reuses a Message-ID cannot hide another's mail.
    A mail without Message-ID is known by its whole header, which survives a new UIDVALIDITY.
    """
    sender = headers.sender.email if headers.sender else ""
    if headers.message_id:
        return hash_key("id", headers.message_id, sender)
    return hash_key("raw", raw.decode("latin-1"))
