"""Voice: how the owner greets and takes leave, and that drafts do it the same way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.core.detectors import voice
from daemon.core.model import MessageKind, ReadMessage
from daemon.core.parse.address_forms import Form
from daemon.core.voice import Manner, Voice, learn_voice


def detect(text: str, signature: str = "", **changes: object) -> dict[str, str]:
    message = ReadMessage("", text, True, signature=signature, **changes)  # type: ignore[arg-type]
    manners = ("greets", "leaves", "signs")
    return {one.kind: one.value for one in voice.detect(message) if one.kind in manners}


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Hi Kim,\n\nit is done.", "Hi Kim,"),
        ("hi kim,\nit is done.", "hi kim,"),
        ("Kim,\n\nit is done.", "Kim,"),
        ("Kim -\nit is done.", "Kim -"),
        ("Hi Kim, it is done.", "Hi Kim,"),
        ("Dear Dr. Weber,\nit is done.", "Dear Dr. Weber,"),
        ("Sehr geehrte Frau Weber,\n", "Sehr geehrte Frau Weber,"),
        ("Liebe Anna!\n", "Liebe Anna!"),
        ("Bonjour Claire,\n", "Bonjour Claire,"),
        ("Hola, Ana:\n", "Hola, Ana:"),
        ("Hello,\n", "Hello,"),
        ("\n\n  Hey Kim!\n", "Hey Kim!"),
        ("Hi, Angie!\nI am writing.", "Hi, Angie!"),
        ("Mr. Spencer:\nit is done.", "Mr. Spencer:"),
        ("Frau Weber,\n", "Frau Weber,"),
        ("Kim,\r\nBcc: x@example.org\n", "Kim,"),
    ],
)
def test_greetings(text: str, greeting: str) -> None:
    assert detect(text) == {"greets": greeting}


@pytest.mark.parametrize(
    "text",
    ["", "Thanks, that works.", "Hi all,\n", "Yes, on Monday.", "The report is done.", "Sure -",
     "> Hi Kim,\n", "Hi <b>Kim</b>,\n", "<i>Kim</i>,\n", "Hi " + "K" * 200 + ",\n",
     "Hi there,\n", "I will, of course.", "Hi\n", "kim, see below", "x" * 5000, "Hi " * 5000],
)  # fmt: skip
def test_no_greeting_is_found_in(text: str) -> None:
    assert detect(text) == {}


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        ("Best wishes,\nNora", {"leaves": "Best wishes,", "signs": "Nora"}),
        ("Viele Grüße\nNora Lind\n+31 20 000", {"leaves": "Viele Grüße", "signs": "Nora Lind"}),
        ("Thanks\nN.", {"leaves": "Thanks", "signs": "N."}),
        ("Kam", {"signs": "Kam"}),
        ("Love, Kim", {"leaves": "Love,", "signs": "Kim"}),
        ("Houston, Texas", {}),
        ("Love, <b>Kim</b>", {}),
        ("Love, " + "K" * 200, {}),
        ("--\n+31 20 000 0142", {}),
        ("", {}),
    ],
)
def test_leave(signature: str, said: dict[str, str]) -> None:
    assert detect("It is done", signature) == said


def test_nothing_is_found_in_mail_of_others_to_many_or_by_machines() -> None:
    text, sign = "Hi Kim,\nit is done.", "Best,\nNora"
    theirs = voice.detect(ReadMessage("", text, False, signature=sign))
    assert [(one.kind, one.value) for one in theirs] == [("signs", "Nora")], "but how they sign"
    assert detect(text, sign, recipients=2, direct_recipients=2) == {}
    assert detect(text, sign, recipients=20) == {}
    assert detect(text, sign, kind=MessageKind.LIST_POST) == {}


HI, BARE = Manner("Hi Kim,", "Best,", "Nora", "Kim"), Manner("Kim,", "", "N", "Kim")
ANN = Manner("Dear Ann,", "Kind regards", "Nora Lind", "Ann")
LIEB = Manner("Liebe Kim,", "Liebe Grüße", "Nora", "Kim")


def learn(own: list[Manner], general: list[Manner], language: str = "en") -> Voice:
    return learn_voice(own, general, language, "Kim", "Nora Lind")


def test_a_person_is_greeted_as_always() -> None:
    assert learn([HI, HI], [ANN] * 9).greeting == "Hi Kim,"
    assert learn([BARE] * 3 + [HI], []).greeting == "Kim,"


def test_somebody_new_is_greeted_as_others_are() -> None:
    assert learn([], [ANN] * 9) == Voice("Dear Kim,", "Kind regards", "Nora Lind")
    assert learn_voice([], [ANN] * 9, "en", "", "Nora Lind").greeting == "", "no name, no greeting"


def test_once_is_no_habit_and_many_ways_are_none() -> None:
    assert learn([HI], []) == Voice("Hi Kim,", "Best,"), "but the one way with this person is"
    assert learn([replace(HI, greeting="Hey Stranger,")], []).greeting == ""
    assert learn([replace(HI, greeting="Hey Kimmie!")], []).greeting == ""
    assert learn([HI, BARE, HI, BARE], []).greeting == ""
    assert learn([], [HI] * 4).greeting == ""


def test_words_stand_in_their_own_language_only() -> None:
    assert learn([LIEB] * 3, []) == Voice(name="Nora")
    assert learn([LIEB] * 3, [], "de") == Voice("Liebe Kim,", "Liebe Grüße", "Nora", "familiar")
    assert learn([BARE] * 3, [], "fr").greeting == "Kim,"


def test_thanks_are_no_leave_and_hours_no_greeting() -> None:
    thanks = Manner("Good morning Kim,", "Thanks,", "Nora", "Kim")
    assert learn([thanks] * 5, []) == Voice(name="Nora")


def test_a_signature_begins_like_the_owners_name() -> None:
    assert learn([Manner(name="Sent from a phone")] * 5, []).name == ""
    assert learn([BARE] * 5, []).name == "N"


def test_a_nickname_that_the_owner_uses_is_right() -> None:
    kimmie = Manner("Hey Kimmie!", "", "", "Kim")
    assert learn([kimmie] * 2, [HI] * 9).greeting == "Hey Kimmie!"
    assert learn([], [Manner("{} Kim,", first_name="Kim")] * 9).greeting == ""


# -- whose name nothing else tells ---------------------------------------------------------------


def greeting_of(*own: Manner | str, address: str = "pereira@example.org", signs: str = "") -> str:
    manners = [one if isinstance(one, Manner) else Manner(one, alone=True) for one in own]
    signed = signs.split("/") if signs else []
    hi = Manner("Hey Ann,", first_name="Ann")
    found = learn_voice(manners, [hi] * 9, "en", "", "Nora Lind", (), address, signed)
    return found.greeting


@pytest.mark.parametrize(
    "greeting", ["Hi, Angie!", "Ivy,", "Ivy -", "Susan:", "Mr. Perkins:", "Dear Susan,"]
)
def test_who_has_no_name_is_greeted_as_the_owner_did(greeting: str) -> None:
    assert greeting_of(greeting) == greeting


@pytest.mark.parametrize(
    "greeting",
    ["HEY FOOL,", "Hey Stranger!", "Honey,", "Meanwhile,", "Hello,", "hi susan,", "Nora,",
     "Hi Lind,", "Good morning Susan,", "Liebe Susan,", "Herr Weber,",
     "Hi Paul and Chris,", "Gentlemen:", "Opps!", "Dear Friends:", "Greetings,", "Pig,"],
)  # fmt: skip
def test_a_joke_or_the_owners_own_name_is_no_greeting(greeting: str) -> None:
    assert greeting_of(greeting) == ""


def test_a_bare_name_is_quoted_with_its_line() -> None:
    for text, quote in (("Kim,\nhi", "Kim,"), ("Kim, hi", "Kim, hi"), ("Hi Kim, so", "Hi Kim,")):
        found = voice.detect(ReadMessage("", text, True))
        assert [one.quote for one in found if one.kind == "greets"] == [quote]


def test_who_stands_in_copy_takes_nothing_from_whom_it_is_written_to() -> None:
    assert detect("Mr. Spencer:\nhi", recipients=2) == {"greets": "Mr. Spencer:"}
    one = ReadMessage("", "Könnten Sie das bitte prüfen?", True, recipients=1)
    assert [each.kind for each in voice.detect(one)] == ["addresses", "length"]
    several = ReadMessage("", "Könnten Sie das bitte prüfen?", True, recipients=3)
    assert [each.kind for each in voice.detect(several)] == ["length"], "they may all be meant"


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Susan\nhere it is", "Susan"), ("Hi Susan\n\nhere it is", "Hi Susan"),
        ("Susan", ""), ("Attached\nis the file", ""), ("Please see\nbelow", ""),
        ("susan\nhere it is", ""), ("Mr. Perkins\nhere it is", "Mr. Perkins"),
        ("Juan Jos? Garcia\nhere", ""),
    ],
)  # fmt: skip
def test_a_greeting_needs_no_mark_on_its_own_line(text: str, greeting: str) -> None:
    assert detect(text).get("greets", "") == greeting


def test_a_heading_is_no_name() -> None:
    assert greeting_of("Susan") == ""
    assert greeting_of("Susan", address="s.pereira@example.org") == "Susan"
    assert greeting_of("Susan", address="susan_b@example.org") == "Susan"
    assert greeting_of("Paul", address="pratt_kim@example.org") == ""
    assert greeting_of("Hi Susan") == "Hi Susan"


def test_two_alike_go_before_one_and_the_latest_before_the_rest() -> None:
    assert greeting_of("Sue,", "Susan,", "Hi Susan,", "Hello Susan,", "Susan,") == "Susan,"
    assert greeting_of("Sue,", "Susan,") == "Sue,"


def test_a_word_before_a_sentence_is_a_name_where_the_address_begins_so() -> None:
    assert greeting_of(Manner("Susan,")) == ""
    assert greeting_of(Manner("Susan,"), address="spereira@example.org") == "Susan,"
    assert greeting_of(Manner("Hi Susan,")) == "Hi Susan,"


@pytest.mark.parametrize(
    ("signs", "address", "greeting"),
    [
        ("Susan/Susan Pereira", "pereira@example.org", "Hey Susan,"),
        ("Kathy/Kathy", "kdean1943@example.org", "Hey Kathy,"),
        ("Ivy", "ivy_kao@example.org", "Hey Ivy,"),
        ("Ivy", "office@example.org", ""),
        ("Todd Perkins", "taperkin@example.org", "Hey Todd,"),
        ("Todd Lee", "talee@example.org", ""),
        ("Susan/Mark", "susan@example.org", ""),
        ("Baker Botts/Baker Botts", "info@example.org", ""),
        ("Nora/Nora", "nora@example.org", ""),
        ("<b>Ivy</b>/<b>Ivy</b>", "ivy@example.org", ""),
        ("Ivy\r\nBcc: x/Ivy\r\nBcc: x", "xy@example.org", ""),
    ],
)
def test_who_always_signs_with_one_name_is_called_so(
    signs: str, address: str, greeting: str
) -> None:
    assert greeting_of(address=address, signs=signs) == greeting
    assert greeting_of("Hello Sue,", address=address, signs=signs) == "Hello Sue,", (
        "own words first"
    )


def test_one_leave_from_the_owner_stands_where_it_is_the_only_one() -> None:
    love, best = Manner(leave="Love,"), Manner(leave="Best wishes,")
    assert learn([love], [best] * 9).sign_off == "Love,"
    assert learn([love, best], [best] * 9).sign_off == "Best wishes,"
    assert learn([love, love, best], [best] * 9).sign_off == "Love,"


@pytest.mark.parametrize(
    "leave", ["Much love,", "Lots of love", "Bisous,", "Alles Liebe", "Besos,"]
)
def test_intimate_words_are_leaves(leave: str) -> None:
    assert detect("It is done", f"{leave}\nNora") == {"leaves": leave, "signs": "Nora"}


# -- forms of address ----------------------------------------------------------------------------


def manner(form: Form, language: str = "de", **more: object) -> Manner:
    return Manner(form=form, language=language, **more)  # type: ignore[arg-type]


DU, SIE, NEITHER = manner("familiar"), manner("polite"), manner("")


def form_of(
    own: list[Manner], general: list[Manner] | None = None, theirs: str = "", language: str = "de"
) -> Form:
    said = [("de", one) for one in theirs.split()]
    voice_ = learn_voice(own, general or [], language, "Kim", "Nora Lind", said)  # type: ignore[arg-type]
    return voice_.form


@pytest.mark.parametrize(
    ("own", "form"),
    [
        ([DU], "familiar"),
        ([SIE], "polite"),
        ([NEITHER, SIE, NEITHER], "polite"),
        ([DU, DU, SIE, SIE, SIE], "familiar"),  # newest first: they have gone over to du
        ([SIE, SIE, DU], "polite"),
        ([DU, SIE], ""),
        ([SIE, DU, SIE, SIE, SIE], "polite"),
        ([manner("familiar", "fr")], ""),  # tu in French is no du in German
    ],
)
def test_the_form_is_the_owners_own(own: list[Manner], form: Form) -> None:
    assert form_of(own) == form


def test_the_owners_own_words_outweigh_everything() -> None:
    assert form_of([SIE], [DU] * 20, "familiar familiar familiar") == "polite"


def test_what_the_other_writes_counts_where_the_owner_shows_nothing() -> None:
    assert form_of([NEITHER], [], "familiar familiar") == "familiar"
    assert form_of([NEITHER], [], "familiar") == "", "once may be a slip"
    assert form_of([NEITHER], [DU] * 20, "polite polite polite") == "polite"


def test_a_greeting_leans() -> None:
    first = manner("", greeting="Liebe Kim,", first_name="Kim")
    assert form_of([first, first]) == "familiar"
    assert form_of([first]) == ""
    assert form_of([manner("", greeting="Liebe Frau Field,", first_name="Kim")]) == "polite"
    bonjour = manner("", "fr", greeting="Bonjour Kim,", first_name="Kim")
    assert form_of([bonjour] * 5, language="fr") == "", "so one greets those whom one calls vous"


def test_the_general_habit_stands_for_somebody_new() -> None:
    assert form_of([], [DU] * 6) == "familiar"
    assert form_of([], [SIE] * 6) == "polite"
    assert form_of([], [DU] * 5) == ""
    assert form_of([], [DU, SIE] * 10) == ""


def test_a_first_name_is_for_those_who_are_addressed_so() -> None:
    hallo = Manner("Hallo Ann,", "", "Nora", "Ann", "de")
    assert learn([SIE], [hallo] * 9, "de").greeting == ""
    assert learn([DU], [hallo] * 9, "de").greeting == "Hallo Kim,"
    once = Manner("Sehr geehrte Frau Field,", "", "", "Kim", "de", "polite")
    assert learn([once], [hallo] * 9, "de").greeting == "Sehr geehrte Frau Field,"


def test_a_polite_letter_is_signed_with_the_name_below_the_last_or_the_whole() -> None:
    polite = Manner("Sehr geehrte Frau Weber,", "", "", "Anna", "de", "polite")
    usual = [manner("familiar", name="Nora")] * 9
    assert learn([polite], usual, "de").name == "Nora Lind"
    assert learn([replace(polite, name="N. Lind")], usual, "de").name == "N. Lind"
    assert learn([], usual, "de").name == "Nora"


def test_short_mails_make_short_drafts() -> None:
    short, long = Manner(words=20), Manner(words=90)
    assert learn([short] * 5, [long] * 20).brief
    assert not learn([long] * 5, [short] * 20).brief
    assert learn([short] * 4, [short] * 15).brief and not learn([short] * 4, []).brief


def test_who_never_takes_leave_is_given_none() -> None:
    plain, polite = Manner(name="Nora", words=9), Manner("", "Best,", "Nora")
    assert learn([plain] * 8, []).no_leave and learn([], [plain] * 30).no_leave
    assert not learn([plain] * 7 + [polite], []).no_leave


def test_who_only_ever_thanks_takes_no_leave_where_there_is_nothing_to_thank_for() -> None:
    plain, thanks = Manner(name="Nora", words=9), Manner("", "Thanks!", "Nora")
    assert learn([], [plain, plain, thanks] * 10).no_leave
    assert not learn([], [plain, thanks, thanks] * 10).no_leave
    assert learn([thanks] * 8, [plain] * 30).no_leave


def test_whom_the_owner_calls_mr_is_not_called_by_the_first_name() -> None:
    mister = Manner("Mr. Field:", "", "Nora", "Kim")
    assert learn([mister], [HI] * 9).greeting == "Mr. Field:"
    assert learn([Manner("Kim:", "", "Nora", "Kim"), mister], [HI] * 9).greeting != "Mr. Field:"


# -- as it is read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hallo Jonas,\nhast du am Montag Zeit?", ("de familiar", "hast du am Montag Zeit?")),
        ("Guten Tag,\nich rufe Sie morgen an und schicke Ihnen die Zahlen mit der Post.",
         ("de polite", "ich rufe Sie morgen an und schicke Ihnen die Zahlen mit der Post.")),
        ("Hallo Jonas,\ndie Eltern sind da. Sie haben den Zug genommen, und er war schnell.", None),
        ("Hi Kim,\nthe report is done and I will send it to you tomorrow.", None),
        ("Hallo,\nsie schrieb: „Kannst du das machen?“ und das war es für heute.", None),
    ],
)  # fmt: skip
def test_the_line_that_shows_the_form_is_the_evidence(
    text: str, found: tuple[str, str] | None
) -> None:
    for outgoing in (True, False):
        message = ReadMessage("", text, outgoing)
        said = [(one.value, one.quote) for one in voice.detect(message) if one.kind == "addresses"]
        assert said == ([found] if found else [])
