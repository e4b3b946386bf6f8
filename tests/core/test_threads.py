"""Joining by subject: only what says Re:, has no references, and shares people within 30 days."""

from __future__ import annotations

import pytest
from spent import assert_no_square

from daemon.core.threads import WINDOW_SECONDS, SubjectMessage, link_by_subject

DAY = 86400
OWNER, ANN, BOB, EVE = 0, 1, 2, 3


def mail(
    number: int, day: float, sender: int, *to: int, re: bool = True, refs: bool = False
) -> SubjectMessage:
    """A mail in a thread of its own: thread 10 holds mail 1, and so on."""
    people = frozenset({sender, *to})
    return SubjectMessage(number, number * 10, int(day * DAY), sender, people, re, refs)


FIRST = mail(1, 0, ANN, OWNER, re=False)
CASES = {
    "an answer": ([FIRST, mail(2, 1, OWNER, ANN)], [(20, 10)]),
    "an answer on the thirtieth day": ([FIRST, mail(2, 30, OWNER, ANN)], [(20, 10)]),
    "an answer a second after the window": ([FIRST, mail(2, 30 + 1 / DAY, OWNER, ANN)], []),
    "the same second": ([FIRST, mail(2, 0, OWNER, ANN)], [(20, 10)]),
    "without Re: it is a new matter": ([FIRST, mail(2, 1, OWNER, ANN, re=False)], []),
    "references rule, a subject joins nothing": ([FIRST, mail(2, 1, OWNER, ANN, refs=True)], []),
    "an answer to a mail with references": (
        [mail(1, 0, ANN, OWNER, re=False, refs=True), mail(2, 1, OWNER, ANN)],
        [(20, 10)],
    ),
    "an answer to somebody else": ([FIRST, mail(2, 1, OWNER, BOB)], []),
    "an answer by a stranger": ([FIRST, mail(2, 1, EVE, ANN)], []),
    "an answer by one in copy": ([mail(1, 0, ANN, OWNER, BOB, re=False), mail(2, 1, BOB, ANN)],
                                 [(20, 10)]),
    "a second word of the same sender": ([FIRST, mail(2, 1, ANN, OWNER)], [(20, 10)]),
    "a second word to other people": ([FIRST, mail(2, 1, ANN, BOB)], []),
    "the other's mail before one's own": (
        [FIRST, mail(2, 1, OWNER, ANN, re=False), mail(3, 2, OWNER, ANN)],
        [(30, 10)],
    ),
    "the latest mail that it can answer": (
        [FIRST, mail(2, 5, ANN, OWNER, re=False), mail(3, 6, OWNER, ANN)],
        [(30, 20)],
    ),
    "a subject used again after a year": (
        [FIRST, mail(2, 1, OWNER, ANN),
         mail(3, 366, ANN, OWNER, re=False), mail(4, 367, OWNER, ANN)],
        [(20, 10), (40, 30)],
    ),
    "a chain of 25-day pauses": (
        [FIRST, mail(2, 25, OWNER, ANN), mail(3, 50, ANN, OWNER)],
        [(20, 10), (30, 20)],
    ),
    "a note to oneself": ([mail(1, 0, OWNER, OWNER, re=False), mail(2, 1, OWNER, OWNER)], []),
    "nothing": ([], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_links(name: str) -> None:
    messages, links = CASES[name]
    assert link_by_subject(messages) == links
    assert link_by_subject(messages[::-1]) == links, "the order of reading does not matter"


def test_the_window_is_thirty_days() -> None:
    assert WINDOW_SECONDS == 30 * DAY


def test_ten_thousand_mails_of_one_subject_cost_no_square() -> None:
    """A stranger who sends `Re: hello` all day long must not stop a pass."""
    messages = [mail(n, n / 1000, EVE, EVE) for n in range(1, 10_001)]

    def link(count: int) -> None:
        assert link_by_subject(messages[:count]) == []

    assert_no_square(link, 2_500)
