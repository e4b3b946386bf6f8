"""The words around an absence, in nine languages: a new address, who helps meanwhile, civilities,
and what only people write by hand; patterns only, written as in `absence_words`.
"""

from __future__ import annotations

from daemon.core.parse.wordlists import one_of

#: A new address is announced.
NEW_ADDRESS = one_of(r"""
    \b(?:my|our|a|the
      |please note) (?:\w+ )?new (?:\w+ )?(?:e-?mail )?(?:address|e-?mail)\b
    ^\W*new (?:e-?mail )?(?:address|e-?mail)\b
    \b(?:my|our|this) (?:e-?mail )?(?:address|e-?mail)(?: address)? (?:has changed|has been changed
      |changed|will change|will be changing|is changing|is now)\b
    \b(?:update|change) (?:your|my) (?:address ?books?|records?|contacts?|contact (?:details
      |info\w*))\b
    \b(?:reach|contact|e-?mail|write(?: to)?) me (?:now|instead|from now on|in (?:the )?future
      |going forward)\b
    \bneue (?:private |geschäftliche |dienstliche |berufliche )?(?:e-?mail-?\s?|mail-?)?adresse\b
    \b(?:ab sofort|künftig|zukünftig|in zukunft|nunmehr) (?:\S+ ){0,3}?(?:unter|über|an|auf)\b
    \bnouvelle adresse\b
    \bnouveau (?:mail|courriel|e-?mail)\b
    \bdésormais (?:\S+ ){0,4}?(?:à l['’]adresse|sur)\b
    \bnueva dirección\b|\bnuevo (?:correo|e-?mail|mail)\b
    \bnuov[oa] (?:indirizzo|mail|e-?mail|casella)\b
    \bnieuwe? (?:e-?mail-?\s?)?(?:adres|mailadres|e-?mail)\b
    \bvoortaan (?:\S+ ){0,4}?(?:op|via|naar)\b
    \bnovo (?:endereço|e-?mail|correio)\b
    \bnowy (?:adres|e-?mail|mail)\b|\bnowym adresem\b
    新しい(?:メール)?アドレス|(?:メール)?アドレス(?:が|を)変(?:わ|更)
""")
#: The new address of somebody else, or of the reader.
NOT_THEIR_OWN = (
    r"\b(?:his|her|their|your|[a-z]+['’]s|ihre[rn]?|seine[rn]?|su|sua|zijn|haar)"
    r" (?:new|neue[rn]?|nuev[oa]|nuov[oa]|nieuwe|nov[oa])\b"
)

#: Where the writer is found; of one who has gone, that is their new address.
FIND_ME = one_of(r"""
    \b(?:reach|contact|e-?mail|write(?: to)?|find|follow) me\b
    \bpersonal (?:e-?mails?|mail|messages?)\b
    \b(?:erreichen sie|erreichst du|erreicht ihr) mich\b
    \bbin (?:ich )?(?:\S+ ){0,4}?(?:unter|über) \S+@
    \bme (?:joindre|contacter|écrire)\b|\b(?:contactarme|escribirme|localizarme)\b
    \b(?:contattarmi|scrivermi|raggiungermi)\b
    \bmij (?:\S+ ){0,2}?(?:bereiken|mailen)\b
    \bbereikbaar (?:op|via)\b
    \b(?:contactar-me|contatar-me|me contatar|me contactar|me encontrar)\b|\bkontakt ze mną\b
""")

#: Who helps meanwhile, when an answer comes, how the writer can be reached.
MEANWHILE = one_of(r"""
    \b(?:in|during|for) (?:my|our|his|her) absen[cs]e|\bwhile i(?:['’]m| am) (?:away|out|gone|on)\b
    \b(?:immediate|urgent|urgently|immediately|emergenc(?:y|ies)|time.sensitive|pressing)\b
    \b(?:respond|reply|answer|attend|get back|return)(?:ed|ing)? (?:to )?(?:\w+ ){0,4}(?:when i
      |as soon as|upon|on my return|at that time|after i|once i|then)
    \b(?:will|i['’]ll) (?:respond|reply|return|answer|attend) (?:to )?(?:your|you|all|any|my
      |e-?mails?|messages?|on|as|when|upon|next|tomorrow|(?:mon|tues|wednes|thurs|fri)day)
    \b(?:limited|no|without|intermittent|sporadic|unable|infrequent|little) (?:\w+ ){0,3}(?:access
      |check|e-?mail)\b
    \b(?:check|checking|monitor|monitoring|reading|read) (?:\w+ ){0,3}(?:e-?mails?|voice ?-?mails?
      |messages)\b
    \b(?:please|kindly|you (?:may|can)|should|feel free to|or|questions|assistance|matters|issues
      |help),? (?:\w+ ){0,3}(?:contact|call|e-?mail|page|refer|forward|direct|send|copy|reach|see
      |speak|ask|leave)\b
    \b(?:contact|call|e-?mail|reach|page) (?:me|my|one of|either|the|us)\b
    \bbe (?:reached|paged|contacted)\b
    \bif you need\b
    \b(?:sorry i|i)(?: have)? missed your (?:e-?mail|message|call)
    \byour (?:e-?mail|message|mail) (?:will|has|is|was)\b

    \bin (?:dringenden|eiligen|wichtigen) (?:fällen|angelegenheiten)
    \bdringende\w*
    \bin meiner abwesenheit
    \bwährend (?:meiner|dieser|unserer) (?:abwesenheit|zeit)
    \b(?:wenden sie sich|wende dich|wendet euch|kontaktieren sie|kontaktiere|erreichen sie
      |ansprechpartner|vertretung|vertritt|vertreten)\b
    \b(?:ihre|deine|eure|die|meine) (?:e-?mails?|nachricht(?:en)?|mails?|anfragen?
      |anliegen) (?:\S+ ){0,8}?(?:bearbeite|bearbeitet|beantworte|beantwortet|beantworten
      |weitergeleitet|gelesen|abgerufen|beantwortung)\b
    \b(?:melde mich|antworte|antworten)\b
    \b(?:bearbeite|beantworte|lese) (?:ihre|deine|eure|ich)\b
    \bkeinen zugriff\b
    \b(?:e-?mails?|nachrichten) (?:werden|wird) (?:nicht|auch nicht)

    \ben mon absence
    \bpendant (?:cette période|mon absence|mes congés)
    \b(?:en cas d['’]urgence|urgen[ct]\w*)\b
    \b(?:vous pouvez|veuillez|merci de|n['’]hésitez pas à|je vous (?:invite
      |prie)) (?:\S+ ){0,3}?(?:contacter|joindre|adresser|écrire|appeler|vous adresser
      |vous rapprocher)
    \b(?:répondrai|traiterai|reviendrai vers|prendrai connaissance|répondrons)\b
    \bvotre (?:message|mail|courriel|e-?mail) (?:sera|a été|ne sera)

    \b(?:en mi ausencia|durante mi ausencia|urgen(?:te|cia)s?|para cualquier)\b
    \b(?:puede|pueden|puedes|por favor|favor de|póngase|ponerse|rogamos
      |le ruego) (?:\S+ ){0,3}?(?:contactar|contacte|comunicar\w*|escribir|dirigir\w*|llamar
      |contacto|diríjase|escriba)
    \b(?:responderé|contestaré|atenderé|responderemos|daré respuesta)\b|\bacceso limitado\b

    \b(?:in mia assenza|durante la mia assenza|urgen(?:za|ze|te|ti))\b
    \b(?:contattare|contatti|rivolgersi|rivolgetevi|si rivolga|scrivere a|chiamare)\b
    \b(?:risponderò|risponderemo|leggerò)\b

    \b(?:tijdens|in|gedurende) (?:mijn|deze) (?:afwezigheid|periode|vakantie|verlof)
    \b(?:dringend\w*|spoed\w*|urgent\w*)\b
    \b(?:kunt u|kun je|kan je|graag|gelieve) (?:\S+ ){0,8}?(?:contact|bellen|mailen|richten
      |wenden|terecht|contacteren)
    \bcontact op(?:nemen)?\b
    \b(?:beantwoord|beantwoorden|reageer|reageren|antwoord) (?:\S+ ){0,6}?(?:terugkomst|terug
      |zodra|bericht|mail|zo snel|zo spoedig)
    \buw (?:bericht|e-?mail|mail) (?:wordt|zal)\b

    \b(?:na minha ausência|durante (?:a minha|minha|este|esse)|urgen(?:te|tes|cia|ência))\b
    \b(?:por favor|favor|pode|poderá|queira|contacte|contate|entre em contato|entrar em contacto
      |contactar|contatar)\b
    \b(?:responderei|responderemos)\b
    \bacesso limitado\b

    \b(?:w sprawach pilnych|pilnych|pilne|w razie|podczas mojej nieobecności|pod moją nieobecność
      |w trakcie mojej)\b
    \bprosz[eę] o kontakt\b
    \bodpowiem\b
    \bkontaktować\b
    \bzastępuje mnie\b
    (?:緊急|お急ぎ|至急).{0,30}(?:連絡|電話)|(?:返信|返事|対応|連絡).{0,30}(?:ます|ください|お願い)
""")

#: Civilities that say nothing by themselves.
CIVIL = one_of(r"""
    ^\W*(?:many |kind |best |warm )?(?:thanks?|thank you|regards|cheers|sorry|apologies|happy|merry
      |have a|hello|hi|dear|good (?:day|morning)|wish\w*|please note|note)\b
    \b(?:your understanding|any inconvenience|your patience|for your (?:e-?mail|message|mail
      |interest)|contacting (?:me|us)|automat\w+ (?:e-?mail |generated |mail )?(?:reply|response
      |message|notification|answer|generated|note)|this is an auto\w*|for business purposes)\b
    ^\W*(?:vielen |herzlichen |besten )?(?:dank|danke|liebe|lieber|sehr geehrte\w*|guten tag|hallo
      |mit (?:freundlichen|besten|lieben)|freundliche|beste|viele|schöne|frohe|grüß\w*
      |bitte beachten)\b
    \b(?:ihr|euer|dein) verständnis\b
    \bautomatische? (?:antwort|nachricht|e-?mail)
    ^\W*(?:merci|bonjour|madame|monsieur|cordialement|bien cordialement|bonne|belle|joyeuses)\b
    \bréponse automatique
    \bmessage automatique
    \bvotre compréhension
    ^\W*(?:muchas |mil )?(?:gracias|hola|buenos|buenas|estimad[oa]s?|saludos|un saludo|atentamente
      |cordiales)\b
    \brespuesta automática
    \bmensaje automático
    \bdisculpe\w*
    ^\W*(?:grazie|ciao|buongiorno|gentile|gentili|cordiali|un saluto|saluti|distinti|buon[ea]?)\b
    \brisposta automatica
    \bmessaggio automatico
    ^\W*(?:bedankt|dank|beste|geachte|goedendag|hallo|met (?:vriendelijke|hartelijke)|groet\w*
      |hartelijk)\b
    \bautomatisch (?:antwoord|bericht)\w*
    ^\W*(?:muito |muita )?(?:obrigad[oa]|grat[oa]|olá|bom dia|prezad[oa]s?|car[oa]s?|atenciosamente
      |cumprimentos|boas|cordialmente|melhores)\b
    \bresposta automática
    \bmensagem automática
    ^\W*(?:dzień dobry|dziękuję|dziękujemy|pozdrawiam|z poważaniem|witam|szanown\w+|przepraszam)
    \bautomatyczn[aey] (?:odpowiedź|wiadomość)
    (?:ありがとう|申し訳|よろしく|お世話|自動返信|自動応答|お問い合わせ|ご了承|ご不便)
""")

#: What people write by hand about their days off, and never let a machine write for them.
BY_HAND = one_of(r"""
    \bjust (?:a |wanted |to |quick |so |in case )
    \bfyi\b
    \breminder\b
    \bheads.?up\b
    \blet me know\b
    \bas (?:we|you) (?:discussed|know|said|asked|requested)\b
    \bi(?:['’]d| would| need| want| have to| was| went| did| just| think| hope| also| got| saw
      | spoke| talked| attached)\b
    \bi['’]ve (?!left|retired|moved)
    \b(?:we should|let['’]s|can we|could you|can you|would you|how about|that['’]s fine|sounds good
      |see you|looking forward|attached|see below|per your|by the way|btw)\b
    \bzur info
    \bnur kurz
    \bwie besprochen
    \bkönnen wir
    \bkönntest du
    \bkannst du
    \bim anhang
    \banbei\b
    \bich (?:wollte|würde|dachte|hoffe|habe (?:noch|gerade|eben|mir|dir|ihnen))\b
    \bpour info|\bcomme convenu|\bpeux-tu|\bpouvez-vous|\bpourriez-vous|\bci-joint|\bon se voit
    \bcomo acordamos
    \bpuedes\b(?! (?:contactar|escribir|llamar|comunicar))
    \badjunto
    \bnos vemos
    \bpara tu información
    \bcome concordato
    \bpuoi\b(?! (?:contattare|scrivere|chiamare|rivolgerti))
    \bin allegato
    \bci vediamo
    \bter info
    \bzoals (?:besproken|afgesproken)
    \bbijgevoegd
    \bkunnen we\b
    \bkun je (?:me|even|mij)\b
    \bcomo combinado
    \bem anexo
    \bsegue (?:em|o) anexo
    \bpodemos\b
    \bjak ustalili
    \bw załączniku
    \bczy możesz
""")
