"""Of whom no reason can have anything to say need not be loaded: the agenda is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dovecot import Dovecot
from mailroom import NOW, Account

from daemon.core.model import Relationship
from daemon.core.plan import plan_contacts
from daemon.core.standing import Standing
from daemon.core.superseded import find_superseded
from daemon.core.worktime import zone_of
from daemon.jobs.agenda import load_waited_for
from daemon.jobs.articles import add_articles
from daemon.jobs.introductions import add_introductions, load_introduced
from daemon.store import open_store


def test_the_agenda_of_the_lively_is_that_of_everybody(sample: Account) -> None:
    config = sample.config()
    owner = config.owner.as_owner()
    left, said = 0, 0
    with open_store(config.store.url, owner, must_exist=True) as store:
        for days in (-200, -90, -40, -14, 0, 14, 40, 90, 200, 400, 600):
            now = NOW + timedelta(days=days)
            everybody = store.network.load_relationships(owner, now)
            told, stories = load_introduced(store, now), store.facts.load_stories()
            met = add_introductions(store, everybody, told, stories, now)
            whole = add_articles(store, met, stories, now)
            people, others = store.network.load_lively(owner, now, told.people())
            met = add_introductions(store, people, told, stories, now, (), others)
            lively = add_articles(store, met, stories, now)
            assert plan_contacts(lively, owner, now) == plan_contacts(whole, owner, now)
            by_ref = {one.person.ref: one for one in whole}
            assert all(
                _but_promises(by_ref[one.person.ref]) == _but_promises(one) for one in lively
            )
            left += len(whole) - len(lively)
            said += len(plan_contacts(lively, owner, now))
            assert {f"p{number}" for number in others()} <= by_ref.keys() - {
                one.person.ref for one in lively
            }
        assert left > 20 and said > 20, "or nothing was compared"


def _but_promises(one: Relationship) -> Relationship:
    """Without what is read of those alone to whom a due promise may be spoken of, or who gave the
    owner something to do lately, and without their last mail, of which few reasons speak.
    """
    standing = one.standing and replace(one.standing, promises=(), task=None, kindness=None)
    exchange = one.exchange and replace(one.exchange, firm_at=())
    if exchange and not any(gap.waiting_on == "owner" for gap in one.gaps):
        exchange = replace(exchange, out_at=(), in_at=())
    one = replace(one, last_subject="", last_ref="", last_message_id="")
    return replace(one, standing=standing or Standing(), exchange=exchange)


def test_some_are_loaded_as_everybody_is(sample: Account) -> None:
    config = sample.config()
    owner = config.owner.as_owner()
    compared = 0
    with open_store(config.store.url, owner, must_exist=True) as store:
        for days in (-90, 0, 40, 200):
            now = NOW + timedelta(days=days)
            everybody = store.network.load_relationships(owner, now)
            promises = store.promises.load_promises(now, store.health.load_until(), zone_of(owner))
            gaps = store.network.load_gaps(owner, now)
            for start in range(3):
                of = {one.person.id for one in everybody[start::3]}
                assert store.network.load_some(owner, now, of) == everybody[start::3]
                assert store.network.load_gaps(owner, now, of) == tuple(
                    one for one in gaps if int(one.person_ref[1:]) in of
                )
                assert store.promises.load_promises(
                    now, store.health.load_until(), zone_of(owner), of
                ) == tuple(one for one in promises if int(one[0].person_ref[1:]) in of)
                compared += sum(bool(one.gaps and one.last_ref) for one in everybody[start::3])
            assert store.network.load_some(owner, now, frozenset()) == ()
    assert compared > 5, "or nothing was compared"


def test_a_waiting_draft_is_judged_by_its_own_person_alone(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    account = Account(dovecot, dovecot.user().user, tmp_path, 20)
    account.put_sample()
    assert account.once().placed > 5
    config = account.config()
    owner = config.owner.as_owner()
    judged = 0
    with open_store(config.store.url, owner, must_exist=True) as store:
        drafts = store.drafts(config.mailboxes[0].name)
        for days in (0, 3, 14, 40, 90, 200):
            now = NOW + timedelta(days=days)
            waiting = drafts.load_waiting(now)
            told, stories = load_introduced(store, now), store.facts.load_stories()
            everybody = store.network.load_relationships(owner, now)
            met = add_introductions(store, everybody, told, stories, now)
            whole = find_superseded(waiting, add_articles(store, met, stories, now), owner, now)
            few = load_waited_for(store, owner, now, waiting)
            assert find_superseded(waiting, few, owner, now) == whole
            assert len(few) < len(everybody)
            judged += len(whole)
    assert judged, "or nothing was compared"
