"""How five mail programs write a letter: Message-IDs, quoting, signatures, parts, own fields.

For `sample` only. The shapes are those of Gmail, Outlook, Apple Mail (and iPhone), Thunderbird.
"""

from __future__ import annotations

import html
import textwrap
from datetime import datetime

from daemon.core.values import dataclass
from daemon.demo.mime import Part, build_number, build_token, build_uuid
from daemon.demo.world import APPLE, GMAIL, IPHONE, OUTLOOK, THUNDERBIRD, Character

_DE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
}
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_OUTLOOK_WORDS = {
    "en": ("From: ", "Sent: ", "To: ", "Subject: "),
    "de": ("Von: ", "Gesendet: ", "An: ", "Betreff: "),
    "fr": ("De : ", "Envoyé : ", "À : ", "Objet : "),
    "es": ("De: ", "Enviado: ", "Para: ", "Asunto: "),
}
_REPLY_PREFIX = {(OUTLOOK, "de"): "AW: ", (OUTLOOK, "fr"): "RE: ", (OUTLOOK, "en"): "RE: "}


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it went out: what the next one in its conversation refers to and quotes."""

    message_id: str
    references: tuple[str, ...]
    sender: Character
    address: str
    to: tuple[str, ...]
    subject: str
    sent_at: datetime
    text: str


def build_message_id(client: str, address: str, key: str) -> str:
    """With angle brackets, in the manner of the client, and the same for the same key."""
    token, domain = build_token(key, 40), address.partition("@")[2]
    if client == GMAIL:
        return f"<CA{token[:7].title()}+{token[7:20]}_{token[20:34].upper()}@mail.gmail.example>"
    if client == OUTLOOK:
        host = f"AM{token[0]}PR04MB{build_number(key, 9000) + 1000}"
        return f"<{host}{token[:18].upper()}{host}@{host}.eurprd04.prod.outlook.example>"
    if client in {APPLE, IPHONE}:
        return f"<{build_uuid(key).upper()}@{domain}>"
    return f"<{build_uuid(key)}@{domain}>"


def build_reply_subject(client: str, language: str, subject: str) -> str:
    """The subject of an answer; a prefix that is there already stays alone."""
    if subject[:3].lower() in {"re:", "aw:", "sv:"}:
        return subject
    return _REPLY_PREFIX.get((client, language), "Re: ") + subject


def build_client_fields(client: str, key: str, subject: str, answer: bool) -> list[tuple[str, str]]:
    """What a program adds to the header to say that it was here."""
    if client == GMAIL:
        return [("X-Gm-Message-State", f"AOJu0Y{build_token(key, 30)}")]
    if client == APPLE:
        return [
            ("Mime-Version", "1.0 (Mac OS X Mail 16.0 \\(3776.700.51\\))"),
            ("X-Mailer", "Apple Mail (2.3776.700.51)"),
        ]
    if client == IPHONE:
        return [("Mime-Version", "1.0 (1.0)"), ("X-Mailer", "iPhone Mail (21F90)")]
    if client == THUNDERBIRD:
        return [("User-Agent", "Mozilla Thunderbird"), ("Content-Language", "en-GB")]
    topic = subject.partition(": ")[2] if answer else subject
    return [
        ("Thread-Topic", topic),
        ("Thread-Index", f"AQHa{build_token(key, 24)}=="),
        ("Accept-Language", "en-GB, en-US"),
        ("X-MS-Has-Attach", ""),
        ("X-Originating-IP", "[192.0.2.17]"),
    ]


def build_text(
    client: str, language: str, words: str, signature: str, previous: Written | None
) -> str:
    """The plain text of a letter: its words, the signature, and what it answers."""
    if client == GMAIL:
        words = _wrap(words, 74)
    elif client == THUNDERBIRD:
        words = _wrap(words, 72, flowed=True)
    if signature and client == IPHONE:
        words += f"\n\n{signature}"
    elif signature:
        words += f"\n\n{'' if client == OUTLOOK else '-- ' + chr(10)}{signature}"
    if previous is None:
        return words
    quote = build_quote(client, language, previous)
    return f"{quote}\n\n{words}" if client == THUNDERBIRD else f"{words}\n\n{quote}"


def build_quote(client: str, language: str, previous: Written) -> str:
    """The attribution line and the quoted text below it, as this client writes them."""
    if client == OUTLOOK:
        return f"{'_' * 32}\n{build_outlook_block(previous, language)}\n\n{previous.text}"
    quoted = "\n".join(f">{'' if line.startswith('>') else ' '}{line}".rstrip()
                       for line in previous.text.split("\n"))  # fmt: skip
    return f"{build_attribution(client, previous, language)}\n\n{quoted}"


def build_attribution(client: str, previous: Written, language: str) -> str:
    """The line above a quote ("On … wrote:"), by client and language."""
    at, name = previous.sent_at, previous.sender.name
    if client == THUNDERBIRD:
        if language == "de":
            return f"Am {at:%d.%m.%y} um {at:%H:%M} schrieb {name}:"
        return f"On {at:%d/%m/%Y} {at:%H:%M}, {name} wrote:"
    who = f"{name} <{previous.address}>"
    if client == GMAIL:
        clock = f"{at.hour % 12 or 12}:{at:%M}\u202f{'AM' if at.hour < 12 else 'PM'}"
        day = f"{_EN[at.weekday()][:3]}, {_SHORT[at.month - 1]} {at.day}, {at.year}"
        line = f"On {day} at {clock} {who}"
        return f"{line}\nwrote:" if len(line) > 70 else f"{line} wrote:"
    return f"On {at.day} {_SHORT[at.month - 1]} {at.year}, at {at:%H:%M}, {who} wrote:"


def build_outlook_block(previous: Written, language: str) -> str:
    """The four lines that Outlook sets above what it quotes."""
    sender, sent, to, subject = _OUTLOOK_WORDS[language]
    at = previous.sent_at
    month = _MONTHS[language].split()[at.month - 1]
    when = {
        "en": f"{_EN[at.weekday()]}, {month} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M} "
        + ("AM" if at.hour < 12 else "PM"),
        "de": f"{_DE[at.weekday()]}, {at.day}. {month} {at.year} {at:%H:%M}",
        "fr": f"{_FR[at.weekday()]} {at.day} {month} {at.year} {at:%H:%M}",
        "es": f"{_ES[at.weekday()]}, {at.day} de {month} de {at.year} {at:%H:%M}",
    }[language]
    return (
        f"{sender}{previous.sender.name} <{previous.address}>\n{sent}{when}\n"
        f"{to}{'; '.join(previous.to)}\n{subject}{previous.subject}"
    )


def build_part(
    client: str, language: str, text: str, words: str, signature: str,
    previous: Written | None, key: str, charset: str,
) -> Part:  # fmt: skip
    """The body as parts: Gmail and Outlook send HTML beside the text, the others text alone."""
    if charset:
        label = charset.partition("=")[2]
        real = charset.partition("=")[0]
        return Part("text/plain", text, real, "quoted-printable", label)
    if client == THUNDERBIRD:
        return Part("text/plain", text, "UTF-8", "8bit", parameters="; format=flowed")
    if client == APPLE and text.isascii() and max(map(len, text.split("\n"))) < 900:
        return Part("text/plain", text, "us-ascii", "quoted-printable")
    if client in {APPLE, IPHONE}:
        return Part("text/plain", text, "utf-8", "quoted-printable")
    encoding = "base64" if client == OUTLOOK and build_number(key, 3) else "quoted-printable"
    if client == OUTLOOK:
        rich = build_outlook_html(words, signature, previous, language)
    else:
        rich = build_gmail_html(words, signature, previous)
    return Part(
        "multipart/alternative",
        parts=(
            Part("text/plain", text, "UTF-8", encoding),
            Part("text/html", rich, "UTF-8", encoding),
        ),
    )


def build_gmail_html(words: str, signature: str, previous: Written | None) -> str:
    """Gmail's HTML: divs, gmail_signature, gmail_quote."""
    lines = [f"<div>{html.escape(line) or '<br>'}</div>" for line in words.split("\n")]
    page = f'<div dir="ltr">{"".join(lines)}'
    if signature:
        page += (
            '<div><br></div><span class="gmail_signature_prefix">-- </span><br>'
            f'<div dir="ltr" class="gmail_signature">{_break(signature)}</div>'
        )
    page += "</div>"
    if previous is not None:
        said = html.escape(build_attribution(GMAIL, previous, "en").replace("\n", " "))
        page += (
            f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{said}<br></div>'
            '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px '
            f'solid rgb(204,204,204);padding-left:1ex">{_break(previous.text)}</blockquote></div>'
        )
    return page


def build_outlook_html(words: str, signature: str, previous: Written | None, language: str) -> str:
    """Outlook's HTML: Word's style sheet, MsoNormal, and a ruled block before the quote."""
    lines = [
        f'<p class="MsoNormal">{html.escape(line) or "<o:p>&nbsp;</o:p>"}</p>'
        for line in [*words.split("\n"), *(("", *signature.split("\n")) if signature else ())]
    ]
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>\n<!--\n'
        'p.MsoNormal\n\t{margin:0cm;\n\tfont-size:11.0pt;\n\tfont-family:"Calibri",sans-serif;}\n'
        "-->\n</style></head><body lang=\"EN-GB\"><div class=\"WordSection1\">"
        + "\n".join(lines) + "</div>"
    )  # fmt: skip
    if previous is not None:
        block = _break(build_outlook_block(previous, language))
        page += (
            '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
            f'<p class="MsoNormal">{block}</p></div>\n<p class="MsoNormal">'
            f"{_break(previous.text)}</p>"
        )
    return page + "</body></html>"


def _break(text: str) -> str:
    return html.escape(text).replace("\n", "<br>\n")


def _wrap(text: str, width: int, flowed: bool = False) -> str:
    """Lines of at most `width`; `flowed` leaves the trailing space of RFC 3676, section 4.2."""
    out: list[str] = []
    for line in text.split("\n"):
        pieces = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        if flowed:
            pieces = [piece + " " for piece in pieces[:-1]] + pieces[-1:]
        out.extend(pieces)
    return "\n".join(out)
