"""Decides which needs and offers a mail tells, by the learned model: those told plainly enough to
be shown, in a phrase that can stand in a sentence, and those that serve as one half of a pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from daemon.core.parse.late import late_pattern
from daemon.core.parse.need_denied import is_denied
from daemon.core.parse.need_features import STOP, Words, is_trade, split_tokens
from daemon.core.parse.need_model import (
    Telling,
    find_tellings,
    load_listed_weights,
    load_weights,
    load_word_weights,
    rank_words,
    read_sentences,
)
from daemon.core.parse.sentences import split_sentences
from daemon.core.values import dataclass

#: Log-odds from which on a need or an offer is shown: real mail kept apart has none of so much that
#: is wrong, nor have the passages of a third author (bench/evals/needs.py measures both).
SURE = {"need": 2.2, "offer": 2.0}
#: From here on it serves as one half of a pair, where the other half meets it by a rare word.
PERHAPS = -0.5
#: A word at so much less than even may still be the thing.
_LEAST_WORD = -3.5
#: Words beside the likeliest belong to its phrase from here on.
_BESIDE = -1.2
#: What is so much surer to be the other kind is the other kind.
_RATHER = 1.0
_MOST, _MOST_WORDS = 4, 3
#: Words around the thing that are kept besides, in the order in which they may have to do with it.
MOST_AROUND = 16
#: So many sentences before and behind are looked at, each so much less likely to.
_REACH, _ASIDE = 2, 0.8
_LEAST_SAID = 4
_MAX_QUOTE, _MAX_VALUE = 200, 60

_ARTICLES = {
    "a": "a", "an": "an", "einen": "einen", "eine": "eine", "keinen": "einen", "keine": "eine",
    "un": "un", "une": "une", "aucun": "un", "aucune": "une", "una": "una", "ningún": "un",
    "ninguna": "una",
}  # fmt: skip
_OPEN = frozenset(("no", "any", "another", "without", "of", "for", "more", "some", "after"))
_PLURAL = late_pattern(r"[a-z]{3,}(?<!s)s$")
_OTHERS = frozenset(("kin", "they"))
#: After these somebody's trade is their own: "as a locksmith".
_AS = frozenset(("as", "am", "i'm", "als", "bin", "comme", "suis", "como", "soy"))
_NUMBER = late_pattern(r"one|two|three|four|five|six|eight|_num")


@dataclass(frozen=True, slots=True)
class Told:
    """A need or an offer (`kind`) that a mail tells: the words that may name it, likeliest first;
    those `around` them, likeliest first, as they are written; the `phrase` that names it, or ""
    where none can be cut cleanly or it is not told plainly.
    """

    kind: str
    quote: str
    names: tuple[str, ...]
    around: tuple[str, ...]
    phrase: str
    first: int
    last: int


def read_told(sentences: Sequence[str], hints: Sequence[bool]) -> tuple[Told, ...]:
    """What these sentences of one mail tell, in their order, at most four; `hints` say which of
    them `may_tell`. Linear in the text.
    """
    if not any(hints):
        return ()
    words = [
        split_tokens(one) if hint else None for one, hint in zip(sentences, hints, strict=True)
    ]
    cues = [one is not None and one.has_cue for one in words]
    for at, sentence in enumerate(sentences):  # and those beside
        if words[at] is None and any(cues[max(0, at - 1) : at + 2]):
            words[at] = split_tokens(sentence)
    by_sentence, by_word = load_weights()
    found = sorted(
        _clear(find_tellings(words, by_sentence, PERHAPS)),
        key=lambda one: (-one.odds, one.first),
    )[:_MOST]
    told = []
    surest = {one.first: one.odds for one in reversed(found)}
    for one in sorted(found, key=lambda each: each.first):
        if is_denied(" ".join(sentences[one.first : one.last + 1]),
                     " ".join(sentences[one.last + 1 : one.last + 2])):  # fmt: skip
            continue
        inside = [each for each in words[one.first : one.last + 1] if each is not None]
        ranked = rank_words(inside, one.kind, by_word)
        names = _names(inside, ranked)
        if names:
            is_plain = one.odds >= max(SURE[one.kind], surest[one.first]) and _is_own(inside)
            phrase = _phrase(one, inside, ranked) if is_plain else ""
            quote = _quote(sentences[one.first : one.last + 1], ranked)
            around = _around(sentences, inside, one, ranked, names)
            told.append(Told(one.kind, quote, names, around, phrase, one.first, one.last))
    return tuple(told)


@lru_cache(maxsize=2_000)
def weigh_told(quote: str, kind: str) -> float:
    """The log-odds that words kept of a mail tell a need or an offer (`kind`)."""
    words = read_sentences(split_sentences(quote))
    found = find_tellings(words, load_listed_weights(), PERHAPS)
    return max((one.odds for one in found if one.kind == kind), default=PERHAPS)


def _clear(found: Sequence[Telling]) -> list[Telling]:
    """Those that are not rather the other kind, though some are both."""
    return [
        one
        for one in found
        if not any(
            other.kind != one.kind
            and other.odds > one.odds + _RATHER
            and other.first <= one.last
            and one.first <= other.last
            for other in found
        )
    ]


def _is_own(inside: Sequence[Words]) -> bool:
    """Whether they tell it of themselves: what a cousin needs is not said of the writer."""
    classes = {name for said in inside for found in said.classes for name in found}
    return "me" in classes and not classes & _OTHERS


def _names(inside: Sequence[Words], ranked: Sequence[tuple[float, int, int]]) -> tuple[str, ...]:
    found: list[str] = []
    for odds, number, at in ranked:
        if odds < _LEAST_WORD or len(found) == _MOST_WORDS:
            break
        said = inside[number]
        name = _written(said, at)
        if len(name) > 2 and name.lower() not in map(str.lower, found):
            found.append(name)
    return tuple(found)


def _written(said: Words, at: int) -> str:
    """A word as it is written, but that at the start of a sentence a capital says nothing."""
    begin, end = said.spans[at]
    return said.text[begin:end] if begin else said.tokens[at]


def _around(
    sentences: Sequence[str],
    inside: Sequence[Words],
    one: Telling,
    ranked: Sequence[tuple[float, int, int]],
    names: Sequence[str],
) -> tuple[str, ...]:
    """The other words of what is told and of the sentences beside it."""
    by_word = load_word_weights()
    found = [(odds, inside[number], at) for odds, number, at in ranked]
    for away in range(1, _REACH + 1):
        for beside in (one.first - away, one.last + away):
            if 0 <= beside < len(sentences):
                said = split_tokens(sentences[beside])
                if len(said.tokens) < _LEAST_SAID:
                    continue  # a greeting or a name
                found += [(odds - _ASIDE * away, said, at)
                          for odds, _, at in rank_words([said], one.kind, by_word)]  # fmt: skip
    named, around = {one.lower() for one in names}, dict[str, str]()
    for _, said, at in sorted(found, key=lambda each: -each[0]):
        token = said.tokens[at]
        if token[0] != "_" and len(token) > 2 and token not in named:
            around.setdefault(token, _written(said, at))
    return tuple(around.values())[:MOST_AROUND]


def _quote(sentences: Sequence[str], ranked: Sequence[tuple[float, int, int]]) -> str:
    """All of it, or the sentence with the thing where all is too long."""
    together = " ".join(sentences)
    if len(together) > _MAX_QUOTE and len(sentences) > 1:
        together = sentences[ranked[0][1]]
    return together[:_MAX_QUOTE]


def _phrase(
    telling: Telling, inside: Sequence[Words], ranked: Sequence[tuple[float, int, int]]
) -> str:
    """The words that name the thing with their article, as they could stand behind "is looking
    for" or "mentioned"; "" where that is not sure.
    """
    odds, number, at = ranked[0]
    said = inside[number]
    if odds < -1.0 or said.tokens[at] == "_link":
        return ""
    near = {place: each for each, where, place in ranked if where == number}
    first = last = at
    while last + 1 < len(said.tokens) and _joined(said, last) and near.get(last + 1, -9) >= _BESIDE:
        last += 1
    while first and last - first < 4 and _joined(said, first - 1):
        if near.get(first - 1, -9.0) < _BESIDE and not _to_article(said, first):
            break
        first -= 1
    phrase = said.text[said.spans[first][0] : said.spans[last][1]]
    before = said.tokens[first - 1] if first and _joined(said, first - 1) else ""
    if first == 0 and said.is_capital(0):
        return ""
    if before in _ARTICLES:
        is_role = is_trade(said.tokens[last])
        if telling.kind == "offer" and is_role and (first < 2 or said.tokens[first - 2] not in _AS):
            return ""
        phrase = f"{_ARTICLES[before]} {phrase}"
    elif not _stands_alone(telling.kind, before, said.tokens[last]):
        is_sought = is_trade(said.tokens[last]) and before in _OPEN and phrase.isascii()
        if telling.kind == "offer" or not is_sought:
            return ""
        phrase = f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"
    return phrase if len(phrase) <= _MAX_VALUE else ""


def _stands_alone(kind: str, before: str, last: str) -> bool:
    """Whether it needs no article: host families, 3D printing."""
    if kind == "offer" and last.endswith("ing"):
        return True
    return bool(_PLURAL.search(last)) and (before in _OPEN or _NUMBER.match(before) is not None)


def _joined(said: Words, at: int) -> bool:
    """Whether nothing but a blank stands between this word and the next."""
    if at + 1 >= len(said.tokens):
        return False
    return said.text[said.spans[at][1] : said.spans[at + 1][0]] == " "


def _to_article(said: Words, first: int) -> bool:
    """Whether an article stands a word or two before, and only words that describe between."""
    for at in range(first - 1, max(-1, first - 4), -1):
        if at + 1 < first and not _joined(said, at):
            return False
        if said.tokens[at] in _ARTICLES:
            return at + 1 < first
        if said.tokens[at] in STOP or not said.tokens[at][0].isalpha():
            return False
    return False
