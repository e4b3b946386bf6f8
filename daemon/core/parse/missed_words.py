"""The turns of phrase that tell of a call or an appointment that was missed, in seven languages;
tables of patterns only. Each row says from which side: whoever writes, whoever reads, or both.
"""

from __future__ import annotations

import re

from daemon.core.parse.wordlists import one_of, phrases


def _rows(lines: str) -> str:
    """`one_of` for long rows: a line that begins with one bar goes on with the row before it, one
    that begins with two is a further choice of that row's last group.
    """
    return one_of(re.sub(r"\n +\|(\|?)", r"\1", lines))


_SORRY = (
    r"\b(?:sorry|apolog\w+|forgive me|regret|my bad|bad that|afraid|leid|entschuld\w+|verzeih\w+"
    r"|bedau[er]\w+|leider|désolée?s?|navrée?s?|excuse[zr]?[- ]?moi|m['’]excuse|pardon\w*|lamento"
    r"|siento|sentimos|discúlp\w+|disculp\w+|perdón\w*|perdon\w+|scus\w+|dispiace|spiacente|excuus"
    r"|excuses|spijt|desculp\w+|peço perdão)\b"
)
_MEETING = (
    r"(?:(?:last|weekly|monthly|first|scheduled|planned|phone|conference|video|zoom|teams|skype"
    r"|morning|afternoon|monday|tuesday|wednesday|thursday|friday)(?:['’]s)? ){0,3}"
    r"(?:call|phone call|meeting|appointment|lunch|coffee|dinner|breakfast|catch[- ]?up|chat"
    r"|one[- ]on[- ]one|1[:-]1|get[- ]together|interview|conversation|zoom|teams)\b"
)
_TERMIN = (
    r"(?:\w+ )?(?:telefonat|telefontermin|telefongespräch|termin|gespräch|treffen|anruf|call"
    r"|meeting|verabredung|besprechung|videokonferenz|videocall|telko|mittagessen)s?\b"
)
_RENDEZVOUS = (
    r"(?:appel|coup de fil|rendez[- ]vous|rdv|réunion|entretien|call|rencontre|déjeuner|visio\w*"
    r"|échange)\b"
)
_CITA = r"(?:llamada|reunión|cita|videollamada|videoconferencia|almuerzo|comida|call)\b"
_INCONTRO = r"(?:chiamata|telefonata|riunione|appuntamento|incontro|videochiamata|call|pranzo)\b"
_AFSPRAAK = r"(?:gesprek|afspraak|belafspraak|telefoontje|overleg|meeting|call|lunch)\b"
_ENCONTRO = r"(?:chamada|ligação|reunião|conversa|encontro|videochamada|call|almoço)\b"

#: Whoever writes missed it.
WRITER_MISSED = _rows(rf"""
    \b(?:i|we)(?:['’]ve| have)? (?:completely |totally |just |also )?(?:missed|forgot|slept through)
    | (?:about )?(?:our {_MEETING}|your (?:phone )?calls?\b(?! for)|you calling)
    {_SORRY}.{{0,25}}\b(?:i|we)(?: have|['’]ve)? missed
    | (?:the|that|this|today['’]?s|yesterday['’]?s) {_MEETING}(?! with (?!you\b))
    {_SORRY}.{{0,15}}\b(?:for|about) (?:having )?missing (?:our|the|today['’]?s) {_MEETING}
    {_SORRY}.{{0,15}}\b(?:for|about) (?:having )?missing your (?:phone )?calls?\b
    {_SORRY} (?:that )?(?:i|we)(?:['’]ve| have)? (?:just )?missed you
    |(?! (?:too|so|guys|all|very)\b)(?=\W|$)
    {_SORRY}.{{0,25}}\b(?:i|we) (?:could(?: not|n['’]?t)|was(?: not|n['’]?t) able to
    || were(?: not|n['’]?t) able to|was unable to|were unable to|did(?: not|n['’]?t))
    | (?:make (?:it|our\b)|attend|join|come|be there|get there|dial in|call you|show up)
    \bi (?:could(?: not|n['’]?t)|did(?: not|n['’]?t)) make it to our {_MEETING}
    \b(?:unser(?:en|em|e)?|(?:dein|ihr)en (?:anruf|call)) ?(?<=[\w ])(?:{_TERMIN})?
    |[^.;,]{{0,30}}\b(?:verpasst|versäumt|verschwitzt|verschlafen|vergessen)(?! (?:sie|du|nicht))\b
    {_SORRY}.{{0,25}}\bich\b.{{0,40}}\bnicht (?:kommen|dabei sein|teilnehmen|da sein|erscheinen
    ||rangehen) konnte\b
    \bich konnte (?:gestern |heute |leider )+nicht (?:kommen|dabei sein|teilnehmen|da sein)\b
    {_SORRY}.{{0,25}}\bich es (?:\w+ ){{0,3}}nicht (?:zu unserem {_TERMIN} )?geschafft habe\b
    \b(?:d['’]avoir|j['’]ai|nous avons|on a|avoir)(?: \w+ment)? (?:manqué|raté|loupé|oublié)
    | (?:notre|votre appel|ton appel)\b(?: {_RENDEZVOUS})?
    {_SORRY}.{{0,20}}\bde (?:n['’]avoir pas|ne pas avoir|n['’]avoir) pu (?:venir|être là
    ||être présente?|assister|participer|me joindre|me connecter|répondre à (?:ton|votre) appel)\b
    \bje n['’]ai (?:malheureusement )?pas pu (?:assister|participer|venir) à notre {_RENDEZVOUS}
    \b(?:me )?(?:perdí|haber(?:me)? perdido|olvidé|falté a|haber faltado a|haber olvidado)
    | (?:nuestr[ao] {_CITA}|(?:tu|su) llamada\b)
    {_SORRY}.{{0,20}}\bno (?:haber podido|pude|pudimos|haber llegado)
    | ?(?:asistir|llegar|ir|acudir|conectarme|unirme|estar|atender tu|atender su)?\b
    \b(?:ho|aver|abbiamo) (?:perso|mancato|saltato|dimenticato) (?:l[ao] |il )?
    |(?:nostr[ao] {_INCONTRO}|(?:tua|sua) (?:chiamata|telefonata)\b)
    {_SORRY}.{{0,20}}\bnon (?:sono riuscit[oa]|essere riuscit[oa]|ho potuto) ?a?
    | ?(?:venire|partecipare|esserci|raggiungerti|collegarmi)\b
    \b(?:ons|onze) {_AFSPRAAK}[^.;,]{{0,20}}\b(?:gemist|vergeten)\b
    \b(?:je|jouw|uw) (?:telefoontje|oproep|belletje)[^.;,]{{0,20}} gemist\b
    {_SORRY}.{{0,20}}\bik er (?:\w+ ){{0,2}}niet (?:bij )?(?:was|kon zijn)\b
    \b(?:perdi|ter perdido|faltei|ter faltado|esqueci(?:-me)?(?: d)?) ?(?:à |a |o |da |do )?
    |(?:noss[ao] {_ENCONTRO}|(?:tua|sua) (?:chamada|ligação)\b)
    {_SORRY}.{{0,20}}\bnão (?:consegui|pude|ter conseguido|ter podido)
    | (?:ir|participar|comparecer|estar presente|aparecer|atender)\b
""")

#: Whoever reads missed it: they did not come, or could not be reached.
READER_MISSED = _rows(rf"""
    \byou (?:did(?: not|n['’]?t)|never) (?:show|showed|turn|turned) up(?! (?:in|on|as|under|with)\b)
    \byou (?:did(?: not|n['’]?t)|never) (?:join|joined|come to|came to|make it to|made it to|show
    ||dial into|dialed into) (?:our|the) {_MEETING}
    \byou missed our {_MEETING}
    \byou stood (?:me|us) up\b
    \b(?:i|we)\b.{{0,50}}\bwaited\b.{{0,60}}\bbut you (?:were(?: not|n['’]?t) (?:there|on the call)
    ||(?:did(?: not|n['’]?t)|never) (?:come|came|join|joined|call|called|show|dial|appear))\b
    \b(?:i|we)\b.{{0,50}}\bwaited\b.{{0,60}}\b(?:nobody|no[- ]?one) (?:else )?(?:joined|came|called
    ||showed|dialed|turned up|appeared)\b(?: (?:to )?(?:our|the) {_MEETING})?
    \b(?:i|we) (?:\w+ )?missed you (?:on|at|in) (?:our|the|today['’]?s|yesterday['’]?s) {_MEETING}
    \b(?:i|we)(?:['’]ve| have| had)?(?: \w+)?(?: been)? (?:tried|trying)(?: \w+)? to
    | (?:call|reach|phone|ring|get hold of|get a hold of|get ahold of) you\b
    ^\W*(?:just |also )?tried to (?:call|reach|phone|ring|get hold of|get a hold of) you\b
    \b(?:i|we)(?:['’]ve| have| had)?(?: just| also)? tried
    | (?:calling|phoning|ringing|reaching) you\b
    \b(?:i|we)(?: just| also)? (?:called|rang|phoned) (?:you )?(?:\w+ ){{0,3}}but (?:you were(?: not
    ||n['’]?t)|there was no|no ?one|nobody|got your voice|could(?: not|n['’]?t) reach|did(?: not
    ||n['’]?t) (?:get|reach))
    \b(?:i|we)(?:['’]ve| have)?(?: just| also)? left (?:you a voice ?mail
    ||(?:you )?a message on your (?:phone|machine|voice ?mail|mobile|cell))
    \b(?:du bist|sie sind) (?:\w+ ){{0,3}}nicht (?:zu unserem {_TERMIN} )?(?:gekommen|erschienen
    ||aufgetaucht)(?=\W*$)
    \b(?:ich|wir)\b.{{0,60}}\bgewartet\b.{{0,40}}\b(?:aber|doch) (?:du warst|sie waren) nicht da\b
    \b(?:ich|wir)\b.{{0,40}}\bversucht,? (?:dich|sie|euch) (?:\w+ ){{0,3}}(?:zu erreichen|anzurufen)
    \b(?:ich|wir)\b.{{0,20}}\b(?:dich|sie|euch) (?:\w+ ){{0,3}}nicht (?:erreicht|erreichen können
    ||ans telefon bekommen)
    \b(?:ich|wir) (?:konnte|konnten|habe|haben) (?:dich|sie|euch)
    | (?:\w+ ){{0,3}}nicht (?:erreichen|erreicht)\b
    \b(?:tu n['’]es|vous n['’]êtes) (?:malheureusement |finalement )?pas venue?s?\b
    \bvous ne vous êtes pas présentée?s?\b
    \bj['’]ai\b.{{0,30}}\battendue?\b.{{0,60}}\bmais (?:vous n['’]étiez pas|tu n['’]étais pas) là\b
    \bj['’]ai (?:\w+ )?(?:essayé de|tenté de|cherché à) (?:vous|te|t['’]) ?(?:joindre|appeler)\b
    \bje n['’]ai pas (?:pu|réussi à) (?:vous|te) joindre\b
    \bno (?:viniste|apareciste|te presentaste|te conectaste|se presentó usted)\b
    \b(?:esperé|estuve esperando|he esperado)\b.{{0,60}}\bpero no (?:apareció|apareciste
    ||estabas|estaba usted|se conectó|te conectaste)\b
    \b(?:he intentado|intenté|he tratado de|traté de|estuve intentando)
    | (?:llamar(?:te|le|lo|la)|localizar(?:te|le|lo|la))\b
    \b(?:te|le) llamé,? pero no\b
    \bnon ti sei presentat[oa]\b
    \bho (?:\w+ )?(?:provato|cercato) (?:a|di)
    | (?:chiamar(?:ti|la)|raggiunger(?:ti|la) al telefono)\b
    \b(?:je bent|u bent) (?:\w+ ){{0,2}}niet komen opdagen\b
    \bik heb (?:\w+ ){{0,2}}geprobeerd (?:je|jou|u) te (?:bellen|bereiken)\b
    \bik probeerde (?:je|jou|u) (?:\w+ ){{0,3}}te (?:bellen|bereiken)\b
    \bnão (?:apareceste|vieste à nossa|compareceste)\b
    \b(?:tentei|tenho tentado) (?:te ligar|ligar[- ]te|ligar para (?:ti|si|você|o senhor))\b
""")

#: They missed each other.
BOTH_MISSED = _rows(r"""
    \bwe(?:['’]ve| have)?(?: just| keep| always| must have)? (?:missed|missing|miss) each other
    |(?! (?:so|very|too|terribly)\b)
    \bsorry (?:that )?we(?: just)? missed each other\b
    \bplay(?:ing|ed)? phone[- ]tag\b
    \b(?:haben wir uns|wir haben uns|wir uns) (?:\w+ ){0,3}verpasst\b
    \b(?:nous nous sommes|on s['’]est) (?:\w+ )?(?:manqué|raté|loupé)e?s?\b
    \bno (?:hemos coincidido|coincidimos)\b
    \bci siamo (?:\w+ )?mancati\b
    \bwe (?:zijn|hebben) elkaar (?:\w+ ){0,2}(?:misgelopen|gemist)\b
    \b(?:nós )?nos desencontr[aá]mos\b
""")

#: What makes it a question, a wish or a fear: then nothing is known.
UNSURE = one_of(r"""
    [?？]
    \b(?:if|in case|unless|whether|hope|hopefully|may|might|would|wouldn['’]?t|will)\b
    \b(?:won['’]?t|wonder)\b
    \bdon['’]?t want\b
    ^\W*(?:have|had|did|haben?|hatten?|hast) (?:i|we|you|ich|wir|du|sie)\b
    \b(?:falls|sofern|hoffe|hoffentlich|werde|würde|vielleicht)\b
    \b(?:j['’]espère|peut-être|au cas où)\b
    \b(?:espero|quizás?|tal vez|por si|spero|forse|hoop|misschien|als|talvez|caso)\b
""")

#: Somebody called, and no appointment is known of.
UNANSWERED = (
    r"\b(?:tried|trying|left|called|rang|phoned|tag|versucht|nicht erreich|ans telefon|essayé|tenté"
    r"|cherché|joindre|intent\w+|tratado|traté|llamé|provato|cercato|geprobeerd|probeerde|tentei"
    r"|tentado)|\b(?:your (?:phone )?call|you calling|(?:dein|ihr)en (?:anruf|call)|(?:votre|ton)"
    r" appel|(?:tu|su) llamada|(?:tua|sua) (?:chiamata|telefonata|chamada|ligação)|(?:je|jouw|uw)"
    r" (?:telefoontje|oproep|belletje))"
)

#: Written to, and not called.
IN_WRITING = (
    r"^[^.;,]{0,30}\b(?:by|via|through|over|per|par|por|via) (?:e-?mail|mail|linkedin|chat|courriel"
    r"|correo|slack)\b"
)

#: What was missed was a call, or somebody on the telephone.
BY_PHONE = (
    r"call(?!ed off)|phone|reach|ring\b|rang\b|voice|hold of|dial|anruf|anzuruf|telef|telko|erreich"
    r"|appel|joindre|coup de fil|llam|localiz|chiama|raggiung|bell?en\b|belafs|oproep|bereik"
    r"|belletje|chamada|liga"
)

#: One of these pieces, in lower case, is in every phrase of the tables: where none is, there
#: is no need to look further.
PIECES = phrases("""
    waited
    gewartet
    attendu
    esper
    missed
    missing
    miss each
    forgot
    slept
    could
    able to
    did not
    didn
    never
    stood
    tried
    trying
    called
    rang
    phoned
    left
    phone
    verpasst
    versäumt
    verschwitzt
    verschlafen
    vergessen
    konnte
    geschafft
    gekommen
    erschienen
    aufgetaucht
    versucht
    erreich
    ans telefon
    manqué
    raté
    loupé
    oublié
    pas pu
    avoir pu
    réussi
    essayé
    tenté
    cherché
    pas venu
    présenté
    perd
    olvid
    falta
    falté
    faltei
    podido
    pude
    pudimos
    llegado
    viniste
    apareciste
    presentaste
    conectaste
    presentó
    intent
    trat
    llamé
    coincid
    perso
    mancat
    saltato
    dimenticato
    riuscit
    potuto
    presentat
    provato
    cercato
    gemist
    vergeten
    ik er
    opdagen
    probeer
    misgelopen
    esqueci
    consegui
    conseguido
    apareceste
    vieste
    compareceste
    tentei
    tentado
    desencontr
""")
