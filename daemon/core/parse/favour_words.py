"""How people ask something of somebody for themselves: to be introduced, business, a favour, time;
tables of patterns. "Can you help me out?" is a favour, "can you help me prepare the contract?"
everyday work. A line that begins with | or @ goes on with the one before (the @ is left out).
"""

from __future__ import annotations

_ASK = r"\b(?:could|can|would|will|might) you (?:please |possibly |perhaps |maybe |kindly |also )?"
_WILLING = r"(?:be (?:able|willing|happy|so kind as|open) to )?"
_MINUTES = (
    r"(?:(?:a )?(?:few|couple(?: of)?|\d{1,2}|five|ten|fifteen|twenty|thirty) (?:min(?:ute)?s|mins)"
    r"|half an hour|an hour|a (?:moment|minute|bit of time|little time))"
)
_DE_ASK = (
    r"\b(?:könn(?:test|ten|tet|en)|kannst|könnt|würd(?:est|en|et)|magst|möchtest)"
    r" (?:du|sie|ihr) (?:\w+ ){0,4}?"
)
_FR_ASK = (
    r"\b(?:pourr(?:iez-vous|ais-tu)|pouvez-vous|peux-tu|accepteri?(?:ez-vous|ais-tu)"
    r"|serai(?:s-tu|t-il possible)|seriez-vous|(?:vous pourriez|tu pourrais)) (?:\w+ ){0,3}?"
)
_ES_ASK = (
    r"\b(?:podr[íi]as?|podr[íi]an|puedes?|podríais|te importaría|le importaría)"
    r" (?:usted )?(?:\w+ ){0,2}?"
)

#: (value, alternatives), in the order in which a sentence is asked.
FAVOURS: tuple[tuple[str, str], ...] = (
    (
        "introduction",
        rf"""
    {_ASK}{_WILLING}(?:introduce|connect) (?:me|us)\b
    {_ASK}{_WILLING}(?:put|bring) (?:me|us) in (?:touch|contact)\b
    {_ASK}{_WILLING}(?:make|arrange|facilitate) (?:an|the) intro(?:duction)?\b
    {_ASK}{_WILLING}put in a (?:good )?word for (?:me|us)\b
    \b(?:grateful|appreciate(?: it)?|great|wonderful|glad|love it|kind) if you (?:could|would|can)
    @ (?:introduce (?:me|us)|connect (?:me|us)|put (?:me|us) in (?:touch|contact)|put in a
    @ (?:good )?word for (?:me|us))\b
    \bdo you (?:happen to )?know (?:of )?(?:any(?:one|body)|some(?:one|body)|people|the right
    @ person)
    @ (?:at|who|in|from|that|there|i|with)\b
    \bdo you (?:happen to )?have (?:a|any) (?:\w+ )?contacts? (?:at|in|with|there)\b
    \b(?:would|could|might) (?:love|appreciate|use|welcome) an intro(?:duction)?\b
    \b(?:asking|ask you|looking) for an intro(?:duction)?\b
    {_DE_ASK}(?:mich|uns) (?:\w+ ){{0,6}}?(?:vorstellen|bekannt machen|in (?:kontakt
    |verbindung) bringen)\b
    {_DE_ASK}(?:einen kontakt|den kontakt) (?:\w+ ){{0,4}}?(?:herstellen|vermitteln)\b
    {_DE_ASK}ein (?:gutes )?wort für (?:mich|uns) einlegen\b
    \bkenn(?:st|en) (?:du|sie) (?:\w+ ){{0,2}}?(?:jemanden?|wen) (?:bei|beim|der|die|in|im|aus
    |von)\b
    \bkenn(?:st|en) (?:du|sie) (?:\w+ ){{0,2}}?(?:jemanden?|wen), (?:der|die)\b
    {_FR_ASK}(?:me|nous) (?:présenter|mettre en (?:contact|relation|rapport))\b
    {_FR_ASK}(?:glisser|dire) un mot (?:pour moi|pour nous|en ma faveur)\b
    \b(?:connais-tu|connaissez-vous|tu connais|vous connaissez) (?:\w+ )?quelqu[’']un\b
    {_ES_ASK}(?:presentar(?:me|nos)|poner(?:me|nos) en contacto)\b
    \b(?:me|nos) (?:podrías?|puedes?|podrían?) (?:presentar|poner en contacto)\b
    \b(?:conoces?|conocéis) a alguien\b
    """,
    ),
    (
        "business",
        rf"""
    \bwould you (?:\w+ )?(?:consider|be interested in|be open to|be up for) (?:hiring|working
    @ with (?:me|us)
    |buying|selling|investing|sponsoring|donating|contributing|funding|a partnership|partnering
    |a quote|our|a proposal)\b
    {_ASK}{_WILLING}(?:sponsor|donate|invest|hire (?:me|us)|contribute|buy|pledge)\b
    \b(?:may|can|could|shall) (?:i|we) (?:send|make|submit|offer|give) you (?:a|an|our|my)
    @ (?:\w+ )?(?:proposal|offer|quote
    |pitch|bid|estimate|brochure|price list)\b
    \bkeep (?:me|us) in mind (?:for|if|when|should)\b
    \b(?:do you|does your \w+) (?:\w+ )?have (?:any )?(?:openings|work|projects|vacancies|a
    @ budget|budget) for\b
    \bwould like to (?:earn|win|have) your business\b
    {_ASK}{_WILLING}(?:refer|recommend) (?:me|us) to\b
    {_ASK}{_WILLING}(?:place|give (?:me|us)) (?:an|the|a|another) (?:order|contract|project
    |commission)\b
    {_DE_ASK}(?:\w+ )?(?:uns beauftragen|spenden|investieren|in (?:uns|unsere?) \w+ investieren)\b
    \b(?:darf|dürfte|dürfen|kann|könnte|können) (?:ich|wir) (?:dir|ihnen|euch) (?:\w+
    @ ){{0,3}}?(?:ein angebot
    |einen kostenvoranschlag) (?:\w+ )?(?:machen|schicken|senden|unterbreiten)\b
    \b(?:hast du|haben sie|habt ihr) (?:\w+ ){{0,3}}?(?:aufträge|arbeit|projekte) für (?:mich
    |uns)\b
    \b(?:puis-je|pourrais-je|pouvons-nous|pourrions-nous) (?:vous|te|t[’'])\s?(?:envoyer|faire
    |soumettre|adresser) (?:une|notre|un) (?:\w+ )?(?:offre
    |proposition|devis)\b
    {_FR_ASK}(?:faire un don|sponsoriser|parrainer|investir)\b
    \b(?:avez-vous|as-tu|auriez-vous|aurais-tu) (?:\w+ ){{0,2}}?(?:missions?|projets?|travail)
    @ pour (?:moi|nous)\b
    \b(?:puedo|podemos|podría|podríamos) (?:enviar|mandar|hacer|presentar)(?:te|le|os|les) (?:un
    |una|nuestra) (?:\w+ )?(?:oferta|propuesta|presupuesto)\b
    {_ES_ASK}(?:donar|invertir|patrocinar|contratar(?:me|nos)|hacer un donativo)\b
    \b(?:tienes?|tendrías?) (?:\w+ ){{0,2}}?(?:trabajo|proyectos?|encargos?) para (?:mí|nosotros)\b
    """,
    ),
    (
        "favour",
        rf"""
    \b(?:may|can|could|might) (?:i|we) (?:please )?(?:ask|beg|request) (?:\w+ ){{0,3}}?(?:small
    @ |big |huge |quick |little )?favou?r\b
    \b(?:i|we)(?:[’']d like to| would like to| want to| wanted to| need to| have to|[’']ve got
    @ to)? ask (?:you )?(?:for )?(?:a|another|one more)
    @ (?:\w+ )?favou?r\b
    {_ASK}do (?:me|us) (?:a|another|one more|this|one) (?:\w+ )?favou?r\b
    \bdo (?:me|us) a (?:\w+ )?favou?r\b
    \b(?:i|we)(?:[’']ve| have| got|[’']ve got| do have)(?: (?:got|also|just))? (?:a|another
    |one more) (?:\w+ )?favou?r\b
    \b(?:i|we) need (?:a|another|one more) (?:\w+ )?favou?r\b
    ^\W*(?:\w+, )?(?:just )?(?:a|one more|another|one) (?:\w+ )?favou?r\b[:,.?]
    {_ASK}{_WILLING}(?:be|act as|serve as) (?:my|our|a) reference\b
    \bwould you mind if (?:i|we) (?:gave|give|used?|listed|put|named?) .{{0,30}}\byour? (?:name
    |number|as a reference)\b
    \bmind if (?:i|we) (?:used?|listed|named|gave) you as (?:a|my|our) reference\b
    {_ASK}{_WILLING}write (?:me )?(?:a|the) (?:\w+ )?(?:reference|recommendation|letter of
    @ (?:recommendation|reference|support))\b
    {_ASK}{_WILLING}(?:look (?:over|at|through)|read (?:over|through)?|proofread|review|have a
    @ look at|take a look at|give me (?:some )?feedback on
    |comment on|critique) (?:my|our|the attached) (?:\w+ ){{0,2}}?(?:proposal|drafts?|cv|resume
    |résumé|paper|chapter|essay|manuscript|application
    |cover letter|speech|slides|deck|presentation|thesis|website|article|plan)\b
    {_ASK}{_WILLING}help (?:me|us)(?: out)?(?:\W*$|[,.;:!]| with (?:my|something)\b| when\b| move\b)
    {_ASK}{_WILLING}lend me\b
    \b(?:can|could|may) i borrow\b
    \b(?:i|we) (?:really |could |would |also )?(?:need|could use|would appreciate|[’']d
    @ appreciate) your help(?:\W*$|[,.;:!]| on\b| with (?:my|something)\b)
    \b(?:i|we)(?: want to| wanted to|[’']d like to| would like to)? ask (?:you )?for your
    @ (?:advice|opinion|help)\b
    \b(?:i|we)(?:[’']d| would) (?:love|appreciate|value) your (?:advice|opinion|help)\b
    \b(?:hätte|habe|hab) (?:\w+ ){{0,2}}?eine (?:\w+ )?bitte(?: an (?:dich|sie|euch))?\b
    \bum einen (?:\w+ )?gefallen bitten\b
    {_DE_ASK}(?:mir|uns) (?:\w+ ){{0,2}}?einen (?:\w+ )?gefallen tun\b
    \btu(?:st|n sie)? (?:du )?(?:mir|uns) (?:\w+ )?einen (?:\w+ )?gefallen\b
    {_DE_ASK}(?:mir|uns) (?:\w+ ){{0,5}}?helfen\b(?!,)
    {_DE_ASK}(?:meine?n?|unsere?n?|den beigefügten|den angehängten) (?:\w+ )?(?:entwurf|antrag
    |lebenslauf|angebot|kapitel|text|vortrag|bewerbung|artikel|folien) (?:\w+
    @ ){{0,3}}?(?:durchsehen|durchlesen
    |gegenlesen|lesen|ansehen|anschauen|anzusehen)\b
    \b(?:dich|sie) als referenz (?:nennen|angeben|aufführen)\b
    \b(?:te|vous) demander (?:un (?:petit |grand )?service|une (?:petite |grande )?faveur)\b
    {_FR_ASK}(?:me|nous) rendre (?:un |ce )(?:petit |grand )?service\b
    \bun (?:petit |grand )?service à (?:te|vous) demander\b
    {_FR_ASK}(?:m[’']|nous )aider\b(?! à)
    {_FR_ASK}(?:relire|jeter un (?:œil|oeil|coup d[’'](?:œil|oeil)) (?:à|sur)) (?:mon|ma|mes
    |notre|nos|le) \w+
    {_FR_ASK}(?:être|servir de) (?:ma |notre |mon )?référence\b
    \b(?:puis-je|pourrais-je) (?:te|vous) (?:citer|donner) (?:comme|en) référence\b
    \b(?:pedir(?:te|le|os|les)) (?:un|otro) (?:\w+ )?favor\b
    {_ES_ASK}hacer(?:me|nos) un (?:\w+ )?favor\b
    \b(?:me|nos) (?:harías?|haces?|podrías? hacer|puedes? hacer) un (?:\w+ )?favor\b
    \b(?:me|nos) (?:podrías?|puedes?|podrían?) (?:ayudar|echar una mano)\b(?! a )
    {_ES_ASK}(?:ayudar(?:me|nos)|echar(?:me|nos) una mano)\b(?! a )
    {_ES_ASK}(?:revisar|leer|echar un vistazo a) (?:mi|mis|nuestr[ao]s?) \w+
    \b(?:dar(?:te|le)?|poner(?:te|le)|usar(?:te|le)?) (?:\w+ ){{0,3}}como referencia\b
    """,
    ),
    (
        "time",
        rf"""
    \bpick your brains?\b
    \b{_MINUTES} of your time\b
    \b(?:do|would|could|might) you (?:happen to )?have (?:the )?(?:time|{_MINUTES})(?: free)?
    @ (?:for (?:me|us|a|an|coffee|lunch)|to|this|next|tomorrow|today|on|later|sometime)\b
    {_ASK}{_WILLING}(?:spare|give me|find) (?:me )?(?:{_MINUTES}|some time)\b
    \b(?:can|could|may|might|shall) (?:we|i) (?:please |possibly |perhaps |maybe )?(?:have|get
    |schedule|set up|arrange|find) (?:a (?:quick |short |brief )?(?:call|chat|meeting|word
    |talk|conversation)|{_MINUTES}|some time|time)\b
    \b(?:can|could) (?:we|i|you and i) (?:please |possibly |perhaps |maybe )?(?:meet|talk|speak
    |chat|sit down|get together)(?: with you)?\b(?! (?:about )?the (?:deadline|target|needs))
    {_ASK}{_WILLING}(?:meet|talk|speak|sit down|chat) (?:with|to) (?:me|us)\b
    \b(?:are|would) you (?:be )?(?:free|available) (?:for (?:a (?:\w+ )?(?:call|meeting|chat|talk
    |conversation)|coffee|{_MINUTES})|to (?:meet|talk|speak|chat|discuss))\b
    \b(?:would|[’']d) (?:like|love) to (?:ask you for|have|get) (?:{_MINUTES}|some (?:of your
    @ )?time) (?:of your time|with you|to)\b
    \b(?:i|we)(?:[’']d| would) (?:like|love) to (?:meet|talk|speak|chat|sit down|visit|(?:set up
    |schedule|arrange|have) (?:a|an) (?:\w+ )?(?:meeting|call|visit|chat)
    |spend {_MINUTES}) (?:with|to) you\b
    \b(?:hast du|haben sie|hättest du|hätten sie|habt ihr|hättet ihr) (?:\w+ ){{0,5}}?(?:zeit
    |einen moment|eine (?:halbe )?stunde|(?:zehn|fünfzehn|zwanzig|dreißig|\d\d) minuten)
    @ (?:für (?:ein(?:en?)? (?:\w+ )?(?:gespräch|telefonat|treffen|kaffee|austausch|anruf)|mich
    |uns)|zu telefonieren)\b
    {_DE_ASK}(?:wir (?:uns )?)?(?:\w+ ){{0,2}}?(?:eine (?:halbe )?stunde|zeit) für (?:mich|uns)\b
    \b(?:können|könnten) wir (?:uns )?(?:\w+ ){{0,5}}?(?:treffen|telefonieren|sprechen
    |zusammensetzen)\b
    \b(?:auriez-vous|aurais-tu|avez-vous|as-tu) (?:\w+ ){{0,3}}?(?:minutes|un moment|le temps
    |une (?:demi-)?heure|du temps)\b
    \b(?:pourrions-nous|pouvons-nous|pourrait-on|peut-on) (?:nous |se )?(?:\w+ )?(?:voir
    |rencontrer|parler|appeler|téléphoner|échanger)\b
    \b(?:êtes-vous|es-tu|seriez-vous|serais-tu) (?:disponible|libre) pour (?:un (?:\w+ )?(?:appel
    |entretien|échange|rendez-vous|café)|en parler|discuter|échanger)\b
    \b(?:tienes?|tendrías?|tendríais|tenéis) (?:\w+ ){{0,3}}?(?:un momento|un rato|tiempo|(?:diez
    |quince|veinte|treinta|\d\d) minutos|media hora|una hora) (?:para|libre|esta|mañana|el|la)\b
    \b(?:podríamos|podemos) (?:\w+ )?(?:vernos|hablar|reunirnos|quedar|llamarnos)\b
    """,
    ),
)

#: Anywhere in the sentence: told of others, offered, returned, or only perhaps.
NOT_ASKED = rf"""
    \b(?:he|she|they|who)(?:[’']d| (?:\w+ )?)(?:asked|asks|asking|wants?|wanted|wondered
    |wondering)\b
    \b(?:asked|wants|wanted) (?:me|us) (?:to|if|whether)\b
    \b(?:told|tell|asked) (?:him|her|them|everyone)\b
    \b(?:return|repay|returning|repaying|grant|as a|in your|in my|in our|out of) (?:the |your
    @ |this |that )?favou?r\b
    \bfavou?r (?:to|for) you\b
    \bdo you (?:a|this|that|any) favou?r\b
    \bif (?:you|he|she|they) (?:ever |should )?(?:need|want|require|would like)\b
    \bif i can (?:help|do)\b
    \b(?:what|which|how)(?: \w+){{0,4}} (?:would|could|can|will) you\b
    \bworth {_MINUTES} of your time\b
    \b(?:i|we)(?:[’']ll| will| can| could|[’']d be happy to| would be happy to) (?:help|assist
    |introduce|connect)\b
    \bbitte schön\b
"""
