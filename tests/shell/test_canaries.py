"""What is known of one person reaches nobody else: canaries in everybody's mail and in what the
owner noted of them, looked for in every draft, every introduction and the letter.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from correspondence import OWN, Desk, Party, _all

ANN = Party("Ann Lee", "ann@abbey.example")
BOB = Party("Bob Ray", "bob@bay.example")
CAROL = Party("Carol Finch", "carol@finch.example")
TOM = Party("Tom Reed", "tom@reed.example")
PEOPLE = (ANN, BOB, CAROL, TOM)
#: A word for each of them that nobody else has, in each kind of sentence.
_OWN_WORDS = (
    ("Zanzibrook", "harpsichords", "Quillon", "the Orrery meeting"),
    ("Umberfold", "bagpipes", "Perdix", "the Sextant workshop"),
    ("Kestrelmoor", "theorbos", "Isaure", "the Gnomon conference"),
    ("Wolfenbyre", "dulcimers", "Tancred", "the Volvelle course"),
)
#: What may stand in an introduction, though only in one of those whose it is.
SHARED = ("phone", "met_at")


def canaries(one: Party) -> dict[str, str]:
    """What stands of somebody only in their own mail, or only among what the owner noted."""
    number = PEOPLE.index(one)
    place, thing, child, event = _OWN_WORDS[number]
    return {
        "phone in mail": f"+44 20 7946 04{number}7",
        "birthday in mail": f"{7 + number} December",
        "house in mail": f"my mother's house in {place}",
        "need in mail": f"looking for a tuner of {thing}",
        "phone": f"+44 161 496 08{number}3",
        "birthday": f"1971-12-{21 + number:02}",
        "family": f"a child called {child}",
        "met_at": event,
    }


def fill(desk: Desk) -> None:
    """Everybody asks the owner something, and the owner notes what they know of everybody."""
    desk.know(*PEOPLE)
    desk.day = -4
    for one in PEOPLE:
        said = canaries(one)
        desk.write(
            one, OWN, "A question",
            f"Dear Nora,\r\n\r\nMy birthday is on {said['birthday in mail']}. "
            f"I am {said['need in mail']}.\r\n\r\n"
            f"Could you send me the plan of {said['house in mail']}?\r\n\r\nBest,\r\n{one.name}\r\n"
            f"-- \r\n{one.name}\r\nT: {said['phone in mail']}\r\n",
        )  # fmt: skip
    desk.pass_by(4)
    desk.look()
    for one in PEOPLE:
        for kind in ("phone", "birthday", "family", "met_at"):
            desk.call("fact", one.name, kind, canaries(one)[kind])


def drafts(desk: Desk) -> list[tuple[set[str], str]]:
    """Every draft that lies in the mailbox: to whom it goes, and its words on one line."""
    found = []
    with desk._client() as client:
        client.select("Drafts")
        for _, raw in _all(client):
            mail = message_from_bytes(raw, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            to = [str(mail[name]) for name in ("To", "Cc", "Bcc") if mail[name]]
            bodies = [one.get_content() for one in mail.walk() if "text" in one.get_content_type()]
            words = one_line("\n".join([*map(str, mail.values()), *bodies]))
            found.append(({email for _, email in getaddresses(to)}, words))
    return found


def one_line(text: str) -> str:
    return re.sub(r"[\s>]+", " ", text)


def held(words: str, one: Party) -> set[str]:
    """Which of somebody's canaries stand in it; a birthday and a telephone however written."""
    digits = re.sub(r"[ ()/.-]", "", words)
    return {
        kind
        for kind, said in canaries(one).items()
        if said in words or ("phone" in kind and said.replace(" ", "").lstrip("+") in digits)
    }


def test_what_is_known_of_one_person_stands_in_no_draft_to_another(desk: Desk) -> None:
    fill(desk)
    for _ in range(4):
        desk.pass_by(1)
        desk.look()
    desk.call("draft", "introduction", "ann", "bob")
    desk.call("draft", "introduction", "ann", "tom", "--ask-first")
    desk.call("draft", "check_in", "bob")
    found = drafts(desk)
    for to, words in found:
        for one in PEOPLE:
            if one.email not in to:
                assert held(words, one) == set(), (one.name, to, words)
            elif len(to) > 1:
                assert held(words, one) <= {*SHARED}, (one.name, to, words)
    for one in PEOPLE:  # what is looked for is there to be found
        assert any(to == {one.email} and held(words, one) for to, words in found), one.name
    joint = [words for to, words in found if to == {ANN.email, BOB.email}]
    assert [held(words, BOB) for words in joint] == [{"phone"}]


def test_the_letter_tells_of_each_only_where_it_speaks_of_them(desk: Desk) -> None:
    fill(desk)
    desk.pass_by(1)
    desk.look()
    letter = desk.call("digest")
    parts = [one_line(part) for part in re.split(r"\n(?=\* )|\n(?=\S.*\n=+\n)", letter)]
    told = {one.name: [part for part in parts if held(part, one)] for one in PEOPLE}
    assert all(told.values()), letter
    for name, where in told.items():
        assert all(name in part for part in where), (name, where)
    for part in parts:
        assert sum(bool(held(part, one)) for one in PEOPLE) <= 1, part


def test_who_is_never_to_be_shared_is_in_no_introduction(desk: Desk) -> None:
    fill(desk)
    desk.call("fact", "tom", "need", "a bookkeeper")
    desk.call("fact", "carol", "offer", "bookkeeper for small firms")
    assert CAROL.name in desk.call("introductions", "suggest")
    desk.call("share", "never", CAROL.name)
    assert CAROL.name not in desk.call("introductions", "suggest")
    for other in (ANN, BOB, TOM):
        for pair in ((other.name, CAROL.name), (CAROL.name, other.name)):
            for how in ((), ("--ask-first",)):
                said = desk.call("draft", "introduction", *pair, *how, code=2)
                assert f"never to share {CAROL.name}" in said
    for _ in range(4):
        desk.pass_by(1)
        assert "introduction" not in {kind.partition("_")[0] for kind in desk.look()}
    for to, words in drafts(desk):
        assert to == {CAROL.email} or (CAROL.email not in to and CAROL.name not in words), words
