"""The language of a mail: right, or nothing said."""

from __future__ import annotations

import pytest

from daemon.core.detectors.language import detect, detect_language
from daemon.core.model import MessageKind, ReadMessage
from tests.core.language_sentences import SENTENCES, UNSURE

EACH = [(language, said) for language, all_said in SENTENCES.items() for said in all_said]


@pytest.mark.parametrize(("language", "said"), EACH)
def test_one_sentence_is_never_taken_for_another_language(language: str, said: str) -> None:
    assert detect_language(said) in (language, "")


@pytest.mark.parametrize("language", SENTENCES)
def test_most_single_sentences_are_told(language: str) -> None:
    found = [detect_language(said) == language for said in SENTENCES[language]]
    assert sum(found) >= 0.6 * len(found)


@pytest.mark.parametrize("language", SENTENCES)
def test_any_three_sentences_are_told(language: str) -> None:
    said = SENTENCES[language]
    for at in range(len(said) - 2):
        assert detect_language(" ".join(said[at : at + 3])) == language


@pytest.mark.parametrize("said", UNSURE)
def test_says_nothing_where_unsure(said: str) -> None:
    assert detect_language(said) == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "お世話になっております。明日の会議は十時から始まります。よろしくお願いします。"),
        ("zh", "您好,明天的会议十点开始,请准时参加。"),
        ("ko", "안녕하세요, 내일 회의는 열 시에 시작합니다."),
        ("ru", "Добрый день, завтра мы начинаем в десять, это было бы удобно."),
        ("uk", "Добрий день, завтра ми починаємо о десятій, її ще немає."),
        ("el", "Καλημέρα, η συνάντηση αρχίζει αύριο στις δέκα."),
    ],
)
def test_knows_scripts(language: str, said: str) -> None:
    assert detect_language(said) == language


def test_a_name_in_another_script_changes_nothing() -> None:
    assert detect_language("Please send this to 田中 today, he is waiting for it.") == "en"


@pytest.mark.parametrize("kind", [MessageKind.BULK, MessageKind.NOTIFICATION, MessageKind.BOUNCE])
def test_machines_have_no_language(kind: MessageKind) -> None:
    said = " ".join(SENTENCES["de"][:3])
    assert [one.value for one in detect(ReadMessage("", said, outgoing=False))] == ["de"]
    assert detect(ReadMessage("", said, outgoing=False, kind=kind)) == ()
