"""Which subjects a letter can name, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.core.topic import bare_subject, readable_topic


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("Re: AW: [list] Offsite in May", "Offsite in May"),
        ("RE: FW: Q3 NUMBERS", "Q3 numbers"),
        ("Re[2]: lunch on Thursday?", "lunch on Thursday"),
        ("回复: Straße (was: foo)", "Straße"),
        ("WG: Termin am 3.5.", "Termin am 3.5"),
        ('The "new" office', "The new office"),
        ("hi", ""),
        ("Quick question", ""),
        ("Invoice 2231", ""),
        ("Your order #2231", ""),
        ("Out of Office: back in May", ""),
        ("see https://example.org", ""),
        ("12.3.", ""),
        ("x" * 90, ""),
        ("", ""),
    ],
)
def test_names_what_can_be_named(subject: str, topic: str) -> None:
    assert readable_topic(subject) == topic


def test_the_subject_of_an_answer_keeps_its_tag_and_loses_its_marks() -> None:
    assert bare_subject("Re: AW: [list] Offsite") == "[list] Offsite"


@given(st.text(max_size=400))
def test_takes_any_subject(subject: str) -> None:
    topic = readable_topic(subject)
    assert len(topic) <= 60
    assert not set(topic) & set('\r\n[]{}"<>')
