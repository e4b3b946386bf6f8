"""Decides how a mail greets and takes leave, word for word ("Hi Kim,", "Viele Grüße"), and in which
languages such words can stand.
"""

from __future__ import annotations

import re

from daemon.core.parse.harmless import clean_line
from daemon.core.parse.signature_words import CLOSINGS
from daemon.core.parse.wordlists import one_of, phrases

#: By language the first words of greetings; "hi" and "hallo" stand in several.
_GREETINGS = {
    "en": r"hi|hello|hey|hiya|dear|howdy",
    "de": (
        r"hi|hallo|hey|liebe[rs]?|moin|servus|sehr geehrte[rs]?(?: (?:frau|herr)n?)?|guten tag"
        r"|grüezi|grüß (?:gott|dich)"
    ),
    "fr": r"bonjour|salut|coucou|ch[eè]re?s?",
    "es": r"hola|querid[oa]s?|estimad[oa]s?|apreciad[oa]s?",
}
_GREETING = {
    language: re.compile(rf"(?:{words})\b", re.IGNORECASE) for language, words in _GREETINGS.items()
}
_WORD = r"[^\W\d_][\w'’.-]{0,24}"
_LINE = re.compile(
    rf"(?:(?:{one_of(chr(10).join(_GREETINGS.values()))})(?:,? {_WORD}(?: {_WORD}){{0,2}})?"
    rf"|(?-i:[A-ZÀ-Þ])[\w'’-]{{1,24}})\s?(?:[,:!;]|--?|–|—)",
    re.IGNORECASE,
)
#: What opens a sentence rather than greets, and greets nobody in particular.
_NOT_A_NAME = re.compile(
    r"\b(?:all|both|everyone|everybody|team|folks|guys|there|again|sir|madam|zusammen|alle|"
    r"tous|toutes|todos|thanks|thank|yes|no|ok|okay|sure|well|also|fyi|please|sorry|attached|"
    r"great|done|danke|ja|nein|merci|oui|non|gracias|sí|yep|yeah|agreed|perfect|congratulations|"
    r"unfortunately|however|actually|anyway|right|hmm|oh|ah)\b",
    re.IGNORECASE,
)
#: By language the leave that is taken; thanks are no leave where nothing was received.
_LEAVES = {
    "en": frozenset(
        phrases("""
        best
        best regards
        best wishes
        kind regards
        kindest regards
        warm regards
        warmest regards
        warmly
        regards
        all the best
        all best
        cheers
        sincerely
        yours sincerely
        yours
        yours truly
        take care
        talk soon
        speak soon
        love
        rgds
    """)
    ),
    "de": frozenset(
        phrases("""
        viele grüße
        liebe grüße
        beste grüße
        herzliche grüße
        schöne grüße
        freundliche grüße
        mit freundlichen grüßen
        mit besten grüßen
        mit freundlichem gruß
        gruß
        grüße
        lg
        vg
        mfg
        herzlich
        herzlichst
    """)
    ),
    "fr": frozenset(
        phrases("""
        cordialement
        bien cordialement
        très cordialement
        bien à vous
        bien à toi
        amicalement
        à bientôt
        amitiés
        bises
        sincèrement
        salutations
    """)
    ),
    "es": frozenset(
        phrases("""
        saludos
        un saludo
        saludos cordiales
        un cordial saludo
        un abrazo
        abrazos
        atentamente
        cordialmente
        hasta pronto
    """)
    ),
}
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}")
_MAX_LINE = 60


def read_greeting(text: str) -> str:
    """The greeting of one person at the beginning of a mail, "Hi Kim," or "Kim --"; else ""."""
    first = next((line.strip() for line in text[:500].split("\n") if line.strip()), "")
    found = _LINE.match(first[:_MAX_LINE])
    if found is None or _NOT_A_NAME.search(found[0]):
        return ""
    return clean_line(found[0], _MAX_LINE)


def read_leave(signature: str) -> tuple[str, str]:
    """The closing words with their punctuation and the name below them, each "" where there is
    none: ("Best wishes,", "Nora").
    """
    lines = [line.strip() for line in signature[:300].split("\n") if line.strip()]
    leave = ""
    if lines and lines[0].rstrip(" ,.!-–").lower() in CLOSINGS | _ALL_LEAVES:
        leave = clean_line(lines.pop(0), _MAX_LINE)
    name = lines[0].strip(" ,-–") if lines else ""
    return leave, clean_line(name, _MAX_LINE) if _NAME.fullmatch(name) else ""


def languages_of_greeting(greeting: str) -> frozenset[str]:
    """The languages that a greeting can stand in; a bare name stands in all."""
    found = {language for language, words in _GREETING.items() if words.match(greeting)}
    return frozenset(found or _GREETING)


def languages_of_leave(leave: str) -> frozenset[str]:
    """The languages that closing words can stand in; none where they are thanks or not known."""
    said = leave.rstrip(" ,.!-–").lower()
    return frozenset(language for language, words in _LEAVES.items() if said in words)


_ALL_LEAVES = frozenset().union(*_LEAVES.values())
