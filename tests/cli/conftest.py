"""One sample world for all tests of the command line: read once, by the command itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_world import NOW, PASSWORD, World, write_config

from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("WELLKEEPER_PASSWORD")]:
        monkeypatch.delenv(name)
    for name in ("WELLKEEPER_CONFIG", "NO_COLOR", "COLUMNS", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    with EmbeddedServer(OWNER.email, PASSWORD) as running:
        load_sample(running, build_sample(NOW))
        yield running


@pytest.fixture(scope="session")
def world(server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> World:
    """After one pass that placed two drafts. Nobody may change it: see `scratch`."""
    folder = tmp_path_factory.mktemp("world")
    port = server.address[1]
    write_config(folder, port, drafts_per_day=2)
    first = World(folder, port)("once")
    assert first.code == 0, first.err
    return World(folder, port, first)


@pytest.fixture
def scratch(world: World, tmp_path: Path) -> World:
    """A copy of the world for a test that writes to the store (the mailbox is shared)."""
    return world.copy(tmp_path)
