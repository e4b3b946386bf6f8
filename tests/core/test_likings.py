"""Who may be fond of what, and who may go where: read for pairs only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.detectors import facts
from daemon.core.model import Fact, Person, ReadMessage
from daemon.core.pairs import Profile
from daemon.core.pairs.pairing import find_pairs

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def read(text: str, outgoing: bool = False) -> set[tuple[str, str]]:
    found = facts.detect(ReadMessage("", text, outgoing=outgoing))
    return {(one.kind, one.value) for one in found if one.kind.startswith("perhaps_")
            and one.kind not in ("perhaps_need", "perhaps_offer")}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Twenty miles of sea kayaking. It has taken over my life.", "likes", "kayaking"),
        ("I've rung bells for twenty years, mostly on Thursdays.", "likes", "bell ringing"),
        ("Am liebsten spiele ich Schach mit meinem Opa.", "likes", "chess"),
        ("Je me suis remise à l'escalade, tous les dimanches.", "likes", "climbing"),
        ("Me encanta el ajedrez, todos los domingos.", "likes", "chess"),
        ("I've booked the train to the Leipzig Book Fair.", "goes", "Leipzig Book Fair"),
        ("Wir fahren im Oktober zur Frankfurter Buchmesse.", "goes", "Buchmesse"),
    ],
)
def test_what_may_be_liked_or_gone_to(text: str, kind: str, value: str) -> None:
    assert (f"perhaps_{kind}", value) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "I used to love chess.",
        "She has been hooked on sea kayaking for years.",
        "I never liked chess, all my life.",
        "The chess set is in the box. The train was late.",
        "The Leipzig Book Fair was on the radio.",
        "I love you all.",
        "",
    ],
)
def test_what_says_nothing_of_liking(text: str) -> None:
    assert read(text) == set()


def test_the_owner_tells_no_liking_of_others() -> None:
    assert read("Sea kayaking has taken over my life.", outgoing=True) == set()


def profile(number: int, kind: str, value: str, days: int = 9) -> Profile:
    person = Person(f"p{number}", f"Person{number} X", (f"p@h{number}.example",),
                    touches_in=3, touches_out=3)  # fmt: skip
    return Profile(person, (Fact(kind, value, NOW - timedelta(days=days), "m1", "a@b", value),))


def test_one_pastime_brings_two_together_for_the_owner_alone() -> None:
    (pair,) = find_pairs((profile(1, "perhaps_likes", "bell ringing"),
                          profile(2, "perhaps_likes", "bell ringing")), NOW)  # fmt: skip
    assert not pair.is_sayable
    assert pair.reason == "Person1 X and Person2 X may both like it: bell ringing."


def test_what_many_like_brings_nobody_together() -> None:
    many = [profile(number, "perhaps_likes", "chess") for number in range(1, 9)]
    assert find_pairs(many, NOW) == ()


@pytest.mark.parametrize(
    ("one", "other", "days", "met"),
    [
        ("Leipzig Book Fair", "the Leipzig Book Fair", 20, True),
        ("Leipzig Book Fair", "Frankfurt Book Fair", 20, False),
        ("Leipzig Book Fair 2025", "Leipzig Book Fair 2026", 20, False),
        ("Leipzig Book Fair", "Leipzig Book Fair", 300, False),
    ],
)
def test_one_gathering_of_one_year(one: str, other: str, days: int, met: bool) -> None:
    both = profile(1, "perhaps_goes", one), profile(2, "perhaps_goes", other, days)
    assert bool(find_pairs(both, NOW)) is met


@pytest.mark.parametrize(
    ("text", "kind", "town"),
    [
        ("We moved to Dundee in May and know nobody there.", "new", "Dundee"),
        ("Seit September wohnen wir in Graz und kennen noch keinen Menschen.", "new", "Graz"),
        ("I've been living in Porto for six years now.", "home", "Porto"),
        ("Llevo diez años viviendo en Gijón.", "home", "Gijón"),
    ],
)
def test_who_may_be_new_and_who_at_home(text: str, kind: str, town: str) -> None:
    assert (f"perhaps_{kind}", town) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "We moved to Dundee in May.",
        "The meeting in Dundee went on for years.",
        "I know nobody who likes it.",
        "In May we were in Porto.",
    ],
)
def test_who_tells_of_no_town(text: str) -> None:
    assert not {kind for kind, _ in read(text)} & {"perhaps_new", "perhaps_home"}


def test_a_newcomer_meets_who_is_at_home() -> None:
    (pair,) = find_pairs((profile(1, "perhaps_new", "Dundee"),
                          profile(2, "perhaps_home", "Dundee")), NOW)  # fmt: skip
    assert pair.reason == "Person1 X may be new to Dundee, which Person2 X may know well."
    assert not pair.is_sayable
    others = profile(1, "perhaps_new", "Dundee"), profile(2, "perhaps_home", "Perth")
    assert find_pairs(others, NOW) == ()
