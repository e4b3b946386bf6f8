"""What signatures tell: tables of made-up ones in many languages, and hostile text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from spent import assert_bounded

from daemon.core.detectors.signature_facts import detect
from daemon.core.model import MessageKind, ReadMessage
from daemon.core.parse.job_words import is_organisation, is_title
from daemon.core.parse.phones import find_phones, readable_phone, region_of_domain


def facts(
    signature: str,
    name: str,
    email: str,
    region: str = "",
    kind: MessageKind = MessageKind.PERSONAL,
) -> dict[str, list[str]]:
    message = ReadMessage(
        "", "", False, signature=signature, sender_name=name, sender_email=email, region=region,
        kind=kind,
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for finding in detect(message):
        assert finding.quote
        assert len(finding.quote) <= 200
        found.setdefault(finding.kind, []).append(finding.value)
    return found


SIGNATURES: list[tuple[str, str, str, str, dict[str, list[str]]]] = [
    (
        "Thanks,\n\nAnn Bell\nManager, Generation Investments\nPhone: x24 or 555-0148",
        "Ann Bell", "ann.bell@northgas.example", "US",
        {"name": ["Ann Bell"], "title": ["Manager, Generation Investments"]},
    ),
    (
        "Ann Bell\nNorthgas North America Legal\n(212) 736-5000\nFax (212) 736-5001",
        "", "ann.bell@northgas.com", "US",
        {"name": ["Ann Bell"], "organisation": ["Northgas North America Legal"],
         "phone": ["+12127365000"], "fax": ["+12127365001"]},
    ),
    (
        "Mit freundlichen Grüßen\n\nDr. Jörg Weiß\nLeiter Vertrieb\nMuster Maschinenbau GmbH\n"
        "Industriestr. 12\n80331 München\nTel. 089 / 21 03 44-0\nFax 089 / 21 03 44-99\n"
        "Mobil 0171 2345678\nwww.muster-maschinenbau.de\nUSt-ID DE123456789\n"
        "IBAN DE89 3704 0044 0532 0130 00",
        "Jörg Weiß", "j.weiss@muster-maschinenbau.de", "",
        {"name": ["Dr. Jörg Weiß"], "title": ["Leiter Vertrieb"],
         "organisation": ["Muster Maschinenbau GmbH"], "phone": ["+49892103440"],
         "fax": ["+498921034499"], "mobile": ["+491712345678"],
         "web": ["https://www.muster-maschinenbau.de"]},
    ),
    (
        "Cordialement,\n\nClaire Moreau\nResponsable marketing | Atelier Bleu SARL\n"
        "T +33 1 42 68 53 00 | M +33 6 12 34 56 78",
        "Claire Moreau", "claire@atelierbleu.fr", "",
        {"name": ["Claire Moreau"], "title": ["Responsable marketing"],
         "organisation": ["Atelier Bleu SARL"], "phone": ["+33142685300"],
         "mobile": ["+33612345678"]},
    ),
    (
        "Un saludo,\nLucía Ferrer Ruiz\nDirectora de Operaciones\nUniversidad de Valencia\n"
        "Tel.: 96 386 41 00",
        "Lucía Ferrer", "lucia.ferrer@uv.es", "",
        {"name": ["Lucía Ferrer Ruiz"], "title": ["Directora de Operaciones"],
         "organisation": ["Universidad de Valencia"], "phone": ["+34963864100"]},
    ),
    (
        "Met vriendelijke groet,\nSanne de Wit\nProjectleider\nDe Wit Bouw B.V.\n"
        "Tel: 020-6234567",
        "Sanne de Wit", "sanne@dewitbouw.nl", "",
        {"name": ["Sanne de Wit"], "title": ["Projectleider"],
         "organisation": ["De Wit Bouw B.V"], "phone": ["+31206234567"]},
    ),
    (
        "Cordiali saluti\nMarco Rossi\nResponsabile Acquisti, Rossi Impianti S.p.A.\n"
        "Cell. 333 1234567",
        "Marco Rossi", "m.rossi@rossi-impianti.it", "",
        {"name": ["Marco Rossi"], "title": ["Responsabile Acquisti"],
         "organisation": ["Rossi Impianti S.p.A"], "mobile": ["+393331234567"]},
    ),
    (
        "Pozdrawiam\nAnna Kowalska\nKierownik Projektu\nZielona Energia Sp. z o.o.\n"
        "tel. 22 621 02 51",
        "Anna Kowalska", "a.kowalska@zielonaenergia.pl", "",
        {"name": ["Anna Kowalska"], "title": ["Kierownik Projektu"],
         "organisation": ["Zielona Energia Sp. z o.o"], "phone": ["+48226210251"]},
    ),
    (
        "Atenciosamente,\nJoão Silva\nSócio-gerente\nSilva & Filhos Lda\nTel 21 342 1234",
        "João Silva", "joao@silvaefilhos.pt", "",
        {"name": ["João Silva"], "title": ["Sócio-gerente"],
         "organisation": ["Silva & Filhos Lda"], "phone": ["+351213421234"]},
    ),
    (
        "Bob\n\nRobert Lane, VP Sales at Fernhill Partners\n(c) 212 736 5002",
        "Robert Lane", "rlane@fernhill.com", "US",
        {"name": ["Robert Lane"], "title": ["VP Sales"], "organisation": ["Fernhill Partners"],
         "mobile": ["+12127365002"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "name", "email", "region", "expected"), SIGNATURES, ids=lambda one: str(one)[:24]
)
def test_reads_signatures(
    signature: str, name: str, email: str, region: str, expected: dict[str, list[str]]
) -> None:
    found = facts(signature, name, email, region)
    assert {kind: found.get(kind) for kind in expected} == expected
    assert set(found) == set(expected)


@pytest.mark.parametrize(
    ("signature", "name", "email"),
    [
        # Another signs below: a forwarded letter, an assistant.
        ("Sincerely,\nRoger Dunn\nManager of Trading\n212 736 5000", "", "djohn@pine.com"),
        ("Thanks,\nHeather", "Ed Miles", "ed.miles@pine.com"),
        ("Kim\n\nBob Stone\nVice President\n212-736-5000", "Kim Lee", "kim.lee@pine.com"),
        # No telephone: a private exchange, an order, an account, a date, a postal code.
        ("Kim Lee\nx3885", "Kim Lee", "kim.lee@pine.com"),
        ("Kim Lee\nOrder 2127365000", "Kim Lee", "kim.lee@pine.com"),
        ("Kim Lee\nIBAN DE89 3704 0044 0532 0130 00", "Kim Lee", "kim.lee@pine.com"),
        ("Kim Lee\n12.05.2001 10:30-11:30", "Kim Lee", "kim.lee@pine.com"),
        ("Kim Lee\nHouston, TX 77002-1234", "Kim Lee", "kim.lee@pine.com"),
        # Quotations, slogans, footers of lists and of free mail.
        ('Kim Lee\n"The manager is always right." -- The President', "Kim Lee", "kim@pine.com"),
        ("Kim\n________\nPine-Users mailing list\nhttps://pine.com/x", "Kim Lee", "kim@pine.com"),
        ("Kim\n____\nGet your FREE download at http://free.example", "Kim Lee", "kim@pine.com"),
        ("Kim Lee\nhttp://lists.pine.com/mailman/listinfo/fork", "Kim Lee", "kim@pine.com"),
        ("", "Kim Lee", "kim@pine.com"),
    ],
)  # fmt: skip
def test_says_nothing_rather_than_something_wrong(signature: str, name: str, email: str) -> None:
    assert set(facts(signature, name, email, "US")) <= {"name"}


def test_bulk_mail_has_no_author() -> None:
    text, name = "Kim Lee\nEditor\n212-736-5000", "Kim Lee"
    assert facts(text, name, "kim.lee@pine.com", "US")
    assert not facts(text, name, "kim.lee@pine.com", "US", MessageKind.BULK)


@pytest.mark.parametrize(
    "piece",
    ["Manager, West Gas", "Vice President & General Counsel", "Sr. Analyst", "Analyst II", "CTO",
     "Head of Research", "Geschäftsführer", "Vertriebsleiterin", "Assistenz der Geschäftsführung",
     "Chef de projet", "Chargée de mission", "Jefe de Ventas", "Direttore Generale", "Hoofd Inkoop",
     "Diretor Comercial", "Radca prawny", "Systems Administrator", "General Manager EMEA"],
)  # fmt: skip
def test_titles(piece: str) -> None:
    assert is_title(piece)


@pytest.mark.parametrize(
    "piece",
    ["Legal Department", "Office of the Chairman", "I am the manager", "Please call the director",
     "Managers", "Trader Desktop Deployment", "Houston, Texas", "Risk Management", "Acme Inc.",
     "Associate", "Geschäftsführer: Max Muster", "see the agent", "Kind regards", "thanks partner",
     "Boss Jones, sysadmin for Example", "Sales", "1 Manager Street"],
)  # fmt: skip
def test_no_titles(piece: str) -> None:
    assert not is_title(piece)


@pytest.mark.parametrize(
    ("piece", "domain", "expected"),
    [
        ("Northgas Wholesale Services", "northgas.com", True),
        ("First Call Associates", "firstcallassociates.com", True),
        ("Goldfinch, Sacks & Co.", "gs.com", True),
        ("University of Leeds", "", True),
        ("City of Pasadena", "", True),
        ("Muster GmbH & Co. KG", "", True),
        ("Inc.", "", False),
        ("Legal Department", "northgas.com", False),
        ("1400 Smith Street", "smith.com", False),
        ("Houston Texas", "northgas.com", False),
        ("we are a company", "", False),
        ("Physical Gas Settlements", "northgas.com", False),
    ],
)
def test_organisations(piece: str, domain: str, expected: bool) -> None:
    assert is_organisation(piece, domain) is expected


@pytest.mark.parametrize(
    ("line", "regions", "expected"),
    [
        ("212.736.5000 Office     917.736.2230 Cell", ("US",),
         [("+12127365000", "phone"), ("+19177362230", "mobile")]),
        ("(o) 212 736 7619 (c) 212 736 3364 (f) 212-736-3490", ("US",),
         [("+12127367619", "phone"), ("+12127363364", "mobile"), ("+12127363490", "fax")]),
        ("W 212-736-1040 x.24", ("US",), [("+12127361040;ext=24", "phone")]),
        ("Telefax: 040/8905-123", ("DE",), [("+498905123", "fax")]),
        ("pager: 212-736-7619", ("US",), []),
        ("0171 1234567", ("DE",), [("+491711234567", "mobile")]),
        ("212-736-5000", (), []),
        ("+44 20 7946 0018", (), [("+442079460018", "phone")]),
    ],
)  # fmt: skip
def test_telephones(line: str, regions: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    if "Telefax" in line:
        expected = [("+49408905123", "fax")]
    assert [(one.number, one.sort) for one in find_phones(line, regions)] == expected


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("+17135550100", "+1 713-555-0100"),
        ("+4930901820;ext=12", "+49 30 901820 ext. 12"),
        ("+0", "+0"),
    ],
)
def test_telephones_as_people_write_them(number: str, written: str) -> None:
    assert readable_phone(number) == written


def test_regions_of_domains() -> None:
    assert region_of_domain("a@b.co.uk") == "GB"
    assert region_of_domain("a@b.de") == "DE"
    assert region_of_domain("a@b.com") == ""
    assert region_of_domain("a@b.io") == ""


HOSTILE: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "Kim Lee\n" + "1" * n,
    "spaced digits": lambda n: "Kim Lee\n" + "1 2 " * (n // 4),
    "phones": lambda n: "Kim Lee\n" + "212-736-5000 " * (n // 13),
    "phone lines": lambda n: "Kim Lee\n" + "Tel 212-736-5000\n" * (n // 17),
    "names": lambda n: "Kim Lee\n" * (n // 8),
    "words": lambda n: "Kim Lee Manager of " * (n // 19),
    "separators": lambda n: "Kim Lee |" * (n // 9),
    "blanks": lambda n: "Kim Lee" + " " * n,
    "lines": lambda n: "Kim Lee" + "\n" * n,
    "dashes": lambda n: "Kim Lee\n" + "- " * (n // 2),
    "commas": lambda n: "Kim Lee\nManager" + "," * n,
    "links": lambda n: "Kim Lee\n" + "http://a" * (n // 8),
    "angles": lambda n: "Kim Lee\n" + "<a@" * (n // 3),
    "plus": lambda n: "Kim Lee\n" + "+" * n,
    "brackets": lambda n: "Kim Lee\n" + "(1" * (n // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_signatures_take_bounded_time(name: str) -> None:
    facts("Kim Lee\n212-736-5000", "Kim Lee", "kim.lee@pine.com", "US")  # tables are loaded
    hostile = HOSTILE[name]
    assert_bounded(lambda size: partial(facts, hostile(size), "Kim Lee", "kim.lee@pine.com", "US"))
