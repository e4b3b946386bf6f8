"""The access token of a mailbox, fresh; and what it means where there is none any more."""

from __future__ import annotations

import time
from typing import Any

from daemon.config.settings import OAuthSettings
from daemon.core.parse.harmless import clean_line
from daemon.errors import ConnectionLost, LoginRejected
from daemon.tokens.ask import ask
from daemon.tokens.token_file import TokenFile, Tokens

#: An access token that ends within so many seconds is not begun with.
_SPARE = 120.0
#: Answers (RFC 6749 section 5.2) that no repetition will change.
_FINAL = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "access_denied"})
SIGN_IN = "Sign in again: wellkeeper login"


def access_token(
    settings: OAuthSettings, file: TokenFile, account: tuple[str, int, str], refused: str = ""
) -> str:
    """A token to log in with, refreshed where it has run out or is the one that was `refused`.

    Raises LoginRejected where the owner has to sign in (again), ConnectionLost.
    """
    with file.turn():
        tokens = file.load()
        if tokens is None:
            raise LoginRejected("Nobody has signed in to this mailbox yet.", SIGN_IN, account)
        fresh = tokens.expires_at - time.time() > _SPARE
        if fresh and tokens.access_token and tokens.access_token != refused:
            return tokens.access_token
        form = {
            "grant_type": "refresh_token",
            "refresh_token": tokens.refresh_token,
            "client_id": settings.client_id,
        }
        if settings.client_secret:
            form["client_secret"] = settings.client_secret.reveal()
        told = ask(settings.token_url, form)
        if "error" in told:
            raise refusal(told, account)
        renewed = read_tokens(told, tokens.refresh_token)
        file.save(renewed)
        return renewed.access_token


def read_tokens(told: dict[str, Any], refresh_token: str = "") -> Tokens:
    """The tokens in an answer; where it brings no new refresh token, the old one holds."""
    access = told.get("access_token")
    refresh = told.get("refresh_token") or refresh_token
    if not isinstance(access, str) or not isinstance(refresh, str) or not access or not refresh:
        raise ConnectionLost("The sign-in server gave no token.", "It will be tried again.")
    try:
        seconds = float(told.get("expires_in", 3600))
    except (TypeError, ValueError):
        seconds = 3600.0
    return Tokens(refresh, access, time.time() + seconds)


def refusal(told: dict[str, Any], account: tuple[str, int, str]) -> LoginRejected | ConnectionLost:
    """What an `error` in an answer means."""
    code = clean_line(str(told.get("error")), 60)
    words = clean_line(str(told.get("error_description") or code), 200).rstrip(".")
    if code in _FINAL:
        return LoginRejected(f"The sign-in is no longer valid: {words}.", SIGN_IN, account)
    return ConnectionLost(f"The sign-in server refused: {words}.", "It will be tried again.")
