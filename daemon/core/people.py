"""Who is the owner, who is a person, and which addresses are one person.

A person is somebody with mail both ways, never a role, a list or a machine. Two addresses are one
person only on strong evidence: a display name alone is none, and neither is what a stranger can
bring about alone, whatever they call themselves and whichever thread they write in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

from daemon.core.domains import organisation_domain, registrable_domain
from daemon.core.full_names import FullName, is_one_name, parse_full_name
from daemon.core.look_alike import looks_like
from daemon.core.values import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")
#: An address must have sent at least this many mails of the sent folder to be the owner's.
LEAST_SENT = 3


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """What is known of one address: `names` it is seen under, with weights; `sent` is how often it
    stands in From of sent folders, `delivered` in Delivered-To, `alone` how often it was the only
    recipient of a mail in the inbox that names no known address of the owner, from how many
    different senders. `written` says that the owner has written to it.
    """

    id: int
    email: str
    names: Mapping[str, int] = field(default_factory=dict)
    sent: int = 0
    delivered: int = 0
    alone: int = 0
    written: bool = False


def infer_owner_addresses(
    configured: Sequence[str], owner_name: str, candidates: Iterable[AddressFacts]
) -> tuple[str, ...]:
    """Addresses that are the owner's besides the configured ones.

    Evidence: From in sent folders, Delivered-To, or being the only addressee of inbox mail; and,
    because assistants write from the owner's folder too, either nearly all of the sent mail or a
    name in common with the owner.
    """
    ordered = sorted(candidates, key=lambda one: -one.sent)
    total = sum(one.sent for one in ordered)
    known = {one.lower() for one in configured}
    tokens = _owner_tokens(configured, owner_name)
    if ordered and ordered[0].sent >= LEAST_SENT and ordered[0].sent * 2 > total:
        # Most of the sent mail is from one address: that is the owner, whatever was configured.
        known.add(ordered[0].email)
        tokens |= _owner_tokens((ordered[0].email,), "")
    is_named_like_owner = _name_test(tokens, owner_name)
    found = {
        one.email
        for one in ordered
        if one.email not in known
        and (one.sent >= LEAST_SENT or one.delivered or one.alone >= 2 * LEAST_SENT)
        and is_named_like_owner(one)
    }
    return tuple(sorted((known | found) - {one.lower() for one in configured}))


def may_be_owners(
    addresses: Iterable[AddressFacts], owner_addresses: Iterable[str], owner_name: str
) -> bool:
    """Whether any of these has so much in common with the owner's name, or with what is known as
    the owner's addresses, that it is another of them if there is evidence.
    """
    tokens = _owner_tokens(owner_addresses, owner_name)
    is_named_like_owner = _name_test(tokens, owner_name)
    return any(map(is_named_like_owner, addresses))


def _name_test(tokens: frozenset[str], owner_name: str) -> Callable[[AddressFacts], bool]:
    """Whether an address has a word or a whole name in common with the owner."""
    own_name = " ".join(owner_name.casefold().split())
    given = frozenset(one.casefold() for one in _LETTERS.findall(owner_name)[:-1])
    return lambda one: (
        _shares_name(one.email, tokens, given)
        or (own_name != "" and own_name in _folded(one.names))
    )


def _owner_tokens(addresses: Iterable[str], name: str) -> frozenset[str]:
    """Words that can stand for the owner: family name first of all; first names are too common."""
    words = [one.casefold() for one in _LETTERS.findall(name)]
    tokens = set(words[-1:])
    for address in addresses:
        parts = [one.casefold() for one in _LETTERS.findall(address.partition("@")[0])]
        tokens.update(parts[-1:])
    return frozenset(one for one in tokens if len(one) >= 4)


def _shares_name(email: str, tokens: frozenset[str], given: frozenset[str]) -> bool:
    """Whether a word of the local part is such a name, alone or behind initials or a given name:
    `alovell`, `adalovell`; but `langley` is not Lang, and `johanna` not Anna.
    """
    words = [one.casefold() for one in _LETTERS.findall(email.partition("@")[0])]
    return any(
        word.endswith(token) and (len(word) <= len(token) + 2 or word.removesuffix(token) in given)
        for word in words
        for token in tokens
    )


def _folded(names: Mapping[str, int]) -> frozenset[str]:
    return frozenset(" ".join(one.casefold().split()) for one in names)


def find_namesakes(addresses: Iterable[AddressFacts]) -> frozenset[int]:
    """The ids of those that go by a full name by which another of them goes too: each of the others
    is a person by itself.
    """
    bearers: dict[str, set[int]] = {}
    for one in addresses:
        for name in _full_names(one):
            bearers.setdefault(name.key, set()).add(one.id)
    return frozenset(one for group in bearers.values() if len(group) > 1 for one in group)


def same_person_groups(
    addresses: Sequence[AddressFacts], answered_for: Iterable[tuple[int, int]] = ()
) -> list[frozenset[int]]:
    """Groups of address ids that are one person; an address alone is a group of one.

    They go by the same full name, and either belong to one organisation and the owner has written
    to both, or one answered a mail of the owner's to the other alone (`answered_for`: asked,
    answered; known by that mail's Message-ID, which nobody else has seen), from a domain that does
    not look like the other's. Where an organisation has several of a name (`Ann M. Lee`, `Ann K.
    Lee`), only equal initials are the same name.
    """
    by_id = {one.id: one for one in addresses}
    answered = [(one, other) for one, other in answered_for if one in by_id and other in by_id]
    vouched = {one.id for one in addresses if one.written} | {other for _, other in answered}
    parent = {one.id: one.id for one in addresses}

    def find(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    names = {one.id: _full_names(one) for one in addresses}
    namesakes: dict[tuple[str, str], dict[int, set[FullName]]] = {}
    for one in sorted(addresses, key=lambda each: each.id):
        organisation = organisation_domain(one.email)
        # Where a letter of the address only looks like another, somebody wants to pass for them.
        if organisation and one.id in vouched and one.email.rpartition("@")[0].isascii():
            for name in sorted(names[one.id]):
                same = namesakes.setdefault((name.key, organisation), {})
                same.setdefault(one.id, set()).add(name)
    for same in namesakes.values():
        several = not is_one_name(name for found in same.values() for name in found)
        by_particulars: dict[str, int] = {}
        for number, found in same.items():
            for particulars in sorted({name.particulars for name in found}) if several else [""]:
                if several and not particulars:
                    continue  # which of them it is, nobody can say
                first = by_particulars.setdefault(particulars, number)
                parent[find(number)] = find(first)
    for left, right in answered:
        if _share_name(names[left], names[right]) and _may_be_one(by_id[left], by_id[right]):
            parent[find(left)] = find(right)
    groups: dict[int, set[int]] = {}
    for one in addresses:
        groups.setdefault(find(one.id), set()).add(one.id)
    return [frozenset(group) for group in groups.values()]


def _may_be_one(asked: AddressFacts, answered: AddressFacts) -> bool:
    """Whether an answer may have come from another address of whom was asked. Who has broken into a
    mailbox answers in its threads from a domain that is like the true one at a glance.
    """
    return answered.email.rpartition("@")[0].isascii() and not looks_like(
        registrable_domain(asked.email), registrable_domain(answered.email)
    )


def _full_names(one: AddressFacts) -> frozenset[FullName]:
    """The full names that an address mostly goes by; none where several people write from it, for
    it must not join them. One mail that calls it something else, by mistake or on purpose, says
    nothing; a new family name is still the same person's.
    """
    if len(one.names) == 1:  # as nearly all
        (only,) = map(parse_full_name, one.names)
        return frozenset() if only is None else frozenset((only,))
    weights: Counter[str] = Counter()
    found: dict[FullName, None] = {}
    for name, weight in one.names.items():
        if parsed := parse_full_name(name):
            weights[parsed.key] += weight
            found[parsed] = None
    most = max(weights.values(), default=0)
    kept = frozenset(name for name in found if 4 * weights[name.key] >= most)
    return kept if len({name.given for name in kept}) <= 1 else frozenset()


def _share_name(left: frozenset[FullName], right: frozenset[FullName]) -> bool:
    return any(
        one.key == other.key and is_one_name((one, other)) for one in left for other in right
    )
