"""Which two people the owner might introduce to each other, and why: `pairing.find_pairs`, which
reads many words and is loaded where it is asked.
"""

from __future__ import annotations

from daemon.core.pairs.who import Pair, Profile, called, is_two_way, may_meet

__all__ = ["Pair", "Profile", "called", "is_two_way", "may_meet"]
