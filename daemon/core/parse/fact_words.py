"""How people tell about themselves: what they need and offer, what they like, where they go, whom
they have; tables of patterns in English, German, French and Spanish.

`~` stands for a name or the like (capital letters), `<...>` is what is told, up to eight words.
"""

from __future__ import annotations

from daemon.core.parse.trade_words import NEED, OFFER, TRADE_FILLERS

#: (kind, alternatives), in the order in which a sentence is asked; the first that holds counts.
FACTS: tuple[tuple[str, str], ...] = (
    (
        "met_at",
        r"""
    \b(?:great|good|nice|lovely|wonderful|pleasure|enjoyed|glad|happy|fun) (?:to have met|meeting)
    @ you(?: all| both)? (?:at|in|during) <place>
    \bit was (?:such |really |very )?(?:an? )?(?:great|good|nice|lovely|wonderful|pleasure|fun|real)
    @ (?:\w+ )?(?:to meet|meeting) you(?: all| both)? (?:at|in|during) <place>
    ^\W*(?:\w+, )?(?:great|good|nice|lovely|so nice|so good) to meet you (?:at|in|during) <place>
    \bwe met (?:at|during) <place>
    \b(?:schön|toll|nett|gefreut|freut mich|freude),? (?:dich|sie|euch) (?:auf|bei|in|an)
    @ (?:de[rmn] |das )?<place> (?:kennen ?(?:ge|zu)lern\w*|getroffen|zu treffen)
    \bwir haben uns (?:auf|bei|in|an) (?:de[rmn] )?<place> (?:kennengelernt|getroffen)
    \b(?:ravie?|heureux|heureuse|enchantée?|plaisir) de (?:vous|t[’']|te) ?
    @(?:avoir rencontrée?s?|rencontrer) (?:à|au|aux|lors (?:de|du|d[’'])|pendant) <place>
    \bnous nous sommes rencontrés (?:à|au|lors (?:de|du)) <place>
    \b(?:encantad[oa] de haber(?:te|le|los) conocido|(?:fue|ha sido) un (?:placer|gusto)
    @ conocer(?:te|le|los)|nos conocimos) (?:en|durante) <place>
    """,
    ),
    (
        "new_job",
        r"""
    \bi(?:[’']m| am|[’']ll be| will be|[’']ve| have)? (?:just )?(?:starting|started)
    @ (?:at|a new (?:job|role|position) (?:at|with)) <name>
    \bi(?:[’']m| am|[’']ll be| will be|[’']ve| have)? (?:just )?(?:starting|started|joining|joined)
    @ (?:~[\w&.-]+ ){0,3}as (?:an?|the|their) <title>
    \bi(?:[’']m| am|[’']ll be| will be|[’']ve| have)? (?:just )?(?:joining|joined) <name>
    \bfrom .{2,20} on,? i(?:[’']m| am|[’']ll be| will be)
    @ (?P<value>(?:[\w-]+ ){1,4}at ~[\w&-]+(?: ~[\w&-]+){0,3})
    \bi(?:[’']ll| will)? start(?:ed)? (?:work(?:ing)?|a new job|my new job|my new role)
    @ (?:at|with|for) <name>
    \bi(?:[’']ve| have)? (?:just )?(?:accepted|taken|got) (?:a|the) (?:new )?(?:job|position|role)
    @ (?:at|with) <name>
    \bmy new (?:job|role|position|employer|post)(?: is)? (?:at|with) <name>
    \bi (?:have been|[’']ve been|was|am being) (?:just )?(?:promoted|appointed)(?: to| as)? <job>
    \bi(?:[’']m| am) (?:now )?the new <title> (?:at|of|for) ~
    \bich (?:fange|beginne|starte)\b.{0,30} bei <name>
    \bich (?:bin jetzt|arbeite jetzt|bin seit \w+|arbeite seit \w+) (?:bei|für) <name>
    \b(?:meine|meinen) neue[nr]? (?:stelle|job|position|rolle) (?:bei|als) <job>
    \b(?:seit|ab) \w+ (?:arbeite|bin) ich(?: jetzt| nun)? bei <name>
    \bich habe zu <name> gewechselt
    \bich (?:wechsle|wechsele|bin)\b.{0,20} zu <name>(?: gewechselt)?
    \bje (?:commence|rejoins|commencerai|travaille (?:maintenant|désormais)) (?:chez|à)? ?<name>
    \bj[’']ai (?:rejoint|commencé chez) <name>
    \bmon nouveau (?:poste|travail|job) (?:chez|de|à|comme) <job>
    \b(?:empiezo|empezaré|he empezado|trabajo ahora|ahora trabajo) en <name>
    \bme (?:incorporo|incorporé|he incorporado) a <name>
    \b(?:desde|a partir de) \w+ (?:trabajo|trabajaré) en <name>
    \bmi nuevo (?:trabajo|puesto|empleo) (?:en|de|como) <job>
    """,
    ),
    (
        "family",
        r"""
    \b(?:our|my) (?:little |new |baby |first |second |youngest |eldest )*(?:daughter|son|baby|twins
    |grandson|granddaughter|grandchild|girl|boy)(?:,? ~[\w’'-]+,?)? (?:was|were|has been) born
    \b(?:my|our) (?P<who>wife|husband|partner|fiancée?|boyfriend|girlfriend|daughter|son|brother
    |sister|mother|father|mom|mum|dad|kids|children|grandson|granddaughter),? ~[\w’'-]+\b(?![’']s)
    \b(?:we|my wife and i|my husband and i|my partner and i)(?:[’']re| are)
    @ (?:expecting|having) (?:twins|(?:a|our)(?: first| second| third)? (?:baby|child|girl|boy))\b
    \b(?:we|my wife) (?:just )?had (?:a baby|our first|our second|twins)\b
    \b(?:my|our) (?:wife|husband|mother|father|brother|sister|son|daughter|mom|mum|dad|grandmother
    |grandfather)(?: has| just)? (?:passed away|died|is pregnant|is expecting|graduated|got married)
    \b(?:unsere?|meine?) (?:tochter|sohn|zwillinge|enkel\w*)(?: ~[\w’'-]+)?
    @ (?:ist|sind|kam|wurde)\b.{0,30}\b(?:geboren|auf der welt|zur welt)
    \b(?:meine?|unsere?) (?:frau|mann|partner\w*|tochter|sohn|bruder|schwester|mutter
    |vater|freundin)
    @ ~[\w’'-]+\b
    \bwir (?:erwarten|bekommen) (?:ein (?:kind|baby)|nachwuchs|zwillinge|unser \w+ kind)
    \b(?:notre|ma|mon) (?:fille|fils|bébé)(?: ~[\w’'-]+)? est née?
    \b(?:ma|mon) (?:femme|mari|compagne|compagnon|fille|fils|frère|sœur|soeur) ~[\w’'-]+\b
    \bnous attendons un (?:bébé|enfant)
    \b(?:ha nacido|nació) (?:nuestr[oa]|mi) (?:hij[oa]|nieto|nieta)(?: ~[\w’'-]+)?
    \bmi (?:mujer|esposa|esposo|marido|hij[oa]|hermana?o?|madre|padre|novi[oa]) ~[\w’'-]+\b
    \bestamos esperando (?:un bebé|nuestro \w+ hijo)
    """,
    ),
    (
        "event",
        r"""
    \bi(?:[’']m| am| have|[’']ve)? (?:leaving|left) <name> (?:after \w+ years|to join)
    \b(?:i|we)(?:[’']m|[’']re| am| are|[’']ll be| will be) (?:moving|relocating)(?: back)?
    @ to <place>
    \b(?:i|we)(?:[’']m|[’']re| am| are) (?:getting married|retiring|turning \d0)\b
    \b(?:i|we)(?:[’']ve| have)? (?:just )?(?:moved|relocated)(?: back)? to <name>
    \b(?:i|we)(?:[’']ve| have)? (?:just )?(?:got|gotten) (?:married|engaged|divorced)\b
    \bi(?:[’']m| am|[’']ll be| will be) (?:on|going on) (?:maternity|paternity|parental|sick) leave
    \b(?:i|we)(?:[’']m|[’']re| am| are) (?:opening|launching) (?:a|our|my) new <thing>
    \bi(?:[’']m| am|[’']ll be| will be) (?:speaking|giving a talk) at <name>
    \bi(?:[’']ve| have)? (?:just )?(?P<value>started out (?:in|as) (?:[\w-]+ ?){1,4})
    \b(?:i|we)(?:[’']m|[’']re| am| are|[’']ll be| will be)? (?:going to be at|at|off to|going to
    |coming
    @ to|flying to|heading to) <gathering>
    \bsee you (?:all |both )?at <gathering>
    \b(?:i[’']ve got|i have|i bought|got) (?:a|my) ticket (?:for|to) <gathering>
    \b(?:ich bin|wir sind|ich fahre|wir fahren) (?:auch |wieder )?(?:auf|bei|zu) (?:de[rmn]
    @ )?<gathering>
    \b(?:seit|ab) \w+ (?:wohnen|leben) wir (?:jetzt |nun )?in <name> und (?=kennen)
    \b(?:wir ziehen|ich ziehe|ziehen wir|ziehe ich)\b.{0,30} nach <name>
    \b(?:ich heirate|wir heiraten|ich gehe in (?:rente|pension|elternzeit|mutterschutz))\b
    \b(?:nous déménageons|je déménage|nous allons déménager|je vais déménager) à <name>
    \b(?:je suis|nous sommes) en train de déménager à <name>
    \b(?:je me marie|nous nous marions|je prends ma retraite|je pars en congé parental)\b
    \b(?:nos mudamos|me mudo) a <name>
    \b(?:me caso|nos casamos|me jubilo|estoy de baja (?:maternal|por))\b
    """,
    ),
    ("need", NEED),
    ("offer", OFFER),
    (
        "place",
        r"""
    \b(?:i|we)(?:[’']ve| have) (?:been )?(?:living|lived|been based) in <town>
    \b(?:i|we) (?:live|have lived|grew up)(?: here)? in <town>
    \b(?:greetings|hello|hi|love) from <town>,? where (?:we|i) (?=(?:have lived|live)\b)
    \bi(?:[’']m| am)(?: now)? based in <town>
    \b(?:ich wohne|wir wohnen|ich lebe|wir leben|wohnen wir|wohne ich)(?: jetzt| seit \w+)* in
    @ <town>
    \b(?:j[’']habite|nous habitons|je vis|nous vivons)(?: maintenant)? à <town>
    \b(?:vivo|vivimos)(?: ahora)? en <town>
    """,
    ),
    (
        "organises",
        r"""
    \bi(?:[’']ve| have)? (?:organi[sz]ed|been organi[sz]ing|chaired|been running|hosted) <circle>
    \bi (?P<value>(?:organi[sz]e|chair|host|run|lead) (?:the|a|our) (?:[\w’'-]+ ){0,4}?(?:network
    |meet-?up
    |meetups?|association|guild|breakfast|circle|club|chamber|society|forum|chapter|salon|festival
    |evenings?|group|fair|market|walks?|supper|collective|community|hub|league|series))\b
    \b(?:leite|organisiere) ich (?:den|die|das|einen?) (?P<value>[\w-]*(?:stammtisch|verein|netzwerk
    |treffen|verband|runde|club|forum))\b
    \bich (?:leite|organisiere) (?:den|die|das|einen?) (?P<value>(?:[\w-]+ )?[\w-]*(?:stammtisch
    |verein
    |netzwerk|treffen|verband|runde|club|forum|festival|gruppe|markt))\b
    \bj[’']organise (?P<value>(?:le|la|les|un|une) (?:[\w’'-]+ ){0,3}?(?:réseau|club|association
    |cercle
    |rencontres?|apéro\w*))\b
    \borganizo (?P<value>(?:el|la|los|las|un|una) (?:[\w’'-]+ ){0,3}?(?:red|club|asociación
    |encuentros?
    |tertulia|círculo))\b
    """,
    ),
    (
        "interest",
        r"""
    \bi(?:[’']m| am|[’']ve been| have been) (?:\w+ )?(?:passionate about|obsessed with|fascinated by
    |fascinated with|hooked on|crazy about|mad about|a big fan of|a huge fan of) <liked>
    \bi(?:[’']m| am)(?: really| very| so| totally)? into <liked>
    \bi(?:[’']ve| have) become (?:\w+ )?(?:interested in|fascinated by|obsessed with) <liked>
    \bi(?:[’']ve| have) (?:recently |just |lately )?(?:taken up|got into|gotten into|fallen for
    |discovered the joys of) <liked>
    \bmy (?:new |latest |great |big )?(?:hobby|passion|obsession) (?:is|are|for) <liked>
    \bi(?: do| really| absolutely| just)* (?:love|adore) <pastime>
    \b(?P<value>[\w-]+(?: [\w-]+){0,2}) (?:is|has become|remains)(?: still| now)? (?:my|a) (?:\w+
    @ )?(?:passion
    |hobby|obsession|(?:great|big|true|first|one) love)\b
    \b(?P<value>[\w-]+(?: [\w-]+){0,2}) (?:is|has become)(?: \w+){0,3} (?:passion|obsession|hobby)
    @ of mine\b
    \bi(?:[’']m| am)(?: \w+)? (?:hooked on|mad about|crazy about) <liked>
    \b(?P<value>[\w-]+(?: [\w-]+)?) ist (?:meine|mein) (?:\w+ )?(?:leidenschaft|hobby|liebe)\b
    \bich bin (?:\w+ )?(?:begeisterte[rn]?|leidenschaftliche[rn]?) (?P<value>[\w-]{4,})
    \bje fais beaucoup (?:de |d[’'])<liked>
    \bich interessiere mich (?:sehr |besonders |brennend )*für <liked>
    \bich bin (?:\w+ )?(?:begeistert von|fasziniert von|ein großer fan von) <liked>
    \bmeine (?:neue |große )?(?:leidenschaft|passion) (?:ist|gilt)(?: d\w+)? <liked>
    \bje (?:suis passionnée?|me passionne) (?:par|de|pour|d[’']) ?<liked>
    \bje m[’']intéresse (?:beaucoup |de près )?(?:à|aux|au) <liked>
    \bje me suis mise? (?:à|au|aux) <liked>
    \bme (?:apasionan?|fascinan?) <liked>
    \bsoy (?:muy )?(?:aficionad[oa]|un apasionado|una apasionada) (?:a|de)l? <liked>
    """,
    ),
)

#: What may stand for the thing that is told.
_WORDS = r"(?:[^\s.,;:!?()]+ ){0,7}[^\s.,;:!?()]+"
FILLERS = {
    **TRADE_FILLERS,
    "<place>": rf"(?P<value>{_WORDS})",
    "<thing>": rf"(?P<value>{_WORDS})",
    "<job>": rf"(?P<value>(?!(?:the same|home|once|least|first|all|noon|\d)\b){_WORDS})",
    "<title>": rf"(?P<value>{_WORDS})",
    "<name>": r"(?P<value>~[\w&’'.-]*(?: (?:~|of|de|der|und|&|la|el)[\w&’'.-]*){0,4})",
    "<wanted>": (
        r"(?P<value>(?:an?|any|anyone|anybody|someone|somebody|people|some|new|another|good|help"
        r" with"
        r"|one or two|two)"
        rf" (?!(?:way|time|date|copy|response|reply|few|bit|lot|reason|minute|moment|answer|chance"
        r"|solution|place to|good time|couple|better|different|particular|specific|file|document"
        r"|little|phone|number|call|date|good|real|offer|sample|invoice|copies|relationship)\b)"
        r"(?!(?:[\w/&-]+ ){0,3}(?:contract|invoice|id|password|report|document|file|price|deal"
        rf"|confirmation|list|meeting|room|time|date|offer|story|email|mail)\b){_WORDS})"
    ),
    "<person>": (
        r"(?P<value>(?:someone|somebody) who [^.,;:!?]{3,50}"
        r"|an? (?:good |new |reliable )?(?:[\w-]+ )?"
        r"[\w-]{3,}(?:er|or|ist|ant|keeper|man|woman|adviser))\b(?! of\b)"
    ),
    "<gesucht>": (
        r"(?P<value>(?:einen?|ein|eine[nrm]?|jemande[nm]?|noch|neue[nr]?|gute[nr]?)"
        rf" (?!(?:weg|termin|möglichkeit|lösung|antwort|grund|datei)\b){_WORDS})"
    ),
    "<cherché>": (
        r"(?P<value>(?:une?|quelqu[’']un|des)"
        rf" (?!(?:moyen|date|solution|créneau|réponse)\b){_WORDS})"
    ),
    "<buscado>": (
        r"(?P<value>(?:una?|a alguien|a un|a una|algún|alguna)"
        rf" (?!(?:manera|forma|fecha|solución|respuesta|hueco)\b){_WORDS})"
    ),
    "<gathering>": (
        r"(?P<value>(?:the |der |die |das |la |el |le )?(?=(?:~?[\w&’'.-]+ ){0,5}?(?-i:[A-Z][\w-]*)"
        r"(?-i:(?<=Fair)|(?<=Con)|(?<=Conf)|(?<=Conference)|(?<=Congress)|(?<=Summit)|(?<=Expo)"
        r"|(?<=Festival)|(?<=Forum)|(?<=Symposium)|(?<=Camp)|(?<=Fest)|(?<=Python)|(?<=Week)"
        r"|(?<=Messe)|(?<=messe)|(?<=kongress)|(?<=tagung)|(?<=Salon)|(?<=Congreso)|(?<=Feria))\b)"
        r"~[\w&’'.-]+(?: (?:~|in|of|de|der|und|&|la|\d{4})[\w&’'.-]*){0,5})"
    ),
    "<town>": r"(?P<value>~[\w’'-]+(?: ~[\w’'-]+){0,2})\b",
    "<circle>": (
        r"(?P<value>(?:the|a|our) (?:[\w’'-]+ ){0,4}?(?:network|meet-?up|meetups?|association|guild"
        r"|breakfast|circle|club|chamber|society|forum|chapter|salon|festival|evenings?|group|fair"
        r"|market|walks?|supper|collective|community|hub|league|series))\b"
    ),
    "<pastime>": (
        r"(?:my |our )?(?P<value>[\w-]+(?: [\w-]+)?)"
        r" (?:evenings?|mornings?|nights?|weekends?|sessions?|club)\b"
    ),
    "<liked>": (
        r"(?P<value>(?!(?:the (?:second|third|first|next|last|idea|position|job|way)|your|this|that"
        r"|what|how|it|you|them|him|her|a\b|an\b|my|meeting|seeing|hearing|die stelle|ihre?|deine?"
        rf"|votre|ton|ta|tu|su)\b){_WORDS})"
    ),
}
#: Before it: not so, not now, not theirs.
DENIED = (
    r"\b(?:not|no longer|never|stopped|if|would|wish|hope|hoping|forward to|he|she|they|were|was"
    r"|when|whether|unless|who|nicht|kein\w*|wenn|falls|ob|er|ne|pas|plus|si|il|elle|serai\w*"
    r"|serons|serions|no|ya no|él|ella|cuando)\b|n[’']t\b"
)
#: Where the thing ends, when its clause goes on.
ENDS = (
    # After a preposition it is an article: "in der Nähe", "en el centro".
    r"(?<! an)(?<! in)(?<! auf)(?<! aus)(?<! bei)(?<! für)(?<! mit)(?<! von)(?<! en)(?<! con)"
    r"(?<! por)(?<! de)\s(?:el|le|der|die|das)\b(?!-)"
    r"|\s(?:i|we|please|up your|you|these|starts?|started|is|was|am|im)\b(?!-)"
    r"|\sin (?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec)\w*\b"
    r"|\s(?:and|but|so|because|since|who|which|that|to|if|when|as|last|this|next|on|yesterday|today"
    r"|with|und|aber|weil|letzte\w*|gestern|damit|um|et|mais|parce|qui|pour|la semaine"
    r"|hier|y|pero|porque|que|para|ayer|la semana|from|after|before|again)\b"
)
#: Left at the end of what was cut there, it leads to nothing: "a plumber for (next week)".
DANGLING = (
    r"(?:\s(?:in|at|for|of|by|near|around|an|auf|aus|bei|für|von|vor|zu|en|de|con|por|à|dans|chez"
    r"|pour|sur|avec))+$"
)
#: Said to the other: what one knows about them.
ABOUT_YOU: tuple[tuple[str, str], ...] = (
    (
        "new_job",
        r"""
    \bcongrat\w* (?:\w+ )?(?:on|for) your new <title>
    \bglückwunsch (?:\w+ ){0,2}zu(?:r|m) neuen (?P<value>stelle|job|position|rolle)
    \bfélicitations pour (?:ton|votre) nouveau (?P<value>poste|travail|job)
    \b(?:felicidades|enhorabuena) por (?:tu|su) nuevo (?P<value>trabajo|puesto|empleo)
    """,
    ),
    (
        "family",
        r"""
    \bcongrat\w* (?:\w+ )?on (?:the birth of your <title>|your (?:new )?(?:baby|wedding|engagement))
    \byour (?:wife|husband|daughter|son|partner) ~[\w’'-]+\b(?![’']s)
    """,
    ),
)
