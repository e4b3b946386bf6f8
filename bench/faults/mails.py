"""What reading malformed and hostile mail did, and what damaged configurations did.

Every message is read whole (header, body, kind, subject, every detector) and answered with a draft;
what comes out may hold no control character, no foreign header field and no foreign recipient.
"""

from __future__ import annotations

import email
import email.policy
import random
import re
import signal
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from email.utils import getaddresses
from pathlib import Path
from types import FrameType

from bench.faults.made import damage, make_message
from daemon.config import load_config
from daemon.core.compose import compose_mime
from daemon.core.detectors import all_detectors
from daemon.core.mail import Address, Headers
from daemon.core.model import ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message
from daemon.core.parse.subjects import parse_subject
from daemon.errors import ConfigError

#: A message that takes longer has stalled.
STALL_SECONDS = 1.0
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
OWNER = Address("nora@lindqvist.example", "Nora Lindqvist")
_DRAFT_FIELDS = frozenset(
    ("message-id", "in-reply-to", "references", "from", "to", "date", "subject", "x-wellkeeper",
     "content-type", "content-transfer-encoding", "mime-version")
)  # fmt: skip
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(slots=True)
class Reading:
    """What came of reading so many messages."""

    messages: int = 0
    crashes: int = 0
    stalls: int = 0
    unescaped: int = 0
    drafts: int = 0
    refused: int = 0
    slowest_ms: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Reading) -> None:
        """Sum up."""
        slowest = max(self.slowest_ms, other.slowest_ms)
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)
        self.slowest_ms = slowest
        del self.wrong[20:]


class _Stalled(BaseException):
    """Not an Exception: nobody below may catch it."""


def _ring(number: int, frame: FrameType | None) -> None:
    raise _Stalled


def read_messages(count: int, seed: int) -> Reading:
    """Make and read so many messages."""
    chance = random.Random(seed)
    total = Reading()
    before = signal.signal(signal.SIGPROF, _ring)
    try:
        for _ in range(count):
            header, body = make_message(chance)
            total.add(_read_one(header, body))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return total


def _read_one(header: bytes, body: bytes) -> Reading:
    found = Reading(1)
    # CPU time judges, so that a busy machine is no stall; the alarm is for what never ends.
    signal.setitimer(signal.ITIMER_PROF, 10 * STALL_SECONDS)
    started = time.process_time()
    try:
        texts, headers = _read(header, body)
        found.slowest_ms = (time.process_time() - started) * 1000
        found.unescaped = sum(HARMFUL.search(text) is not None for text in texts)
        _answer(headers, found)
    except _Stalled:
        found.stalls = 1
    except Exception:
        found.crashes = 1
        found.wrong.append(traceback.format_exc()[-600:])
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    found.stalls += found.slowest_ms > 1000 * STALL_SECONDS
    if found.stalls or found.unescaped:
        found.wrong.append(f"{header[:300]!r} {body[:300]!r}")
    return found


def _read(header: bytes, text: bytes) -> tuple[list[str], Headers]:
    """Every text that goes on from one message."""
    found = parse_headers(header)
    kind, _ = classify_message(found)
    parse_subject(found.subject)
    sender = found.sender or Address("")
    body = parse_body(header, text, sender.name)
    texts = [found.subject, found.message_id, found.in_reply_to, *found.references,
             body.new_text, body.signature, sender.email, sender.name]  # fmt: skip
    texts += [part for one in (*found.to, *found.cc) for part in (one.email, one.name)]
    message = ReadMessage(
        found.subject, body.new_text, outgoing=False, signature=body.signature,
        sender_name=sender.name, sender_email=sender.email, kind=kind, at=AT,
        calendars=body.calendars, reports=body.reports,
    )  # fmt: skip
    for detector in all_detectors():
        for finding in detector.detect(message):
            texts += [finding.quote, *_words_of(finding.value)]
    return texts, found


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words_of(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _words_of(one)


def _answer(found: Headers, result: Reading) -> None:
    """Answer it as a draft does, and look at the draft with another parser."""
    if found.sender is None:
        return
    try:
        raw = compose_mime(
            message_id="wk-1@lindqvist.example", sender=OWNER, to=[found.sender],
            subject="Re: " + found.subject, text=f"Hi {found.sender.name},\n\nAll well?\n", at=AT,
            in_reply_to=found.message_id, references=found.references,
        )  # fmt: skip
    except ValueError:
        result.refused += 1
        return
    result.drafts += 1
    read = email.message_from_bytes(raw, policy=email.policy.compat32)
    to = [address for _, address in getaddresses(read.get_all("To", []))]
    names = [name.lower() for name in read]
    foreign = len(set(names)) != len(names) or set(names) - _DRAFT_FIELDS
    if to != [_in_ascii(found.sender.email)] or foreign:
        result.unescaped += 1
        result.wrong.append(f"draft: {raw[:500]!r}")


def _in_ascii(address: str) -> str:
    """As a header may carry it: a domain in other letters by its name in ASCII."""
    local, _, domain = address.rpartition("@")
    return address if address.isascii() else f"{local}@{domain.encode('idna').decode()}"


_VALUES = (
    b"-1", b"0", b"1e999", b"nan", b'""', b"[]", b"{}", b"[[]]", b'"\\u0000"', b'"\\u202e"',
    b"true", b"99999999999999999999", b"1979-05-27", b'"a\\r\\nb"', b"['x', 1]", b'"/"',
    b'"~nobody/x"', b'"%s"', b"{a = {a = {a = 1}}}", b'"' + b"x" * 5_000 + b'"',
)  # fmt: skip


def read_configurations(count: int, seed: int, example: str, folder: str) -> Reading:
    """Damaged configurations: every one is taken, or refused with its problems named."""
    chance = random.Random(seed)
    result = Reading()
    file = Path(folder) / "config.toml"
    plain = re.sub(r"(?m)^#(?=[a-z_\[]+)", "", example)
    for _ in range(count):
        text = chance.choice((example, plain)).encode()
        lines = text.splitlines(keepends=True)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(lines))
            name = lines[at].partition(b"=")[0]
            lines[at] = chance.choice((
                b"", lines[at] * 2, name + b"= " + chance.choice(_VALUES) + b"\n",
                chance.choice(lines), damage(chance, lines[at]),
            ))  # fmt: skip
        file.write_bytes(b"".join(lines))
        result.messages += 1
        try:
            load_config(file, {"HOME": folder, "WELLKEEPER_PASSWORD": "x"})
        except ConfigError as error:
            result.refused += 1
            for one in error.problems:
                if HARMFUL.search(one):
                    result.unescaped += 1
                    result.wrong.append(repr(one))
        except Exception:
            result.crashes += 1
            result.wrong.append(traceback.format_exc()[-600:])
    del result.wrong[20:]
    return result
