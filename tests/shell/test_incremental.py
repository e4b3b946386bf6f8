"""After new mail only the people, addresses and threads that it concerns are worked on."""

from __future__ import annotations

from pathlib import Path

from mailroom import Account, letter

NORA = "Nora Lindqvist <nora@lindqvist.example>"
#: Whatever is written to these is counted, by the store itself.
WATCHED = ("person", "address", "thread", "gap", "touch", "message")


def watch(account: Account) -> None:
    account.sql("CREATE TABLE watched (name TEXT, id INTEGER)")
    for name in WATCHED:
        for what, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            account.sql(
                f"CREATE TRIGGER {what.lower()}_{name} AFTER {what} ON {name} "
                f"BEGIN INSERT INTO watched VALUES ('{name}', {row}.rowid); END"
            )


def written(account: Account) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {name: set() for name in WATCHED}
    for name, number in account.sql("SELECT name, id FROM watched"):
        found[name].add(number)
    return found


def test_one_mail_concerns_one_person_and_one_thread(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=0)
    account.once(1)
    ((email, address, person),) = account.sql(
        "SELECT email, id, person_id FROM address WHERE person_id IS NOT NULL AND is_owner = 0 "
        "ORDER BY id LIMIT 1"
    )
    ((known,),) = account.sql("SELECT count(*) FROM person")
    assert known > 20
    watch(account)
    account.put("INBOX", letter(1, f"<{email}>", NORA, days_ago=0, words="Could you call me?"))
    assert account.once(2).counts()["new"] == 1
    touched = written(account)
    ((thread, message),) = account.sql("SELECT thread_id, max(id) FROM message")
    assert touched["message"] == {message}
    assert touched["person"] == {person}
    assert touched["thread"] == {thread}
    assert touched["address"] <= {address}
    assert len(touched["touch"]) == 1


def test_nothing_new_concerns_nobody(sample: Account, tmp_path: Path) -> None:
    account = sample.copy(tmp_path / "a", drafts_per_day=0)
    account.once(1)
    watch(account)
    account.once(2)
    assert not any(written(account).values())
