"""How subjects of automatic mail begin, in many languages; tables only."""

from __future__ import annotations

from daemon.core.parse.wordlists import phrases

#: How holiday responders begin a subject, in many languages.
OUT_OF_OFFICE = phrases("""
    automatic reply
    auto reply
    auto-reply
    autoreply
    auto response
    auto-response
    autoresponse
    auto:
    autosvar
    vacation reply
    vacation message
    away from my mail
    absence notification
    out of office autoreply
    out of office auto-reply
    out of office reply
    out of office response
    out of office notification
    out of office message
    abwesenheitsnotiz
    abwesenheitsmeldung
    abwesenheitsnachricht
    automatische antwort
    automatische rückmeldung
    abwesenheitsassistent
    réponse automatique
    réponse auto
    message d'absence
    notification d'absence
    respuesta automática
    respuesta automatica
    ausencia de oficina
    risposta automatica
    automatisch antwoord
    afwezigheidsbericht
    resposta automática
    resposta automatica
    autosvar
    automatiskt svar
    automatisk svar
    poissaoloviesti
    automaattinen vastaus
    odpowiedź automatyczna
    autoodpowiedź
    automatyczna odpowiedź
    自动回复
    自動回覆
    自動応答
    不在通知
    автоответ
""")
#: The same, and what people write by hand about their holidays: only before a colon.
BY_HAND_TOO = phrases("""
    out of office
    out of the office
    out-of-office
    i am out of the office
    i'm out of the office
    on vacation
    away from the office
    abwesend
    nicht im büro
    nicht im haus
    absence du bureau
    absent du bureau
    fuera de la oficina
    ausente de la oficina
    fuori sede
    fuori ufficio
    assente dall'ufficio
    afwezig
    niet aanwezig
    niet op kantoor
    fora do escritório
    ausência temporária
    frånvaro
    frånvarande
    ikke til stede
    fravær
    nieobecność
""")
#: How reports about delivery begin one.
BOUNCED = phrases("""
    undeliverable
    undelivered mail
    undelivered message
    undeliverable mail
    unzustellbar
    delivery status
    delivery failure
    delivery failed
    delivery error
    delivery delayed
    delivery has failed
    delivery notification
    delivery problem
    delivery report
    failed delivery
    failed mail
    failure delivery
    permanent delivery failure
    message delivery failure
    message could not be delivered
    message not delivered
    message undeliverable
    email delivery failure
    mail could not be delivered
    mail delivery
    mail system error
    mail failure
    mail error
    mail status report
    non-delivery
    non delivery
    nondeliverable
    notification d'échec
    returned mail
    returned to sender
    failure notice
    delayed mail
    there was an error sending your mail
    warning: could not send message
    warning: message
    postmaster notify
    smtp error
    unable to deliver
    nicht zustellbar
    zustellung fehlgeschlagen
    unzustellbarkeitsbericht
    rückläufer
    non remis
    non distribuable
    échec de remise
    échec de la remise
    no se puede entregar
    no entregado
    no se pudo entregar
    mancato recapito
    impossibile recapitare
    messaggio non recapitato
    onbestelbaar
    niet afgeleverd
    não entregue
    não foi possível entregar
    niedostarczona
    nie można dostarczyć
    メールエラー
    配信不能
    配信エラー
    送信エラー
    недоставленное сообщение
    系统退信
""")
#: How reports that a mail arrived, or was read, begin one, before a colon.
ARRIVED = phrases("""
    delivered
    read
    relayed
    zugestellt
    gelesen
    lu
    leído
    letto
    gelezen
    lida
""")
#: What a calendar writes before the subject of an answer, with a colon; nobody types it.
ANSWERED = phrases("""
    accepted
    declined
    tentative
    tentatively accepted
    zugesagt
    abgesagt
    mit vorbehalt
    accepté
    refusé
    provisoire
    aceptado
    aceptada
    rechazado
    provisional
    accettato
    rifiutato
    geaccepteerd
    geweigerd
    aceite
    recusado
""")
#: The same before the subject of an invitation.
INVITED = phrases("""
    invitation
    updated invitation
    canceled event
    cancelled event
    canceled
    cancelled
    einladung
    angenommen
    abgelehnt
    termin abgesagt
""")
