"""Turns of phrase, in four languages, by which a matter is left to the telephone or to a talk: what
was to be said then was said, and no mail tells of it.
"""

from __future__ import annotations

import re
import sys

from daemon.core.parse.keyed import Keyed
from daemon.core.parse.late import late_pattern
from daemon.core.parse.wordlists import one_of

_DAY = (
    r"(?:later|then|soon|today|tonight|tomorrow|tom|tmrw|monday|tuesday|wednesday|thursday|friday"
    r"|this (?:morning|afternoon|evening)|next week|in the morning|at lunch|when (?:you|i))"
)
_WE = r"(?:let['’]s|(?:we|i)(?:['’]ll| will| should| need to)|we can|(?:can|could|should) we)"
_ASKS = Keyed(
    r"\b"
    + one_of(rf"""
    (?:call|phone|ring|buzz) me\b
    call (?:us|back)\b
    give (?:me|us|him|her|you|u|ya) an? (?:call|ring|buzz|shout)\b
    (?:i|we)(?:['’]ll| will| shall) (?:call|phone|ring) (?:you|u)\b
    (?:talk|speak) (?:to|with) (?:you|ya|u) {_DAY}\b
    {_WE} (?:all )?(?:talk|speak)\b
    (?:come|stop|drop|swing) by\b
    come (?:and )?see me\b
    ruf\w* (?:sie )?(?:mich|uns)\b
    (?:ich|wir) rufen? (?:dich|sie|euch) (?:\w+ ){{0,2}}an\b
    (?:lass|lassen sie) uns (?:\w+ ){{0,3}}(?:telefonieren|sprechen|reden)\b
    (?:wir )?(?:telefonieren|sprechen) (?:wir )?(?:\w+ )?(?:morgen|heute|später|am)\b
    appele[zr]?[ -](?:moi|nous)|appelle[ -](?:moi|nous)|rappele?le?z?[ -]moi
    je (?:t[’']|vous )(?:r?appelle|r?appellerai)\b
    (?:on|nous) (?:s[’']appelle|en (?:parle|parlera|reparle|reparlons|parlons))\b
    ll[aá]m[ae](?:me|nos)\b
    (?:te|le|lo|la|os|les) llam[oa](?:ré)?\b
    (?:lo )?(?:hablamos|comentamos) (?:luego|mañana|el|por)\b
    """)
)  # fmt: skip
#: One of these stands in all that it finds.
_PARTS = (
    "call me", "call us", "call back", "phone me", "ring me", "buzz me", "a call", "a ring",
    "a buzz", "a shout", "an call", "an ring", "an buzz", "an shout", "call you", "call u",
    "phone you", "phone u", "ring you", "ring u", "talk to", "talk with", "speak to", "speak with",
    "all talk", "all speak", "s talk", "s speak", "ll talk", "ll speak", "d talk", "d speak",
    "o talk", "o speak", "can talk", "can speak", "we talk", "we speak", "i talk", "i speak",
    "come by", "stop by", "drop by", "swing by", "see me", "ruf", "telefonier", "sprechen", "reden",
    "appel", "parl", "llam", "llám", "hablamos", "comentamos",
)  # fmt: skip
#: What only offers it stands below many a mail, and leaves the answer open.
_OFFERED = late_pattern(
    r"\b(?:if|should|in case|any questions?|questions|falls|sollten?|si|en cas)\b", re.IGNORECASE
)


def leaves_to_the_phone(sentence: str, end: int = sys.maxsize, *, alone: bool = False) -> bool:
    """Whether a sentence puts a talk in the place of an answer, before `end`; an offer, "call me if
    there is anything unclear", does not. `alone` says that few are asked about: to read which words
    which patterns need would take longer than to search this one.
    """
    if alone:
        small = sentence.lower()
        asks = any(part in small for part in _PARTS) and bool(
            _ASKS.compile().search(sentence, 0, end)
        )
    else:
        asks = _ASKS.finds(sentence, end)
    return asks and not _OFFERED.search(sentence[:end])
