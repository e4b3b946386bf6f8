"""The rooms: nothing can send mail, nobody below reads a clock, every file says what it decides,
and the contracts that watch over the imports are there and bite.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted((ROOT / "daemon").rglob("*.py"))
}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
SENDERS = {"smtplib", "aiosmtplib", "aiosmtpd", "smtpd", "lmtplib"}
#: Edge library → the only place that may import it.
IMPORTERS: dict[str, str | tuple[str, ...]] = {
    "imapclient": "daemon/mailbox/",
    "imaplib": "daemon/mailbox/",
    "peewee": "daemon/store/",
    "playhouse": "daemon/store/",
    # Opening the store takes too long for a press of the completion key.
    "sqlite3": ("daemon/store/", "daemon/known_names.py"),
    "jinja2": "daemon/templating/",
    "apscheduler": "daemon/scheduler.py",
    "click": "daemon/cli/",
    "rich": "daemon/cli/",
    "dotenv": "daemon/config/",
}
#: Where the time of day may be asked for; everything else is told it.
CLOCKS = (
    "daemon/cli/moment.py", "daemon/cli/run.py", "daemon/scheduler.py", "daemon/service/",
    "daemon/tokens/",
)  # fmt: skip


def imported(tree: ast.Module) -> Iterator[str]:
    """The top names of all that a file imports, by a statement or by `import_module("...")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (
                str(one.value).partition(".")[0]
                for one in node.args
                if isinstance(one, ast.Constant)
            )


@pytest.mark.parametrize("name", FILES)
def test_each_file(name: str) -> None:
    tree = FILES[name]
    found = set(imported(tree))
    assert not found & SENDERS, "nothing sends mail (law 1)"
    for library, place in IMPORTERS.items():
        assert library not in found or name.startswith(place), f"{library} belongs to {place}"
    if tree.body:
        opening = ast.get_docstring(tree) or ""
        assert len(opening.split()) >= 4, "open with a sentence that says what the file decides"
    if not name.startswith(CLOCKS):
        asked = [one for one in clocks(tree)]
        assert not asked, f"{asked}: time is an argument (law 10)"


def clocks(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            call = ast.unparse(node.func)
            if call.endswith(("datetime.now", ".utcnow", "date.today")) or call == "time.time":
                yield f"line {node.lineno}: {call}"


def test_no_program_that_sends_mail_is_called() -> None:
    for name, tree in FILES.items():
        called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        words = {one.rpartition(".")[2] for one in called}
        assert not words & {"sendmail", "send_message", "popen", "system", "Popen"}, name


def test_importing_all_of_it_loads_nothing_that_sends_mail() -> None:
    """Not even what a library brings along."""
    names = [
        name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for name in FILES
        if "/migrations/0" not in name and "__main__" not in name
    ]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
    code += f"print(sorted({SENDERS!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


#: A line that breaks a law → where somebody may write it.
BREACHES = {
    "import smtplib": "jobs/draft.py",
    "import os": "core/plan.py",
    "import time": "core/worktime.py",
    "from daemon.store import Store": "core/replies.py",
    "from daemon.mailbox import ImapMailbox": "store/health.py",
    "from daemon.core.detectors import asks": "core/detectors/closers.py",
    "import peewee": "jobs/observe.py",
    "import rich": "jobs/once.py",
    "from daemon.cli.words import *": "jobs/scan/folders.py",
}


@pytest.mark.parametrize("line", BREACHES)
def test_the_contracts_bite(tmp_path: Path, line: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "daemon", tmp_path / "daemon", ignore=lambda _, names: [
        name for name in names if name in ("__pycache__", "templates")
    ])  # fmt: skip
    file = tmp_path / "daemon" / BREACHES[line]
    head, future, rest = file.read_text("utf-8").partition("from __future__ import annotations\n")
    assert future
    file.write_text(f"{head}{future}{line}\n{rest}", "utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1 and "BROKEN" in done.stdout, done.stdout + done.stderr


def test_every_room_has_its_layer() -> None:
    (layers,) = [one for one in CONTRACTS["contracts"] if one["type"] == "layers"]
    named = {part for layer in layers["layers"] for part in layer.replace("|", " ").split()}
    rooms = {name.split("/")[1].removesuffix(".py") for name in FILES} - {"__init__"}
    assert named == rooms and layers["exhaustive"]
