"""Decides in which language a text is written, by its small words and its letters; silent where it
is short, mixed, or in a language that is not in the tables.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from daemon.core.parse.language_words import LETTERS, SMALL_WORDS

_MAX_CHARS = 3_000
#: What a language must score, by how much it must lead, and which share of the words must be its.
_LEAST = 2.5
_LEAD = 1.8
_SHARE = 0.14
_MOST_TIMES = 3

_NOT_WORDS = re.compile(r"\S*[@/\\_]\S*|\S*\d\S*|\b\w+\.\w+\.?\w*")
_MAY_BE_NONE = re.compile(r"[@/\\_\d]|\w\.\w")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Where a text in ASCII has none of these, it is all words.
_MARKS_OF_NONE = "@/\\_0123456789"
_DOT_INSIDE = re.compile(r"\.(?<=\w\.)\w")
#: In ASCII: blanks for all that stands in no word.
_WORDS_ALONE = {at: " " for at in range(128) if not chr(at).isalpha() and chr(at) != "'"}
_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_NOT_RUSSIAN = re.compile("[іїєґўђћџљњјѕІЇЄҐ]")
_RUSSIAN = re.compile("[ыэъёЫЭЁ]")
_GREEK = re.compile("[\u0370-\u03ff]")
_FEW_LETTERS = 12


def _weigh() -> dict[str, tuple[tuple[str, float], ...]]:
    """For each small word its languages, and what it counts in each: less where many have it."""
    holders: dict[str, list[str]] = {}
    for language, small in SMALL_WORDS.items():
        for word in small:
            holders.setdefault(word, []).append(language)
    return {
        word: tuple((one, 1.0 / len(languages) ** 1.5) for one in languages)
        for word, languages in holders.items()
    }


_WEIGHTS = _weigh()


@lru_cache(maxsize=2)  # two detectors ask of the same mail
def detect_language(text: str) -> str:
    """The language of a text as an ISO 639-1 code, or empty; at most 3,000 characters are read."""
    text = text[:_MAX_CHARS]
    if not text.isascii():
        script = _by_script(text)
        if script != "latin":
            return script
    counts = Counter(_find_words(text))
    scores: defaultdict[str, float] = defaultdict(float)
    for word in [word for word, times in counts.items() if times > _MOST_TIMES]:
        counts[word] = _MOST_TIMES  # a word said ten times is no ten witnesses
    said = sum(counts.values())
    small = [(word, times) for word, times in counts.items() if word in _WEIGHTS]
    for word, times in small:
        for language, weight in _WEIGHTS[word]:
            scores[language] += weight * times
    if not text.isascii():
        for letter in set(text.lower()) & LETTERS.keys():
            scores[LETTERS[letter]] += 1.0
    if not scores:
        return ""
    first, *others = sorted(scores, key=lambda one: -scores[one])
    second = scores[others[0]] if others else 0.0
    if scores[first] < _LEAST or scores[first] < _LEAD * second:
        return ""
    seen = sum([times for word, times in small if word in SMALL_WORDS.get(first, ())])
    return first if seen >= max(3, _SHARE * said) else ""


def _find_words(text: str) -> list[str]:
    """The words in small letters, without addresses, numbers and names of files."""
    is_plain = text.isascii() and not any(map(text.__contains__, _MARKS_OF_NONE))
    if not is_plain or _DOT_INSIDE.search(text):
        text = " ".join(
            one if one.isalpha() or not _MAY_BE_NONE.search(one) else _NOT_WORDS.sub(" ", one)
            for one in text.split()
        )
    small = text.lower().replace("’", "'")
    if not small.isascii():
        return _WORD.findall(small)
    alone = small.translate(_WORDS_ALONE).split()  # the same in a fifth of the time
    if "'" not in small:
        return alone
    found: list[str] = []
    for one in alone:
        if "'" in one:
            found += _WORD.findall(one)
        else:
            found.append(one)
    return found


def _by_script(text: str) -> str:
    """The language that a script gives away, "latin" where letters cannot tell, else empty."""
    latin = len(re.findall("[A-Za-z]", text))
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    hangul, cyrillic = len(_HANGUL.findall(text)), len(_CYRILLIC.findall(text))
    greek = len(_GREEK.findall(text))
    most = max(kana + han, hangul, cyrillic, greek)
    if most < 4 or most < latin / 2:
        return "latin"
    if most < _FEW_LETTERS and not kana > 3:
        return ""
    if kana + han == most:
        # Chinese has no kana, and Japanese hardly a sentence without.
        return "ja" if kana * 5 > han else ("zh" if kana == 0 else "")
    if hangul == most:
        return "ko"
    if greek == most:
        return "el"
    if _UKRAINIAN.search(text):
        return "" if _RUSSIAN.search(text) else "uk"
    return "ru" if _RUSSIAN.search(text) and not _NOT_RUSSIAN.search(text) else ""
