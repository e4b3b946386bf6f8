"""The words around a signature in many languages; tables only."""

from __future__ import annotations

from daemon.core.parse.wordlists import phrases, words

#: Closing phrases, lower-case, without their punctuation. Thanks close too when a name follows.
CLOSINGS = frozenset(
    phrases("""
    regards
    best
    best regards
    best wishes
    kind regards
    kindest regards
    warm regards
    warmest regards
    warmly
    with kind regards
    with best regards
    many regards
    rgds
    br
    kr
    all the best
    all best
    cheers
    sincerely
    sincerely yours
    yours sincerely
    yours truly
    yours faithfully
    yours
    respectfully
    cordially
    take care
    talk soon
    talk to you soon
    speak soon
    see you
    see you soon
    later
    love
    thanks
    thanks again
    thanks so much
    thanks very much
    thanks a lot
    thanks in advance
    many thanks
    many thanks and best regards
    thanks and regards
    thanks & regards
    thanks and best regards
    thank you
    thank you very much
    thank you so much
    thank you in advance
    thank you and best regards
    thx
    tx
    ty
    have a great day
    have a good day
    have a nice day
    have a great weekend
    have a good weekend
    have a nice weekend
    mit freundlichen grüßen
    mit freundlichen grüssen
    mit freundlichem gruß
    mit besten grüßen
    mit herzlichen grüßen
    freundliche grüße
    freundliche grüsse
    beste grüße
    beste grüsse
    viele grüße
    viele grüsse
    liebe grüße
    liebe grüsse
    herzliche grüße
    herzlichst
    schöne grüße
    schönen gruß
    lieben gruß
    besten gruß
    gruß
    grüße
    gruss
    mfg
    lg
    vg
    bg
    danke
    danke dir
    vielen dank
    besten dank
    herzlichen dank
    danke und gruß
    danke und viele grüße
    cordialement
    bien cordialement
    très cordialement
    bien à vous
    bien à toi
    salutations
    meilleures salutations
    sincères salutations
    amicalement
    bonne journée
    à bientôt
    merci
    merci beaucoup
    merci d'avance
    bises
    cdt
    saludos
    un saludo
    saludos cordiales
    un cordial saludo
    cordiales saludos
    atentamente
    atte
    un abrazo
    abrazos
    gracias
    muchas gracias
    gracias y saludos
    hasta luego
    cordiali saluti
    distinti saluti
    saluti
    un saluto
    un caro saluto
    buona giornata
    grazie
    grazie mille
    a presto
    ciao
    met vriendelijke groet
    met vriendelijke groeten
    vriendelijke groet
    vriendelijke groeten
    met hartelijke groet
    hartelijke groeten
    groet
    groeten
    groetjes
    mvg
    bedankt
    alvast bedankt
    dank je
    dank u
    atenciosamente
    cumprimentos
    melhores cumprimentos
    com os melhores cumprimentos
    um abraço
    abraço
    abraços
    obrigado
    obrigada
    med vänlig hälsning
    med vänliga hälsningar
    vänliga hälsningar
    hälsningar
    mvh
    med venlig hilsen
    venlig hilsen
    med vennlig hilsen
    vennlig hilsen
    hilsen
    tack
    takk
    tak
    ystävällisin terveisin
    terveisin
    kiitos
    pozdrawiam
    z poważaniem
    serdecznie pozdrawiam
    dziękuję
    s pozdravem
    с уважением
    спасибо
    üdvözlettel
    saygılarımla
""")
)

#: What a mobile footer begins with, and the things one of which it names soon after.
SENT_FROM = phrases("""
    sent from
    sent via
    sent with
    sent by
    sent on
    sent using
    get outlook for
    get [outlook for
    from my
    someone from
    gesendet von
    gesendet mit
    von meinem
    von meiner
    diese nachricht wurde von
    envoyé de
    envoyé depuis
    envoyé à partir de
    télécharger outlook
    enviado desde
    enviado do
    enviado de
    enviado a partir
    enviado via
    inviato da
    inviato dal
    verzonden met
    verzonden vanaf
    verstuurd vanaf
    skickat från
    skickat fra
    sendt fra
    lähetetty
    wysłane z
    wysłano z
    отправлено с
    odesláno z
    従
    從我的
    发自我的
    發自我的
    iphoneから送信
    iphone から送信
""")
DEVICES = words("""
    iphone ipad ipod android samsung galaxy blackberry mobile mobil mobiltelefon mobilgerät handy
    smartphone phone cell handheld device tablet htc nokia pixel huawei xiaomi alcatel windows
    outlook yahoo gmail mailbox mail mailspring airmail sparrow thunderbird spark aol treo palm
    téléphone portable móvil celular dispositivo dispositif telefono telefoon mobiel apparaat
    telefon puhelimesta iphonesta ipadista teléfono wireless proton protonmail tutanota superhuman
    ti-85 pc mac mobiltelefonu iphonea iphonu 送信 傳送
""")

#: Words of disclaimers; two different ones in one paragraph near the end make it one.
DISCLAIMERS = phrases("""
    confidential
    privileged
    intended recipient
    intended only for
    intended solely
    sole use of
    received this e-mail in error
    received this email in error
    received this message in error
    received this communication in error
    received it in error
    unauthorized
    unauthorised
    strictly prohibited
    disclaimer
    dissemination
    virus
    notify the sender
    legally binding
    property of
    vertrauliche
    bestimmungsgemäße empfänger
    nicht der richtige adressat
    irrtümlich erhalten
    unbefugte
    confidentiel
    confidentielle
    destinataire
    par erreur
    confidencial
    destinatario
    por error
    confidenciais
    destinatário
    por engano
    riservate
    riservato
    per errore
    vertrouwelijk
    bestemd voor
    abusievelijk
    poufne
    registered office
    please consider the environment
    before printing
    bitte prüfen sie
    pensez à l'environnement
""")
