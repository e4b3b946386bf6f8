"""Decides which digits of a line are somebody's telephone, of which sort, and its one spelling:
E.164, an extension after `;ext=` (RFC 3966, section 5.3). Order numbers and bank accounts are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from daemon.core.values import dataclass

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

PhoneSort = Literal["phone", "mobile", "fax"]

_MAX_LINE = 200
#: Seven digits or more, however they are grouped: below that nothing is dialled from abroad.
_DIALLED = re.compile(r"(?:\d[^\w\n]{0,3}){6,}\d")
#: What stands in a line whose digits are something else.
_NOT_A_PHONE = re.compile(
    r"\b(?:iban|bic|swift|konto(?:nummer)?|kto|blz|ust(?:[-.\s]?id)?|steuer\w*|hr[ab]|handelsregister"
    r"|siret|siren|rcs|n[ií]f|cif|vat|tva|tax|abn|ein|kvk|btw|p\.?\s?iva|partita|nip|regon|krs"
    r"|orders?|invoice|rechnung|bestell\w*|kundennummer|facture|ref(?:erence)?|case|ticket|tracking"
    r"|account|acct|pin|passcode|access\scode|meeting\sid|conference\sid|icq|aim|msn|fingerprint"
    r"|(?:pgp|gpg|key)\s?(?:key|id|fp)?|isbn|issn)\b(?!\s?(?:manager|executive|director))",
    re.IGNORECASE,
)
#: A single letter is a label only before a mark or right before the number.
_END = r"(?:(?<=\w)(?!\w))"
_FAX = re.compile(
    rf"\b(?:fax|facsimile|telefax|télécopie|telecopie|faks|fx|f(?=[:.\]|)]|\s*\W?\s*$)){_END}",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"\b(?:mobiles?|mobil\w{0,8}|cell(?:ular|phone)?|handy|natel|gsm|portable|móvil|movil|celular"
    r"|cellulare|telemóvel|telemovel|komórk\w{1,4}|kom|mob|[mc](?=[:.\]|)]|\s*\W?\s*$))"
    rf"{_END}",
    re.IGNORECASE,
)
_PAGER = re.compile(r"\b(?:pager|beeper|pgr)\b", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:tel\w{0,9}|tél\w{0,9}|phone|ph|fon|direct|office|work|main|büro|durchwahl|zentrale|voice"
    rf"|desk|home|privat|bureau|[tpwohd](?=[:.\]|)]|\s*\W?\s*$)){_END}",
    re.IGNORECASE,
)
_LABELS: tuple[tuple[re.Pattern[str], Literal["fax", "mobile", "pager", "phone"]], ...] = (
    (_PHONE, "phone"),
    (_MOBILE, "mobile"),
    (_PAGER, "pager"),
    (_FAX, "fax"),
)
_MAX_LABEL = 24


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: `number` as `+17135551234` or `+17135551234;ext=24`."""

    number: str
    sort: PhoneSort


def region_of_domain(email: str) -> str:
    """The country that an address's domain belongs to (ISO 3166, two letters), or ""."""
    ending = email.rpartition(".")[2].lower()
    if ending == "uk":
        return "GB"
    # Endings that are bought for their sound say nothing about a country.
    if len(ending) != 2 or ending in ("io", "ai", "me", "tv", "co", "ly", "fm", "to", "eu", "cc"):
        return ""
    return ending.upper()


def find_phones(line: str, regions: tuple[str, ...]) -> tuple[Phone, ...]:
    """The telephones of one line; `regions` are guesses for numbers without a country, the best
    first. A number must be valid in its country's plan. Never raises.
    """
    line = line[:_MAX_LINE]
    if not _DIALLED.search(line) or _NOT_A_PHONE.search(line):
        return ()
    # Imported here because its tables cost a tenth of a second that most commands never need.
    from phonenumbers import PhoneNumberMatcher

    for region in (*regions, None):
        try:
            found = list(PhoneNumberMatcher(line, region, max_tries=50))
        except Exception:  # a library's slip over odd digits costs a number, never a scan
            return ()
        if found:
            break
    else:
        return ()
    # "832 851 2880 Office  713 516 2230 Cell": one line labels all its numbers on the same side.
    labelled_before = _label(line[: found[0].start]) is not None
    phones: list[Phone] = []
    for at, match in enumerate(found):
        if labelled_before:
            label = _label(line[found[at - 1].end if at else 0 : match.start])
        else:
            following = found[at + 1].start if at + 1 < len(found) else len(line)
            label = _label(line[match.end : following][:_MAX_LABEL])
        sort = label or ("mobile" if _is_mobile(match.number) else "phone")
        extension = (match.number.extension or "").strip()
        number = f"+{match.number.country_code}{_national(match.number)}"
        if sort != "pager":
            phones.append(Phone(f"{number};ext={extension}" if extension else number, sort))
    return tuple(phones)


def readable_phone(number: str) -> str:
    """A number in E.164 as people write it, for abroad: `+1 713-555-0100`, `+49 30 1234567`."""
    from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

    digits, _, extension = number.partition(";ext=")
    try:
        written = format_number(parse(digits), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        written = digits
    return f"{written} ext. {extension}" if extension else written


def _national(number: PhoneNumber) -> str:
    from phonenumbers import national_significant_number

    return national_significant_number(number)


def _is_mobile(number: PhoneNumber) -> bool:
    """Whether the plan of its country says so; in North America no number tells."""
    from phonenumbers import PhoneNumberType, number_type

    return bool(number_type(number) == PhoneNumberType.MOBILE)


def _label(text: str) -> Literal["fax", "mobile", "pager", "phone"] | None:
    """What the label nearest to the end of a text calls a number."""
    labels = {
        found.end(): sort for pattern, sort in _LABELS for found in pattern.finditer(text[-60:])
    }
    return labels[max(labels)] if labels else None
