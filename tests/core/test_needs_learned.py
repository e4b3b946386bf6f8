"""Needs and offers that no turn of phrase tells: which are read, what names the thing, what is cut
out to stand in a sentence, and how what only may be one meets another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.core.about import describe
from daemon.core.detectors import facts
from daemon.core.model import Fact, Person, ReadMessage
from daemon.core.pairs import Profile
from daemon.core.pairs.pairing import find_pairs
from daemon.core.pairs.say import is_sayable, offer_words
from daemon.core.parse.need_features import sentence_features, split_tokens
from daemon.core.parse.need_model import BIAS, KINDS, load_listed_weights, load_weights

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def read(text: str, outgoing: bool = False) -> dict[str, str]:
    found = facts.detect(ReadMessage("", text, outgoing=outgoing))
    return {one.kind: one.value for one in found}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Our harpist has retired and the wedding is in May, any ideas?", "need", "harpist"),
        ("The club has been without a groundsman since Easter.", "need", "groundsman"),
        ("If you hear of anybody who mends accordions, tell me at once.", "need", "accordions"),
        ("I have set up as a saddler at last and can take more orders.", "offer", "saddler"),
        ("There are two places free in my bookbinding course.", "offer", "bookbinding"),
        ("Unser Organist geht in Rente, und bisher haben wir niemanden.", "need", "organist"),
        ("Depuis janvier je donne des cours de reliure, il reste des places.", "offer", "reliure"),
        ("Nos falta un acordeonista para la verbena.", "need", "acordeonista"),
    ],
)
def test_what_may_be_told(text: str, kind: str, name: str) -> None:
    names = read(text).get(f"perhaps_{kind}", "").partition("; ")[0]
    assert name in names.lower().split()


@pytest.mark.parametrize(
    "text",
    [
        "I need the signed copy of the contract by Friday.",
        "We look forward to seeing you at the meeting on Tuesday.",
        "Please find attached the minutes of our last call.",
        "The train was late again and the coffee was cold.",
        "Could you send me the new figures before noon?",
        "Vielen Dank für deine Nachricht, bis morgen.",
        "Je vous envoie la facture demain.",
        "Gracias por todo, nos vemos el lunes.",
        "",
        "?!? ... --- 12345",
    ],
)
def test_what_tells_nothing(text: str) -> None:
    assert read(text) == {}


def test_the_owner_tells_nothing_of_others_so() -> None:
    assert read("The club has been without a groundsman since Easter.", outgoing=True) == {}


def test_weights_are_read_once_and_sorted() -> None:
    sentences, words = load_weights()
    assert load_weights()[0] is sentences
    for one, columns in ((sentences, len(KINDS)), (words, 1)):
        assert len(one.columns) == columns
        assert list(one.keys) == sorted(set(one.keys)), "two features share a key"


def test_weights_as_they_are_listed_are_those_that_are_read() -> None:
    """A file in another order, or with a line of another kind, would show here."""
    read, listed = load_weights()[0], load_listed_weights()
    assert len(listed.lines) == len(read.keys) and listed.known == read.known
    for line in listed.lines:
        feature = line.partition(b"\t")[0].decode()
        (at,), (here,) = read.places([feature]), listed.places([feature])
        assert feature == BIAS or read.weigh((at,)) == listed.weigh((here,))
    for text in (SEEKS, DOES, "", "Zithers \ud800 zq zq."):
        words = split_tokens(text)
        features = sentence_features(words, read.known)
        odds = read.weigh(read.places(features))
        assert listed.weigh(listed.places(features)) == odds


def test_things_that_training_never_saw_are_alike() -> None:
    known = load_weights()[0].known
    one = sentence_features(split_tokens("we are short of a zitherist"), known)
    other = sentence_features(split_tokens("we are short of a bassoonist"), known)
    assert one == other


#: What a mail may say: read as perhaps a need, and as perhaps an offer.
SEEKS = "We are short of a groundsman, if you hear of anybody let me know."
DOES = "I have set up as a groundsman and can take on two more clubs."


def profile(number: int, *told: tuple[str, str], title: str = "", quote: str = "") -> Profile:
    person = Person(
        f"p{number}", f"Person{number} X", (f"p@h{number}.example",), title=title,
        touches_in=3, touches_out=3,
    )  # fmt: skip
    at = NOW - timedelta(days=9)
    facts = (Fact(kind, value, at, "m1", "a@b", quote or value) for kind, value in told)
    return Profile(person, tuple(facts))


def seeker(value: str, number: int = 1, quote: str = SEEKS) -> Profile:
    return profile(number, ("perhaps_need", value), quote=quote)


def giver(value: str, number: int = 2, quote: str = DOES) -> Profile:
    return profile(number, ("perhaps_offer", value), quote=quote)


def test_what_may_be_a_need_meets_what_may_be_an_offer_for_the_owner_alone() -> None:
    one, two = seeker("groundsman club easter"), giver("groundsman lawns mower")
    (pair,) = find_pairs((one, two), NOW)
    assert (pair.first, pair.second) == (one.person, two.person)
    assert not pair.is_sayable
    assert pair.score < 0.6


def test_a_need_meets_a_signature() -> None:
    (pair,) = find_pairs((seeker("groundsman club easter"), profile(2, title="Groundsman")), NOW)
    assert not pair.is_sayable


def test_both_must_be_told_with_some_certainty_together() -> None:
    chat = "It was cold and we went home early."
    pair = seeker("groundsman", quote=chat), giver("groundsman", quote=chat)
    assert find_pairs(pair, NOW) == ()


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("groundsman club easter", "saddler orders training"),
        ("someone people help", "someone people work"),
        ("meeting week report", "report week meeting"),
        ("tenor choir easter", "pianist choir lessons"),
    ],
)
def test_what_only_may_be_so_needs_a_word_that_tells(need: str, offer: str) -> None:
    assert find_pairs((seeker(need), giver(offer)), NOW) == ()


def test_a_word_that_everybody_uses_brings_nobody_together() -> None:
    many = [giver("turbine gas capacity", 9 + at) for at in range(9)]
    assert find_pairs((seeker("turbine gas storage"), *many), NOW) == ()
    assert find_pairs((seeker("turbine gas storage"), *many[:2]), NOW) != ()


def test_what_is_told_plainly_comes_first() -> None:
    plain = profile(1, ("need", "a plumber"))
    does = profile(2, ("offer", "a plumber"))
    (pair,) = find_pairs((plain, does, giver("plumber pipes boiler", 3)), NOW)
    assert pair.is_sayable
    assert pair.second == does.person


def test_an_old_need_has_found_its_end() -> None:
    old = Fact("perhaps_need", "groundsman", NOW - timedelta(days=400), "m1", "a@b", SEEKS)
    assert find_pairs((Profile(profile(1).person, (old,)), giver("groundsman")), NOW) == ()


@pytest.mark.parametrize(
    ("need", "offer", "said"),
    [
        ("a roofer", "the print shop", True),
        ("a wine merchant", "import wine", True),
        ("a childminder", "a childminder", True),
        ("a maths tutor", "maths lessons", True),
        ("takes interns", "security consultancy", True),
        ("someone who could translate it", "sworn translations", False),
        ("a translator", "translate", False),
        ("a rigger", "masts", False),
        ("anyone in your circle with experience of writing grant", "coaching", False),
    ],
)
def test_what_cannot_be_said_cleanly_is_left_to_the_owner(
    need: str, offer: str, said: bool
) -> None:
    assert is_sayable(Fact("need", need, NOW), "offer", offer, "en") is said


def test_phrases_that_were_cut_short_lose_their_loose_ends() -> None:
    assert offer_words("Bob", "a data analyst while") == "Bob works as a data analyst"
    assert offer_words("Bob", "The print shop") == "Bob runs the print shop"
    assert offer_words("Bob", "physiotherapy practice") == "Bob runs a physiotherapy practice"
    assert offer_words("Bob", "keep bees") == "Bob keeps bees"


def test_an_introduction_does_not_say_an_offer_twice() -> None:
    told = (Fact("offer", "import wine", NOW), Fact("interest", "chess", NOW))
    bob = Person("p2", "Bob Stone", ("bob@stone.example",))
    assert describe(bob, told)[0] == "Bob imports wine. Bob is into chess."
    once = describe(bob, told, already="Ann is looking for wine, and Bob imports wine.")
    assert once[0] == "Bob is into chess."
    assert describe(bob, told, already="You share a liking for chess.")[0] == "Bob imports wine."


def test_a_plain_need_meets_what_may_be_an_offer() -> None:
    one = profile(1, ("need", "a groundsman"), quote="")
    (pair,) = find_pairs((one, giver("groundsman lawns mower")), NOW)
    assert not pair.is_sayable
    assert pair.reason == (
        "Person1 X may look for something (a groundsman) and Person2 X may offer it "
        "(groundsman, lawns, mower)."
    )
