"""`check` against a real server: what it can do, in words; and a wrong password."""

from __future__ import annotations

import json
from pathlib import Path

from dovecot import Dovecot
from sample_world import call, write_config


def test_check(dovecot: Dovecot, tmp_path: Path) -> None:
    user = dovecot.user()
    file = write_config(tmp_path, dovecot.tls_port, mailbox=f'user = "{user.user}"')
    text = file.read_text().replace('"none"', f'"tls"\nca_file = "{dovecot.ca_file}"')
    file.write_text(text.replace("127.0.0.1", "localhost"))
    (tmp_path / ".env").write_text(f"WELLKEEPER_PASSWORD={dovecot.password}\n")
    result = call("--config", str(file), "check", "--json")
    assert (result.code, result.err) == (0, "")
    (told,) = json.loads(result.out)["mailboxes"]
    assert told["logged_in"] and all(told["capabilities"].values())
    assert (told["drafts"], told["sent"]) == ("Drafts", "Sent")
    folders = {one["name"]: (one["read"], one["why"]) for one in told["folders"]}
    assert folders["Junk"] == (False, "junk is no evidence")
    assert folders["Sent"] == (True, "the server says so")

    (tmp_path / ".env").write_text("WELLKEEPER_PASSWORD=Sesam0815\n")
    result = call("--config", str(file), "check")
    assert result.code == 77
    assert "Sesam0815" not in result.out + result.err
    assert result.err.splitlines()[1].startswith("Check both.")
