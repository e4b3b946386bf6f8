"""The rules below one top-level domain say the same as all of them."""

from __future__ import annotations

import pkgutil

import pytest
from publicsuffixlist import PublicSuffixList

from daemon.core.domains import may_share_domain, organisation_domain, registrable_domain

ALL = PublicSuffixList()
ODD = (
    "a.b.c.nowhere", "nowhere", "co.uk", "x.co.uk", "ck", "www.ck", "a.www.ck", "b.ck", "c.b.ck",
    "city.kobe.jp", "a.city.kobe.jp", "a.b.kobe.jp", "kobe.jp", "xn--55qx5d.cn", "a.xn--55qx5d.cn",
    "a.公司.cn", "香港", "a.香港", "a.xn--j6w193g", "a..b.com", "com", "COM", "A.Co.Uk", "a_b.com",
    "-.com", "a.b.github.io", "127.0.0.1", "x.//", "a.com//", "a b.com", "é.com", "a.ÉÉ",
)  # fmt: skip


def domains() -> list[str]:
    """Every rule of the list, alone, with one label before it and with two."""
    data = pkgutil.get_data("publicsuffixlist", "public_suffix_list.dat")
    assert data is not None
    rules = {
        line.split(" ")[0].lstrip("!").replace("*.", "w.")
        for line in data.decode().splitlines()
        if line and not line.startswith("//")
    }
    assert len(rules) > 9000
    by_end = sorted(rules, key=lambda one: one.rpartition(".")[2])
    return [f"{before}{rule}" for rule in by_end for before in ("", "a.", "b.a.")]


def test_every_rule() -> None:
    wrong = [
        one
        for one in (*domains(), *ODD)
        if registrable_domain(f"ann@{one}") != (ALL.privatesuffix(one.strip(".")) or one.strip("."))
    ]
    assert wrong == []


def test_domains_that_cannot_be_one_organisation_are_known_by_their_end() -> None:
    for one in ("a.co.uk", "b.a.co.uk", "c.co.uk", "a.com", "b.a.com", "com", "a.b.github.io"):
        for other in ("a.co.uk", "a.com", "x.a.com", "b.github.io", "com", "[1.2.3.4]"):
            if not may_share_domain(f"x@{one}", f"y@{other}"):
                assert registrable_domain(f"x@{one}") != registrable_domain(f"y@{other}")


@pytest.mark.parametrize("email", ["ann@gmail.com", "ann@[1.2.3.4]"])
def test_some_say_nothing_of_an_organisation(email: str) -> None:
    assert organisation_domain(email) == ""
