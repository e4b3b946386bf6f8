"""Decides from an address and the names it writes under whether one person stands behind it.

An address that several may share (`info@`, `hello@`) is nobody's until its own mails bear the name
of one human; an address that may be a person's is none where its mails call themselves a
newsletter or a department.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from daemon.core.full_names import parse_full_name
from daemon.core.given_names import is_given_name
from daemon.core.names import plain_letters, plain_name, without_titles
from daemon.core.parse.roles import is_role_word, is_shared_address, role_of_address
from daemon.core.parse.wordlists import any_of, phrases, words

SHARED = "shared address"
NAMED_AS_ROLE = "name of a role"
#: This part of its named mails must bear the one name, and so many must not call it a role.
_MOST = 0.75

#: Firms are called so after a first name: `Emma Design`, `Anna Smit Fotografie`.
_TRADES = words("""
    design designs designer studio studios atelier ateliers fotografie fotograf photography photo
    photos film films media medien agency agentur agence architects architekten architecten
    architecture bakery backerei bakkerij boulangerie bistro brasserie cafe coffee catering kitchen
    restaurant ristorante hotel hostel pension reisen reizen travel tours events event gallery
    galerie galerij bookshop books buchhandlung boekhandel verlag uitgeverij publishing press
    records music musik muziek school schule academy akademie college club clinic klinik kliniek
    praxis praktijk kanzlei notaris notare law legal avocats advocaten rechtsanwalte steuerberater
    immobilien makelaardij properties realty garage motors auto autos bikes garden garten tuinen
    flowers blumen bloemen fashion mode moden couture jewellery schmuck kapper friseur hair beauty
    yoga pilates fitness sports sport software digital web labs lab tech systems solutions beratung
    coaching training trainings advies adviseurs consultancy theater theatre museum church kirche
    kerk house haus huis home living works workshop werkstatt werkplaats brothers bros sons
    gebroeders sohne freres fils zonen bv shop store winkel market markt foods food wine wines wein
""")
#: Beside what is a role in an address, these words make a display name nobody's.
_CROWDS = words("""
    team newsletter newsletters helpdesk mailer subscribers announcements notifications alerts
    noreply no-reply
""")
_NOBODY = re.compile(
    r"\b(?:"
    + any_of(
        phrases("""
            office of the
            help desk
            service desk
            customer service
            customer support
            customer care
            customer relations
            human resources
            public relations
            investor relations
            press office
            admin users
            do not reply
            mailing list
            board of directors
        """)
    )
    + r")\b|^(?:the )?(?:project|team|group)\s|\b(?:team|news|group)$",
    re.IGNORECASE,
)
#: `iTunes`, `eBay`: nobody writes a given name so.
_PRODUCT = re.compile(r"[a-z][A-Z][a-z]{2,}\Z")
_WORD = re.compile(r"[\w-]+")


@lru_cache(maxsize=8192)
def is_human_name(name: str, email: str) -> bool:
    """Whether a display name is a human's beyond doubt: a usual first name, then one to three
    words, and no trade among them.
    """
    spelled = without_titles(plain_letters(plain_name(name, email)).split())
    if not 2 <= len(spelled) <= 4 or any(word.strip(".") in _TRADES for word in spelled):
        return False
    return is_given_name(spelled[0].split("-")[0])


@lru_cache(maxsize=8192)
def role_of_name(name: str) -> str:
    """NAMED_AS_ROLE where a display name says that no single person writes, else ""."""
    human = plain_name(name[:200], "")
    if is_human_name(human, ""):
        return ""
    # `Kofi Mensah (Support Team)` and `Kofi Mensah - Sales Team` keep two words of a name.
    said = human if " " in human else " ".join(name[:200].split())
    spelled = _WORD.findall(said)
    if (
        _NOBODY.search(said)
        or _PRODUCT.match(said)
        or any(word in _CROWDS or is_role_word(word) for word in map(str.lower, spelled))
        or (len(spelled) > 2 and spelled[-1].isdigit())
    ):
        return NAMED_AS_ROLE
    return ""


def role_of_sender(email: str, names: Mapping[str, int]) -> str:
    """Why no one person stands behind an address, or "" where one may.

    `names` are the display names of its own mails with their counts; what others call it says
    nothing. Besides what `role_of_address` answers: SHARED, NAMED_AS_ROLE.
    """
    role = role_of_address(email)
    if role:
        return role
    total = sum(names.values())
    if is_shared_address(email):
        humans: Counter[str] = Counter()
        for name, count in names.items():
            found = parse_full_name(name)
            if found is not None and is_human_name(name, email):
                humans[found.key] += count
        is_one = bool(humans) and max(humans.values()) >= _MOST * total
        return "" if is_one else SHARED
    as_role = sum(count for name, count in names.items() if role_of_name(name))
    return NAMED_AS_ROLE if total and as_role >= _MOST * total else ""


@lru_cache(maxsize=4096)
def role_of_unnamed(email: str) -> str:
    """The same of an address of which no name is known; the same ones write all the time."""
    return role_of_sender(email, {})
