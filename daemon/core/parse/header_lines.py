"""What each line of an ordinary header says, read once and remembered by the text of the line: a
mailbox says the same lines over and over. For `short_way.py`, which puts a mail together from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from daemon.core.keys import subject_key
from daemon.core.parse.addresses import MAX_TEXT, parse_address_list
from daemon.core.parse.dates import parse_date, parse_usual_date
from daemon.core.parse.encoded_words import decode_words
from daemon.core.parse.harmless import clean_line
from daemon.core.parse.headers import (
    DELIVERED_FIELDS,
    MAX_CONTENT_TYPE,
    MAX_MARK,
    MAX_MARKS,
    MAX_SUBJECT,
    is_null_path,
    parse_delivered,
    single_sender,
)
from daemon.core.parse.kind import (
    CHECKED,
    OTHER,
    TELL_BY_PRESENCE,
    TELL_BY_WORDS,
    judge,
    may_tell,
    read_check,
)
from daemon.core.parse.message_ids import parse_message_id, read_plain_ids
from daemon.core.parse.subject_signs import NO_SIGNS, Signs, signs_of
from daemon.core.parse.subjects import split_clean

#: So many lines and subjects of at most this length are remembered, and as many before them.
_REMEMBERED, _SUBJECTS, _MAX_REMEMBERED = 8_192, 2_048, 300


#: A field and what a line of it says; None is said by a line that tells nothing.
Said = tuple[str, Any]
#: Said by a line for which the header that holds it must go the long way.
ODD: Said = ("", None)
#: The address and the name of a sender, and of what kind mail from there is, and why, where
#: nothing else tells.
Sender = tuple[str, str, str, str]
#: A subject and its key, whether it answers, how it stands in the key of the content, and what it
#: sounds like.
Subject = tuple[str, int | None, bool, str, Signs]


class People(NamedTuple):
    """The recipients of one field, as in ScannedMail; `emails` are their addresses, `joined` the
    same as in the key of the content.
    """

    people: tuple[tuple[str, str, str], ...] = ()
    number: int = 0
    emails: tuple[str, ...] = ()
    joined: str = ""


def _clean(value: str, limit: int) -> str:
    """A value of which it is known that it is plain ASCII without blanks around it."""
    if "=?" in value or "  " in value or len(value) > limit:
        return clean_line(decode_words(value), limit)
    return value


def _read_sender(value: str) -> Sender:
    sender = single_sender(parse_address_list(value))
    email, name = (sender.email, sender.name) if sender else ("", "")
    kind, why = judge(email, NO_SIGNS, "", (), False, ())
    return email, name, kind.value, why


def _read_people(field: str) -> Callable[[str], People]:
    def read(value: str) -> People:
        found = parse_address_list(value)
        emails = tuple([one.email for one in found.mailboxes])
        people = tuple([(field, one.email, one.name) for one in found.mailboxes])
        return People(people, found.count, emails, ",".join(sorted(set(emails))))

    return read


def _read_subject(value: str) -> Subject:
    text = _clean(value, MAX_SUBJECT)
    folded = text.casefold()  # of a clean line, nothing else is folded
    about, is_reply = split_clean(text, folded)
    return text, subject_key(about), is_reply, folded, signs_of(text)


def _read_date(value: str) -> int | None:
    seconds = parse_usual_date(value)
    if seconds is None and (date := parse_date(value)) is not None:
        return int(date.timestamp())
    return seconds


def _read_content_type(value: str) -> tuple[str, bool]:
    """The content type, and whether it may tell of a machine."""
    text = _clean(value, MAX_CONTENT_TYPE)
    return text, may_tell(text)


def _read_delivered(value: str) -> tuple[str, ...]:
    email = parse_delivered(value)
    return (email,) if email else ()


def _read_mark(value: str) -> str | None:
    return _clean(value, MAX_MARK) if value else None


def _read_checked(value: str) -> str | None:
    if "=?" not in value and "dmarc" not in value.lower():
        return OTHER if value else None  # soonest said
    return read_check(_clean(value, MAX_MARKS[CHECKED])) if value else None


def _read_presence(value: str) -> str | None:
    return "" if value else None


def _read_return_path(value: str) -> str | None:
    return "" if is_null_path(value) else None


def _say_nothing(value: str) -> None:
    """For fields that are fetched, and of which nothing is stored."""


class _Field(NamedTuple):
    """How the value of a field is read, whether its lines come again, and how long a line may be
    so that no limit of the long way is reached.
    """

    name: str
    read: Callable[[str], Any]
    again: bool = True
    longest: int = 2_000


_FIELDS = {
    one.name: one
    for one in (
        *(_Field(name, _read_mark) for name in TELL_BY_WORDS),
        *(_Field(name, _read_presence, False) for name in TELL_BY_PRESENCE),
        *(_Field(name, _read_delivered) for name in DELIVERED_FIELDS),
        _Field(CHECKED, _read_checked, False),
        _Field("from", _read_sender),
        _Field("to", _read_people("to"), longest=MAX_TEXT),
        _Field("cc", _read_people("cc"), longest=MAX_TEXT),
        _Field("bcc", _read_people("bcc"), longest=MAX_TEXT),
        _Field("subject", _read_subject),
        _Field("date", _read_date, False, 200),
        _Field("message-id", parse_message_id, False),
        _Field("in-reply-to", str, False),
        _Field("references", read_plain_ids, False, 12_000),
        _Field("content-type", _read_content_type),
        _Field("return-path", _read_return_path),
        _Field("reply-to", _say_nothing),
        _Field("sender", _say_nothing),
        _Field("x-wellkeeper", _say_nothing, False, longest=0),  # always odd
    )
}
#: Of which nothing is known but what it is called.
_OTHER = _Field("", _say_nothing, False, longest=100_000)
#: As they are written by nearly everybody, so that few names need to be folded.
_USUAL_NAMES = {
    spelled: field
    for name, field in _FIELDS.items()
    for spelled in (name, name.title(), name.upper(), name.title().replace("Id", "ID"))
}


class _Memory(dict[str, Said]):
    """The lines that were read last, at most so many, and as many before them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.before: dict[str, Said] = {}

    def recall(self, line: str, field: _Field, start: int) -> Said:
        """What a line says whose value begins there."""
        said = self.get(line) or self.before.get(line)
        if said is None:
            said = field.name, field.read(line[start:].strip(" "))
        if len(line) <= _MAX_REMEMBERED:
            if len(self) >= self.most:
                self.before = dict(self)
                self.clear()
            self[line] = said
        return said

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self.before.clear()


class HeaderLines:
    """Reads lines of headers, which are plain ASCII. Those of fields that say the same in many
    mails are remembered, and subjects, of which most are new, apart from the others.
    """

    def __init__(self) -> None:
        self._known = _Memory(_REMEMBERED)
        self._subjects = _Memory(_SUBJECTS)

    def read(self, lines: Sequence[str]) -> list[Said]:
        """What each of these lines says, which are unfolded, of as many mails as may be."""
        said: list[Any] = list(map(self._known.get, lines))
        new: dict[str, list[int]] = defaultdict(list)
        for at in [at for at, known in enumerate(said) if known is None]:
            new[lines[at].partition(":")[0]].append(at)
        for name, places in new.items():
            found = self._read_column(name, [lines[at] for at in places])
            for at, one in zip(places, found, strict=True):
                said[at] = one
        return said

    def _read_column(self, name: str, lines: list[str]) -> Iterable[Said]:
        """What lines say that begin with the same name."""
        field = _USUAL_NAMES.get(name) or _FIELDS.get(name[:80].strip().lower(), _OTHER)
        whole = "".join(lines)
        is_odd = (
            name < "!"  # nothing, or a blank
            or name in lines  # without a colon
            or any(one in whole for one in "\t\r\n")
            or max(map(len, lines)) > field.longest
        )
        if is_odd and len(lines) == 1:
            return [ODD]
        if is_odd:
            middle = len(lines) // 2
            halves = lines[:middle], lines[middle:]
            return [one for half in halves for one in self._read_column(name, half)]
        start = len(name) + 1
        if field.again:
            memory = self._subjects if field.name == "subject" else self._known
            return [memory.recall(line, field, start) for line in lines]
        values = [line[start:].strip(" ") for line in lines]
        return zip(repeat(field.name or name), map(field.read, values))

    def forget(self) -> None:
        """Let go of all lines, some ten megabytes after a large mailbox."""
        self._known.forget()
        self._subjects.forget()


#: What the fields say that a header does not have.
NO_SENDER, NO_PEOPLE, NO_SUBJECT = _read_sender(""), People(), _read_subject("")
NO_TYPE = _read_content_type("")
