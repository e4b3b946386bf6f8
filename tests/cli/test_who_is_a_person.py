"""Whom `people` lists, against the truth of the sample world."""

from __future__ import annotations

import json

from sample_world import NOW, World

from daemon.demo.truth import expected


def test_people_are_those_of_the_truth(world: World) -> None:
    people = json.loads(world("people", "--json").out)["people"]
    groups = [set(person["addresses"]) for person in people]
    known = set().union(*groups)
    truth = expected(NOW)
    assert not known & set(truth.not_a_person)
    assert not known & set(truth.strangers)
    assert not known & set(truth.owner_addresses)
    assert set(truth.fine) | set(truth.cooling) | set(truth.thin) <= known
    # Who went to another house is known by what is written of it, not by the name.
    for addresses in (one for one in truth.one_person if not set(one) & set(truth.new_jobs)):
        assert [group for group in groups if group & set(addresses)] == [set(addresses)]
