"""Decides where one sentence of a mail ends and the next begins, across wrapped lines and lists."""

from __future__ import annotations

from functools import lru_cache

from daemon.core.parse.late import late_pattern
from daemon.core.parse.wordlists import words

MAX_TEXT = 65_536
MAX_SENTENCES = 400
MAX_SENTENCE = 2_000

_PARAGRAPH = late_pattern(r"\n\s*\n")
_BULLET = late_pattern(r"\s*(?:[-*•·–—]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")
#: An end mark, what may close after it, and a blank; CJK end marks need none.
_MARKS = r"[.!?…][.!?…]{0,8}[\"'”’»)\]]{0,3}\s+"
_END = late_pattern(_MARKS)
_WIDE_MARKS = "。！？"
_WIDE_END = late_pattern(rf"{_MARKS}|[{_WIDE_MARKS}]+\s*")
_ABBREVIATIONS = words("""
    mr mrs ms dr prof st jr sr vs etc e.g i.e eg ie no nos approx dept est inc ltd co corp fig vol
    a.m p.m am pm u.s u.k jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri
    z.b u.a d.h bzw ca evtl ggf inkl nr tel usw vgl z.hd hr fr str abs max min bspw
    m mme mlle p.ex av bd ex cf env
    sra srta ud uds p.ej pág núm
    dott sig sig.ra ing avv dhr mevr bijv t.a.v o.a
""")
_BETWEEN_WORDS = late_pattern(r"[^\w.&-]")


def _is_end(text: str, mark_at: int, next_at: int) -> bool:
    """Whether the full stop at `mark_at` ends a sentence; other marks always do."""
    if text[mark_at] != "." or text[mark_at : mark_at + 2] == "..":
        return True
    last = _BETWEEN_WORDS.split(text[max(0, mark_at - 20) : mark_at])[-1]
    if last:
        word = last.lower().rstrip(".")
        if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
            return False
        if word.isdigit() and len(word) <= 2 and text[next_at : next_at + 1].isalpha():
            return False  # "am 3. Mai", "the 2. quarter"
    return not text[next_at : next_at + 1].islower()


def _split_paragraph(text: str) -> list[str]:
    sentences: list[str] = []
    start = 0
    is_wide = not text.isascii() and any(mark in text for mark in _WIDE_MARKS)
    for end in (_WIDE_END if is_wide else _END).finditer(text):
        if _is_end(text, end.start(), end.end()):
            sentences.append(text[start : end.end()])
            start = end.end()
    sentences.append(text[start:])
    return sentences


def _join_lines(paragraph: str) -> list[str]:
    """Items of a list and short lines stand alone; wrapped lines become one."""
    blocks: list[list[str]] = []
    narrow = True
    for line in paragraph.split("\n"):
        line = line.strip()
        if not line:
            continue
        # A line much shorter than a wrapped one was ended on purpose.
        if not blocks or _BULLET.match(line) or (narrow and line[:1].isupper()):
            blocks.append([])
        blocks[-1].append(line)
        narrow = len(line) < 50
    return [" ".join(lines) for lines in blocks]


_QUOTED = late_pattern(r"[\"“„«][^\"”“»]{1,300}[\"”“»]")


def leave_out_quoted(sentence: str) -> str:
    """A sentence without what stands between quotation marks, which others say."""
    if sentence.isascii() and '"' not in sentence:
        return sentence
    return _QUOTED.sub(" … ", sentence)


@lru_cache(maxsize=8)  # a dozen detectors ask of one mail, one after the other
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in their order, blanks collapsed, at most 400 of at most 2,000
    characters; in time linear to the text.
    """
    sentences: list[str] = []
    for paragraph in _PARAGRAPH.split(text[:MAX_TEXT]):
        for block in _join_lines(paragraph):
            for sentence in _split_paragraph(block):
                said = " ".join(sentence.split())[:MAX_SENTENCE]
                if said:
                    sentences.append(said)
        if len(sentences) >= MAX_SENTENCES:
            break
    return tuple(sentences[:MAX_SENTENCES])
