"""The words with which mail clients of many languages set older mail apart; tables only."""

from __future__ import annotations

from daemon.core.parse.wordlists import phrases, words

#: Labels of a quoted head by what they name, lower-case, blanks of two-word labels as they stand.
LABELS: dict[str, str] = {
    label: kind
    for kind, labels in {
        "from": """
            from von de da van fra från frå od lähettäjä kimden от від expéditeur remitente afzender
            absender mittente feladó gönderen avsändare 发件人 寄件者 寄件人 差出人 보낸사람 从
            šalje nadawca pošiljatelj odosielateľ expeditor від saatja siuntėjas
        """,
        "date": """
            date sent gesendet datum envoyé enviado inviato verzonden sendt skickat skickades data
            fecha wysłano дата отправлено надіслано päiväys lähetetty dato küldve dátum odesláno
            tarih gönderildi 发送时间 寄件日期 日期 时间 送信日時 日付 보낸날짜
            poslano odoslané trimis trimise päivämäärä kuupäev
        """,
        "to": """
            to an à a para aan til till do komu кому vastaanottaja kime per destinataire
            destinatario empfänger címzett odbiorca 收件人 宛先 받는사람
            prima adresat către pre primatelj saaja
        """,
        "cc": """
            cc bcc cci kopie copie cópia kopia kopi copia копия копія kopio kópia kopija dw udw
            bilgi másolat másolatot 抄送 副本 참조
        """,
        "subject": """
            subject betreff betr objet asunto assunto oggetto onderwerp emne ämne temat předmět
            тема aihe konu tárgy 主题 主旨 件名 제목
            naslov predmet subiect teema
        """,
        "other": """
            importance priority reply-to attachments wichtigkeit anlagen priorité organization
            newsgroups sensitivity mailed-by signed-by
        """,
    }.items()
    for label in words(labels)
} | {"reply to": "other", "send to": "to", "от кого": "from", "date sent": "date"}

#: Between dashes: the message that is answered.
ORIGINAL = phrases("""
    original message
    original email
    original e-mail
    original mail
    original appointment
    ursprüngliche nachricht
    ursprüngliche e-mail
    ursprüngliche mail
    originalnachricht
    original-nachricht
    message d'origine
    message d’origine
    message original
    courriel original
    mensaje original
    mensagem original
    messaggio originale
    oorspronkelijk bericht
    oorspronkelijke bericht
    original meddelelse
    originalt meddelelse
    oprindelig meddelelse
    oprindelig besked
    opprinnelig melding
    ursprungligt meddelande
    originalmeddelande
    alkuperäinen viesti
    wiadomość oryginalna
    oryginalna wiadomość
    původní zpráva
    eredeti üzenet
    orijinal ileti
    orijinal mesaj
    исходное сообщение
    原始邮件
    原始郵件
    元のメッセージ
    reply message
    reply separator
""")

#: Between dashes: a message that is passed on.
FORWARDED = phrases("""
    forwarded message
    proslijeđena poruka
    preposlaná správa
    mesaj redirecționat
    mesaj retransmis
    mesaj redirecţionat
    treść przekazanej wiadomości
    mensagem reencaminhada
    перенаправленное сообщение
    перенаправлене повідомлення
    edelleenlähetetty viesti
    iletilmiş mesaj
    yönlendirilmiş ileti
    mensaje reexpedido
    forwarded by
    forwarded mail
    forwarded email
    forward header
    forwarded header
    weitergeleitete nachricht
    weitergeleitete e-mail
    weitergeleitete mail
    weitergeleitet von
    message transféré
    message transmis
    message réexpédié
    transféré par
    mensaje reenviado
    reenviado por
    mensagem encaminhada
    mensagem reenviada
    encaminhado por
    messaggio inoltrato
    inoltrato da
    doorgestuurd bericht
    doorgestuurd door
    videresendt meddelelse
    videresendt besked
    videresendt melding
    vidarebefordrat meddelande
    vidarebefordrat brev
    välitetty viesti
    przekazana wiadomość
    wiadomość przekazana
    přeposlaná zpráva
    továbbított üzenet
    iletilen ileti
    iletilen mesaj
    пересылаемое сообщение
    пересланное сообщение
    переслане повідомлення
    转发的邮件
    转发邮件
    轉寄的郵件
    転送メッセージ
""")

#: On a line of its own, before a colon: a message that is passed on.
BEGIN_FORWARDED = phrases("""
    forwarded message
    začátek přeposílané zprávy
    začiatok preposlanej správy
    započni proslijeđenu poruku
    początek przekazywanej wiadomości
    i̇leti başlangıcı
    ileti başlangıcı
    välitetty viesti alkaa
    továbbított levél kezdete
    începutul mesajului redirecționat
    start på videresendt melding
    start på videresendt meddelelse
    vidarebefordrat mejl
    begin forwarded message
    anfang der weitergeleiteten nachricht
    anfang der weitergeleiteten e-mail
    début du message transféré
    début du message réexpédié
    inicio del mensaje reenviado
    início da mensagem encaminhada
    início da mensagem reenviada
    inizio messaggio inoltrato
    begin doorgestuurd bericht
    start på videresendt besked
    start på vidarebefordrat meddelande
    vidarebefordrat brev
    начало переадресованного сообщения
    下面是被转发的邮件
    転送されたメッセージ
""")

#: Verbs of the line that introduces a quote.
WROTE = phrases("""
    wrote
    writes
    said
    wrote the following
    schrieb
    hat geschrieben
    a écrit
    escribió
    ha scritto
    escreveu
    schreef
    geschreven
    napisał
    napisała
    napisał(a)
    skrev
    kirjoitti
    написал
    написала
    пишет
    пише
    написав
    написала
    yazdı
    şunları yazdı
    napsal
    napsala
    napsal(a)
    írta
    ezt írta
    a scris
    έγραψε
    写道
    寫道
    さんは書きました
    のメール
    님이 작성
""")
