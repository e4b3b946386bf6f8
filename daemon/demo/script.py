"""What a story is written in: letters of a conversation, with their age in days.

A story file holds `Conversation`s; `sample` turns them into mail. In a body, `{d12}` becomes the
date of twelve days ago ("14 March"), `{w12}` its weekday, `{d-9}` a date nine days ahead.
"""

from __future__ import annotations

from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail. `days` is its age in whole days; `hour` the time of day in the owner's zone
    (0: some hour of work); `to` and `cc` are keys of the cast, by default the other side.

    `reply` False starts afresh with neither quote nor References; `address` is the sender's
    when not the usual one, `to_address` the owner's when not the main one.
    """

    days: int
    sender: str
    body: str
    hour: float = 0.0
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    reply: bool = True
    quote: bool = True
    subject: str = ""
    address: str = ""
    to_address: str = ""
    charset: str = ""
    client: str = ""
    folder: str = ""
    copy_in: str = ""
    any_day: bool = False
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Letters in order, oldest first. `key` names them: letter n is `key/n`."""

    key: str
    subject: str
    letters: tuple[Letter, ...]


def build_talk(key: str, subject: str, *letters: Letter) -> Conversation:
    """A conversation in the order of its letters."""
    return Conversation(key, subject, letters)
