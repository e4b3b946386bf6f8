"""What the detectors find in the words of mails, in lots: those of a first pass, or after the
detectors have changed, take longer to read than the mailbox to scan.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, tzinfo

from daemon.core.detectors import all_detectors
from daemon.core.detectors.bounces import may_report
from daemon.core.mail import RawText
from daemon.core.model import Finding, Owner, ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.worktime import zone_of
from daemon.errors import MailboxError
from daemon.jobs.beside import Hands, Lot
from daemon.store.reading import Reading, UnreadMessage

log = logging.getLogger(__name__)

#: A mail, and its words as they lie on the server.
Mail = tuple[UnreadMessage, RawText]
ReadingHands = Hands[Sequence[Mail]]

#: From so many mails on a second process is worth its start: each takes a millisecond or two.
MUCH = 400
#: So many mails are a lot, and so many lots the second process may have in hand: it has work while
#: we fetch and write, and we are not long without when it has the last ones.
LOT, PLACES = 20, 4
#: So many lots that we read may wait for those that it has in hand: every other one.
HERE = PLACES + 1
#: What others write to each other concerns the owner only where they are introduced in it.
_OF_COPIES = frozenset(("introductions",))


class Words:
    """What is done to a lot; see Trade."""

    def __init__(self, owner: Owner) -> None:
        self._names = owner_names(owner)
        self._country = owner.country
        self._zone = zone_of(owner)

    def pack(self, given: Sequence[Mail]) -> bytes:
        """See Trade."""
        return pickle.dumps(given)

    def unpack(self, packed: memoryview) -> Sequence[Mail]:
        """See Trade."""
        mails: Sequence[Mail] = pickle.loads(packed)  # noqa: S301 - by ourselves
        return mails

    def work(self, given: Sequence[Mail]) -> bytes:
        """See Trade."""
        return pickle.dumps(
            [read_words(*one, self._names, self._country, self._zone) for one in given]
        )


@contextmanager
def begin_reading(owner: Owner) -> Iterator[ReadingHands]:
    """For `read_all`, before the first mail."""
    with closing(ReadingHands(Words(owner), MUCH, PLACES, HERE)) as hands:
        yield hands


def read_all(mails: Iterable[Mail], hands: ReadingHands) -> Iterator[Reading]:
    """What is found in each, in their order. A MailboxError is raised when all that came before it
    is read.
    """
    done: list[Reading] = []
    lot: list[Mail] = []
    error: MailboxError | None = None

    def take(one: Lot[Sequence[Mail]]) -> None:
        assert one.found is not None
        readings: list[Reading] = pickle.loads(one.found)  # noqa: S301 - by ourselves
        done.extend(readings)
        for failure in [failure for reading in readings for failure in reading.failures]:
            log.warning("detector %s", failure)  # here: the second process has no log

    try:
        for mail in mails:
            lot.append(mail)
            if len(lot) == LOT:
                hands.add(lot, take)
                lot = []
                yield from done
                done.clear()
    except MailboxError as raised:
        error = raised
    if lot:
        hands.add(lot, take)
    hands.rest()
    yield from done
    if error is not None:
        raise error


def owner_names(owner: Owner) -> frozenset[str]:
    """The lower-cased words of the owner's name, by which a mail may address them."""
    return frozenset(word.casefold() for word in owner.name.split() if len(word) > 1)


def read_words(
    place: UnreadMessage,
    text: RawText,
    names: frozenset[str],
    country: str = "",
    zone: tzinfo = UTC,
) -> Reading:
    """Run all detectors over one message; one that fails is noted and left out."""
    body = parse_body(
        text.mime_header,
        text.text,
        place.sender_name,
        may_report=may_report(place.kind, place.outgoing),
    )
    message = ReadMessage(
        subject=place.subject,
        new_text=body.new_text,
        outgoing=place.outgoing,
        owner_names=names,
        direct_recipients=place.direct_recipients,
        recipients=place.recipients,
        has_attachment=body.has_attachment,
        signature=body.signature,
        sender_name=place.sender_name,
        sender_email=place.sender_email,
        kind=place.kind,
        at=place.at.astimezone(zone),  # "tomorrow" is counted from the owner's own day
        calendars=body.calendars,
        reports=body.reports,
        region=country,
    )
    findings: list[tuple[str, int, Finding]] = []
    failures: list[str] = []
    for detector in all_detectors():
        if place.is_copy and detector.name not in _OF_COPIES:
            continue
        try:
            found = detector.detect(message)
        except Exception as error:
            failures.append(f"{detector.name} failed: {type(error).__name__}")
            continue
        if found:  # most find nothing
            findings.extend((detector.name, detector.version, one) for one in found)
    return Reading(place.id, tuple(findings), quoted_at=body.quoted_at, failures=tuple(failures))
