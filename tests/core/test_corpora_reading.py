"""All real mail at hand is read without one exception: headers, kind, body, detectors.

WELLKEEPER_CORPORA names the folder (default: ../shared/data beside the repository). At most
4,000 mails of each archive are read, spread over it; loose files all.
"""

from __future__ import annotations

import os
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.core.detectors import all_detectors
from daemon.core.model import ReadMessage
from daemon.core.parse.body import parse_body
from daemon.core.parse.headers import parse_headers
from daemon.core.parse.kind import classify_message

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("WELLKEEPER_CORPORA", ROOT.parent / "shared" / "data"))
OF_EACH_ARCHIVE = 4_000
NO_MAIL = {".csv", ".json", ".jsonl", ".xml", ".md", ".ics", ".js", ".py", ".patch"}


def archived(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        members = [member for member in archive.getmembers() if member.isfile()]
        for member in members[:: max(1, len(members) // OF_EACH_ARCHIVE)]:
            content = archive.extractfile(member)
            if content is not None:
                yield f"{path.name}:{member.name}", content.read(2_000_000)


def all_mail() -> Iterator[tuple[str, bytes]]:
    for path in sorted(CORPORA.rglob("*")):
        if path.name.endswith((".tar.xz", ".tar.gz")):
            yield from archived(path)
        elif path.is_file() and path.suffix not in NO_MAIL and path.name != "LICENSE":
            yield str(path.relative_to(CORPORA)), path.read_bytes()[:2_000_000]


def read(raw: bytes) -> str:
    raw = raw.replace(b"\r\n", b"\n")
    header, _, text = raw.partition(b"\n\n")
    found = parse_headers(header)
    kind, _ = classify_message(found)
    body = parse_body(header, text[:65_536], found.sender.name if found.sender else "")
    message = ReadMessage(found.subject, body.new_text, outgoing=False)
    for detector in all_detectors():
        detector.detect(message)
    return kind.value


@pytest.mark.corpora
@pytest.mark.timeout(600)
def test_all_mail_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    if not CORPORA.is_dir():
        with capsys.disabled():
            print(f"\n*** NO REAL MAIL at {CORPORA}: the corpora test did not run ***")
        pytest.skip(f"no corpora at {CORPORA}")
    kinds: Counter[str] = Counter()
    failed: list[str] = []
    slowest = (0.0, "")
    started = time.perf_counter()
    for name, raw in all_mail():
        before = time.perf_counter()
        try:
            kinds[read(raw)] += 1
        except Exception as problem:  # each is reported by name below
            failed.append(f"{name}: {problem!r}")
        slowest = max(slowest, (time.perf_counter() - before, name))
    spent = time.perf_counter() - started
    with capsys.disabled():
        print(
            f"\n*** {sum(kinds.values())} real mails read in {spent:.0f} s, {len(failed)} failed;"
            f" slowest {slowest[0] * 1000:.0f} ms; {dict(kinds.most_common())} ***"
        )
    assert failed == []
    assert sum(kinds.values()) > 0
