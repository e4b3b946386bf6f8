"""Whole passes over what is bad: names that are no names, templates that break, a mailbox without
room, a Drafts folder that is not there. Each draft comes once, or not at all, and says so.
"""

from __future__ import annotations

import imaplib
import shutil
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from dovecot import Dovecot
from killer import KillingProxy
from mailroom import NOW, Account, letter

from daemon.errors import AppendRefused
from daemon.jobs.once import PassReport, run_pass
from daemon.store import open_store
from daemon.templating import Templates

NORA = "Nora Lindqvist <nora@lindqvist.example>"
ASK = "Hi Nora,\n\nCould you send me the figures for May?\n\nThanks"
EMAIL = "ann@acme.example"


def asks(account: Account, sender: str, number: int = 10) -> None:
    """Somebody whom the owner has written to asks something, and waits."""
    email = sender.rpartition("<")[2].rstrip(">")
    account.put("Sent", letter(number + 1, NORA, email, days_ago=30, subject="Hello"))
    account.put("INBOX", letter(number, sender, NORA, days_ago=20, subject="Figures", words=ASK))


def drafts(account: Account) -> list[EmailMessage]:
    folder = account.server.maildir(account.user, "Drafts")
    files = sorted(file for name in ("cur", "new") for file in (folder / name).glob("*"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


#: How somebody calls themselves, and how the draft greets them.
NAMES = {
    "a line end in an encoded word": (
        f"=?utf-8?q?Ann=0D=0ABcc=3A_eve=40evil=2Eexample?= <{EMAIL}>", None),
    "braces of a template": (f'"{{{{ 7*7 }}}} {{% raw %}}" <{EMAIL}>', None),
    "markup": (f'"*Ann* &lt;b&gt; [x](https://evil.example)" <{EMAIL}>', None),
    "right to left, and back": ("=?utf-8?b?4oCuQW5u4oCsIExlZQ==?= <" + EMAIL + ">", "Hi Ann,"),
    "another recipient in it": (f'"Ann, eve@evil.example" <{EMAIL}>', None),
    "nothing but an address": (EMAIL, "Hello,"),
    "a name that is an address": (f'"{EMAIL}" <{EMAIL}>', "Hello,"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_whatever_they_call_themselves(name: str, account: Account) -> None:
    sender, greeting = NAMES[name]
    asks(account, sender)
    account.once()
    (draft,) = drafts(account)
    assert [one.addr_spec for one in draft["To"].addresses] == [EMAIL]
    assert draft["Bcc"] is None and draft["Cc"] is None
    said = f"{draft['To']} {draft['Subject']} {draft.get_content()}"
    assert not set(said) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")
    words = draft.get_content().partition("\nOn ")[0]
    first = words.splitlines()[0]
    assert first.endswith(",") and len(first.split()) <= 3, first
    assert "49" not in words and "<" not in words and "evil" not in words, words
    assert greeting is None or first == greeting


def pass_with(account: Account, folder: Path) -> PassReport:
    """A pass with templates of the owner's own."""
    config = account.config()
    with open_store(config.store.url, config.owner.as_owner()) as store:
        return run_pass(config, store, Templates(folder), NOW)


@pytest.mark.parametrize(
    "body",
    [
        "{% if %}",
        "{{ person.birthday }}",
        "{% for a in 'xx' %}{% for b in 'xx' %}{% endfor %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{% for a in person.name %}" + "x" * 9_000 + "{% endfor %}",
    ],
)
def test_a_template_that_breaks_keeps_nobody_else_waiting(
    body: str, sample: Account, tmp_path: Path
) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=9)
    folder = tmp_path / "templates" / "promise_due"
    folder.mkdir(parents=True)
    for variant in ("here", "open", "word"):
        text = f"{{% block subject %}}Re{{% endblock %}}{{% block body %}}{body}{{% endblock %}}"
        (folder / f"{variant}.en.j2").write_text(text)
    report = pass_with(account, tmp_path / "templates")
    assert [one.suggestion.kind for one in report.held_back] == ["promise_due"]
    assert ".en.j2:" in report.held_back[0].why
    kinds = {kind for (kind,) in account.sql("SELECT kind FROM draft")}
    assert len(kinds) > 2 and "promise_due" not in kinds
    assert len(account.placed_ids()) == report.placed > 3
    shutil.rmtree(folder)
    assert pass_with(account, tmp_path / "templates").placed == 1, "mended, it comes"


def test_a_full_mailbox(tmp_path: Path) -> None:
    """[OVERQUOTA]: said, tried again, and once there is room each draft is there once."""
    server = Dovecot(quota_kb=60).start()
    try:
        account = Account(server, server.user().user, tmp_path)
        asks(account, f"Ann Lee <{EMAIL}>")
        ballast = letter(90, "Ben <ben@orb.example>", NORA, words="x" * 70 + "\n" + "y" * 61_000)
        account.put("INBOX", ballast)
        for minutes in (0, 10, 20):
            with pytest.raises(AppendRefused) as caught:
                account.once(minutes)
            assert "full" in caught.value.message and drafts(account) == []
            if minutes == 0:
                assert account.once(1).recovered == {"wait": 1}
        assert account.sql("SELECT state FROM draft") == [("reserved",)]
        folder = server.maildir(account.user)
        for file in (folder / "cur").iterdir():
            if file.stat().st_size > 50_000:
                file.unlink()
        (folder / "maildirsize").unlink(missing_ok=True)
        for minutes in (30, 40):
            account.once(minutes)
        assert len(drafts(account)) == 1
        assert account.sql("SELECT state FROM draft") == [("placed",)]
    finally:
        server.remove()


def test_no_drafts_folder_at_all(tmp_path: Path) -> None:
    """None by attribute and none by name: one is made, and subscribed to."""
    server = Dovecot(special_use=False).start()
    try:
        account = Account(server, server.user().user, tmp_path)
        asks(account, f"Ann Lee <{EMAIL}>")
        assert not server.maildir(account.user, "Drafts").exists()
        assert account.once().placed == 1
        account.once(10)
        assert len(drafts(account)) == 1
    finally:
        server.remove()


def test_a_drafts_folder_that_goes_while_a_draft_is_placed(tmp_path: Path) -> None:
    """Refused; whether it was placed and went with the folder nobody can say, so that it is given
    up, and the next draft gets a new folder.
    """
    server = Dovecot(special_use=False).start()
    account = Account(server, server.user().user, tmp_path)
    asks(account, f"Ann Lee <{EMAIL}>")
    owner = imaplib.IMAP4(server.host, server.port)
    owner.login(account.user, server.password)
    owner.create("Drafts")
    answers: list[str] = []

    def moment(up: bytes, down: bytes) -> bool:
        """Never the moment to strike; but the folder is gone before the APPEND arrives."""
        if b" APPEND " in up and not answers:
            answers.append(owner.delete("Drafts")[0])
        return False

    try:
        with KillingProxy(server.port, moment) as proxy, pytest.raises(AppendRefused):
            account.once(port=proxy.port)
        for minutes in (1, 15):
            account.once(minutes)
        assert answers == ["OK"] and not server.maildir(account.user, "Drafts").exists()
        ((state, note),) = account.sql("SELECT state, note FROM draft")
        assert state == "expired" and "not placed again" in note
        asks(account, "Ben Roth <ben@orb.example>", 50)
        assert account.once(20).placed == 1 and len(drafts(account)) == 1
    finally:
        owner.logout()
        server.remove()
