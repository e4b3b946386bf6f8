"""Decides which sentences of the owner's own mails say who somebody else is, in words that could
stand in an introduction: a full name (a first name may be anybody's, and could not be forgotten),
what they do, nothing sad, doubtful or private.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, MessageKind, ReadMessage
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "said_of"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCES = 40
_LEAST_WORDS = 4
_MOST_FOUND = 3

_CAPITAL = "[A-ZÀ-Þ](?![A-ZÀ-Þ]{2})"
_NAMED = rf"(?P<name>{_CAPITAL}[\w’'-]+(?: {_CAPITAL}[\w’'-]+){{1,2}})"
#: What somebody is or does; said in the present, since what was is another story.
_WHAT = one_of(r"""
    is (?:(?:probably|easily|simply|truly|certainly) )?(?:an?|the|one of the|my|our) (?i:[\w’'-]+)
    (?:runs|builds|makes|designs|restores|teaches|writes|edits|translates|repairs|leads|heads|grows
    |paints|photographs|organi[sz]es|coaches|advises|represents|publishes|develops|researches) \w
    works (?:as|for|at|in|with|on) \w
    knows (?:everything|everybody|more|all|a lot|the) \w
    has (?:built|run|led|written|taught|restored|designed|founded|organi[sz]ed) \w
    ist (?:eine?|der|die|unsere?|meine?) \w
    (?:leitet|baut|macht|restauriert|unterrichtet|schreibt|übersetzt|berät|entwickelt) \w
    arbeitet (?:als|bei|für|in|an) \w
    est (?:une?|le|la|mon|ma|notre) \w
    (?:dirige|fabrique|restaure|enseigne|écrit|traduit|organise|conseille) \w
    es (?:una?|el|la|mi|nuestr[oa]) \w
    (?:lleva|fabrica|restaura|enseña|escribe|traduce|organiza|asesora) \w
""")
_SAYS = re.compile(rf"^\W{{0,3}}{_NAMED},? (?:{_WHAT})")
#: Doubt, sorrow, money and what is nobody's business: such a sentence is left where it stands.
_UNFIT = re.compile(
    r"\b(?:not|never|no|hardly|but|however|although|unfortunately|difficult|hard|impossible|terrible"
    r"|awful|annoying|slow|late|lazy|stupid|idiot|liar|problem\w*|trouble|ill|sick|hospital|cancer"
    r"|depress\w*|pregnant|divorc\w*|dying|died|dead|widow\w*|fired|sacked|unemployed|owes?|debt\w*"
    r"|drunk|drinks|alcoholic|affair|secret\w*|confidential|between us|fool|mess|worst|bad|poor"
    r"|rude|leaving|reason|one who|person who|nicht|kein\w*|nie|aber|leider|schwierig|krank"
    r"|gestorben|schwanger|geschieden|ne|pas|jamais|mais|malade|enceinte|hélas|nunca|pero|enferm[oa]"
    r"|embarazada|difícil|today|tomorrow|tonight|yesterday|heute|morgen|demain|mañana)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
#: A capital at the head of a sentence that is no name.
_NO_NAME = re.compile(
    r"(?:This|That|It|He|She|There|Here|What|Who|Which|Our|My|Your|Their|His|Her|The|A|An|One|Everyone"
    r"|Everybody|Nobody|Today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Das|Dies|Er|Sie"
    r"|Es|Hier|Was|Wer|Die|Der|Il|Elle|Ce|Cela|Le|La|Qui|Esto|Este|Esta|El|Ella|Eso|Attached)\b"
)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """Findings of kind `said_of`: `value` is the name as it is said, `quote` the sentence. At most
    three; whose name it is, is settled where people are known.
    """
    if not message.outgoing or message.kind is not MessageKind.PERSONAL:
        return ()
    found = []
    for sentence in split_sentences(message.new_text)[:_MAX_SENTENCES]:
        text = " ".join(sentence.split())
        said = _SAYS.match(text) if len(text) <= _MAX_QUOTE else None
        if said is None or len(text.split()) < _LEAST_WORDS:
            continue
        if _NO_NAME.match(said["name"]) or _UNFIT.search(text):
            continue
        found.append(Finding("said_of", text.lstrip(" *-–—"), said["name"]))
    return tuple(found[:_MOST_FOUND])
