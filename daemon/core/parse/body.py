"""Decides what the words of one message are: the best text part, without quotes and signature."""

from __future__ import annotations

from daemon.core.mail import Body
from daemon.core.parse.delivery_reports import tells_failure
from daemon.core.parse.harmless import clean_text
from daemon.core.parse.html_text import html_to_text
from daemon.core.parse.mime import MAX_MACHINE_PARTS, Parts, TextPart, walk_parts
from daemon.core.parse.quoted_head import read_quoted_moment
from daemon.core.parse.quotes import strip_quotes
from daemon.core.parse.signature import split_signature

#: At most this much of BODY[TEXT] is read, in bytes.
MAX_BODY = 65_536
_MAX_WORDS = 65_536
_MAX_REPORT = 16_384


def _choose(texts: list[TextPart]) -> list[TextPart]:
    """Of each group of alternatives the plain part, unless it says nothing; other parts all,
    since some clients split one letter around its attachments (RFC 2046, section 5.1.4).
    """
    chosen: list[TextPart] = []
    for group in dict.fromkeys(part.alternative for part in texts):
        members = [part for part in texts if part.alternative == group]
        plain = [part for part in members if part.subtype == "plain" and part.text.strip()]
        if group == 0:
            # Text and HTML side by side without saying "alternative": the same letter twice.
            html = [part for part in members if part.subtype == "html"]
            chosen.extend(plain or html)
        else:
            chosen.extend(plain[:1] or [part for part in members if part.subtype == "html"][:1])
    return chosen


def _words(parts: Parts) -> str:
    pieces = [
        html_to_text(part.text) if part.subtype == "html" else part.text
        for part in _choose(parts.texts)
    ]
    return clean_text("\n".join(piece for piece in pieces if piece.strip())[:_MAX_WORDS])


def parse_body(
    mime_header: bytes, text: bytes, sender_name: str = "", *, may_report: bool = True
) -> Body:
    """What the author of a message wrote now; never raises, whatever the bytes are.

    `mime_header` holds the message's Content-* fields, `text` its BODY[TEXT], of which at most
    64 kB are read and which may end anywhere. `sender_name` helps to find the signature.
    Where a mail `may_report` whom a system could not reach, its words are asked for that too.
    """
    truncated = len(text) >= MAX_BODY
    parts = walk_parts(mime_header, text[:MAX_BODY])
    words = _words(parts)
    if may_report and len(parts.reports) < MAX_MACHINE_PARTS and tells_failure(words):
        # Many mail systems tell only in words whom they could not reach.
        parts.reports.extend([words[:_MAX_REPORT].encode("utf-8", "replace"), *parts.returned])
    new_text, forwarded = strip_quotes(words)
    new_text, signature = split_signature(new_text, sender_name)
    return Body(
        new_text=new_text,
        signature=signature,
        calendars=tuple(parts.calendars),
        reports=tuple(parts.reports),
        has_attachment=parts.has_attachment,
        forwarded=forwarded or parts.has_message,
        truncated=truncated or parts.is_cut,
        quoted_at=read_quoted_moment(words),
        problems=tuple(dict.fromkeys(parts.problems))[:20],
    )
