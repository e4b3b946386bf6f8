"""How things are shown: tables and wrapped text on a terminal, plain lines in a pipe. Whatever is
printed has been made harmless, so that no mail can move a cursor, forge a line or pose as markup.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from operator import add
from typing import Any

import click

from daemon.cli.columns import GAP, Column, cell_widths, fit_columns, natural_widths
from daemon.core.parse.harmless import clean_line, clean_lines, clean_text

LIMIT = 2000
_LEAST_WIDTH = 20
_USUAL_WIDTH = 80
#: What stands for our own signs where there is no Unicode.
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "...", "→": "->", "–": "-", "·": "."})
#: A look at a whole network goes through it in pieces of so many bytes.
_PIECE = 256
_ASCII = bytes(range(0x80))


class Screen:
    """Standard output, be it a terminal or a pipe."""

    def __init__(self) -> None:
        self.terminal = sys.stdout.isatty()
        self.width = max(_LEAST_WIDTH, _terminal_width() if self.terminal else _USUAL_WIDTH)
        #: Whether lines may be drawn over, and whether they may have colours.
        self.lively = self.terminal and os.environ.get("TERM") != "dumb"
        self.styled = self.lively and "NO_COLOR" not in os.environ
        self.unicode = (sys.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")

    # -- text --------------------------------------------------------------------------------

    def line(self, text: str = "", indent: int = 0, **style: Any) -> None:
        """One paragraph: wrapped on a terminal, one line in a pipe."""
        text = clean_line(text, LIMIT)
        margin = " " * indent
        lines = [text]
        if self.terminal and text:
            lines = _wrap(text, self.width - 1 - indent)
        for one in lines:
            self._write(margin + one if one else "", **style)

    def title(self, text: str) -> None:
        """A heading, with an empty line before it."""
        self._write("")
        self.line(text, bold=True)

    def note(self, text: str, indent: int = 0) -> None:
        """Something in passing."""
        self.line(text, indent, dim=True)

    def block(self, text: str, indent: int = 4) -> None:
        """Text of many lines as it stands, such as a draft."""
        margin = " " * indent
        for one in clean_text(text).expandtabs().rstrip("\n").split("\n"):
            lines = [one]
            if self.terminal and len(one) > self.width - indent:
                lines = _wrap(one, self.width - 1 - indent)
            for part in lines:
                self._write((margin + part).rstrip())

    def pairs(self, rows: Iterable[tuple[str, str]], indent: int = 0, *, mark: str = ":") -> None:
        """`name: value` lines, the values below one another, or each below its name where the
        terminal is narrow; empty values are left out.
        """
        shown = [(name, clean_line(value, LIMIT)) for name, value in rows if value]
        margin = max((len(name) for name, _ in shown), default=0) + 2
        room = self.width - 1 - indent - margin
        if self.terminal and room < _LEAST_WIDTH:
            for name, value in shown:
                self.line(f"{name}{mark}", indent, dim=True)
                self.line(value, indent + 2)
            return
        for name, value in shown:
            lines = _wrap(value, room) if self.terminal else [value]
            label = f"{name}{mark}".ljust(margin)
            self._write(" " * indent + self._styled(label, dim=True) + lines[0])
            for one in lines[1:]:
                self._write(" " * (indent + margin) + one)

    # -- tables ------------------------------------------------------------------------------

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """Rows of one line each; on a terminal cut to fit, in a pipe as long as they are."""
        # By columns, and all lines at once: of everybody whom one knows there are thousands.
        clean = [clean_lines(cells, LIMIT) for cells in zip(*rows, strict=True)]
        if not clean:
            return
        if self.terminal:
            self._draw(columns, [*zip(*clean, strict=True)])
        else:
            self._align(columns, clean)

    def _align(self, columns: Sequence[Column], clean: list[list[str]]) -> None:
        padded = []
        for column, found in zip(columns, clean, strict=True):
            cells = [column.title, *found]
            sizes = cell_widths(cells)
            width = max(sizes)
            spaces = [" " * (width - size) for size in sizes]
            padded.append([*map(add, *((spaces, cells) if column.right else (cells, spaces)))])
        gap = " " * GAP
        self._write("\n".join([gap.join(cells).rstrip() for cells in zip(*padded, strict=True)]))

    def _draw(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        widths = fit_columns(columns, natural_widths(columns, rows), self.width - 1)
        # A space of padding and a space between columns make the GAP.
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
        for n, width in widths.items():
            table.add_column(
                Text(columns[n].title),
                no_wrap=True,
                overflow="ellipsis",
                justify="right" if columns[n].right else "left",
                width=width,
            )
        for row in rows:
            table.add_row(*(Text(row[n]) for n in widths))
        console = Console(
            file=sys.stdout,
            width=self.width,
            color_system="auto" if self.styled else None,
            markup=False,
            emoji=False,
            highlight=False,
        )
        console.print(table)

    # -- JSON --------------------------------------------------------------------------------

    def json(self, value: dict[str, Any]) -> None:
        """One object, its times ISO 8601 or as msgspec writes them; characters that could harm a
        terminal are written as escapes.
        """
        import msgspec  # many times as fast over a whole network of people

        written = msgspec.json.encode(value)
        if self.unicode:
            data = msgspec.json.format(written, indent=2)
        else:
            import json

            data = json.dumps(msgspec.to_builtins(value), indent=2).encode()
        # All below the blank is escaped already.
        if b"\x7f" in written or not _beyond_ascii(written).isprintable():
            data = "".join(
                one if one.isprintable() or one == "\n" else _escape(one) for one in data.decode()
            ).encode()
        # Straight to it: `click.echo` would look for colours to take out, and what is UTF-8 already
        # need not become text and bytes again.
        sys.stdout.flush()
        if sys.stdout.encoding == "utf-8":
            sys.stdout.buffer.write(data + b"\n")
        else:
            sys.stdout.write(data.decode() + "\n")
        sys.stdout.flush()

    def _styled(self, text: str, **style: Any) -> str:
        return click.style(text, **style) if self.styled and style and text else text

    def _write(self, text: str, **style: Any) -> None:
        if not self.unicode:
            text = text.translate(_PLAIN).encode("ascii", "replace").decode("ascii")
        if self.terminal:
            click.echo(self._styled(text, **style), color=self.styled)
            return
        # What is written has no colours that `click.echo` would have to take out.
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def _terminal_width() -> int:
    """In characters, or as many as COLUMNS says."""
    import shutil

    return shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns


def _wrap(text: str, width: int) -> list[str]:
    """Lines broken at spaces only: an address or a Message-ID stays whole, to be copied."""
    import textwrap  # nothing is wrapped in a pipe

    wide = max(_LEAST_WIDTH, width)
    return textwrap.wrap(text, wide, break_long_words=False, break_on_hyphens=False) or [""]


def _beyond_ascii(text: bytes) -> str:
    """What of it is not ASCII. Of a whole network nearly all is, and a piece of it is seen to be in
    a fraction of the time that a look at each character takes.
    """
    if text.isascii():
        return ""
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    # A character that is cut lies in two pieces that follow each other, and both are kept.
    odd = b"".join([one for one in pieces if not one.isascii()])
    return odd.translate(None, _ASCII).decode()


def _escape(character: str) -> str:
    import json

    return json.dumps(character)[1:-1]


def complain(*messages: str, hint: str = "") -> None:
    """What went wrong, on stderr, one line each, and what to do about it on the line after. On a
    terminal lines are broken between words.
    """
    width = _terminal_width() if sys.stderr.isatty() else LIMIT
    for message in (*messages, hint):
        text = clean_line(message, LIMIT)
        for line in _wrap(text, width) if text else ():
            click.echo(line, err=True)


def soften() -> None:
    """Let no character stop a print: what an output cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
