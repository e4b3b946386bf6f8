"""Reads a batch of headers of one folder, each mail by the shortest way that will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from daemon.core.mail import FolderRole, RawHeader
from daemon.core.scanned import ScannedMail, Unread, read_at_length
from daemon.core.short_way import read_shortly


def parse_batch(
    batch: Iterable[RawHeader], now: datetime, role: FolderRole = FolderRole.OTHER
) -> tuple[list[ScannedMail], list[Unread]]:
    r"""Parse a batch of one folder; what cannot be read is named with its UID and the reason.

    Whatever is flagged `\Draft` is left out, wherever it lies: Gmail shows drafts in All Mail too,
    and our own must not be taken for mail that was sent. In sent mail the flag is a left-over.
    Our weekly letter is left out wherever it lies.
    """
    mails: list[ScannedMail] = []
    unread: list[Unread] = []
    seconds = now.timestamp()
    is_sent = role is FolderRole.SENT
    wanted: list[RawHeader] = []
    flags: list[str] = []
    for raw in batch:
        its_flags, is_draft = _read_flags(raw.flags)
        if is_sent or not is_draft:
            wanted.append(raw)
            flags.append(its_flags)
    found = _read_shortly(wanted, flags, seconds)
    for raw, its_flags, short in zip(wanted, flags, found, strict=True):
        if short is not None:
            mails.append(short)
            continue
        if raw.problem or not raw.header.strip():
            unread.append((raw.uid, raw.problem or "it has no header"))
            continue
        try:
            mail = read_at_length(raw, its_flags, seconds, is_sent)
            if mail is not None:
                mails.append(mail)
        except Exception as error:
            # One mail must never stop a scan (law 9); it is noted, and the fault is ours to mend.
            unread.append((raw.uid, f"it could not be parsed ({type(error).__name__})"))
    return mails, unread


def _read_shortly(
    batch: Sequence[RawHeader], flags: Sequence[str], now: float
) -> Sequence[ScannedMail | None]:
    """As `read_shortly`; where it fails over one of them, all go the long way, which is another."""
    try:
        return read_shortly(batch, flags, now)
    except Exception:
        return [None] * len(batch)


@lru_cache(maxsize=512)
def _read_flags(flags: tuple[str, ...]) -> tuple[str, bool]:
    """The flags with blanks between, and whether they say that it is a draft."""
    return " ".join(flags), "\\draft" in map(str.lower, flags)
