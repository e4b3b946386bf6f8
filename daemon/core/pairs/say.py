"""Decides in which words a pair is presented: a sentence that could stand in the mail to both, in
the language in which they write. What people said of themselves becomes what is said of them.
"""

from __future__ import annotations

import re

from daemon.core.model import Fact
from daemon.core.pairs.who import Profile, called
from daemon.core.parse.late import late_pattern

_SWAPS = {
    "my": "their", "our": "their", "me": "them", "us": "them", "mine": "theirs", "ours": "theirs",
    "myself": "themselves", "ourselves": "themselves", "i": "they", "we": "they",
}  # fmt: skip
_FIRST_PERSON = late_pattern(rf"\b(?:{'|'.join(_SWAPS)})\b(?!['’])", re.IGNORECASE)
#: For whom it is looked for, if not for themselves.
_RELATIVE = late_pattern(
    r"\b(?:my|our) (?:\w+ )?(?P<who>son|daughter|niece|nephew|husband|wife|partner|brother|sister"
    r"|cousin|father|mother|dad|mum|mom)\b[^.,;:!?]{0,20}? (?:is|needs|wants|would)\b",
    re.IGNORECASE,
)
_TO_SOMEBODY = late_pattern(r"^any(?=one|body|\b)", re.IGNORECASE)
#: "repair bicycles": what somebody does, as they said it.
_DOES = late_pattern(
    r"(?P<verb>build|make|design|write|edit|translate|repair|restore|print|import|export|sell"
    r"|install"
    r"|organi[sz]e|coach|represent|photograph|bake|mentor|breed|grow|tune|publish|develop|maintain"
    r"|supply|distribute|teach|train|advise|paint|record|produce|manufacture|rent|hire|look"
    r"|break|blow"
    r"|keep|co-?found|run|do|play|shoot|chair|lead|host|mend|fix|sew|cook|put|invest|offer|help"
    r"|handle"
    r"|take|give)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: There is one of each in a house, and they take no article.
_OFFICE = late_pattern(
    r"(?:managing|head|chief|director|partner|president|chair|c[etf]o\b|vice)", re.IGNORECASE
)
_SERVICE = late_pattern(
    r"\b(?:services?|shop|studio|agency|workshops?|courses?|lessons|classes|consultancy|business)$"
)
#: "writing Rust" is done; "landscape gardening" is offered.
_DOING = late_pattern(
    r"(?:writing|doing|building|selling|translating|managing|leading|developing|running) \w",
    re.IGNORECASE,
)
_TRADE = late_pattern(
    r"an? [\w’'-]+(?: [\w’'-]+){0,3}?(?:er|or|ist|ant|ian|yst|man|woman|vet|nurse|chef|cook"
    r"|attorney|physio|architect|solicitor|smith|wright)\b",
    re.IGNORECASE,
)
#: Longer phrases may have been cut.
_WHOLE = 52
#: A place of work of one's own: "security consultancy".
_HOUSE = late_pattern(
    r"(?!(?:an?|the|our|my)\b)[a-z][\w -]*\b(?:practice|consultancy|business|shop|studio|agency"
    r"|firm|company|workshop|bakery|clinic|restaurant)"
)
#: What was left over where a phrase was cut.
_TAIL = late_pattern(
    r"(?: (?:while|and|or|but|when|because|now|again|at|in|for|of|with|from|by|to|the|a|an|by the"
    r" \w+))+$",
    re.IGNORECASE,
)
#: What "offers" may stand before; and what is nothing without the sentence around it.
_GIVEN = late_pattern(
    r"(?:[\w’'-]+ )*(?:\w{3,}ing|lessons|classes|courses|tuition|translations|talks|advice"
    r"|insurance|services?|space|rooms?|flat|house|hall|office|workshops|tours|support|places|repairs)\b.*"
)
_POINTS_BACK = late_pattern(
    r"\b(?:it|this|that|them|one|something|anything|nothing|so|such|those|these)\W*$",
    re.IGNORECASE,
)
#: What says itself who does it: "does 3D printing".
_WHO = late_pattern(
    r"(?:does|makes|repairs|sells|prints|could|can|would|might|builds|teaches|knows|takes|gives"
    r"|runs|plays|tunes|mends|fixes|rents|lets|works)\b"
)
_NO_ARTICLE = late_pattern(
    r"(?!(?:an?|the|one|some\w*|another|two|few|people|help|new)\b)[\w -]*[^s]"
)
_YOURS = late_pattern(r" (?:in|among|from) your (?:circle|network|friends)\b", re.IGNORECASE)
_NEW_IN = late_pattern(r"\bstarted out (?:in|as) (?P<trade>[^.,;:!?]{3,40})", re.IGNORECASE)


def meeting_words(one: Profile, need: Fact, other: Profile, kind: str, value: str) -> str:
    """`Ann is looking for a plumber, and Bob works as one.`: in their language."""
    first, second = called(one.person), called(other.person)
    language = one.language or other.language
    if language == "de":
        return f"{first} sucht {need.value}, und {second} könnte dabei helfen."
    if language == "fr":
        return f"{first} cherche {need.value}, et {second} pourrait aider."
    if language == "es":
        return f"{first} busca {need.value}, y {second} podría ayudar."
    relative = _RELATIVE.search(need.quote)
    who = f"{first}'s {relative['who'].lower()}" if relative else first
    return f"{who} is looking for {_wanted(need.value)}, and {_does(second, other, kind, value)}."


def loose_words(one: Profile, need: Fact, other: Profile, kind: str, value: str) -> str:
    """What may bring two together, for the owner alone, who reads the mails: in English."""
    first, second = called(one.person), called(other.person)
    wanted, does = _topic(need.kind, need.value), _topic(kind, value)
    has = f"is: {does}" if kind in ("title", "organisation") else f"may offer it ({does})"
    return f"{first} may look for something ({wanted}) and {second} {has}."


def _topic(kind: str, value: str) -> str:
    """What was told plainly, or the words that may name a thing."""
    return ", ".join(value.partition("; ")[0].split()) if kind.startswith("perhaps_") else value


def is_sayable(need: Fact, kind: str, value: str, language: str) -> bool:
    """Whether `meeting_words` make a sentence that can stand in a mail; else there is a marked
    place for the owner's own.
    """
    wanted = _TAIL.sub("", need.value)
    if _POINTS_BACK.search(wanted) or not 2 < len(wanted) <= _WHOLE:
        return False
    return language not in ("", "en") or kind != "offer" or is_offer_sayable(value)


def is_offer_sayable(value: str) -> bool:
    """Whether `offer_words` say it in English, not "offers masts" or "translates"."""
    value = _TAIL.sub("", value)
    if _POINTS_BACK.search(value):
        return False
    if value.lower().startswith("the ") or _HOUSE.fullmatch(value) or _TRADE.match(value):
        return True
    does = None if _SERVICE.search(value) else _DOES.fullmatch(value)
    if does is not None:
        return bool(does["rest"].strip())
    return bool(_GIVEN.fullmatch(value))


def shared_words(kind: str, one: Profile, other: Profile, what: str) -> str:
    """What two have in common, in their language."""
    first, second = called(one.person), called(other.person)
    said = {
        ("interest", "de"): f"{first} und {second} mögen beide: {what}.",
        ("interest", "fr"): f"{first} et {second} ont une passion commune : {what}.",
        ("interest", "es"): f"{first} y {second} comparten una afición: {what}.",
        ("met_at", "de"): f"{first} und {second} waren beide dort: {what}.",
        ("met_at", "fr"): f"{first} et {second} y étaient tous les deux : {what}.",
        ("met_at", "es"): f"{first} y {second} estuvieron allí: {what}.",
        ("event", "de"): f"{first} und {second} haben beide vor: {what}.",
        ("event", "fr"): f"{first} et {second} ont un rendez-vous commun : {what}.",
        ("event", "es"): f"{first} y {second} coinciden en algo: {what}.",
    }
    english = {
        "interest": "share a liking for",
        "met_at": "were both at",
        "event": "both told me about",
    }
    named = f"{first} and {second} {english[kind]} {from_them(what)}."
    return said.get((kind, one.language or other.language), named)


def perhaps_alike_words(kind: str, one: Profile, other: Profile, what: str) -> str:
    """What two may have in common, for the owner alone, who reads the mails: in English."""
    does = "go to" if kind == "perhaps_goes" else "like"
    return f"{called(one.person)} and {called(other.person)} may both {does} it: {what}."


def perhaps_newcomer_words(new: Profile, host: Profile, where: str) -> str:
    """Who may be new where another may be at home, for the owner alone: in English."""
    first, second = called(new.person), called(host.person)
    return f"{first} may be new to {where}, which {second} may know well."


def newcomer_words(new: Profile, host: Profile, where: str, told: Fact, is_hub: bool) -> str:
    """Somebody new in a town or a trade, and who is at home there."""
    first, second = called(new.person), called(host.person)
    language = new.language or host.language
    if language in ("de", "fr", "es"):
        return {
            "de": f"{first} ist neu: {where}. {second} kennt sich dort aus.",
            "fr": f"{first} débute ici : {where}. {second} connaît bien ce milieu.",
            "es": f"{first} acaba de llegar: {where}. {second} conoce bien ese mundo.",
        }[language]
    if told.kind == "organises":
        runs = "" if _DOES.fullmatch(told.value) else "runs "
        knows = f"{second} {runs}{third_person(told.value)}"
    else:
        people = "the place and many people there" if is_hub else "the place"
        knows = f"{second} knows {people}"
    return f"{first} is new in {from_them(where)}, and {knows}."


def is_new(value: str) -> str:
    """The trade that somebody has just begun, or ""."""
    found = _NEW_IN.search(value)
    return found["trade"].strip() if found else ""


def offer_words(name: str, value: str) -> str:
    """`Bob repairs bicycles`, `Bob works as a bookkeeper`, `Bob offers life insurance`."""
    value = _TAIL.sub("", value)
    if value.lower().startswith("the "):
        return f"{name} runs the {from_them(value[4:])}"
    if _HOUSE.fullmatch(value):
        return f"{name} runs {'an' if value[:1] in 'aeiou' else 'a'} {value}"
    if _DOES.fullmatch(value) and not _SERVICE.search(value):
        return f"{name} {third_person(value)}"
    if _DOING.match(value):
        return f"{name} is {from_them(value)}"
    verb = "works as" if _TRADE.match(value) else "offers"
    return f"{name} {verb} {from_them(value)}"


def third_person(words: str) -> str:
    """`repair bicycles` as `repairs bicycles`; other words as they are."""
    found = _DOES.fullmatch(words)
    if found is None:
        return from_them(words)
    verb = found["verb"].lower()
    ending = "es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else "s"
    if re.search(r"[^aeiou]y$", verb):
        verb, ending = verb[:-1], "ies"
    return f"{verb}{ending}{from_them(found['rest'])}"


def from_them(words: str) -> str:
    """What somebody said of themselves, said of them."""
    return _FIRST_PERSON.sub(lambda found: _SWAPS[found[0].lower()], _YOURS.sub("", words))


def _wanted(value: str) -> str:
    value = _TAIL.sub("", value)
    value = from_them(_TO_SOMEBODY.sub("some", value) if " " in value else value)
    if _DOES.fullmatch(value):
        return f"somebody to {value}"
    if _WHO.match(value):
        return f"somebody who {value}"
    if _NO_ARTICLE.fullmatch(value):
        value = f"{'an' if value[:1] in 'aeiou' else 'a'} {value}"
    return value


def _does(name: str, other: Profile, kind: str, value: str) -> str:
    if kind == "title":
        place = other.person.organisation
        article = "an " if value[:1].lower() in "aeiou" else "a "
        if "," in value or _OFFICE.match(value):
            article = ""
        return f"{name} is {article}{value}" + (f" at {place}" if place else "")
    if kind == "organisation":
        return f"{name} is with {value}"
    return offer_words(name, value)
