"""How people name a day in seven languages: tables of words and patterns for `due_dates`."""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

_WEEKDAY_ROWS = (
    "monday montag lundi lunes lunedì lunedi maandag segunda-feira",
    "tuesday dienstag mardi martes martedì martedi dinsdag terça-feira",
    "wednesday mittwoch mercredi miércoles miercoles mercoledì mercoledi woensdag quarta-feira",
    "thursday donnerstag jeudi jueves giovedì giovedi donderdag quinta-feira",
    "friday freitag vendredi viernes venerdì venerdi vrijdag sexta-feira",
    "saturday samstag sonnabend samedi sábado sabado sabato zaterdag",
    "sunday sonntag dimanche domingo domenica zondag",
)
WEEKDAYS = {word: day for day, row in enumerate(_WEEKDAY_ROWS) for word in row.split()}
#: Only after "by", "on" and their kind: "sat" and "sun" are words of their own.
SHORT_WEEKDAYS = {
    word: day
    for day, row in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"))
    for word in row.split()
}

_MONTH_ROWS = (
    "january januar jänner janvier enero gennaio januari janeiro jan",
    "february februar février fevrier febrero febbraio februari fevereiro feb",
    "march märz mars marzo maart março mar",
    "april avril abril aprile apr",
    "may mai mayo maggio mei maio",
    "june juni juin junio giugno junho jun",
    "july juli juillet julio luglio julho jul",
    "august août aout agosto augustus aug",
    "september septembre septiembre settembre setembro sep sept",
    "october oktober octobre octubre ottobre outubro oct okt",
    "november novembre noviembre novembro nov",
    "december dezember décembre decembre diciembre dicembre dezembro dec dez",
)
MONTHS = {word: month for month, row in enumerate(_MONTH_ROWS, 1) for word in row.split()}
#: Months that are other words too, unless they begin with a capital letter or follow "by".
AMBIGUOUS_MONTHS = frozenset(("may", "march", "mar", "mars", "jan", "mai"))

#: Before a day: it is a deadline.
DEADLINE = one_of(r"""
    by
    (?:until|till|til)
    (?:no|not) later than
    at the latest(?: on)?
    bis(?: zum| spätestens| nächste[nrm]?)?
    spätestens(?: am| bis)?
    d[’']ici(?: à| au| le)?
    au plus tard(?: le)?
    (?:pour|jusqu[’']à|jusqu[’']au)(?: le)?
    (?:para|hasta)(?: el)?
    a más tardar(?: el)?
    entro(?: il)?
    (?:tegen|uiterlijk(?: op)?|tot)
    até(?: o| à)?
""")
#: Before a day: the day before it is meant.
BEFORE = one_of(r"""
    (?:before|prior to)(?: the)?
    vor(?: dem)?
    avant(?: le)?
    antes (?:del|de|da|do)
    prima (?:di|del)
    vóór
""")
#: Before a day: it is the day on which it happens.
ON_DAY = one_of(r"""
    (?:on|this|coming|early|late)
    (?:am|diesen|kommenden|den)
    (?:ce|le)
    (?:el|este|próximo)
    (?:op|deze|komende|questo|na|no)
""")
#: Before a day: what it belongs to is older, or begins only then, or is called after it.
NOT_DUE = one_of(r"""
    (?:last|past|previous|since|from|after|of|starting|beginning|every|each|the|your|our|my|his)
    (?:her|their|as of|not|until after|than)
    (?:received|discussed|talked|spoke|met|sent|had|got|mentioned|wrote|promised|left)(?: on)?
    (?:letzte[nrms]?|vergangene[nrm]?|vorige[nrms]?|seit|ab|vom|von|nach|jeden|der|dein|deine|ihr)
    (?:depuis|après|dès|de|chaque)
    (?:desde|después del|del|cada|pasado|todos los|los)
    (?:dopo|dal|di|da|ogni|na afloop van|sinds|vanaf|van|elke|após|depois de|toda)
""")

#: One pattern a meaning; what they mean is said in `due_dates`.
PERIODS: tuple[tuple[str, str], ...] = (
    (
        "today",
        r"""
    today
    (?:this (?:morning|afternoon|evening)|tonight|after lunch)
    (?:by |at )?(?:the )?(?:end|close) of (?:the |this )?(?:business |work(?:ing)? ?)?day
    (?:by )?(?:eod|cob|close of business)
    (?:with)?in (?:an?|the next|\d|1\d|a few|two|three) (?:hours?|minutes?|mins?)
    heute(?: (?:abend|nachmittag|vormittag|mittag|noch))?
    aujourd[’']hui
    (?:ce (?:soir|matin|midi)|cet(?:te)? (?:après-midi|apres-midi))
    in (?:einer|zwei|drei|\d{1,2}) (?:stunden?|minuten)
    dans (?:une|deux|trois|\d{1,2}) (?:heures?|minutes)
    en (?:una|dos|tres|\d{1,2}) (?:horas?|minutos)
    hoy
    esta (?:tarde|noche)
    (?:vandaag|vanmiddag|vanavond)
    (?:oggi|stasera)
    hoje
    """,
    ),
    (
        "tomorrow",
        r"""
    (?:tomorrow|tomorow|tommorow|tommorrow|tomarrow|tmrw)(?: (?:morning|afternoon|evening|night))?
    (?:with)?in (?:the next )?24 (?:hours|hrs)
    first thing in the morning
    (?<!guten )(?<!am )(?<!jeden )(?<!goede )morgen(?: (?:früh|(?:vor|nach)?mittag|abend|middag))?
    (?<!après-)demain(?: (?:matin|midi|soir|après-midi))?
    (?<!la )(?<!esta )(?<!pasado )mañana(?: por la (?:mañana|tarde))?
    (?<!dopo)domani
    (?<!depois de )amanhã
    """,
    ),
    (
        "after tomorrow",
        r"""
    (?:the )?day after tomorrow
    (?:with)?in (?:the next )?48 (?:hours|hrs)
    übermorgen
    après-demain
    pasado mañana
    overmorgen
    dopodomani
    depois de amanhã
    """,
    ),
    (
        "this week",
        r"""
    (?:later |sometime |end of )?this (?:work ?)?week
    (?:the )?end of (?:the |this )?week
    (?:ende )?(?:diese[r]?|der) woche
    (?:la |en )?fin de (?:la |cette )?semaine
    cette semaine
    (?:a )?fin(?:ales)? de (?:la |esta )?semana
    esta semana
    (?:(?:het )?eind(?:e)? van )?(?:deze|de) week
    (?:fine )?(?:di )?questa settimana|fine settimana
    (?:fim d)?esta semana
    """,
    ),
    (
        "weekend",
        r"""
    (?:this|over the|on the|at the) week-?end
    (?:am|dieses|übers) wochenende
    ce (?:week-?end)
    (?:este|el) fin de semana
    (?:dit|in het) weekend
    (?:nel|questo) (?:week-?end)
    """,
    ),
    (
        "early next week",
        r"""
    (?:early|the (?:beginning|start) of|mid|middle of) next week
    (?:anfang|mitte) (?:der )?(?:nächste[rn]?|kommende[rn]) woche
    (?:(?:au|en) )?début (?:de )?(?:la )?semaine prochaine
    (?:a )?principios de (?:la )?(?:próxima semana|semana que viene)
    begin volgende week
    """,
    ),
    (
        "next week",
        r"""
    (?:(?:the )?end of |late |later |sometime )?next week
    (?:ende )?(?:nächste[rn]?|kommende[rn]?) woche
    (?:la )?(?:fin de la )?semaine prochaine
    la (?:próxima semana|semana (?:que viene|próxima))
    (?:eind )?volgende week
    (?:la )?(?:prossima settimana|settimana prossima)
    (?:na )?(?:próxima semana|semana que vem)
    """,
    ),
    (
        "this month",
        r"""
    (?:the )?end of (?:the |this )?month
    (?:later )?this month
    month[- ]end
    ende (?:des|dieses) monats
    (?:zum )?monatsende
    (?:la )?fin (?:du|de ce) mois
    (?:a )?fin(?:ales)? de(?: este)? mes
    (?:het )?eind(?:e)? van de(?:ze)? maand
    fine (?:del )?mese
    (?:o )?fi(?:m|nal) do mês
    """,
    ),
    (
        "next month",
        r"""
    (?:(?:the )?end of )?next month
    (?:ende )?nächste[ns]? monat[s]?
    (?:le )?mois prochain
    el (?:próximo mes|mes que viene)
    volgende maand
    (?:il )?(?:prossimo mese|mese prossimo)
    (?:no )?(?:próximo mês|mês que vem)
    """,
    ),
    (
        "this year",
        r"""
    (?:the )?end of (?:the |this )?year
    year[- ]end
    (?:ende (?:des|dieses) jahres|(?:zum )?jahresende)
    (?:la )?fin (?:de l[’']année|d[’']année)
    (?:a )?fin(?:ales)? de(?:l)? año
    (?:het )?eind(?:e)? van het jaar
    fine anno
    (?:o )?fi(?:m|nal) do ano
    """,
    ),
)

NUMBERS = {
    word: number
    for number, row in enumerate(
        (
            "a an one next ein eine einem einer un une uno una een un' um uma",
            "two couple zwei deux dos twee due dois duas",
            "three drei trois tres drie tre três",
            "four vier quatre cuatro vier quattro quatro",
            "five few fünf cinq cinco vijf cinque cinco",
            "six sechs six seis zes sei seis",
            "seven sieben sept siete zeven sette sete",
            "eight acht huit ocho otto oito",
            "nine neun neuf nueve negen nove nove",
            "ten zehn dix diez tien dieci dez",
        ),
        1,
    )
    for word in row.split()
}
IN_FUTURE = one_of(r"""
    (?:with)?in(?: the next)?(?: (?:a|about|another))?
    (?:innerhalb|binnen)(?: von)?
    (?:dans|sous|d[’']ici)
    (?:dentro de|en)
    (?:tra|fra|entro)
    (?:over|dentro de|daqui a)
""")
UNITS = (
    ("days", r"days?|tag(?:en|e)?|jours?|d[ií]as?|dagen|dag|giorn[oi]|dias?"),
    ("working days", r"(?:business|working|work) days?|werktag(?:en|e)?|arbeitstag(?:en|e)?"),
    ("working days", r"jours? ouvr\w+|días? hábiles|werkdagen"),
    ("weeks", r"weeks?|wk|wochen?|semaines?|semanas?|weken|settiman[ae]"),
    ("months", r"months?|monat(?:en|e)?|mois|mes(?:es)?|maand(?:en)?|mes[ei]|mês"),
)
END_OF = r"(?:the )?(?:very )?end of|ende|fin(?:ales)?(?: de)?|fine(?: di)?|eind(?:e)?|fim de"
MIDDLE_OF = r"mid|(?:the )?middle of|mitte|mi|mediados de|metà|half|meados de"
START_OF = r"early|(?:the )?(?:beginning|start) of|anfang|début(?: de)?|principios de|inizio|begin"
WHOLE_MONTH = r"in|im|en|by|during|sometime in|bis"
#: After a weekday: the one of the week after this, or one that is gone.
NEXT_AFTER = (
    r"(?:of )?next week|(?:der )?nächster woche|prochain|de la semaine prochaine|volgende week"
)
LAST_AFTER = r"last|dernier|pasado|letzte[rn]?|vorige|scors[oa]|passad[oa]"
NEXT_BEFORE = r"next|nächste[nr]?|volgende|(?:next|nächste|volgende) (?:week|woche)(?: on| am)?"
PART_OF_DAY = (
    r"(?:morgen|vormittag|mittag|nachmittag|abend|ochtend|middag|avond)s?"
    r"|\s(?:morning|afternoon|evening|night|nite|früh|morgen|vormittag|nachmittag|abend|matin|soir"
    r"|après-midi)"
)
