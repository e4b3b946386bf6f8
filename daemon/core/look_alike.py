"""Decides whether one domain could be taken for another: `acrne.com` or `acme-mail.com` for
`acme.com`. Whoever writes from such a one is not joined to whom they look like, whatever their name
and whatever thread they write in.
"""

from __future__ import annotations

#: What looks like something else; longer ones first.
_SHAPES = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("0", "o"), ("1", "l"), ("i", "l"),
    ("5", "s"), ("3", "e"), ("8", "b"), ("6", "b"), ("9", "g"), ("2", "z"), ("4", "a"),
)  # fmt: skip
#: So many letters may differ in a name of this length at least.
_MOST_DIFFERENT = ((8, 2), (4, 1))


def looks_like(domain: str, other: str) -> bool:
    """Whether one of two different registrable domains could pass for the other; also where one is
    written in letters of another alphabet, for there nobody can tell.
    """
    if domain == other:
        return False
    if any(not one.isascii() or "xn--" in one for one in (domain, other)):
        return True
    left, right = _name(domain), _name(other)
    short, long = sorted((left, right), key=len)
    if len(short) >= 4 and short in long:
        return True
    most = next((count for length, count in _MOST_DIFFERENT if len(short) >= length), 0)
    return _are_near(left, right, most)


def _name(domain: str) -> str:
    """What is read first, as the eye takes it: without its ending, hyphens and similar letters."""
    name = domain.lower().partition(".")[0].replace("-", "")
    for shape, letter in _SHAPES:
        name = name.replace(shape, letter)
    return name


def _are_near(left: str, right: str, most: int) -> bool:
    """Whether at most so many letters were added, left out, changed, or swapped with the next."""
    if abs(len(left) - len(right)) > most:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, letter in enumerate(left, 1):
        now = [at]
        for place, other in enumerate(right, 1):
            cost = min(row[place] + 1, now[-1] + 1, row[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == right[place - 2] and left[at - 2] == other:
                cost = min(cost, before[place - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1] <= most
