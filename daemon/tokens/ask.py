"""One question to a provider's token server: a form is posted, JSON comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from daemon.core.parse.harmless import clean_line
from daemon.errors import ConfigError, ConnectionLost

#: Seconds for a whole answer to begin, bytes that are read of it.
_SECONDS, _MOST = 30.0, 1 << 16


def ask(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """The answer, also one that says `error` (RFC 6749 section 5.2).

    Raises ConnectionLost where there is none, ConfigError for an address without TLS.
    """
    # Imported here: a daemon that logs in with passwords keeps no HTTP client in memory.
    import http.client
    import urllib.error
    import urllib.parse
    import urllib.request

    host = urllib.parse.urlsplit(url).hostname or ""
    if not url.startswith("https://") and host not in ("127.0.0.1", "localhost", "::1"):
        raise ConfigError([f"the token server {clean_line(host, 100)} must be https://"])
    data = urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(url, data, {"Accept": "application/json"})  # noqa: S310
    try:
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                body = answer.read(_MOST)
        except urllib.error.HTTPError as error:
            if error.code >= 500 or error.code == 429:
                raise ConnectionLost(
                    f"The sign-in server {host} cannot answer now ({error.code}).",
                    "It will be tried again.",
                ) from error
            body = error.read(_MOST)
    except (OSError, http.client.HTTPException) as error:
        raise ConnectionLost(
            f"The sign-in server {host} was not reached ({clean_line(str(error), 100)}).",
            "It will be tried again.",
        ) from error
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise ConnectionLost(
            f"The sign-in server {host} gave no proper answer.", "It will be tried again."
        )
    return told
