"""Decides whom the first line of a message addresses, which tells who is meant among many."""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.wordlists import one_of, words

NAME = "greeting"
VERSION = 1
_MAX_NAMES = 4

_HELLO = one_of(r"""
    (?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day))
    (?:hallo|hi|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|moin|servus)
    (?:grüezi|grüß gott)
    (?:bonjour|bonsoir|salut|coucou|ch[eè]re?s?)
    (?:hola|estimad[oa]s?|querid[oa]s?|apreciad[oa]|buen(?:os|as) (?:días|tardes|noches)|buen día)
    (?:beste|geachte|dag|hoi|goedemorgen|goedemiddag|goedenavond)
    (?:ciao|buongiorno|buonasera|gentile|gentilissim[oa]|egregi[oa]|car[oaie]|salve)
    (?:olá|oi|prezad[oa]s?|car[oa]s?|bom dia|boa tarde|boa noite)
    (?:hej|hei|kære|kjære|bästa|cześć|dzień dobry|witam|ahoj|dobrý den|kedves)
""")
_TITLES = words("""
    mr mrs ms miss mx dr prof professor sir madam herr herrn frau m mme mlle monsieur madame sr sra
    srta señor señora don doña signor signora sig dott dottor dottoressa meneer mevrouw dhr mevr
    senhor senhora doutor fru pan pani
""")
_NOBODY = words("""
    all everyone everybody team folks guys gang sir madam sirs there friend friends colleague
    colleagues ladies gentlemen good morning afternoon evening day guten tag morgen abend tage
    bonjour bonsoir buenos buenas buongiorno again both zusammen alle allerseits damen herren
    leute kollegen kolleginnen freunde tous toutes monsieur madame messieurs mesdames équipe
    collègues todos todas equipo amigos señores allemaal collega's tutti tutte colleghi pessoal
    equipe thanks thank yes no ok okay sure well also attached please fyi hello hi hey sorry
    great done note first second today tomorrow yesterday however actually anyway ja nein oui
    non sí danke merci gracias monday tuesday wednesday thursday friday saturday sunday
    congratulations agreed perfect unfortunately regarding re just per as if when
""")
_HELLO_LINE = re.compile(
    rf"\W{{0,3}}{_HELLO},?\s+(?:there\s+)?([^,!:;\n?]{{1,70}}?)\s*(?:[,!:;]|\s[-–—]|\.?$)",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{0,24}"
_BARE_LINE = re.compile(
    rf"\s{{0,3}}({_NAME}(?:\s{_NAME})?(?:(?:,\s|\s?/\s?|\s?&\s?|\sand\s|\sund\s|\set\s|\sy\s){_NAME}){{0,3}})"
    r"\s{0,2}(?:[,:]|\s[-–—]|[-–—]\s|--|\.\.\.?|$)"
)
_BETWEEN = re.compile(
    r"\s*(?:,|/|&|\band\b|\bund\b|\bet\b|\by\b|\ben\b|\be\b|\boch\b)\s*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*", re.UNICODE)


def _first_names(text: str) -> list[str]:
    """Of "Mr. Ward", "Kim and Bob", "Frau Dr. Weber" the name one would say."""
    names: list[str] = []
    for part in _BETWEEN.split(text):
        said = [word for word in _WORD.findall(part) if word.lower() not in _TITLES]
        if not said or len(said) > 3 or not said[0][:1].isupper():
            continue
        if any(word.lower() in _NOBODY for word in said):
            continue
        names.append(said[0])
    return names[:_MAX_NAMES]


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """One finding of kind `named`: `value` holds the names addressed, joined by ", ", a family
    name where only that was said; `quote` is the line.
    """
    first = next((line.strip() for line in message.new_text[:2000].split("\n") if line.strip()), "")
    line = first[:200]
    found = _HELLO_LINE.match(line)
    bare = None if found else _BARE_LINE.match(line)
    if (
        bare is not None
        and bare.end() == len(line)
        and not line.endswith((",", ":", "-", "–", "—"))
    ):
        bare = None  # a line that is only a name may be the whole answer
    said = found or bare
    names = _first_names(said[1]) if said else []
    return (Finding("named", line, ", ".join(names)),) if names else ()
