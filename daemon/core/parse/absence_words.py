"""The words with which somebody is said to be away, or gone for good, in nine languages; patterns
only, one a line, and a line that begins with a bar goes on where the one before it ended.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

_DAY = (
    r"(?:(?:the |next |this )?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\b|(?:the )?\d|(?:tomorrow|today|next|late|early|mid|after|a|the|around)"
    r"\b)"
)

#: Somebody is away now, or says when they are back.
ABSENT = one_of(rf"""
    \b(?:am|i['’]?m|be|is|are|we['’]re) (?:\w+ ){{0,2}}(?:out of|away from|absent from
      |not in) (?:the|my|our|office|town)
    \b(?:am|i['’]?m|be|is|are|we['’]re) (?:\w+ ){{0,3}}on (?:\w+ ){{0,3}}(?:vacation|leave
      |holidays?|pto|sabbatical|jury duty)\b
    \b(?:am|i['’]?m|be) (?:\w+ ){{0,2}}(?:away|travell?ing|abroad|unavailable|unreachable)\b
    \bis (?:currently )?(?:away|travell?ing|abroad)\b
    \b(?:am|i['’]?m|be|is) (?:\w+ ){{0,2}}out (?:sick|on|until|till|from|through|for|all|today|this
      |next|the|with)\b
    \b(?:be|am|i['’]?m|not
      |is) back (?:(?:in|at|to|on|the|my|office|work|desk|until) ){{0,5}}\(?{_DAY}
    ^\W*(?:not )?back (?:in (?:the )?office )?(?:on|in|at|until)\b
    \b(?:return|returning)(?: back)? (?:in the |to (?:the )?(?:office|work)\b|on\b|{_DAY})
    ^\W*(?:i am |currently |away )?(?:out of (?:the )?office|ooo\b
      |(?:on )?(?:annual |maternity |sick )?(?:leave|vacation
      |holidays?) (?:from |until |till |thru |through |\d|{_DAY}))
    \b(?:send|refer|direct|forward|address) (?:all|any) (?:\w+ ){{0,2}}(?:e-?mails?|mail|messages?
      |inquiries|enquiries|correspondence) to\b
    \b(?:take|taking|have) (?:a |some )?(?:vacation|annual leave|days? off|time off) (?:from|until
      |on)
    \b(?:the office|our offices?|we) (?:is|are|will be) closed (?:from|until|for|on|between|over
      |today)

    \b(?:bin|sind|ist|werde) (?:\S+ ){{0,10}}?(?:nicht (?:im|am|in der|in meinem
      |mehr im) (?:büro|haus|arbeitsplatz|hause|firma|kanzlei|praxis)|außer haus|ausser haus
      |abwesend|(?:im|in) (?:urlaub|elternzeit|mutterschutz|ferien)|auf (?:dienst|geschäfts)reise
      |nicht (?:erreichbar|zu erreichen)|unterwegs)
    \b(?:ab|am|erst|bis) (?:\S+ ){{0,8}}?wieder (?:(?:im|am|in|für sie|für euch|persönlich
      |zurück|wie gewohnt) ?){{0,3}}(?:büro|haus|arbeitsplatz|da|erreichbar|zurück|zu erreichen
      |praxis)
    \b(?:wieder|erst|nicht) (?:ab|am|vor) (?:dem )?\d[^.]{{0,60}}(?:erreichbar|zurück|im büro|da)\b
    ^\W*(?:ich (?:bin|befinde mich) )?(?:abwesend|im urlaub|außer haus|urlaub) (?:bis|von|vom|ab)\b
    \bbefinde mich (?:\S+ ){{0,8}}?(?:im|in|auf) (?:urlaub|elternzeit|mutterschutz|dienstreise
      |geschäftsreise|ferien)
    \b(?:unser |das )(?:büro|betrieb|sekretariat) ist (?:\S+ ){{0,6}}?geschlossen

    \b(?:suis|sera[is]?|serons|est) (?:\S+ ){{0,4}}?(?:absente?s?|en (?:congés?|vacances
      |déplacement|arrêt|rtt|mission)|hors du bureau|indisponible|fermés?)\b
    \b(?:de retour|retour|reviens|reviendrai|serai de retour) (?:au bureau )?(?:le|à partir|lundi
      |mardi|mercredi|jeudi|vendredi|dès|en|\d)
    \bactuellement (?:absente?|en (?:congés?|vacances|déplacement))
    ^\W*(?:absente?|en congés?|en vacances) (?:du|jusqu|pour)

    \b(?:estoy|estaré|estare|estará|está|me encuentro|me encontraré
      |encuentro) (?:\S+ ){{0,4}}?(?:fuera (?:de|del)|de vacaciones|ausente|de viaje|de baja
      |de permiso)\b
    \b(?:regreso|regresaré|regresare|vuelvo|volveré|volvere|vuelta|reincorporaré
      |incorporaré) (?:\S+ ){{0,3}}?(?:el|a partir|en|al|la)\b
    ^\W*(?:fuera de la oficina|de vacaciones|ausente) (?:del|hasta|desde)\b

    \b(?:sono|sarò|saro|sarà|è) (?:\S+ ){{0,4}}?(?:fuori (?:ufficio|sede)|in ferie|in vacanza
      |assente|in trasferta|in congedo|in maternità|in malattia|in viaggio)\b
    \b(?:rientro|rientrerò|rientrero|rientrerà|tornerò|tornero|ritorno|di ritorno
      |ritornerò) (?:\S+ ){{0,3}}?(?:il|in|a|lunedì|martedì|mercoledì|giovedì|venerdì|dal|l['’])
    ^\W*(?:fuori ufficio|in ferie|assente) (?:dal|fino|sino)\b

    \b(?:ben|zal|is) (?:\S+ ){{0,8}}?(?:afwezig|niet (?:op|aanwezig op) kantoor|niet aanwezig
      |(?:op|met) (?:vakantie|verlof|zwangerschapsverlof|zakenreis)|vrij|niet bereikbaar
      |buiten kantoor)\b
    \b(?:vanaf|op|weer|tot) (?:\S+ ){{0,6}}?(?:weer|terug) (?:\S+ ){{0,2}}?(?:aanwezig
      |bereikbaar|op kantoor|terug|op|vanaf|aan het werk)\b
    ^\W*(?:afwezig|op vakantie|met verlof) (?:van|tot|vanaf)\b

    \b(?:estou|estarei|estará|está|encontro-me|encontrar-me-ei|me encontro
      |estaremos) (?:\S+ ){{0,4}}?(?:fora d|ausente|de férias|em férias|em viagem|de licença
      |de baixa)
    \b(?:regresso|regressarei|retorno|retornarei|volto|voltarei
      |retornando) (?:\S+ ){{0,4}}?(?:no|a|em|dia|na|ao|às)\b
    ^\W*(?:fora do escritório|de férias|ausente) (?:de|até)\b

    \b(?:jestem|będę|przebywam|pozostaję|jest) (?:\S+ ){{0,4}}?(?:na urlopie|poza biurem
      |nieobecn[ya]|na zwolnieniu|w delegacji|niedostępn[ya])
    \b(?:wracam|wrócę|powrót|powracam|wraca) (?:\S+ ){{0,3}}?(?:do|w|dnia|\d|po)
    (?:休暇|休み|不在|出張)(?:を|に|と|で|中|の)?.{{0,30}}(?:おります|いただ|ます|です|中)
""")

#: Somebody has gone for good, or the address has.
GONE = one_of(r"""
    \b(?:am|is|are|i['’]m) (?:no|not?) (?:longer|more) (?:\w+ ){0,2}?(?:with|at|work\w*|employed
      |employee|part of|affiliated|associated|in the employ)\b
    \bno longer (?:works? (?:at|for|with|in|here)|working|employed|part of|an employee|with the
      |at the|with our|with this)\b
    \b(?:have|has|i['’]ve) (?:now |recently |since |already )?(?:left|retired|resigned|departed
      |moved on)(?: (?:from )?(?:\w+ ){0,3}?(?:company|firm|organi[sz]ation|university|employ\w*
      |business|role|position|agency|bank|school)\b|[.!]?$| (?:from|to pursue|as of|on|effective)\b)
    \b(?:my|(?:his|her|their) )?last (?:working )?day (?:at|with|in|of work|here|as
      |in the office) .{0,60}\bwas\b
    \bthis (?:e-?mail |mail )?(?:address|account|mailbox|inbox) (?:is|has been|will be
      |was) (?:no longer|not|closed|deactivated|disabled|discontinued|retired|being retired
      |abandoned|permanently)\b
    \b(?:has been|was) (?:permanently )?(?:closed down|dissolved|out of business)\b

    \bnicht (?:mehr|länger) (?:\S+ ){0,6}?(?:tätig|beschäftigt|angestellt|arbeite[nt]?\b
      |mitarbeiter|im unternehmen|bei der firma|in der firma|im dienst)
    \b(?:arbeite|arbeitet|bin|ist) (?:\S+ ){0,4}?nicht (?:mehr|länger) (?:\S+ ){0,4}?(?:bei
      |für|im|in|mitarbeiter|unter)\b
    \b(?:habe|hat) (?:\S+ ){0,8}?(?:unternehmen|firma|gesellschaft|haus|verein|institut
      |universität|hochschule|behörde|arbeitgeber|verlag) (?:\S+ ){0,4}?verlassen
    \b(?:aus dem|in den) (?:unternehmen|dienst|ruhestand
      |betrieb) (?:\S+ ){0,2}?(?:ausgeschieden|gegangen|verabschiedet|getreten)
    \b(?:e-?mail-?\s?)?(?:adresse|konto|postfach|mailadresse|e-mailadresse) (?:ist|wird
      |wurde) (?:\S+ ){0,3}?(?:nicht mehr|nicht länger|deaktiviert|abgeschaltet|gelöscht
      |stillgelegt|aufgelöst|ungültig)

    \bne (?:travaille|travaillons|fais|fait|suis
      |est) (?:désormais )?plus (?:\S+ ){0,2}?(?:partie|chez|pour|dans|à|au|en poste|employée?
      |salariée?|collaborat|joignable à cette)
    \b(?:ai|a) (?:désormais |définitivement |récemment )?quitté (?:la |l['’]|mes fonctions
      |son poste|ses fonctions|mon poste|notre |le )
    \bn['’]est plus (?:(?:utilisée?|active?|valide|consultée?|relevée?|en service|employée?
      |salariée?|joignable)\b|(?:parmi|chez|au sein|dans)\b)
    \b(?:pris|prend) (?:ma|sa) retraite\b

    \bya no (?:trabaj[oa]|form[oa] parte|pertene[zc]\w+|labor[oa]|presta|estoy (?:en|trabajando
      |vinculad)|está (?:en la empresa|vinculad|con nosotros)|se encuentra (?:trabajando
      |en la empresa|laborando))
    \b(?:he|ha) (?:dejado|abandonado) (?:de trabajar|la (?:empresa|compañía|organización
      |universidad)|mi puesto|su puesto)
    \b(?:correo|dirección|cuenta|buzón)(?: electrónic[oa])?(?: de correo)? ya no (?:está|es|se
      |funciona|existe)
    \bme he jubilado\b|\bse ha jubilado\b

    \bnon (?:lavor[oa]|facci[oa]|fa|collabor[oa]|opera|opero|è|sono) più (?:\S+ ){0,2}?(?:per
      |parte|in|presso|con|da|attiv|valid|utilizzat|dipendente|raggiungibile a questo|lett)
    \b(?:ho|ha) lasciato (?:\S+ ){0,2}?(?:l['’]azienda|la società|azienda|società|l['’]ufficio
      |il mio incarico|la ditta|l['’]università|lo studio)
    \b(?:indirizzo|casella|account)(?: e-?mail| di posta)?(?: elettronica)? non è più

    \b(?:niet (?:meer|langer)) (?:\S+ ){0,3}?(?:werkzaam|in dienst|actief|werken|werk\b|werkt\b
      |gebruikt|gelezen|geldig|in gebruik|bereikbaar op dit)
    \b(?:werk|werkt) (?:\S+ ){0,4}?niet (?:meer|langer) (?:bij|voor|hier|op|in)
    \b(?:heb|heeft) (?:\S+ ){0,6}?(?:bedrijf|organisatie|onderneming|universiteit
      |werkgever) (?:\S+ ){0,3}?verlaten
    \b(?:e-?mail-?)?adres is (?:niet (?:meer|langer)|vervallen|opgeheven|buiten gebruik)
    \bmet pensioen (?:gegaan|ben|is)\b

    \b(?:já não|não) (?:trabalh[oa]|faço|faz|pertenço|pertence|integr[oa]|estou (?:na|trabalhando)
      |está (?:na|trabalhando)|colabor[oa]) (?:mais )?(?:\S+ ){0,3}?(?:na|no|parte|à|ao|em
      |nesta|neste|para|com|mais|aqui)\b
    \b(?:deixei|deixou) (?:de trabalhar|a (?:empresa|companhia|organização|universidade)
      |de fazer parte)
    \b(?:endereço|conta|caixa)(?: de (?:e-?mail|correio|email))?(?: eletr[óô]nico)? (?:já não
      |não) (?:está|é|será|se encontra)(?: mais)? (?:\S+ )?(?:em uso|ativ|válid|utiliz|monitor
      |disponível|lid)

    \b(?:nie pracuj[eęą]|już nie pracuj[eęą]|nie jest
      |nie jestem) (?:już |dłużej |więcej )(?:\S+ ){0,2}?(?:w|dla|pracowni\w+|zatrudni\w+
      |aktywn\w+|używan\w+)
    \bjuż nie (?:pracuj[eęą]|jest pracownikiem|jestem pracowni\w+)\b
    \b(?:adres|skrzynka)(?: e-?mail\w*| pocztow\w+)? (?:nie jest już|jest nieaktywn
      |został[ao]? (?:wyłączon|zlikwidowan|dezaktywowan))
    退職(?:いた|し|致)|(?:この|当)メールアドレスは.{0,20}(?:使用|使われ|利用|無効|廃止)
""")
