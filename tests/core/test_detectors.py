"""The detectors: what they find, and above all what they leave alone."""

from __future__ import annotations

import pytest

from daemon.core.detectors import all_detectors
from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.sentences import split_sentences

DETECTORS = {detector.name: detector for detector in all_detectors()}


def detect(name: str, text: str) -> tuple[Finding, ...]:
    return DETECTORS[name].detect(ReadMessage("", text, outgoing=False))


def test_every_detector_is_found_with_its_version() -> None:
    assert {"asks", "closers", "greeting"} <= set(DETECTORS)
    assert all(detector.version >= 1 for detector in DETECTORS.values())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("What time works for you?", "question"),
        ("Are you free on Monday?", "question"),
        ("Could you send me the draft?", "question"),
        ("Please send me the draft.", "request"),
        ("Bo, pls confirm the numbers.", "request"),
        ("Let me know when you are back.", "request"),
        ("I need the numbers from you by Friday.", "request"),
        ("I would appreciate it if you looked at this.", "request"),
        ("I was wondering whether this still holds.", "request"),
        ("Let's have lunch next week.", "request"),
        ("Send me the file when it is done.", "request"),
        ("Könntest du mir das schicken?", "question"),
        ("Bitte um kurze Rückmeldung.", "request"),
        ("Gib mir Bescheid, ob es passt.", "request"),
        ("Pourriez-vous m'envoyer le fichier ?", "question"),
        ("Merci de me confirmer la date.", "request"),
        ("¿Puedes enviarme el informe?", "question"),
        ("Avísame cuando llegues.", "request"),
        ("Laat me even weten of het lukt.", "request"),
        ("Fammi sapere se va bene.", "request"),
        ("Me avise quando puder.", "request"),
    ],
)
def test_finds_asks(text: str, value: str) -> None:
    (found,) = detect("asks", text)
    assert (found.kind, found.value) == ("ask", value)
    assert text.startswith(found.quote)


@pytest.mark.parametrize(
    "text",
    [
        "Here is the report.",
        "How are you?",
        "Hi Ann, how are you?",
        "Questions? Call 555-010-0100.",
        "Any questions, let me know.",
        "Let me know if you have any questions.",
        "Let me know what other questions you have.",
        "Let me know if you need it sooner.",
        "Please find the report attached.",
        "Please do not hesitate to contact me.",
        "Please note that we are closed on Monday.",
        "Read it at https://x.org/?a=b",
        "He asked me whether it was done.",
        "Bei Fragen melde dich gern.",
        "Bitte beachten Sie unsere neue Adresse.",
        "N'hésitez pas à me contacter si vous avez des questions.",
        "No dude en contactarme.",
        "Wie geht es dir?",
        "Thanks for the update.",
        "",
    ],
)
def test_leaves_what_asks_nothing(text: str) -> None:
    assert detect("asks", text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Please let Jo know.",
        "Please add Kim to the list.",
        "Please contact Meg from now on.",
        "Kindly check with the bank before Friday.",
        "Let's talk in the next week.",
    ],
)
def test_what_is_to_be_done_and_not_answered_is_a_task(text: str) -> None:
    (found,) = detect("asks", text)
    assert (found.kind, found.value) == ("task", "task")


@pytest.mark.parametrize(
    "text",
    [
        "Just to let you know, I am off on Monday; if you can wait, I will do it then.",
        "If you plan to be out of the office let me know how to reach you.",
        "It breathes?",
    ],
)
def test_news_and_courtesies_are_no_asks(text: str) -> None:
    assert detect("asks", text) == ()


@pytest.mark.parametrize(
    ("text", "recipients", "count"),
    [
        ("Jay, could you look at it?", 3, 0),
        ("Before it goes out, Jay please look at it.", 3, 0),
        ("Kim, could you look at it?", 3, 1),
        ("Jay and Kim, could you look at it?", 3, 1),
        ("Jay, could you look at it?", 1, 1),
        ("Also, could you look at it?", 3, 1),
        ("Could you look at it?", 3, 1),
    ],
)
def test_an_ask_of_somebody_else_is_none(text: str, recipients: int, count: int) -> None:
    message = ReadMessage("", text, False, frozenset({"kim", "ward"}), recipients, recipients)
    assert len(DETECTORS["asks"].detect(message)) == count


def test_asks_are_few_and_short() -> None:
    found = detect("asks", "Could you " + "very " * 200 + "kindly look? " + "Is it so? " * 50)
    assert len(found) == 5
    assert all(len(finding.quote) <= 200 for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "Thank you so much for the update",
        "ok",
        "\U0001f44d",
        "Sounds good, see you Tuesday.",
        "Hi Kim,\n\nThanks!\n\nAnn",
        "Kim, thanks",
        "Congrats!!",
        "Perfect. Thanks Ann",
        "Will do.",
        "Got it.",
        "Danke dir!",
        "Alles klar, bis morgen",
        "Merci beaucoup",
        "Gracias, perfecto",
        "Dank je wel!",
        "Grazie mille, a presto",
        "Obrigado!",
    ],
)
def test_finds_closers(text: str) -> None:
    assert [finding.kind for finding in detect("closers", text)] == ["closer"]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks. Can you send it?",
        "Got it, but when?",
        "Great, I'll send it tomorrow.",
        "I disagree.",
        "No",
        "Kim",
        "Thanks for sending. The price is 5.",
        "Super, danke. Kannst du noch nachsehen?",
        "Vielen Dank, das ist nicht richtig.",
        "The deal is done for 5000 a day.",
        "...",
        "",
        "Thanks " * 60,
    ],
)
def test_leaves_what_says_more(text: str) -> None:
    assert detect("closers", text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hi Kim,\nsee below", "Kim"),
        ("Kim -\nsee below", "Kim"),
        ("Kim, can you call me?", "Kim"),
        ("Kim--call me", "Kim"),
        ("Dear Mr. Ward:", "Ward"),
        ("Hallo Frau Weber,", "Weber"),
        ("Sehr geehrter Herr Dr. Müller,", "Müller"),
        ("Kim and Bob,\nplease", "Kim, Bob"),
        ("Ann/Bob -\nplease", "Ann, Bob"),
        ("Good morning Kim", "Kim"),
        ("Bonjour Marie,", "Marie"),
        ("Hola Juan Carlos:", "Juan"),
        ("Hey there Kim,", "Kim"),
        ("Hi all,", ""),
        ("Dear Sir or Madam,", ""),
        ("Guten Tag,", ""),
        ("Guten Morgen zusammen,", ""),
        ("Hello!", ""),
        ("Thanks,", ""),
        ("Yes, let's do it", ""),
        ("Kim", ""),
        ("Here is the file", ""),
        ("Attached, please find", ""),
        ("", ""),
    ],
)
def test_reads_greetings(text: str, names: str) -> None:
    assert ", ".join(finding.value for finding in detect("greeting", text)) == names


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Dr. Bee met Mr. Ward at 5 p.m. today. Fine.", 2),
        ("Wir treffen uns am 3. Mai. Passt das?", 2),
        ("A line that was wrapped by a client because it was\nlonger than it liked. Next.", 2),
        ("- one\n- two\n- three", 3),
        ("Version 3.5 is out. See x.org/a.b now.", 2),
        ("これは文です。次の文です。", 2),
        ("", 0),
    ],
)
def test_splits_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
