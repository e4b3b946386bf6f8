"""The turns of phrase that ask for something in seven languages; tables of patterns only."""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

_IF_YOU_WISH = (
    r"\bif,? ?you(?:['’]d| would| do)? (?:like|prefer|wish|want|care) "
    r"(?:(?:for )?(?:me|us) to (?!attend|come|join|go|be|meet)"
    r"|to (?:see|receive|review|discuss|talk|change|add)"
    r"|(?:to have )?(?:a copy|copies|another|more|additional|different|extra|further))\b"
)
_SAY_SO = (
    r"\b(?:let (?:me|us) know|(?:give|drop|send) (?:me|us) an? \w+|(?:call|contact|tell) me)\b"
)
#: What is offered: who does not wish it need not say so.
_OFFERS = one_of(rf"""
    {_SAY_SO}.{{0,30}}{_IF_YOU_WISH}(?!.* or not\b)
    {_IF_YOU_WISH}.{{0,80}}{_SAY_SO}(?!.* or not\b)
    {_SAY_SO}.{{0,20}}\bif,? ?you(?:['’]re| are) interested\b.{{0,30}}\b(?:i|we) (?:will|can)\b
    \bbescheid\b.{{0,10}}\b(?:falls|wenn) (?:ich|wir) .{{0,40}}\bsoll(?:en)?\b
    \b(?:dis|dites)-(?:le-)?moi si (?:tu veux|vous voulez|tu souhaites|vous souhaitez) que je\b
    \b(?:avísame|dime|dígame|avíseme) si (?:quieres?|desea) que (?:yo )?te\b
""")
#: Courtesies and small print: what stands in such a sentence is no ask.
_COURTESIES = one_of(r"""
    \b(?:if|should|when|where|in case) (?:you|anyone|there)\b.{0,60}\b(?:questions?|problems?)\b
    \b(?:if|should|in case) (?:you|anyone)\b.{0,60}\b(?:concerns?|comments|help)\b
    \b(?:if|should|in case) (?:you|anyone)\b.{0,60}\b(?:assistance|issues?)\b
    \b(?:if|should) you\b.{0,40}\b(?:need|require|want)\b.{0,20}\b(?:anything|further|more)\b
    \b(?:if|should) you\b.{0,40}\b(?:need|require|want)\b.{0,20}\badditional\b
    \b(?:if|should) you (?:\w+ )?(?:need|require)\b.{0,60}\b(?:let (?:me|us)|call|contact|advise)\b
    \b(?:feel free|hesitate)\b
    ^\W*for (?:more|further|additional|any) (?:information|info|details|questions)\b
    \bplease (?:find|see (?:the )?(?:attach|below|enclosed)|note|be advised|be aware)\b
    \bplease (?:accept|ignore|disregard|click|visit|excuse|forgive|refer|consider the env)\b
    \bplease (?:do not reply|don'?t reply|pardon|bear with|rest assured|don'?t worry)\b
    \bplease (?:unsubscribe|keep in mind|know)\b
    \bplease join (?:me|us) in (?:con|wel|wish|than)
    \bplease (?:read|review) (?:the|our) (?:terms|privacy|policy)\b
    \bplease add .{0,60}\b(?:address book|contacts?|safe)\b
    \bintended (?:recipient|addressee)s?\b
    \bif you (?:are not|suspect|have received|received)\b.{0,80}\b(?:addressee|notify|error)\b
    \bif you (?:are not|suspect|have received|received)\b.{0,80}\b(?:message|mistake)\b
    \b(?:received|sent)\b.{0,40}\bin error\b
    \bif,? you (?:are unable|cannot|can'?t|are not|won'?t)\b.{0,60}\b(?:let|call|contact|advise)\b
    \b(?:let (?:me|us) know|advise|call)\b.{0,40}\bif,? you (?:are unable|cannot|can'?t|won'?t)\b
    \bif (?:they|he|she)\b.{0,60}\blet (?:me|us) know\b
    \bif any(?:one|body) (?:wants?|needs?|requires?|would like)\b
    \bplease do not (?:read|disclose|distribute)\b
    \b(?:opt|opt-)out\b
    \b(?:address book|unsubscribe|safe.senders?|your (?:browser|inbox)|(?:html|web) version)\b
    \bif (?:i|we) (?:can|may) (?:be|help|do|assist)\b
    \b(?:could|can|would|will) you (?:imagine|believe)\b
    \bany (?:further )?questions?\b
    \blet (?:me|us) know (?:if|what|which|whether)\b.{0,60}\b(?:questions?|information|help|else)\b
    \blet (?:me|us) know (?:if|what|which|whether)\b.{0,40}\byou (?:might |may )?(?:need|require)\b
    \bquestions or\b
    \b(?:just )?(?:to|so i can|wanted to) let you know\b
    \b(?:i|we)(?:'ll| will) (?:call|ring|phone|write|e-?mail|get back to) you\b
    \bif you (?:plan|happen|are going|are out|'?re out)\b
    \bbitte (?:beacht|nicht antwort|entschuldig|find|klick|besuch|sehr|schön)
    \bbei (?:rück)?fragen\b
    \b(?:falls|wenn|sollte[nts]{0,2}) (?:du|sie|ihr|es)\b.{0,30}\b(?:fragen|hilfe|probleme)\b
    \b(?:zögern sie nicht|zur verfügung)\b
    \bn[’']hésite[zr]?\b
    \b(?:si (?:vous|tu) (?:avez|as)|pour toute)\b
    \bveuillez (?:trouver|agréer|noter|recevoir)\b
    \bno dud(?:e|es|en) en\b
    \b(?:si tienes?|cualquier (?:duda|pregunta|consulta)|por favor,? encuentre)\b
    \b(?:mocht|als) (?:je|u|jullie)\b.{0,20}\bvragen\b
    \b(?:aarzel niet|non esit\w+|per qualsiasi|não hesite|qualquer d[úu]vida)\b
""")

COURTESIES = f"{_COURTESIES}|{_OFFERS}"

#: Told about somebody else, or about what was asked once.
REPORTED = one_of(r"""
    \b(?:he|she|they|who|il|elle)\b.{0,20}\b(?:asked|wondered|wondering|wanted to know|demandé)\b
    \basked (?:me|him|her|us|them|if|whether)\b
    \b(?:he|she|they)(?:'ll| \w+)? (?:\w+ ){0,3}(?:let|tell|inform) (?:me|us)\b
    \b(?:he|she|they)(?:'ll| \w+)? (?:\w+ ){0,7}get back to (?:me|us)\b
    \b(?:no|any|every) \w+ will give (?:me|us)\b
    \b(?:contacted|called|wrote|e-?mailed|told) (?:me|us)\b
    \b(?:has|have|had) (?:\w+ )?(?:let|told|informed) (?:me|us)\b
    \b(?:er|sie|ich habe)\b.{0,20}\bgefragt\b
""")

#: A request that only an answer satisfies; other requests may be met by doing, without a word.
WANTS_WORDS = one_of(r"""
    \b(?:let|tell|inform|advise|give|send|forward|show|e-?mail|call|ring|fax|text) (?:me|us)\b
    \b(?:let me|let us) (?:have|see|hear)\b
    \b(?:confirm|reply|respond|rsvp|advise)\b
    \bget back to (?:me|us)\b
    \b(?:drop|give) me\b
    \bneed (?:\w+ ){0,5}from you\b
    \bme avise\b
    \byour (?:thoughts?|comments?|feedback|input|opinion|views?|advice|answer|reply|availability)\b
    \b(?:can|could|would|will) (?:you|u|we|people|anyone|anybody|folks)\b
    \b(?:like|love) to know\b
    \b(?:wondering|wonder|wondered) (?:if|whether|what|when|how|who|where)\b
    \bi(?: would|'d)? (?:need|want|like|love) (?:you|your|to (?:invite|hear|ask|know|meet))\b
    \b(?:appreciate|grateful)\b
    \blet'?s (?:meet|have|schedule|set|get together)\b
    \b(?:bescheid|wissen lassen|antwort|rückmeldung|melde[nt]?|bestätig\w*|schick\w* (?:mir|uns))\b
    \b(?:könn|kannst|würd|hätt)\w* (?:du|sie|ihr)\b
    \b(?:dites|dis|tenez|tiens|faites|fais|répond\w*|confirm\w*|envoy\w*)[- ](?:moi|nous)\b
    \b(?:pourr|peux|pouvez|serait|merci de)\w*\b
    \b(?:avísa|dime|díga|confirma|mánda|envía|respond|podrías?|puedes?|me gustaría)\w*\b
    \b(?:laat (?:me|ons)|kun je|kunt u|zou je|fammi|fatemi|mi faccia|puoi|può|avisa|podes?)\b
""")

_PLACE = r"^\W*(?:(?:and|but|so|also|then|\w{2,20}),? )?"
_START = r"^\W*(?:(?:and|but|so|also|then|alternatively|\w{2,20},),? )?"
_ENGLISH = (
    one_of(rf"""
    {_PLACE}(?:please|pls|plz|kindly)\b
    {_PLACE}(?:let'?s|shall we|why don'?t (?:we|you)|how about|what about|what do you think)\b
    {_START}(?:can|could|may) (?:we|i|people|every(?:one|body)|any(?:one|body)|folks|you guys)\b
    {_PLACE}take a (?:quick )?look\b
    {_PLACE}(?:send|call|e-?mail|tell|give|forward|show|remind|get|fax|page|text) (?:me|us)\b
""")
    + "|"
    + one_of(r"""
    \b(?:please|pls|plz) [a-z]{2,}
    \b(?:can|could|would|will) (?:you|u|someone|anyone|one of you)\b(?! be surprised)
    \b(?:if|hope) you (?:could|can|would)\b(?! like)
    \b(?:can|could|may|should|shall) (?:we|i) (?:get|have|meet|talk|discuss|schedule|set|ask)\b
    \bwe (?:can|could|should|need to) (?:meet|get together|talk|discuss|set up|schedule)\b
    \bwe (?:can|could|should|need to) (?:sit down|have (?:lunch|dinner|coffee|a call))\b
    \blet'?s (?:discuss|talk|meet|get together|have|schedule|set)\b
    \blet (?:me|us) know\b
    \badvise (?:me|us)\b
    \bkeep (?:me|us) (?:posted|informed|updated|in the loop)\b
    \bi(?: would|'d)? (?:need|want|like|expect) (?:you|your|all of you|each of you)\b
    \bneed (?:\w+ ){0,5}from you\b
    \b(?:'d|would|will|'ll) (?:really |greatly |very much )?appreciate (?:it if|if|hearing)\b
    \bappreciate your (?:feedback|comments|input|thoughts|advice|reply|response)\b
    (?:'d|\bwould|\bwill) (?:\w+ ){0,2}appreciate your (?:help|assistance|support|cooperation)\b
    \b(?:grateful|helpful|great|nice|good|wonderful) if you\b
    \b(?:wondering|wonder|wondered) (?:if|whether|what|when|how|who|where)\b
    \bwould (?:you )?(?:be able|mind)\b
    (?:'d|\bwould) (?:like|love) to (?:meet|discuss|talk|get together|schedule|set up|have)\b
    (?:'d|\bwould) (?:like|love) to (?:invite|hear|ask)\b
    \b(?:do|did|have|are|were) (?:you|u) (?:available|free|able|want|think|know|have|need|mind)\b
    \b(?:give|drop) me (?:a|your)\b
    \b(?:i|we)(?:'d| would) (?:like|love|need) to know\b
    \b(?:i am|i'm|we are|we're) (?:seeking|asking for|interested in) (?:your|any)\b
    ^(?=.*\b(?:please|pls)\W*$).*\b(?:\w+\W+){3}(?:please|pls)\W*$
    \bget back to me\b
    \bmust (?:hear|have) (?:\w+ )?from you\b
    \b(?:looking|look) for (?:your|some) (?:input|feedback|advice|thoughts)\b
    \byou (?:are|'re) invited\b
    \binvite you (?:to|for)\b
    \bwriting to (?:request|ask|invite)\b
""")
)
_GERMAN = one_of(r"""
    \bbitte\b(?!\W*$)
    \b(?:könn(?:t|test|ten)|kannst|können|würd(?:est|en|et)|hätt(?:est|en|et)) (?:du|sie|ihr)\b
    \b(?:magst|möchtest|wärst|willst|hast) du\b
    \b(?:gib|gebt|geben sie|sag|sagt|sagen sie)\b.{0,25}\bbescheid\b
    \blass(?:t|en sie)? (?:mich|uns|es mich)\b.{0,15}\bwissen\b
    \bmeld(?:e|et|en)? (?:dich|sie sich|euch)\b
    \bschick(?:e|t|en sie)? (?:mir|uns)\b
    \b(?:ich|wir) (?:bräuchte|bitte)n?\b
    \b(?:wollen|sollen|können) wir\b
    \bwäre es möglich\b
    \bpasst (?:es )?(?:dir|ihnen|euch)\b
""")
_FRENCH = one_of(r"""
    \b(?:pourriez-vous|pourrions-nous|pourrais-tu|peux-tu|pouvez-vous|pouvons-nous|voulez-vous)\b
    \b(?:veux-tu|auriez-vous|aurais-tu|serait-il possible|est-ce que (?:tu|vous|on))\b
    \b(?:tu peux|vous pouvez|tu pourrais|vous pourriez) (?:m[e’']|nous)
    \bmerci de (?:me |nous |bien vouloir )?\w+(?:er|ir|re)\b
    \bveuillez\b
    \b(?:dis|dites|tiens|tenez|fais|faites|envoie|envoyez|rappelle|rappelez)-(?:moi|nous)\b
    \b(?:confirme|confirmez|réponds|répondez)-(?:moi|nous)\b
    \bj[’']aurais besoin\b
    \b(?:êtes-vous|es-tu) (?:disponible|libre|d[’']accord)\b
""")
_SPANISH = one_of(r"""
    \b(?:podrías?|podrían|podríamos|puedes|pueden) \w+
    \bpor favor\b
    \b(?:avísa|dí|di|díga|envía|envíe|mánda|mánde|confírma|confírme|llám[ae]|cuénta)(?:me|nos)\b
    \b(?:necesito que|me gustaría que|sería posible|quedo a la espera)\b
    \b(?:te|le|os|les) agradecería\b
    \b(?:hazme|hágame|háganos) saber\b
""")
_OTHERS = one_of(r"""
    \b(?:kun|kan|zou|wil|kunnen|zouden|willen) (?:je|u|jullie|we)\b
    \b(?:kunt|wilt|zou) u\b
    \blaat (?:het )?(?:me|mij|ons)\b.{0,15}\bweten\b
    \bstuur (?:me|mij|ons)\b
    \bgraag (?:even )?(?:je|uw|jullie) (?:reactie|antwoord|bevestiging|mening)\b
    \b(?:alsjeblieft|alstublieft)\b
    \b(?:potrest[ie]|potrebbe|puoi|potete) \w+
    \b(?:fammi|mi faccia|fatemi|facci) sapere\b
    \b(?:mandami|inviami|dimmi|chiamami)\b
    \bper (?:favore|cortesia)\b
    \bavrei bisogno\b
    \battendo (?:un )?(?:tuo|suo|vostro|una) \w+
    \b(?:poderia|poderias|você pode|pode me|podes) \w+
    \b(?:me avis[ea]|avis[ea]-me|me diga|diga-me|envie-me|me envi[ea])\b
    \bpreciso que\b
    \baguardo (?:o |a )?(?:seu|sua|teu|tua|retorno|resposta)\b
""")
REQUESTS = "|".join((_ENGLISH, _GERMAN, _FRENCH, _SPANISH, _OTHERS))
