"""`wellkeeper demo`, whole: it works in a pipe, is quick, and nothing of it stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from sample_world import AT, call, compare


def test_demo(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    result = call("--at", AT, "demo")
    assert (result.code, result.err) == (0, "")
    compare("demo", result.out)
    assert list(tmp_path.iterdir()) == []


def test_demo_stays_until_it_is_stopped(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "daemon", "--at", AT, "demo", "--keep"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdout is not None
    lines = []
    while not (lines and "--config" in lines[-1]):
        lines.append(process.stdout.readline())
        assert lines[-1], lines
    match = re.search(r"--config (\S+)", lines[-1])
    assert match is not None
    assert call("--config", match[1], "--at", AT, "check").code == 0
    assert "Hanne Dekker" in call("--config", match[1], "--at", AT, "people").out
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=20)
    assert process.returncode == 0 and "wellkeeper once --dry-run" in rest
    assert list(tmp_path.iterdir()) == []
