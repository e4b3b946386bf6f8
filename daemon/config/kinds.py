"""Decides what a setting may hold: the types of fields, each with its limits and with the words
that a problem report uses for "expected ...".
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

_ADDRESS = r"^[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)*$"

Text = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$",
        description="some text on one line",
    ),
]
Email = Annotated[
    str,
    Meta(
        max_length=254, pattern=_ADDRESS, description='an e-mail address such as "ada@example.org"'
    ),
]
Emails = Annotated[
    tuple[Email, ...], Meta(description='e-mail addresses such as ["ada@example.org"]')
]
Country = Annotated[
    str,
    Meta(
        pattern=r"^(auto|[A-Za-z]{2})?$",
        description='a country as two letters such as "DE", "auto", or "" for no holidays',
    ),
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[
    tuple[Weekday, ...],
    Meta(
        min_length=1,
        max_length=7,
        description='days out of "mon", "tue", "wed", "thu", "fri", "sat", "sun"',
    ),
]
DayOfWeek = Annotated[
    Weekday, Meta(description='"mon", "tue", "wed", "thu", "fri", "sat" or "sun"')
]
MailboxName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$",
        description="a short name of letters and digits",
    ),
]
Port = Annotated[int, Meta(ge=1, le=65535, description="a number from 1 to 65535")]
Security = Annotated[
    Literal["tls", "starttls", "none"], Meta(description='"tls", "starttls" or "none"')
]
Seconds = Annotated[int, Meta(ge=1, le=600, description="a number of seconds from 1 to 600")]
FolderName = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=250,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="the name of a folder",
    ),
]
FolderNames = Annotated[
    tuple[FolderName, ...], Meta(description="a folder name, or a list of them")
]
Minutes = Annotated[int, Meta(ge=1, le=1440, description="a number of minutes from 1 to 1440")]
YesNo = Annotated[bool, Meta(description="true or false")]
Hour = Annotated[int, Meta(ge=0, le=23, description="an hour from 0 to 23")]
PerDay = Annotated[int, Meta(ge=0, le=50, description="a number from 0 to 50")]
PerWeek = Annotated[int, Meta(ge=0, le=200, description="a number from 0 to 200")]
Word = Annotated[
    str,
    Meta(
        max_length=40,
        pattern=r"^[^\W\d_][\w'’-]*$",
        description='one word such as "farrier", without blanks',
    ),
]
Synonyms = Annotated[
    tuple[Annotated[tuple[Word, ...], Meta(min_length=2, max_length=50)], ...],
    Meta(
        max_length=500,
        description="lists of at least two single words that mean the same trade such as "
        '[["farrier", "hufschmied"]]',
    ),
]
DaysBetween = Annotated[int, Meta(ge=0, le=365, description="a number of days from 0 to 365")]
