"""`backup` and `doctor`, as they are called."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from sample_world import World


def test_backup(scratch: World, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    result = scratch("backup", str(target))
    assert result.code == 0 and f"copied to {target}" in result.out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = scratch("backup", str(target))
    assert again.code == 1 and "--replace" in again.err
    assert scratch("backup", "--replace", str(target)).code == 0


def test_doctor(scratch: World) -> None:
    assert scratch("doctor").code == 0
    scratch.sql("DROP INDEX location_message_id")
    result = scratch("doctor")
    assert result.code == 1 and "location_message_id is missing" in result.out
    result = scratch("doctor", "--repair")
    assert result.code == 0 and "Repaired" in result.out
    assert scratch("doctor").code == 0
    assert "is well" in scratch("doctor").out


def test_doctor_as_json(scratch: World) -> None:
    scratch.sql("DROP INDEX location_message_id")
    result = scratch("doctor", "--json")
    told = json.loads(result.out)
    assert result.code == 1 and not told["ok"] and not told["repaired"]
    assert [one["kind"] for one in told["faults"]] == ["schema"] and told["left"] == told["faults"]
    result = scratch("doctor", "--repair", "--json")
    told = json.loads(result.out)
    assert result.code == 0 and told["ok"] and told["repaired"] and told["left"] == []
    assert (scratch.folder / told["before"]).exists()


def test_doctor_without_a_store(scratch: World) -> None:
    scratch.store.unlink()
    result = scratch("doctor")
    assert result.code == 1 and "there is no store" in result.out
    assert scratch("doctor", "--repair").code == 1
    assert not scratch.store.exists()
