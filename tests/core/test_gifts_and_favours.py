"""What the owner gives and asks in their own mail, and what is neither, in four languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.core.detectors import favours, gifts
from daemon.core.model import MessageKind, ReadMessage

MAIL = ReadMessage("", "", outgoing=True)
LINK = "\nhttps://example.org/reading-rooms"


def given(text: str, *, attached: bool = False) -> list[str]:
    mail = replace(MAIL, new_text=text, has_attachment=attached)
    return [one.value for one in gifts.detect(mail)]


def asked(text: str) -> list[str]:
    return [one.value for one in favours.detect(replace(MAIL, new_text=text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Congratulations on the new job, when do you start?", "congratulation"),
        ("Happy birthday, Ann!", "congratulation"),
        ("We are all so proud of you.", "congratulation"),
        ("Herzlichen Glückwunsch zur neuen Stelle!", "congratulation"),
        ("Ich gratuliere dir von Herzen.", "congratulation"),
        ("Toutes mes félicitations pour le prix !", "congratulation"),
        ("Joyeux anniversaire, chère Odile.", "congratulation"),
        ("¡Enhorabuena por el premio!", "congratulation"),
        ("Feliz cumpleaños, Marta.", "congratulation"),
        ("I saw this and thought of you." + LINK, "article"),
        ("This article might be of interest to you.", "article"),
        ("Here is the paper that I mentioned at lunch.", "article"),
        ("Das könnte dich interessieren:" + LINK, "article"),
        ("Beim Lesen dieses Artikels musste ich an dich denken.", "article"),
        ("Anbei der Artikel, von dem ich sprach.", "article"),
        ("J'ai pensé à vous en lisant ceci." + LINK, "article"),
        ("Cet article pourrait vous intéresser.", "article"),
        ("Me acordé de ti al leer este artículo.", "article"),
        ("Te puede interesar esto." + LINK, "article"),
        ("I put in a good word for you with the jury.", "help"),
        ("I have recommended you to two clients.", "help"),
        ("I read your draft twice, it is nearly there.", "help"),
        ("Of course, happy to help.", "help"),
        ("Ich habe dich bei der Stiftung empfohlen.", "help"),
        ("Ich habe deinen Entwurf gestern gelesen.", "help"),
        ("J'ai donné votre nom à l'équipe.", "help"),
        ("J'ai relu ton dossier ce matin.", "help"),
        ("He hablado de ti con la directora.", "help"),
        ("He revisado tu propuesta.", "help"),
        ("Thank you so much for the lovely evening.", "thanks"),
        ("Thanks for introducing me to Ann.", "thanks"),
        ("I really appreciate your help.", "thanks"),
        ("Vielen Dank für den schönen Abend.", "thanks"),
        ("Danke für deine Hilfe.", "thanks"),
        ("Merci beaucoup pour votre aide.", "thanks"),
        ("Je te remercie pour la soirée.", "thanks"),
        ("Muchas gracias por tu ayuda.", "thanks"),
        ("Te agradezco mucho la invitación.", "thanks"),
    ],
)
def test_what_is_given(text: str, value: str) -> None:
    assert given(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nAnn",
        "Thanks!",
        "Thanks for the info.",
        "Thank you for your patience.",
        "Thanks in advance for your help.",
        "No, thanks for asking.",
        "Could you send me the list by noon? Thank you so much!",
        "The list is attached, and two rows of it are still open on my side. Thanks for your help.",
        "I'm fine, thank you very much.",
        "I will call to wish him a happy birthday.",
        "We turn it on for you to thank you for your help.",
        "You'll find it in your mailbox: https://example.org/list",
        "Here is the type of story that we look for.",
        "Thanks for getting me this info.",
        "Please pass on my congratulations to Ann.",
        "She said congratulations were in order.",
        "He asked whether the happy birthday song was free.",
        "I thought you might like to know that the room is taken.",
        "This may be of interest to you.",  # nothing is there to read
        "Let me know if you need anything, I'm happy to help.",
        "Did you read your draft again?",
        "Danke!",
        "Vielen Dank im Voraus für die Hilfe.",
        "Vielen Dank für die Info.",
        "Danke für deine Nachricht.",
        "Hast du den Artikel gelesen?",
        "Merci d'avance pour votre aide.",
        "Merci pour votre message.",
        "Ça pourrait être intéressant.",
        "Gracias de antemano por tu ayuda.",
        "Gracias por tu correo.",
        "¿Te puede interesar el artículo?",
    ],
)
def test_civil_phrases_are_no_gifts(text: str) -> None:
    assert given(text) == []


def test_something_to_read_must_be_there() -> None:
    assert given("Thought you might enjoy this.") == []
    assert given("Thought you might enjoy this.", attached=True) == ["article"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Could you introduce me to your publisher?", "introduction"),
        ("I would be grateful if you could put me in touch with her.", "introduction"),
        ("Do you know anyone at the port authority?", "introduction"),
        ("Könntest du mich deiner Verlegerin vorstellen?", "introduction"),
        ("Kennst du jemanden bei der Hafenbehörde?", "introduction"),
        ("Pourriez-vous me mettre en relation avec elle ?", "introduction"),
        ("Connaissez-vous quelqu'un au ministère ?", "introduction"),
        ("¿Podrías ponerme en contacto con ella?", "introduction"),
        ("¿Conoces a alguien en el puerto?", "introduction"),
        ("May I ask you a favour?", "favour"),
        ("I have a big favor to ask.", "favour"),
        ("Would you be my reference?", "favour"),
        ("Could you look over my proposal before Friday?", "favour"),
        ("Could you help me move on Saturday?", "favour"),
        ("Can you help me out?", "favour"),
        ("I need your help with something.", "favour"),
        ("Ich hätte eine Bitte an dich.", "favour"),
        ("Kannst du mir beim Umzug helfen?", "favour"),
        ("Könnten Sie meinen Entwurf durchsehen?", "favour"),
        ("J'ai un petit service à te demander.", "favour"),
        ("Pourrais-tu relire mon texte ?", "favour"),
        ("Peux-tu m'aider samedi ?", "favour"),
        ("Quería pedirte un favor.", "favour"),
        ("¿Me podrías ayudar con la mudanza?", "favour"),
        ("May I have fifteen minutes of your time?", "time"),
        ("I would love to pick your brain about pricing.", "time"),
        ("Can we have a short call next week?", "time"),
        ("Could we meet to go over this?", "time"),
        ("Hättest du nächste Woche Zeit für ein Gespräch?", "time"),
        ("Könnten wir uns am Montag treffen?", "time"),
        ("Auriez-vous quinze minutes cette semaine ?", "time"),
        ("Pourrions-nous nous voir mardi ?", "time"),
        ("¿Tienes un momento para hablar?", "time"),
        ("¿Podríamos vernos el lunes?", "time"),
        ("Would you consider hiring us for the second phase?", "business"),
        ("May I send you a proposal?", "business"),
        ("Could you sponsor the evening?", "business"),
        ("Dürfen wir Ihnen ein Angebot machen?", "business"),
        ("Haben Sie gerade Aufträge für uns?", "business"),
        ("Puis-je vous envoyer une proposition ?", "business"),
        ("Auriez-vous des missions pour moi ?", "business"),
        ("¿Puedo enviarle una propuesta?", "business"),
        ("¿Tendrías algún proyecto para mí?", "business"),
    ],
)
def test_what_is_asked(text: str, value: str) -> None:
    assert asked(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Could you send me the list?",
        "When is the meeting?",
        "Do you have a copy of the contract?",
        "May I put you in touch with Ann?",
        "I can introduce you to Ann.",
        "I'd be happy to return the favour.",
        "The jury ruled in your favour.",
        "Could you help me prepare the confirmation?",
        "Können Sie mir helfen, die Liste zu prüfen?",
        "Pouvez-vous m'aider à préparer la liste ?",
        "¿Puedes ayudarme a preparar la lista?",
        "It is worth a minute of your time.",
        "Which car would you buy?",
        "They write to you and ask for your help.",
        "He asked if you could help me.",
        "If you ever need a favour, call me.",
        "I told her I would like to talk to you.",
        "Könnten Sie mir die Liste schicken?",
        "Hast du den Vertrag gelesen?",
        "Ich kann dir gern helfen.",
        "Pouvez-vous m'envoyer la liste ?",
        "Je peux vous aider.",
        "As-tu lu le contrat ?",
        "¿Puedes enviarme la lista?",
        "Te puedo ayudar.",
        "¿Has leído el contrato?",
    ],
)
def test_everyday_questions_are_no_favours(text: str) -> None:
    assert asked(text) == []


def test_only_the_owners_own_letters_count() -> None:
    text = "Congratulations! May I ask you a favour?"
    mail = replace(MAIL, new_text=text)
    assert given(text) == ["congratulation"] and asked(text) == ["favour"]
    for other in (replace(mail, outgoing=False), replace(mail, kind=MessageKind.BULK)):
        assert gifts.detect(other) == () and favours.detect(other) == ()


def test_quoted_words_are_not_the_owners() -> None:
    assert given("The card says “Congratulations on your prize”.") == []
    assert asked("The form asks “Would you be my reference?”") == []


def test_each_is_found_once_with_its_words() -> None:
    mail = replace(MAIL, new_text="Congratulations!\n\nAgain, congratulations to you both.")
    (found,) = gifts.detect(mail)
    assert (found.kind, found.value, found.quote) == ("gift", "congratulation", "Congratulations!")
