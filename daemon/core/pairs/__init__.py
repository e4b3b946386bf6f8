"""Which two people the owner might introduce to each other, and why: `find_pairs`."""

from __future__ import annotations

from daemon.core.pairs.pairing import find_pairs
from daemon.core.pairs.who import Pair, Profile, called, is_two_way, may_meet

__all__ = ["Pair", "Profile", "called", "find_pairs", "is_two_way", "may_meet"]
