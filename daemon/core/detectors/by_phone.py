"""Decides whether a mail leaves its matter to the telephone or to a talk ("call me tomorrow", "stop
by"): whether that was done mail does not tell, and a draft of an answer would come too late.
"""

from __future__ import annotations

from daemon.core.model import Finding, ReadMessage
from daemon.core.parse.phone_words import leaves_to_the_phone, that_may_leave_to_the_phone
from daemon.core.parse.sentences import split_sentences

NAME = "by_phone"
VERSION = 1
_MAX_QUOTE = 200
_MAX_SENTENCES, _MAX_SENTENCE = 60, 600


def detect(message: ReadMessage) -> tuple[Finding, ...]:
    """At most one finding of kind `by_phone`; `quote` is the sentence, or the subject."""
    sentences = split_sentences(message.new_text)[:_MAX_SENTENCES]
    for sentence in (message.subject, *that_may_leave_to_the_phone(sentences, _MAX_SENTENCE)):
        if leaves_to_the_phone(sentence, _MAX_SENTENCE):
            return (Finding("by_phone", sentence[:_MAX_QUOTE]),)
    return ()
