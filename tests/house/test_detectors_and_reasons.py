"""Every detector and every reason is whole: it says what it decides, is tested, and knows when to
be silent.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daemon.core import detectors, reasons
from daemon.core.detectors import all_detectors
from daemon.core.model import Owner, Person, ReadMessage, Relationship
from daemon.core.reasons import all_reasons
from daemon.templating import BUNDLED

CORE_TESTS = {
    path.name: path.read_text("utf-8") for path in (Path(__file__).parents[1] / "core").glob("*.py")
}
DETECTORS = [one.name for one in pkgutil.iter_modules(detectors.__path__)]
REASONS = [one.name for one in pkgutil.iter_modules(reasons.__path__)]
#: How a test says that nothing is found.
SILENT = re.compile(r"== \(\)|== \[\]|== \{\}|assert not |is found|<= \{|is expected|is None")
#: Mails that say nothing, and a few that hold nothing but words.
NOTHING = ["", " ", "\n\n", "\0", "-- ", ">", "...", "ok", "\u202e", "12345", "🙂"]


@pytest.mark.parametrize("name", DETECTORS)
def test_a_detector_is_whole(name: str) -> None:
    module = importlib.import_module(f"daemon.core.detectors.{name}")
    assert name == module.NAME and isinstance(module.VERSION, int) and module.VERSION >= 1
    assert (module.__doc__ or "").startswith("Decides ")
    named = re.compile(rf'detectors\.{name}\b|detectors import [\w, ]*\b{name}\b|"{name}"')
    cases = "".join(text for text in CORE_TESTS.values() if named.search(text))
    assert SILENT.search(cases), f"tests/core needs cases for {name}, and some where it is silent"


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("outgoing", [False, True])
def test_no_detector_claims_anything_of_a_mail_that_says_nothing(text: str, outgoing: bool) -> None:
    for detector in all_detectors():
        found = detector.detect(ReadMessage(text, text, outgoing))
        assert {one.kind for one in found} <= {"closer"}, detector.name


def test_no_two_detectors_share_a_name() -> None:
    names = [one.name for one in all_detectors()]
    assert len(names) == len(set(names)) == len(DETECTORS)


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_is_whole(name: str) -> None:
    module = importlib.import_module(f"daemon.core.reasons.{name}")
    assert module.__doc__ and module.suggest.__doc__
    assert list((BUNDLED / module.KIND).glob("*.en.j2")), f"templates/{module.KIND} is missing"
    stranger = Relationship(Person("p1", "Ann Lee", ("ann@example.net",)))
    owner = Owner("Ada Lovell", ("ada@example.org",))
    assert module.suggest(stranger, owner, datetime(2026, 3, 2, tzinfo=UTC)) is None
    assert f'"{module.KIND}"' in "".join(CORE_TESTS.values()), "tests/core has no case for it"


def test_no_two_reasons_share_a_kind() -> None:
    kinds = [one.kind for one in all_reasons()]
    assert len(kinds) == len(set(kinds)) == len(REASONS)
