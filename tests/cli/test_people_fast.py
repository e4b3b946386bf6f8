"""The quick way to print everybody says the same as the shape of each person."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sample_world import World

from daemon.cli.person_shapes import people_shape, person_shape
from daemon.cli.shapes import time_shape
from daemon.config import load_config
from daemon.store import open_store
from daemon.store.facts import Contact


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/St_Johns", "Asia/Kathmandu", "UTC"])
def test_rows_and_people_have_one_shape(world: World, zone: str) -> None:
    config = load_config(world.config, {"HOME": "/"}, with_passwords=False)
    where = ZoneInfo(zone)
    with open_store(config.store.url, config.owner.as_owner(), must_exist=True) as store:
        shapes = [person_shape(one, where) for one in store.network.load_people()]
        quick = people_shape(store.network.load_people_rows(), where)
    assert len(shapes) > 10
    assert json.dumps(json.loads(msgspec.json.encode(quick))) == json.dumps(shapes)


@pytest.mark.parametrize(
    "zone", ["Europe/Amsterdam", "Australia/Lord_Howe", "Africa/Monrovia", "Pacific/Apia", "UTC"]
)
def test_every_hour_of_many_years_is_told_as_before(zone: str) -> None:
    where, nobody = ZoneInfo(zone), Contact()
    epochs = [*range(-4 * 10**8, 21 * 10**8, 3_599_999), *range(1_790_000_000, 1_830_000_000, 863)]
    rows = [((1, "", "wide", epoch, epoch, 0, 0, 0, None), (), nobody) for epoch in epochs]
    printed = json.loads(msgspec.json.encode(people_shape(rows, where)))
    for epoch, one in zip(epochs, printed, strict=True):
        at = datetime.fromtimestamp(epoch, UTC)
        assert one["last_touch"] == one["first_seen"] == time_shape(at, where)
