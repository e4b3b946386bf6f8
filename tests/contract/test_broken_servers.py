"""Servers that stall, drip, lie or talk nonsense: every operation ends in time and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import MORNING, headers_of
from scripted import ScriptedServer, Talk

from daemon.errors import AppendRefused, AppendUnclear, ConnectionLost, UnsafeText
from daemon.mailbox import ImapMailbox, open_mailbox

DRAFT = b"Message-ID: <d@wellkeeper>\r\nSubject: s\r\n\r\nb\r\n"


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
