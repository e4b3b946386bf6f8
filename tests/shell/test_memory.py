"""What the daemon lets go of when a pass is over, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def say(program: str) -> list[str]:
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return said.stdout.split()


def test_what_was_computed_stays_and_the_library_goes() -> None:
    """And where it is needed again, it is there again, with the same answers."""
    said = say(
        "import sys\n"
        "from daemon.core.worktime import public_holidays\n"
        "from daemon.service.memory import preload, release_memory\n"
        "preload('NL', 2026)\n"
        "print('holidays' in sys.modules, len(public_holidays('NL', 2026)) > 5)\n"
        "print('holidays' in sys.modules)\n"
        "before = public_holidays('DE', 2026)\n"
        "print('holidays' in sys.modules)\n"
        "release_memory()\n"
        "public_holidays.cache_clear()\n"
        "print('holidays' in sys.modules, public_holidays('DE', 2026) == before != frozenset())\n"
    )
    assert said == ["False", "True", "False", "True", "False", "True"]


def test_an_invitation_is_read_after_the_library_was_let_go() -> None:
    said = say(
        "from daemon.core.detectors import calendars\n"
        "from daemon.service.memory import release_memory\n"
        "from icalendar import Calendar\n"
        "release_memory()\n"
        "import sys\n"
        "print('icalendar' in sys.modules)\n"
        "from icalendar import Calendar as Again\n"
        "print(Again.from_ical('BEGIN:VCALENDAR\\r\\nEND:VCALENDAR').name)\n"
    )
    assert said == ["False", "VCALENDAR"]


def test_caches_with_a_limit_are_emptied() -> None:
    said = say(
        "from daemon.core.people import organisation_domain\n"
        "from daemon.service.memory import release_memory\n"
        "organisation_domain('ann@mail.acme.co.uk')\n"
        "release_memory()\n"
        "print(organisation_domain.cache_info().currsize)\n"
        "print(organisation_domain('ann@mail.acme.co.uk'))\n"
    )
    assert said == ["0", "acme.co.uk"]
