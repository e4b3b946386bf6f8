"""Automatic notes by their words: who is away, who is gone, and where they are found now."""

from __future__ import annotations

import pytest

from daemon.core.detectors.auto_words import detect
from daemon.core.model import MessageKind, ReadMessage


def read(text: str, **told: object) -> dict[str, str]:
    """Kinds and values of what was found in a mail from Ann Bee."""
    told = {"sender_name": "Ann Bee", "sender_email": "ann.bee@acme.com", **told}
    message = ReadMessage(str(told.pop("subject", "")), text, outgoing=False)
    for name, value in told.items():
        object.__setattr__(message, name, value)
    return {found.kind: found.value for found in detect(message)}


TEMPORARY = [
    "I will be out of the office until Monday, 4 March.",
    "I'm currently on vacation and will respond to your message when I return on Tuesday.",
    "Ann Bee is out of the office and will return on 3 December. Thanks.",
    "Back on Monday. In urgent cases please call Bob Lee on 555-0134.",
    "Thank you for your email. I am on maternity leave. Please contact bob.lee@acme.com.",
    "Hello,\n\nI am travelling with limited access to email. If urgent, please call my cell.",
    "Ich bin bis zum 12. August im Urlaub. Ihre E-Mail wird nicht weitergeleitet.",
    "Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre Nachricht. Ich bin nicht im Büro."
    "\nIn dringenden Fällen wenden Sie sich bitte an Frau Lee.",
    "Ich bin ab Montag, dem 3. Juni wieder für Sie erreichbar.",
    "Bonjour,\n\nJe suis absente du bureau jusqu'au 15 juillet inclus. En cas d'urgence, merci de "
    "contacter Paul Roy.",
    "Actuellement en congés, je serai de retour le 2 septembre.",
    "Estoy fuera de la oficina hasta el lunes. Para cualquier urgencia puede contactar con Eva.",
    "Estaré de vacaciones del 1 al 15 de agosto. Responderé a mi regreso.",
    "Sono fuori ufficio fino al 20 agosto. Per urgenze contattare Marco Neri.",
    "Sarò in ferie dal 5 al 19 agosto e risponderò al mio rientro.",
    "Ik ben afwezig tot en met 5 mei. Voor dringende zaken kunt u contact opnemen met Jan.",
    "Ik ben op vakantie en beantwoord uw bericht na mijn terugkomst.",
    "Estarei de férias até 30 de setembro. Em caso de urgência, por favor contacte a Rita.",
    "Estou fora do escritório e responderei assim que possível.",
    "Jestem na urlopie do 15 sierpnia. W sprawach pilnych proszę o kontakt z Ewą.",
]
PERMANENT = [
    "I am no longer with Acme. Please contact Bob Lee at bob.lee@acme.com.",
    "Ann Bee no longer works for Acme. Your message has not been forwarded.",
    "This mailbox is no longer monitored. Please contact office@acme.com.",
    "I have left the company. For all enquiries please contact Bob Lee.",
    "Ich bin nicht mehr für die Acme GmbH tätig. Bitte wenden Sie sich an Frau Lee.",
    "Frau Bee ist nicht mehr bei uns beschäftigt. Bitte wenden Sie sich an info@acme.com.",
    "Je ne travaille plus chez Acme. Vous pouvez contacter Paul Roy.",
    "Ann Bee a quitté la société. Merci de contacter Paul Roy.",
    "Ya no trabajo en Acme. Por favor contacte con Eva Ruiz.",
    "Non lavoro più per Acme. Per qualsiasi necessità contattare Marco Neri.",
    "Ik ben niet meer werkzaam bij Acme. U kunt contact opnemen met Jan Smit.",
    "Já não trabalho na Acme. Por favor contacte a Rita Dias.",
    "Nie pracuję już w Acme. Proszę o kontakt z Ewą Nowak.",
]
PERSONAL = [
    "I will be out of the office on Monday, can we meet Tuesday?",
    "Bob,\n\nI will be out of the office on Monday.",
    "Hi Bob,\n\nI'm on vacation until Friday. I will respond when I return.",
    "I am out of the office tomorrow. The draft is on your desk, and the client liked it a lot.",
    "I was on vacation last week. Sorry for the late reply.",
    "Just to let you know, I will be out of the office on Friday.",
    "She is on maternity leave until June, so talk to Kim about the budget and the new hires.",
    "My old password no longer works.",
    "We have left the hotel. The beach was wonderful and the children want to stay for ever.",
    "The office is closed on Monday, so let's meet at the café next to the station.",
    "Ich bin nächste Woche im Urlaub, können wir das auf den 12. verschieben?",
    "Lieber Bob,\n\nich bin am Montag nicht im Büro. Viele Grüße",
    "Ich bin ab Montag im Urlaub und habe noch drei Fragen zum Angebot, die wir klären sollten.",
    "Je suis en vacances la semaine prochaine, peux-tu relire le contrat avant vendredi ?",
    "Estoy de vacaciones y el hotel es precioso, los niños no quieren salir de la piscina.",
    "Sono in ferie da domani, ti mando la bozza stasera e poi ne parliamo con calma.",
    "Ik ben op vakantie in Spanje en het is hier heerlijk warm, groeten aan iedereen thuis.",
    "Thanks for the invitation, count me in.",
    "",
]


@pytest.mark.parametrize("text", TEMPORARY)
def test_knows_who_is_away(text: str) -> None:
    assert read(text) == {"auto_reply": "temporary"}


@pytest.mark.parametrize("text", PERMANENT)
def test_knows_who_is_gone(text: str) -> None:
    assert read(text) == {"auto_reply": "permanent"}


@pytest.mark.parametrize("text", PERSONAL)
def test_leaves_people_alone(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    "told",
    [
        {"recipients": 2},
        {"recipients": 0},
        {"has_attachment": True},
        {"outgoing": True},
        {"kind": MessageKind.LIST_POST},
        {"kind": MessageKind.CALENDAR},
        {"subject": "Re: Lunch"},
    ],
)
def test_a_machine_answers_one_reader_without_files(told: dict[str, object]) -> None:
    assert read(TEMPORARY[0]) == {"auto_reply": "temporary"}
    assert read(TEMPORARY[0], **told) == {}


def test_a_reply_that_says_who_helps_is_a_note() -> None:
    assert read(TEMPORARY[1], subject="Re: Lunch") == {"auto_reply": "temporary"}


def test_what_the_header_says_is_believed() -> None:
    told = {"kind": MessageKind.AUTO_REPLY, "recipients": 3}
    assert read("Bob, we are skiing! See you?", **told) == {"auto_reply": "temporary"}
    assert read("", subject="Automatic reply: Lunch", **told) == {"auto_reply": "temporary"}
    assert read("Ann has retired.", **told) == {"auto_reply": "permanent"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("I am no longer with Acme. You can reach me at ann@bee.org.", "ann@bee.org"),
        ("I have left the firm. Write to a.bee@home.org or bob@acme.com.", ""),
        ("I have left the firm. Write to annbee@home.org or bob@acme.com.", "annbee@home.org"),
        ("My new email address is x7@home.org, the old one ends in May.", "x7@home.org"),
        ("My email address has changed. Please use x7@home.org from now on.", "x7@home.org"),
        ("Ab sofort erreichen Sie mich unter x7@home.org.", "x7@home.org"),
        ("Meine neue E-Mail-Adresse lautet x7@home.org.", "x7@home.org"),
        ("Ma nouvelle adresse est x7@home.org.", "x7@home.org"),
        ("Mi nueva dirección de correo es x7@home.org.", "x7@home.org"),
        ("Il mio nuovo indirizzo è x7@home.org.", "x7@home.org"),
        ("Mijn nieuwe e-mailadres is x7@home.org.", "x7@home.org"),
        ("O meu novo endereço é x7@home.org.", "x7@home.org"),
        ("Mój nowy adres to x7@home.org.", "x7@home.org"),
        ("Kim's new email address is kim@home.org.", ""),
        ("Please send me your new email address, mine is ann.bee@acme.com.", ""),
        ("For urgent matters contact kim@acme.com.", ""),
        ("My new email address is support@acme.com.", ""),
    ],
)
def test_finds_the_writers_new_address(text: str, address: str) -> None:
    assert read(text, recipients=5).get("new_address", "") == address
