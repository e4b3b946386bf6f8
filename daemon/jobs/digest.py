"""The weekly letter: what it may speak of, and placing it in the owner's inbox once a week."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from daemon.config import DigestSettings
from daemon.core.digest import Digest, DigestFacts, build_digest
from daemon.core.digest_mime import compose_digest_mime, digest_message_id, due_week
from daemon.core.mail import FolderRole
from daemon.core.model import Owner
from daemon.core.plan import plan_contacts
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.worktime import zone_of
from daemon.jobs.introductions import add_introductions, load_introduced
from daemon.jobs.place import append_reserved, recover_drafts
from daemon.jobs.session import Session
from daemon.jobs.sight import lies_in
from daemon.store import Store

log = logging.getLogger(__name__)

#: How far back the strips reach, and a little more.
_A_YEAR = timedelta(days=372)


def load_digest(
    store: Store, mailbox: str, owner: Owner, now: datetime, synonyms: tuple[str, ...] = ()
) -> tuple[Digest | None, Silence | None]:
    """The letter of this moment, or None; and why nothing may be said where that is so. `mailbox`
    is the name of the one whose drafts folder holds the drafts, `synonyms` are the owner's own.
    """
    coverage = store.health.load_coverage(now)
    silence = reason_for_silence(coverage, now)
    if silence is not None:
        return None, silence
    sure = store.network.without_unsure(store.network.load_relationships(owner, now), now)
    introduced = load_introduced(store, now)
    stories = store.facts.load_stories()
    relationships = add_introductions(store, sure, introduced, stories, now, synonyms)
    facts = DigestFacts(
        # Those for whom a draft waits already belong into the letter: it says so.
        suggestions=plan_contacts(
            [replace(one, draft_open=False) for one in relationships],
            owner,
            now,
            learned=store.snoozes.load_reviewed(now),
        ),
        gaps=store.network.load_gaps(owner, now),
        promises=store.promises.load_promises(now, coverage.until, zone_of(owner)),
        drafts=store.drafts(mailbox).load_drafts(),
        people=store.network.load_people(),
        notes=store.notes.load_untold(),
        introductions=introduced.made,
        askings=introduced.askings,
        touched=store.rhythm.load_touched(now - _A_YEAR, now),
    )
    return build_digest(facts, owner, now), None


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
