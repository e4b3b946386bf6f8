"""The shape of the weekly letter in `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from daemon.cli.shapes import Shape, evidence_shape, time_shape

if TYPE_CHECKING:
    from daemon.core.digest import Digest, Line, Section


def digest_shape(one: Digest, text: str, zone: ZoneInfo) -> Shape:
    return {
        "subject": one.subject,
        "title": one.title,
        "at": time_shape(one.at, zone),
        "sections": [_section_shape(section, zone) for section in one.sections],
        "network": [{"month": month, "people": number} for month, number in one.network],
        "text": text,
    }


def _section_shape(one: Section, zone: ZoneInfo) -> Shape:
    return {
        "name": one.name,
        "title": one.title,
        "note": one.note,
        "more": one.more,
        "lines": [_line_shape(line, zone) for line in one.lines],
    }


def _line_shape(one: Line, zone: ZoneInfo) -> Shape:
    return {
        "who": one.who,
        "what": one.what,
        "why": one.why,
        "ref": one.ref,
        "draft": one.draft,
        "evidence": None if one.evidence is None else evidence_shape(one.evidence, zone),
        "months": [{"month": month, "touches": number} for month, number in one.months],
    }
