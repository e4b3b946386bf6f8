"""Every draft that the sample world gives reason for, at several days and in every language, says
nothing that a draft must not say; and the lint finds what it looks for.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from draft_lint import problems_of
from sample_world import NOW, World

from daemon.config import load_config
from daemon.core.compose import compose_mime
from daemon.core.mail import Address
from daemon.core.model import Suggestion
from daemon.core.wording import LANGUAGES
from daemon.jobs.agenda import make_agenda
from daemon.jobs.writer import Writer, WrittenDraft
from daemon.store import open_store
from daemon.templating import Templates

ANN = Address("ann@example.org", "Ann Bee")
OWN = ("ada@example.org",)
#: The mail is read until NOW: later than a few days after nothing is claimed.
DAYS = (0, 1, 2)


def lint_agenda(world: World, languages: tuple[str, ...]) -> list[str]:
    """What is wrong with any draft of the agenda, in each of these languages ("": theirs)."""
    found: list[str] = []
    made = 0
    config = load_config(world.config, {})
    with open_store(config.store.url, config.owner.as_owner()) as store:
        store.database.execute_sql("DELETE FROM draft")
        people = store.network.load_people()
        for days in DAYS:
            now = NOW + timedelta(days=days)
            owner = config.owner.as_owner()
            writer = Writer(store, Templates(), owner)
            for suggestion in make_agenda(store, owner, now).suggestions:
                concerned = {suggestion.person.ref, suggestion.other and suggestion.other.ref}
                others = [
                    one.name for one in people
                    if one.ref not in concerned and one.name not in suggestion.detail
                ]  # fmt: skip
                for language in languages:
                    asked = replace(suggestion, language=language or suggestion.language)
                    written = writer.write(asked, "", now)
                    made += 1
                    found += [f"{written.template}: {one}\n{written.text}" for one in
                              lint(written, asked, owner.addresses, others)]  # fmt: skip
    assert made >= 10
    return found


def lint(
    written: WrittenDraft, suggestion: Suggestion, own: tuple[str, ...], others: list[str]
) -> list[str]:
    addresses = [*own, *(suggestion.other.addresses if suggestion.other else ())]
    return problems_of(written.mime, written.to, addresses, others, suggestion.question)


def test_drafts_of_the_sample_world(scratch: World) -> None:
    assert lint_agenda(scratch, ("",)) == []


def test_drafts_of_the_sample_world_in_every_language(scratch: World) -> None:
    assert lint_agenda(scratch, tuple(sorted(LANGUAGES))) == []


def placed(text: str, subject: str = "Hello") -> bytes:
    return compose_mime(
        message_id="wk-1@example.org", sender=Address(OWN[0]), to=[ANN], subject=subject,
        text=text, at=NOW,
    )  # fmt: skip


def test_a_good_draft_passes() -> None:
    text = "Hi Ann,\n\n" + "a long line of words " * 9 + "\n\n[[one line]]\n\nBest,\nAda\n"
    assert problems_of(placed(text), [ANN], OWN, ["Bob Smith"]) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Hi ,\n\nwords\n", "an empty greeting"),
        ("\n\n,\nwords\n", "an empty greeting"),
        ("Hi ann@example.org,\n\nwords\n", "greeted by an address"),
        ("Hi Ann,\n\n{{ topic }}\n", "unresolved"),
        ("Hi Ann,\n\nsince None\n", "unresolved"),
        ("Hi Ann,\n\n[[one]] and [[two]]\n", "2 places"),
        ("Hi Ann,\n\n[[one\n", "1 places"),
        ("Hi Ann,\n\nwrite to carl@example.com\n", "somebody's address"),
        ("Hi Ann,\n\nBob Smith says hello\n", "somebody else"),
    ],
)
def test_the_lint_finds(text: str, problem: str) -> None:
    found = problems_of(placed(text), [ANN], OWN, ["Bob Smith"])
    assert any(one.startswith(problem) for one in found), found


def test_what_is_quoted_may_name_anybody() -> None:
    text = 'Hi Ann,\n\n[[your answer to: "Does Bob Smith come?"]]\n'
    assert problems_of(placed(text), [ANN], OWN, ["Bob Smith"], "Does Bob Smith come?") == []
