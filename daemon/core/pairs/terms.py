"""Decides what the words of a passage are worth for saying what it is about, the likelier to name
the thing the more, and what these words are near to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from daemon.core.given_names import is_given_name
from daemon.core.names import plain_letters
from daemon.core.pairs.alternatives import load_alternatives
from daemon.core.pairs.fields import load_fields
from daemon.core.pairs.lexicon import look_up
from daemon.core.pairs.matching import Vocabulary, find_phrases, split_words, stem
from daemon.core.pairs.small_talk import SMALL_TALK
from daemon.core.parse.late import late_pattern
from daemon.core.parse.need_features import STOP, is_trade
from daemon.core.parse.need_model import load_known
from daemon.core.parse.wordlists import words as word_set
from daemon.core.values import dataclass

_WORD = late_pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: Names of trades that are people, not things: "roofer", and not "roof".
_WHO = late_pattern(
    r"(?:er|or|ist|ian|ant|man|woman|smith|wright|eur|euse|iste|ien|ienne|ier|ière|teur|trice|erin"
    r"|ant|ante|ent|ero|era|ista|dor|dora|or|ora|ado|ada|ogo|oga|anwalt|arzt|ärztin)s?$"
    r"|^(?:attorney|vet|chef|nurse|cook|physio|notary|architect|coach|tutor|accountant|midwife|guide"
    r"|surgeon|chemist|avocate?|médecin|koch|notar)s?$"
)
#: What stands before or behind an apostrophe, and is no word of its own.
_CLIPPED = late_pattern(r"^(?:[cdjlmnst]|qu)'|'(?:s|ve|re|ll|m|d)$|n't$", re.IGNORECASE)
#: Who knows no more of a word than that few use it counts it so much.
_UNKNOWN, _OFTEN = 0.6, 0.2
#: A word so long is mostly made of two, and says more.
_LONG, _LONG_WORD = 0.7, 9
#: A word that the large table of English words does not have is rare.
_RARE = 0.75
#: Trades of which what they are for says as much: a teacher of what?
_TRADE, _WIDE_TRADE = 1.0, 0.6
_WIDE = word_set("""
    teacher translator lawyer coach engineering developer designer doctor musician
""")
#: A word of a field of work counts at least so much; where nothing else is known of it, so much.
_OF_A_FIELD, _OF_A_FIELD_ELSE = 0.5, 0.85
#: Each word further down the list counts so much less.
_FALL = 0.09
_LEAST_FAR = 0.35
#: Less than this says nothing of a subject.
_LEAST_WEIGHT = 0.12


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a passage: what it stands for, how much it counts (0 to 1), what is near it, the
    fields of work that it belongs to, whether it names a trade, where it is one of several of a
    kind (a language), the kind and which one, and whether it may be a part of longer words.
    """

    word: str
    means: frozenset[str]
    counts: float
    near: Mapping[str, float]
    fields: frozenset[str] = frozenset()
    is_trade: bool = False
    one_of: tuple[str, str] | None = None
    may_be_part: bool = False


def read_terms(value: str, language: str, words: Vocabulary, told: str = "") -> tuple[Term, ...]:
    """The words of what only may be told, likeliest first, each with what it is worth; two words of
    the sentence `told` that together are something else ("data protection") count as that.
    """
    said = _WORD.findall(value.replace("’", "'"))
    for phrase, meaning in find_phrases(told or value):
        parts = phrase.replace("-", " ").split()
        at = min((at for at, one in enumerate(said) if plain_letters(one) in parts), default=None)
        if at is not None:
            said = [one for one in said if plain_letters(one) not in parts]
            said.insert(at, meaning)
    return tuple(_terms(said, language, words))


def _terms(said: Iterable[str], language: str, words: Vocabulary) -> Iterator[Term]:
    far, seen = 1.0, set[str]()
    for word in said:
        for part in word.split("-"):
            term = read_term(part, language, words)
            if term is None or not seen.isdisjoint(term.means):
                continue
            seen |= term.means
            yield replace(term, counts=term.counts * far)
            far = max(_LEAST_FAR, far - _FALL)


@lru_cache(maxsize=1_000)  # many passages have the same words
def read_term(word: str, language: str, words: Vocabulary) -> Term | None:
    """What one word stands for; None where it says nothing of a subject."""
    word = _CLIPPED.sub("", word)
    plain = word.lower()
    if len(plain) < 3 or plain in STOP or plain_letters(plain) in _small_talk():
        return None
    tokens = split_words(plain, words)
    if not tokens:
        return None
    means, weight, near = set(tokens), 0.0, dict[str, float]()
    is_ours = not words.trades.isdisjoint(tokens)
    one_of = load_alternatives().get(plain_letters(plain))
    is_name = is_given_name(plain) or (word[:1].isupper() and language != "de")
    if is_name and not is_ours and one_of is None:
        return None
    table = load_fields().get(language or "en")
    fields = frozenset[str]()
    if table is not None:
        fields = table.find(plain_letters(plain), compound=language == "de")
        # "Report" has the stem of a trade, but is none.
        if is_trade(plain) or is_trade(plain.removesuffix("s")):
            fields = fields.union(*(table.find(token) for token in tokens if token in words.trades))
    known = look_up(plain) if language in ("", "en") else None
    if known is not None:
        weight = known.weight
        means.add(stem(plain_letters(known.lemma)))
        near = {stem(plain_letters(each)): much for each, much in known.near.items()}
    elif plain not in load_known():
        weight = _LONG if len(plain) >= _LONG_WORD else _UNKNOWN
        weight = _RARE if language in ("", "en") else weight
    else:
        weight = _OFTEN
    if one_of is not None:
        means.add(one_of[1])
        weight = _TRADE
    elif is_ours and is_trade(plain):
        weight = _TRADE if _WIDE.isdisjoint(tokens) else _WIDE_TRADE
    elif fields:
        weight = max(weight, _OF_A_FIELD if known is not None else _OF_A_FIELD_ELSE)
    elif not words.little.isdisjoint(tokens):
        weight = min(weight, _OFTEN)
    if weight < _LEAST_WEIGHT:
        return None
    named = _WHO.search(plain) is not None
    named = named and (is_trade(plain) or (known is None and weight == _RARE))
    # Of English compounds the table of words knows what they come of.
    may_be_part = language not in ("", "en") and (language != "de" or word[:1].isupper())
    return Term(plain, frozenset(means), weight, near, fields, named, one_of, may_be_part)


@cache
def _small_talk() -> frozenset[str]:
    return frozenset(map(plain_letters, SMALL_TALK))
