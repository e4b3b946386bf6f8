"""Decides how words begin that stand as a sentence of their own."""

from __future__ import annotations


def as_sentence(words: str) -> str:
    """With a capital at the beginning, but for an address, which is written as it is."""
    first = words.partition(" ")[0]
    return words if "@" in first else words[:1].upper() + words[1:]
