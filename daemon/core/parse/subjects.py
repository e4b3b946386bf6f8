"""Decides what a subject is about without its reply marks, and whether it answers or passes on."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daemon.core.parse.late import late_pattern
from daemon.core.parse.wordlists import any_of, lowered, phrases

#: What clients put before the subject of an answer: en, de, nl, sv/da/no, fr, it, es, pt, pl, ...
_REPLIES = phrases("""
    re
    réf
    ref
    rép
    rep
    aw
    antw
    antwort
    sv
    svar
    vs
    ynt
    yan
    odp
    odpowiedź
    resp
    res
    rif
    r
    回复
    回覆
    答复
    返信
    답장
    отв
    ответ
    bls
    atb
    vá
    ar
    nr
    τ
    απ
""")
_FORWARDS = phrases("""
    fw
    fwd
    wg
    tr
    rv
    enc
    i
    vl
    vb
    doorst
    pd
    ilt
    továbbítás
    fs
    转发
    轉寄
    転送
    전달
    пересл
    переслать
    vì
    videresend
    vbf
    trs
    πρθ
""")
#: Too short or too common to be believed without a second sign: at the very start only when
#: written in capitals.
_CAPITALS_ONLY = frozenset(
    ("r", "i", "ar", "nr", "vs", "res", "ref", "rep", "enc", "fs", "tr", "pd", "vb", "vl")
)

_PREFIX = late_pattern(
    rf"\s*({any_of(_REPLIES)}|{any_of(_FORWARDS)})\s?(?:\[\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}}|\*\d{{1,3}})?\s?[:：]"
)
_TAG = late_pattern(r"\s*\[[^\[\]]{1,40}\]\s*(?=\S)")
_WAS = late_pattern(r"\s*\((?:was|war|fwd|fw)\b[:.]?[^()]{0,200}\)\s*$", re.IGNORECASE)
_MAX_PREFIXES = 30


class Subject(NamedTuple):
    """`about` is folded for comparison: no marks, no list tag, lower-case, single blanks."""

    about: str
    is_reply: bool
    is_forward: bool


def _may_be_marked(lower: str, at: int) -> bool:
    """Whether any sign stands there without which there is no mark before or behind a subject."""
    return lower.find(":", at) >= 0 or "[" in lower or ")" in lower or "：" in lower


def split_subject(subject: str) -> Subject:
    """The parts of a subject of at most 500 characters (RFC 5322, section 3.6.5)."""
    lower = lowered(subject)
    at, is_reply, is_forward = 0, False, False
    if lower.startswith("re: "):
        at, is_reply = 4, True
    if not _may_be_marked(lower, at):
        return Subject(" ".join(subject[at:].casefold().split()), is_reply, False)
    for _ in range(is_reply, _MAX_PREFIXES):
        if prefix := _PREFIX.match(lower, at):
            mark = prefix[1]
            if mark in _CAPITALS_ONLY and not subject[prefix.start(1) : prefix.end(1)].isupper():
                break
            answered = mark in _REPLIES
            is_reply, is_forward = is_reply or answered, is_forward or not answered
            at = prefix.end()
        elif tag := _TAG.match(lower, at):
            at = tag.end()
        else:
            break
    rest = subject[at:]
    if ")" in rest:
        if rest.rstrip().lower().endswith(("(fwd)", "(fw)")):
            is_forward = True
        rest = _WAS.sub("", rest)
    return Subject(" ".join(rest.casefold().split()), is_reply, is_forward)


def split_clean(subject: str, folded: str) -> tuple[str, bool]:
    """`(about, is_reply)` of a subject that is clean (`clean_line`), and what it is folded."""
    is_reply = folded.startswith("re: ")
    if not _may_be_marked(folded, 4 if is_reply else 0):
        return folded[4:] if is_reply else folded, is_reply  # the usual
    parsed = split_subject(subject)
    return parsed.about, parsed.is_reply


#: The same, for who may ask about one subject again.
parse_subject = lru_cache(maxsize=4_096)(split_subject)


def normalise_subject(subject: str) -> tuple[str, bool]:
    """`(about, is_reply)`: the subject folded for comparison, and whether it had a reply mark."""
    parsed = parse_subject(subject)
    return parsed.about, parsed.is_reply


def is_forward(subject: str) -> bool:
    """Whether the subject says that a mail is passed on."""
    return parse_subject(subject).is_forward
