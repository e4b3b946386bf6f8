"""Decides which pastime somebody may be fond of, and which named gathering they may go to, where no
plain sentence says so: it serves to find two who have it in common and is never told of a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.core.parse.need_denied import is_denied
from daemon.core.parse.pastimes import find_pastimes, may_name_pastime
from daemon.core.values import dataclass

_MAX_QUOTE = 200
#: It is said of themselves.
_MINE = re.compile(
    r"\b(?:i|i[’']m|i[’']ve|my|me|we|we[’']re|we[’']ve|our|us|ich|mich|mir|meine?\w*|wir|je"
    r"|j[’']\w+|me"
    r"|m[’']\w+|moi|mon|ma|nous|yo|mi|nos|nosotros|estoy|soy|llevo|voy|tengo)\b",
    re.IGNORECASE,
)
#: It is more than a word: it is done often, or with all one's heart.
_FOND = re.compile(
    r"\b(?:tak(?:en|es|ing) over my (?:life|house|weekends?)|keeps? me (?:sane|going|young)|hooked"
    r"|addict(?:ed|ion)|obsess\w+|passion\w*|mad (?:about|on)|crazy about|keen (?:on|\w+er)|bitten"
    r"|caught the bug|the bug|bug for"
    r"|every (?:free |spare |single )?(?:weekend|evening|morning|sunday|saturday|monday|tuesday"
    r"|wednesday|thursday|friday|week|hour|minute|night)s?"
    r"|(?:nothing|anything) (?:better|like it|i[’']d rather|i would rather)|can[’']t get enough"
    r"|(?:great|first|true|old|new|one) love|fallen for|fell in love|in love with|i (?:do "
    r"|really )?love"
    r"|live for|lives? and breathes?|happiest|in my element|favourite|favorite|joined (?:a|the|our)"
    r"|taken up|took up|taking up|back (?:to|into)|gone back|got into|gotten into|(?:very "
    r"|so |really )into"
    r"|for (?:\w+ )?(?:years|decades)|since i was|all (?:my life|weekend)|spare time"
    r"|free time|hobby"
    r"|leidenschaft\w*|begeister\w+|süchtig|verfallen|gepackt|am liebsten|hobby|herzblut"
    r"|jedes (?:freie )?wochenende|jeden (?:freien )?(?:abend|morgen|sonntag|samstag|tag)"
    r"|nichts schöneres"
    r"|seit (?:\w+ )?jahren|angefangen|wieder mit|liebe (?:ich|es)|große liebe|nicht genug"
    r"|accros?|mordue?|folle? de|dingue de|passionn\w+|virus|j[’']adore"
    r"|tous les (?:week-ends?|dimanches"
    r"|samedis|soirs|matins)|depuis (?:\w+ )?ans|remise? (?:à|au|aux)|rien de mieux|mon dada"
    r"|pasión|apasiona\w*|enganchad[oa]|me (?:encanta|chifla|vuelve loc[oa])"
    r"|todos los (?:fines|domingos"
    r"|sábados|días)|afición|aficionad[oa]|vicio|desde hace (?:\w+ )?años|nada mejor)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:never|not|no longer|don[’']t|didn[’']t|can[’']t stand|hate|gave up|given up"
    r"|stopped|he|she"
    r"|they|his|her|their|nie|nicht|kein\w*|aufgehört|er|jamais|pas|plus|arrêté|il|elle|nunca"
    r"|dejé|odio|él|ella)\b",
    re.IGNORECASE,
)
#: A gathering by its name: "the Leipzig Book Fair", "Fête de la Bière".
_GATHERING = re.compile(
    r"(?P<name>(?:(?<![\w’'-])(?-i:[A-ZÀ-Þ])[\w’'.&-]+ ){1,4}"
    r"(?:(?:Book |Trade |Maker |Art |Wine |Christmas |Film |Jazz |Folk |Music |Beer |Food )?"
    r"(?:Fair|Faire|Festival|Conference|Congress|Marathon|Convention|Expo|Summit|Symposium|Regatta"
    r"|Show|Biennale|Triennale|Congreso|Feria|Messe|Kongress)\b)(?: \d{2,4})?"
    r"|(?-i:[A-ZÀ-Þ])[\w-]*(?:messe|festival|kongress|marathon|tagung|tage|woche|treffen"
    r"|markt|con)\b"
    r"(?: \w*(?-i:[A-ZÀ-Þ])[\w-]+)?"
    r"|(?-i:Salon|Foire|Fête|Festival|Feria|Congreso|Congrès|Marathon|Maratón|Biennale|Festival)"
    r" (?:international\w* )?(?:de la |de los |del |des |du |de l[’']|d[’']"
    r"|de )?(?-i:[A-ZÀ-Þ])[\w’'-]+"
    r"(?: (?:de |d[’']|du |à )?(?-i:[A-ZÀ-Þ])[\w’'-]+)?)"
)
_GOES = re.compile(
    r"\b(?:i[’']m|i am|we[’']re|we are|i[’']ll|i will|we[’']ll|we will|i[’']ve|we[’']ve"
    r"|i have|we have)\b"
    r"[^.;!?]{0,40}\b(?:going|off|booked|be (?:at|in|on|there)|ticket|tickets|train|stand"
    r"|stall|speaking"
    r"|running|entered|signed up|registered|driving|flying|heading)\b"
    r"|\b(?:are you|will you|you) (?:going|coming|be at|be there)\b|\bsee you (?:at|in|there)\b"
    r"|\b(?:ich|wir) (?:bin|sind|fahre|fahren|gehe|gehen|habe|haben|werde|werden|komme|kommen)\b"
    r"|\b(?:fahre|gehe|bin|komme|fahren|gehen|sind) (?:ich|wir)\b"
    r"|\b(?:je (?:vais|serai|monte|pars)|nous (?:allons|serons)|on (?:va|sera)"
    r"|j[’']ai (?:pris|réservé)"
    r"|j[’']y (?:serai|vais))\b"
    r"|\b(?:voy|vamos|iré|iremos|estaré|estaremos|he sacado|tengo (?:entrada|billete))\b",
    re.IGNORECASE,
)

#: How a word ends that may name a gathering.
_ENDS = (
    "fair", "faire", "festival", "conference", "congress", "marathon", "convention", "expo",
    "summit", "symposium", "regatta", "show", "biennale", "triennale", "congreso", "feria", "messe",
    "kongress", "tagung", "tage", "woche", "treffen", "markt", "con", "salon", "foire", "fête",
    "congrès", "maratón",
)  # fmt: skip
#: To ask of most words only once.
_LAST_LETTERS = frozenset(one[-3:] for one in _ENDS)


@dataclass(frozen=True, slots=True)
class Liking:
    """What may be liked (`perhaps_likes`) or gone to (`perhaps_goes`), and where it stands."""

    kind: str
    value: str
    quote: str


def read_likings(sentences: Sequence[str], words: Sequence[Sequence[str]]) -> tuple[Liking, ...]:
    """What these sentences of one mail, of these `words` in small letters, may tell, none twice;
    linear in the text.
    """
    every = frozenset().union(*words)
    gatherings = {one for one in every if one[-3:] in _LAST_LETTERS and one.endswith(_ENDS)}
    if not gatherings and not may_name_pastime(every):
        return ()
    found: dict[tuple[str, str], Liking] = {}
    for at, (sentence, plain) in enumerate(zip(sentences, words, strict=True)):
        gathering = None if gatherings.isdisjoint(plain) else _GATHERING.search(sentence)
        if gathering is not None and _GOES.search(sentence) and not is_denied(sentence):
            value = " ".join(gathering["name"].split())
            found.setdefault(("goes", value), Liking("perhaps_goes", value, sentence[:_MAX_QUOTE]))
        pastimes = find_pastimes(sentence, plain)
        if not pastimes:
            continue
        beside = sentences[max(0, at - 1) : at + 2]
        if not any(_is_fond(one, bool(_MINE.search(sentence))) for one in beside):
            continue
        if _NOT.search(sentence) or is_denied(sentence):
            continue
        for pastime, _ in pastimes:
            found.setdefault(
                ("likes", pastime), Liking("perhaps_likes", pastime, sentence[:_MAX_QUOTE])
            )
    return tuple(found.values())


def _is_fond(sentence: str, is_mine: bool) -> bool:
    fond = _FOND.search(sentence) is not None
    return fond and (is_mine or _MINE.search(sentence) is not None)
