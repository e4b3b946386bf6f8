"""Facts: what people tell about themselves, and above all what is left alone."""

from __future__ import annotations

import pytest

from daemon.core.detectors import facts
from daemon.core.model import MessageKind, ReadMessage


def told(text: str, outgoing: bool = False) -> list[tuple[str, str]]:
    """What is shown of a person; what may be a need stands in test_needs_learned."""
    detected = facts.detect(ReadMessage("", text, outgoing=outgoing))
    found = [one for one in detected if not one.kind.startswith("perhaps_")]
    assert all(one.quote == text for one in found)
    return [(one.kind, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("We are looking for a bookkeeper who speaks Dutch.", "need", "a bookkeeper"),
        ("Do you know a good tax adviser?", "need", "tax adviser"),
        ("Could you recommend a plumber?", "need", "a plumber"),
        ("We're hiring a designer in May.", "need", "a designer"),
        ("We specialise in small museums.", "offer", "small museums"),
        ("We do bookkeeping for small firms.", "offer", "bookkeeping"),
        ("I'm really into beekeeping these days.", "interest", "beekeeping"),
        ("I've taken up sailing.", "interest", "sailing"),
        ("My new hobby is pottery.", "interest", "pottery"),
        ("I'm starting at Acme on Monday.", "new_job", "Acme"),
        ("I have joined Acme Labs as a director.", "new_job", "director"),
        ("My new job at Acme starts in May.", "new_job", "Acme"),
        ("Our daughter was born on Sunday.", "family", "Our daughter was born"),
        ("My daughter Fleur started school on Monday.", "family", "My daughter Fleur"),
        ("We are moving to Lisbon in June.", "event", "moving to Lisbon"),
        ("I'm getting married in July.", "event", "getting married"),
        ("Great meeting you at the Rotterdam fair last week.", "met_at", "the Rotterdam fair"),
        ("It was lovely to meet you at PyCon.", "met_at", "PyCon"),
        ("Nice to meet you at the conference!", "met_at", "the conference"),
        ("Wir suchen eine Buchhalterin.", "need", "eine Buchhalterin"),
        # A German or Spanish article after a preposition ends nothing, and nothing ends in "for".
        (
            "Ich suche einen Klempner in der Nähe von Kiel.",
            "need",
            "einen Klempner in der Nähe von Kiel",
        ),
        (
            "Wir suchen eine Werkstatt für das alte Auto.",
            "need",
            "eine Werkstatt für das alte Auto",
        ),
        (
            "Busco un fontanero en el centro de Madrid.",
            "need",
            "un fontanero en el centro de Madrid",
        ),
        ("I'm looking for a plumber for this house.", "need", "a plumber"),
        ("We're looking for a nanny for next week.", "need", "a nanny"),
        ("We are looking for a flat in and around Leeds.", "need", "a flat"),
        ("Kennst du einen guten Steuerberater?", "need", "einen guten Steuerberater"),
        ("Ich interessiere mich sehr für Imkerei.", "interest", "Imkerei"),
        ("Ich fange am Montag bei Acme an.", "new_job", "Acme"),
        (
            "Unsere Tochter ist am Sonntag geboren.",
            "family",
            "Unsere Tochter ist am Sonntag geboren",
        ),
        ("Wir ziehen im Juni nach Hamburg.", "event", "Wir ziehen im Juni nach Hamburg"),
        ("Schön, dich auf der Messe kennengelernt zu haben.", "met_at", "Messe"),
        ("Wir sind spezialisiert auf kleine Museen.", "offer", "kleine Museen"),
        ("Nous cherchons une comptable.", "need", "une comptable"),
        ("Connaissez-vous un bon plombier ?", "need", "plombier"),
        ("Je suis passionnée de voile.", "interest", "voile"),
        ("Je commence chez Acme lundi.", "new_job", "Acme"),
        ("Notre fille est née dimanche.", "family", "Notre fille est née"),
        ("Nous déménageons à Lyon en juin.", "event", "Nous déménageons à Lyon"),
        ("Ravie de vous avoir rencontré au salon de Lyon.", "met_at", "salon de Lyon"),
        ("Buscamos una contable.", "need", "una contable"),
        ("¿Conoces a un buen fontanero?", "need", "fontanero"),
        ("Me apasiona la vela.", "interest", "la vela"),
        ("Empiezo en Acme el lunes.", "new_job", "Acme"),
        ("Nació nuestra hija el domingo.", "family", "Nació nuestra hija"),
        ("Nos mudamos a Lisboa en junio.", "event", "Nos mudamos a Lisboa"),
        ("Encantada de haberte conocido en la feria.", "met_at", "la feria"),
        (
            "We are looking for someone who can run a week with schools.",
            "need",
            "someone who can run a week with schools",
        ),
        ("We need a good bookkeeper.", "need", "a good bookkeeper"),
        ("We give workshops on glazing.", "offer", "workshops"),
        ("We help libraries with their signs.", "offer", "libraries"),
        ("Wir sind auf der Suche nach einer neuen Grafikerin.", "need", "einer neuen Grafikerin"),
        (
            "Ich bräuchte einen guten Anwalt für Mietrecht.",
            "need",
            "einen guten Anwalt für Mietrecht",
        ),
        ("Kennt ihr jemanden, der Fenster repariert?", "need", "jemanden, der Fenster repariert"),
        ("Seit Januar arbeite ich bei Siemens.", "new_job", "Siemens"),
        ("Ich habe zu Bosch gewechselt.", "new_job", "Bosch"),
        ("Mein Sohn Paul ist gestern eingeschult worden.", "family", "Mein Sohn Paul"),
        ("Im Sommer ziehen wir nach Wien.", "event", "ziehen wir nach Wien"),
        ("Es war schön, Sie auf der Buchmesse kennenzulernen.", "met_at", "Buchmesse"),
        ("Ich bin ein großer Fan von alten Karten.", "interest", "alten Karten"),
        (
            "Nous recherchons quelqu'un pour la comptabilité.",
            "need",
            "quelqu'un pour la comptabilité",
        ),
        ("J'ai rejoint Renault en septembre.", "new_job", "Renault"),
        ("Ma fille Léa vient d'entrer au collège.", "family", "Ma fille Léa"),
        ("J'ai été ravi de vous rencontrer au salon du livre.", "met_at", "salon du livre"),
        ("Je me passionne pour la photographie.", "interest", "la photographie"),
        (
            "Nous sommes en train de déménager à Bordeaux.",
            "event",
            "Nous sommes en train de déménager à Bordeaux",
        ),
        (
            "Estamos buscando a alguien que lleve la contabilidad.",
            "need",
            "a alguien que lleve la contabilidad",
        ),
        ("Desde enero trabajo en Telefónica.", "new_job", "Telefónica"),
        ("Mi hijo Pablo empezó el colegio.", "family", "Mi hijo Pablo"),
        ("Fue un placer conocerte en la feria de Madrid.", "met_at", "la feria de Madrid"),
        ("Soy muy aficionada a la fotografía.", "interest", "la fotografía"),
        ("We could use a good accountant.", "need", "a good accountant"),
        (
            "I'm trying to find someone who can translate Danish.",
            "need",
            "someone who can translate Danish",
        ),
        ("I've just accepted a job at Philips.", "new_job", "Philips"),
        ("My son Max just started school.", "family", "My son Max"),
        ("We've moved to Leeds.", "event", "moved to Leeds"),
        ("So nice to have met you at the book fair!", "met_at", "the book fair"),
        ("I've become really interested in old maps.", "interest", "old maps"),
        ("We provide training for nurses.", "offer", "training"),
    ],
)
def test_facts(text: str, kind: str, value: str) -> None:
    assert told(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "We are not looking for a bookkeeper.",
        "Are you looking for a bookkeeper?",
        "If you are looking for a bookkeeper, call me.",
        "We were looking for a bookkeeper last year.",
        "We are looking for a time to meet.",
        "We are looking into it.",
        "I'm looking for the file you sent.",
        "They are looking for a bookkeeper.",
        "We offer you our apologies.",
        "I'm into the second week of the project.",
        "I'm interested in your offer.",
        "I would love to join Acme one day.",
        "I started at nine this morning.",
        "Looking forward to meeting you at the fair.",
        "It would be great to meet you at the fair.",
        "Nice to meet you.",
        "Great meeting you on Monday.",
        "My wife's car broke down.",
        "He is moving to Lisbon.",
        "Bo is starting at Acme on Monday.",
        "Wir suchen nicht mehr.",
        "Wir suchen einen Termin.",
        "Er sucht eine Buchhalterin.",
        "Ich freue mich, Sie auf der Messe zu treffen.",
        "Nous cherchons une date.",
        "Je ne cherche plus de comptable.",
        "Buscamos una fecha.",
        "No buscamos contable.",
        "We do not know yet.",
        'She said "we are looking for a bookkeeper".',
        "I will help you with the boxes.",
        "I offer my help.",
        "We are having a meeting on Friday.",
        "I left Ann a voice mail.",
        "We need to find out what happened.",
        "We need a letter of credit.",
        "I need a break.",
        "We are looking for a contract from 2001.",
    ],
)
def test_what_is_no_fact(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["We are looking for a bookkeeper.", "Our son was born today."])
def test_the_owners_words_about_themselves_tell_nothing(text: str) -> None:
    assert told(text)
    assert told(text, outgoing=True) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Congratulations on your new role!", "new_job"),
        ("Herzlichen Glückwunsch zur neuen Stelle!", "new_job"),
        ("Félicitations pour ton nouveau poste !", "new_job"),
        ("¡Felicidades por tu nuevo trabajo!", "new_job"),
        ("Congratulations on the birth of your daughter!", "family"),
    ],
)
def test_what_the_owner_says_of_you(text: str, kind: str) -> None:
    assert [found for found, _ in told(text, outgoing=True)] == [kind]


def test_letters_to_many_and_machines_tell_nothing() -> None:
    text = "We are looking for a bookkeeper."
    assert not facts.detect(ReadMessage("", text, outgoing=False, recipients=30))
    assert not facts.detect(ReadMessage("", text, outgoing=False, kind=MessageKind.BULK))
    assert not facts.detect(ReadMessage("", text + " x" * 4_000, outgoing=False))


def test_nothing_is_told_twice() -> None:
    text = "We are looking for a bookkeeper. Again: we are looking for a bookkeeper."
    found = facts.detect(ReadMessage("", text, outgoing=False))
    assert [one.kind for one in found] == ["need", "perhaps_need"]
