"""Decides whether a mail between two people says something that is no business: a meal together,
the family, a holiday, that one is missed. Who writes so is more than a party to transactions.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.sentences import MAX_SENTENCE, split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "sociable"
VERSION = 2
_MAX_RECIPIENTS = 2
_MAX_CHARS = 3_000
_MAX_QUOTE = 160

_FOR = "(?:have|had|grab|get|do|meet for|over|for|to|your|at)"
_HOW_WAS = "(?:how (?:was|were|is|are)|enjoy(?:ed)?|had a|have a|hope you had an?)"
_LEISURE = "(?:weekend|vacation|holidays?|trip|honeymoon|kids|family|baby|party|game)"
_SAID = Keyed(
    r"\b"
    + one_of(rf"""
    {_FOR} (?:\w+ )?(?:lunch|dinner|breakfast|drinks?)
    (?:lunch|dinner|drinks|coffee) (?:with you|together|sometime|next|this|on|tomorrow|again|was)
    (?:a|some|grab|for) (?:beer|beers|coffee|glass of wine)
    {_HOW_WAS} (?:\w+ ){{1,3}}{_LEISURE}
    (?:my|your|our) (?:\w+ )?(?:wife|husband|mom|mum|mother|dad|father|son|daughter|kids?|baby)
    (?:my|your|our) (?:\w+ )?(?:brother|sister|parents|family|children|wedding|birthday|honeymoon)
    (?:i|we) (?:sure |really |do )?miss(?:ed)? (?:you|ya|seeing you)
    (?:good|great|nice|lovely|wonderful) (?:to see|seeing|(?:to hear|hearing) from|talking to) you
    (?:so |very )?proud of you|fingers crossed (?:for you|from here)|thinking of you
    (?:lovely|great|nice|fun) to sit next to you|(?:my|your) (?:grandmother|grandfather|grandma)
    (?:catch up|catching up|hang out|how have you been|what have you been up to|how's life)
    (?:long time no see|it(?: ha|')s been (?:too long|ages)|give my (?:love|best))
    (?:zusammen|gemeinsam|mal wieder) (?:\w+ )?(?:essen|mittagessen|kaffee|bier|wein)
    (?:auf|zum) (?:\w+ )?(?:kaffee|bier|wein|mittagessen|abendessen|essen)
    (?:deine?r?|ihre?r?|meine?r?|unsere?r?) (?:frau|mann|familie|kinder|sohn|tochter|eltern|mutter)
    (?:schönes|gutes|erholsames) wochenende|(?:im|dein|der|vom|den) urlaub|ferien|geburtstag
    (?:schön|gut|nett),? (?:von (?:dir|ihnen) zu hören|dich zu sehen|sie zu sehen|dass es dir)
    (?:wie geht es|wie geht's|lange nicht gesehen|ich vermisse)
    (?:déjeuner|dîner|(?:prendre|boire) un (?:café|verre)) (?:ensemble|avec)
    (?:ta|ton|tes|votre|vos|ma|mon|mes) (?:femme|mari|famille|enfants?|fils|fille|parents|mère)
    (?:bon week-?end|vacances|anniversaire|tu me manques|comment (?:vas-tu|ça va|allez-vous))
    (?:contente?|heureux|heureuse|plaisir) de (?:te|vous|t['’]|vous) ?(?:revoir|voir|lire)
    (?:comer|cenar|almorzar) (?:juntos|contigo|con usted)|tomar (?:un café|algo|una cerveza)
    (?:tu|su|mi|tus|sus|mis) (?:mujer|esposa|marido|familia|hijos?|hijas?|padres|madre|padre)
    (?:buen fin de semana|vacaciones|cumpleaños|te echo de menos|te extraño|cómo estás|cómo está)
    (?:un gusto|me alegr[oóa]) (?:mucho )?(?:verte|verle|saber de (?:ti|usted))
    """)
    + r"(?!\w)"
)


#: Nobody takes leave so of whom they only do business with.
_LAST_LINES = 3
_TENDER = re.compile(
    r"\W*"
    + one_of(r"""
    (?:much |lots of |all my |with )?love
    liefs|hugs|xo+(?:xo+)*
    alles liebe|in liebe|bussi
    (?:grosses |gros )?bis(?:es|ous)|je t[’']embrasse|tendrement
    (?:un )?besos?|besitos
    """)
    + r"(?:,\s\w{2,20})?\W*$",
    re.IGNORECASE,
)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """One finding `sociable` with the first sentence that is, in mail to one person or two, else
    with the words of leave that are.
    """
    if message.kind is not MessageKind.PERSONAL or message.recipients > _MAX_RECIPIENTS:
        return ()
    text = message.new_text[:_MAX_CHARS]
    said = next(_SAID.find_among(split_sentences(text)), "")
    # On one line of it at least, which most often is the sentence's own.
    if said and ((said in text and len(said) < MAX_SENTENCE) or _SAID.finds(text)):
        return (Finding("sociable", said[:_MAX_QUOTE]),)
    below = [*text.strip().split("\n")[-_LAST_LINES:], *message.signature[:200].split("\n")[:2]]
    leave = next((line.strip() for line in below if _TENDER.match(line.strip())), "")
    return (Finding("sociable", leave),) if leave else ()
