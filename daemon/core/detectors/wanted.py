"""Decides which requests can only be met by giving something back to who asked: figures, a draft
read over, a copy. Whoever does it writes; to file or to book something asks for no word.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.ask_cues import COURTESIES
from daemon.core.parse.keyed import Keyed
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "wanted"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCES = 60
_MAX_SENTENCE = 600

_THING = (
    r"(?:cop(?:y|ies)|answers?|list|numbers?|figures?|info(?:rmation)?|details|draft|update|quote"
    r"|invoice|address|approval|confirmation|decision|files?|report|prices?|feedback|input|data"
    r"|schedule|forecast|summary|contract|agreement|r[eé]sum[eé]|cv|slides|photos?)"
)
_PLEASE = r"(?:please|pls|plz|kindly)"
_FIRST = rf"^\W*(?:\w{{2,20}},? )?(?:also,? )?{_PLEASE} (?:\w+ ){{0,2}}?"
_NEED = r"\b(?:i|we)(?:'ll| will)? (?:(?:really|still|also|just|only) )*need (?:to (?:see|have) )?"
_WHICH = r"(?:a|an|the|your|some|that|those|updated|copies) (?:\w+ ){0,3}?"
_ENGLISH = one_of(rf"""
    {_FIRST}(?:provide|supply|prepare|submit|review|look (?:at|over)|go over)\b
    {_FIRST}(?:take a look|check the)\b
    ^\W*(?:\w{{2,20}}[:,] +)?take a look\b.{{0,60}}\b{_PLEASE}\b
    {_PLEASE} (?:re)?(?:send|e-?mail|fax|forward) your\b
    {_PLEASE} have (?:the|your|it|this|that|them)\b.{{0,60}}\b(?:for me|for us|to me|to us)\b
    \b(?:can|could|may) (?:i|we) (?:please )?(?:have|get|see) (?:a|an|the|your|some|that|those)\b
    {_NEED}{_WHICH}{_THING}\b
""")
_GERMAN_NEED = r"\b(?:ich|wir) (?:brauchen?|benötigen?) (?:noch |bitte )?"
_FRENCH_FIRST = r"\b(?:merci de|veuillez) (?:bien vouloir )?(?:nous |me |m[’'])?"
_OTHERS = one_of(rf"""
    \bbitte (?:\w+ ){{0,6}}?(?:zusenden|zuschicken|durchsehen|prüfen|angeben|nennen|ausfüllen)\b
    {_GERMAN_NEED}(?:die|den|das|eine?n?|deine?n?|ihre?n?)\b
    {_FRENCH_FIRST}(?:fournir|transmettre|préparer|relire|vérifier|indiquer|communiquer)\b
    \bj[’']ai (?:encore )?besoin (?:de (?:la|l[’']|votre|ton|ta|vos|tes)|d[’']une|des?|du)\b
    \bpor favor,? (?:revis[ae]|prepar[ae]|facilít[ae]\w*|indíc\w+|complet[ae])\b
    \bnecesit(?:o|amos) (?:una copia|los datos|la lista|el informe|su|tu|las cifras|la factura)\b
    \b(?:per favore|gentilmente) (?:\w+ )?(?:fornire|preparare|verificare|controlla\w*|indica\w*)\b
    \bgraag (?:\w+ ){{0,4}}?(?:aanleveren|toesturen|nakijken|doorgeven)\b
""")
_WANTED = Keyed(f"{_ENGLISH}|{_OTHERS}")
_COURTESY = Keyed(COURTESIES)
#: Given to somebody else, it does not come back.
_TO_OTHERS = re.compile(
    r"\b(?:to|with) (?:him|her|them|the (?:following|client|customer|counterpart\w*|team))\b"
    r"|\b(?:send|give|forward|provide) (?:him|her|them)\b",
    re.IGNORECASE,
)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """At most one finding of kind `wants_back`; `quote` is the sentence."""
    sentences = split_sentences(message.new_text)[:_MAX_SENTENCES]
    for sentence in _WANTED.find_among(sentences, _MAX_SENTENCE):
        text = sentence[:_MAX_SENTENCE]
        if not _TO_OTHERS.search(text) and not _COURTESY.finds(text):
            return (Finding("wants_back", sentence[:_MAX_QUOTE]),)
    return ()
