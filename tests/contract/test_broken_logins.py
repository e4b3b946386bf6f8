"""Servers that greet, encrypt or refuse oddly: no password is said where it should not be, and only
a wrong one counts as refused.
"""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from scripted import CAPABILITY, ScriptedServer, Talk

from daemon.errors import (
    ConfigError,
    ConnectionLost,
    LoginRejected,
)
from daemon.mailbox import open_mailbox


@pytest.mark.parametrize(
    "greeting",
    [
        b"220 mail.example.org ESMTP\r\n",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x16\x03\x01\x00\xff\x00\r\n",
        b"* BYE too many connections\r\n",
        b"* OK\xff\xfe\r\n* \r\n\r\n",
        b"(" * 5000 + b"\r\n",
        b"x" * 1_100_000 + b"\r\n",
        b"",
    ],
)
def test_a_greeting_that_is_none(scripted: ScriptedServer, greeting: bytes) -> None:
    scripted.play(lambda talk: talk.raw(greeting))
    with pytest.raises(ConnectionLost) as caught:
        open_mailbox(scripted.settings())
    assert str(scripted.port) in caught.value.message and caught.value.hint
    assert len(caught.value.message) < 400
    assert b"secret-word" not in scripted.finish()


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_a_server_that_calls_us_logged_in_gets_nothing(
    scripted: ScriptedServer, security: str
) -> None:
    scripted.play(lambda talk: talk.greet(CAPABILITY + b" STARTTLS", b"* PREAUTH hello ann"))
    with pytest.raises(ConnectionLost, match="before we were"):
        open_mailbox(scripted.settings(security=security))
    assert b"LOGIN" not in scripted.finish()


def test_starttls_that_is_not_offered_gets_no_password(scripted: ScriptedServer) -> None:
    scripted.play(lambda talk: (talk.greet(), talk.wait()))  # type: ignore[arg-type, return-value]
    with pytest.raises(ConnectionLost, match="STARTTLS"):
        open_mailbox(scripted.settings(security="starttls"))
    assert scripted.commands() == [b"CAPABILITY"]


@pytest.mark.parametrize("answer", [b"NO not now", b"BAD what", b"OK then"])
def test_starttls_that_fails_gets_no_password(scripted: ScriptedServer, answer: bytes) -> None:
    def script(talk: Talk) -> None:
        talk.greet(CAPABILITY + b" STARTTLS")
        tag, _ = talk.hear(b"STARTTLS")
        talk.say(tag + b" " + answer)
        talk.say(b"this is not TLS at all, it is text")
        talk.wait()

    scripted.play(script)
    with pytest.raises(ConnectionLost):
        open_mailbox(scripted.settings(security="starttls"))
    assert b"LOGIN" not in scripted.finish()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"NO [AUTHENTICATIONFAILED] no", LoginRejected),
        (b"NO Authentication failed.", LoginRejected),
        (b"NO LOGIN failed", LoginRejected),
        (b"NO Invalid credentials", LoginRejected),
        (b"NO Username or password incorrect: bad password", LoginRejected),
        (b"NO [ALERT] Application-specific password required", LoginRejected),
        (b"NO [ALERT] Please log in via your web browser", ConnectionLost),
        (b"NO [UNAVAILABLE] Authentication failed for a moment", ConnectionLost),
        (b"NO [LIMIT] Too many logins", ConnectionLost),
        (b"NO [INUSE] later", ConnectionLost),
        (b"NO Internal error", ConnectionLost),
        (b"NO", ConnectionLost),
        (b"BAD invalid password syntax", ConnectionLost),
        (b"* BYE authentication failed", ConnectionLost),
        (b"", ConnectionLost),
    ],
)
@pytest.mark.parametrize("password", ["secret-word", "geheim-wörter"])
def test_only_a_wrong_password_is_a_rejected_login(
    scripted: ScriptedServer, answer: bytes, kind: type[Exception], password: str
) -> None:
    def script(talk: Talk) -> None:
        talk.greet()
        if password.isascii():
            tag, rest = talk.hear(b"LOGIN")
            assert rest == b'LOGIN "ann" "secret-word"'
        else:
            tag, _ = talk.hear(b"AUTHENTICATE PLAIN")
            talk.say(b"+ ")
            line, _ = talk.hear()
            assert base64.b64decode(line).decode() == f"\0ann\0{password}"
        if answer:
            talk.say(answer if answer.startswith(b"*") else tag + b" " + answer)

    scripted.play(script)
    with pytest.raises(kind) as caught:
        open_mailbox(scripted.settings(password=password))
    scripted.finish()
    shown = f"{caught.value!r} {caught.value.__cause__!r}"
    assert password not in shown and base64.b64encode(password.encode()).decode()[:8] not in shown


def test_a_refusal_without_control_characters(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.greet()
        tag, _ = talk.hear(b"LOGIN")
        talk.say(
            tag + b" NO [AUTHENTICATIONFAILED] \x1b[31mred\x07 \xe2\x80\xaetxet " + b"x" * 5000
        )

    scripted.play(script)
    with pytest.raises(LoginRejected) as caught:
        open_mailbox(scripted.settings())
    assert caught.value.message.isprintable() and len(caught.value.message) < 400


def test_a_server_where_login_is_disabled_is_asked_by_sasl(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.greet(CAPABILITY + b" LOGINDISABLED")
        tag, _ = talk.hear(b"AUTHENTICATE PLAIN")
        talk.say(b"+")
        talk.hear()
        talk.say(tag + b" OK in")
        tag, _ = talk.hear(b"CAPABILITY")
        talk.say(b"* CAPABILITY IMAP4rev1 idle", tag + b" OK done")
        talk.say_goodbye()

    scripted.play(script)
    with open_mailbox(scripted.settings()) as mailbox:
        assert mailbox.capabilities == {"IMAP4REV1", "IDLE"}
    scripted.finish()


def test_plain_text_to_another_computer_is_refused_before_a_socket_is_opened() -> None:
    settings = ScriptedServer().settings()
    with pytest.raises(ConfigError):
        open_mailbox(replace(settings, host="192.0.2.7"))
