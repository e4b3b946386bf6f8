"""Decides what the learned model of needs and offers sees in one or two sentences: its features.

Training (bench/train_needs.py) and reading call the same functions, so that they cannot drift
apart. Things and trades become classes: which thing is needed says nothing of whether it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import combinations, islice, pairwise
from typing import NamedTuple

from daemon.core.parse.late import late_pattern
from daemon.core.parse.need_words import CLASSES, TRADE_ENDINGS
from daemon.core.parse.trade_names import SYNONYMS
from daemon.core.parse.wordlists import words

#: Longer sentences are cut here: nobody says a need in so many words.
MAX_TOKENS = 60
_PLAIN = r"(?:[cdjlmnst]|qu)'(?=[^\W\d_])|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[?!£€$%]"
_TOKEN = late_pattern(rf"https?://\S+|www\.\S+|\S+@\S+|{_PLAIN}")
#: Where none of the marks of a link stands, in a third of the time.
_PLAIN_TOKEN = late_pattern(_PLAIN)
_IN_LINKS = ("://", "www.", "@")
#: Of these one stands in each link, and none in a word.
_OF_LINKS = frozenset("/.@")
_ENDINGS = tuple(sorted({one for ending in TRADE_ENDINGS for one in (ending, ending + "s")}))
#: To ask of most words only once whether they end as a trade does.
_LAST_LETTERS = frozenset(one[-3:] for one in _ENDINGS)
#: Words of trades that are said of much else.
PLAIN = words("""
    accounts bank banking seed angel counsel legal press pr data water city cities town event
    events english horse horses dog dogs film films video videos wine coffee cheese network
    networks server servers security property office offices law hall room rooms house watch
    watches talks speech sales selling sell finance investment reporter chef kitchen design
    employment english french german spanish italian river rivers guide hotel driver
""")


class Words(NamedTuple):
    """One sentence as it is looked at: its words as they are written and in small letters, and the
    classes of each.
    """

    text: str
    written: Sequence[str]
    tokens: tuple[str, ...]
    classes: Sequence[tuple[str, ...]]

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each stands in the text."""
        return _find_spans(self.text)

    def is_capital(self, at: int) -> bool:
        """Whether a word is written with a capital."""
        return self.written[at][0].isupper()

    @property
    def has_cue(self) -> bool:
        """Whether any word is of a class that needs and offers show: most sentences have none."""
        return any(not _CUES.isdisjoint(found) for found in self.classes if found)


_CUES = frozenset(("seek", "need", "lack", "loss", "know", "start", "do", "free", "client", "done"))


@cache
def _keys() -> tuple[frozenset[str], frozenset[str]]:
    """One word of each phrase that is a cue, and how others begin."""
    members = [member for name in _CUES for member in CLASSES[name]]
    letters = re.compile(r"[^\W\d_]+")
    return (
        frozenset(
            max(letters.findall(member), key=len) for member in members if not member.endswith("*")
        ),
        frozenset(member[:_BEGIN] for member in members if member.endswith("*")),
    )


def load_tables() -> None:
    """Make all tables now that the questions below would make when they are asked first."""
    _keys()
    _tables()
    _trades()


def may_tell(found: Sequence[str]) -> bool:
    """Whether a sentence of these words may have a cue: the cheap question before all others."""
    keys, begins = _keys()
    return not keys.isdisjoint(found) or not begins.isdisjoint([one[:_BEGIN] for one in found])


_Classes = tuple[str, ...]
#: So many letters of a beginning find it; none is shorter.
_BEGIN = 4


@cache
def _tables() -> tuple[
    dict[str, _Classes],
    dict[str, list[tuple[tuple[str, ...], _Classes]]],
    dict[str, list[tuple[str, _Classes]]],
]:
    """Classes by word; by the first word of a phrase; by the first letters of a beginning."""
    single: dict[str, _Classes] = {}
    longer: dict[tuple[str, ...], _Classes] = {}
    begins: dict[str, _Classes] = {}
    for name, members in CLASSES.items():
        for member in sorted(members):
            if member.endswith("*"):
                begins[member[:-1]] = (*begins.get(member[:-1], ()), name)
            elif "_" in member:
                phrase = tuple(member.split("_"))
                longer[phrase] = (*longer.get(phrase, ()), name)
            else:
                single[member] = (*single.get(member, ()), name)
    by_first: dict[str, list[tuple[tuple[str, ...], _Classes]]] = {}
    for phrase, names in sorted(longer.items(), key=lambda one: len(one[0])):
        by_first.setdefault(phrase[0], []).append((phrase[1:], names))
    by_letters: dict[str, list[tuple[str, _Classes]]] = {}
    for begin, names in begins.items():
        by_letters.setdefault(begin[:_BEGIN], []).append((begin, names))
    return single, by_first, by_letters


@lru_cache(maxsize=2_000)  # most words of a mail stand in others too, and are of no class
def _about(token: str) -> tuple[_Classes, list[tuple[tuple[str, ...], _Classes]], _Classes] | None:
    """Of a word its classes, the phrases that it begins, and the classes of its beginnings."""
    single, by_first, by_letters = _tables()
    begun = by_letters.get(token[:_BEGIN], ())
    names = tuple(name for begin, found in begun if token.startswith(begin) for name in found)
    about = (single.get(token, ()), by_first.get(token, []), names)
    return about if any(about) else None


def _pattern_of(text: str) -> re.Pattern[str]:
    return _TOKEN if any(map(text.__contains__, _IN_LINKS)) else _PLAIN_TOKEN


@lru_cache(maxsize=8)  # few sentences are asked where their words stand, and these many times
def _find_spans(text: str) -> Sequence[tuple[int, int]]:
    return [one.span() for one in islice(_pattern_of(text).finditer(text), MAX_TOKENS)]


def split_tokens(sentence: str) -> Words:
    """The words of a sentence with their classes."""
    text = sentence.replace("’", "'")
    pattern = _pattern_of(text)
    written = pattern.findall(text)[:MAX_TOKENS]
    tokens = tuple(["_num" if said[0].isdigit() else said.lower() for said in written])
    if pattern is _TOKEN:
        tokens = tuple(
            token if _OF_LINKS.isdisjoint(said) else "_link"
            for token, said in zip(tokens, written, strict=True)
        )
    classes: list[_Classes] = [()] * len(tokens)
    for at, about in enumerate(map(_about, tokens)):
        if about is None:
            continue
        single, phrases, begun = about
        classes[at] += single
        for rest, names in phrases:
            if tokens[at + 1 : at + 1 + len(rest)] == rest:
                for inside in range(at, at + 1 + len(rest)):
                    classes[inside] += names
        classes[at] += begun
    return Words(
        text,
        written,
        tokens,
        [each if len(each) < 2 else tuple(dict.fromkeys(each)) for each in classes],
    )


@cache
def _trades() -> frozenset[str]:
    return frozenset(words(SYNONYMS.replace("@", " "))) - PLAIN


@lru_cache(maxsize=2_000)  # as above
def is_trade(token: str) -> bool:
    """Whether a word is the name of a trade, or ends as these do."""
    return token in _trades() or (
        token[-3:] in _LAST_LETTERS and len(token) > 4 and token.endswith(_ENDINGS)
    )


def lift(said: Words, known: Collection[str]) -> list[str]:
    """The words with those that training has not seen often as classes of their own."""
    lifted = []
    for at, token in enumerate(said.tokens):
        if token[0] == "_" or not token[0].isalpha():
            lifted.append(token)
        elif is_trade(token):
            lifted.append("_trade")
        elif token in known:
            lifted.append(token)
        elif said.is_capital(at) and at:
            lifted.append("_Thing")
        else:
            lifted.append("_thing")
    return lifted


def sentence_features(said: Words, known: Collection[str]) -> set[str]:
    """The names of the features of one sentence; `known` are the words that training has seen often
    enough to be told apart.
    """
    lifted = lift(said, known)
    features: set[str] = set(lifted)
    edged = ["^", *lifted, "$"]
    features.update(map(" ".join, pairwise(edged)))
    coarse = ["^"]
    for at, token in enumerate(lifted):
        found = said.classes[at]
        for name in found:
            if coarse[-1] != f"#{name}":
                coarse.append(f"#{name}")
            if at + 1 < len(lifted):
                features.add(f"#{name} > {lifted[at + 1]}")
            if at:
                features.add(f"{lifted[at - 1]} > #{name}")
        if not found and token in _THINGS:
            coarse.append(token)
    features.update(map("~".join, pairwise(coarse)))
    present = sorted({one for one in coarse if one[0] == "#"})
    features.update(present)
    features.update(map("&".join, combinations(present, 2)))
    if said.text.rstrip(" \"')").endswith("?"):
        features.add("#asks")
        features.update(f"?{one}" for one in present)
    features.add(f"#length {min(6, len(lifted) // 6)}")
    features.update(f"^^{token}" for token in lifted[:2])
    return features


def object_features(said: Words, lifted: Sequence[str], at: int, kind: str) -> set[str]:
    """The names of the features of one word of a sentence that tells a need or an offer (`kind`),
    by which it is or is not what is needed or offered.
    """
    token, count = said.tokens[at], len(lifted)

    def near(step: int) -> str:
        return lifted[at + step] if 0 <= at + step < count else "^$"

    features = {
        lifted[at] if lifted[at][0] == "_" else "_known",
        f"-1 {near(-1)}", f"+1 {near(1)}", f"-2 {near(-2)}", f"+2 {near(2)}",
        f"-21 {near(-2)} {near(-1)}", f"-1+1 {near(-1)} {near(1)}", f"w {token}",
        f"len {min(5, len(token) // 3)}", f"end {token[-3:]}", f"end {token[-2:]}",
        f"pos {min(4, at * 5 // count)}",
    }  # fmt: skip
    if said.is_capital(at):
        features.add("cap" if at else "cap first")
    if token in STOP:
        features.add("stop")
    if said.text.rstrip(" \"')").endswith("?"):
        features.add("asks")
    features.update(f"is {name}" for name in said.classes[at])
    for side, places in (
        ("before", range(at - 1, max(-1, at - 9), -1)),
        ("behind", range(at + 1, min(count, at + 7))),
    ):
        seen: set[str] = set()
        for place in places:
            away = abs(place - at)
            for name in said.classes[place]:
                if name in _POINTERS and name not in seen:
                    seen.add(name)
                    features.add(f"{side} {name} {away if away < 4 else 4 + (away > 5)}")
    features.update(f"{kind[0]} {one}" for one in tuple(features) if one.startswith(_BY_KIND))
    return features


_BY_KIND = ("-1 ", "+1 ", "before", "behind", "pos", "is ")
_POINTERS = frozenset(
    words("""
    seek need lack loss know start do free client done kin group me anyone price
""")
)
_THINGS = frozenset(("_trade", "_thing", "_Thing", "_num"))
#: Words that are no thing by themselves.
STOP = words("""
    a an the and or but of for to in on at with by from as our my your his her its their this that
    these those some any no not i we he she they it you me us him them is are was were be been
    being do does did have has had will would can could should may might must shall if so than
    then there here who whom which what when where how why all more most very too also just only
    own same such one two three up down out off over into about after before since until while
    because though
    der die das den dem des ein eine einen einem einer eines und oder aber für von zu zum zur im in
    am an auf mit bei aus nach seit ich wir er sie es du ihr uns mir mich dir ist sind war hat
    haben wird werden kann können nicht noch auch nur so wie was wer wo wenn dass sich
    le la les l' un une du de d' et ou mais pour par avec dans sur en au aux à je j' nous il elle
    on ils vous tu qu' que qui n' ne pas est sont ai avons c' s' se ce cette ces mon ma mes notre
    nos son sa ses leur
    el los las lo una unos unas y o pero para por con del al se te les mi mis su sus nuestro
    nuestra es son está están ha han he hemos ya muy más como si
""")
