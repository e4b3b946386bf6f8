"""What a pass asks that writes drafts is answered by indexes, as what commands ask is: to write one
may not take longer the more mail there is.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from mailroom import Account
from statements import scans, statements_run

#: Of all mail SQLite reads the few that an index holds of it.
_FEW = "SELECT id FROM message WHERE +owner_id = 1 AND begun"


def test_no_draft_reads_through_all_mail(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=3)
    with statements_run() as said:
        assert account.once(minutes=5).placed == 3
    asked = [one for one in dict.fromkeys(said) if one.startswith(("SELECT", "WITH"))]
    assert len(asked) > 100, "or nothing was looked at"
    with closing(sqlite3.connect(account.store)) as database:
        slow = {one: found for one in asked if (found := scans(database, one)) and one != _FEW}
    assert not slow
