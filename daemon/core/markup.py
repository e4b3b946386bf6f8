"""Decides that nothing gets into our HTML unescaped: whatever is not `Html` already is text, and
text is made harmless first.
"""

from __future__ import annotations

from functools import lru_cache

from daemon.core.parse.harmless import clean_line

_LONGEST = 2_000
#: Elements without an end.
_VOID = frozenset({"br", "hr", "input", "meta"})


class Html(str):
    """Text that is HTML already. Only this file and constants of ours make it."""

    __slots__ = ()


def text(value: str) -> Html:
    """Foreign text on one line as HTML."""
    return value if isinstance(value, Html) else _escaped(value)


@lru_cache(maxsize=512)  # a page says the same of many people
def _escaped(value: str) -> Html:
    from html import escape  # late, since it brings a table of 2,000 characters that a letter needs

    return Html(escape(clean_line(value, _LONGEST)))


def join(*parts: str, between: str = "") -> Html:
    """Parts one after the other; those that are not Html are escaped."""
    return Html(text(between).join(text(one) for one in parts))


def element(tag: str, *children: str, **attributes: str) -> Html:
    """One element. Attributes are escaped; `class_` and `for_` are written without the underscore,
    other underscores as hyphens; an empty value leaves the attribute out.
    """
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value
    )
    inner = "".join(text(one) for one in children)
    return Html(f"<{tag}{shown}>" if tag in _VOID else f"<{tag}{shown}>{inner}</{tag}>")
