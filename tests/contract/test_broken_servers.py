"""Servers that stall, drip, lie or talk nonsense: every operation ends in time and says why."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import pytest
from accounts import MORNING
from scripted import CAPABILITY, ScriptedServer, Talk

from daemon.errors import (
    AppendRefused,
    AppendUnclear,
    ConfigError,
    ConnectionLost,
    LoginRejected,
    UnsafeText,
)
from daemon.mailbox import ImapMailbox, open_mailbox

DRAFT = b"Message-ID: <d@wellkeeper>\r\nSubject: s\r\n\r\nb\r\n"
HEADER = b"Message-ID: <1@x>\r\n\r\n"
#: The answer to a header fetch, up to its literal.
FETCH = (
    b'* 1 FETCH (UID 1 FLAGS (\\Seen) INTERNALDATE "29-Feb-2024 08:30:00 +0000" RFC822.SIZE 99 '
    b"BODY[HEADER.FIELDS (MESSAGE-ID)] "
)


def headers_of(mailbox: ImapMailbox) -> list[tuple[int, bytes]]:
    return [(raw.uid, raw.header) for batch in mailbox.fetch_headers("INBOX", 1) for raw in batch]


def answer_fetch(*pieces: bytes) -> Callable[[Talk], None]:
    """A server with one message, which answers the FETCH with these bytes and its OK."""

    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        talk.search(1)
        tag, _ = talk.hear(b"UID FETCH")
        talk.raw(b"".join(pieces))
        talk.say(tag + b" OK done")
        talk.wait()

    return script


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


@pytest.mark.parametrize("where", ["greeting", "login", "examine", "list", "fetch", "append"])
@pytest.mark.parametrize("how", ["stall", "drip"])
def test_every_operation_ends_by_its_deadline(
    scripted: ScriptedServer, where: str, how: str
) -> None:
    def stop_here(talk: Talk) -> None:
        if how == "stall":
            talk.wait()
        else:  # never longer silent than the read timeout, and never done
            talk.drip(b"* OK " + b"still here " * 1000, 0.05)

    def script(talk: Talk) -> None:
        if where == "greeting":
            return stop_here(talk)
        if where == "login":
            talk.greet()
            talk.hear(b"LOGIN")
            return stop_here(talk)
        talk.let_in()
        if where == "fetch":
            talk.examine()
            talk.search(1)
        talk.hear(where.upper().encode())
        return stop_here(talk)

    def use(mailbox: ImapMailbox) -> object:
        match where:
            case "examine":
                return mailbox.examine("INBOX")
            case "list":
                return mailbox.list_folders()
            case "fetch":
                return headers_of(mailbox)
            case _:
                return mailbox.append_draft("Drafts", DRAFT, MORNING)

    scripted.play(script)
    with (
        pytest.raises(ConnectionLost, match=r"longer than 0\.6 s"),
        open_mailbox(scripted.settings(deadline_seconds=0.6, timeout_seconds=5)) as mailbox,
    ):
        use(mailbox)
    scripted.finish()


def test_a_stalled_read_ends_by_its_timeout(scripted: ScriptedServer) -> None:
    scripted.play(lambda talk: (talk.let_in(), talk.wait()))  # type: ignore[arg-type, return-value]
    mailbox = open_mailbox(scripted.settings(timeout_seconds=0.3, deadline_seconds=30))
    with pytest.raises(ConnectionLost, match=r"longer than 0\.3 s"):
        mailbox.examine("INBOX")
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.examine("INBOX")
    mailbox.close()


def test_a_tls_handshake_that_drips_ends_by_its_deadline(scripted: ScriptedServer) -> None:
    scripted.play(lambda talk: talk.drip(b"\x16\x03\x03\x40\x00\x02" + b"\0" * 1000, 0.05))
    with pytest.raises(ConnectionLost, match=r"longer than 0\.6 s"):
        open_mailbox(scripted.settings(security="tls", deadline_seconds=0.6))


def test_a_server_that_does_not_say_goodbye_does_not_keep_us(scripted: ScriptedServer) -> None:
    scripted.play(lambda talk: (talk.let_in(), talk.wait()))  # type: ignore[arg-type, return-value]
    with open_mailbox(scripted.settings(deadline_seconds=0.5, timeout_seconds=600)):
        pass


@pytest.mark.parametrize(
    "pieces",
    [
        [FETCH, b"{%d}\r\n" % len(HEADER), HEADER[:5]],  # cut within the header
        [FETCH, b"{99999999999}\r\n", HEADER],  # a lying literal
        [FETCH[:40]],
        [FETCH, b"{%d}\r\n" % len(HEADER), HEADER],
    ],
)
def test_a_cut_in_the_middle_of_fetch(scripted: ScriptedServer, pieces: list[bytes]) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine()
        talk.search(1)
        talk.hear(b"UID FETCH")
        talk.raw(b"".join(pieces))

    scripted.play(script)
    mailbox = open_mailbox(scripted.settings())
    with pytest.raises(ConnectionLost, match="cut"):
        headers_of(mailbox)
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.list_folders()
    mailbox.close()
    scripted.finish()


@pytest.mark.parametrize(
    "answer",
    [
        FETCH.replace(b"UID 1 ", b"") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"FLAGS (\\Seen) ", b"") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"FLAGS", b"FLAGX") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH.replace(b"RFC822", b"RFC823") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
        FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b"\r\n",
        FETCH + b'"unterminated)\r\n',
        b"* 1 FETCH " + b"(" * 5000 + b"\r\n",
        b"* 1 FETCH (UID 1 FLAGS (\\Seen\r\n",
        b"* x FETCH\r\n",
        b"\x00\x01\x02\r\n",
        b"* 1 FETCH (" + b"x" * 1_100_000 + b")\r\n",
    ],
)
def test_garbage_in_fetch_ends_the_session(scripted: ScriptedServer, answer: bytes) -> None:
    scripted.play(answer_fetch(answer))
    mailbox = open_mailbox(scripted.settings())
    with pytest.raises(ConnectionLost, match="not IMAP") as caught:
        headers_of(mailbox)
    assert "1@x" not in caught.value.message, "what stands in mail does not go into logs"
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.list_folders()
    scripted.finish()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n", [(1, HEADER)]),
        (FETCH + b'"Message-ID: <a\\"b\\\\c@x>")\r\n', [(1, b'Message-ID: <a"b\\c@x>')]),
        (FETCH + b'"")\r\n', [(1, b"")]),
        (FETCH + b"NIL)\r\n", []),  # expunged: not a message
        (b"", []),
        (b"* 1 EXPUNGE\r\n", []),
        (b"* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 FLAGS ())\r\n", []),
        (FETCH.replace(b" 1 ", b" 9 ") + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n", []),
        (
            FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b" MODSEQ (12) X-GM-MSGID 17)\r\n",
            [(1, HEADER)],
        ),
        (
            b"* 1 FETCH (X-LABELS (a (b \"c\")) " + FETCH[11:] + b"{%d}\r\n" % len(HEADER)
            + HEADER + b")\r\n* 1 FETCH (UID 1 FLAGS (\\Answered))\r\n",
            [(1, HEADER)],
        ),
        (FETCH[:11] + FETCH[11:].lower() + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n",
         [(1, HEADER)]),
        (FETCH + b"{2000000}\r\n" + b"x" * 2_000_000 + b")\r\n", [(1, b"x" * 262_144)]),
    ],
)  # fmt: skip
def test_what_counts_as_a_message(
    scripted: ScriptedServer, answer: bytes, expected: list[tuple[int, bytes]]
) -> None:
    scripted.play(answer_fetch(answer))
    mailbox = open_mailbox(scripted.settings())
    assert headers_of(mailbox) == expected


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        (b'"29-Feb-2024 10:30:00 +0200"', 8),
        (b'" 1-Mar-2024 07:30:00 -0100"', 8),
        (b'"31-Feb-2024 10:30:00 +0200"', None),
        (b'"29-Feb-2024 10:30:00"', None),
        (b'"29-Foo-2024 10:30:00 +0200"', None),
        (b'"29-Feb-2024 10:30:00 +9999"', None),
        (b'""', None),
        (b"NIL", None),
    ],
)
def test_an_internal_date_is_aware_or_none(
    scripted: ScriptedServer, date: bytes, hour: int | None
) -> None:
    answer = FETCH.replace(b'"29-Feb-2024 08:30:00 +0000"', date)
    scripted.play(answer_fetch(answer + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n"))
    ((raw,),) = open_mailbox(scripted.settings()).fetch_headers("INBOX", 1)
    if hour is None:
        assert raw.received_at is None
    else:
        assert raw.received_at is not None and raw.received_at.utctimetuple().tm_hour == hour


def test_a_message_that_the_server_refuses_stops_no_other(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(4)
        talk.search(1, 2, 3, 4)
        for asked in (b"1:4", b"1:2", b"3:4", b"3", b"4"):
            tag, rest = talk.hear(b"UID FETCH")
            assert rest.split()[2] == asked
            if asked in (b"1:4", b"3:4", b"3"):
                talk.say(tag + b" NO The message could not be converted")
                continue
            for uid in (1, 2) if asked == b"1:2" else (4,):
                answer = FETCH.replace(b"UID 1 ", b"UID %d " % uid)
                talk.raw(answer + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n")
            talk.say(tag + b" OK done")
        talk.say_goodbye()

    scripted.play(script)
    with open_mailbox(scripted.settings()) as mailbox:
        (batch,) = mailbox.fetch_headers("INBOX", 1)
    assert [(raw.uid, bool(raw.header)) for raw in batch] == [
        (1, True), (2, True), (3, False), (4, True)
    ]  # fmt: skip
    assert batch[2].problem == "The message could not be converted"
    scripted.finish()


def test_a_server_that_gives_no_message_at_all_skips_none(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.examine(2)
        talk.search(1, 2)
        for _ in range(3):
            tag, _rest = talk.hear(b"UID FETCH")
            talk.say(tag + b" NO [SERVERBUG] disk on fire")

    scripted.play(script)
    with pytest.raises(ConnectionLost, match="disk on fire"):
        headers_of(open_mailbox(scripted.settings()))
    scripted.finish()


@pytest.mark.parametrize("refused", ["examine", "search", "fetch"])
def test_not_now_is_a_lost_connection(scripted: ScriptedServer, refused: str) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        if refused != "examine":
            talk.examine()
        if refused == "fetch":
            talk.search(1)
        tag, _ = talk.hear(refused.upper().encode())
        talk.say(tag + b" NO [UNAVAILABLE] database is away")
        talk.wait()

    scripted.play(script)
    with pytest.raises(ConnectionLost, match="database is away"):
        headers_of(open_mailbox(scripted.settings()))


def test_a_command_that_is_not_understood(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        tag, _ = talk.hear(b"EXAMINE")
        talk.say(tag + b' BAD it\'s "all" Greek to me')
        talk.wait()

    scripted.play(script)
    with pytest.raises(ConnectionLost, match='command: it\'s "all" Greek to me'):
        open_mailbox(scripted.settings()).examine("INBOX")


def test_a_greeting_that_turns_us_away_is_told(scripted: ScriptedServer) -> None:
    scripted.play(lambda talk: talk.say(b"* BYE too many connections"))
    with pytest.raises(ConnectionLost, match="saying: too many connections"):
        open_mailbox(scripted.settings())


def test_a_bye_is_told(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.hear(b"EXAMINE")
        talk.say(b"* BYE [UNAVAILABLE] the server goes down")

    scripted.play(script)
    with pytest.raises(ConnectionLost, match="goes down"):
        open_mailbox(scripted.settings()).examine("INBOX")


@pytest.mark.parametrize("answer", [b"* 3 EXISTS\r\n", b"* OK [UIDVALIDITY x] y\r\n", b""])
def test_a_folder_without_uidvalidity_is_nonsense(scripted: ScriptedServer, answer: bytes) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        tag, _ = talk.hear(b"EXAMINE")
        talk.raw(answer)
        talk.say(tag + b" OK open")
        talk.wait()

    scripted.play(script)
    with pytest.raises(ConnectionLost, match="not IMAP"):
        open_mailbox(scripted.settings()).examine("INBOX")


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        ("before the continuation", ConnectionLost),
        ("instead of the continuation", ConnectionLost),
        ("after the continuation", AppendUnclear),
        ("within the literal", AppendUnclear),
        ("after the literal", AppendUnclear),
        ("garbage after the literal", AppendUnclear),
        ("bye after the literal", AppendUnclear),
        ("stall after the literal", AppendUnclear),
        ("no", AppendRefused),
        ("no after the literal", AppendRefused),
        ("bad after the literal", AppendRefused),
    ],
)
def test_what_is_known_when_an_append_dies(
    scripted: ScriptedServer, moment: str, kind: type[Exception]
) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        tag, rest = talk.hear(b"APPEND", b"(\\DRAFT \\SEEN)")
        assert rest.endswith(b"{%d}" % len(DRAFT))
        if moment == "before the continuation":
            return
        if moment == "instead of the continuation":
            return talk.say(b"* BYE no")
        if moment == "no":
            talk.say(tag + b" NO [NOPERM] you may not")
            return talk.wait()
        talk.say(b"+ go on")
        if moment == "within the literal":
            talk.hear_bytes(5)
        if moment in ("after the continuation", "within the literal"):
            return None
        assert talk.hear_bytes(len(DRAFT)) == DRAFT
        match moment:
            case "garbage after the literal":
                talk.say(b"what?")
            case "bye after the literal":
                talk.say(b"* BYE gone", tag + b" OK too late")
            case "no after the literal":
                talk.say(tag + b" NO [OVERQUOTA] full")
            case "bad after the literal":
                talk.say(tag + b" BAD NUL in message")
            case "stall after the literal":
                pass
            case _:
                return None
        return talk.wait()

    scripted.play(script)
    mailbox = open_mailbox(scripted.settings(timeout_seconds=0.5))
    with pytest.raises(kind) as caught:
        mailbox.append_draft("Drafts", DRAFT, MORNING)
    assert type(caught.value) is kind
    mailbox.close()
    scripted.finish()


def test_an_append_on_a_dead_session_is_not_unclear(scripted: ScriptedServer) -> None:
    scripted.play(Talk.let_in)
    mailbox = open_mailbox(scripted.settings())
    with pytest.raises(ConnectionLost):
        mailbox.examine("INBOX")
    with pytest.raises(ConnectionLost, match="before"):
        mailbox.append_draft("Drafts", DRAFT, MORNING)


def test_no_answer_about_the_uid(scripted: ScriptedServer) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        tag, _ = talk.hear(b"APPEND")
        talk.say(b"+ ")
        talk.hear_bytes(len(DRAFT) + 2)
        talk.say(tag + b" OK done")
        talk.wait()

    scripted.play(script)
    result = open_mailbox(scripted.settings()).append_draft("Drafts", DRAFT, MORNING)
    assert (result.uidvalidity, result.uid) == (None, None)


HOSTILE = ["x\r\nX1 DELETE Clients", "\nA LOGOUT", "\r", "a\0", "\r\n\r\n"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_reaches_the_wire(scripted: ScriptedServer, text: str) -> None:
    def script(talk: Talk) -> None:
        talk.let_in()
        talk.say_goodbye()

    scripted.play(script)
    with open_mailbox(scripted.settings()) as mailbox:
        for attempt in (
            lambda: mailbox.search_message_id("INBOX", f"a@b{text}"),
            lambda: mailbox.search_message_id(f"INBOX{text}", "a@b"),
            lambda: mailbox.examine(f"Clients{text}"),
            lambda: mailbox.list_uids(text),
            lambda: mailbox.fetch_placed(text, [1]),
            lambda: mailbox.fetch_headers(text, 1),
            lambda: mailbox.fetch_texts(text, [1]),
            lambda: mailbox.create_folder(text),
            lambda: mailbox.append_draft(text, DRAFT, MORNING),
            lambda: mailbox.append_message("INBOX", DRAFT, [text], MORNING),
        ):
            with pytest.raises(UnsafeText) as caught:
                attempt()
            assert "DELETE" not in str(caught.value)
    scripted.finish()
    assert scripted.commands() == [b"CAPABILITY", b"LOGIN", b"LOGOUT"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_credentials_reach_the_wire(scripted: ScriptedServer, text: str) -> None:
    scripted.play(*[lambda talk: (talk.greet(), talk.wait())] * 2)  # type: ignore[list-item]
    for field in ("user", "password"):
        with pytest.raises(UnsafeText):
            open_mailbox(replace(scripted.settings(), **{field: f"ann{text}"}))
    scripted.finish()
    assert set(scripted.commands()) == {b"CAPABILITY"}


def test_plain_text_to_another_computer_is_refused_before_a_socket_is_opened() -> None:
    settings = ScriptedServer().settings()
    with pytest.raises(ConfigError):
        open_mailbox(replace(settings, host="192.0.2.7"))


def test_scanning_asks_to_peek_only(scripted: ScriptedServer) -> None:
    scripted.play(answer_fetch(FETCH + b"{%d}\r\n" % len(HEADER) + HEADER + b")\r\n"))
    mailbox = open_mailbox(scripted.settings(timeout_seconds=0.3))
    headers_of(mailbox)
    mailbox.close()
    sent = scripted.received
    assert b"BODY.PEEK[" in sent and b"BODY[" not in sent and b"RFC822 " not in sent
    assert not {b"SELECT", b"STORE", b"UID STORE", b"EXPUNGE", b"UID MOVE"} & set(
        scripted.commands()
    )
