"""A provider's token server: it gives, rotates and revokes tokens; and a Dovecot that asks it."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dovecot import Dovecot

from daemon.config import Secret
from daemon.config.settings import OAuthSettings


class TokenServer:
    """Gives tokens: a refresh token is good for one use, an access token until it is revoked."""

    def __init__(self) -> None:
        self.valid: dict[str, str] = {}  # access token -> user
        self.refresh = "refresh-0"
        self.count = 0
        self.fails = False
        self.pending = 0
        self.forms: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(urllib.parse.parse_qsl(body))
                self._answer(*outer.answer(self.path, form))

            def do_GET(self) -> None:
                asked = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                user = outer.valid.get(asked["token"][0])
                self._answer(200 if user else 401, {"active": bool(user), "username": user})

            def _answer(self, code: int, told: dict[str, Any]) -> None:
                data = json.dumps(told).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.forms.append(form)
        if self.fails:
            return 503, {}
        if path == "/device":
            return 200, {
                "device_code": "dc", "user_code": "ABCD-EFGH", "interval": 0,
                "verification_uri": f"{self.url}/activate", "expires_in": 60,
            }  # fmt: skip
        if form["grant_type"].endswith("device_code") and self.pending:
            self.pending -= 1
            return 400, {"error": "authorization_pending"}
        if form["grant_type"] == "refresh_token" and form["refresh_token"] != self.refresh:
            return 400, {"error": "invalid_grant", "error_description": "Token has been revoked"}
        self.count += 1
        self.refresh = f"refresh-{self.count}"
        token = f"access-{self.count}"
        self.valid[token] = "ann"
        return 200, {"access_token": token, "refresh_token": self.refresh, "expires_in": 3600}

    def settings(self) -> OAuthSettings:
        return OAuthSettings(
            client_id="our-app", token_url=f"{self.url}/token", device_url=f"{self.url}/device",
            authorize_url="https://sso.example.org/authorize", scope="imap offline_access",
            client_secret=Secret(""),
        )  # fmt: skip


@contextmanager
def dovecot_with_tokens(
    tokens: TokenServer, mechanisms: str = "oauthbearer xoauth2"
) -> Iterator[Dovecot]:
    """A server that lets in whom the token server knows by an access token."""
    folder = Path(tempfile.mkdtemp(prefix="wk-oauth-"))
    folder.chmod(0o755)  # Dovecot runs as nobody, who may not look into pytest's own folders
    settings = folder / "oauth2.conf.ext"
    settings.write_text(
        f"introspection_mode = get\nintrospection_url = {tokens.url}/who?token=\n"
        "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
    )
    settings.chmod(0o644)
    server = Dovecot(
        extra=f"auth_mechanisms = plain {mechanisms}\npassdb {{\n  driver = oauth2\n"
        f"  mechanisms = xoauth2 oauthbearer\n  args = {settings}\n}}\n"
    )
    try:
        yield server.start()
    finally:
        server.remove()
        shutil.rmtree(folder)
