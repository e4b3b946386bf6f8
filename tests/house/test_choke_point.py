"""One place talks to the server: every command that is written stands in this table, with the file
that checks its arguments (CR, LF and NUL in them are commands of whoever wrote the mail).
"""

from __future__ import annotations

import ast
import imaplib
from pathlib import Path

import imapclient

ROOT = Path(__file__).parents[2]
#: Whatever of the two libraries can be called, on whatever is called like their objects.
NAMES = {
    name for kind in (imaplib.IMAP4, imapclient.IMAPClient) for name in dir(kind)
    if not name.startswith("__")
}  # fmt: skip
CALLED = {"wire", "client", "_imap", "imap", "imap4"}
#: What only reads what has arrived, or ends the session.
HARMLESS = {
    "_get_response", "_get_line", "_command_complete", "_untagged_response", "capabilities",
    "has_capability", "shutdown", "idle_done", "noop", "logout",
}  # fmt: skip
#: File → the commands that it writes.
COMMANDS = {
    "append.py": {"append"},
    "box.py": {"list_folders"},
    "connection.py": {"starttls"},
    "create.py": {"create", "subscribe"},
    "fetching.py": {"_command"},
    "idle.py": {"_command"},
    "login.py": {"authenticate", "login"},
    "look.py": {"_simple_command"},
    "reader.py": {"_command", "select"},
    "remove.py": {"select", "uid"},
    "uids.py": {"uid"},
}
#: Those that write words which are not our own, and what makes them fit to be written.
GUARDS = {
    "append.py": "folder_argument", "box.py": "folder_argument", "create.py": "folder_argument",
    "reader.py": "folder_argument",
    "remove.py": "folder_argument", "login.py": "quoted",
}  # fmt: skip


def commands(tree: ast.Module) -> set[str]:
    """The methods of imaplib and imapclient that are called, by name and by receiver."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = ast.unparse(node.func.value).rpartition(".")[2]
            if receiver in CALLED and node.func.attr in NAMES:
                found.add(node.func.attr)
    return found - HARMLESS


def test_only_the_mailbox_writes_commands_and_each_is_known() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "daemon").rglob("*.py")):
        if written := commands(ast.parse(path.read_text("utf-8"))):
            found[path.relative_to(ROOT).as_posix()] = written
    assert found == {f"daemon/mailbox/{name}": words for name, words in COMMANDS.items()}


def test_nobody_else_reaches_the_line() -> None:
    """Neither the objects of the libraries nor the doors to them are named outside."""
    for path in sorted((ROOT / "daemon").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("daemon/mailbox/"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("wire", "_imap"), (name, node.lineno)
                assert node.attr not in ("select_folder", "_simple_command", "xatom"), name


def test_who_writes_foreign_words_makes_them_fit() -> None:
    for name, guard in GUARDS.items():
        tree = ast.parse((ROOT / "daemon" / "mailbox" / name).read_text("utf-8"))
        called = {ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
        assert guard in called, name


def test_a_command_elsewhere_is_seen() -> None:
    for line in (
        "self._connection.wire.uid('SEARCH', x)",
        "client.search(['FROM', name])",
        "client.select_folder(x)",
        "wire.append(a, b, c, d)",
        "self._imap.xatom(x)",
    ):
        assert commands(ast.parse(line)), line
    assert not commands(ast.parse("names.append(x); re.search(a, b); wire.noop()"))
