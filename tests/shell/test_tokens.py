"""Signing in with tokens: on a real Dovecot with OAUTHBEARER and XOAUTH2, against a token server of
our own that rotates its refresh tokens.
"""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dovecot import Dovecot
from token_server import TokenServer, dovecot_with_tokens

from daemon.config import MailboxSettings
from daemon.config.settings import OAuthSettings
from daemon.errors import ConfigError, ConnectionLost, LoginRejected
from daemon.jobs.session import connect
from daemon.tokens import TokenFile, Tokens, access_token
from daemon.tokens.flows import DeviceFlow, LoopbackFlow

ACCOUNT = ("127.0.0.1", 143, "ann")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tokens() -> Iterator[TokenServer]:
    server = TokenServer()
    yield server
    server.close()


@pytest.fixture(scope="module", params=["oauthbearer xoauth2", "xoauth2"])
def oauth_dovecot(request: pytest.FixtureRequest, tokens: TokenServer) -> Iterator[Dovecot]:
    with dovecot_with_tokens(tokens, request.param) as server:
        yield server


def mailbox(server: Dovecot, tokens: TokenServer, folder: Path) -> MailboxSettings:
    return MailboxSettings(
        host=server.host, port=server.tls_port, user="ann", ca_file=server.ca_file,
        oauth=tokens.settings(), token_file=folder / "wellkeeper.db.tokens-main",
    )  # fmt: skip


def signed_in(settings: MailboxSettings, tokens: TokenServer, seconds: float = -1) -> TokenFile:
    assert settings.token_file is not None
    file = TokenFile(settings.token_file)
    file.save(Tokens(tokens.refresh, "stale", time.time() + seconds))
    return file


def test_a_token_logs_in_and_its_successor_is_kept(
    oauth_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    settings = mailbox(oauth_dovecot, tokens, tmp_path)
    file = signed_in(settings, tokens)
    before = tokens.refresh
    with connect(settings) as session:
        assert any(one.name == "INBOX" for one in session.list_folders())
    kept = file.load()
    assert kept is not None and kept.refresh_token == tokens.refresh != before
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    count = tokens.count
    connect(settings).close()  # the access token is good still
    assert tokens.count == count


def test_a_token_that_the_server_refuses_is_renewed_once(
    oauth_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    settings = mailbox(oauth_dovecot, tokens, tmp_path)
    signed_in(settings, tokens, 3000)  # "stale" is refused though its time has not come
    count = tokens.count
    connect(settings).close()
    assert tokens.count == count + 1


def test_a_token_that_stays_refused_is_a_refused_login(
    oauth_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    settings = mailbox(oauth_dovecot, tokens, tmp_path)
    signed_in(settings, tokens)
    count = tokens.count
    tokens.valid = _Nobody()
    try:
        with pytest.raises(LoginRejected):
            connect(settings)
    finally:
        tokens.valid = {}
    assert tokens.count == count + 2


class _Nobody(dict[str, str]):
    def __setitem__(self, key: str, value: str) -> None:
        pass


def test_a_revoked_sign_in_says_what_to_do(tokens: TokenServer, tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "tokens")
    with pytest.raises(LoginRejected, match="Nobody has signed in"):
        access_token(tokens.settings(), file, ACCOUNT)
    file.save(Tokens("revoked"))
    with pytest.raises(LoginRejected, match="revoked") as caught:
        access_token(tokens.settings(), file, ACCOUNT)
    assert caught.value.account == ACCOUNT and "wellkeeper login" in caught.value.hint


def test_a_server_in_trouble_is_no_refusal(tokens: TokenServer, tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "tokens")
    file.save(Tokens(tokens.refresh))
    tokens.fails = True
    try:
        with pytest.raises(ConnectionLost):
            access_token(tokens.settings(), file, ACCOUNT)
    finally:
        tokens.fails = False
    kept = file.load()
    assert kept is not None and kept.refresh_token == tokens.refresh  # nothing was lost


def test_two_at_once_do_not_void_each_other(tokens: TokenServer, tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "tokens")
    file.save(Tokens(tokens.refresh))
    count, got = tokens.count, []

    def fetch() -> None:
        got.append(access_token(tokens.settings(), file, ACCOUNT))

    threads = [threading.Thread(target=fetch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(got)) == 1 and len(got) == 8 and tokens.count == count + 1


def test_the_device_flow(tokens: TokenServer) -> None:
    flow = DeviceFlow(tokens.settings())
    assert (flow.code, flow.address) == ("ABCD-EFGH", f"{tokens.url}/activate")
    tokens.pending = 2
    assert flow.wait(lambda _: None).refresh_token == tokens.refresh
    assert tokens.pending == 0


def test_the_browser_flow_takes_only_its_own_answer(tokens: TokenServer) -> None:
    flow = LoopbackFlow(tokens.settings(), "ann@example.org")
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(flow.address).query))
    assert query["code_challenge_method"] == "S256" and query["login_hint"] == "ann@example.org"

    def browse() -> None:
        for path in ("favicon.ico", f"?state={query['state']}&code=the-code"):
            try:
                urllib.request.urlopen(query["redirect_uri"] + path, timeout=5).read()
            except urllib.error.HTTPError as error:
                assert error.code == 404

    threading.Thread(target=browse).start()
    assert flow.wait(10).refresh_token == tokens.refresh
    form = tokens.forms[-1]
    assert form["code"] == "the-code" and len(form["code_verifier"]) >= 43

    forged = LoopbackFlow(tokens.settings())
    address = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(forged.address).query))
    threading.Thread(
        target=lambda: urllib.request.urlopen(address["redirect_uri"] + "?state=x&code=y")
    ).start()
    with pytest.raises(LoginRejected, match="not for this sign-in"):
        forged.wait(10)


def test_tokens_travel_over_tls_only(tokens: TokenServer, tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "tokens")
    file.save(Tokens("secret-refresh"))
    settings = OAuthSettings(client_id="x", token_url="http://sso.example.org/token")
    with pytest.raises(ConfigError, match="https"):
        access_token(settings, file, ACCOUNT)


def test_tokens_are_never_shown(oauth_dovecot: Dovecot, tokens: TokenServer) -> None:
    assert "abc" not in repr(Tokens("abc", "abc"))
    settings = replace(oauth_dovecot.settings(), access_token="abc")
    assert "abc" not in repr(settings)


def test_login_on_the_command_line(
    oauth_dovecot: Dovecot, tokens: TokenServer, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(
        f'[owner]\nname = "Ann"\naddress = "ann@example.org"\n[mailbox]\nhost = "127.0.0.1"\n'
        f'port = {oauth_dovecot.tls_port}\nuser = "ann"\nca_file = "{oauth_dovecot.ca_file}"\n'
        f'[mailbox.oauth]\nclient_id = "our-app"\ntoken_url = "{tokens.url}/token"\n'
        f'device_url = "{tokens.url}/device"\n[store]\nurl = "sqlite:///{tmp_path}/w.db"\n'
    )
    tokens.pending = 1
    said = subprocess.run(
        [sys.executable, "-m", "daemon", "--config", tmp_path / "config.toml", "login"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert "ABCD-EFGH" in said.stdout and "Signed in as ann" in said.stdout
    assert stat.S_IMODE((tmp_path / "w.db.tokens-main").stat().st_mode) == 0o600
