"""How people present two others to each other, ask whether they may, thank for it and tell what
came of it; tables of patterns in English, German, French and Spanish.

`~` stands for a capital letter; a line that begins with | or @ goes on with the one before (the @
is left out).
"""

from __future__ import annotations

_TWO = (
    r"(?:you two|the two of you|you both|both of you|the three of you|you three|the pair of you"
    r"|each other)"
)
_EUCH = r"(?:euch|sie|dich|ihnen|dir|einander)"

#: Two people are presented to each other in this very mail.
PRESENTS = rf"""
    ^\W*(?:[\w’'-]+, (?:please )?|please )meet ~
    \b~[\w'’-]+(?: ~[\w'’-]+)?,? (?:please |kindly )?meet (?:my (?:\w+ )?(?:friend|colleague)|~)
    \b(?:i[’']d like|i would like|i[’']d love|i would love|i want|i wanted|let me|allow me|happy
    |pleased|glad
    |delighted|wanted|keen|a pleasure)(?: \w+)?(?: to)? (?:e-)?(?:introduce|connect) (?:you\b(?! to
    @ (?:the|a|an|our|some|new)\b)|{_TWO}|~|my (?:\w+ )?(?:friend|colleague|brother|sister))
    \bi(?:[’']m| am) (?:\w+ )?(?:introducing|connecting) (?:{_TWO}|you to ~|you with ~|~)
    \b(?:introducing|connecting) (?:{_TWO}|~[\w'’-]+(?: ~[\w'’-]+)? (?:and|to|with) ~)
    \b(?:i[’']d like|i would like|i[’']d love|i want|i wanted|let me|happy|glad|time)(?: to)?
    @ (?:put|bring|get) (?:{_TWO}|you and ~[\w'’-]+|you) (?:\w+ )?(?:in touch|in contact|together)
    \b(?:putting|bringing|getting) (?:{_TWO}|you and ~[\w'’-]+|you) (?:in touch|in contact|together)
    \b{_TWO} (?:really |absolutely )?(?:should|ought to|need to|must|have to)
    @ (?:really |definitely )?(?:meet|talk|know (?:each other|one another)|get to know|speak|be in
    @ touch
    |connect|have a (?:coffee|chat|call|talk|drink)|compare notes)\b
    \b(?:this|here) is (?:the )?~[\w’'-]+(?: ~[\w’'-]+)?,? (?:(?:who|whom|that) )?i (?:keep|told
    |mentioned
    |spoke|was telling|have told|have been telling)\b
    \bi (?:promised|owed|owe) you an? [\w-]+(?: [\w-]+)?: here (?:he|she|they) (?:is|are)\b
    ^\W*~[\w’'-]+ and ~[\w’'-]+,? you (?:two )?\b.{0, 60}\bnever met\b
    \bi(?:[’']m| am|[’']ve| have) (?:copying|copied|cc[’']?ing|cc[’']?d|looping in|looped in)
    @ ~[\w’'-]+
    @(?: ~[\w’'-]+)?,? (?:our|my|the|who)\b.{0, 60}\b(?:{_TWO}|directly|take it from here
    |introduce)\b
    \b(?:linking|hooking|setting) (?:{_TWO}|you) up with ~
    \b~[\w’'-]+(?: ~[\w’'-]+)? \((?:copied|cc[’']?d|in copy|on copy|in cc|on cc)[^)]{{0,14}}\),?
    @ is (?:the|my
    |our|an?)\b
    \b(?:make|making|do) (?:an?|this|the) (?:\w+ )?(?:e-)?intro(?:duction)? (?:between |for )?{_TWO}
    \b(?:high )?time (?:that )?(?:you|{_TWO}) (?:got to know|met|knew) (?:each other|one another)\b
    \bi(?:[’']ve| have)? (?:a|the) feeling (?:that )?(?:you|{_TWO}) (?:will|would|[’']ll) get on\b
    \bdarf ich vorstellen[:,] ~
    \bich bringe (?:euch|sie)(?: \w+){{0,4}} zusammen\b
    \bin (?:kopie|cc|der kopie) (?:findest|findet|finden|steht|ist|liest) (?:du |sie |ihr )?(?:~
    |frau|herrn?)
    \b(?:möchte|würde|will) (?:euch|sie)(?: beide| zwei)?(?: \w+){{0,3}} (?:vernetzen
    |zusammenbringen
    |bekannt ?machen|verbinden)\b
    \b(?:stelle ich|ich stelle)(?: \w+){{0,3}} (?:den |einen )?kontakt zu (?:herrn |frau
    @ )?~.{{0,40}}\bher\b
    \b~[\w’'-]+,? voici ~
    \bil est (?:grand |plus que )?temps que vous (?:vous )?(?:fassiez connaissance|rencontriez
    |connaissiez)
    \bje mets ~[\w’'-]+(?: ~[\w’'-]+)? en copie,? (?:qui|il|elle)\b
    \b~[\w’'-]+[:,]? os presento\b
    ^\W*~[\w’'-]+,? est[ea] es ~
    \bpongo en copia a ~[\w’'-]+(?: ~[\w’'-]+)?,? que\b
    \bi(?:[’']ll| will) (?:let|leave) {_TWO} (?:to )?(?:take it from here|to it|it|connect|talk)\b
    ^\W*~[\w'’-]+,? this is (?:my (?:\w+ )?(?:friend|colleague) )?~[\w'’-]+(?: ~[\w'’-]+)?[,.]
    \bi(?:[’']m| am|[’']ve| have) (?:copying|copied|cc[’']?ing|cc[’']?d
    |looping in) my (?:\w+ ){{0,2}}(?:friend
    |colleague|neighbour|cousin|brother|sister) ~
    \b(?:put|bring) ~[\w'’-]+(?: ~[\w'’-]+)? and ~[\w'’-]+(?: ~[\w'’-]+)? (?:in touch|together)\b
    \bover to (?:you two|you both|the two of you)\b
    \bas (?:promised|discussed|agreed),? (?:here is|here[’']s|this is) (?:the|your|my)
    @ (?:intro(?:duction)?|promised intro) to ~
    \b(?:darf|möchte|würde) ich (?:gern\w* )?{_EUCH}\b.{{0,60}}\b(?:einander|miteinander
    |gegenseitig)
    @.{{0,20}}\b(?:vorstellen|bekannt ?machen|bekannt zu machen|verbinden)\b
    \bich (?:möchte|würde|will|wollte) {_EUCH}(?: beide)? (?:gern\w* )?(?:~[\w'’-]+(?: ~[\w'’-]+)?
    @|miteinander|einander|zwei)? ?(?:bekannt ?machen|vorstellen|vernetzen|verbinden|in kontakt
    @ bringen|zusammenbringen)\b
    \b(?:hiermit|gern\w*) (?:stelle|bringe|verbinde|mache|vernetze) ich (?:euch|sie|dich)\b
    \bich (?:verbinde|vernetze) (?:dich|sie|euch) (?:hier |hiermit |jetzt )?mit ~
    \bich (?:bringe|verbinde|vernetze) (?:euch|sie)(?: beide| zwei)? (?:\w+ )?(?:in kontakt
    |miteinander|zusammen)
    \b~[\w'’-]+,? (?:das|dies|hier) ist ~[\w'’-]+.{{0,80}}\b~[\w'’-]+,? (?:das|dies|hier) ist
    \b(?:ihr (?:beide|zwei)|sie beide|ihr) (?:solltet|müsst|sollten) (?:euch|sich)
    @ (?:\w+ )?(?:kennenlernen|kennen|treffen|austauschen|unterhalten)\b
    \bje (?:vous|te) présente ~
    \bje (?:souhaite|souhaitais|voudrais|voulais|tenais à|me permets de) (?:vous|te) (?:présenter ~
    |mettre en
    @ (?:contact|relation|lien))
    \bje (?:vous|te) mets (?:tous les deux |toutes les deux )?en (?:contact|relation|lien)
    \b~[\w'’-]+,? je (?:te|vous) présente\b
    \bvous (?:devriez|devez) (?:vraiment )?(?:vous (?:rencontrer|parler|connaître)
    |faire connaissance)
    \b(?:te|le|os|les) presento a ~
    \b(?:os|les|te|le) pongo en (?:contacto|relación|copia con ~)
    \b(?:quería|quiero|me gustaría|querría) (?:presentar(?:te|le|os|les) a ~|poner(?:te|le|os|les)
    @ en contacto)
    \b(?:deberíais|deberían|tenéis que|tienen que) (?:conoceros|conocerse)\b
"""
#: A subject that says it alone; not that of an answer.
SUBJECT = r"""
    ^(?:e-)?intro(?:duction|ducing)?\b\s{0,3}[:–—-]\s{0,3}~[\w'’.-]+.{0,40}(?:<>|<->|&|\+|/|\band\b
    |\bmeet\b|\bto\b|\bx\b)\s{0,3}~
    ^(?:introducing|connecting) ~[\w'’.-]+.{0,40}(?:<>|<->|&|\+|/|\band\b|\bto\b|\bwith\b)\s{0,3}~
    ^~[\w'’.-]+(?: ~[\w'’.-]+){0,2}\s{0,3}(?:<>|<->|<=>|↔)\s{0,3}~[\w'’.-]+(?: ~[\w'’.-]+){0,2}
    ^~[\w'’.-]+(?: ~[\w'’.-]+)?,? meet ~[\w'’.-]+
    ^(?:vorstellung|kontakt|bekanntmachung)\s{0,3}[:–—-]\s{0,3}~.{0,40}(?:<>|&|\+|/|\bund\b)\s{0,3}~
    ^(?:mise en (?:relation|contact)|présentations?)\s{0,3}[:–—-]\s{0,3}~.{0,40}(?:<>|&|\+|/|\bet\b)
    @\s{0,3}~
    ^(?:presentación|contacto)\s{0,3}[:–—-]\s{0,3}~.{0,40}(?:<>|&|\+|/|\by\b)\s{0,3}~
"""
#: Before it, in its clause or sentence: it is asked for, wished, or still to come.
NOT_YET = (
    r"\b(?:if|when|once|until|unless|could you|can you|would you|will you|please|asked|not|never"
    r"|don[’']t|didn[’']t|may i|shall i|can i|could i|should i|he|she|they|who|hope to|plan to|try"
    r"|going to|wenn|falls|ob|sobald|nicht|kannst|könntest|könnten|würdest|würden|bitte|werde|soll"
    r"|si|quand|ne|pas|pourrais|pourriez|peux|pouvez|cuando|podrías|podría|puedes|puede|no)\b"
    r"|[’']ll\b"
)
#: What the two will do next, or one's own product: no two people.
NOT_PEOPLE = (
    r"\b(?:myself|ourselves|our (?:new|latest|company|product|services?|platform|team at)"
    r"|newsletter|webinar|unsubscribe|mich (?:kurz )?vor|me presento|me présente[rz]?)\b"
)

#: May I introduce you? To one alone, before anything is sent to both.
ASKS_FIRST = r"""
    \b(?:may|can|could|shall|should|might) i (?:please )?(?:introduce you|put you (?:two |both )?in
    @ (?:touch|contact)|put the two of you in (?:touch|contact)|connect you|make (?:an|the)
    @ intro(?:duction)?|bring you together|introduce (?:him|her|them
    |~[\w'’-]+(?: ~[\w'’-]+)?) to you
    |give (?:him|her|them|~[\w'’-]+(?: ~[\w'’-]+)?) your
    @ (?:number|e-?mail|address|name|details|contact))
    \b(?:would|do|are) you (?:be )?(?:mind|like|want|open|happy|willing|up for|interested|ok|okay
    |fine
    |comfortable)\b.{0,30}\b(?:introduc\w+|intro|put(?:ting)? you in (?:touch|contact)|connect(?:ed
    |ing)? (?:you|with|to)|to meet ~)
    \b(?:is it|would it be|is that) (?:ok|okay|all right|alright|fine)(?: with you| for you)? if i
    @ (?:introduce\w*|put you|connect\w*|give (?:him|her|them) your)
    \b(?:want|like) me to (?:introduce you|put you in (?:touch|contact)|connect you|make an intro)
    \b(?:would|will) it be (?:ok|okay|all right|alright|fine)(?: with you| for you)? if i
    @ (?:introduced
    |passed your (?:name|address|details|number) on|put you|connected|gave ~)
    \b(?:hättest du|hätten sie|hast du|haben sie) (?:etwas|was) dagegen,? wenn ich\b.{0,60}\b(?:gebe
    |weitergebe|vorstelle|bekannt ?mache|vernetze|in kontakt bringe)
    \b(?:serais-tu|seriez-vous|tu serais|es-tu|êtes-vous) d[’']accord pour que je (?:te|vous)
    @ (?:mette en
    |présente|donne)
    \bça (?:t[’']|vous )?irait que je (?:donne (?:ton|votre) (?:adresse|numéro|nom)|(?:te|vous)
    @ (?:présente
    |mette en))
    \b(?:te|le|os) (?:importaría|parecería bien) (?:si|que) (?:te|le|os) (?:presentara|pusiera en
    @ contacto)
    \b(?:quieres|quiere|querrías|queréis) que (?:te|le|os) (?:presente|ponga en contacto)
    \b(?:darf|soll|kann) ich (?:dich|sie|euch|ihnen|dir)\b.{0,60}\b(?:vorstellen|bekannt ?machen
    |in kontakt bringen|vernetzen|zusammenbringen|verbinden)\b
    \b(?:darf|soll|kann) ich (?:ihm|ihr) (?:deine|ihre)
    @ (?:nummer|adresse|e-?mail\w*|kontaktdaten) geben
    \b(?:wäre es|ist es) (?:dir|ihnen|für dich|für sie)? ?(?:recht|okay|in ordnung),? wenn ich
    @.{0,50}\b(?:vorstelle|bekannt ?mache|in kontakt bringe|vernetze)
    \b(?:puis-je|est-ce que je peux|je peux) (?:te|vous) (?:présenter ~|mettre en (?:contact
    |relation))
    \b(?:ça te|cela vous|ça vous) (?:dirait|conviendrait|dérange
    |va)\b.{0,30}\b(?:mett\w+ en (?:contact
    |relation)|présente\w*)
    \b(?:puedo|podría|te parece bien si|le parece bien si|te importa si|le importa si)
    @ (?:te |le |os )?(?:presentar(?:te|le|os)? a|presento a|poner(?:te|le|os) en contacto|pongo en
    @ contacto)
"""

#: Thanks to whoever introduced us, or that they need not read on.
THANKS = r"""
    \b(?:thanks?|thank you|thx|cheers)\b[^.?]{0,40}\bfor (?:the|your|making the|making this|this)
    @ (?:\w+ ){0,2}intro(?:duction)?s?\b(?! to (?:the|a|an|this|that|our|chapter|part)\b)
    \b(?:thanks?|thank you|thx|cheers)\b[^.?]{0,40}\bfor (?:introducing|connecting|putting us
    |putting
    @ me in|bringing us together)
    \b(?:moving|moved|putting|dropping|shifting|i[’']ve moved|i[’']ll move|took|taking) (?:you
    |~[\w'’-]+)
    @ (?:to|into|onto|in|on|off) (?:the )?(?:bcc|cc)\b
    \b~[\w'’-]+ (?:\(?(?:now |moved )?(?:to|in|on) bcc\)?)
    ^\W*(?:\(?(?:moving|moved) )?to bcc\b
    \b(?:danke|vielen dank|herzlichen dank|merci)\b[^.?]{0,40}\b(?:fürs? (?:bekannt ?machen
    |vernetzen
    |vorstellen)|für (?:die vorstellung|das vorstellen|die vermittlung|die bekanntmachung
    |den kontakt
    |das intro))
    \b(?:ich )?(?:setze|nehme|verschiebe) (?:dich|sie|~[\w'’-]+) (?:\w+ )?(?:ins|auf|in) (?:bcc
    |cc)\b
    \bmerci\b[^.?]{0,40}\bpour (?:la mise en (?:relation|contact)|les présentations|cette mise en
    @ (?:relation|contact)|l[’']introduction)
    \bmerci\b[^.?]{0,40}\bde nous avoir mis en (?:relation|contact)
    \bje (?:te|vous) (?:passe|mets|bascule) en (?:cci|copie cachée|bcc)\b
    \bgracias\b[^.?]{0,40}\bpor (?:la presentación|presentarnos|ponernos en contacto|el contacto)
    \b(?:te|le|os) (?:paso|pongo) (?:a|en) (?:cco|bcc|copia oculta)\b
"""

#: What came of it: they have met or spoken. Only asked where an introduction is known.
MET = r"""
    \b(?:we|~[\w'’-]+ and i|~[\w'’-]+ and me) (?:finally |have |had |[’']ve )?(?:just |already )?
    @(?:met|spoke|talked|had (?:a|an|our|such a) (?:\w+,? ){0,3}(?:call|chat|coffee|lunch|dinner
    |breakfast|talk|conversation|meeting|beer|walk))\b
    \bi(?:[’']ve| have)? (?:just |finally )?(?:met|met up with|spoke (?:to|with)|talked (?:to|with)
    |had
    @ (?:a|an) (?:\w+ ){0,2}(?:call|chat|coffee|lunch|dinner|talk|meeting) with) ~
    \b(?:it was|was) (?:so |really |very )?(?:great|good|lovely|nice|a pleasure) (?:to meet|meeting
    |talking (?:to|with)|speaking (?:to|with)|to talk to)\b
    \b(?:ich habe|wir haben|haben wir|habe ich) (?:\w+ ){0,4}(?:getroffen|telefoniert|gesprochen
    |kennengelernt|kaffee getrunken)\b
    \b(?:nous nous sommes|on s[’']est) (?:\w+ )?(?:rencontrée?s?|vue?s?|parlée?s?|appelée?s?)\b
    \bj[’']ai (?:\w+ )?(?:rencontré|vu|eu ~[\w'’-]+ au téléphone|déjeuné avec)
    \b(?:nos (?:vimos|conocimos|reunimos)|nos hemos (?:visto|conocido|reunido)|hablé con ~
    |he hablado con ~|quedé con ~)
"""
#: Before it: not so, or not yet.
NOT_MET = (
    r"\b(?:not|never|if|when|once|haven[’']t|hope|would|wish|nicht|noch|wenn|ne|pas|si|no|aún"
    r"|todavía"
    r"|cuando|last (?:met|spoke|talked))\b|n[’']t\b"
)

#: How somebody says yes or no to "may I introduce you?"; asked of the first two sentences only.
AGREES = r"""
    ^\W*(?:(?:hi|hey|hello|dear) ~[\w'’-]+\W+)?(?:oh |well,? )?(?:yes|yep|yeah|sure|of course
    |absolutely
    |definitely|certainly|gladly|please do|by all means|with pleasure|happy to|go ahead|by all means
    |sounds (?:good|great|fun|lovely)|do it|feel free|love to|very happy to|more than happy)\b
    \b(?:yes,? please|please (?:do|go ahead)|go ahead|by all means|i[’']d (?:be (?:very )?(?:happy
    |glad
    |delighted)|love) to|i would (?:be (?:very )?(?:happy|glad|delighted)|love) to|happy to (?:meet
    |talk
    |chat|speak|be introduced|connect|help)|do introduce us|i[’']m in\b)
    ^\W*(?:ja|klar|gerne?|sehr gerne?|natürlich|sicher|auf jeden fall|unbedingt
    |mach(?:en sie)? das)\b
    \b(?:ja,? (?:bitte|gern\w*)|sehr gern\w*|nur zu|freu(?:e|t) mich)\b
    ^\W*(?:oui|bien sûr|volontiers|avec plaisir|d[’']accord|absolument|vas-y|allez-y)\b
    \b(?:avec (?:grand )?plaisir|oui,? (?:volontiers|bien sûr|avec plaisir))\b
    ^\W*(?:s[ií],|s[ií]\b|claro|por supuesto|con mucho gusto|encantad[oa]|adelante|desde luego)
    \b(?:con (?:mucho )?gusto|claro que s[ií]|adelante)\b
"""
#: With it a yes is none yet.
AGREES_IF = (
    r"\b(?:but (?:only|not|first|please (?:wait|not))|only if|if (?:she|he|they|it|you|that"
    r"|there)\b|as long as"
    r"|provided|on (?:the|one) condition|unless|not (?:before|until|yet)|after (?:easter"
    r"|christmas|the"
    r"|my|i)\b|once (?:i|we|the|my)\b|first (?:tell|let|i)|aber (?:erst|nur|nicht|bitte)|nur"
    r" wenn|sofern"
    r"|vorausgesetzt|wenn (?:er|sie|es|ich|das)\b|erst (?:ab|im|nach|wenn)|mais (?:pas|seulement"
    r"|d[’']abord"
    r"|après)|à condition|si (?:elle|il|c[’']est|cela|ça)\b|seulement si|pas avant|pero (?:no"
    r"|solo|sólo"
    r"|primero|después)|siempre que|s[oó]lo si|si (?:ella|él|es|no)\b|a condición|no antes)\b"
)
DECLINES = r"""
    ^\W*(?:(?:hi|hey|hello|dear) ~[\w'’-]+\W+)?(?:no\b(?! problem| worries)|nope|not (?:right )?now
    |not at the moment|not this time|i[’']d rather not|rather not)
    \b(?:rather not|i[’']d rather (?:you )?(?:didn[’']t|not)|i[’']ll pass|i will pass|pass on this
    |prefer not|not (?:really )?(?:interested|a good time|the right time|for me|a fit|looking to)
    |too
    @ busy|no capacity|please don[’']t|don[’']t think (?:so|it|this|that|i)|have to (?:decline
    |say no)
    |no,? thank(?:s| you)|swamped)\b
    ^\W*(?:nein|lieber nicht|eher nicht|gerade nicht|im moment nicht|leider nicht|leider)\b
    \b(?:lieber nicht|keine zeit|kein interesse|passt (?:gerade |mir )?nicht|nein,? danke)\b
    ^\W*(?:non|plutôt pas|pas maintenant|pas pour (?:le moment|l[’']instant)|malheureusement)\b
    \b(?:je préfère (?:pas|éviter|ne pas)|pas intéressée?|pas le temps|non,? merci)\b
    ^\W*(?:no\b|ahora no|mejor no|por ahora no|lo siento|lamentablemente)
    \b(?:prefiero (?:que )?no|no me interesa|no tengo tiempo|no,? gracias)\b
"""
