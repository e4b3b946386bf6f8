"""Decides whether words that sound like a need or an offer tell none: it is met or over, it was
long ago, it is somebody else's advice, or nobody new is taken.
"""

from __future__ import annotations

import re

from daemon.core.parse.late import late_pattern


def _any(table: str) -> re.Pattern[str]:
    """One pattern a line; a line that begins with @ goes on with the one before."""
    joined = re.sub(r"\n\s*@", "", table)
    lines = filter(None, map(str.strip, joined.splitlines()))
    return late_pattern("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


#: It was needed or offered, and is no more.
_OVER = _any(r"""
    \bno longer (?:need|want|require|look|seek|offer|teach|take|do|work)
    \bno need (?:to|for you to) (?:ask|look|search|keep)
    \b(?:do|does|did)n[’']t need (?:an?|any|the|one|to (?:ask|look))\b
    \b(?:[’']ve|have|has)(?: now| since| finally| at last| just| already)?
    @ (?:found|hired|got hold of)
    @ (?!it\b)(?:an?|one|some(?:one|body)|our|the right|my)\b
    \bfound (?:an?|one|some(?:one|body))\b[^.;!?]{0,40}\b(?:in the end|at last|after all|already)
    \b(?:sorted|solved|settled) (?:itself|now)\b
    \b(?:has been|is now|[’']s been) (?:filled|taken|sold)\b
    \b(?:am|are|[’']m|[’']re) not (?:currently |really )?(?:taking|accepting|looking)\b
    \bnot taking (?:on )?(?:any )?(?:new|more|further)\b
    \bnot (?:to take|to accept|taking) (?:on )?any(?: more| new)
    \bnicht mehr (?:nötig|umzuhören|umhören|suchen|gebraucht|benötigt|anbieten)
    \b(?:brauche|brauchen|suche|suchen|biete|bieten) (?:jetzt |nun |ja )?(?:\w+ )?
    @(?:nicht|niemanden|keine?n?) mehr\b
    \b(?:habe|haben|hat)\b[^.;!?]{0,60}\bgefunden\b(?<!nicht gefunden)(?<!nichts gefunden)
    @(?<!niemanden gefunden)(?<!keinen gefunden)(?<!keine gefunden)(?<!niemand gefunden)
    \bhat sich erledigt\b
    \bnehme[n]? (?:zurzeit |derzeit |leider |im moment )?(?:keine|niemanden)\b
    \bplus besoin\b
    \b(?:ai|as|a|avons|ont)(?: enfin| finalement| déjà| bien)? (?:trouvé|fini par trouver)
    @ (?!rien|personne)
    \bne (?:prends|prend|prenons|cherche|cherchons|donne|fais) plus\b
    \bya no (?:hace falta|hacen falta|necesit|busc|doy|damos|acept|hago|hacemos)
    \b(?:al final|por fin|ya)\b[^.;!?]{0,20}\b(?:encontramos|hemos encontrado|encontré
    @|he encontrado)\b
    \bno (?:acept[oa]|aceptamos|cojo|cogemos) (?:más|nuevos)\b
""")
#: It was so long ago, or would only be.
_PAST = _any(r"""
    (?<!there )\bused to (?!\w*ing\b)
    \b(?:in those days|back then|at the time|once upon a time|years ago)\b
    \b(?:were|was) (?:always |desperately |desperate |still )?(?:looking|searching) for\b
    \bwe(?:re| were) desperate for\b
    \bif (?:i|we) ever\b
    \bfrüher (?:habe|hab|haben|war|waren|hatte|hatten)\b
    \b(?:damals|seinerzeit)\b
    \b(?:autrefois|jadis|à l[’']époque|dans le temps)\b
    \bantes (?:daba|dábamos|hacía|hacíamos|era|trabajaba|vendía|tenía|enseñaba)\b
    \b(?:por aquel entonces|en aquellos)\b
""")
#: What the reader should do, or has.
_YOURS = _any(r"""
    \byou (?:really |just |also |all )?(?:need|needed|want|should (?:get|find|hire|see)
    @|ought to (?:get|find|hire|see)|could do with)\b
    \byour (?:\w+ ){1,2}(?:needs?|wants?|is looking|are looking)\b
    \b(?:du|ihr) (?:brauchst|braucht|solltest|solltet|müsstest)\b
    \bbrauchst du\b
    \bsie (?:brauchen|benötigen|sollten) (?:für|dazu|noch|unbedingt|einen|eine|sich)\b
    \b(?:tu devrais|vous devriez|tu as besoin|vous avez besoin|il te faut|il vous faut)\b
    \b(?:deberías|debería usted|te hace falta|le hace falta|necesitas)\b
""")
#: Who once did it may do so again.
_AGAIN = _any(r"""
    \bagain\b
    \bonce more\b
    \bwieder\b
    \b(?:de|à) nouveau\b
    \b(?:otra vez|de nuevo|vuelvo a|he vuelto a)\b
""")


def is_denied(told: str, behind: str = "") -> bool:
    """Whether what is told takes itself back, or the sentence `behind` it does."""
    if _OVER.search(told) or _OVER.search(behind) or _YOURS.search(told):
        return True
    return _PAST.search(told) is not None and _AGAIN.search(told) is None
