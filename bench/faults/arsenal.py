"""The faults of a siege: which kinds there are, how often each comes, and where it strikes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bench.faults.carrier import Fault
from bench.faults.drafts import Point, at_patterns

#: How often each kind of fault comes.
SHARES = {
    "cut": 0.54, "call": 0.2, "kill at a byte": 0.1, "late commit": 0.075, "stall": 0.005,
    "drip": 0.02, "garbage under TLS": 0.03, "at a pattern": 0.03,
}  # fmt: skip


@dataclass(slots=True)
class Arsenal:
    """What can be thrown at a pass. `sizes` are the bytes that one takes each way, in plain text
    and under TLS; `ways` the calls of one, each with a way in which it can fail.
    """

    sizes: dict[bool, dict[str, int]] = field(default_factory=dict)
    ways: list[tuple[int, str]] = field(default_factory=list)

    def choose(self, chance: random.Random, taken: dict[str, int]) -> Point:
        """One fault. The ways in which a call can fail are gone through one after another."""
        (kind,) = chance.choices([*SHARES], [*SHARES.values()])
        if kind == "call" and self.ways:
            at = taken.setdefault("call", chance.randrange(len(self.ways)))
            taken["call"] = at + 1
            number, how = self.ways[at % len(self.ways)]
            return Point(kind, call=number, how=how)
        tls, way = chance.random() < 0.5, chance.choice(("up", "down"))
        if kind == "late commit":
            # The message of the draft: the second half of what is said.
            size = self.sizes[False]["up"]
            at, late = chance.randrange(size // 2, size), chance.choice((0, 1, 2, 4))
            return Point(kind, Fault("up", at, "hold"), late=late)
        if kind == "at a pattern":
            return at_patterns(1, chance)[0]
        if kind == "garbage under TLS":
            how, tls = chance.choice(("insert", "replace")), True
        else:
            named = {"kill at a byte": "kill", "stall": "stall", "drip": "drip"}
            how = named.get(kind, chance.choice(("fin", "rst")))
        kind = "cut" if kind == "call" else kind
        return Point(kind, Fault(way, chance.randrange(self.sizes[tls][way]), how, tls))
