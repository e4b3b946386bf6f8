"""When the quoted mail was written, in the heads that clients write; and linking by that time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from spent import assert_no_square

from daemon.core.parse.quoted_head import read_quoted_moment
from daemon.core.threads import SubjectMessage, find_parents, link_by_subject

MOMENT = datetime(2026, 5, 21, 13, 45, tzinfo=UTC)
AT = int(MOMENT.timestamp())
OWNER, ANN, BOB, EVE, LIST = 0, 1, 2, 3, 9

HEADS = {
    "Outlook": "Fine.\n\n-----Original Message-----\nFrom: Weber, Ann\n"
    "Sent: Thursday, May 21, 2026 1:45 PM\nTo: Kim Holt\nSubject: Lease\n\nReady?",
    "German Outlook": "Passt.\n\nVon: Ann Weber <ann@example.org>\n"
    "Gesendet: Donnerstag, 21. Mai 2026 13:45\nAn: Kim Holt\nBetreff: Miete\n\nFertig?",
    "a bare clock": "Fine.\n\nFrom: Ann\nDate: 21 May 2026 13:45\nTo: Kim\nSubject: Lease\n\nSo?",
    "Lotus Notes": "Fine.\n\n\nAnn Weber\n05/21/2026 01:45 PM\nTo: Kim Holt/HOU/EX@EX\ncc: \n"
    "Subject: Lease\n\nReady?",
    "an introduction": "Fine.\n\nOn Thu, 21 May 2026 at 13:45, Ann Weber <ann@example.org> wrote:\n"
    "> Ready?\n",
    "its zone": "Fine.\n\nOn Thu, 21 May 2026 15:45:00 +0200, Ann Weber wrote:\n> Ready?\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_moments(name: str) -> None:
    assert read_quoted_moment(HEADS[name]) == MOMENT


@pytest.mark.parametrize(
    "text",
    ["", "Fine.", "See you on 21 May 2026 13:45.", "Date: 99/99/2026 77:99 PM", "> Ready?\n"],
)
def test_no_moment(text: str) -> None:
    assert read_quoted_moment(text) is None


def test_a_long_text_costs_no_square() -> None:
    assert_no_square(
        lambda count: read_quoted_moment("On 5/21/2026 01:45 PM\nFrom: a\n" * count), 500
    )


def mail(number: int, at: int, sender: int, *to: int, re: bool = False) -> SubjectMessage:
    return SubjectMessage(
        number, number * 10, at, sender, frozenset({sender, *to}), re, False, frozenset(to)
    )


def test_the_quoted_mail_comes_before_the_latest() -> None:
    quoted, later = mail(1, AT + 20, ANN, OWNER), mail(2, AT + 600, ANN, OWNER)
    reply = mail(3, AT + 900, OWNER, ANN, re=True)
    assert link_by_subject([quoted, later, reply]) == [(30, 20)]
    reply = replace(reply, quoted_at=AT)
    assert link_by_subject([quoted, later, reply]) == [(30, 10)]


@pytest.mark.parametrize("zone", [-8 * 3600, 5 * 3600 + 1800, 5 * 3600 + 2700])
def test_a_quoted_time_may_be_of_another_zone(zone: int) -> None:
    quoted, later = mail(1, AT, ANN, OWNER), mail(2, AT + 400, ANN, OWNER)
    reply = replace(mail(3, AT + 900, OWNER, ANN, re=True), quoted_at=AT + zone)
    assert link_by_subject([quoted, later, reply]) == [(30, 10)]


def test_a_quoted_time_reaches_over_the_window() -> None:
    quoted = mail(1, AT, ANN, OWNER)
    reply = replace(mail(2, AT + 300 * 86400, OWNER, ANN, re=True), quoted_at=AT)
    assert link_by_subject([quoted, reply]) == [(20, 10)]
    assert link_by_subject([quoted, replace(reply, quoted_at=None)]) == []


def test_to_all_again_answers_ones_own() -> None:
    own = mail(1, AT, OWNER, ANN, BOB)
    answer = mail(2, AT + 60, ANN, OWNER, re=True)
    again = mail(3, AT + 120, OWNER, OWNER, ANN, BOB, re=True)
    assert [(one.id, two.id) for one, two in find_parents([own, answer, again])] == [(2, 1), (3, 1)]


def test_a_list_is_one_conversation_and_the_owner_is_no_list() -> None:
    first, other = mail(1, AT, ANN, LIST), mail(2, AT + 60, BOB, LIST, re=True)
    assert link_by_subject([first, other]) == [(20, 10)]
    first, other = mail(1, AT, ANN, OWNER), mail(2, AT + 60, EVE, OWNER, re=True)
    assert link_by_subject([first, other]) == []


def test_without_a_subject_only_a_prompt_answer_is_linked() -> None:
    first = mail(1, AT, ANN, OWNER)
    prompt, late = (
        mail(2, AT + 86400, OWNER, ANN, re=True),
        mail(2, AT + 5 * 86400, OWNER, ANN, re=True),
    )
    assert link_by_subject([first, prompt], bare=True) == [(20, 10)]
    assert link_by_subject([first, late], bare=True) == []
    assert link_by_subject([first, late]) == [(20, 10)]
