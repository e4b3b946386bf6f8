"""Thirty people who have written with the owner both ways, and the question of each in turn."""

from __future__ import annotations

from datetime import timedelta

from bench.faults.room import NOW, Torn, letter

PEOPLE = 30
OWNER = "Nora Lindqvist <nora@lindqvist.example>"
_FIRST = ("Anna", "Bert", "Carla", "David", "Emma", "Frank", "Greta", "Hugo", "Irene", "Jan")
_LAST = ("Adler", "Bakker", "Conti")
_WORDS = "Hi Nora,\r\n\r\nCould you send me the figures by Friday?\r\n\r\nThanks"


def person(number: int) -> str:
    """Name and address of the person with this number."""
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST)]
    return f"{first} {last} <{first.lower()}@{last.lower()}{number}.example>"


def know_each_other(account: Torn) -> None:
    """Three letters of the owner to each, with their answers, over half a year."""
    for number in range(PEOPLE):
        who = person(number)
        for turn, days in enumerate((200, 140, 80)):
            mid = 1000 + 10 * number + 2 * turn
            account.put("Sent", letter(mid, OWNER, who, days_ago=days))
            answer = f"In-Reply-To: <{mid}@letters.example>\r\n"
            account.put("INBOX", letter(mid + 1, who, OWNER, days_ago=days - 1, more=answer))


def ask(account: Torn, number: int, days_ago: float) -> None:
    """The question of this person arrives, so old already."""
    raw = letter(5000 + number, person(number), OWNER, days_ago=days_ago, subject="Figures",
                 words=_WORDS)  # fmt: skip
    account.put("INBOX", raw, at=NOW - timedelta(days_ago))
