"""Decides what the learned model of English intents sees in a sentence: its features, by name.

Training (bench/train_asks.py) and reading call the same function, so that they cannot drift apart.
Numbers, and names where their case shows them, become classes: they would be learned by heart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from daemon.core.parse.ask_rules import Cues
from daemon.core.parse.wordlists import words

_MAX_WORDS = 80
_WORD = re.compile(r"(https?://\S+|www\.\S+|\S+@\S+)|[A-Za-z]+(?:'[a-z]+)?|\$[A-Za-z]+|\d+|[?!]")
_CLAUSE = re.compile(r"[,;:.-] +([a-z]+)(?: ([a-z]+))?")

_DAYS = words("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun weekend
""")
_MONTHS = words("""
    january february march april june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec
""")
_MEETING = words("""
    meeting meet meetings lunch dinner breakfast coffee drinks call conference discuss discussion
    chat talk visit interview party together schedule reschedule catch
""")
_WHEN = words("""
    today tomorrow tonight morning afternoon evening noon week am pm soon asap later now
""")
_PIVOTS = words("""
    you your i we i'll we'll let's us me if would will can should need want please maybe how
""")
#: What one is told to do, in the form in which one is told.
_ACTS = words("""
    click visit send call email forward tell give ask check use see let make take get go come join
    try download add read review look fill sign log enter submit contact reply respond follow
    complete print confirm install open start stop keep put set remember note find choose select
    pick learn watch shop buy order activate register update upgrade change move schedule meet talk
    discuss provide include remind bring leave help feel don't consider work write copy delete
    verify share create turn attend save enjoy claim play think be do have
""")
_BEFORE_ACT = words("just simply also so then and now but to or please")
_ACT = "|".join(sorted(map(re.escape, _ACTS)))
_ACT_IN_CLAUSE = re.compile(rf"[,;:.!-]\s+(?:please |just |simply |then |so |and )?(?:{_ACT})\b")
_YOU_MAY = re.compile(r"\byou (?:can|could|may|might|should|will|need|want|would)")
_I_WILL = re.compile(r"\b(?:i|we)(?: will|'ll| shall| am going| plan| would| can| could)\b")
_SELF = words("i we i'll we'll i'd we'd i'm")
_OTHER = words("you your u")


def _class_of(word: str) -> str:
    if word in _DAYS:
        return "_day"
    return "_month" if word in _MONTHS else word


def _tokens(text: str) -> list[str]:
    """Words in small letters; links, addresses, numbers, days, months and names as classes."""
    found = list(_WORD.finditer(text))[:_MAX_WORDS]
    shouted = 2 * sum(match[0][0].isupper() for match in found) > len(found)
    tokens = []
    for match in found:
        word = match[0]
        kept = _class_of(word.lower())
        if match[1] is not None:
            kept = "_link"
        elif word[0].isdigit():
            kept = "_num"
        elif kept[0] != "_" and word[0].isupper() and len(word) > 1 and not shouted:
            before = text[max(0, match.start() - 9) : match.start()].rstrip(" \"'(-*")
            if before and before[-1] not in ".!?:" and not word.startswith("I'"):
                kept = "_name"
        tokens.append(kept)
    return tokens


def _shape(text: str, tokens: list[str], small: str) -> Iterator[str]:
    kinds = set(tokens)
    yield f"#length {min(6, len(tokens) // 5)}"
    if text.rstrip(" \"')").endswith("?"):
        yield "#asks"
    if "!" in text:
        yield "#calls"
    if text[:1].islower():
        yield "#small"
    if kinds & _SELF:
        yield "#self"
    if kinds & _OTHER:
        yield "#you"
    if tokens and tokens[0] in _ACTS:
        yield "#act first"
    if len(tokens) > 1 and tokens[0] in _BEFORE_ACT and tokens[1] in _ACTS:
        yield "#act second"
    if _ACT_IN_CLAUSE.search(small):
        yield "#act later"
        if small.startswith("if you"):
            yield "#if you, act"
    if _YOU_MAY.search(small):
        yield "#you may"
    if _I_WILL.search(small):
        yield "#i will"
    meeting, when = bool(kinds & _MEETING), bool(kinds & _WHEN) or "_day" in kinds
    if meeting and when:
        yield "#meeting when"
    for is_there, name in ((meeting, "#meeting"), (when, "#when")):
        if is_there:
            yield name
            for pivot in kinds & _PIVOTS:
                yield f"{name} {pivot}"


def intent_features(sentence: str, cues: Cues) -> set[str]:
    """The names of the features of one sentence of at most 2,000 characters: runs of one to three
    words, the first words of the sentence and of its clauses, its shape, what the rules saw.
    """
    text = sentence.replace("’", "'")
    small = text.lower()
    tokens = _tokens(text)
    features = set(tokens)
    edged = ["^", *tokens, "$"]
    pairs = [f"{one} {two}" for one, two in pairwise(edged)]
    features.update(pairs)
    features.update(f"{pair} {third}" for pair, third in zip(pairs, edged[2:], strict=False))
    features.update(f"^^{word}" for word in tokens[:3])
    for first, second in _CLAUSE.findall(small):
        features.add(f",{first}")
        if second:
            features.add(f",{first} {second}")
    features.update(_shape(text, tokens, small))
    features.add(f"#rule {cues.kind or 'none'}")
    features.update(f"#cue {name}" for name, seen in cues._asdict().items() if seen is True)
    return features
