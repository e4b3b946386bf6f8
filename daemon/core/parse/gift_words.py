"""How people give in mail: something to read, congratulations, thanks, help; tables of patterns.

A line that begins with | or @ goes on with the one before (the @ is left out).
"""

from __future__ import annotations

#: What there is to read, to hear or to look at; `#` in the tables below.
READING = (
    r"(?:articles?|papers?|books?|essays?|stud(?:y|ies)|podcasts?|videos?|talks?|interviews?"
    r"|newsletters?|posts?|stor(?:y|ies)|guide|recipe|poem|column|clipping"
    r"|artikels?|zeitungsberichte?|aufsatz|buch|studie|beitrag|vortrag|anleitung"
    r"|articles?|livre|étude|reportage|émission|entretien|guide"
    r"|art[ií]culos?|libro|estudio|reportaje|charla|entrevista|gu[ií]a)"
)

#: (value, alternatives), in the order in which a sentence is asked.
GIFTS: tuple[tuple[str, str], ...] = (
    (
        "congratulation",
        r"""
    \bcongrat(?:s|es|ulations?)\b
    \bi congratulate you\b
    \b(?:very |belated )?happy (?:belated )?birthday\b(?! (?:party|present|card|cake|to (?:him
    |her)))
    \b(?:so |very |really )?proud of you\b
    ^\W*(?:\w+, )?well done\b(?!,? (?:steak|and))
    \bwell deserved\b
    \b(?:very |so |really )happy for you\b
    \b(?:glückw[uü]nsch\w*|gratulation\w*)\b
    \bgratuliere(?:n)? (?:dir|ihnen|euch|ganz|sehr|von|zu[mr]?|herzlich)\b
    \b(?:alles gute|alles liebe) (?:nachträglich )?(?:zum|zur) (?:geburtstag|geburt|hochzeit
    |neuen|jubiläum)\b
    \b(?:hast du dir|habt ihr euch|haben sie sich) (?:\w+ ){0,2}verdient\b
    \b(?:félicitations|je (?:te|vous) félicite)\b
    ^\W*(?:\w+, )?bravo\b
    ,? (?:et )?bravo (?:à|pour)\b
    \b(?:joyeux|bon) anniversaire\b
    \b(?:felicidades|enhorabuena|felicitaciones|(?:te|le|os) felicito|feliz cumpleaños)\b
    \b(?:gefeliciteerd|congratulazioni|parabéns|buon compleanno)\b
    """,
    ),
    (
        "help",
        r"""
    \bi(?:[’']ve| have)? (?:just |already |also )?(?:recommended|nominated|vouched for) you\b
    \bi(?:[’']ve| have)? (?:just |already |also )?(?:recommended|nominated) your (?:name|firm|work
    |company|studio)\b
    \bi(?:[’']ve| have)? (?:just |already |also )?(?:mentioned|dropped|given|gave|said|put forward
    |passed on|passed|forwarded|suggested) (?:\w+ ){0,2}?your (?:name|resume|résumé|cv)\b
    \b(?:put|putting) in a (?:good )?word for you\b
    \bi(?:[’']ve| have)? (?:just |already )?(?:spoke|spoken|talked) (?:to|with) .{2,40} on your
    @ behalf\b
    \bi(?:[’']ve| have)? (?:just )?(?:read|looked over|went (?:over|through)|gone (?:over|through)
    |proofread|marked up) your (?:\w+ ){0,2}(?:draft|deck|slides|cv|resume|résumé|manuscript
    |chapters?|essay|thesis|application|proposal|talk|paper|speech|presentation)\b
    \b(?:glad|happy|pleased) (?:that )?i could (?:help|be of (?:some )?(?:help|assistance))\b
    \b(?:glad|happy|pleased) to have (?:helped|been of help)\b
    ^\W*(?:\w+, )?(?:of course|sure(?: thing)?|yes|absolutely|certainly|gladly|no problem)\b
    @[,.!]? (?:i(?:[’']d be|[’']m| am| would be) )?(?:more than |very |always )?(?:happy|glad)
    @ to help\b
    \bich habe (?:dich|sie|euch) (?:\w+ ){0,5}(?:weiter)?empfohlen\b
    \bein (?:gutes )?wort für (?:dich|sie|euch) eingelegt\b
    \bich habe (?:\w+ ){0,5}(?:deinen|ihren) namen (?:\w+ ){0,3}(?:weitergegeben|genannt|erwähnt)\b
    \bich habe (?:mir )?(?:deine?n?|ihre?n?) (?:\w+ )?(?:entwurf|folien|antrag|manuskript
    |lebenslauf|bewerbung|kapitel|vortrag) (?:\w+ ){0,3}(?:gelesen|durchgesehen|angesehen
    |korrigiert)\b
    \bfreut mich,? dass ich (?:\w+ )?helfen konnte\b
    ^\W*(?:\w+, )?(?:klar|natürlich|selbstverständlich|ja)\b[,.!]? (?:ich |da )?helfe (?:ich
    @ )?(?:\w+ )?gern
    \bje (?:t[’']ai|vous ai) (?:\w+ )?recommandée?s?\b
    \bj[’']ai (?:\w+ )?(?:parlé de (?:toi|vous) à|donné (?:ton|votre) nom|glissé un mot pour
    @ (?:toi|vous))\b
    \bj[’']ai (?:\w+ )?(?:relu|lu|parcouru) (?:ton|ta|votre|tes|vos) (?:brouillon|dossier|projet
    |texte
    |cv|candidature|manuscrit|chapitre|présentation)\b
    \b(?:ravie?|heureu(?:x|se)|contente?) d[’']avoir pu (?:t[’']|vous )?aider\b
    \b(?:te|le|os) (?:he recomendado|recomendé)\b
    \b(?:he hablado|hablé) de (?:ti|usted|vosotros) (?:con|a)\b
    \b(?:he dado|di|pasé|he pasado|mencioné|he mencionado) (?:tu|su) nombre\b
    \b(?:he (?:leído|revisado)|leí|revisé) (?:tu|su|vuestra?) (?:borrador|propuesta|currículum
    |texto
    |presentación|manuscrito|capítulo|solicitud)\b
    \bme alegr[oa] (?:de |mucho )?(?:haber podido|poder) ayudar\w*
    """,
    ),
    (
        "article",
        r"""
    \b(?:thought|figured) (?:that )?(?:you|this|it|these|they)(?:[’']d| (?:might|may|would|could))
    @ (?:\w+ )?(?:like|enjoy|find|appreciate|interest|be (?:of )?(?:interest|useful|helpful
    |fun))\w*(?! to (?:know|join|attend|come|hear))
    \b(?:this|it|these|which|they|attached|below|(?:the|this) #) (?:might|may|could|should)
    @ (?:\w+ )?(?:be of (?:some )?interest
    |be (?:interesting|useful|helpful) (?:to|for) you|interest you)\b
    \byou(?:[’'](?:ll|d)| (?:might|may|will|would)(?: \w+)?) (?:enjoy|like) (?:this|these|it)\b
    \byou(?:[’'](?:ll|d)| (?:might|may|will|would)(?: \w+)?) find (?:this|these|it|the #) (?:\w+ )?
    @(?:interesting|useful|helpful|funny|amusing|fascinating|worth)\b
    \b(?:made me think|reminded me|i (?:instantly |immediately )?thought|thinking) of you\b
    \bthought (?:about|of) (?:you|your)\b
    \bin case (?:you|your \w+) (?:can|could|might|may) (?:use|find|like|enjoy)\b
    \bfor your (?:reading )?(?:pleasure|enjoyment|amusement)\b
    ^\W*(?:\w+, )?(?:here(?:[’']s| is)|attached is|this is|enclosed is) (?:the|that|an?|another)
    @ (?!type|kind|sort)(?:\w+ ){0,2}?# (?:i |that |we |about |on |which |from )
    \bthe # (?:\w+ )?(?:i|we) (?:mentioned|promised|told you about|spoke of|talked about)\b
    \bput my copy (?:of .{2,40} )?in the (?:post|mail)\b
    \b(?:könnte|dürfte|wird) (?:\w+ )?(?:dich|sie|euch) (?:\w+ )?interessieren\b
    \b(?:dich|sie|euch) (?:\w+ )?interessieren (?:könnte|dürfte)
    \b(?:musste|habe) (?:ich )?(?:\w+ )?an (?:dich|sie|euch) (?:denken|gedacht)\b
    \b(?:vielleicht|eventuell) (?:ist das|interessiert (?:dich|sie|euch))\b
    \b(?:der|das|die) # (?:\w+ )?(?:über|zu|,? von de[mnr])\b.{0,60}\b(?:anbei|hängt an|im anhang
    |angehängt)\b
    \b(?:anbei|hier) (?:ist |kommt )?(?:der|das|die|ein|eine) (?:\w+ )?#\b
    \bj[’']ai (?:tout de suite |aussitôt )?pensé à (?:toi|vous)\b
    \b(?:fait|faisait) penser à (?:toi|vous)\b
    \b(?:pourrait|devrait|peut) (?:\w+ )?(?:t[’']|vous )intéresser\b
    ^\W*(?:\w+, )?(?:voici|ci-joint) (?:l[’']|le |la |un |une )#
    \b(?:pensé|pensaba) en (?:ti|usted|vosotros|ustedes)\b
    \bme (?:acordé|he acordado) de (?:ti|usted|vosotros)\b
    \bme hizo pensar en (?:ti|usted)\b
    \b(?:te|le|os|les) (?:puede|podría|pueda|va a) interesar\b
    \b(?:puede|podría) interesar(?:te|le|os|les)\b
    \b(?:aquí|ahí) (?:tienes?|va|te mando) (?:el|la|un|una) (?:\w+ )?#
    """,
    ),
    (
        "thanks",
        r"""
    \b(?:thanks|thank you|thx)(?: all)?(?: again| so much| very much| a lot| a million| a ton)* for
    @ (?:all |everything\b|your\b|the\b|having\b|coming\b|being\b|making\b|taking\b|getting\b
    |sending\b
    |helping\b|sharing\b|inviting\b|calling\b|doing\b|giving\b|lending\b|putting\b|introducing\b
    |forwarding\b|writing\b|thinking\b|remembering\b|dinner\b|lunch\b|yesterday\b|last\b|a
    @ (?:great|lovely|wonderful)\b)
    \b(?:thanks|thank you) (?:so much|very much|a million|a ton|again|a lot)(?:,?
    @ ~[\w’'-]+)?\W{0,3}$
    \bi (?:really |very much |greatly |truly )?appreciate (?:all )?(?:your|the) (?:\w+ )?(?:help
    |support|advice|kindness
    |effort|hard work|generosity|hospitality|quick)\b
    \bi(?:[’']m| am) (?:so |very |really |most )?grateful (?:to you|for)\b
    \b(?:you[’']re|you are) (?:a (?:star|lifesaver|saint|gem)|the best)\b
    \bi owe you (?:one|a (?:beer|drink|lunch|dinner|coffee))\b
    \b(?:vielen|herzlichen|besten|tausend|lieben|ganz lieben) dank für\b
    \b(?:vielen|herzlichen|tausend|lieben|ganz lieben) dank[,!]
    \b(?:ich )?(?:danke|bedanke mich bei) (?:dir|ihnen|euch) (?:\w+ ){0,2}für\b
    ^\W*(?:\w+, )?danke (?:\w+ ){0,2}für (?:deine?n?|ihre?n?|eure?n?|die|das|den|alles)\b
    \b(?:un grand |mille |encore )?merci (?:beaucoup |infiniment |encore |mille fois )?(?:pour
    @ (?:votre|ton|ta|vos|tes|tout
    |le|la|les|l[’'])|d[’']avoir)\b
    \bje (?:te|vous) remercie (?:\w+ )?(?:pour|d[’']avoir)\b
    ^\W*(?:\w+, )?(?:un grand|mille) merci\b(?! d[’']avance)
    \b(?:muchas |muchísimas |mil )?gracias (?:de nuevo |otra vez )?por (?:tu|su|vuestr[ao]|todo
    |el|la|los|las|haber\w*|ayudarme)\b
    \b(?:muchísimas|mil) gracias\b(?! de antemano)
    \b(?:te|le|os) agradezco (?:mucho |muchísimo )?(?:tu|su|vuestr[ao]|la|el|que)\b
    \b(?:hartelijk dank|bedankt|grazie mille|muito obrigad[oa]) (?:voor|per|pel[oa])\b
    """,
    ),
)

#: Said at the end of a request this thanks in advance; at the beginning of a mail it is meant.
FOR_HELP = r"""
    \b(?:thanks|thank you|thx)\b.{0,20} for (?:all )?(?:of )?(?:your|the) (?:\w+ )?(?:help
    |assistance|support|time|work|efforts?)\b
    \bfor (?:helping|working|taking|getting|making|doing|sending|forwarding|calling)\b
    \b(?:appreciate|grateful)\b
    \b(?:thanks|thank you) (?:so much|very much|a million|a ton|again|a lot)(?:,?
    @ [\w’'-]+)?\W{0,3}$
    \bdank (?:\w+ )?für (?:\w+ )?(?:hilfe|unterstützung|mühe|bemühungen|zeit)\b
    \b(?:dank)[,!.]
    \bmerci (?:\w+ )?pour (?:votre|ton|ta) (?:aide|soutien|temps)\b
    \bgracias (?:\w+ )?por (?:tu|su|vuestra) (?:ayuda|apoyo|tiempo)\b
    \b(?:agradezco|mercis?$|mil gracias|muchísimas gracias)\b
"""

#: Anywhere in the sentence: it is about somebody else, is not meant, or thanks beforehand.
NOT_GIVEN = r"""
    \b(?:in advance|im voraus|d[’']avance|de antemano)\b
    \b(?:tell|give|pass(?: on)?|send|convey|extend|say) (?:\w+ ){0,2}(?:my |our |a |many
    @ )?(?:congrat|thank|happy birth)
    \b(?:my|our) (?:congratulations|congrats|thanks) to (?:him|her|them|~)
    \bcongrat\w+ to (?:him|her|them|my|our|~[\w’'-]+ (?:on|for|and|~))\b
    \bthanks?(?: you)?\b.{0,12} for getting (?:me|us|back)\b
    \b(?:he|she|they) (?:said|says|sent|sends|wrote|asked)\b
    \bsaid (?:he|she|they)\b
    \b(?:wish|wished|wishing) (?:him|her|them)\b
    \b(?<!want )(?<!wanted )(?<!like )to thank you\b
    \bno,? thank
    \bthank you (?:notes?|letters?|cards?)\b
    \bthank(?:s| you)(?: again| so much| very much)? for (?:your|the) (?:\w+ )?(?:participation
    |consideration|cooperation|co-operation|attention
    |patience|understanding|prompt|interest|inquiry|enquiry|order|business|purchase|subscription)\b
    \bthanks?(?: you)?\b.{0,12} for (?:(?:your|the|this|that|these|those|all|sending|forwarding
    |getting|having|giving|checking|providing)
    @ )+(?:me |us |in |over |back |out )*(?:(?:the|your|my|a|an|some|those|these|all|updated?
    |revised|latest|quick|prompt|speedy|signed|executed|additional) )*
    @(?:info\w*|e-?mails?|mails?|messages?|notes?|updates?|files?|invoices?|repl(?:y|ies)
    |responses?|reports?|copy|copies|heads.?up|look|lists?
    |numbers?|figures|attachments?|confirm\w*|reminder|clarifications?|comments|draft|forms?|data
    |notice|fax|contract|agreement|documents?|docs?
    |spreadsheet|answers?|details|schedule|address|link|numbers|changes|reply|input|feedback
    |guaranty|memo|call|voicemail|statement)\b
    \bdank(?:e)? für (?:die|deine?|ihre?|eure|das|den) (?:\w+ )?(?:info\w*|e-?mails?|mail
    |nachricht|antwort|rückmeldung|unterlagen|datei|liste|zusendung|bestätigung|rechnung)\b
    \bmerci (?:beaucoup )?pour (?:votre|ton|ta|vos|tes|les|l[’']|la|le) ?(?:\w+ )?(?:info\w*|mail
    |message|réponse|retour|courriel|documents?|envoi|facture|confirmation)\b
    \bgracias por (?:tu|su|la|el|los) (?:\w+ )?(?:información|correo|mensaje|respuesta
    |documentos?|archivo|factura|confirmación|envío)\b
    \bthank(?:s| you)(?: again)? for (?:your|the|all) (?:\w+ )?(?:immediate|continued|timely
    |further|future)\b
    \b(?:fine|well|good|great|wonderful|ok|okay),? thank
    \b(?:gut|bien|muy bien),? (?:danke|merci|gracias)\b
    \bdank für (?:\w+ )?(?:aufmerksamkeit|verständnis|geduld|interesse)\b
    \bmerci (?:pour|de) (?:votre|ta|ton) (?:attention|compréhension|patience|coopération|intérêt)\b
    \bgracias por (?:su|tu) (?:atención|comprensión|paciencia|interés|colaboración)\b
    \b(?:not|never|nicht|pas|no) (?:\w+ ){0,2}(?:congratulat|gratul|félicit|thank you)
    \b(?:would|will|should|could) (?:\w+ )?(?:thank|congratulate)\b
"""
