"""Any bytes at all, in everything that reads foreign bytes: read, refused, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.faults.targets import PIECES, TARGETS, HarmfulText, _check


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    piece = st.one_of(st.sampled_from(PIECES[name]), st.binary(max_size=12))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(piece, max_size=25).map(b"".join))
    def reads(raw: bytes) -> None:
        TARGETS[name](raw)

    reads()


def test_what_goes_on_unescaped_is_seen() -> None:
    with pytest.raises(HarmfulText):
        _check(["fine", "not \u202e fine"])
