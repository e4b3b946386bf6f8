"""How people say what or whom they look for, and what they do or can give; tables of patterns in
English, German, French and Spanish, read like those of fact_words.

A need is only taken where a person, a trade or a place is looked for, an offer only where it is
somebody's trade or stands free: most of what is needed in mail is a signature by Friday.
"""

from __future__ import annotations

NEED = r"""
    \b(?:we|i)(?:[’']re|[’']m| are| am) (?:also |still |currently |now |always |actually |just )?
    @(?:looking for|searching for|in need of|on the lookout for|trying to find|looking to hire)
    @ <wanted>
    \b(?:we|i) (?:urgently |really |badly )?need (?:to (?:find|hire) )?<person>
    \b(?:we|i) could (?:really )?use <person>
    \bwe(?:[’']re| are) hiring <wanted>
    \b(?:do|would) you (?:happen to )?know (?:an?|any) (?:good|reliable|decent|great) <thing>
    \bdo you (?:happen to )?know (?:anyone|someone|anybody) who <thing>
    \b(?:can|could) you recommend <wanted>
    \b(?:wir suchen|ich suche|suchen wir|suche ich)(?: gerade| derzeit| noch| aktuell| immer noch)*
    @ <gesucht>
    \b(?:kennst du|kennen sie|kennt ihr) <gesucht>
    \b(?:kennst du|kennen sie|kennt ihr) (?P<value>jemanden, de[rm] [^.,;:!?]{3,50})
    \b(?:wir sind|ich bin|sind wir|bin ich)\b.{0,20} auf der suche nach <gesucht>
    \b(?:ich|wir) bräuchten? <gesucht>
    \b(?:nous|je|on) (?:cherchons|cherche|recherchons|recherche)(?: actuellement)? <cherché>
    \b(?:connais-tu|connaissez-vous|tu connais) (?:un bon|une bonne|quelqu[’']un) <thing>
    \b(?:buscamos|estamos buscando|busco|estoy buscando)(?: actualmente| todavía)? <buscado>
    \b(?:conoces|conoce usted|conocéis) a? ?(?:algún|alguna|un buen|una buena|alguien que) <thing>
    \b(?:we|i)(?:[’'](?:ve|d|ll)| have| would| will)? (?:been )?(?:desperately |really |also |still
    |now )?(?:trying to|try to|had to|got to|need to|have to|want to|wanted to|must|hope to|hoping
    @ to
    |like to|love to)
    @ (?:hire|bring in|recruit|engage) <wanted>
    \b(?:we|i)(?:[’'](?:ve|d|ll)| have| would| will)? (?:been )?(?:desperately |really |also |still
    |now )?(?:trying to|try to|had to|got to|need to|have to|want to|wanted to|must|hope to|hoping
    @ to
    |like to|love to) (?:find|get hold of|track down|meet) <expert>
    \b(?:we|i)(?:[’']ve| have) been (?:trying to (?:find|hire)|looking for) <expert>
    \b(?:we|i)(?:[’']re|[’']m| are| am) (?:\w+ )?(?:after|on the hunt for|hunting for|hoping to find
    |desperate for|in search of|in the market for) <wanted>
    \b(?:we|i) (?:could do with|still need|need|want|really want|am missing|are missing) <expert>
    \b(?:we|i)(?:[’']re|[’']m| are| am) (?:\w+ )?(?:short of|desperate for|crying out for)
    @ <plural>
    \b(?:we|i) (?:ought|need|have|want|should|would like|[’']d like) ?(?:to )?(?:talk to|speak to
    |speak with|see|consult|ask|get advice from|take advice from) <expert>
    \b(?:advice|help) from <expert>
    \bif you(?:[’']ve| have)? (?:ever |happen to )?(?:hear of|heard of|know of|know|come across
    |run into|got|can think of|can recommend)(?: of)? <trade>
    \b(?:do|would|could|can|does|might) (?:you|anybody(?: you know)?|anyone(?: you know)?) (?:know
    |happen to know|recommend|suggest|think of|name|put me in touch with)(?: of)? <expert>
    \b(?:do|would|does) (?:you|anybody|anyone) (?:happen to )?know (?:any|another|a|an)
    @ (?P<value>[\w-]{3,}(?: [\w-]+){0,4} who [^.,;:!?]{3,50})
    \bknow any <wanted_plural>
    \bany (?:ideas?|recommendations?|suggestions?|tips?) for <expert>
    \b(?:my|our) (?P<value>(?:(?!old\b)[\w-]+ )?<profession>)(?: has| have|[’']s)?(?: just| now)?
    @ (?:retired|cancelled|canceled|let (?:us|me) down|gone bust|quit|left us|given up|moved away
    |closed
    |stopped|shut down)\b
    \b(?:my|our) old (?P<value>(?:[\w-]+ )?<profession>)(?: has| have|[’']s)?(?: just| now)?
    @ (?:retired
    |given up|moved away|died|gone)\b
    \b(?:no (?:clue|idea)|do not know|don[’']t know|wonder|wondering) (?:of )?who
    @ (?P<value>(?:does|makes
    |repairs|sells|prints|could|can|would|might|builds|teaches) (?!(?:you|it|this|that|be)\b)
    @[^.,;:!?]{3,40})
    \b(?:we|i)(?:[’']re|[’']m| are| am|[’']ll)?(?: also| still| urgently| now)* (?:need|looking
    @ for|after
    |searching for|need to (?:find|rent)|trying to find|have to find|want to rent) <lodging>
    \b(?:we|i)(?:[’']re|[’']m| are| am|[’']ve| have)? (?:have |[’']ve )?(?:got )?(?:nobody|no one)
    @ who
    @ (?P<value>(?:can|could|would|does|knows) [^.,;:!?]{3,50})
    \b(?:we|i) (?:need|have|want) to learn (?P<value>[\w-]{4,})(?= (?:before|by|until|for)\b)
    \b(?:get|got) (?:my|our|his|her) (?P<value>[\w-]{4,}) up to scratch
    \b(?:is|isn[’']t) there (?P<value>(?:anyone|anybody|someone|somebody)\b[^.;!?]{0,30}? (?:who
    |with)
    @ [^.,;:!?]{3,60})
    \b(?:do|would|does) (?:you|anybody|anyone) (?:happen to )?(?:know|have) (?P<value>(?:anyone
    |anybody
    |someone|somebody) (?:to|with|from|in) [^.,;:!?]{3,50})
    \b(?:want|wants|insists?|need|ought|have|has|should|must|meaning|tells?
    |telling)\b[^.;:!?]{0,30}?
    @ (?:get|have) (?P<value>(?:an?|some) (?!(?:reports?|list|drafts?|calls?|meetings?|copy|copies
    |answers?|deals?|words?
    |bit|lot|quotes?|stuff|things?|work|money|numbers?|more)\b)(?:[\w-]+ ){1,3}?)(?:done|sorted
    |fixed|organised|organized|arranged)\b
    \b(?:can|could|does) (?:anyone|anybody)(?: you know)? (?P<value>(?:repair|mend|fix|tune|teach
    |translate|build|restore|print|paint|install|make|design|write|play|sew|look after) <bare>)
    \b(?:what|all) (?:we|i)(?: really| still)? (?:need|lack|want|miss)(?: now)? is <expert>
    \bwhat it needs(?: now| next)? is <expert>
    \b(?:we|i)(?:[’']re|[’']m| are| am)? (?:still )?(?:missing|lack|lacking|without) <expert>
    \bstill (?:no|without an?) (?P<value>[\w-]{5,}(?:er|or|ist|ant|room|hall|flat|man|woman)\b
    @(?: (?:for|in|near) [^.,;:!?]{3,40})?)
    \b(?:have|there[’']s|there is) (?:nobody|no one|no-one) to (?P<value>(?:look after|do|make|run
    |teach|translate|help with) <bare>)
    \b(?:we|i) wish (?:we|i) (?:had|knew) <expert>
    \b(?:my|our) (?:\w+ )?(?:son|daughter|niece|nephew|husband|wife|partner|brother|sister|cousin
    |father|mother|dad|mum|mom|boy|girl)\b[^.,;:!?]{0,20} (?:is looking for|needs|would like to find
    |wants to find|is trying to find|is after) <wanted>
    \b(?:ich|wir) bräuchten?\b(?: \w+){0,2} (?P<value>jemanden?, de[rm] [^.,;:!?]{3,50})
    \b(?:ich|wir) (?:brauche|brauchen|benötigen|bräuchten?)(?: dringend| noch| jetzt)? <fachmann>
    \b(?:wir suchen|ich suche|suchen wir|suche ich)(?: \w+){0,3}? <gesucht>
    \b(?:kennst du|kennen sie|kennt ihr|weißt du|wüsstest du|wissen sie)(?: vielleicht| zufällig
    | zufälligerweise| eventuell| nicht| irgendwo)* <gesucht>
    \b(?:kannst du|können sie|könntest du|könnten sie)(?: mir| uns)?(?: vielleicht)? <gesucht>
    @ (?=empfehlen|nennen)
    \b(?:uns|mir) fehlt(?: noch| nur noch| leider| immer noch)? <gesucht>
    \b(?:unsere?|meine?) (?:tochter|sohn|nichte|neffe|mann|frau|bruder|schwester)\b[^.;:!?]{0,40}?
    @ (?:braucht|sucht)(?: dringend| noch| gerade)? <gesucht>
    \b(?:sollten?|müssten?|müssen|soll|muss|will|wollen) (?:\w+ ){0,2}?zu <fachmann>
    \b(?:tu (?:connais|connaîtrais)|connaîtrais-tu|connaîtriez-vous|vous connaissez|vous connaîtriez
    |connais-tu|connaissez-vous|auriez-vous|aurais-tu|tu aurais) <cherché>
    \b(?:il (?:me|nous) (?:manque|faut|faudrait)|(?:j[’']|nous |on )(?:aurais|aurions|aurait) besoin
    @ d[’'e]) ?<cherché>
    \b(?:mon|ma|notre) (?:fils|fille|nièce|neveu|mari|femme|frère|sœur|soeur) (?:cherche|recherche
    |voudrait trouver) <cherché>
    \b(?:connais-tu|connaissez-vous|tu connaîtrais|connaîtrais-tu|aurais-tu) (?P<value>quelqu[’']un
    @ (?:qui|pour|de) [^.,;:!?]{3,50})
    \b(?:me|nos) (?:haría falta|hace falta|falta|vendría bien) <buscado>
    \b(?:me|nos) (?:haría falta|hace falta|vendría bien) (?P<value>alguien que [^.,;:!?]{3,50})
    \b(?:necesito|necesitamos|quiero|queremos|quisiera) (?:alquilar|encontrar|contratar|buscar)
    @ <buscado>
    \b(?:necesito|necesitamos) <experto>
    \b(?:conoces|conocéis|conoce usted|sabes de|conocerás) (?:a )?<buscado>
"""

OFFER = r"""
    \b(?:we|i) speciali[sz]e in (?!helping\b|getting\b|providing\b)<thing>
    \b(?:we|i) (?:also )?(?:offer|run|give|teach|provide)
    @ (?P<value>(?!you\b|all\b|the\b)(?:[\w-]+ ){0,3}(?:workshops|courses|trainings?|coaching
    |consulting|services|classes|lessons|tours|advice|seminars))\b
    \bwe (?:help|advise|train|coach) (?P<value>(?:[a-z-]+ ){0,2}[a-z-]{4,}s)
    @ (?:with|on|find|build)\b
    \b(?:we|i) do (?!not\b|have\b|need\b|it\b|this\b|that\b|so\b|the\b|our\b|n[’']t) ?<thing> for
    @ (?:small|large|young|local|businesses|studios|companies|firms|start-?ups|schools|families)
    \bwir (?:sind )?spezialisier(?:t|en)(?: uns)? auf <thing>
    \bwir bieten (?!dir|ihnen|euch|ihm|an\b|die\b|den\b|das\b) ?<thing> (?:an\b|für\b)
    \bnous sommes spécialisée?s (?:dans|en) <thing>
    \bnous proposons (?:des|du|de la) <thing>
    \b(?:somos especialistas en|nos dedicamos a|estamos especializados en) <thing>
    \bofrecemos (?:servicios|cursos|talleres|clases) de <thing>
    \bi(?:[’']m| am|[’']ve been| have been)? ?(?:now |currently |also |just )?(?:work|working
    |freelancing
    |practising|registered|qualified|trained|retrained|available)(?: now| again| these days
    | full time)? as (?P<value>an? [^.,;:!?]{4,60})
    \bi(?:[’']ve| have)? (?:just |now |finally |also )?(?:registered|qualified|retrained|set up
    |gone freelance|started(?: up)?|been working|started working) as (?P<value>an? [^.,;:!?]{4,60})
    \bi(?:[’']m| am) (?:now )?(?P<value>an? (?:[\w-]+ ){0,3}[\w-]{2,}(?:er|or|ist|ant|vet|maker|man
    |woman|nurse|nanny|smith|wright|attorney|physio|chef|cook))
    @ (?:now|these days|again|in practice|by (?:trade|profession)|on my own)\b
    \bi(?:[’']m| am) now (?P<value>an? (?:[\w-]+ ){0,3}[\w-]{3,}(?:er|or|ist|ant|vet|attorney|physio
    |chef))\b
    \b(?:we|i) (?P<value>(?!have\b|get\b|just\b|was\b|am\b|are\b|do not\b|had\b|hope\b|need\b
    |used\b|know\b|see\b
    @)[a-z]{3,12} [^.,;:!?]{3,60}?) for a living\b
    \b(?:we|i) (?P<value>(?:build|make|design|write|edit|translate|repair|restore|print|import
    |export|sell|install|organise|organize|coach|represent|photograph|bake|mentor|breed|grow|tune
    |publish|develop|maintain|import|supply|distribute|teach|train|advise|paint|record|produce
    |manufacture|rent out|hire out|look after|break into) (?!(?:you|it|this|that|them|him|her|sure
    |up|down|to|my|me|our)\b)[^.,;:!?]{3,60})(?=[,;] (?:mostly|mainly|above all|especially|all|one
    |two)\b
    | (?:now|nowadays|these days|mostly|mainly|full time|as a freelancer?|on the side|for (?:small
    |local|young|old|museums|charities|shops|schools|restaurants|others|other people|companies
    |families|people|start-?ups|businesses|a fee))\b)
    \b(?:we|i) (?P<value>(?:import|export|manufacture|supply|distribute|breed|publish|restore
    |represent
    |translate) (?!(?:you|it|this|that|them|him|her)\b)[^.,;:!?]{3,60})
    \b(?:we|i) do (?P<value>(?!not\b|have\b|need\b|it\b|this\b|that\b|so\b|the\b|our\b|my\b|n[’']t)
    @[^.,;:!?]{4,60}?) (?:these days|nowadays|for a living|at the (?:yard|shop|studio|workshop))\b
    \bi(?:[’']ve| have)? (?:just |now |recently )?(?:opened|founded|started|launched|set up
    |bought|taken over|took over) (?:my|our|an?|the)(?: own| little| small)*
    @ (?P<value>(?:[\w’'-]+ ){0,3}(?:practice|workshop|studio|agency|firm|business|bakery
    |consultancy
    |clinic|school|shop|company|office|restaurant|café|yard|nursery|kennels?|garage|press))\b
    \bi (?:run|own|have) (?:an?|my own)(?: own| little| small)* (?P<value>(?:[\w’'-]+
    @ ){1,3}(?:practice
    |workshop|studio|agency|firm|business|bakery|consultancy|clinic|school|shop|company|restaurant
    |yard|nursery|garage|press))\b
    \b(?:my|our) (?:own |little |small )?(?:practice|firm|company|agency|studio|workshop|fund|team
    |shop
    |business) (?:does|makes|builds|designs|prints|imports|sells|puts|invests|offers|helps
    |specialises
    |specializes|handles|repairs|installs|takes on) (?P<value>[^.,;:!?]{4,60})
    \b(?P<value>the [\w-]+(?: [\w-]+)? (?:shop|workshop|studio|business|practice|bakery|agency
    |school
    |yard)) (?:is (?:ours|mine|flying|doing well|thriving|taking off)|has (?:taken off|opened))\b
    \b(?:i|i[’']m|i am|still|also|and) (?:give|giving|teach|teaching|offer|offering)
    @(?: private| online| free)*
    @ (?P<value>[\w-]+(?: [\w-]+){0,2}? (?:lessons|classes|tuition|courses)|(?:piano|violin|guitar
    |singing|maths|english|german|french|spanish|italian|yoga|chess|drawing|painting|swimming)\b)
    \bi(?:[’']ve been| have been) giving (?P<value>talks (?:on|about) [^.,;:!?]{4,50})
    \bi(?:[’']ve| have) gone freelance(?: now| at last)? as (?P<value>an? [^.,;:!?]{4,60})
    \b(?:i[’']m|am) (?:applying for|looking for|after)
    @ (?P<value>(?:(?!(?:are|the|an?|any|our|my|your|some)\b)[\w-]+ ){0,3}(?:jobs|work|contracts
    |commissions|positions|placements))\b
    \bi(?:[’']ve| have) been (?P<value>(?:writing|doing|building|teaching|selling|translating
    |managing
    |leading|developing|running) [^.,;:!?]{3,40}) (?:full time|for (?:\w+ ){1,2}years
    |professionally)\b
    \bi now (?P<value>(?:mentor|coach|advise|train|teach|represent|photograph|translate|edit|design
    |restore|repair|build|sell) [^.,;:!?]{4,60})
    \b(?:these days|now|nowadays|since \w+),? i(?:[’']m| am) with ~[\w’'& -]+,
    @ (?:mostly|mainly|in|doing|selling|on) <thing>
    \bi (?P<value>keep (?:bees|horses|sheep|chickens|dogs|goats|hens))\b
    \b(?:we|i)(?: have|[’']ve(?: got)?) (?:some )?(?:spare|free|empty) <thing>
    \b(?:our|my|the) (?P<value>(?:[\w-]+ ){0,2}(?:flat|house|room|office|hall|barn|cottage|studio
    |apartment|workshop|shop|desk|garage|parish hall)(?: in ~[\w-]+)?) (?:is|stands|will be|is
    @ standing)
    @ (?:free|empty|vacant|available|to let|unused)\b
    \bwe take (?P<value>(?:\w+ )?(?:interns|apprentices|trainees|students|lodgers|boarders))\b
    \b(?:i[’']d|would) (?:like|love) to (?P<value>co-?found [^.,;:!?]{3,50})
    \bich bin(?: jetzt| nun| inzwischen| seit \w+)? (?:als )?(?P<value>(?:[\w-]+ )?[\w-]{4,}(?:er
    |erin
    |in|ist|istin|mann|frau))(?: (?:und|mit|in))? (?:selbständig|selbstständig|tätig|freiberuflich)
    \b(?:seit|ab) \w+(?: \w+)? (?:bin|arbeite) ich als (?P<value>[\w-]{4,}(?: [\w-]+)?)
    \bich arbeite(?: jetzt| inzwischen| nun| seit \w+)? als (?P<value>[\w-]{4,}(?: [\w-]+)?)
    \bich (?:baue|mache|pflege|repariere|restauriere|übersetze|fotografiere|unterrichte|verkaufe
    |gestalte|schreibe|entwickle|berate|vertrete|drucke|male|lektoriere)\b[^.,;:!?]{0,40}
    @ (?:hauptberuflich|beruflich|freiberuflich|selbständig) <thing>
    \bich habe (?:jetzt |nun |gerade |endlich )?(?:die|eine|meine|unsere)(?: eigene| kleine)*
    @ (?P<value>[\w-]{5,})\b[^.,;:!?]{0,30} (?:übernommen|eröffnet|gegründet|aufgemacht)
    \b(?:wir machen|ich mache|wir bauen|wir reparieren)(?: vor allem| meist| hauptsächlich| fast
    @ nur)
    @ <thing>
    \bich gebe(?: wieder| jetzt)? (?P<value>[\w-]*(?:unterricht|nachhilfe|kurse|stunden))\b
    \bin unserer (?P<value>(?:wg|wohnung|werkstatt|praxis|bürogemeinschaft)(?: in ~[\w-]+)?)
    @ (?:wird|ist)\b[^.;!?]{0,40} frei
    \bje suis (?P<value>[\w’'-]{4,} (?:indépendante?|libérale?|freelance|à mon compte))\b
    \bje (?:travaille|suis installée?)(?: maintenant| désormais)? comme (?P<value>[^.,;:!?]{4,50})
    \bj[’']ai (?:monté|ouvert|créé|repris|fondé) (?:ma|mon|une?|notre)(?: petite?| propre)*
    @ (?P<value>[^.,;:!?]{4,50})
    \bje donne(?: à nouveau)? (?P<value>des cours [^.,;:!?]{3,40})
    \btrabajo(?: ahora)?(?: por mi cuenta)? (?:como|de) (?P<value>[^.,;:!?]{4,50})
    \b(?:doy|imparto) (?P<value>clases (?:de|particulares) [^.,;:!?]{3,40})
    \bhe (?:abierto|montado) (?:mi|un|una)(?: propi[oa])? (?P<value>[^.,;:!?]{4,50})
    \btenemos (?P<value>un(?:a)? (?:piso|local|casa|habitación|despacho)(?: en ~[\w-]+)?) que
    @ [^.;!?]{0,20}(?:libre|vac[ií]\w)
"""

#: Trades end so in English, and a few do not.
_TRADE = (
    r"(?:[\w-]{2,}(?:er|or|ist|ant|ian|man|woman|smith|wright|keeper)|attorney|vet|chef|cook|nurse"
    r"|physio|au pair|babysitter|nanny|intern|mentor|coach|guide|architect|surgeon|expert|designer"
    r"|apprentice|plumber|dentist|tutor|agent|advocate|counsel|midwife|librarian|magician|comedian)"
)
#: What is needed in every office, and nobody is known by.
_NO_TRADE = (
    r"(?!(?:answer|number|letter|paper|order|offer|folder|reminder|quarter|error|factor|matter"
    r"|letter"
    r"|corner|computer|colour|color|week|user|member|other|another|either|whether|later|after|over"
    r"|under|never|ever|better|bigger|longer|shorter|cheaper|further|weather|water|dinner|favor"
    r"|favour|vendor letter|disclaimer|register|counter|chapter|header|server|cover letter|number"
    r"|transfer|trader|buyer|seller|waiver|power|winner|power of attorney|want|important|constant"
    r"|relevant|significant|assistant|list|meeting room|conference room|post office|box office|copy"
    r"|breather|drink|beer|winter|summer|flyer|folder|manner|timer|filter|adapter|charger"
    r"|monitor|laser"
    r"|printer cartridge|paper|poster|cancer|buffer|parameter|pointer|trailer|tractor|motor"
    r"|director[’']s"
    r"|volunteer|newsletter|layer|tower|shower|slipper|sweater|jumper|ladder|hammer|barrier"
    r"|carrier)s?\b)"
)
#: After it, it is a paper and no person.
_PAPER = (
    r"(?! of\b| (?:agreement|contract|number|list|form|document|fee|report|meeting|status|code"
    r"|id|job"
    r"|cartridge|paper|statement|letter|account|confirmation)s?\b)"
)
#: Stand-ins for the tables above, as FILLERS of fact_words.
TRADE_FILLERS = {
    "<expert>": (
        r"(?P<value>(?:(?:an?|any|another|some|one(?! of)|a few|the right) (?:[\w’'-]+ ){0,3}?"
        rf"{_NO_TRADE}{_TRADE}s?\b{_PAPER}(?:[^.,;:!?]{{0,50}})"
        r"|(?:a person|someone|somebody|anyone|anybody) who (?!(?:wants?|may|might|should|needs?"
        r"|is|are)\b)"
        r"[^.,;:!?]{3,50}))"
    ),
    "<trade>": (
        r"(?P<value>(?:an?|any|another|a few|the right) (?:[\w’'-]+ ){0,3}?"
        rf"{_NO_TRADE}{_TRADE}s?\b{_PAPER}(?:[^.,;:!?]{{0,50}}))"
    ),
    "<wanted_plural>": rf"(?P<value>{_NO_TRADE}{_TRADE}s?\b(?:[^.,;:!?]{{0,40}}))",
    "<plural>": (
        r"(?P<value>(?!(?:news|details|times|dates|results|numbers|facts|words|ideas|cash|funds)\b)"
        r"(?:[\w-]+ )?[\w-]{4,}s\b(?:[^.,;:!?]{0,40}))"
    ),
    "<profession>": rf"{_NO_TRADE}{_TRADE}s?",
    "<lodging>": (
        r"(?P<value>(?:an?|some) (?:[\w-]+ ){0,3}?(?:rooms?|flat|apartment|house|office|studio"
        r"|hall|barn"
        r"|workshop|allotment|cottage|garage|desks?|rehearsal space|office space|storage|place"
        r" to (?:live"
        r"|stay))\b(?! (?:number|from \d|at \d|for (?:the|our|a|tomorrow|monday|tuesday"
        r"|wednesday|thursday"
        r"|friday)|tomorrow|on|key|job|chair|with a projector))(?:[^.,;:!?]{0,40}))"
    ),
    "<bare>": r"(?:[^\s.,;:!?()]+ ){0,5}[^\s.,;:!?()]+",
    "<fachmann>": (
        r"(?P<value>(?:einem|einer|einen|eine) (?:[\w-]+ ){0,2}?[\w-]{3,}(?:er|erin|eur|eurin"
        r"|ist|istin"
        r"|anwalt|anwältin|arzt|ärztin|in|mann|frau|kraft|hilfe|amme)\b(?:[^.,;:!?]{0,40}))"
    ),
    "<experto>": (
        r"(?P<value>una? (?:buen[oa]? )?[\w-]{4,}(?:or|ora|ista|ero|era|ado|ada|ante|gado|tecto)\b"
        r"(?:[^.,;:!?]{0,40}))"
    ),
}
