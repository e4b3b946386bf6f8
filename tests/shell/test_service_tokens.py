"""The daemon and tokens: the sign-in is revoked while it runs, and made anew."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from daemon_process import Daemon, settled
from token_server import TokenServer, dovecot_with_tokens
from waiting import until

from daemon.tokens import TokenFile, Tokens


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    server = TokenServer()
    yield server
    server.close()


@pytest.fixture
def signed_in(tokens: TokenServer, tmp_path: Path) -> Iterator[Daemon]:
    """A daemon that runs, whose every pass logs in with a token."""
    with dovecot_with_tokens(tokens) as server:
        made = Daemon(tmp_path, server, "ann")
        made.write(
            mailbox=f'ca_file = "{server.ca_file}"\n[mailbox.oauth]\nclient_id = "our-app"\n'
            f'token_url = "{tokens.url}/token"\ndevice_url = "{tokens.url}/device"\n',
            security="tls",
        )
        made.secrets.unlink()
        tokens_of(made).save(Tokens(tokens.refresh))
        settled(made.start(pace=0.01))
        yield made
        if made.process is not None and made.process.poll() is None:
            made.process.kill()
            made.process.wait()


def tokens_of(daemon: Daemon) -> TokenFile:
    return TokenFile(daemon.store.with_name("wellkeeper.db.tokens-main"))


def refreshes(tokens: TokenServer) -> int:
    return sum(form["grant_type"] == "refresh_token" for form in tokens.forms)


def revoke(daemon: Daemon, tokens: TokenServer) -> None:
    """As the owner or the provider does: neither token is good for anything any more."""
    tokens.refresh = "revoked"
    tokens.valid.clear()
    daemon.server.restart()  # and the sessions that there are have ended


def test_a_revoked_sign_in_is_told_of_and_not_asked_for_again_and_again(
    signed_in: Daemon, tokens: TokenServer
) -> None:
    before = refreshes(tokens)
    revoke(signed_in, tokens)
    until(lambda: "(3 of 3)" in signed_in.log)
    told = signed_in.status()
    assert not told["healthy"] and told["running"]
    ((one,),) = [[one for one in told["errors"] if one["where"] == "login main"]]
    assert "was refused 3 times" in one["says"] and "wellkeeper login" in one["hint"]
    asked = refreshes(tokens)
    assert asked - before <= 3 + signed_in.log.count("watching main")
    for _ in range(3):  # whatever wakes it, the servers are left alone
        signed_in.signal(signal.SIGUSR1)
        until(lambda: signed_in.status()["running"])
    assert refreshes(tokens) == asked
    assert signed_in.process is not None and signed_in.process.poll() is None


def test_it_goes_on_by_itself_when_somebody_has_signed_in_anew(
    signed_in: Daemon, tokens: TokenServer
) -> None:
    revoke(signed_in, tokens)
    until(lambda: "(3 of 3)" in signed_in.log)
    said = signed_in.call("login")
    assert said.returncode == 0, said.stderr
    signed_in.bring(1)
    until(lambda: not signed_in.status()["errors"])
    until(lambda: signed_in.known() == 1)
