"""How people say that something is here, that it is done, or that it has come; tables of patterns.

`~` stands for a capital letter, also where capitals are otherwise the same as small letters.
"""

from __future__ import annotations

#: (kind of finding, value, alternatives), in the order in which a sentence is asked. A line that
#: begins with | or @ goes on with the one before (the @ is left out).
SAYINGS: tuple[tuple[str, str, str], ...] = (
    (
        "delivers",
        "promised",
        r"""
    \b(?:as|like) (?:i )?promised\b
    \bas (?:discussed|agreed|requested)\W{0,3}(?:here|attached|please find)\b
    \b(?:wie|wie am \w+) (?:versprochen|zugesagt|angekündigt)\b
    \bcomme (?:promis|convenu|annoncé)\b
    \bcomo (?:te |le |os )?(?:prometí|había prometido|prometido|quedamos|acordado)\b
    \b(?:come promesso|zoals (?:beloofd|afgesproken)|conforme prometido)\b
    """,
    ),
    (
        "delivers",
        "introduction",
        r"""
    \b~[\w'’-]+,? (?:please )?meet ~
    \b(?:please )?meet (?:my (?:friend|colleague|former)|~[\w'’-]+, (?:who|my|the))
    \bi(?:[’']d| would) like to introduce (?:you|~)
    \b(?:happy|pleased|glad|want|wanted|delighted) to (?:introduce|connect) (?:you|the two|~)
    \bi(?:[’']m| am) (?:introducing|connecting) (?:you|~)
    \bi(?:[’']ve| have) (?:cc[’']?e?d|copied|looped in) ~[\w'’-]+.{0,40}\b(?:who|so (?:you|that))\b
    \b(?:hiermit|gern\w*) (?:stelle|bringe|verbinde) ich (?:euch|sie|dich)\b
    \b(?:darf|möchte) ich (?:euch|sie|dich|ihnen)\b.{0,60}\bvorstellen\b
    \bje (?:vous|te) (?:présente ~|mets en (?:contact|relation))
    \b(?:te|le|os|les) presento a\b|\bos pongo en contacto\b
    """,
    ),
    (
        "delivers",
        "attachment",
        r"""
    \b(?:attached|enclosed) (?:is|are|you(?:[’']ll| will)? find|please find|for your|hereto|find)\b
    \b(?:please (?:find|see)|see|find)(?: the)? (?:attached|enclosed)\b
    \bi(?:[’']ve| have| am|[’']m)? (?:just )?(?:attach(?:ed|ing)|enclos(?:ed|ing))\b
    \b(?:is|are) attached\b(?! to the)
    \b(?:anbei|im anhang|in der anlage|beigefügt|angehängt)\b
    \b(?:ci-joint\w*|en pi[eè]ce jointe|en pj)\b
    \b(?:adjunt[oa]s?|te adjunto|le adjunto|va adjunto)\b
    \b(?:in allegato|ti allego|le allego)\b
    \b(?:bijgevoegd|in de bijlage|als bijlage)\b
    \b(?:em anexo|segue anexo|segue em anexo)\b
    """,
    ),
    (
        "delivers",
        "words",
        r"""
    ^\W*(?:\w+, )?here(?:[’']s| is| are|[’']re) (?:the|an?|my|our|your|some|that|those|these|it)\b
    ^\W*(?:\w+, )?here (?:it is|they are|you go|you are)\b
    \bi(?:[’']ve| have)? (?:just )?(?:sent|forwarded|e-?mailed|mailed|faxed|fedexed|shared)
    @ (?:\w+ ){0,3}(?:you|it|them|that|this)\b
    \byou should have (?:it|them) (?:now|by now|already)\b
    ^\W*hier (?:ist|sind|kommt|kommen) (?:der|die|das|dein\w*|ihre?|meine?|unsere?)\b
    \bich habe? (?:\w+ ){0,4}(?:geschickt|gesendet|weitergeleitet)\b
    ^\W*voici\b
    \bj[’']ai (?:\w+ ){0,2}(?:envoyé|transmis)\b
    \b(?:aquí|ahí) (?:tienes?|va|van|está|están|te|le)\b
    \b(?:te|le|os|les) (?:l[oa]s? )?(?:he (?:enviado|mandado|pasado)|envié|mandé|pasé)\b
    ^\W*(?:ecco|hierbij)\b
    """,
    ),
    (
        "delivers",
        "done",
        r"""
    \bi (?:just )?(?:looked into|checked|spoke (?:to|with)|talked (?:to|with)|called) \w+
    \bi(?:[’']ve| have) (?:now |just |already )?(?:done|fixed|updated|changed|added|corrected)\b
    \bi(?:[’']ve| have) (?:now |just |already )?(?:finished|completed|signed|taken care|set up)\b
    \bi(?:[’']ve| have) (?:now |just |already )?(?:removed|reviewed|checked|spoken|asked)\b
    \bi (?:just )?(?:fixed|updated|corrected|finished|completed|took care|set up|signed) \w+
    ^\W*(?:(?:it|that)(?:[’']s| is)|all)? ?(?:done|fixed|taken care of)\b
    \bich habe? (?:\w+ ){0,4}(?:erledigt|geklärt|geprüft|überwiesen|angepasst|nachgefragt)\b
    \bich habe? (?:\w+ ){0,4}(?:gesprochen|korrigiert|reserviert|gebucht)\b
    \bj[’']ai (?:\w+ ){0,2}(?:fait|vérifié|corrigé|demandé|parlé|réservé)\b
    \b(?:ya )?(?:lo )?he (?:hecho|revisado|corregido|hablado|preguntado|reservado)\b
    """,
    ),
    (
        "receives",
        "words",
        r"""
    \b(?:thanks?|thank you|thx)(?: \w+){0,3} for (?:sending|forwarding|introducing|calling)\b
    \b(?:thanks?|thank you|thx)(?: \w+){0,3} for (?:connecting|checking|looking into|taking care)\b
    \b(?:thanks?|thank you|thx)(?: \w+){0,3} for (?:the|your) (?:\w+ ){0,3}(?:list|file|link
    |intro\w*|document|draft|article|report|notes|call|info\w*|copy|update|numbers|photos?|pictures?|contract
    |spreadsheet|agreement|presentation|paper)\b
    ^\W*(?:\w+, )?(?:i )?(?:got|received) (?:it|them|your (?:\w+ ){0,2}(?:fax|e-?mail|file))\b
    \bdanke (?:\w+ ){0,3}für (?:die (?:zusendung|info\w*|liste|unterlagen|datei|vorstellung)
    |das (?:angebot|dokument|protokoll)|den (?:link|artikel|kontakt|anruf|vertrag))\b
    \b(?:ist|sind) (?:gut )?angekommen\b
    \bmerci (?:\w+ ){0,3}(?:pour (?:l[’']envoi|le lien|le document|la liste|les documents
    |l[’']article|la mise en relation|ton appel|votre appel)|de (?:m[’']avoir|l[’']envoi))\b
    \bbien reçu\b
    \bgracias (?:\w+ ){0,3}por (?:enviar\w*|mandar\w*|el (?:enlace|documento|archivo|informe
    |contacto)|la (?:lista|presentación|información|llamada))\b
    \b(?:lo he recibido|lo recibí)\b
    """,
    ),
)
#: Before it: asked for, to come, missing; nothing is here.
NOT_HERE = (
    r"\b(?:not|unable|cannot|forgot|will|would|could you|can you|please send|if|once|when|nicht"
    r"|kein\w*|werde|wenn|falls|ne|pas|no|aún|todavía|si)\b|n[’']t\b|[’']ll\b"
)
#: Anywhere in a sentence about a promise: it is only made once more.
AGAIN = r"\b(?:will|going to|werde\w*|should|soll\w*|voy a)\b|[’']ll\b"
