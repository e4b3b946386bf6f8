"""The weekly letter: placing it in the owner's inbox once a week. See `letter` for what it says."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from daemon.config import DigestSettings
from daemon.core.digest import Digest
from daemon.core.digest_mime import compose_digest_mime, digest_message_id, due_week
from daemon.core.mail import FolderRole
from daemon.core.model import Owner
from daemon.core.worktime import zone_of
from daemon.jobs.letter import load_digest
from daemon.jobs.place import append_reserved, recover_drafts
from daemon.jobs.session import Session
from daemon.jobs.sight import lies_in
from daemon.store import Store

log = logging.getLogger(__name__)


def settle_digest(
    session: Session,
    store: Store,
    owner: Owner,
    settings: DigestSettings,
    now: datetime,
    synonyms: tuple[str, ...] = (),
) -> str:
    """Place the letter that is due, if any, once; `placed`, `silent`, `wait` or "" for none.

    Raises what `place_digest` raises.
    """
    recover_digests(session, store, now)
    week = due_week(now, settings.weekday, settings.hour, zone_of(owner))
    digests = store.digests(session.settings.name)
    if not settings.enabled or week is None or digests.state_of(week):
        return ""
    digest, silence = load_digest(store, session.settings.name, owner, now, synonyms)
    if silence is not None:
        return "wait"  # the mail is not known well enough: perhaps at the next pass
    if digest is None:
        digests.record_silent(week, digest_message_id(owner.addresses[0], week), now)
        return "silent"
    place_digest(session, store, owner, digest, week, now)
    return "placed"


def recover_digests(session: Session, store: Store, now: datetime) -> None:
    """Settle a letter whose APPEND was begun and never confirmed."""
    digests = store.digests(session.settings.name)
    recover_drafts(session.mailbox, digests, _elsewhere(session), now, flags=())


def place_digest(
    session: Session, store: Store, owner: Owner, digest: Digest, week: str, now: datetime
) -> bool:
    """Put the letter into the inbox, as new mail; False where it is in the mailbox already.

    Look, reserve, APPEND, confirm: as with drafts. Raises StoreError where this week has one,
    AppendRefused, AppendUnclear or ConnectionLost: then it stays reserved.
    """
    digests = store.digests(session.settings.name)
    message_id = digest_message_id(owner.addresses[0], week)
    folder = next(iter(session.names(FolderRole.INBOX)), "INBOX")
    found = session.mailbox.search_message_id(folder, message_id)
    moved = not found and lies_in(session.mailbox, _elsewhere(session), message_id)
    mime = compose_digest_mime(digest, owner, message_id)
    status = session.mailbox.examine(folder)
    number = digests.reserve_digest(
        week,
        message_id=message_id,
        mime=mime,
        folder=folder,
        uidvalidity=status.uidvalidity,
        uidnext=status.uidnext,
        now=now,
    )
    store.notes.record_told(now)
    if found or moved:
        digests.confirm_draft(number, None, found[0] if found else None, now)
        return False
    reserved = next(one for one in digests.load_reserved() if one.id == number)
    append_reserved(session.mailbox, digests, reserved, (), now)
    log.info("the letter of %s is placed", week)
    return True


def _elsewhere(session: Session) -> Sequence[str]:
    """Where the owner may have moved a letter to."""
    return [
        one.name for one in session.folders if one.selectable and one.role is not FolderRole.INBOX
    ]
