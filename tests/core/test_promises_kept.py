"""What becomes of promises: open, due, kept, lapsed or dismissed."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from daemon.core.detectors import deliveries, promises
from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.core.promise_keeping import LaterMail, PromiseMade, Promiser
from daemon.core.promises import (
    Promise,
    PromiseState,
    infer_promise,
    infer_promises,
    promises_made,
)
from daemon.demo.sample import build_sample
from daemon.demo.truth import expected
from daemon.demo.world import OWNER

#: A Wednesday.
AT = datetime(2026, 11, 25, 10, tzinfo=UTC)


def made(act: str = "send", due: date | None = None, **more: object) -> PromiseMade:
    value = {"what": "send you the checklist", "act": act}
    if due:
        value["due"] = due.isoformat()
    (one,) = promises_made(
        [Finding("closer"), Finding("promise", "I'll send you the checklist", json.dumps(value))],
        outgoing=True, person_ref="p1", at=AT, message_ref="m1", message_id="1@a", thread="t1",
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def later(*found: Finding, days: float = 2, **more: object) -> LaterMail:
    mail = LaterMail("owner", AT + timedelta(days=days), "m2", "2@a", "t1", "Hi", found)
    return replace(mail, **more)  # type: ignore[arg-type]


def state(one: PromiseMade, *mails: LaterMail, days: float = 3, known: float | None = None) -> str:
    return became(one, *mails, days=days, known=known).state.value


def became(
    one: PromiseMade, *mails: LaterMail, days: float = 3, known: float | None = None
) -> Promise:
    now = AT + timedelta(days=days)
    return infer_promise(one, mails, now, AT + timedelta(days=days if known is None else known))


FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("days", "result"), [(1, "open"), (2, "due"), (10, "due"), (44, "due"), (45, "lapsed")]
)
def test_a_promise_with_a_day(days: int, result: str) -> None:
    assert state(made(due=FRIDAY), days=days) == result


@pytest.mark.parametrize(
    ("act", "due_after", "lapses_after"),
    [("reply", 7, 35), ("call", 7, 14), ("send", 10, 52), ("introduce", 14, 56), ("other", 14, 42)],
)
def test_a_promise_without_a_day(act: str, due_after: int, lapses_after: int) -> None:
    assert state(made(act), days=due_after - 1) == "open"
    assert state(made(act), days=due_after) == "due"
    assert state(made(act), days=lapses_after) == "due"
    assert state(made(act), days=lapses_after + 1) == "lapsed"


def test_nothing_is_due_beyond_what_is_known() -> None:
    assert state(made(due=FRIDAY), days=5, known=1) == "open"
    assert state(made(due=FRIDAY), days=5, known=2) == "due"
    one = infer_promise(made(due=FRIDAY), (), AT + timedelta(days=5), None)
    assert one.state is PromiseState.OPEN


@pytest.mark.parametrize(
    ("value", "how"),
    [
        ("attachment", "sent as an attachment"),
        ("link", "sent as a link"),
        ("words", "sent"),
        ("promised", "sent as promised"),
    ],
)
def test_sent_in_the_same_thread(value: str, how: str) -> None:
    one = became(made(), later(Finding("delivers", "", value)))
    assert (one.state, one.kept_by, one.kept_how) == (PromiseState.KEPT, "m2", how)
    assert [found.message_ref for found in one.evidence] == ["m1", "m2"]


def test_elsewhere_it_must_be_about_the_same() -> None:
    found = Finding("delivers", "", "attachment")
    assert state(made(), later(found, thread="t2")) == "open"
    assert state(made(), later(found, thread="t2", subject="Checklist")) == "kept"
    said = Finding("delivers", "Here are the checklists.", "words")
    assert state(made(), later(said, thread="t2")) == "kept"


def test_only_later_mail_of_the_same_side_keeps_it() -> None:
    found = Finding("delivers", "", "attachment")
    assert state(made(), later(found, days=-1)) == "open"
    assert state(made(), later(found, days=0)) == "open"
    assert state(made(), later(found, by="person")) == "open"
    assert state(made(), later(found, message_ref="m1")) == "open"
    assert state(made(), later(Finding("receives", "Got it"), by="person")) == "kept"


def test_a_late_delivery_still_keeps_it() -> None:
    found = Finding("delivers", "", "attachment")
    assert state(made(due=FRIDAY), later(found, days=90), days=91) == "kept"


def test_calls_introductions_answers_and_work() -> None:
    assert state(made("call"), later()) == "open"
    assert state(made("call"), later(met=True, thread="t2", by="person")) == "kept"
    intro = Finding("delivers", "Ann, meet Bo", "introduction")
    assert state(made("introduce"), later(intro, thread="t2")) == "kept"
    assert state(made("introduce"), later(introduced=True, thread="t2")) == "kept"
    assert state(made("introduce"), later(Finding("delivers", "", "link"))) == "open"
    assert state(made("reply"), later(Finding("ask", "Is it so?"))) == "kept"
    assert state(made("reply"), later(Finding("closer", "Thanks"))) == "open"
    assert state(made("reply"), later(Finding("promise", "I'll come back"))) == "open"
    assert state(made("reply"), later(Finding("ask"), thread="t2")) == "open"
    assert state(made("other"), later(Finding("delivers", "I've fixed it", "done"))) == "kept"
    assert state(made("other"), later(Finding("delivers", "x", "link"))) == "open"


def test_the_owner_has_the_last_word() -> None:
    one, kept = made(), later(Finding("delivers", "", "attachment"))
    now = AT + timedelta(days=3)
    (found,) = infer_promises([one], [kept], now, now, dismissed={one.ref})
    assert (found.state, found.ref) == (PromiseState.DISMISSED, "promise:m1:0")


def test_promised_again_replaces_the_first() -> None:
    again = made(made_at=AT + timedelta(days=4), message_ref="m4")
    other = replace(again, what="send you the floor plan")
    now = AT + timedelta(days=5)
    first, second = infer_promises([again, made()], (), now, now)
    assert (first.state.value, second.state.value) == ("lapsed", "open")
    first, second = infer_promises([other, made()], (), now, now)
    assert (first.state.value, second.state.value) == ("open", "open")


@pytest.mark.parametrize("value", ["", "{}", "[]", "null", '{"what": 1, "act": "sing"}', '{"a'])
def test_values_that_cannot_be_read_are_left_out(value: str) -> None:
    found = [Finding("promise", "x", value)]
    assert not promises_made(found, outgoing=True, person_ref="p1", at=AT, message_ref="m1")


@pytest.mark.parametrize("day", range(7))
def test_the_sample_mailbox(day: int) -> None:
    """The promises that a careful reader finds in it are found, and kept where they were kept."""
    now = datetime(2026, 3, 2, 7, 30, tzinfo=UTC) + timedelta(days=day, hours=2 * day)
    made_with: dict[str, list[PromiseMade]] = defaultdict(list)
    mails_with: dict[str, list[LaterMail]] = defaultdict(list)
    for number, sample in enumerate(build_sample(now)):
        header, _, text = sample.raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        headers = parse_headers(header)
        if headers.sender is None or headers.date is None or not headers.to:
            continue
        outgoing = headers.sender.email in OWNER.addresses
        other = headers.to[0].email if outgoing else headers.sender.email
        body = parse_body(header, text, headers.sender.name)
        message = ReadMessage(
            headers.subject, body.new_text, outgoing, at=headers.date,
            has_attachment=body.has_attachment, kind=classify_message(headers)[0],
        )  # fmt: skip
        found = promises.detect(message) + deliveries.detect(message)
        thread = (headers.references or (headers.message_id,))[0]
        made_with[other].extend(
            promises_made(
                found, outgoing=outgoing, person_ref=other, at=headers.date,
                message_ref=f"m{number}", thread=thread,
            )
        )  # fmt: skip
        side: Promiser = "owner" if outgoing else "person"
        mails_with[other].append(
            LaterMail(side, headers.date, f"m{number}", "", thread, headers.subject, found)
        )
    for pledge in expected(now).promises:
        inferred = infer_promises(made_with[pledge.address], mails_with[pledge.address], now, now)
        (one,) = [each for each in inferred if pledge.words in each.quote]
        assert (one.made_by, one.act) == (pledge.by, "send")
        assert one.state is (PromiseState.KEPT if pledge.kept else PromiseState.DUE), one
