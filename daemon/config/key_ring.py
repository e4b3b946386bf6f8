"""The keyring of the owner's desktop session, where one is wanted ([mailbox] keyring). Nothing
needs it: headless servers do without, and so does who has not installed `wellkeeper[keyring]`.
"""

from __future__ import annotations

from daemon.core.parse.harmless import clean_line
from daemon.errors import WellkeeperError

#: Under which all of ours stand in a keyring.
SERVICE = "wellkeeper"
_INSTEAD = "Unlock it, or leave out [mailbox] keyring: then they are kept in files of mode 0600."


class KeyringTrouble(WellkeeperError):
    """It is not there, is locked, or cannot be used."""

    exit_code = 78


def load_secret(name: str) -> str | None:
    """What the keyring has under this name, or None. Raises KeyringTrouble."""
    try:
        import keyring  # an extra, and a second of import: only for who wants it

        found: str | None = keyring.get_password(SERVICE, name)
    except Exception as error:  # each backend has exceptions of its own
        raise _trouble("read", error) from None
    return found


def save_secret(name: str, text: str) -> None:
    """Put it there, in place of what there was. Raises KeyringTrouble."""
    try:
        import keyring

        keyring.set_password(SERVICE, name, text)
        kept = keyring.get_password(SERVICE, name) == text
    except Exception as error:
        raise _trouble("written", error) from None
    if not kept:  # the null backend takes everything and keeps nothing
        raise KeyringTrouble("The keyring does not keep what it is given.", _INSTEAD)


def forget_secret(name: str) -> None:
    """Take it out again, if it is there. Raises KeyringTrouble."""
    try:
        import keyring

        if keyring.get_password(SERVICE, name) is not None:
            keyring.delete_password(SERVICE, name)
    except Exception as error:
        raise _trouble("written", error) from None


def _trouble(what: str, error: Exception) -> KeyringTrouble:
    """Never with the words of a backend alone: they are no place for a secret, nor for a cause."""
    if isinstance(error, ImportError):
        hint = "pip install 'wellkeeper[keyring]', or leave out [mailbox] keyring."
        return KeyringTrouble("The library for keyrings is not installed.", hint)
    words = clean_line(type(error).__name__, 60)
    return KeyringTrouble(f"The keyring cannot be {what} ({words}).", _INSTEAD)
