"""Decides which addresses are one person where the owner has said so, before and above what
inference thinks: `same` ties join, `different` ties keep apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def respect_ties(
    inferred: Sequence[frozenset[int]],
    same: Iterable[tuple[int, int]],
    different: Iterable[tuple[int, int]],
) -> list[frozenset[int]]:
    """The groups that inference made, joined and parted as the owner said.

    Of an inferred group, addresses that are different go to separate groups; whoever else was in
    it stays with its first address.
    """
    members = sorted({one for group in inferred for one in group})
    groups = {one: {one} for one in members}
    apart: dict[int, set[int]] = {}
    for one, other in different:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)

    def join(one: int, other: int) -> bool:
        left, right = groups[one], groups[other]
        if left is right:
            return True
        if any(apart[number] & right for number in left if number in apart):
            return False
        left |= right
        for number in right:
            groups[number] = left
        return True

    for one, other in same:
        if one in groups and other in groups:
            join(one, other)
    for group in inferred:
        heads: list[int] = []
        for one in sorted(group):
            if not any(join(head, one) for head in heads):
                heads.append(one)
    distinct = {id(group): group for group in groups.values()}
    return [frozenset(group) for group in distinct.values()]


def are_apart(
    left: Iterable[int], right: Iterable[int], different: Iterable[tuple[int, int]]
) -> bool:
    """Whether the owner said of any two addresses of these that they are two people."""
    ones, others = frozenset(left), frozenset(right)
    return any(
        (one in ones and other in others) or (one in others and other in ones)
        for one, other in different
    )
