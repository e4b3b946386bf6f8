"""The words of the owner's notes: which touch they name, and what they say of somebody."""

from __future__ import annotations

import re

#: A touch by its words; the first that fits counts.
TOUCHES = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("introduction", "introduced|intro|introduction|vorgestellt|présenté|presenté"),
        ("coffee", "coffee|coffees|kaffee|koffie|café|cappuccino|tea"),
        ("lunch", "lunch|dinner|breakfast|brunch|supper|mittagessen|abendessen|frühstück|diner"
                  "|déjeuner|dîner|almuerzo|cena|comida"),
        ("call", "called|call|phoned|phone call|rang|spoke|talked|zoom|video call|telefoniert"
                 "|telefonat|angerufen|gebeld|appel|téléphoné|llamada|llamé"),
        ("gift", r"gave (?:[\w’'-]+ ){1,3}an? (?!hand\b|lift\b|shout\b|ring\b|hint\b)|gift"
                 "|sent flowers|present for|geschenk|cadeau|regalo"),
        ("article", r"sent (?:[\w’'-]+ ){1,3}(?:an?|the) (?:article|link|paper|report|book)"
                    "|article for"),
        ("letter", "letter|postcard|card to|handwritten|brief an|carte à"),
        ("message", "whatsapp|signal|text message|texted|messaged|linkedin message|sms"),
        ("favour", "helped|favour|favor|did (?:her|him|them) a"),
        ("meeting", "met|meeting|visited|visit|saw|walk with|ran into|bumped into|getroffen|treffen"
                    "|besucht|rencontré|vu|visité|encontré|reunión|ontmoet|afspraak|gezien"),
    )
)  # fmt: skip

_WHO = r"(?:\b(?:she|he|they|who|sie|er|elle|il|ella|él|ze|hij|[A-ZÀ-Þ][\w’'-]+)\b\s*)?"
_NOW = r"(?:\b(?:is|are|was|were|’s|'s|now|also|still|currently|just)\s+)*"
_VALUE = r"(?P<value>.{3,300})"
_FOLLOWING = tuple(
    (kind, re.compile(rf"{_WHO}\s*{_NOW}\b(?:{words})\s+{_VALUE}", re.IGNORECASE))
    for kind, words in (
        (
            "need",
            "looking for|look for|looks for|searching for|in search of|needs?|need help with"
            "|wants?|could use|seeks?|hiring|sucht|braucht|cherche|a besoin d['’e]|busca"
            "|necesita|zoekt",
        ),
        (
            "offer",
            "offers?|offering|can offer|can help with|sells?|selling|specialises in"
            "|specializes in|bietet|propose|ofrece|biedt",
        ),
        (
            "interest",
            "likes?|loves?|enjoys?|interested in|keen on|collects|plays|mag|liebt"
            "|interessiert sich für|aime|le gusta|houdt van",
        ),
    )
)
#: What is said of somebody, by its words.
FACTS = (
    *_FOLLOWING,
    ("family", re.compile(
        r"(?P<value>\b(?:her|his|their)\s+(?:son|daughter|wife|husband|partner|mother|father|baby"
        r"|child|children|kids|twins|sister|brother|dog|cat)\b.{0,200})", re.IGNORECASE)),
    ("event", re.compile(
        r"\b(?:is|are|’s|'s)\s+(?P<value>(?:getting married|moving|retiring|expecting|pregnant"
        r"|turning \d+|starting|leaving|on holiday|on leave|in hospital)\b.{0,200})",
        re.IGNORECASE)),
    ("event", re.compile(
        r"\b(?P<value>(?:has|have|got|found|started|took|was)\s+(?:a new|an? (?:new )?|just )?"
        r"(?:job|role|position|baby|promoted|promotion|company)\b.{0,200})", re.IGNORECASE)),
    ("about", re.compile(r"\b(?:about|note|nb)\s*:\s*(?P<value>.{3,300})", re.IGNORECASE)),
)  # fmt: skip

#: Said of something that did not happen, or does not hold.
DENIED = re.compile(
    r"\b(?:no|not|never|without|cancelled|canceled|missed|didn[’']t|doesn[’']t|isn[’']t|wasn[’']t"
    r"|won[’']t|don[’']t|nicht|kein|keine|keinen|pas|jamais|nunca|niet|geen)\b",
    re.IGNORECASE,
)
#: Whoever was not there was not met, whichever clause says so.
NOT_THERE = re.compile(
    r"\b(?:(?:wasn[’']t|was not|weren[’']t|were not) (?:in|there|available|around|at home)"
    r"|no (?:answer|reply|show)|voice ?mail|answering machine|nobody (?:there|home)"
    r"|didn[’']t (?:pick up|answer|show|turn up|make it))\b",
    re.IGNORECASE,
)
#: A plan is no touch. Will is a name too, mostly where a name follows.
DAY_TO_COME = re.compile(
    r"\b(?:tomorrow|next (?:week|month|year|\w+day)|(?-i:will)|(?-i:Will) (?-i:[a-z])\w*"
    r"|going to|shall|should|want to|plan to"
    r"|let[’']s|morgen|nächste|demain|prochaine?|mañana|próxim[oa]|volgende)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.!?;,]|\s+(?:and|und|et|y)\s+(?:she|he|they|her|his|their|sie|er|elle|il)\b.*",
    re.IGNORECASE,
)


def ends_of(value: str) -> str:
    """What is said, without what follows it."""
    end = _ENDS.search(value)
    return " ".join((value[: end.start()] if end else value).split()).strip(" .,;:!?-–—'\"’”()")
