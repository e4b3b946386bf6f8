"""Small mailboxes written by hand, in German, French and Spanish: what a first pass would draft to
each of eleven people says nothing wrong, in their language and in their form of address. And the
same for real mailboxes, where the corpora are at hand (WELLKEEPER_CORPORA).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from dovecot import Dovecot
from draft_lint import problems_of
from mailroom import NOW, Account, letter

from bench.draft_reading import draft_days
from bench.real_mailboxes import MAILBOXES, read_mailbox
from daemon.core.mail import Address
from daemon.core.parse.address_forms import read_address_form
from daemon.jobs.agenda import make_agenda
from daemon.jobs.writer import Writer, WrittenDraft
from daemon.store import open_store
from daemon.templating import Templates

WORLDS = Path(__file__).parents[1] / "worlds"
NORA = Address("nora@lindqvist.example", "Nora Lindqvist")
_HEAD = re.compile(r"== ([\d.]+) (\w+) > (\w+) \| (.+)")
_PERSON = re.compile(r"(.+) <(\S+@\S+)>")
_PLACE = re.compile(r"\[\[[^\[\]]+\]\]")

#: How each draft begins and how it is signed; in which form the person is addressed.
EXPECTED: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "de": {
        "Anke": ("Hallo Anke,", "Nora", "familiar"),
        "Felix": ("Hallo Felix,", "Nora", "familiar"),
        "Greta": ("Hallo Greta,", "Nora", "familiar"),
        "Jonas": ("Sehr geehrter Herr Dr. Keller,", "Nora Lindqvist", "polite"),
        "Paul": ("Hallo Paul,", "Nora", "familiar"),
        "Ulrike": ("Guten Tag Frau Hahn,", "Nora Lindqvist", "polite"),
        "Miriam": ("Liebe Miriam,", "Nora", "familiar"),
        "Herbert": ("Sehr geehrter Herr Lang,", "Nora Lindqvist", "polite"),
        "Tobias": ("Hallo Tobias,", "Nora", "familiar"),
        "Sabine": ("Liebe Sabine,", "Nora", "familiar"),
    },
    "fr": {
        "Claire": ("Salut Claire,", "Nora", "familiar"),
        "Antoine": ("Salut Antoine,", "Nora", "familiar"),
        "Bernard": ("Monsieur,", "Nora Lindqvist", "polite"),
        "Camille": ("Bonjour Camille,", "Nora", "familiar"),
        "Denis": ("Bonjour Denis,", "Nora", "polite"),
        "Hélène": ("Bonjour Madame Roche,", "Nora Lindqvist", "polite"),
        "Amélie": ("Bonjour Amélie,", "Nora", "familiar"),
        "Martine": ("Bonjour Madame,", "Nora Lindqvist", "polite"),
        "Sophie": ("Bonjour Sophie,", "Nora", "familiar"),
        "Julien": ("Salut Julien,", "Nora", "familiar"),
    },
    "es": {
        "Ana": ("Hola, Ana:", "Nora", "familiar"),
        "Andrés": ("Hola, Andrés:", "Nora", "polite"),
        "Diego": ("Hola, Diego:", "Nora", "familiar"),
        "Isabel": ("Estimada señora Marín:", "Nora Lindqvist", "polite"),
        "Marta": ("Hola, Marta:", "Nora", "familiar"),
        "Ramón": ("Estimado señor Ibáñez:", "Nora Lindqvist", "polite"),
        "Lucía": ("Hola, Lucía:", "Nora", "familiar"),
        "Carmen": ("Estimada señora Ortega:", "Nora Lindqvist", "polite"),
        "Elena": ("Hola, Elena:", "Nora", "familiar"),
        "Jorge": ("Hola, Jorge:", "Nora", "familiar"),
    },
}
#: Of which kinds they are, in each language.
KINDS = {"reply_owed": 6, "promise_due": 2, "thanks_owed": 1, "check_in": 1}
#: Days of real mailboxes whose drafts are looked over, as shares of the owner's own mail before.
REAL = {"parks-j": 0.66, "ward-k": 0.96}


def read_world(language: str) -> tuple[dict[str, Address], list[tuple[str, bytes]]]:
    """The people by their first name, and the mails with their folder, in their order."""
    people: dict[str, Address] = {"Nora": NORA}
    mails: list[tuple[str, bytes]] = []
    text = (WORLDS / f"{language}.txt").read_text("utf-8")
    head, *parts = re.split(r"^(?=== )", text, flags=re.MULTILINE)
    for line in head.splitlines():
        if found := _PERSON.fullmatch(line):
            people[found[1].removeprefix("Dr. ").split()[0]] = Address(found[2], found[1])
    ids: dict[str, str] = {}
    for number, part in enumerate(parts):
        first, _, words = part.partition("\n")
        found = _HEAD.fullmatch(first)
        assert found is not None, first
        days, sender, to, subject = found.groups()
        about = f"{'/'.join(sorted((sender, to)))} {subject.removeprefix('Re: ')}"
        parent = ids.get(about, "")
        answers = f"In-Reply-To: <{parent}>\r\nReferences: <{parent}>\r\n" if parent else ""
        ids[about] = f"{number}@letters.example"
        raw = letter(
            number, _written(people[sender]), _written(people[to]), days_ago=float(days),
            subject=subject, words=words.strip().replace("\n", "\r\n"), more=answers,
        )  # fmt: skip
        mails.append(("Sent" if sender == "Nora" else "INBOX", raw))
    return people, mails


def _written(one: Address) -> str:
    return f'"{one.name}" <{one.email}>' if "." in one.name else f"{one.name} <{one.email}>"


World = tuple[str, dict[str, Address], Sequence[WrittenDraft]]


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def world(
    request: pytest.FixtureRequest, dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory
) -> World:
    """Its drafts, of the whole agenda, whatever is wanted a day."""
    people, mails = read_world(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    account = Account(dovecot, dovecot.user().user, folder, 0)
    for place in ("Sent", "INBOX"):
        account.put(place, *(raw for where, raw in mails if where == place))
    account.once()
    config = account.config()
    owner = config.owner.as_owner()
    with open_store(config.store.url, owner) as store:
        writer = Writer(store, Templates(), owner)
        offers = make_agenda(store, owner, NOW).suggestions
        return request.param, people, [writer.write(one, "", NOW) for one in offers]


def test_ten_drafts_of_four_kinds_in_their_language(world: World) -> None:
    language, _, drafts = world
    assert Counter(one.suggestion.kind for one in drafts) == KINDS
    assert {one.template.rpartition(".")[2] for one in drafts} == {language}
    assert len({one.to[0].email for one in drafts}) == len(drafts) == len(EXPECTED[language])


def test_each_is_greeted_addressed_and_signed_as_the_owner_does_it(world: World) -> None:
    language, people, drafts = world
    by_address = {one.to[0].email: one for one in drafts}
    for name, (greeting, signed, form) in EXPECTED[language].items():
        draft = by_address[people[name].email]
        lines = draft.text.rstrip().splitlines()
        assert (lines[0], lines[-1]) == (greeting, signed), draft.text
        said = read_address_form(_PLACE.sub("", draft.text), language)
        assert said is not None and said.form == form, draft.text


def test_they_say_nothing_that_a_draft_must_not_say(world: World) -> None:
    _, people, drafts = world
    for draft in drafts:
        others = [one.name for one in people.values() if one.email != draft.to[0].email
                  and one.name != NORA.name]  # fmt: skip
        own = (NORA.email, "nora.lindqvist@post.example")
        found = problems_of(draft.mime, draft.to, own, others, draft.suggestion.question)
        assert found == [], draft.text


def test_only_who_answered_is_thanked_for_an_answer(world: World) -> None:
    language, people, drafts = world
    word = {"de": "Antwort,", "fr": "réponse,", "es": "respuesta,"}[language]
    thanked = {one.to[0].email for one in drafts if word in one.text}
    assert thanked == {people["Felix" if language == "de" else
                              "Antoine" if language == "fr" else "Diego"].email}  # fmt: skip


@pytest.mark.skipif(not MAILBOXES.is_dir(), reason="no corpora here")
@pytest.mark.parametrize("user", REAL)
def test_drafts_of_real_mailboxes_say_nothing_that_they_must_not(user: str) -> None:
    gold = json.loads((MAILBOXES / f"{user}.people_gold.json").read_text("utf-8"))
    own = set(gold["sent_from_counts"])
    (drafts,) = draft_days(user, read_mailbox(MAILBOXES, user), (REAL[user],))
    assert drafts, "nothing to look over"
    for one in drafts:
        draft = one.written
        may_say = draft.suggestion.question
        assert problems_of(draft.mime, draft.to, own, (), may_say) == [], draft.text
