"""The owner's last word about gaps and promises lasts through later passes, and can be undone."""

from __future__ import annotations

import json
import re

from sample_world import World


def refs(world: World, command: str, key: str) -> set[str]:
    return {one["ref"] for one in json.loads(world(*command.split(), "--json").out)[key]}


def test_a_gap_that_was_let_go_stays_away(scratch: World) -> None:
    (gap,) = re.findall(r"Ruth Abernathy \((g\d+)\)", scratch("gaps").out)
    told = scratch("dismiss", gap)
    assert told.code == 0 and told.out.startswith("Let go: Ruth Abernathy")
    assert gap not in refs(scratch, "gaps --all", "gaps")
    assert scratch("once").code == 0
    assert "Ruth Abernathy" not in scratch("gaps", "--all").out
    mail = re.search(r"its mail is (m\d+)", told.out)
    assert mail is not None
    assert scratch("dismiss", "--undo", mail[1]).code == 0
    assert "Ruth Abernathy" in scratch("gaps").out


def test_a_promise_that_is_done_is_no_longer_open(scratch: World) -> None:
    (promise,) = re.findall(r"Peter Vandermeer \((promise:\S+)\)", scratch("promises").out)
    assert scratch("done", promise).code == 0
    assert promise not in refs(scratch, "promises", "promises")
    assert promise in refs(scratch, "promises --all", "promises")
    assert scratch("done", "--undo", promise).code == 0
    assert promise in refs(scratch, "promises", "promises")


def test_what_does_not_exist_is_told(scratch: World) -> None:
    for command, ref in (("done", "g999"), ("dismiss", "promise:m1:0"), ("not-a-promise", "x")):
        result = scratch(command, ref)
        assert result.code == 2 and ref in result.err and "wellkeeper" in result.err


def test_a_gap_is_no_promise(scratch: World) -> None:
    (gap,) = re.findall(r"Ruth Abernathy \((g\d+)\)", scratch("gaps").out)
    result = scratch("not-a-promise", gap)
    assert result.code == 2 and f"wellkeeper dismiss {gap}" in result.err
