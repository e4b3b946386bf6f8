"""What a server's own words mean: response codes, refusals, and how they are shown to the owner."""

from __future__ import annotations

import ast
import imaplib
import re

from daemon.core.parse.harmless import clean_line

_CODE = re.compile(r"\s*\[([A-Za-z0-9-]+)")
#: How imaplib tells of a BAD.
_BAD = re.compile(r"command error: BAD (\[b.*\])$", re.DOTALL)
#: "(0.001 + 0.000 secs)", which Dovecot adds to every answer.
_DOVECOT_TIMING = re.compile(r" \([\d.]+ (?:\+ [\d.]+ )+secs\)\.?$")
#: What servers say to a wrong password where they send no response code of RFC 5530.
_REFUSAL = re.compile(
    r"authenticat\w* (?:failed|failure|unsuccessful)|(?:invalid|incorrect|bad|wrong) "
    r"(?:credentials|(?:user ?name|login|user)?(?: or |/)?password|login)|login (?:failed|incorrect"
    r"|denied|failure)|password (?:is )?(?:incorrect|wrong|invalid)|application-specific password",
    re.IGNORECASE,
)


def response_code(text: str) -> str:
    """The response code (RFC 3501 section 7.1, RFC 5530) at the start of a server's words."""
    found = _CODE.match(text)
    return found[1].upper() if found else ""


def bad_words(error: imaplib.IMAP4.error) -> str | None:
    """What a server said with a tagged BAD, or None where the error is something else."""
    if isinstance(error, imaplib.IMAP4.abort):
        return None
    found = _BAD.search(str(error))
    return server_words(ast.literal_eval(found[1])[0]) if found else None


def server_words(words: object) -> str:
    """What a server said, fit for a message to the owner: one line, harmless, 200 characters."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return clean_line(_DOVECOT_TIMING.sub("", text), 200).rstrip(".")


def says_wrong_password(words: str) -> bool:
    """Whether a NO to a login means the password, by its code, or by its words where it has none.

    Everything else ([UNAVAILABLE], [LIMIT], ...) must not count towards a lock-out (RFC 5530).
    """
    code = response_code(words)
    if code in ("", "ALERT"):
        return _REFUSAL.search(words) is not None
    return code == "AUTHENTICATIONFAILED"
