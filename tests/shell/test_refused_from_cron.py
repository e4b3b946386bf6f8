"""`once` called again and again, as cron does it: a refused password is tried three times."""

from __future__ import annotations

import os
import subprocess
import sys

from mailroom import ROOT, Account


def test_all_calls_share_one_count(account: Account) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if "WELLKEEPER" not in name},
        "WELLKEEPER_PASSWORD": "wrong",
    }
    config = str(account.configure())
    ends, said = [], ""
    for minutes in range(0, 60, 10):
        if minutes == 50:
            environment["WELLKEEPER_PASSWORD"] = account.server.password
        line = [sys.executable, "-m", "daemon", "--config", config,
                "--at", f"2026-11-24T10:{minutes:02}", "once"]  # fmt: skip
        done = subprocess.run(
            line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        ends.append(done.returncode)
        said += done.stderr
    assert ends == [77] * 5 + [0]
    assert said.count("was refused 3 times") == 2, said
    tried = [one for one in account.server.log.splitlines() if f"user=<{account.user}>" in one]
    assert sum("auth failed" in one for one in tried) == 3, tried
