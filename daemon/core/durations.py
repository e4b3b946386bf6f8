"""Lengths of time in the words of people."""

from __future__ import annotations


def days_in_words(days: float, unit: str = "day") -> str:
    """`3 days`, `6 weeks`, `5 months`, `2 years`; working days stay days."""
    whole = max(0, round(days))
    if unit == "day":
        if whole >= 700:
            return _plural(round(whole / 365.25), "year")
        if whole >= 60:
            return _plural(round(whole / 30.4), "month")
        if whole >= 14:
            return _plural(round(whole / 7), "week")
    return _plural(whole, unit)


def _plural(count: int, unit: str) -> str:
    return f"1 {unit}" if count == 1 else f"{count} {unit}s"
