"""Promises: what counts as one, what does not, and what delivers it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from daemon.core.detectors import deliveries, promises
from daemon.core.model import Finding, MessageKind, ReadMessage

#: A Wednesday.
AT = datetime(2026, 11, 25, 10, tzinfo=UTC)


def promised(text: str, message: ReadMessage | None = None) -> tuple[Finding, ...]:
    message = message or ReadMessage("", "", outgoing=True, at=AT)
    return promises.detect(replace(message, new_text=text))


@pytest.mark.parametrize(
    ("text", "act", "due", "what"),
    [
        ("I'll send you the list by Friday.", "send", "2026-11-27", "send you the list"),
        ("Will get back to you next week.", "reply", "2026-12-04", "get back to you"),
        ("I'll call you on Dec. 12 about it.", "call", "2026-12-12", "call you about it"),
        (
            "I will introduce you to Ann next week.",
            "introduce",
            "2026-12-04",
            "introduce you to Ann",
        ),
        (
            "Tomorrow I'll forward you the contract.",
            "send",
            "2026-11-26",
            "forward you the contract",
        ),
        ("You will have the draft by Monday.", "send", "2026-11-30", "You will have the draft"),
        ("Let me check with Bo and get back to you.", "reply", "", "get back to you"),
        ("Ich schicke dir morgen die Liste.", "send", "2026-11-26", "Ich schicke dir die Liste"),
        ("Ich melde mich nächste Woche wieder.", "reply", "2026-12-04", "Ich melde mich wieder"),
        (
            "Ich melde mich bis Freitag bei Ihnen.",
            "reply",
            "2026-11-27",
            "Ich melde mich bei Ihnen",
        ),
        (
            "Ich gebe Ihnen Bescheid, sobald ich mehr weiß.",
            "reply",
            "",
            "Ich gebe Ihnen Bescheid, sobald ich mehr weiß",
        ),
        ("Ich rufe dich morgen an.", "call", "2026-11-26", "Ich rufe dich an"),
        ("Morgen rufe ich Sie zurück.", "call", "2026-11-26", "rufe ich Sie zurück"),
        ("Ich kümmere mich darum.", "other", "", "Ich kümmere mich darum"),
        (
            "Ich stelle dich nächste Woche Jana vor.",
            "introduce",
            "2026-12-04",
            "Ich stelle dich Jana vor",
        ),
        (
            "Ich werde Ihnen die Unterlagen zuschicken.",
            "send",
            "",
            "Ich werde Ihnen die Unterlagen zuschicken",
        ),
        (
            "Ich schicke Ihnen die Unterlagen am 3. Dezember.",
            "send",
            "2026-12-03",
            "Ich schicke Ihnen die Unterlagen",
        ),
        (
            "Das Angebot schicke ich dir bis Montag.",
            "send",
            "2026-11-30",
            "Das Angebot schicke ich dir",
        ),
        ("Je t'envoie la liste demain.", "send", "2026-11-26", "Je t'envoie la liste"),
        ("Je vous envoie le devis.", "send", "", "Je vous envoie le devis"),
        ("Je vous enverrai le devis vendredi.", "send", "2026-11-27", "Je vous enverrai le devis"),
        (
            "Je reviens vers vous la semaine prochaine.",
            "reply",
            "2026-12-04",
            "Je reviens vers vous",
        ),
        ("Je te rappelle demain.", "call", "2026-11-26", "Je te rappelle"),
        ("Je m'en occupe.", "other", "", "Je m'en occupe"),
        ("Je vous tiens au courant.", "reply", "", "Je vous tiens au courant"),
        ("Te mando la lista mañana.", "send", "2026-11-26", "Te mando la lista"),
        ("Te envío el contrato el viernes.", "send", "2026-11-27", "Te envío el contrato"),
        ("Le llamo mañana.", "call", "2026-11-26", "Le llamo"),
        ("Te aviso en cuanto sepa algo.", "reply", "", "Te aviso en cuanto sepa algo"),
        ("Me encargo.", "other", "", "Me encargo"),
        ("Voy a enviarte el informe.", "send", "", "Voy a enviarte el informe"),
        ("Ti mando la lista domani.", "send", "2026-11-26", "Ti mando la lista"),
        ("Le farò sapere.", "reply", "", "Le farò sapere"),
        ("Ik stuur je de lijst morgen.", "send", "2026-11-26", "Ik stuur je de lijst"),
        ("Ik kom er volgende week op terug.", "reply", "2026-12-04", "Ik kom er op terug"),
        ("Ik laat het je weten.", "reply", "", "Ik laat het je weten"),
        ("Vou te enviar a lista amanhã.", "send", "2026-11-26", "Vou te enviar a lista"),
        ("Te envio o contrato na sexta-feira.", "send", "2026-11-27", "Te envio o contrato"),
        ("Once I hear from them, I will let you know.", "reply", "", "let you know"),
        ("I spoke to Kim and will send you the list.", "send", "", "send you the list"),
        ("I'm sending you the list tomorrow.", "send", "2026-11-26", "sending you the list"),
        (
            "Please call me when it is ready and I'll arrange for pickup.",
            "other",
            "",
            "arrange for pickup",
        ),
        (
            "I will be sending you the numbers today.",
            "send",
            "2026-11-25",
            "sending you the numbers",
        ),
        ("More details will follow next week.", "send", "2026-12-04", "More details will follow"),
        ("I'll ask.", "other", "", "ask"),
        ("I'll have Bo fix it.", "other", "", "have Bo fix it"),
        (
            "Werde mich nächste Woche melden, ich werde dir Bescheid geben.",
            "reply",
            "2026-12-04",
            "Werde mich melden, ich werde dir Bescheid geben",
        ),
        (
            "Nous reviendrons vers vous la semaine prochaine.",
            "reply",
            "2026-12-04",
            "Nous reviendrons vers vous",
        ),
        (
            "Die Unterlagen lasse ich Ihnen bis Ende der Woche zukommen.",
            "send",
            "2026-11-27",
            "Die Unterlagen lasse ich Ihnen zukommen",
        ),
        (
            "Ich werde mich nächste Woche bei dir melden.",
            "reply",
            "2026-12-04",
            "Ich werde mich bei dir melden",
        ),
        (
            "Sobald ich Neuigkeiten habe, gebe ich dir Bescheid.",
            "reply",
            "",
            "Sobald ich Neuigkeiten habe, gebe ich dir Bescheid",
        ),
        (
            "Ich leite deine Anfrage an die Kollegin weiter.",
            "send",
            "",
            "Ich leite deine Anfrage an die Kollegin weiter",
        ),
        (
            "Den Vertrag bekommst du morgen von mir.",
            "send",
            "2026-11-26",
            "Den Vertrag bekommst du von mir",
        ),
        (
            "Ich frage mal bei Jana nach und sage dir dann Bescheid.",
            "other",
            "",
            "Ich frage mal bei Jana nach und sage dir dann Bescheid",
        ),
        (
            "Wir melden uns bis Mittwoch bei Ihnen.",
            "reply",
            "2026-12-02",
            "Wir melden uns bei Ihnen",
        ),
        (
            "Ich prüfe das und komme auf Sie zurück.",
            "other",
            "",
            "Ich prüfe das und komme auf Sie zurück",
        ),
        (
            "Ich bringe euch gern miteinander in Kontakt.",
            "introduce",
            "",
            "Ich bringe euch gern miteinander in Kontakt",
        ),
        (
            "Ich schaue mir das morgen in Ruhe an.",
            "other",
            "2026-11-26",
            "Ich schaue mir das in Ruhe an",
        ),
        (
            "Ich versuche, dir das bis Freitag zu schicken.",
            "send",
            "2026-11-27",
            "Ich versuche, dir das zu schicken",
        ),
        (
            "Je vous fais suivre le dossier dès que possible.",
            "send",
            "",
            "Je vous fais suivre le dossier dès que possible",
        ),
        ("Je te l'apporte lundi.", "send", "2026-11-30", "Je te l'apporte"),
        ("Je vais me renseigner et je te dis.", "reply", "", "Je vais me renseigner et je te dis"),
        ("On se rappelle demain.", "call", "2026-11-26", "On se rappelle"),
        (
            "Je vous recontacte en début de semaine prochaine.",
            "reply",
            "2026-12-02",
            "Je vous recontacte",
        ),
        (
            "Je vais demander à Luc et je te tiens au courant.",
            "reply",
            "",
            "Je vais demander à Luc et je te tiens au courant",
        ),
        (
            "Nous vous enverrons la facture avant vendredi.",
            "send",
            "2026-11-26",
            "Nous vous enverrons la facture",
        ),
        ("Je regarde ça demain matin.", "other", "2026-11-26", "Je regarde ça"),
        ("Le paso tu contacto mañana.", "send", "2026-11-26", "Le paso tu contacto"),
        ("Mañana te lo mando sin falta.", "send", "2026-11-26", "te lo mando sin falta"),
        (
            "Te escribo la semana que viene para concretar.",
            "reply",
            "2026-12-04",
            "Te escribo para concretar",
        ),
        ("En cuanto lo tenga te lo envío.", "send", "", "En cuanto lo tenga te lo envío"),
        ("Os mantengo informados.", "reply", "", "Os mantengo informados"),
        (
            "Voy a preguntar y te digo algo el lunes.",
            "reply",
            "2026-11-30",
            "Voy a preguntar y te digo algo",
        ),
        ("Lo miro esta tarde y te contesto.", "other", "2026-11-25", "Lo miro y te contesto"),
        (
            "Les haremos llegar la factura antes del viernes.",
            "send",
            "2026-11-26",
            "Les haremos llegar la factura",
        ),
    ],
)
def test_promises(text: str, act: str, due: str, what: str) -> None:
    (found,) = promised(text)
    assert (found.kind, found.quote) == ("promise", text)
    value = json.loads(found.value)
    assert (value["act"], value.get("due", ""), value["what"]) == (act, due, what)


@pytest.mark.parametrize(
    "text",
    [
        "Shall I send you the list?",
        "Let me know if I can send you anything.",
        "I'll be honest with you.",
        "I'll look forward to it.",
        "I sent you the list on Friday.",
        "I won't send you the list.",
        "I will not be able to send it.",
        "Bo will send you the list by Friday.",
        'She said "I\'ll send it by Friday".',
        "If you like, I'll send you the list.",
        "I'd be happy to send you the list.",
        "I hope I'll send it soon.",
        "I could send you the list tomorrow.",
        "I'll see you on Friday.",
        "I'll be in Berlin next week.",
        "I told him I would call you.",
        "He said he will call you tomorrow.",
        "We will never share your data.",
        "I think I'll send it tomorrow.",
        "I'll let you go now.",
        "I'll let you know if you need to pay.",
        "Anbei schicke ich dir die Liste.",
        "Ich schicke dir das nicht.",
        "Wenn du willst, schicke ich dir die Liste.",
        "Soll ich dir die Liste schicken?",
        "Ich schicke dir liebe Grüße.",
        "Ich melde mich, weil ich eine Frage habe.",
        "Ich melde mich bei Ihnen wegen der Rechnung.",
        "Bo schickt dir die Liste morgen.",
        "Ich könnte dir die Liste schicken.",
        "Ich freue mich auf morgen.",
        "Ich habe dir gestern die Liste geschickt.",
        "Je vous envoie ci-joint le devis.",
        "Je ne vous enverrai pas le devis.",
        "Si vous voulez, je vous envoie le devis.",
        "Je vous rappelle que la réunion est demain.",
        "Je vous présente mes excuses.",
        "Veux-tu que je t'envoie la liste demain ?",
        "Il t'enverra la liste demain.",
        "Je t'ai envoyé la liste hier.",
        "Te mando un abrazo.",
        "Te adjunto la lista.",
        "Si quieres te mando la lista.",
        "No te mando la lista.",
        "Ana te manda la lista mañana.",
        "Te mandé la lista ayer.",
        "Te cuento que nos mudamos mañana.",
        "Ti ho mandato la lista.",
        "Ti mando un abbraccio.",
        "Se vuoi ti mando la lista.",
        "Als je wilt stuur ik je de lijst.",
        "Ik stuur je hierbij de lijst.",
        "Te envio em anexo o contrato.",
        "I'll send it if I remember.",
        "I will be happy to help.",
        "I'm going to paint the fence.",
        "We will be closed on Friday.",
        "I'll miss you.",
        "You'll have to cancel by Friday.",
        "Will you send me the list by Friday?",
        "I said I would send the list.",
        "I will send my love.",
        "> I'll send it tomorrow.",
        "Ich schicke dir hiermit die Rechnung.",
        "Ich habe dir die Rechnung geschickt.",
        "Ich hoffe, ich kann dir das bald schicken.",
        "Falls du magst, rufe ich dich morgen an.",
        "Ich rufe an, weil ich eine Frage habe.",
        "Ich bin morgen nicht da.",
        "Morgen fahre ich nach Berlin.",
        "Ich gebe dir recht.",
        "Ich stelle mir das schön vor.",
        "Ich halte das für richtig.",
        "Ich komme gern am Freitag zum Essen.",
        "Ich frage mich, ob das stimmt.",
        "Ich mache mir Sorgen.",
        "Ich sehe das auch so.",
        "Ich lese gerade ein gutes Buch.",
        "Ich melde mich heute bei Ihnen, um Danke zu sagen.",
        "Je vous écris au sujet de la facture.",
        "Je vous souhaite une bonne journée.",
        "Je te présente toutes mes condoléances.",
        "Je vous confirme notre rendez-vous de demain.",
        "Je fais souvent cette erreur.",
        "Je regarde la télé demain.",
        "Je vous envoie mes meilleures salutations.",
        "Je passe mes vacances à Nice la semaine prochaine.",
        "Te llamo para felicitarte.",
        "Le escribo en relación con la factura.",
        "Te mando un fuerte abrazo y hasta el lunes.",
        "Me ocupo de la contabilidad en mi empresa.",
        "Te digo la verdad.",
        "Te paso la información que me pediste: son tres páginas.",
        "Se lo dije ayer.",
        "Me encargo de las ventas desde 2010.",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert promised(text) == ()


def test_machines_promise_nothing() -> None:
    text = "We will get back to you within two days."
    assert promised(text)
    for kind in (MessageKind.BULK, MessageKind.NOTIFICATION, MessageKind.AUTO_REPLY):
        assert not promised(text, ReadMessage("", "", outgoing=False, kind=kind))


def test_what_comes_with_this_mail_is_not_promised_in_the_present_tense() -> None:
    text = "Ich schicke dir die Liste."
    assert promised(text)
    assert not promised(text, ReadMessage("", "", outgoing=True, has_attachment=True))


def test_without_a_date_of_writing_no_day_is_told() -> None:
    (found,) = promised("I'll send it by Friday.", ReadMessage("", "", outgoing=True))
    assert "due" not in json.loads(found.value)


def test_at_most_five_and_long_sentences_are_cut() -> None:
    assert len(promised("I'll send it. " * 30)) == 5
    (found,) = promised("I'll send you the list " + "of names " * 40 + ".")
    assert len(found.quote) == 200
    assert len(json.loads(found.value)["what"]) <= 80


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Attached is the list.", "delivers attachment"),
        ("As promised, here is the list.", "delivers promised"),
        ("Here you go.", "delivers words"),
        ("You find it at https://example.org/list.", "delivers link"),
        ("I've updated the sheet.", "delivers done"),
        ("Ann, meet Bo.", "delivers introduction"),
        ("I'd like to introduce you to Bo.", "delivers introduction"),
        ("Thanks for sending the list.", "receives words"),
        ("Got it, thanks.", "receives words"),
        ("Anbei die Liste.", "delivers attachment"),
        ("Wie versprochen die Unterlagen.", "delivers promised"),
        ("Ich habe das geklärt.", "delivers done"),
        ("Danke für die Zusendung.", "receives words"),
        ("Voici le devis.", "delivers words"),
        ("Comme promis, la liste.", "delivers promised"),
        ("Merci pour le lien.", "receives words"),
        ("Adjunto el contrato.", "delivers attachment"),
        ("Te lo envié ayer.", "delivers words"),
        ("Como te prometí, la lista.", "delivers promised"),
    ],
)
def test_deliveries(text: str, found: str) -> None:
    (one,) = deliveries.detect(ReadMessage("", text, outgoing=True))
    assert f"{one.kind} {one.value}" == found


@pytest.mark.parametrize(
    "text",
    [
        "I forgot to attach the list.",
        "I have not attached the list.",
        "I'll send it as I promised.",
        "Could you send me the attached list again?",
        "Let us meet Ann.",
        "Thanks!",
        "Ich habe die Liste nicht angehängt.",
        "Je n'ai pas la pièce jointe en pj.",
        "Todavía no te mandé la lista.",
    ],
)
def test_what_delivers_nothing(text: str) -> None:
    assert deliveries.detect(ReadMessage("", text, outgoing=True)) == ()


def test_an_attachment_delivers_without_a_word() -> None:
    (one,) = deliveries.detect(ReadMessage("", "Hello", outgoing=True, has_attachment=True))
    assert one == Finding("delivers", "", "attachment")
