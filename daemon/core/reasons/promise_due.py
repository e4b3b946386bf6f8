"""The owner said that they would do something for this person, the day has come, and nothing shows
that it was done: time to follow through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from daemon.core.durations import days_in_words
from daemon.core.exchange import contacts_since, is_colleague
from daemon.core.model import Circle, Owner, Relationship, Suggestion
from daemon.core.parse.late import late_pattern
from daemon.core.promise_keeping import Act, PromiseMade
from daemon.core.promises import Promise
from daemon.core.worktime import zone_of

KIND = "promise_due"
_CLOSENESS = {Circle.INNER: 12.0, Circle.CLOSE: 10.0, Circle.REGULAR: 6.0, Circle.WIDE: 0.0}
_MAX_WHAT = 90
#: What hangs on something else may never have become due.
_DEPENDS = late_pattern(
    r"\b(?:(?:let|tell) me|if|unless|once|as soon as|"
    r"as (?:we|i|they|you) (?:have|get|receive|hear|find)|"
    r"when(?:ever)? (?:you|we|they|i)|falls|sobald|wenn|dès que|si|en cuanto|cuando)\b",
    re.IGNORECASE,
)
#: Something is missing behind it ("chat with"), or before it ("check with him").
_DANGLES = late_pattern(
    r"\b(?:with|to|about|for|on|in|of|at|from|by|and|or|the|an?)$|\b(?:him|her|he|she|them|they)\b",
    re.IGNORECASE,
)
#: Days after the due day in which a word is still natural; what nobody has asked for by then was
#: done, or is not missed.
_FRESH_DAYS = {"send": 14, "introduce": 21, "reply": 10, "call": 4, "other": 10}
#: So many days after its day nothing is said of any promise.
LAPSES_AFTER_DAYS = max(_FRESH_DAYS.values())
#: Meant for the reader: "I will check it for you"; what else one does is one's own business.
_FOR_THEM = late_pattern(
    r"\b(?:you|your|yours|u|dir|dich|dein\w*|euch|ihnen|ihre?[nmrs]?|sie|te|toi|ton|ta|tes|vous|"
    r"votre|vos|ti|tu|tus|le|usted|su|sus)\b|\b[st]['’]",
    re.IGNORECASE,
)
#: "to Global Counterparty", "an Herrn Weber": it goes to somebody else.
_TO_ANOTHER = late_pattern(r"\b(?:to|an|à|a) (?!(?:you|dich|Sie|vous|ti|usted)\b)(?:the )?[A-Z]\w+")
#: At the end of what one does first: "check after lunch and call you". Mail cannot show whether it
#: was done.
_THEN_CALLS = late_pattern(
    r"\b(?:and|then) (?:then )?(?:(?:call|ring|phone) (?:you|u)(?: back)?|"
    r"give (?:you|u) an?(?:other)? (?:call|ring|shout|buzz))$",
    re.IGNORECASE,
)
#: "I am sending it": no words that can stand after "I said that I would".
_GERUND = late_pattern(r"^(?!(?:bring|string|swing|sing|ring|ping)\b)[a-z-]+ing\b")
#: Said to take leave, not to bind oneself.
_FORMULA = late_pattern(
    r"^(?:be|keep|stay|get) in touch|^keep \w+ (?:posted|updated|informed)|^touch base|"
    r"^let you know\b(?! (?:about|if|whether|when|what|by|on)\b)|^(?:talk|chat|see)\b",
    re.IGNORECASE,
)


def suggest(relationship: Relationship, owner: Owner, now: datetime) -> Suggestion | None:
    """The promise of the owner that is due, the latest made where there are several."""
    standing = relationship.standing
    # Colleagues are told face to face; of their promises by mail few are waited for.
    if standing is None or is_colleague(relationship.person, owner):
        return None
    certain = [
        one for one in standing.promises if binds(one) and _is_open(one, relationship, owner, now)
    ]
    if not certain:
        return None
    promise = max(certain, key=lambda one: (one.made_at, one.ref))
    due_at, over_at = times_of(promise.act, promise.due_by, owner)
    person = relationship.person
    days = max(0.0, (now - due_at) / timedelta(days=1))
    number = promise.ref.rpartition(":")[2]
    when = "today" if days < 1 else f"{days_in_words(days)} ago"
    return Suggestion(
        kind=KIND,
        person=person,
        reason=f"{_said(promise)}, and it was due {when}",
        act="Do it, or name the day on which it comes",
        occasion=f"promise:{promise.message_id or promise.message_ref}:{number}",
        score=62.0 + min(8.0, days) + _CLOSENESS[person.circle],
        evidence=promise.evidence,
        reply_to=promise.message_ref,
        quotes=False,
        expires_at=over_at,
        address=person.addresses[0] if person.addresses else "",
        last_mail=promise.made_at,
        question=promise.quote,
        is_late=days >= 3,
        language=relationship.language,
        detail=_fit(promise),
        # A mail to them after the day may have kept it in words that nobody can tell.
        since=due_at,
    )


def times_of(act: Act, due_by: date, owner: Owner) -> tuple[datetime, datetime]:
    """When the day comes, and when a word about it is natural no more: a draft ends then, too."""
    due_at = datetime.combine(due_by, time(), zone_of(owner))
    return due_at, due_at + timedelta(days=_FRESH_DAYS[act])


def is_in_time(act: Act, due_by: date, today: date) -> bool:
    """Whether the owner's day lies between these two times."""
    return 0 <= (today - due_by).days < _FRESH_DAYS[act]


def binds(promise: Promise | PromiseMade) -> bool:
    """Whether it is a commitment to the reader, about something that they can be given."""
    if _DEPENDS.search(promise.quote) or _FORMULA.search(promise.what):
        return False
    if promise.act in ("reply", "call") or _THEN_CALLS.search(promise.what):
        # "I will get back to you" binds where a day was named; else one does it or does not.
        return promise.due is not None
    if promise.act == "send" and _TO_ANOTHER.search(promise.what):
        return False
    return promise.act != "other" or _FOR_THEM.search(promise.quote) is not None


def _is_open(promise: Promise, relationship: Relationship, owner: Owner, now: datetime) -> bool:
    """Whether a word about it is still in its time: not long past, and not overtaken by talk."""
    due_at, over_at = times_of(promise.act, promise.due_by, owner)
    if now >= over_at:
        return False
    # Who writes about other things after the day has what they wanted, or would ask for it.
    _, theirs = contacts_since(relationship.exchange, due_at)
    if theirs:
        return False
    known = relationship.exchange
    return known is None or not firm_went_on(known.firm_at, due_at)


def firm_went_on(firm_at: Iterable[datetime], due_at: datetime) -> bool:
    """Whether their firm has written since the day: then somebody there has it, or would ask."""
    return any(at > due_at for at in firm_at)


def _said(promise: Promise) -> str:
    if _GERUND.match(promise.what):
        return f"you wrote “{promise.quote.rstrip(' .!')}”"
    return f"you promised to “{promise.what}”"


def _fit(promise: Promise) -> str:
    """What was promised, where it can stand after "I said that I would": all of it, or of "check
    with him and let you know" the part that needs no other words; else "".
    """
    what = promise.what.strip()
    if _DANGLES.search(what):
        what = what.rpartition(" and ")[2]
    if _DANGLES.search(what):
        return ""
    if _GERUND.match(what):
        return ""
    odd = any(mark in what for mark in '"“”()[]<>;:?!…')
    whole = what[:1].islower() and len(what.split()) >= 2 and len(what) <= _MAX_WHAT
    return what if whole and not odd else ""
