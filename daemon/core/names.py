"""Decides what to call somebody: the name to show, and the first name to greet with. Where that is
not plain it answers "" and the greeting stays neutral: no name is better than a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from daemon.core.given_names import is_given_name
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.late import late_pattern


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


#: Longer display names are no names, and would only cost time.
_MAX_NAME = 100

#: "Bob via LinkedIn", "Bob (JIRA)" and the like are sent by a service in somebody's name.
_VIA = late_pattern(r"\b(via|on behalf of|im auftrag|por medio de)\b", re.IGNORECASE)
_ASIDE = late_pattern(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")
#: What follows these is the organisation: "Bob Smith | Acme", "Bob Smith - Acme", "Bob @ Acme",
#: "Bob Smith/HOU/ACME" (Lotus Notes).
_EMPLOYER = late_pattern(r"\s(?:[|/·•@–—-]|at|from|bei|chez)\s.*$|\s*[|·•].*$|/[A-Z].*$")
_ADDRESS = late_pattern(r"^\S+@\S+$")

_TITLES = _words(
    "dr prof professor mr mrs ms miss mx sir dame lord lady rev father sister capt captain col "
    "herr frau hr fr ing dipl dipl-ing mag med m mme mlle monsieur madame mademoiselle me "
    "sr sra srta don doña dott ir drs"
)
NAME_SUFFIXES = _words(
    "jr sr ii iii iv phd ph.d md m.d mba cpa cfa pmp esq msc m.sc bsc b.sc ma ba llm jd rn dds "
    "dipl-ing mim pe cissp"
)
_COMPANY = _words(
    "inc llc ltd limited corp corporation gmbh ag kg ug sa sarl sas srl spa bv nv ab oy plc pty co "
    "company group gruppe holding partners consulting solutions services technologies university "
    "systems airlines center centre universität bank foundation stiftung association verein "
    "institute llp"
)
_ROLES = _words(
    "info sales support team office admin contact hello noreply no-reply newsletter news service "
    "services billing accounts accounting help helpdesk desk marketing press jobs careers hr it "
    "mail mailer daemon postmaster webmaster notifications notification reply donotreply the "
    "department abteilung kundenservice kundendienst vertrieb buchhaltung kontakt contacto ventas "
    "reception secretary secretariat customer care account accountsreceivable orders order shop "
    "store alerts alert updates update community events system security invoices rechnung board "
    "announcement delivery subsystem committee undisclosed recipients unknown user"
)
NAME_PARTICLES = _words(
    "van von der den de da di du del della la le les dos das do ten ter zu zum zur bin ibn al el "
    "af av y e san"
)
#: Family names that are written first in their own countries, and are no first names elsewhere.
_FAMILY_FIRST = _words(
    "nguyen nguyễn tran trần pham phạm zhang wang liu chen yang huang zhao zhou wu xu zhu hu guo "
    "lin sun ma gao luo zheng liang xie tang feng deng cao peng yamada tanaka suzuki sato "
    "takahashi watanabe ito yamamoto nakamura kobayashi"
)
#: Small words that say what stands before or behind them.
_BETWEEN = _words("via auftrag at from bei chez and und et y")
_TOLD_APART = _TITLES | NAME_SUFFIXES | _ROLES | _COMPANY | _BETWEEN
#: Letters before this one are Latin, Greek or Cyrillic; two of them stand for an `i` of any case.
_FAR, _LIKE_I = "\u0530", "\u0130\u0131"
#: All marks that combine are among these.
_FAR_LETTER = late_pattern("[^\x00-\u02ff]")
_VOWEL = late_pattern(r"[aeiouyäöüáéíóúàèìòùâêîôûåæøœ]", re.IGNORECASE)
#: Addresses cut family names to so many letters, not shorter.
_CUT_SHORT = 6
#: "jo_m._bee", "jo-bee", "jo.m.bee".
_MARKED_LOCAL = late_pattern(r"([^\W\d_]{2,20})(?:[._-]{1,2}[^\W\d_])?[._-]{1,2}([^\W\d_]{2,30})")
_JOINED = late_pattern(r"\s(?:&|\+|and|und|et|y)\s|[;\d]", re.IGNORECASE)


def first_name(name: str, email: str = "") -> str:
    """The name to greet somebody with, from their display name, else from an address that is
    clearly first.last; "" where it is not plain.
    """
    whole = plain_name(name, email)
    if not whole:
        return "" if _says_something(name) else _split_local(email)[0]
    if _is_cjk(whole):
        return whole
    words = whole.split()
    titled = len(words)
    words = without_titles(words)
    if not words or (len(words) == 1 and titled > 1):
        return ""  # "Dr. Smith", "Frau Müller": that is a family name
    if len(words) == 1 and _is_no_given_name(words[0], name, email):
        return ""
    if _is_initial(words[0]):
        return _first_by_initial(words, email)
    found = _parsed_first(" ".join(words))
    lowered = found.lower()
    if "?" in found or "\ufffd" in found:
        return ""  # a letter was lost on the way
    if len(found) < 2 or lowered in NAME_PARTICLES or lowered in _FAMILY_FIRST or lowered in _ROLES:
        return ""
    return found


def display_name(names: Sequence[str], email: str) -> str:
    """The best of several display names, the most trusted given first: one with two words or
    more before one with a single word; else a name read from the address, else the address.
    """
    plain = [found for name in names if (found := plain_name(name, email))]
    # One word alone may as well be a department; it counts where it could be greeted, or where
    # the address says the same.
    plain = [
        name
        for name in plain
        if " " in name or _is_cjk(name) or first_name(name, email) or name.lower() in email.lower()
    ]
    full = [name for name in plain if " " in name or _is_cjk(name)]
    for candidates in (full, plain):
        if candidates:
            return candidates[0]
    return name_from_address(email) or clean_line(email, 254)


def name_from_address(email: str) -> str:
    """`Dan Hyvl` for dan.hyvl@example.org, and "" for any address that is less clear."""
    return " ".join(word for word in _split_local(email) if word)


def holds_family(local: str, family: str) -> bool:
    """Whether an address, without its domain, holds a family name, cut short or not: `taperkin`.
    Both are in small letters.
    """
    return len(family) >= 4 and family[:_CUT_SHORT] in local


def agrees_with(name: str, email: str) -> bool:
    """Whether an address is plainly made of a name of two words or more: `taperkin` and `perkinst`
    of Todd A. Perkins.
    """
    words = [plain_letters(word) for word in plain_name(name, email).split()]
    local = re.sub(r"[^a-z]", "", plain_letters(email.partition("@")[0]))
    if len(words) < 2 or not holds_family(local, words[-1]):
        return False
    rest = local.replace(words[-1], "", 1).replace(words[-1][:_CUT_SHORT], "", 1)
    return not rest or rest[0] == words[0][:1]


def plain_name(name: str, email: str) -> str:
    """The name of one human without titles of services, employers and odd case, or ""."""
    if _is_two_words(name):
        return " ".join(_fixed_case(name.split(" ")))
    name = clean_line(unicodedata.normalize("NFC", clean_line(name, 4 * _MAX_NAME)), 4 * _MAX_NAME)
    if len(name) > _MAX_NAME or _VIA.search(name) or _ADDRESS.match(name):
        return ""
    name = _ASIDE.sub(" ", name)
    name = _EMPLOYER.sub("", f" {name} ").strip(" \t'\"“”„«»`*_~.,;:-")
    if "," in name:
        name = _reorder(name, email)
    if not name or _JOINED.search(f" {name} ") or re.search(r'[@\\<>()\[\]{}"/=]', name):
        return ""
    words = name.split()
    lowered = [word.strip(".").lower() for word in words]
    if any(word in _ROLES or word in _COMPANY for word in lowered) or len(words) > 7:
        return ""
    if not any(ch.isalpha() for ch in name):
        return ""
    return " ".join(_fixed_case(words))


def _is_two_words(name: str) -> bool:
    """Whether it is, as nearly all are, two words of which nothing is left out or turned round."""
    given, _, family = name.partition(" ")
    return (
        given.isalpha()
        and family.isalpha()
        and len(name) <= _MAX_NAME
        and (name.isascii() or (max(name) < _FAR and not any(one in name for one in _LIKE_I)))
        and unicodedata.is_normalized("NFC", name)
        and not is_told_apart(*name.lower().split(" "))
    )


def _reorder(name: str, email: str) -> str:
    """`Last, First` turned round; `Name, PhD` and `Name, Acme Inc.` cut; "" where unclear."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    while len(parts) > 1 and _lowered(parts[-1].split()[-1]) in NAME_SUFFIXES | _COMPANY:
        if _lowered(parts.pop()) in _COMPANY:
            return ""  # Acme, Inc.
    if len(parts) == 1:
        return parts[0]
    if len(parts) > 2:
        return ""
    left, right = parts
    local, _, domain = email.lower().partition("@")
    left_words = left.split()
    first_left, first_right = plain_letters(left_words[0]), plain_letters(right.split()[0])
    turned = f"{right} {left}"
    if first_right in domain and first_right not in local:
        return left  # Bob Smith, Acme <bob@acme.com>
    if len(right.split()) > 3:
        return ""
    if len(left_words) == 1 or left_words[0].lower() in NAME_PARTICLES:
        return turned
    # Two words before the comma are two family names, or a person and a company: the address
    # decides, and where it does not, nobody does.
    if first_right in local and first_left not in local.split(".")[0]:
        return turned
    return left if local.startswith(first_left) else ""


def _first_by_initial(words: list[str], email: str) -> str:
    """For `J. Smith`: the first name out of john.smith@, where initial and family name agree."""
    first, last = _split_local(email)
    agrees = first[:1].lower() == words[0][:1].lower() and last.lower() == words[-1].lower()
    return first if first and agrees else ""


def _split_local(email: str) -> tuple[str, str]:
    """First and last name in an address that is clearly first.last, else two empty texts. Between
    other marks, and around an initial, the first must be a first name and the last none: families
    are written first as well.
    """
    local = email.partition("@")[0][:64]
    match = re.fullmatch(r"([^\W\d_]{2,20})\.([^\W\d_]{2,30})", local)
    if match is None:
        match = _MARKED_LOCAL.fullmatch(local)
        if match is None or not is_given_name(match[1].lower()) or is_given_name(match[2].lower()):
            return "", ""
    words = [match[1].lower(), match[2].lower()]
    odd = _ROLES | _COMPANY | _TITLES | NAME_PARTICLES | NAME_SUFFIXES
    if any(word in odd or not _VOWEL.search(word) for word in words):
        return "", ""
    first, last = _fixed_case(words)
    return first, last


def _parsed_first(name: str) -> str:
    # Imported here because its tables cost a tenth of a second that most commands never need.
    from nameparser import HumanName

    try:
        parsed = HumanName(name)
        return clean_line(str(parsed.first), _MAX_NAME).strip(".,'\" ")
    except Exception:  # a library's slip over an odd name costs a greeting, never a scan
        return ""


def _is_no_given_name(word: str, written: str, email: str) -> bool:
    """Whether a display name of one word, `written` so, is rather a login or a company."""
    domain = email.lower().partition("@")[2]
    lowered = word.lower()
    if len(lowered) < 2 or not lowered.isalpha() or lowered in domain:
        return True
    return written.islower()


def is_told_apart(*words: str) -> bool:
    """Whether one of these, lower-cased, is no part of a name, or may be read otherwise."""
    return not _TOLD_APART.isdisjoint(words)


def without_titles(words: list[str]) -> list[str]:
    """The words of a name after its titles."""
    start = 0
    while start < len(words) and _lowered(words[start]) in _TITLES:
        # "M. Dupont" may be Monsieur or an initial: unknown either way.
        start += 1
    return words[start:]


def _fixed_case(words: Sequence[str]) -> list[str]:
    """Words of a name that is all capitals or all small letters, in the usual case."""
    name = "".join(words)
    if not (name.isupper() or name.islower()) or len(name) < 3:
        return list(words)
    fixed = []
    for position, word in enumerate(words):
        lowered = word.lower()
        if lowered in NAME_PARTICLES and 0 < position < len(words) - 1:
            fixed.append(lowered)
        else:
            fixed.append(re.sub(r"[^\W\d_]+", lambda m: m[0][:1].upper() + m[0][1:], lowered))
    return fixed


def plain_letters(word: str) -> str:
    """A word as it would stand in an address: lower-cased, without accents."""
    if word.isascii():  # as nearly all are, and there is nothing to take off
        return _lowered(word)
    spread = unicodedata.normalize("NFD", _lowered(word))
    return _FAR_LETTER.sub(_unless_mark, spread)


def _unless_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


def _says_something(name: str) -> bool:
    name = clean_line(name, 4 * _MAX_NAME).strip(" '\"")
    return bool(name) and not _ADDRESS.match(name)


def _is_cjk(name: str) -> bool:
    return any("\u2e80" <= ch <= "\u9fff" or "\uac00" <= ch <= "\ud7af" for ch in name)


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) <= 1 or re.fullmatch(r"(?:\w\.-?)+\w?\.?", word) is not None


def _lowered(word: str) -> str:
    return word.strip(".,").lower()
