"""Who missed whom: tables of sentences in seven languages, and what only sounds like it."""

from __future__ import annotations

import pytest

from daemon.core.detectors.missed import detect
from daemon.core.model import ReadMessage

#: (sentence, kind, who missed: the writer, the reader, or both)
TOLD = [
    ("Sorry I missed our call yesterday.", "missed_call", "writer"),
    ("I am so sorry that I missed our Zoom call this morning, my train was late.",
     "missed_call", "writer"),
    ("Apologies for missing our meeting on Tuesday.", "missed_meeting", "writer"),
    ("Sorry I missed your call, I was in a meeting.", "unanswered_call", "writer"),
    ("I completely forgot about our lunch, forgive me.", "missed_meeting", "writer"),
    ("Sorry I couldn't make it yesterday.", "missed_meeting", "writer"),
    ("My apologies, I wasn't able to join this morning.", "missed_meeting", "writer"),
    ("Sorry I missed you when you were in town.", "missed_meeting", "writer"),
    ("Hi Ann, sorry I missed the meeting yesterday.", "missed_meeting", "writer"),
    ("I waited half an hour, but you didn't show up.", "missed_meeting", "reader"),
    ("You never showed up.", "missed_meeting", "reader"),
    ("You missed our call on Monday, shall we find another time?", "missed_call", "reader"),
    ("We missed you at the meeting today.", "missed_meeting", "reader"),
    ("I think you stood me up!!", "missed_meeting", "reader"),
    ("I was on the call at nine and waited, but you weren't there.", "missed_call", "reader"),
    ("We waited half an hour and nobody joined the call.", "missed_call", "reader"),
    ("Ich habe eine halbe Stunde gewartet, aber Sie waren nicht da.", "missed_meeting", "reader"),
    ("J'ai attendu dix minutes, mais vous n'étiez pas là.", "missed_meeting", "reader"),
    ("Esperé un rato en la sala, pero no apareciste.", "missed_meeting", "reader"),
    ("I tried to reach you this morning.", "unanswered_call", "reader"),
    ("I've been trying to call you all day.", "unanswered_call", "reader"),
    ("Just tried to call you.", "unanswered_call", "reader"),
    ("I left you a voicemail on Friday.", "unanswered_call", "reader"),
    ("I called you yesterday but there was no answer.", "unanswered_call", "reader"),
    ("We keep missing each other.", "missed_meeting", "both"),
    ("It seems that we are playing phone tag.", "unanswered_call", "both"),
    ("Tut mir leid, dass ich unser Telefonat verpasst habe.", "missed_call", "writer"),
    ("Ich habe gestern leider unseren Termin vergessen.", "missed_meeting", "writer"),
    ("Entschuldigen Sie, ich habe Ihren Anruf verpasst.", "unanswered_call", "writer"),
    ("Entschuldige, dass ich gestern nicht kommen konnte.", "missed_meeting", "writer"),
    ("Sie sind gestern nicht zu unserem Termin erschienen.", "missed_meeting", "reader"),
    ("Ich habe mehrfach versucht, Sie telefonisch zu erreichen.", "unanswered_call", "reader"),
    ("Ich konnte dich gestern leider nicht erreichen.", "unanswered_call", "reader"),
    ("Wir haben uns gestern leider verpasst.", "missed_meeting", "both"),
    ("Désolé d'avoir manqué notre appel hier.", "missed_call", "writer"),
    ("J'ai complètement oublié notre rendez-vous.", "missed_meeting", "writer"),
    ("Je suis désolée de ne pas avoir pu venir hier.", "missed_meeting", "writer"),
    ("Tu n'es pas venu.", "missed_meeting", "reader"),
    ("J'ai essayé de vous joindre ce matin.", "unanswered_call", "reader"),
    ("On s'est encore ratés.", "missed_meeting", "both"),
    ("Siento haberme perdido nuestra llamada.", "missed_call", "writer"),
    ("Perdona, olvidé nuestra reunión de ayer.", "missed_meeting", "writer"),
    ("Siento no haber podido asistir ayer.", "missed_meeting", "writer"),
    ("Te esperé una hora y no apareciste.", "missed_meeting", "reader"),
    ("He intentado llamarte esta mañana.", "unanswered_call", "reader"),
    ("Scusa, ho perso la nostra chiamata.", "missed_call", "writer"),
    ("Ho provato a chiamarti ieri.", "unanswered_call", "reader"),
    ("Sorry, ik heb onze afspraak gemist.", "missed_meeting", "writer"),
    ("Ik heb geprobeerd je te bellen.", "unanswered_call", "reader"),
    ("Desculpa, perdi a nossa reunião.", "missed_meeting", "writer"),
    ("Tentei ligar-te ontem.", "unanswered_call", "reader"),
]  # fmt: skip

NOTHING = [
    "Miss you!", "I miss you.", "I missed you too.", "We missed you!", "We will miss you.",
    "I miss our lunches.", "I will miss our calls.", "Sorry I missed the deadline.",
    "Sorry, I missed your mail.", "Sorry I missed your email of Monday.", "I missed this.",
    "Let me know if I missed something.", "You missed the best part.", "Sorry you'll miss it!",
    "Did I miss our call?", "Did you try to reach me?", "I hope I did not miss our call.",
    "If I missed our call, I am sorry.", "In case you missed our call, here are the notes.",
    "I don't want to miss our meeting.", "I can't make it on Friday.", "Hope you can make it!",
    "Please let me know if you cannot make it.", "You didn't show up on the list.",
    "She tried to reach you this morning.", "I tried to reach him, but he was out.",
    "Sorry I missed the call with Sandra.", "We missed the train.", "I missed my flight.",
    "I tried to reach you by email.", "He never showed up.", "I may not show up the next time.",
    "Don't miss our webinar!", "You don't want to miss our next event.", "I didn't call him.",
    "I forgot your birthday, sorry.", "Sorry, I couldn't find the file.",
    "Ich vermisse dich.", "Wir haben die Frist verpasst.", "Ich habe den Zug verpasst.",
    "Ich habe deine Mail übersehen.", "Bitte vergessen Sie unseren Termin nicht.",
    "Hast du versucht, mich zu erreichen?", "Ich kann morgen leider nicht kommen.",
    "Sie sind nicht gekommen, die Leute vom Amt.", "Unser Termin ist am Montag.",
    "Tu me manques.", "J'ai manqué l'échéance.", "N'oubliez pas notre rendez-vous.",
    "Je n'ai pas pu ouvrir le fichier.", "Te echo de menos.", "Perdí el tren.",
    "No pude abrir el archivo.", "Mi manchi.", "Ho perso il treno.", "Ik mis je.",
    "Ik heb de trein gemist.", "Tenho saudades.", "Perdi o comboio.", "",
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind", "who"), TOLD)
def test_tells_who_missed_whom(sentence: str, kind: str, who: str) -> None:
    for outgoing in (False, True):
        (found,) = detect(ReadMessage("", sentence, outgoing))
        sides = {"writer": "owner" if outgoing else "person", "both": "both"}
        assert (found.kind, found.value) == (
            kind, sides.get(who, "person" if outgoing else "owner"),
        )  # fmt: skip
        assert found.quote
        assert found.quote in sentence


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_sounds_like_it(sentence: str) -> None:
    assert detect(ReadMessage("", sentence, False)) == ()
    assert detect(ReadMessage("", sentence, True)) == ()


def test_a_round_is_no_appointment_between_two() -> None:
    text = "Sorry I missed our call yesterday."
    assert detect(ReadMessage("", text, False, recipients=12)) == ()
    assert len(detect(ReadMessage("", text, False, recipients=2))) == 1


def test_an_ordinary_mail_is_none() -> None:
    text = "Thanks for the call. The numbers are attached. We could meet on Monday. I called Bob."
    assert detect(ReadMessage("", text, False)) == ()
