"""A folder of sent mail that nothing comes into any more, while people answer what the owner sends:
nothing is said of that mailbox. An owner who is away, or whose old mail is gone, is none.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dovecot import Dovecot
from mailroom import Account, letter

from daemon.cli.app import run
from daemon.config import Config, load_config
from daemon.demo.world import OWNER

OWN = f"{OWNER.name} <{OWNER.email}>"
DOMAIN = OWNER.email.partition("@")[2]
PEOPLE = [f"{name} <{name.lower()}@{name.lower()}s.example>" for name in
          ("Ann", "Bob", "Cleo", "Dan", "Eve", "Finn")]  # fmt: skip
LAST_COPY = 30.0
Mail = tuple[str, bytes]


def sent(number: int, to: str, days_ago: float, subject: str, domain: str = DOMAIN) -> bytes:
    return letter(number, OWN, to, days_ago=days_ago, subject=subject,
                  message_id=f"own{number}@{domain}")  # fmt: skip


def answered(number: int, sender: str, days_ago: float, subject: str, *, to: str = OWN,
             domain: str = DOMAIN, more: str = "", re: str = "Re: ") -> bytes:  # fmt: skip
    """A reply to what `sent` gives for this number."""
    own_domain = sender.partition("@")[2].strip(">")
    return letter(number, sender, to, days_ago=days_ago, subject=f"{re}{subject}",
                  message_id=f"answer{number}@{own_domain}",
                  more=f"In-Reply-To: <own{number}@{domain}>\r\n{more}")  # fmt: skip


def kept() -> list[Mail]:
    """Months in which everybody answered what the owner sent; the last copy is of LAST_COPY."""
    found: list[Mail] = []
    for number, one in enumerate(PEOPLE):
        for back in (90.0, 60.0, LAST_COPY + 4 + number):
            key = 100 * int(back) + number
            found.append(("Sent", sent(key, one, back, f"Plan {key}")))
            found.append(("INBOX", answered(key, one, back - 1, f"Plan {key}")))
    found.append(("Sent", sent(1, PEOPLE[0], LAST_COPY, "The last one that left a copy")))
    return found


def lost(**change: str) -> list[Mail]:
    """Four people answer what left no copy."""
    return [
        ("INBOX", answered(number, one, 12.0 - number, f"Boat {number}", **change))
        for number, one in enumerate(PEOPLE[:4], 2)
    ]


def question(number: int = 50, to: str = OWN) -> Mail:
    """What the agenda would speak of."""
    words = "Can you send me the drawings of the bridge by Friday?"
    return "INBOX", letter(number, PEOPLE[5], to, days_ago=9, subject="Drawings", words=words)


def put(account: Account, mails: list[Mail]) -> None:
    for folder, raw in mails:
        account.put(folder, raw)


Look = Callable[..., tuple[int, str]]


@pytest.fixture
def look(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Look:
    def call(account: Account, *command: str) -> tuple[int, str]:
        monkeypatch.setenv("WELLKEEPER_PASSWORD", account.server.password)
        capsys.readouterr()
        code = run(("--config", str(account.configure()), "--at", "2026-11-24T10:05", *command))
        return code, capsys.readouterr().out

    return call


def test_sent_mail_that_leaves_no_copies_is_silence(account: Account, look: Look) -> None:
    put(account, [*kept(), *lost(), question()])
    report = account.once()
    assert report.agenda is not None and report.agenda.silence is not None
    assert "leaves no copy since 25 October 2026: 4 people" in report.agenda.silence.why
    assert report.written == () or report.written == []
    code, text = look(account, "status")
    assert code == 1 and "leaves no copy" in text and "[mailbox.folders] sent" in text
    code, text = look(account, "status", "--json")
    (stale,) = json.loads(text)["sent_stale"]
    assert code == 1 and stale["since"].startswith("2026-10-25") and stale["people"] == 4
    said = json.loads(look(account, "gaps", "--all", "--json")[1])
    assert said["gaps"] == [] and "no copy" in said["silence"]["why"]


def test_copies_that_come_again_end_it(account: Account, look: Look) -> None:
    put(account, [*kept(), *lost(), question()])
    account.once()
    account.put("Sent", sent(70, PEOPLE[1], 1, "Copies are kept again"))
    report = account.once(5)
    assert report.agenda is not None and report.agenda.silence is None
    assert [
        one["subject"] for one in json.loads(look(account, "gaps", "--all", "--json")[1])["gaps"]
    ]


def holiday() -> list[Mail]:
    """Away for a month: slow answers to what was sent before, and questions."""
    found: list[Mail] = []
    for number, one in enumerate(PEOPLE[:4], 2):
        found.append(("Sent", sent(number, one, LAST_COPY + 1, f"Boat {number}")))
        found.append(("INBOX", answered(number, one, 12.0 - number, f"Boat {number}")))
    return [*kept(), *found]


def answering_machine() -> list[Mail]:
    """Away, and a machine says so without copies: people write, and answer what it says."""
    wrote = [
        ("INBOX", letter(80 + number, one, OWN, days_ago=13, subject=f"Boat {number}"))
        for number, one in enumerate(PEOPLE[:4], 2)
    ]
    return [*kept(), *wrote, *lost()]


def deleted() -> list[Mail]:
    """Of what was answered nothing is left; what nobody has answered yet is."""
    left = [
        ("Sent", sent(700 + number, one, LAST_COPY + 1, f"Roof {number}"))
        for number, one in enumerate(PEOPLE)
    ]
    return [*(mail for mail in kept() if mail[0] == "INBOX"), *left, *lost()]


NO_ALARM = {
    "on holiday": holiday,
    "a machine answers": answering_machine,
    "what was sent before is deleted": deleted,
    "to others too": lambda: [*kept(), *lost(to=f"{OWN}, zoe@else.example")],
    "mail of somebody else": lambda: [*kept(), *lost(domain="else.example")],
    "no answers but new mail": lambda: [
        *kept(),
        *(("INBOX", letter(90 + n, one, OWN, days_ago=9 - n)) for n, one in enumerate(PEOPLE)),
    ],
    "two people": lambda: [*kept(), *lost()[:2]],
    "one circular": lambda: [
        *kept(),
        *(("INBOX", answered(n, one, 9, "Our news")) for n, one in enumerate(PEOPLE, 2)),
    ],
    "strangers": lambda: [
        *kept(),
        *(("INBOX", answered(n, f"A{n} <a{n}@far{n}.example>", 9, f"Offer {n}"))
          for n in range(2, 8)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", NO_ALARM)
def test_no_alarm(account: Account, look: Look, case: str) -> None:
    put(account, [*NO_ALARM[case](), question()])
    report = account.once()
    assert report.agenda is not None and report.agenda.silence is None
    assert json.loads(look(account, "status", "--json")[1])["sent_stale"] == []
    said = json.loads(look(account, "gaps", "--all", "--json")[1])
    assert "Drawings" in [one["subject"] for one in said["gaps"]]


def test_of_two_mailboxes_the_other_still_speaks(
    dovecot: Dovecot, account: Account, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = dovecot.user().user
    put(account, [*kept(), *lost(), question()])
    zoe = "Zoe <zoe@zoes.example>"
    second = dataclasses.replace(account, user=other)
    for number, back in enumerate((80.0, 50.0, 20.0, 2.0), 500):
        second.put("Sent", sent(number, zoe, back, f"Boat {number}"))
        second.put("INBOX", answered(number, zoe, back - 1, f"Boat {number}"))
    words = "Can you send me the list of guests by Friday?"
    second.put("INBOX", letter(600, zoe, OWN, days_ago=0.6, subject="Guests", words=words))
    for name in ("WORK", "HOME"):
        monkeypatch.setenv(f"WELLKEEPER_PASSWORD_{name}", account.server.password)
    text = account.configure().read_text("utf-8")
    box = text[text.index("[mailbox]") : text.index("[store]")]
    both = (
        box.replace("[mailbox]", '[[mailbox]]\nname = "work"')
        + box.replace("[mailbox]", '[[mailbox]]\nname = "home"').replace(account.user, other)
    )  # fmt: skip
    whole = text.replace(box, both)

    class Two(Account):
        def configure(self, port: int = 0) -> Path:
            file = self.folder / "config.toml"
            file.write_text(whole, "utf-8")
            return file

        def config(self, port: int = 0) -> Config:
            return load_config(self.configure(port), os.environ)

    pair = Two(dovecot, account.user, account.folder)
    report = pair.once()
    assert report.agenda is not None and report.agenda.silence is None
    code, said = look(pair, "status", "--json")
    (stale,) = json.loads(said)["sent_stale"]
    assert code == 1 and stale["mailbox"] == "work" and "work" in look(pair, "status")[1]
    gaps = json.loads(look(pair, "gaps", "--all", "--json")[1])["gaps"]
    assert [one["subject"] for one in gaps] == ["Guests"]
    assert {one.suggestion.person.name for one in report.written} <= {"Zoe"}
