"""Signing in for the first time: with a code on any device (RFC 8628), or with a browser on this
machine (RFC 8252, with PKCE). Both end with tokens; the password is never seen here.
"""

from __future__ import annotations

import http.server
import secrets
import time
import urllib.parse
from collections.abc import Callable
from typing import Any

from oauthlib.oauth2 import WebApplicationClient

from daemon.config.settings import OAuthSettings
from daemon.errors import ConnectionLost, LoginRejected
from daemon.tokens.ask import ask
from daemon.tokens.refresh import read_tokens, refusal
from daemon.tokens.token_file import Tokens

_DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_NOBODY = ("", 0, "")


class DeviceFlow:
    """The owner opens `address` on any device and types `code`; `wait` ends when they have."""

    def __init__(self, settings: OAuthSettings) -> None:
        """Ask for a code. Raises LoginRejected, ConnectionLost."""
        self._settings = settings
        told = ask(settings.device_url, {"client_id": settings.client_id, "scope": settings.scope})
        if "error" in told:
            raise refusal(told, _NOBODY)
        try:
            self._device_code = str(told["device_code"])
            self.code = str(told["user_code"])
            self.address = str(told.get("verification_uri") or told["verification_url"])
            self._pause = float(told.get("interval", 5))
            self._ends = time.monotonic() + float(told.get("expires_in", 900))
        except (KeyError, TypeError, ValueError) as error:
            raise ConnectionLost("The sign-in server gave no code.", "Try again later.") from error

    def wait(self, sleep: Callable[[float], None] = time.sleep) -> Tokens:
        """Raises LoginRejected where the owner says no or takes too long."""
        while time.monotonic() < self._ends:
            sleep(self._pause)
            form = {
                "grant_type": _DEVICE_GRANT,
                "device_code": self._device_code,
                "client_id": self._settings.client_id,
            }
            told = ask(self._settings.token_url, _with_secret(form, self._settings))
            error = told.get("error")
            if error is None:
                return read_tokens(told)
            if error == "slow_down":
                self._pause += 5  # RFC 8628 section 3.5
            elif error != "authorization_pending":
                raise refusal(told, _NOBODY)
        raise LoginRejected("Nobody signed in before the code ran out.", "Begin again.")


class LoopbackFlow:
    """The owner opens `address` in a browser on this machine, which comes back to us."""

    def __init__(self, settings: OAuthSettings, login_hint: str = "") -> None:
        self._settings = settings
        self._client = WebApplicationClient(settings.client_id)
        self._verifier = self._client.create_code_verifier(64)
        self._state = secrets.token_urlsafe(24)
        self._server = _Catcher()
        self._redirect = f"http://127.0.0.1:{self._server.server_address[1]}/"
        self.address: str = self._client.prepare_request_uri(
            settings.authorize_url,
            redirect_uri=self._redirect,
            scope=settings.scope,
            state=self._state,
            code_challenge=self._client.create_code_challenge(self._verifier, "S256"),
            code_challenge_method="S256",
            access_type="offline",
            prompt="consent",
            **({"login_hint": login_hint} if login_hint else {}),
        )

    def wait(self, seconds: float = 300.0) -> Tokens:
        """Raises LoginRejected where the owner says no, takes too long, or somebody else calls."""
        with self._server as server:
            ends = time.monotonic() + seconds
            while not server.came and (left := ends - time.monotonic()) > 0:
                server.timeout = left
                server.handle_request()
        came = server.came
        if not came:
            raise LoginRejected("Nobody signed in in time.", "Begin again.")
        if not secrets.compare_digest(came.get("state", ""), self._state):
            raise LoginRejected("The answer was not for this sign-in.", "Begin again.")
        if "code" not in came:
            raise LoginRejected(f"The sign-in failed: {came.get('error', 'no code')}.", "")
        form = {
            "grant_type": "authorization_code",
            "code": came["code"],
            "redirect_uri": self._redirect,
            "client_id": self._settings.client_id,
            "code_verifier": self._verifier,
        }
        told = ask(self._settings.token_url, _with_secret(form, self._settings))
        if "error" in told:
            raise refusal(told, _NOBODY)
        return read_tokens(told)


def _with_secret(form: dict[str, str], settings: OAuthSettings) -> dict[str, str]:
    secret = settings.client_secret.reveal()
    return {**form, "client_secret": secret} if secret else form


class _Catcher(http.server.HTTPServer):
    """Takes the one request with which the browser comes back."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.came: dict[str, str] = {}


class _Handler(http.server.BaseHTTPRequestHandler):
    timeout = 10

    def do_GET(self) -> None:
        """The owner's browser, with a code or an error; anything else is not for us."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        mine = "state" in query and isinstance(self.server, _Catcher)
        if mine:
            self.server.came = query  # type: ignore[attr-defined]
        self.send_response(200 if mine else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"You may close this window." if mine else b"Not here.")

    def log_message(self, format: str, *arguments: Any) -> None:
        """Its lines would show the code."""
