"""Takes the pictures of the README: the weekly letter and a terminal, of the sample world, by
Chromium. `python -m bench.pictures` writes docs/letter.png and docs/terminal.png;
`python -m bench.pictures FOLDER` takes letter and report at two widths, light and dark, to look at.
"""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.demo.world import OWNER

DOCS = Path(__file__).parents[1] / "docs"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
PASSWORD = "thirsty"
#: What the terminal shows, and how wide and high it is.
COMMANDS = (("agenda", "--limit", "3"), ("person", "hanne"))
COLUMNS, LINES = 92, 40
PHONE, DESK = (390, 844), (1280, 900)


def main(arguments: list[str]) -> None:
    """Read the sample world as a mailbox, and look at what comes of it."""
    with tempfile.TemporaryDirectory() as name, EmbeddedServer(OWNER.email, PASSWORD) as server:
        load_sample(server, build_sample(NOW))
        folder = Path(name)
        config = write_config(folder, server.address[1])
        call(config, "once")
        letter, report = folder / "letter.html", folder / "report.html"
        call(config, "digest", "--html", str(letter))
        call(config, "report", "--out", str(report))
        if arguments:
            out = Path(arguments[0])
            out.mkdir(parents=True, exist_ok=True)
            for page in (letter, report):
                for width, height in (PHONE, DESK):
                    for scheme in ("light", "dark"):
                        target = out / f"{page.stem}-{width}-{scheme}.png"
                        photograph(page, target, (width, height * 4), scheme)
            return
        photograph(letter, DOCS / "letter.png", (720, 782))
        drawing = folder / "terminal.html"
        drawing.write_text(draw_terminal(config), "utf-8")
        photograph(drawing, DOCS / "terminal.png", (1140, 828))


def write_config(folder: Path, port: int) -> Path:
    """The sample owner's configuration."""
    file = folder / "config.toml"
    file.write_text(
        f'[owner]\nname = "{OWNER.name}"\naddress = "{OWNER.email}"\n'
        f'aliases = ["{OWNER.addresses[1]}"]\ntime_zone = "Europe/Amsterdam"\n\n'
        f'[mailbox]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n\n'
        f'[store]\nurl = "sqlite:///{folder}/wellkeeper.db"\n',
        "utf-8",
    )
    return file


def program(config: Path, *command: str) -> list[str]:
    """The command line of a call."""
    at = ("--config", str(config), "--at", NOW.isoformat())
    return [sys.executable, "-m", "daemon", *at, *command]


def call(config: Path, *command: str) -> None:
    """Run the program as anybody would."""
    subprocess.run(
        program(config, *command),
        env={**os.environ, "WELLKEEPER_PASSWORD": PASSWORD}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def draw_terminal(config: Path) -> str:
    """What a terminal shows after the commands, as a page that holds one SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    for command in COMMANDS:
        console.print(Text(f"$ wellkeeper {' '.join(command)}", style="bold"))
        console.print(Text.from_ansi(on_a_terminal(config, *command).rstrip()))
        console.print()
    drawing = console.export_svg(title="wellkeeper")
    return f"<!doctype html><meta charset=utf-8><style>body{{margin:0}}</style>{drawing}"


def on_a_terminal(config: Path, *command: str) -> str:
    """What the program writes to a terminal, colours and all."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    process = subprocess.Popen(
        program(config, *command),
        stdin=follower, stdout=follower, stderr=follower,
        env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(follower)
    written = bytearray()
    try:
        while part := os.read(leader, 65536):
            written += part
    except OSError:  # how Linux says that the other side is closed
        pass
    process.wait()
    os.close(leader)
    return written.decode("utf-8").replace("\r\n", "\n")


def photograph(page: Path, target: Path, size: tuple[int, int], scheme: str = "light") -> None:
    """A picture of a page, by Chromium without a network."""
    chromium = shutil.which("chromium") or "chromium-browser"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        subprocess.run(
            [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}",
             f"--window-size={size[0]},{size[1]}", "--host-resolver-rules=MAP * ~NOTFOUND",
             f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
             f"--screenshot={target}", page.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
