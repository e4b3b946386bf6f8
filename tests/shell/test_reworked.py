"""What the owner changed in a draft before sending it is measured, shown, and learned from; and
nobody gets the same wording twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from mailroom import NOW, Account

from daemon.cli.app import run
from daemon.jobs.agenda import make_agenda
from daemon.jobs.writer import Writer
from daemon.store import open_store
from daemon.templating import Templates

KINDS = ("check_in", "reply_owed")


def send(account: Account, change: Callable[[bytes], bytes]) -> None:
    """The owner's mail program moves the draft into the sent mail, changed, under its own id."""
    (file,) = (account.server.maildir(account.user, "Drafts") / "cur").iterdir()
    raw = change(file.read_bytes())
    file.unlink()
    account.put("Sent", raw, at=NOW + timedelta(minutes=2), flags=["\\Seen"])


def filled(raw: bytes) -> bytes:
    return re.sub(rb"\[\[[^\]]*\]\]", b"The seventh would suit us best, all day.", raw)


def anew(raw: bytes) -> bytes:
    header, _, _ = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return header + b"\n\nOnly this: no, sorry, it cannot be done, whatever anybody says.\n"


#: What the owner did with it, and the least and most that counts as changed.
CHANGES: dict[str, tuple[Callable[[bytes], bytes], float, float]] = {
    "nothing": (lambda raw: raw, 0.0, 0.0),
    "filled the place": (filled, 0.0, 0.05),
    "wrote another letter": (anew, 0.8, 1.0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_measured(
    name: str, drafted: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    change, least, most = CHANGES[name]
    account = drafted.copy(tmp_path / "a")
    send(account, change)
    assert account.once(minutes=5).outcomes == {"sent": 1}
    ((share,),) = account.sql("SELECT changed FROM draft")
    assert least <= share <= most
    monkeypatch.setenv("WELLKEEPER_PASSWORD", account.server.password)
    config = ["--config", str(account.configure()), "--at", "2026-11-24T10:10"]
    assert run([*config, "drafts", "--all", "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["drafts"]
    assert shown["state"] == "sent" and shown["changed"] == pytest.approx(share, abs=0.01)
    words = "sent as is" if share < 0.005 else f"sent, {share:.0%} changed"
    for command in (["drafts", "--all"], ["drafts", "show", "d1"], ["explain", "d1"]):
        assert run([*config, *command]) == 0
        assert words in " ".join(capsys.readouterr().out.split())
    # It is measured once.
    account.once(minutes=10)
    assert account.sql("SELECT changed FROM draft") == [(share,)]


def test_what_was_rewritten_ranks_lower_and_explain_says_so(
    sample: Account, tmp_path: Path
) -> None:
    account = sample.copy(tmp_path / "a")
    config = account.config()
    owner = config.owner.as_owner()
    with open_store(config.store.url, owner) as store:
        before = {one.ref: one for one in make_agenda(store, owner, NOW).suggestions}
        refs = [next(ref for ref in before if ref.startswith(kind)) for kind in KINDS]
        mailbox = account.sql("SELECT id FROM mailbox")[0][0]
        closed = int((NOW - timedelta(days=40)).timestamp())
        for kind in KINDS:
            for at in range(4):
                account.sql(
                    "INSERT INTO draft (owner_id, mailbox_id, person_id, kind, occasion, "
                    "message_id, recipients, subject, text, reason, evidence, state, folder, "
                    "reserved_at, closed_at, note, client_id, accepted, changed) "
                    "VALUES (1, ?, NULL, ?, 'x', "
                    "?, '[]', '', '', '', '[]', 'sent', '', ?, ?, '', '', 0, 0.9)",
                    mailbox, kind, f"{kind}{at}@x.example", closed, closed,
                )  # fmt: skip
        after = {one.ref: one for one in make_agenda(store, owner, NOW).suggestions}
    free, owed = refs
    assert after[free].score < before[free].score
    assert "you sent 4 (4 of them rewritten)" in after[free].learned
    assert after[owed].score > before[owed].score, "an answer is the owner's own to word"


def test_nobody_gets_a_wording_twice_while_there_is_another(
    drafted: Account, tmp_path: Path
) -> None:
    account = drafted.copy(tmp_path / "a")
    config = account.config()
    owner = config.owner.as_owner()
    ((first, kind, person),) = account.sql("SELECT template, kind, person_id FROM draft")
    assert first.startswith(f"{kind}/")
    account.sql("UPDATE draft SET state = 'sent'")
    templates = Templates()
    with open_store(config.store.url, owner) as store:
        people = {one.id: one for one in store.network.load_people()}
        agenda = make_agenda(store, owner, NOW).suggestions
        like = replace(agenda[0], kind=kind, person=people[person], other=None, writes_to=())
        used = [first]
        language = first.rpartition(".")[2]
        variants = {
            name for name in _names(templates, kind) if name.rpartition(".")[2] == language
        }  # fmt: skip
        for number in range(2 * len(variants)):
            one = replace(like, occasion=f"again:{number}", language=language, reply_to="")
            writer = Writer(store, templates, owner)
            written = writer.write(one, "", NOW + timedelta(days=number))
            assert written == writer.write(one, "", NOW + timedelta(days=number)), "the same bytes"
            drafts = store.drafts(config.mailboxes[0].name)
            drafts.reserve_draft(
                written.suggestion, message_id=written.message_id, recipients=["x@x.example"],
                subject=written.subject, text=written.text, mime=written.mime, folder="Drafts",
                uidvalidity=1, uidnext=None, now=NOW + timedelta(days=number),
                template=written.template,
            )  # fmt: skip
            used.append(written.template)
    assert len(variants) > 1
    for at in range(len(used) - len(variants) + 1):
        assert set(used[at : at + len(variants)]) == variants, used


def _names(templates: Templates, kind: str) -> list[str]:
    return [found.name for found in templates._all() if found.kind == kind]
