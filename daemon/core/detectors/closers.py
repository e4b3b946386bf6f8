"""Decides whether a message only closes a conversation: thanks, agreement, congratulations, a
wave. After such a message nobody owes an answer.
"""

from __future__ import annotations

import re

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.sentences import split_sentences
from daemon.core.parse.wordlists import one_of

NAME = "closers"
VERSION = 2
_MAX_CHARS = 220
_MAX_SENTENCES = 5

#: What may stand at the beginning of every sentence of a closer.
_CLOSES = re.compile(
    r"\W*"
    + one_of(r"""
    (?:many |much )?(?:thanks|thank you|thx|tks|thnx|ty|tx|cheers)\b
    (?:much |very much )?appreciated?\b
    (?:i )?(?:really )?appreciate (?:it|that|this|the|your)\b
    (?:ok|okay|k|oki|alright|all right|right on|roger|agreed|noted|understood|perfect|great|super)\b
    (?:cool|excellent|awesome|wonderful|fantastic|fabulous|terrific|brilliant|lovely|nice|sweet)\b
    (?:good (?:deal|job|work|one|news|luck)|well done|nice (?:job|work|one)|way to go)\b
    (?:(?:that )?(?:sounds|looks|works)) (?:good|great|fine|perfect|like a plan|for me)\b
    (?:that'?s|this is|it'?s) (?:fine|great|good|perfect|ok|okay|wonderful|excellent)\b
    (?:fine|good|works) (?:by|with|for) me\b
    (?:i )?(?:got it|received|have it|gotcha)\b
    (?:will do|no (?:problem|worries)|my pleasure|you(?:'re| are) welcome|anytime|sure|sure thing)\b
    (?:see|talk|speak|catch) (?:to |with )?(?:you|ya|u)\b
    (?:have|enjoy) (?:a|your|the) (?:\w+ )?(?:day|weekend|trip|time|vacation|holiday|evening|one)\b
    (?:congrats|congratulations|happy birthday|well deserved|bravo|take care|bye|later|welcome)\b
    (?:yes|yep|yeah|yup|done|same (?:here|to you)|me too|likewise|you too|ditto|lol|ha(?:ha)+|wow)\b
    (?:i )?look(?:ing)? forward to (?:it|seeing|meeting)\b
    (?:tausend |vielen |besten |herzlichen |lieben )?dank(?:e|eschön)?\b
    (?:alles klar|passt|prima|perfekt|klasse|toll|gern(?:e)?(?: geschehen)?|in ordnung|geht klar)\b
    (?:verstanden|einverstanden|erledigt|kein problem|kein thema|freut mich|freue mich|wunderbar)\b
    bis (?:dann|bald|morgen|später|nachher|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)\b
    (?:glückwunsch|herzlichen glückwunsch|gratuliere|gratulation|schönes? wochenende|schönen)\b
    (?:un grand |mille )?merci\b
    (?:d[’']accord|parfait|entendu|bien reçu|bien noté|c[’']est noté|ça marche|ca marche|génial)\b
    (?:à (?:bientôt|demain|lundi|mardi|mercredi|jeudi|vendredi|plus)|de rien|avec plaisir)\b
    (?:félicitations|bonne (?:journée|soirée)|bon (?:week-?end|voyage)|très bien|top|nickel)\b
    (?:muchas |mil )?gracias\b
    (?:de acuerdo|vale|perfecto|entendido|recibido|genial|estupendo|excelente|listo|claro)\b
    (?:hasta (?:luego|mañana|pronto|el)|nos vemos|felicidades|enhorabuena|de nada|un placer)\b
    (?:dank (?:je|u|jullie)(?: wel)?|bedankt|hartelijk dank|akkoord|helder|begrepen|top|mooi)\b
    (?:tot (?:dan|morgen|straks|snel|zo)|graag gedaan|geen probleem|gefeliciteerd|fijne dag)\b
    (?:grazie|mille grazie|va bene|perfetto|d[’']accordo|ricevuto|a presto|a domani|ottimo|prego)\b
    (?:complimenti|congratulazioni|benissimo)\b
    (?:muito )?obrigad[oa]\b
    (?:combinado|perfeito|beleza|até (?:logo|amanhã|breve)|recebido|parabéns|valeu|ótimo|certo)\b
    (?:tack|takk|tak|kiitos|dzięki|dziękuję|spasibo|спасибо|díky|děkuji|köszönöm)\b
"""),
    re.IGNORECASE,
)
#: What makes more of it than a closer: questions, requests, objections, news.
_MORE = re.compile(
    r"[?？]|\b"
    + one_of(r"""
    (?:please|pls|could|can|would|need|send|let me|let us|but|however|unless|except|although)
    (?:i'?ll|i will|when|where|what|which|who|how about|call me|attached|also|because|instead)
    (?:not|don'?t|can'?t|won'?t)
    (?:bitte|aber|allerdings|nur|wann|wo|kannst|können|könntest|könnten|nicht)
    kein(?!\s(?:problem|thema))
    (?:mais|pouvez|peux|pourriez|quand|pas|veuillez)
    (?:pero|cuando|puedes|puede|podrías?|por favor|envía\w*)
    (?:maar|kun|kunt|wanneer|niet|ma|però|puoi|quando|non|mas|pode|poderia|não)
""")
    + r"\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|hallo|hola|bonjour|liebe[rs]?|ciao|salut)\s)?"
    r"[\w.'’-]{2,20}[,!]\s*"
)
_EMOJI = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2190-\u21ff\ufe0f]|[:;]-?[)D(P]|:\\+1:|<3"
)
#: What mail and message programs write when somebody taps a thumb: "Liked “See you at ten”",
#: "Ann reacted to your message", with what was reacted to in quotation marks or not.
_REACTION = re.compile(
    r"\W*(?:liked|loved|laughed at|emphasi[sz]ed|disliked|gefällt mir|a aimé)"
    r"\s[\"“„«].{1,200}[\"”“»]\W*$"
    r"|(?:[^\s?]+\s+){0,8}?(?:reacted (?:to your (?:message|e-?mail|mail)\b|via \w|with \W)"
    r"|hat (?:auf (?:ihre|deine) (?:nachricht|e-?mail)|mit \W{1,4}) reagiert"
    r"|a réagi (?:à (?:votre|ton) (?:message|mail)|avec \W)|ha reaccionado|ha reagito"
    r"|reagiu (?:à sua|com \W)|heeft gereageerd op je)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(r"[^\W_]")


def _is_closing(sentence: str) -> bool:
    if _MORE.search(sentence):
        return False
    if _CLOSES.match(sentence) or not _LETTERS.search(sentence):
        return True
    # "Kim, thanks!", "Hi Kim,", a name at the end.
    rest = _GREETING.sub("", sentence, count=1)
    return not rest or (rest != sentence and _CLOSES.match(rest) is not None) or _is_name(sentence)


def _is_name(sentence: str) -> bool:
    words = sentence.strip(" \t,.!-–—").split()
    return 0 < len(words) <= 2 and all(word[:1].isupper() for word in words)


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """One finding of kind `closer` where the whole new text is one; `quote` is the text."""
    text = message.new_text.strip()
    if not text or len(text) > _MAX_CHARS:
        return ()
    if not _LETTERS.search(text):
        return (Finding("closer", text[:200]),) if _EMOJI.search(text) else ()
    if _REACTION.match(text) and not text.endswith(("?", "？")):
        return (Finding("closer", text[:200]),)
    sentences = split_sentences(text)
    if len(sentences) > _MAX_SENTENCES or not all(map(_is_closing, sentences)):
        return ()
    if not any(
        _CLOSES.match(_GREETING.sub("", said, count=1)) or _CLOSES.match(said) for said in sentences
    ):
        return ()
    return (Finding("closer", " ".join(sentences)[:200]),)
