"""Signatures: whether there is one, and which lines are it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpora import read
from bench.measure import Labels, Row, evaluates, folded
from bench.peers import signature_readers
from daemon.core.parse.signature import split_signature

_MARK = "#sig#"


def _items(root: Path) -> Iterator[tuple[str, str, str]]:
    """`(name, marked text, sender's display name)`."""
    for kind in ("P", "N"):
        for path in sorted((root / "dataset" / kind).glob("*_body")):
            sender = read(path.with_name(path.name.replace("_body", "_sender")))
            name = re.sub(r"<.*|@.*", "", sender).strip(' "\n')
            yield f"{kind}/{path.name}", read(path).replace("\r\n", "\n"), name


def _measure(
    items: list[tuple[str, str, str]], find: Callable[[str, str], str]
) -> tuple[Labels, Labels]:
    """`(presence, lines)`; a line counts as found where it stands in the signature."""
    presence, lines = Labels(), Labels()
    for name, marked, sender in items:
        text = "\n".join(line.removeprefix(_MARK) for line in marked.split("\n"))
        signature = find(text, sender)
        presence.add(name, bool(signature.strip()), _MARK in marked)
        left = [folded(line) for line in signature.splitlines() if line.strip()]
        for line in reversed(marked.split("\n")):
            words = folded(line.removeprefix(_MARK))
            if words:
                got = words in left
                if got:
                    left.remove(words)
                lines.add(f"{name} {words}", got, line.startswith(_MARK))
    return presence, lines


@evaluates("Signatures: forge", "forge_signatures")
def measure_signatures(root: Path) -> Iterator[Row]:
    items = list(_items(root))
    presence, lines = _measure(items, lambda text, sender: split_signature(text, sender)[1])
    yield presence.row("signature_presence_f1")
    yield lines.row("signature_lines_f1", aim=0.93)
    for library, find in signature_readers().items():
        if find is None:
            yield Row(f"signature_lines_f1[{library}]", 0.0, "not installed")
            continue
        presence, lines = _measure(items, lambda text, _, find=find: find(text))
        yield presence.row(f"signature_presence_f1[{library}]")
        yield lines.row(f"signature_lines_f1[{library}]")
