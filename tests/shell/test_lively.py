"""Of whom no reason can have anything to say need not be loaded: the agenda is the same."""

from __future__ import annotations

from datetime import timedelta

from mailroom import NOW, Account

from daemon.core.plan import plan_contacts
from daemon.jobs.agenda import load_known
from daemon.jobs.articles import add_articles
from daemon.jobs.introductions import add_introductions, introduced_people
from daemon.store import open_store


def test_the_agenda_of_the_lively_is_that_of_everybody(sample: Account) -> None:
    config = sample.config()
    owner = config.owner.as_owner()
    left, said = 0, 0
    with open_store(config.store.url, owner, must_exist=True) as store:
        for days in (-200, -90, -40, -14, 0, 14, 40, 90, 200, 400, 600):
            now = NOW + timedelta(days=days)
            everybody = store.network.load_relationships(owner, now)
            whole = add_articles(store, add_introductions(store, everybody, now), now)
            people, others = store.network.load_lively(owner, now, introduced_people(store, now))
            lively = add_articles(store, add_introductions(store, people, now, (), others), now)
            assert plan_contacts(lively, owner, now) == plan_contacts(whole, owner, now)
            by_ref = {one.person.ref: one for one in whole}
            assert all(by_ref[one.person.ref] == one for one in lively)
            left += len(whole) - len(lively)
            said += len(plan_contacts(lively, owner, now))
            assert {f"p{number}" for number in others} <= by_ref.keys() - {
                one.person.ref for one in lively
            }
        assert left > 20 and said > 20, "or nothing was compared"
        assert load_known(store, owner, NOW)
