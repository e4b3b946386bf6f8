"""Which passages are about one subject, and what is known of words."""

from __future__ import annotations

import pytest

from bench.train_needs import load_written
from daemon.core.pairs.alternatives import load_alternatives
from daemon.core.pairs.fields import LANGUAGES, load_fields
from daemon.core.pairs.lexicon import TABLE, look_up
from daemon.core.pairs.matching import vocabulary_of
from daemon.core.pairs.terms import read_terms
from daemon.core.pairs.topics import is_part, keys_of, meet
from daemon.core.parse.need_denied import is_denied

WORDS = vocabulary_of(())


def score(one: str, other: str, language: str = "en") -> float:
    return meet(read_terms(one, language, WORDS), read_terms(other, language, WORDS)).score


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("translator manual", "translate manuals", "en"),
        ("roof slates", "roofer", "en"),
        ("cellar damp", "basements membranes", "en"),
        ("Zelt Sommerfest", "Festzelt verleihen", "de"),
        ("Umsatzsteuererklärung Laden", "Steuerberater", "de"),
        ("ardoises toit", "couvreur", "fr"),
        ("cocina baño", "reformas azulejos", "es"),
    ],
)
def test_one_subject_in_other_words(one: str, other: str, language: str) -> None:
    assert score(one, other, language) >= 0.45


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("meeting time good", "good time meeting", "en"),
        ("someone help people", "people help someone", "en"),
        ("Polish contract translation", "Czech contracts translator", "en"),
        ("violin teacher", "piano lessons", "en"),
        ("saddler leather", "plumber leather", "en"),
        ("Monday evening Anna", "Anna Monday", "en"),
        ("Woche Montag Frau", "Frau Montag Woche", "de"),
        ("semaine merci amis", "amis semaine merci", "fr"),
        ("semana gracias amigos", "gracias semana amigos", "es"),
        ("", "roofer", "en"),
    ],
)
def test_nothing_in_common(one: str, other: str, language: str) -> None:
    assert score(one, other, language) == 0.0


def test_every_word_of_the_table_is_found() -> None:
    lines = TABLE.read_bytes().splitlines()
    words = [line.partition(b"\t")[0] for line in lines]
    assert words == sorted(set(words)), "the table is not sorted"
    for word in words[2::97] + words[2:4] + words[-2:]:
        found = look_up(word.decode())
        assert found is not None, word
        assert 0.0 <= found.weight <= 1.0
        assert all(0.0 < much <= 1.0 for much in found.near.values())
    for word in ("", "a", "zzzzzz", "aaaaa", "ßßß", "\x00", "##"):
        assert look_up(word) is None or word == "##"


def test_the_plain_form_of_a_word_is_looked_up() -> None:
    cellos, cello = look_up("cellos"), look_up("cello")
    assert cello is not None
    assert cellos == cello
    assert "cellist" in cello.near


def test_fields_and_alternatives_are_read_whole() -> None:
    fields = load_fields()
    assert tuple(fields) == LANGUAGES
    for language, word, field in (
        ("en", "slates", "roofer"), ("de", "sommerfest", "events"), ("fr", "ardoise", "roofer"),
        ("es", "tejado", "roofer"),
    ):  # fmt: skip
        assert field in fields[language].find(word, compound=language == "de")
    assert "roofer" not in fields["es"].find("slates")
    kinds = load_alternatives()
    assert kinds["polnisch"] == kinds["polish"] != kinds["tschechisch"]


def test_parts_of_long_words() -> None:
    assert is_part("zelt", "festzelt")
    assert is_part("verwalter", "hausverwalterin")
    assert not is_part("zelt", "zelte")
    assert not is_part("art", "heart")


@pytest.mark.parametrize(
    "text",
    [
        "We no longer need a caterer.",
        "We've found a lovely piano teacher in the end.",
        "I used to do websites.",
        "I'm not taking on new clients at present.",
        "Your brother wants a solicitor, I hear?",
        "You ought to get yourself an accountant.",
        "In those days we were always looking for a drummer.",
        "Wir haben jetzt doch einen Geigenlehrer gefunden.",
        "Früher habe ich Solaranlagen verkauft.",
        "Tu devrais prendre un avocat.",
        "On n'a plus besoin de traiteur.",
        "Antes daba clases de inglés.",
        "Ya no hace falta que preguntes.",
    ],
)
def test_what_is_over_or_not_theirs_is_denied(text: str) -> None:
    assert is_denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "The practice hasn't found a locum yet.",
        "There used to be a tailor who did the uniforms, but he shut up shop.",
        "I used to teach, and I am giving lessons again.",
        "Wir haben noch niemanden gefunden.",
        "On n'a trouvé personne.",
        "Do you know a plumber?",
        "Hemos buscado y no hemos encontrado a nadie.",
    ],
)
def test_what_is_still_needed_is_not_denied(text: str) -> None:
    assert not is_denied(text)


def test_what_follows_may_take_it_back() -> None:
    assert is_denied("We were short of a tenor.", "We have found one.")


def test_the_cheap_question_misses_nothing() -> None:
    rows = [row for row in load_written() if row[1] in ("need", "offer")]
    for language in ("en", "de", "fr", "es"):
        terms = [read_terms(row[4], language, WORDS) for row in rows if row[2] == language][:90]
        keys = [keys_of(one) for one in terms]
        for one, mine in zip(terms, keys, strict=True):
            for other, theirs in zip(terms, keys, strict=True):
                if not mine.may_meet(theirs):
                    assert not meet(one, other).by
