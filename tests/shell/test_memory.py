"""What the daemon lets go of when a pass is over, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from mailroom import NOW, Account

ROOT = Path(__file__).parents[2]


def say(program: str, *words: str, password: str = "") -> list[str]:
    said = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True,
        check=False, env={**os.environ, "WELLKEEPER_PASSWORD": password},
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
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


def test_whoever_collects_goes_through_little_of_what_is_loaded_at_the_start() -> None:
    said = say(
        "import gc\n"
        "from daemon.service.memory import preload, release_memory\n"
        "preload('NL', 2026)\n"
        "release_memory()\n"
        "print(len(gc.get_objects()) * 20 < gc.get_freeze_count())\n"
    )
    assert said == ["True"]


def test_a_pass_loads_nothing_that_stays_and_was_not_loaded_at_the_start(account: Account) -> None:
    """What is loaded in the middle of a pass lies among what it throws away, and keeps its pages.

    To be mended in `preload`, or in `_FURTHER` of the store.
    """
    account.put_sample()
    said = say(
        "import sys\n"
        "from datetime import datetime\n"
        "from pathlib import Path\n"
        "import daemon.service\n"
        "from daemon.config import load_config\n"
        "from daemon.jobs.once import run_pass\n"
        "from daemon.service.memory import preload, release_memory\n"
        "from daemon.store import open_store\n"
        "from daemon.templating import Templates\n"
        "import os\n"
        "config, now = load_config(Path(sys.argv[1]), os.environ), sys.argv[2]\n"
        "with open_store(config.store.url, config.owner.as_owner()) as store:\n"
        "    templates = Templates()\n"
        "    templates.check()\n"
        "    preload('NL', 2026)\n"
        "    before = set(sys.modules)\n"
        "    now = datetime.fromisoformat(now)\n"
        "    report = run_pass(config, store, templates, now, letter=True)\n"
        "release_memory()\n"
        "print(report.placed > 0, *sorted(set(sys.modules) - before))\n",
        str(account.configure()),
        NOW.isoformat(),
        password=account.server.password,
    )
    assert said[0] == "True"
    # The charsets that come.
    assert [name for name in said[1:] if not name.startswith("encodings.")] == []


def test_of_what_it_lets_go_nothing_is_left_and_all_of_it_comes_back() -> None:
    """One thing that somebody remembers of a library holds the whole of it."""
    said = say(
        "import gc, types\n"
        "from daemon.core.context import DraftContext, TemplatePerson\n"
        "from daemon.core.names import first_name\n"
        "from daemon.core.parse.phones import find_phones\n"
        "from daemon.core.worktime import public_holidays\n"
        "from daemon.service.memory import release_memory\n"
        "from daemon.templating import Templates\n"
        "templates = Templates()\n"
        "def use(year):\n"
        "    ann = TemplatePerson('Ann Bee', 'Ann', 'ann@example.org')\n"
        "    text = templates.render('check_in', DraftContext('check_in', ann)).text\n"
        "    phone = find_phones('Tel. +31 20 624 1111', ('NL',))\n"
        "    return text, first_name('Maria de la Cruz'), phone, public_holidays('NL', year)\n"
        "def left():\n"
        "    kinds = types.FunctionType, type\n"
        "    return {\n"
        "        name for one in gc.get_objects() if isinstance(one, kinds)\n"
        "        if (name := (one.__module__ or '').partition('.')[0])\n"
        "        in ('jinja2', 'nameparser', 'holidays', 'dateutil', 'phonenumbers')\n"
        "    }\n"
        "before = use(2026)\n"
        "print(len(left()))\n"
        "release_memory()\n"
        "print(*left(), '-')\n"
        "print(use(2027)[:3] == before[:3], all(before), before[1])\n"
    )
    assert said == ["5", "-", "True", "True", "Maria"]


def test_what_another_thread_uses_is_kept() -> None:
    said = say(
        "import sys\n"
        "from daemon.service.memory import keeping_libraries, release_memory\n"
        "from daemon.templating import Templates\n"
        "with keeping_libraries():\n"
        "    print(Templates().check())\n"
        "    release_memory()\n"
        "    print('jinja2' in sys.modules)\n"
        "release_memory()\n"
        "print('jinja2' in sys.modules)\n"
    )
    assert said == ["[]", "True", "False"]
