"""Drafts that are asked for: placed once, through the same steps as all others; and trials that
leave nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import imapclient
import pytest
from sample_world import NOW, PASSWORD, World, write_config

from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER


@pytest.fixture
def own(tmp_path: Path) -> Iterator[World]:
    """A world whose mailbox may be written to, after a pass that placed nothing."""
    with EmbeddedServer(OWNER.email, PASSWORD) as server:
        load_sample(server, build_sample(NOW))
        write_config(tmp_path, server.address[1], drafts_per_day=0)
        world = World(tmp_path, server.address[1])
        assert world("once").code == 0
        yield world


def in_drafts(world: World) -> list[bytes]:
    with imapclient.IMAPClient("127.0.0.1", world.port, ssl=False, timeout=10) as client:
        client.login(OWNER.email, PASSWORD)
        client.select_folder("Drafts", readonly=True)
        return [row[b"BODY[]"] for row in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]


def test_a_dry_run_changes_nothing(own: World) -> None:
    (own.folder / "config.toml").write_text(
        own.config.read_text().replace("per_day = 0", "per_day = 5")
    )
    before = {path.name: path.read_bytes() for path in own.folder.glob("wellkeeper.db")}
    passes = own.sql("SELECT count(*) FROM pass")
    result = own("once", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "5 drafts would be placed:" in result.out
    assert "Inês Carvalho wrote" not in result.out and "Hi Inês," in result.out
    assert in_drafts(own) == []
    assert {path.name: path.read_bytes() for path in own.folder.glob("wellkeeper.db")} == before
    assert own.sql("SELECT count(*) FROM pass") == passes


def test_a_dry_run_before_the_first_pass(own: World) -> None:
    own.store.unlink()
    result = own("once", "--dry-run")
    assert result.code == 0 and "230 of them new" in result.out
    assert not own.store.exists()


def test_an_introduction_is_placed_once(own: World) -> None:
    assert own("draft", "introduction", "felix", "yara", "--dry-run").code == 0
    assert in_drafts(own) == []
    result = own("draft", "introduction", "felix", "yara")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("One draft to Felix Aubrey and Yara Benning placed in your folder")
    (mail,) = in_drafts(own)
    assert b"felix@studioaubrey.example" in mail and b"yara@benningbooks.example" in mail
    for pair in (("felix", "yara"), ("yara", "felix")):
        again = own("draft", "introduction", *pair)
        assert again.code == 2 and "in your Drafts folder already" in again.err
    assert len(in_drafts(own)) == 1
    assert "introduction" in own("drafts").out


def test_what_was_thrown_away_may_be_asked_for_again(own: World) -> None:
    assert own("draft", "check_in", "marcus").code == 0
    assert own("draft", "check_in", "marcus").code == 2
    own.sql("UPDATE draft SET state = 'discarded', closed_at = reserved_at")
    assert own("draft", "check_in", "marcus").code == 0
    assert len(own.sql("SELECT 1 FROM draft")) == 2


def test_an_answer_that_is_not_late_yet(own: World) -> None:
    result = own("draft", "reply_owed", "carvalho")
    assert (result.code, result.err) == (0, "")
    (mail,) = in_drafts(own)
    assert b"In-Reply-To: <" in mail and b"> We're printing the service blueprint" in mail


def test_somebody_who_never_answered_is_not_introduced(own: World) -> None:
    own.sql("UPDATE person SET touches_in = 0 WHERE name = 'Felix Aubrey'")
    result = own("draft", "introduction", "felix", "yara")
    assert result.code == 2
    assert result.err.startswith("You and Felix Aubrey have not both written to each other yet.")
    assert in_drafts(own) == []


def test_a_draft_that_is_not_there_cannot_be_discarded(own: World) -> None:
    assert own("drafts", "discard", "d9").code == 2


def test_somebody_without_a_name_is_not_introduced(own: World) -> None:
    own.sql("UPDATE person SET name = 'fx@aubrey.example' WHERE name = 'Felix Aubrey'")
    result = own("draft", "introduction", "fx@aubrey.example", "yara")
    assert result.code == 2
    assert result.err.startswith("No name is known of fx@aubrey.example,")
    assert "--name" in result.err and in_drafts(own) == []
