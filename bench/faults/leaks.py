"""What the program shows and leaves behind after it has read hostile mail: terminals, JSON, HTML
and templates, the files with their modes, and every place where a password could have come to lie.
"""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from bench.faults.made import make_message
from bench.faults.mails import HARMFUL
from bench.faults.room import CANARY, NOW, ROOT, Room, Torn

#: What a person could ask of the program; each plain, and as JSON where it has that.
COMMANDS = (
    "status", "agenda", "people", "gaps --all", "promises --all", "drafts --all", "check",
    "person p1", "person p2", "explain p1", "explain m1", "digest",
)  # fmt: skip
#: What writes a page into a file, and how many scripts of our own that page has.
PAGES = {"report --out": 1, "digest --html": 0}
#: What a mail could do harm with in a page, if it got there as more than text.
_FOREIGN = frozenset(
    ("img", "iframe", "object", "embed", "base", "form", "link", "video", "audio", "math", "a")
)  # fmt: skip
#: What `{{ 1234*4321 }}` in a name or a subject becomes where somebody takes it for a template.
COMPUTED = "5332114"


@dataclass(slots=True)
class Shown:
    """What came of reading `messages` from a real server and asking for all that is shown."""

    messages: int = 0
    without_a_note: int = 0
    seconds: float = 0.0
    outputs: int = 0
    unescaped: int = 0
    tracebacks: int = 0
    secrets: int = 0
    files: int = 0
    open_files: int = 0
    modes: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def read_and_show(base: Path, count: int, seed: int, commands: Sequence[str] = COMMANDS) -> Shown:
    """Put so many malformed mails on a server, run the command `once`, then look everywhere."""
    found = Shown(count)
    room = Room(base)
    try:
        with room.fresh() as account:
            chance = random.Random(seed)
            mails = [
                (b"".join(make_message(chance)), NOW - timedelta(days=1 + number % 300), ())
                for number in range(count)
            ]
            room.server.write_messages(account.user, "INBOX", mails)
            _hide_the_password(account)
            started = time.monotonic()
            output = _run(account, found, "-vv once", seconds=60 + count / 20)
            found.seconds = round(time.monotonic() - started, 1)
            if not account.sql("SELECT 1 FROM pass WHERE ok"):
                found.wrong.append(f"once failed: {output[-400:]}")
            found.without_a_note = _without_a_note(account, count)
            for command in commands:
                _run(account, found, command)
                if command != "check":
                    _run(account, found, f"{command} --json")
            for command, scripts in PAGES.items():
                _look_at_page(account, found, command, scripts)
            _refuse_a_login(account, found)
            _look_at_files(account, found)
    finally:
        room.close()
    del found.wrong[20:]
    return found


def _hide_the_password(account: Torn) -> None:
    account.configure()
    file = account.folder / ".env"
    file.write_text(f"WELLKEEPER_PASSWORD={CANARY}\n")
    file.chmod(0o600)


def _without_a_note(account: Torn, count: int) -> int:
    """Mails of the inbox that are neither stored nor noted as skipped."""
    of_inbox = "SELECT id FROM folder WHERE name = 'INBOX'"
    ((stored,),) = account.sql(f"SELECT count(*) FROM location WHERE folder_id = ({of_inbox})")
    ((noted,),) = account.sql(f"SELECT count(*) FROM skipped WHERE folder_id = ({of_inbox})")
    ((cursor,),) = account.sql("SELECT uid_done FROM folder WHERE name = 'INBOX'")
    return max(0, int(cursor) - stored - noted, count - int(cursor))


def _run(account: Torn, found: Shown, command: str, seconds: float = 60, **env: str) -> str:
    """One command in a process of its own, its output searched; while it runs, so are its
    arguments and its environment.
    """
    at = NOW.strftime("%Y-%m-%dT%H:%M")
    line = [sys.executable, "-m", "daemon", "--config", str(account.folder / "config.toml"),
            "--at", at, *command.split()]  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if "WELLKEEPER" not in name}
    output = account.folder / "command-output"
    with output.open("wb") as file:
        output.chmod(0o600)
        process = subprocess.Popen(
            line, cwd=ROOT, env={**environment, **env}, stdout=file, stderr=subprocess.STDOUT,
            umask=0o022,
        )  # fmt: skip
        deadline = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < deadline:
            for place in ("cmdline", "environ"):
                found.secrets += CANARY.encode() in _proc(process.pid, place)
            time.sleep(0.1)
    if process.poll() is None:
        process.kill()
        process.wait()
        found.wrong.append(f"{command}: not over in {seconds:.0f} s")
    text = output.read_text("utf-8", "replace")
    output.unlink()
    found.outputs += 1
    for problem in problems_of(text):
        found.unescaped += 1
        found.wrong.append(f"{command}: {problem}")
    found.tracebacks += "Traceback (most recent" in text
    if "Traceback" in text or "unforeseen" in text:
        found.wrong.append(f"{command}: {text[-500:]}")
    found.secrets += CANARY in text
    return text


def _look_at_page(account: Torn, found: Shown, command: str, scripts: int) -> None:
    """Have a page written, and read it as a browser would."""
    file = account.folder / "page.html"
    said = _run(account, found, f"{command} {file}")
    if not file.exists():
        if "nothing to say" not in said and "no letter" not in said:
            found.wrong.append(f"{command}: no page: {said[-300:]}")
        return
    page = file.read_text("utf-8", "replace")
    file.unlink()
    found.outputs += 1
    for problem in (*problems_of(page), *problems_of_page(page, scripts)):
        found.unescaped += 1
        found.wrong.append(f"{command}: {problem}")
    found.secrets += CANARY in page


class _Foreign(HTMLParser):
    """What of a page is not of our making."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in _FOREIGN:
            self.found.append(f"an element {tag}")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:text")):
                self.found.append(f"{name}={value!r} in {tag}")


def problems_of_page(page: str, scripts: int = 0) -> list[str]:
    """What a page holds that a mail put there; `scripts` of our own are allowed."""
    read = _Foreign()
    read.feed(page)
    more = [f"{read.scripts} scripts"] if read.scripts > scripts else []
    return more + read.found


def _proc(pid: int, place: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{place}").read_bytes()
    except OSError:
        return b""


def problems_of(text: str) -> Iterator[str]:
    """What a text shows that a stranger could have wanted it to do."""
    if (harm := HARMFUL.search(text.replace("\r\n", "\n"))) is not None:
        start = max(0, harm.start() - 60)
        yield f"control character in {text[start : harm.end() + 60]!r}"
    if COMPUTED in text:
        yield "a template in a mail was computed"


def _refuse_a_login(account: Torn, found: Shown) -> None:
    """A wrong password, with every detail asked for: what is said may not hold it."""
    file = account.folder / ".env"
    file.write_text(f"WELLKEEPER_PASSWORD={CANARY}-wrong\n")
    text = _run(account, found, "-vv once")
    if "refused the user name or password" not in text:
        found.wrong.append(f"a wrong password: {text[-300:]}")


def _look_at_files(account: Torn, found: Shown) -> None:
    """Everything that lies in the account's folder, and what the server has logged of us."""
    for path in sorted(account.folder.rglob("*")):
        if path.is_file() and path.name not in ("config.toml", ".env"):
            found.files += 1
            mode = stat.S_IMODE(path.stat().st_mode)
            found.modes[path.name] = f"{mode:04o}"
            found.open_files += bool(mode & 0o077)
            found.secrets += CANARY.encode() in path.read_bytes()
