"""The words in which the owner may tell of people: which kinds of touches and facts there are."""

from __future__ import annotations

from daemon.core.model import Direction

#: The detector of touches that the owner logged, and of meetings from an imported calendar.
LOGGED, IMPORTED = "owner", "calendar"

#: Kinds of touches that mail cannot see, each with who mostly gives it.
TOUCH_KINDS: dict[str, Direction] = {
    "coffee": "both",
    "lunch": "both",
    "meeting": "both",
    "call": "both",
    "message": "both",
    "letter": "out",
    "introduction": "out",
    "article": "out",
    "gift": "out",
    "favour": "out",
}

#: Of these only the newest holds; of all others each stands for itself.
DETAIL_KINDS = ("phone", "mobile", "fax", "title", "organisation", "web", "birthday")
FACT_KINDS = (
    "interest", "need", "offer", "event", "met_at", "family", "place", "organises", "about",
    *DETAIL_KINDS,
)  # fmt: skip
MAX_TEXT = 500
