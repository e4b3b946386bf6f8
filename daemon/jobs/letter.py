"""What the weekly letter says at one moment: loaded and built, with no mailbox in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from daemon.core.digest import Digest, DigestFacts, build_digest
from daemon.core.model import Owner
from daemon.core.plan import plan_contacts
from daemon.core.silence import Silence, reason_for_silence
from daemon.core.worktime import zone_of
from daemon.jobs.introductions import add_introductions, load_introduced
from daemon.store import Store

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
    gaps = store.network.load_gaps(owner, now)
    known = store.network.load_relationships(owner, now, gaps)
    sure = store.network.without_unsure(known, now)
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
        gaps=gaps,
        promises=store.promises.load_promises(now, coverage.until, zone_of(owner)),
        drafts=store.drafts(mailbox).load_drafts(),
        people=store.network.load_people(),
        notes=store.notes.load_untold(),
        introductions=introduced.made,
        askings=introduced.askings,
        touched=store.rhythm.load_touched(now - _A_YEAR, now),
    )
    return build_digest(facts, owner, now), None
