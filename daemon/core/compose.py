"""Decides the bytes of a draft: its Message-ID, its header, and a body that every mail client can
edit. No name, subject or text can add a header field or a recipient.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email import headerregistry
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from daemon.core.flowed import clean_paragraphs, flow_quoted, flow_text
from daemon.core.mail import DRAFT_MARK, MARK_HEADER, Address
from daemon.core.parse.harmless import clean_line, clean_text

_MAX_NAME, _MAX_SUBJECT, _MAX_TEXT = 120, 250, 100_000
_MAX_REFERENCES, _MAX_QUOTED_LINES = 20, 60

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\.?)+")
#: Spelled out, as strftime would follow the locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: What may stand between < and > of a message id: printable ASCII that ends nothing.
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}")


class UnusableAddress(ValueError):
    """An address that no draft can go to; `why` says what is wrong, without the address."""

    def __init__(self, email: str) -> None:
        local, _, domain = email.strip().rpartition("@")
        if not local or not domain:
            self.why = "it has no name or no domain"
        elif ".." in email or local[0] == "." or local[-1] == ".":
            self.why = "it has two dots in a row, or one at an end, which mail servers refuse"
        else:
            self.why = "it is not written as an address is"
        super().__init__(f"not an address that a draft can go to: {email[:100]!r}, for {self.why}")


def is_usable(email: str) -> bool:
    """Whether a draft can go to an address."""
    try:
        _checked_email(email)
    except UnusableAddress:
        return False
    return True


def draft_message_id(owner_address: str, kind: str, person_key: str, occasion: str) -> str:
    """The Message-ID (without brackets) of the one draft for this occasion: always the same, so
    that a draft whose placing was interrupted is found again instead of placed twice.
    """
    owner = owner_address.strip().lower()
    fields = "".join(f"{len(f)}:{f}" for f in (owner, kind, person_key, occasion))
    digest = hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    try:
        domain = _checked_email(owner).partition("@")[2]
    except ValueError:
        domain = "wellkeeper.invalid"
    return f"wk-{digest}@{domain}"


def compose_mime(
    *, message_id: str, sender: Address, to: Sequence[Address], subject: str, text: str,
    at: datetime, in_reply_to: str = "", references: Sequence[str] = (), quoted: str = "",
    bcc: Sequence[Address] = (),
) -> bytes:  # fmt: skip
    """The draft as bytes, CRLF. `at` is aware; message ids stand without brackets; `quoted` is
    what `quote_original` gave.

    Names and subject are made harmless; ids of others that are not usable are left out. Raises
    ValueError for an address, an own Message-ID or a time that cannot be used, and for no text.
    """
    if at.tzinfo is None:
        raise ValueError("the time of a draft needs a time zone")
    if not _MESSAGE_ID.fullmatch(message_id) or "@" not in message_id:
        raise ValueError(f"not a Message-ID: {message_id[:100]!r}")
    recipients = [header_address(a) for a in {a.email.lower(): a for a in reversed(to)}.values()]
    if not recipients:
        raise ValueError("a draft needs a recipient")
    if len(text) + len(quoted) > _MAX_TEXT or not clean_paragraphs(text).strip():
        raise ValueError("the text of a draft is empty or too long")
    message = EmailMessage(policy=SMTP)
    message["From"] = [header_address(sender)]
    message["To"] = recipients[::-1]
    seen = {one.email.lower() for one in to}
    hidden = [header_address(one) for one in bcc if one.email.lower() not in seen]
    if hidden:
        message["Bcc"] = hidden
    message["Date"] = format_datetime(at)
    # An encoded word in the text would be decoded by EmailMessage, line breaks in it and all, and
    # written so by Python before 3.11.10 (CVE-2024-6923).
    message["Subject"] = clean_line(subject, _MAX_SUBJECT).replace("=?", "= ?")
    message[MARK_HEADER] = DRAFT_MARK
    body = flow_text(text) + ("\n" + flow_quoted(quoted) if quoted else "")
    # 7bit where it is enough, else quoted-printable. 8bit would be shorter, but not every server
    # stores it unchanged, and QP guards the spaces at line ends that flowed text lives by; every
    # mail client decodes either before it shows the draft for editing.
    encoding = "7bit" if body.isascii() else "quoted-printable"
    message.set_content(body, cte=encoding, params={"format": "flowed"})
    return _id_fields(message_id, in_reply_to, references) + serialise(message)


def quote_original(text: str, author: str, at: datetime) -> str:
    """The attribution line and the original below it, at most 60 lines, each behind `> `."""
    lines = clean_text(text[:_MAX_TEXT]).strip("\n").split("\n")
    quoted = [f"> {line}".rstrip() if not line.startswith(">") else f">{line}" for line in lines]
    if len(quoted) > _MAX_QUOTED_LINES:
        quoted = [*quoted[: _MAX_QUOTED_LINES - 1], "> […]"]
    when = f"{at.day} {_MONTHS[at.month - 1]} {at.year} at {at:%H:%M}"
    # This form is the one that mail clients fold away, and that quote strippers know.
    return f"On {when}, {clean_line(author, _MAX_NAME)} wrote:\n" + "\n".join(quoted) + "\n"


def serialise(message: EmailMessage) -> bytes:
    """The bytes of a message; raises ValueError where its header would say more than was meant."""
    try:
        raw = message.as_bytes()
    except (MessageError, LookupError, AttributeError) as error:
        raise ValueError(f"the draft cannot be written: {error}") from error
    # The last word against a header field that nobody here meant to write.
    written = re.findall(rb"^([^\s:]+):", raw.partition(b"\r\n\r\n")[0], re.MULTILINE)
    if written != [name.encode("ascii") for name in message]:
        raise ValueError("a name or the subject would change the header of the draft")
    return raw


def header_address(address: Address) -> headerregistry.Address:
    """An address as a header may carry it; raises ValueError where it cannot be one."""
    local, _, domain = _checked_email(address.email).rpartition("@")
    # The folding of the standard library loses the quotes around a name that is long or not
    # ASCII, and then a comma in it would begin another recipient: no such character goes in.
    name = re.sub(r'[\\"<>@,;:()\[\]{}=?]+', " ", clean_line(address.name, 4 * _MAX_NAME))
    return headerregistry.Address(clean_line(name, _MAX_NAME), local, domain)


def _checked_email(email: str) -> str:
    local, _, domain = email.strip().rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    # EmailMessage would decode an encoded word in it, and write to somebody else.
    usable = "=?" not in local and len(local) <= 64
    if not (usable and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise UnusableAddress(email)
    return f"{local}@{domain}"


def _id_fields(message_id: str, in_reply_to: str, references: Sequence[str]) -> bytes:
    """Message-ID, In-Reply-To and References (RFC 5322, 3.6.4), one id a line.

    Written by hand, as the standard library turns an id of more than 76 characters into an
    encoded word, which no mail client recognises. The pattern keeps them to harmless ASCII.
    """
    parent = _usable_ids([in_reply_to])
    chain = [i for i in dict.fromkeys(_usable_ids(references)) if i not in parent] + parent
    if len(chain) > _MAX_REFERENCES:  # the root of the thread and what is nearest
        chain = [chain[0], *chain[1 - _MAX_REFERENCES :]]
    fields = [f"Message-ID: <{message_id}>"]
    if parent:
        fields.append(f"In-Reply-To: <{parent[0]}>")
    if chain:
        fields.append("References: " + "\r\n ".join(f"<{i}>" for i in chain))
    return "".join(f"{field}\r\n" for field in fields).encode("ascii")


def _usable_ids(ids: Iterable[str]) -> list[str]:
    return [i for i in ids if _MESSAGE_ID.fullmatch(i)]
