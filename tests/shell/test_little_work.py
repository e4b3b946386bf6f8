"""What is not done: new mail must not make everybody be thought about again, nor a call for help
load what it does not need.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys

from mailroom import ROOT, Account, letter

NORA = "Nora Lindqvist <nora@lindqvist.example>"
NAMES = ("Ann", "Ben", "Carla", "David", "Elif", "Femke", "Goran", "Hana", "Ivan", "Jonas")
#: Each takes more than the time that help may.
HEAVY = (
    "imapclient", "peewee", "jinja2", "apscheduler", "nameparser", "phonenumbers", "icalendar",
    "selectolax", "holidays", "publicsuffixlist",
)  # fmt: skip
WATCH = """
CREATE TABLE changed (what TEXT, number INTEGER);
CREATE TRIGGER watch_person AFTER UPDATE ON person
    BEGIN INSERT INTO changed VALUES ('person', new.id); END;
CREATE TRIGGER watch_thread AFTER UPDATE ON thread
    BEGIN INSERT INTO changed VALUES ('thread', new.id); END;
CREATE TRIGGER watch_touch AFTER INSERT ON touch
    BEGIN INSERT INTO changed VALUES ('touch', new.id); END;
CREATE TRIGGER watch_message AFTER UPDATE ON message
    BEGIN INSERT INTO changed VALUES ('message', new.id); END;
"""


def test_new_mail_concerns_only_its_own_people_and_thread(account: Account) -> None:
    people = [f"{name} Lee <{name.lower()}@{name.lower()}.example>" for name in NAMES]
    for number, who in enumerate(people):
        account.put("INBOX", letter(number * 10 + 1, who, NORA, subject=f"In {number}"))
        account.put("Sent", letter(number * 10 + 2, NORA, who, subject=f"Out {number}"))
    account.once()
    assert account.sql("SELECT count(*) FROM person") == [(len(people),)]
    with sqlite3.connect(account.store) as database:
        database.executescript(WATCH)
    database.close()
    account.put("INBOX", letter(990, people[3], NORA, subject="Something new"))
    account.once(minutes=5)
    ((person, thread, message),) = account.sql(
        "SELECT a.person_id, m.thread_id, m.id FROM message m JOIN address a "
        "ON a.id = m.sender_id WHERE m.subject = 'Something new'"
    )
    changed = set(account.sql("SELECT what, number FROM changed WHERE what <> 'touch'"))
    assert changed == {("person", person), ("thread", thread), ("message", message)}
    assert len(account.sql("SELECT 1 FROM changed WHERE what = 'touch'")) == 1


def test_a_pass_with_nothing_new_infers_nothing(account: Account) -> None:
    account.put("INBOX", letter(1, "Ann Lee <ann@acme.example>", NORA))
    account.put("Sent", letter(2, NORA, "Ann Lee <ann@acme.example>"))
    account.once()
    with sqlite3.connect(account.store) as database:
        database.executescript(WATCH)
    database.close()
    report = account.once(minutes=5)
    assert report.understood.inferred == report.understood.threads == report.understood.read == 0
    assert account.sql("SELECT * FROM changed") == []


def test_help_loads_none_of_the_large_libraries() -> None:
    code = (
        "import os, sys, runpy\nos._exit = sys.exit\nsys.argv = ['wellkeeper', '--help']\n"
        "try:\n    runpy.run_module('daemon', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code\n"
        f"print('LOADED', [one for one in {HEAVY!r} if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "Usage" in done.stdout and done.stdout.rstrip().endswith("LOADED []")
