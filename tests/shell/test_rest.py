"""How long a wake-up waits: one mail never, a stream of mail as long as it takes."""

from __future__ import annotations

import pytest

from daemon.service.rest import ALLOWANCE, LONGEST, SHARE, Rest


def test_a_mail_right_after_a_pass_does_not_wait() -> None:
    rest = Rest()
    for number in range(10):
        at = 100.0 + number
        assert rest.seconds(at) == 0
        rest.worked(0.5, at + 0.5)
        assert rest.seconds(at + 0.5) == 0


@pytest.mark.parametrize("pass_seconds", [0.3, 2.0, 30.0])
def test_a_stream_of_mail_takes_at_most_its_share(pass_seconds: float) -> None:
    """There is always mail: whenever a wake-up need not wait, a pass is made."""
    rest, at, worked = Rest(), 0.0, 0.0
    while at < 3600 * 5:
        at += rest.seconds(at) + pass_seconds
        worked += pass_seconds
        rest.worked(pass_seconds, at)
    # A single pass that is longer than the longest wait allows for takes more: it is waited for.
    most = max(SHARE, pass_seconds / (pass_seconds + LONGEST))
    assert worked <= most * at + ALLOWANCE + pass_seconds


def test_a_first_scan_of_an_hour_is_no_debt() -> None:
    rest = Rest()
    rest.worked(3600, 3600)
    assert 0 < rest.seconds(3600) <= LONGEST + 1e-9
    assert rest.seconds(3600 + LONGEST) == 0
