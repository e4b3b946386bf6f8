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
#: Titles that greet by themselves, "Mr. Spencer:"; those of no language stand in every.
_TITLES = {
    "en": r"mr\.?|mrs\.?|ms\.?|miss",
    "de": r"herr|frau",
    "fr": r"monsieur|madame|mme",
    "es": r"señora?|sra?\.?",
    "": r"dr\.?|prof\.?",
}
_TITLE = {
    language: re.compile(rf"(?:{words}) ", re.IGNORECASE)
    for language, words in _TITLES.items()
    if language
}
_WORD = r"[^\W\d_][\w'’.-]{0,24}"
_HELLOS = one_of("\n".join(_GREETINGS.values()))
_NAMED = (
    rf"(?:{one_of(chr(10).join(_TITLES.values()))}) (?-i:[A-ZÀ-Þ])[\w'’-]{{1,24}}"
    r"|(?-i:[A-ZÀ-Þ])[\w'’-]{1,24}"
)
_LINE = re.compile(
    rf"(?:(?:{_HELLOS})(?:,? {_WORD}(?: {_WORD}){{0,2}})?|{_NAMED})\s?(?:[,:!;]|--?|–|—)",
    re.IGNORECASE,
)
#: Without a mark behind it, on a line of its own: "Susan", "Hi Susan".
_OPEN_LINE = re.compile(rf"(?:{_HELLOS}) (?-i:[A-ZÀ-Þ])[\w'’-]{{1,24}}|{_NAMED}", re.IGNORECASE)
#: What opens a sentence rather than greets, and greets nobody in particular.
_NOT_A_NAME = re.compile(
    r"\b(?:all|both|everyone|everybody|team|folks|guys|there|again|sir|madam|zusammen|alle|"
    r"tous|toutes|todos|thanks|thank|yes|no|ok|okay|sure|well|also|fyi|please|sorry|attached|"
    r"great|done|danke|ja|nein|merci|oui|non|gracias|sí|yep|yeah|agreed|perfect|congratulations|"
    r"unfortunately|however|actually|anyway|right|hmm|oh|ah)\b",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]*(?=\W*$)")
_SEVERAL = re.compile(r" (?:and|und|et|y|e|&) ", re.IGNORECASE)
#: Jests, endearments, groups, and words that begin a sentence.
_NO_NAMES = re.compile(
    r"fool|stranger|dude|buddy|bro|man|boss|chief|honey|hon|sweetie|sweetheart|darling|babe|baby|"
    r"love|dear|friend|beautiful|gorgeous|handsome|sunshine|mom|mum|dad|sis|"
    r"schatz|schatzi|liebling|süße[r]?|hübsche[r]?|mama|papa|mutti|vati|alter|"
    r"ch[eè]re?s?|chérie?|maman|cariño|guap[oa]|mamá|papá|tío|tía|"
    r"gentlemen|ladies|men|women|woman|people|friends|colleagues?|volunteers|customers?|clients?|"
    r"members?|employees?|participants?|sirs|bud|pops?|sparky|pig|greetings|regards|cordially|so|"
    r"kollegen|kolleginnen|kunde|damen|herren|freunde|amigos|amis|"
    r"h?mm+|ha(?:ha)+|wow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|"
    r"yesterday|meanwhile|otherwise|finally|question|note|update|reminder|welcome|morning|"
    r"evening|afternoon|heute|morgen|gestern|leider|bonjour|bonsoir|aujourd'hui|demain|hoy|mañana",
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
        much love
        lots of love
        all my love
        with love
        hugs
        xoxo
        xo
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
        alles liebe
        in liebe
        deine
        dein
        bussi
        küsse
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
        bisous
        gros bisous
        grosses bises
        je t'embrasse
        tendrement
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
        un fuerte abrazo
        un beso
        besos
        con cariño
        besitos
        abrazos
        atentamente
        cordialmente
        hasta pronto
    """)
    ),
}
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,2}}")
#: "Love, Kim" on one line.
_LEAVE_AND_NAME = re.compile(rf"([^,]{{2,40}},)\s+({_WORD})$")
_MAX_LINE = 60


def read_greeting(text: str) -> str:
    """The greeting of one person at the beginning of a mail, "Hi Kim," or "Kim --"; else ""."""
    lines = [line.strip() for line in text[:500].split("\n") if line.strip()]
    first = lines[0] if lines else ""
    found = _LINE.match(first[:_MAX_LINE])
    if found is None and len(lines) > 1:
        found = None if first.isupper() else _OPEN_LINE.fullmatch(first)
    if found is None or _NOT_A_NAME.search(found[0]):
        return ""
    return clean_line(found[0], _MAX_LINE)


def read_greeted_name(greeting: str) -> str:
    """The name in a greeting, "Angie" of "Hi, Angie!"; "" where it holds none or several, or what
    is said in jest, to whom one is close to, or to anybody: "Hey Stranger!", "Honey,", "Boo!".
    """
    if _SEVERAL.search(greeting) or (is_bare_name(greeting) and greeting.endswith("!")):
        return ""
    found = _LAST_WORD.search(greeting)
    name = found[0] if found else ""
    if not name[:1].isupper() or greeting.isupper() or _NO_NAMES.fullmatch(name):
        return ""
    return "" if any(words.fullmatch(name) for words in _GREETING.values()) else name


def is_marked(greeting: str) -> bool:
    """Whether a mark stands behind a greeting, which tells it from a heading: "Susan," """
    return not greeting[-1:].isalpha()


def is_bare_name(greeting: str) -> bool:
    """Whether a greeting is one word, which may as well begin a sentence: "Ivy," "Meanwhile,"."""
    return len(greeting.strip(" ,:!;-–—").split()) == 1


def read_leave(signature: str) -> tuple[str, str]:
    """The closing words with their punctuation and the name below them, each "" where there is
    none: ("Best wishes,", "Nora").
    """
    lines = [line.strip() for line in signature[:300].split("\n") if line.strip()]
    both = _LEAVE_AND_NAME.match(lines[0]) if lines else None
    if both and both[1].rstrip(" ,").lower() in CLOSINGS | _ALL_LEAVES:
        lines[:1] = [both[1], both[2]]
    leave = ""
    if lines and lines[0].rstrip(" ,.!-–").lower() in CLOSINGS | _ALL_LEAVES:
        leave = clean_line(lines.pop(0), _MAX_LINE)
    name = lines[0].strip(" ,-–") if lines else ""
    return leave, clean_line(name, _MAX_LINE) if _NAME.fullmatch(name) else ""


def languages_of_greeting(greeting: str) -> frozenset[str]:
    """The languages that a greeting can stand in; a bare name stands in all."""
    found = {
        language
        for words_of in (_GREETING, _TITLE)
        for language, words in words_of.items()
        if words.match(greeting)
    }
    return frozenset(found or _GREETING)


def languages_of_leave(leave: str) -> frozenset[str]:
    """The languages that closing words can stand in; none where they are thanks or not known."""
    said = leave.rstrip(" ,.!-–").lower()
    return frozenset(language for language, words in _LEAVES.items() if said in words)


_ALL_LEAVES = frozenset().union(*_LEAVES.values())
