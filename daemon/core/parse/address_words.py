"""The words by which a mail shows how it addresses its reader in German, French and Spanish: the
familiar you (du, tu, tú, vos) or the polite one (Sie, vous, usted). English has only one.

Each word counts as one witness. What can as well be said of somebody else ("Sie" where a sentence
begins, "su", "le dije") is left out.
"""

from __future__ import annotations

import re

from daemon.core.parse.wordlists import one_of
from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class AddressWords:
    """The witnesses of one language; a match with the group `within` counts only where no sentence
    begins. `titled` is a greeting that says it at once, `warm` one that leans to the familiar you
    where nothing else is known. `plural` says that the polite words may also mean several friends.
    """

    familiar: re.Pattern[str]
    polite: re.Pattern[str]
    titled: re.Pattern[str]
    warm: re.Pattern[str]
    plural: bool = True


def _words(lines: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-]){one_of(lines)}(?![\w])", flags)


_DE = AddressWords(
    familiar=_words(r"""
    du(?! [A-Z]\w+[ ,.])|dich|dir|dein(?:e[nmrs]?)?|euch|euer|eure[nmrs]?
    (?:habt|seid|könnt|wollt|werdet|müsst|wart|hattet|möchtet|kommt|geht) ihr
    ihr (?:habt|seid|könnt|wollt|werdet|müsst|wart|hattet|möchtet|kommt|geht)
    ihr (?:\w+ ){1,4}(?:habt|seid|könnt|wollt|werdet|kommt|geht)
    hast|bist|kannst|willst|magst|musst|sollst|darfst|wirst|weißt|brauchst|kommst|gehst|machst
    hättest|könntest|würdest|wärst|solltest|wolltest|hattest|warst|möchtest|findest|meinst|denkst
    kannste|haste|biste|meld dich|melde dich
    (?-i:Sag|Schau|Schreib|Schick|Ruf|Gib|Lass|Komm|Grüß|Denk|Nimm|Guck|Mach|Meld)(?= \w)
    (?:sag|schau|schreib|ruf|gib|lass|grüß) (?:mir|mich|uns|doch|mal|bitte|bescheid)
    """),
    polite=_words(r"""
    (?-i:(?P<within>Sie|Ihnen|Ihre[nmrs]?|Ihr(?=\s[A-ZÄÖÜ])))
    """),
    titled=re.compile(
        r"sehr (?:geehrte|verehrte)|(?:hallo|liebe[r]?|guten (?:tag|morgen|abend)|grüezi|moin)"
        r",? (?:herrn?|frau)\b",
        re.IGNORECASE,
    ),
    warm=re.compile(r"(?:hallo|hi|hey|liebe[r]?|servus|moin)\b", re.IGNORECASE),
    plural=False,
)
_FR = AddressWords(
    familiar=_words(r"""
    (?<!est )(?<!suis )(?<!était )tu|toi|te|ta|tes|(?<!le )(?<!un )(?<!du )(?<!au )ton
    \w+-(?:t-)?(?:tu|toi)
    (?:j['’])?t['’](?=[aeéêhiouy])\w+
    [st]['’]il te pla[iî]t|stp
    (?!\w*ez-)\w+[es]-(?:moi|le|la|nous|lui)
    """),
    polite=_words(r"""
    (?!rendez-)\w+-vous|(?<!rendez )vous|votre|vos|s['’]il vous pla[iî]t|svp
    (?-i:(?!(?:chez|assez|rez|nez|rendez)\b)[a-zà-ÿ]{2,}(?<=ez))(?:-\w+)?
    (?-i:Veuillez|Pourriez|Auriez|Seriez|Avez|Pouvez|Dites|Êtes|Faites|N['’]hésitez)(?:-\w+)?
    """),
    titled=re.compile(
        r"(?:(?:bonjour|bonsoir|ch[eè]re?) )?(?:madame|monsieur|docteur|maître)\b", re.IGNORECASE
    ),
    warm=re.compile(r"(?:salut|coucou)\b", re.IGNORECASE),
)
_ES = AddressWords(
    familiar=_words(r"""
    tú|tus?|te|ti|contigo|vos|os|vosotr[oa]s|vuestr[oa]s?
    tienes|puedes|quieres|estás|eres|sabes|vas|haces|dices|crees|debes|vienes|vives|necesitas
    piensas|recuerdas|conoces|prefieres|podrías|tendrías|estés|tengas|puedas|quieras|sepas
    llegues|vengas|vayas|hagas|viste|fuiste|hiciste|dijiste|estuviste|pudiste|tuviste|recibiste
    tenés|podés|querés|sabés|venís|estáis|sois|tenéis|podéis|queréis|venid
    (?:dime|cuéntame|llámame|avísame|mándame|envíame|escríbeme|avisame|mandame|llamame|contame)
    (?:dame|hazme|déjame|cuídate|acuérdate|perdóname|ponme|tranquil[oa], no)
    (?-i:Mira|Oye|Ven|Trae|Descansa)
    """),
    polite=_words(r"""
    usted|ud\.?|vd\.?|a su (?:disposición|entera disposición|servicio)
    le (?:agradezco|escribo|envío|adjunto|ruego|deseo|recuerdo|confirmo|informo|saluda|pido)
    le (?:agradecería|agradeceríamos|rogaría|escribía)
    (?:dígame|avíseme|llámeme|envíeme|permítame|cuídese|discúlpeme|indíqueme|hágame|escríbame)
    (?:reciba|disculpe|saludos a su)
    espero que (?:se encuentre|esté) bien|me pidió|si (?:lo|le) (?:desea|parece bien)
    """),
    titled=re.compile(
        r"(?:(?:estimad[oa]s?|hola|querid[oa]|apreciad[oa]|buen(?:os|as) \w+),? )?"
        r"(?:señora?|sra?\.?|don|doña|doctora?|dra?\.?|profesora?|licenciad[oa]|ingenier[oa])"
        r"(?!\w)",
        re.IGNORECASE,
    ),
    warm=re.compile(r"(?:hola|querid[oa])\b", re.IGNORECASE),
)

#: By language (ISO 639-1).
ADDRESS_WORDS = {"de": _DE, "fr": _FR, "es": _ES}
