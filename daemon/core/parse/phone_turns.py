"""Turns of phrase, in four languages, by which a matter is left to the telephone or to a talk: what
was to be said then was said, and no mail tells of it. Of many sentences they are searched in
`phone_words`.
"""

from __future__ import annotations

import re
import sys

from daemon.core.parse.late import late_pattern

_DAY = (
    r"(?:later|then|soon|today|tonight|tomorrow|tom|tmrw|monday|tuesday|wednesday|thursday|friday"
    r"|this (?:morning|afternoon|evening)|next week|in the morning|at lunch|when (?:you|i))"
)
_WE = r"(?:let['’]s|(?:we|i)(?:['’]ll| will| should| need to)|we can|(?:can|could|should) we)"
#: Turns of phrase, each with parts of which one stands in all that it finds.
TURNS = (
    (r"(?:call|phone|ring|buzz) me\b", "call me,phone me,ring me,buzz me"),
    (r"call (?:us|back)\b", "call us,call back"),
    (
        r"give (?:me|us|him|her|you|u|ya) an? (?:call|ring|buzz|shout)\b",
        " a call, a ring, a buzz, a shout, an call, an ring, an buzz, an shout",
    ),
    (
        r"(?:i|we)(?:['’]ll| will| shall) (?:call|phone|ring) (?:you|u)\b",
        "call you,call u,phone you,phone u,ring you,ring u",
    ),
    (
        rf"(?:talk|speak) (?:to|with) (?:you|ya|u) {_DAY}\b",
        "talk to ,talk with ,speak to ,speak with ",
    ),
    (
        rf"{_WE} (?:all )?(?:talk|speak)\b",
        "all talk,all speak,s talk,s speak,ll talk,ll speak,d talk,d speak,"
        "o talk,o speak,can talk,can speak,we talk,we speak,i talk,i speak",
    ),
    (r"(?:come|stop|drop|swing) by\b", "come by,stop by,drop by,swing by"),
    (r"come (?:and )?see me\b", "see me"),
    (r"ruf\w* (?:sie )?(?:mich|uns)\b", "ruf"),
    (r"(?:ich|wir) rufen? (?:dich|sie|euch) (?:\w+ ){0,2}an\b", "rufe"),
    (
        r"(?:lass|lassen sie) uns (?:\w+ ){0,3}(?:telefonieren|sprechen|reden)\b",
        "telefonieren,sprechen,reden",
    ),
    (
        r"(?:wir )?(?:telefonieren|sprechen) (?:wir )?(?:\w+ )?(?:morgen|heute|später|am)\b",
        "telefonieren,sprechen",
    ),
    (r"appele[zr]?[ -](?:moi|nous)|appelle[ -](?:moi|nous)|rappele?le?z?[ -]moi", "appel"),
    (r"je (?:t[’']|vous )(?:r?appelle|r?appellerai)\b", "appel"),
    (
        r"(?:on|nous) (?:s[’']appelle|en (?:parle|parlera|reparle|reparlons|parlons))\b",
        "appelle,parl",
    ),
    (r"ll[aá]m[ae](?:me|nos)\b", "llam,llám"),
    (r"(?:te|le|lo|la|os|les) llam[oa](?:ré)?\b", "llam"),
    (r"(?:lo )?(?:hablamos|comentamos) (?:luego|mañana|el|por)\b", "hablamos,comentamos"),
)
#: By such a part, which turn it may be part of.
_TURN_OF = tuple(
    (part, turn)
    for turn, parts in (
        (late_pattern(rf"\b(?:{pattern})", re.IGNORECASE), parts) for pattern, parts in TURNS
    )
    for part in parts.split(",")
)
#: What only offers it stands below many a mail, and leaves the answer open.
OFFERED = late_pattern(
    r"\b(?:if|should|in case|any questions?|questions|falls|sollten?|si|en cas)\b", re.IGNORECASE
)


def is_left_to_the_phone(sentence: str, end: int = sys.maxsize) -> bool:
    """As `leaves_to_the_phone`, for whoever asks about few sentences: to read which words which
    patterns need would take longer than to search those of which a part stands in this one.
    """
    small = sentence.lower()
    return any(
        turn.search(sentence, 0, end) for part, turn in _TURN_OF if part in small
    ) and not OFFERED.search(sentence[:end])
