"""Decides who may be new in a town where they know nobody, and who may be at home in one, where no
plain sentence says so: it serves to find two who should meet and is never told of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daemon.core.given_names import is_given_name
from daemon.core.parse.likings import Liking
from daemon.core.parse.need_denied import is_denied
from daemon.core.parse.wordlists import words

_MAX_QUOTE = 200
_TOWN = (
    r"(?P<town>(?-i:[A-ZÀ-Þ])[\w’'-]{2,}"
    r"(?: (?:am |an der |sur |upon |del? )?(?-i:[A-ZÀ-Þ])[\w’'-]{2,})?)"
)
_I = r"(?:i|we|i[’']ve|we[’']ve|i[’']m|we[’']re)"
#: They know nobody there.
_ALONE = re.compile(
    r"\b(?:know|knowing|met|spoken to) (?:absolutely |literally |practically |almost )?"
    r"(?:nobody|no one|no-one|not a soul|hardly (?:anyone|anybody|a soul))\b"
    r"|\b(?:do not|don[’']t|didn[’']t|not) (?:really |yet )?(?:know"
    r"|met) (?:a (?:single )?soul|any(?:one|body)"
    r"|many people|a living)\b|\b(?:lonely|finding (?:my|our) feet|mak(?:e"
    r"|ing) (?:some )?(?:new )?friends)\b"
    r"|\bspoken to (?:nobody|no one)\b"
    r"|\b(?:kenn\w+|haben)\b[^.;!?]{0,30}\b(?:niemanden?|keinen? (?:menschen|einzigen"
    r"|seele)|keine seele)\b"
    r"|\b(?:einsam|anschluss)\b"
    r"|\b(?:ne )?(?:connais|connaissons|connaît)(?: encore| quasiment)? personne\b"
    r"|\bseule? au monde\b"
    r"|\bno (?:conozco|conocemos)(?: todavía| aún)? a (?:nadie|casi nadie)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    rf"\b(?:moved|moving|relocat\w+|transferred|arrived|landed|settled|settling|upped sticks)"
    rf"(?: back| here| over| out| up| down)? (?:to|in|into) {_TOWN}"
    rf"|\bnew (?:to|in) {_TOWN.replace('town', 'town2')}"
    rf"|\b(?:gezogen|umgezogen|gelandet|wohne\w*|lebe\w*|ziehen|ziehe)\b"
    rf"[^.;!?]{{0,25}}\b(?:nach|in) {_TOWN.replace('town', 'town3')}"
    rf"|\b(?:nach|in) {_TOWN.replace('town', 'town4')} (?:gezogen|umgezogen|gelandet|gewechselt)\b"
    rf"|\b(?:installée?s?|emménag\w+|déménag\w+|arrivée?s?|vis|vivons|habit\w+)\b[^.;!?]{{0,15}}"
    rf"\b(?:à|en) {_TOWN.replace('town', 'town5')}"
    rf"|\b(?:mudad[oa]s?|mudamos|mudado|llegad[oa]s?|llegamos|vivo|vivimos|instalad[oa]s?)\b"
    rf"[^.;!?]{{0,15}}\b(?:a|en) {_TOWN.replace('town', 'town6')}",
    re.IGNORECASE,
)
_HOME = re.compile(
    rf"\b{_I} (?:have )?(?:\w+ )?(?:been|lived?|living|been living|based|born|settled)(?: here)?"
    rf"[^.;!?]{{0,12}}\bin {_TOWN}"
    rf"|\b(?:here|life|everybody|everyone|half|all|people|back) (?:of "
    rf"|in ){_TOWN.replace('town', 'town2')}"
    rf"|\b(?:organi[sz]e|run|host|chair|lead|started|founded|running"
    rf"|organi[sz]ing)\b[^.;!?]{{0,20}}?"
    rf"\b(?:the|a|our) {_TOWN.replace('town', 'town3')}"
    rf"|\b(?:wohne\w*|lebe\w*|geboren|daheim|zu hause|leite|organisiere)\b[^.;!?]{{0,25}}\bin"
    rf" {_TOWN.replace('town', 'town4')}"
    rf"|\b(?:habit\w+|vis|vivons|né|née"
    rf"|organise)\b[^.;!?]{{0,20}}\bà {_TOWN.replace('town', 'town5')}"
    rf"|\b(?:vivo|vivimos|nac[ií]|llevo|llevamos|organizo)\b[^.;!?]{{0,20}}\ben"
    rf" {_TOWN.replace('town', 'town6')}",
    re.IGNORECASE,
)
#: They have been there for long, or know many.
_ROOTS = re.compile(
    r"\b(?:for|these|after|over|some|nearly|almost|about) (?:\w+[ -]){0,2}(?:years|decades)\b"
    r"|\b(?:\w+|\d+) years (?:now|this|ago|here|already|on)\b|\bsince (?:19|20)\d\d\b"
    r"|\ball (?:my|our) (?:life|lives)\b"
    r"|\bborn and bred\b|\b(?:know|met|knows) (?:every(?:one|body)|half|most|pretty much"
    r"|more or less)\b"
    r"|\b(?:organi[sz]e|chair|host)\b|\bevery corner\b|\bcan[’']t (?:cross|walk|go)\b"
    r"|\bseit (?:\w+ ){0,2}(?:jahren|jahrzehnten|\d{4})\b|\bhalbe stadt\b"
    r"|\bkenne (?:fast )?jede\w*\b"
    r"|\borganisiere\b|\bdepuis (?:\w+ ){0,2}ans\b|\bconnais (?:presque )?tout le monde\b"
    r"|\bj[’']organise\b"
    r"|\b(?:desde hace|llev\w+) (?:\w+ ){0,2}años\b|\bconozco a (?:casi )?todo\b|\borganizo\b",
    re.IGNORECASE,
)

#: The cheap question: words of which one stands in what tells of being new and knowing nobody, of
#: long years, and of being at home.
_NEW_WORDS = words("""
    moved moving relocated relocating transferred arrived landed settled settling upped new gezogen
    umgezogen gelandet gewechselt wohne wohnen lebe leben ziehe ziehen installé installée installés
    emménagé emménager déménagé déménager arrivé arrivée vis vivons habite habitons mudado mudada
    mudados mudamos mudé llegado llegada llegamos vivo vivimos instalado instalada
""")
_ALONE_WORDS = words("""
    nobody soul no-one anyone anybody people lonely feet friends niemand niemanden keinen keine
    einsam anschluss personne seul seule nadie
""")
_ROOT_WORDS = words("""
    years decades since bred everyone everybody organise organize chair host corner cross jahren
    jahrzehnten seit stadt jeden organisiere ans organise años desde conozco organizo
""")
_HOME_WORDS = words("""
    lived living live based born settled here life half people back organise organize run host chair
    lead started founded running organising been wohne wohnen lebe leben geboren daheim leite
    organisiere habite habitons vis vivons né née organise vivo vivimos nací llevo llevamos organizo
""")
_NO_TOWNS = words("""
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday christmas easter januar februar märz mai juni
    juli oktober dezember rente deutschland germany france england spain españa frankreich spanien
    europe europa
""")


def read_newcomers(sentences: Sequence[str], plain: Sequence[Sequence[str]]) -> tuple[Liking, ...]:
    """`perhaps_new` and `perhaps_home` with the town, of sentences of these `plain` words in small
    letters; none twice, linear in the text.
    """
    found: dict[tuple[str, str], Liking] = {}
    for kind, cue, told, cue_words, told_words in (
        ("new", _ALONE, _NEW, _ALONE_WORDS, _NEW_WORDS),
        ("home", _ROOTS, _HOME, _ROOT_WORDS, _HOME_WORDS),
    ):
        cues = [not cue_words.isdisjoint(one) for one in plain]
        if not any(cues):
            continue
        for at, sentence in enumerate(sentences):
            near = slice(max(0, at - 1), at + 2)
            if not any(cues[near]) or told_words.isdisjoint(plain[at]):
                continue
            if not any(map(cue.search, sentences[near])) or is_denied(sentence):
                continue
            for town in _towns(told, sentence):
                key = (kind, town)
                found.setdefault(key, Liking(f"perhaps_{kind}", town, sentence[:_MAX_QUOTE]))
    if any(kind == "new" for kind, _ in found):
        found = {key: one for key, one in found.items() if key[0] == "new"}
    return tuple(found.values())


def _towns(told: re.Pattern[str], sentence: str) -> Iterator[str]:
    for one in told.finditer(sentence):
        town = next(filter(None, one.groups()))
        if not is_given_name(town) and town.lower() not in _NO_TOWNS:
            yield town
