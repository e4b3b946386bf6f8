"""What only a real server shows: refusals, certificates, quota, read-only folders, damage."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from accounts import MORNING, Account
from dovecot import Dovecot
from scripted import CuttingProxy

from daemon.core.mail import FolderRole
from daemon.errors import (
    AppendRefused,
    AppendUnclear,
    CertificateRefused,
    ConfigError,
    ConnectionLost,
    FolderMissing,
    LoginRejected,
    UnsafeText,
)
from daemon.mailbox import ConnectionSettings, open_mailbox
from daemon.mailbox.tls import tls_context

DRAFT = b"Message-ID: <d@wellkeeper>\r\nSubject: s\r\n\r\nb\r\n"


@pytest.fixture(scope="module")
def other_dovecot() -> Iterator[Dovecot]:
    """A server with 40 kB for each user, no special-use folders, a certificate for another host,
    few capabilities, and a password that is not ASCII.
    """
    server = Dovecot(
        password="pässwörd", special_use=False, quota_kb=40, capability="IMAP4rev1",
        names="DNS:mail.example.org",
    )  # fmt: skip
    try:
        yield server.start()
    finally:
        server.remove()


@pytest.mark.parametrize("security", ["none", "tls", "starttls"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_every_way_in(dovecot: Dovecot, security: str, host: str) -> None:
    with open_mailbox(dovecot.settings(security=security, host=host)) as mailbox:
        assert mailbox.examine("INBOX").exists == 0


def test_a_wrong_password_is_told_as_such(dovecot: Dovecot) -> None:
    with pytest.raises(LoginRejected) as caught:
        open_mailbox(dovecot.settings(password="not-the-password"))
    assert caught.value.hint and not caught.value.retry
    assert "AUTHENTICATIONFAILED" in caught.value.message
    assert "not-the-password" not in repr(caught.value) + str(caught.value.__cause__)


def test_a_wrong_password_that_is_not_ascii_is_told_as_such(dovecot: Dovecot) -> None:
    with pytest.raises(LoginRejected):
        open_mailbox(dovecot.settings(password="falsches Paßwort"))


@pytest.mark.parametrize("user", ["two words", 'quo"te', "back\\slash", "(a)", "müller"])
def test_any_user_name_goes_to_the_server_as_one_word(dovecot: Dovecot, user: str) -> None:
    """Dovecot refuses some of them, but never because they broke the command."""
    with pytest.raises(LoginRejected):
        open_mailbox(dovecot.settings(user, password="wrong"))


def test_a_password_that_is_not_ascii(other_dovecot: Dovecot) -> None:
    with open_mailbox(other_dovecot.settings()) as mailbox:
        assert mailbox.examine("INBOX").exists == 0


@pytest.mark.parametrize("field", ["user", "password", "host"])
@pytest.mark.parametrize("bad", ["pass\r\nX LOGOUT", "a\0b", "a\nb"])
def test_a_line_break_in_credentials_is_not_sent(dovecot: Dovecot, field: str, bad: str) -> None:
    with pytest.raises(UnsafeText) as caught:
        open_mailbox(replace(dovecot.settings("ann"), **{field: bad}))
    assert bad not in str(caught.value)


def test_an_unknown_host(dovecot: Dovecot) -> None:
    with pytest.raises(ConnectionLost, match=r"no\.such\.host\.invalid:\d+ is unknown") as caught:
        open_mailbox(dovecot.settings(host="no.such.host.invalid", security="tls"))
    assert caught.value.retry and caught.value.hint


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "..", "", "b\xfccher..example"])
def test_a_host_name_that_is_none(dovecot: Dovecot, host: str) -> None:
    with pytest.raises(ConnectionLost):
        open_mailbox(dovecot.settings(host=host, security="tls"))


def test_a_closed_port(dovecot: Dovecot) -> None:
    with pytest.raises(ConnectionLost, match=r"127\.0\.0\.1:9 refuses"):
        open_mailbox(dovecot.settings(port=9))


def test_tls_on_a_plain_port(dovecot: Dovecot) -> None:
    with pytest.raises(ConnectionLost, match="TLS"):
        open_mailbox(dovecot.settings(security="tls", port=dovecot.port))


def test_plain_text_on_a_tls_port_ends_in_time(dovecot: Dovecot) -> None:
    with pytest.raises(ConnectionLost):
        open_mailbox(dovecot.settings(port=dovecot.tls_port, timeout_seconds=0.5))


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_an_unknown_authority_is_refused(dovecot: Dovecot, security: str) -> None:
    with pytest.raises(CertificateRefused) as caught:
        open_mailbox(dovecot.settings(security=security, ca_file=None))
    assert "ca_file" in caught.value.hint and not caught.value.retry


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_host_is_refused(other_dovecot: Dovecot, security: str) -> None:
    with pytest.raises(CertificateRefused, match=r"127\.0\.0\.1"):
        open_mailbox(other_dovecot.settings(security=security))


def test_a_ca_file_that_is_none(dovecot: Dovecot, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    for path in (empty, tmp_path / "missing.pem"):
        with pytest.raises(CertificateRefused, match=path.name):
            open_mailbox(dovecot.settings(security="tls", ca_file=path))


def test_an_authority_that_was_changed_holds_for_the_next_connection(
    dovecot: Dovecot, other_dovecot: Dovecot, tmp_path: Path
) -> None:
    """While another connection goes on with the former one."""
    trusted = tmp_path / "ca.pem"
    trusted.write_bytes(dovecot.ca_file.read_bytes())
    settings = dovecot.settings(security="tls", ca_file=trusted)
    with open_mailbox(settings), open_mailbox(settings):
        assert tls_context(trusted) is tls_context(trusted)
        assert tls_context(None) is not tls_context(trusted)
        trusted.write_bytes(other_dovecot.ca_file.read_bytes())
        with pytest.raises(CertificateRefused):
            open_mailbox(settings)


@pytest.mark.parametrize("host", ["192.0.2.1", "mail.example.org", "10.0.0.1", "2001:db8::1"])
def test_plain_text_is_for_this_computer_only(host: str) -> None:
    with pytest.raises(ConfigError, match="none"):
        open_mailbox(ConnectionSettings(host, 143, "ann", "pass", "none"))


def test_the_password_is_not_in_the_settings_shown() -> None:
    assert "secret" not in repr(ConnectionSettings("h", 1, "ann", "secret"))


def test_nothing_is_logged_that_is_nobodys_business(
    dovecot: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), open_mailbox(dovecot.settings("ann")) as mailbox:
        mailbox.append_draft("Drafts", DRAFT, MORNING)
        mailbox.search_message_id("Drafts", "d@wellkeeper")
    assert "pass" not in caplog.text.replace("password", "")
    above = [r.getMessage() for r in caplog.records if r.levelno > logging.DEBUG]
    assert not [line for line in above if "ann" in line or "d@wellkeeper" in line]


def test_folders_without_attributes_are_known_by_name(other_dovecot: Dovecot) -> None:
    with open_mailbox(other_dovecot.settings()) as mailbox:
        assert "SPECIAL-USE" not in mailbox.capabilities
        for name in ("Entwürfe", "Gesendet", "Papierkorb", "Papierkorb/2019", "Clients/Ann"):
            mailbox.create_folder(name)
        roles = {folder.name: folder.role for folder in mailbox.list_folders()}
    assert roles == {
        "INBOX": FolderRole.INBOX,
        "Entwürfe": FolderRole.DRAFTS,
        "Gesendet": FolderRole.SENT,
        "Papierkorb": FolderRole.TRASH,
        "Papierkorb/2019": FolderRole.TRASH,
        "Clients": FolderRole.OTHER,
        "Clients/Ann": FolderRole.OTHER,
    }


def test_a_folder_that_only_holds_others_cannot_be_opened(other_dovecot: Dovecot) -> None:
    settings = other_dovecot.settings()
    other_dovecot.write_messages(settings.user, "Clients/Ann", [(DRAFT, MORNING, ())])
    with open_mailbox(settings) as mailbox:
        folders = {folder.name: folder.selectable for folder in mailbox.list_folders()}
        assert folders == {"INBOX": True, "Clients": False, "Clients/Ann": True}
        with pytest.raises(FolderMissing):
            mailbox.examine("Clients")
        assert mailbox.examine("Clients/Ann").exists == 1


def test_over_quota(other_dovecot: Dovecot) -> None:
    with open_mailbox(other_dovecot.settings()) as mailbox:
        with pytest.raises(AppendRefused, match="full") as caught:
            mailbox.append_draft("INBOX", DRAFT + b"x" * 60_000, MORNING)
        assert caught.value.retry and caught.value.hint
        assert mailbox.examine("INBOX").exists == 0
        assert mailbox.append_draft("INBOX", DRAFT, MORNING).uidvalidity


def test_a_read_only_folder_refuses(dovecot: Dovecot) -> None:
    settings = dovecot.settings()
    dovecot.write_messages(settings.user, "Frozen", [(DRAFT, MORNING, ())])
    with open_mailbox(settings) as mailbox:
        assert mailbox.examine("Frozen").exists == 1
        path = dovecot.maildir(settings.user, "Frozen")
        for name in ("tmp", "new", "cur"):
            (path / name).chmod(0o500)
        with pytest.raises(AppendRefused):
            mailbox.append_draft("Frozen", DRAFT, MORNING)
        assert mailbox.examine("Frozen").exists == 1


def test_trycreate_is_a_missing_folder(dovecot_account: Account) -> None:
    with dovecot_account.open() as mailbox:
        with pytest.raises(FolderMissing, match="Nowhere") as caught:
            mailbox.append_draft("Nowhere", DRAFT, MORNING)
        assert "TRYCREATE" in caught.value.message
        mailbox.create_folder("Nowhere")
        assert mailbox.append_draft("Nowhere", DRAFT, MORNING).uid == 1


def test_a_folder_that_cannot_be_created(dovecot_account: Account) -> None:
    with dovecot_account.open() as mailbox, pytest.raises(FolderMissing, match="created"):
        mailbox.create_folder("a//b")


def test_a_message_that_vanishes_between_two_batches_is_left_out(dovecot_account: Account) -> None:
    dovecot_account.fill(4)
    with dovecot_account.open() as mailbox:
        uids = mailbox.list_uids("INBOX")
        # The next batch has been asked for already; this is about the one after it.
        batches = mailbox.fetch_headers("INBOX", 1, batch=1)
        assert [raw.uid for raw in next(batches)] == [uids[0]]
        dovecot_account.expunge([uids[2]])
        assert [raw.uid for batch in batches for raw in batch] == [uids[1], uids[3]]


def test_of_flags_only_what_has_changed_is_told_where_the_server_knows(
    dovecot_account: Account, other_dovecot: Dovecot
) -> None:
    dovecot_account.fill(5)
    with dovecot_account.open() as mailbox:
        assert mailbox.look()  # which asks for it, so that it is told from now on
        before = mailbox.examine("INBOX").highestmodseq
        assert before
        assert len(mailbox.fetch_flags("INBOX", range(1, 6))) == 5
        with dovecot_account.raw() as other:
            other.select("INBOX")
            other.store("3", "+FLAGS", r"(\Flagged)")
        assert mailbox.fetch_flags("INBOX", range(1, 6), before) == {3: ("\\Flagged",)}
        assert mailbox.fetch_flags("INBOX", (1, 2), before) == {}
        # A number of another life of the folder tells nothing.
        assert len(mailbox.fetch_flags("INBOX", range(1, 6), before + 1_000)) == 5
    plain = Account(other_dovecot.settings(), has_special_use=False)
    plain.fill(2)
    with plain.open() as mailbox:
        assert len(mailbox.fetch_flags("INBOX", (1, 2), 1)) == 2


def test_a_message_id_with_quotes_is_found(dovecot_account: Account) -> None:
    raw = b'Message-ID: <a"b\\c (d) {5} x@y>\r\n\r\nb\r\n'
    with dovecot_account.open() as mailbox:
        mailbox.append_message("INBOX", raw, (), MORNING)
        ((header,),) = mailbox.fetch_headers("INBOX", 1)
        (placed,) = mailbox.fetch_placed("INBOX", [header.uid])
        assert mailbox.search_message_id("INBOX", 'a"b\\c@y') == ()
        assert placed.message_id == 'a"b\\c(d){5}x@y'


def test_messages_written_to_disk_are_read(dovecot: Dovecot) -> None:
    settings = dovecot.settings()
    raw = [b"Message-ID: <%d@disk>\r\nSubject: s\r\n\r\nb\r\n" % number for number in range(5)]
    dovecot.write_messages(settings.user, "Sent", [(one, MORNING, ["\\Seen"]) for one in raw])
    dovecot.write_messages(settings.user, "Entwürfe & mehr", [(raw[0], MORNING, ["\\Draft"])])
    with open_mailbox(settings) as mailbox:
        (headers,) = mailbox.fetch_headers("Sent", 1)
        assert [header.header.split()[1] for header in headers] == [
            b"<%d@disk>" % number for number in range(5)
        ]
        assert {header.received_at for header in headers} == {MORNING.timestamp()}
        assert headers[0].flags == ("\\Seen",)
        ((draft,),) = mailbox.fetch_headers("Entwürfe & mehr", 1)
        assert draft.flags == ("\\Draft",)


def test_nul_and_eight_bit_bytes_in_headers(dovecot: Dovecot) -> None:
    settings = dovecot.settings()
    raw = b'Subject: a\x00b \xe4 ")\r\nFrom: "x\ty" <a@b>\r\n\r\nb\x00\xff\r\n'
    dovecot.write_messages(settings.user, "INBOX", [(raw, MORNING, ())] * 2)
    with open_mailbox(settings) as mailbox:
        (headers,) = mailbox.fetch_headers("INBOX", 1)
        (texts,) = mailbox.fetch_texts("INBOX", [1, 2])
    assert len(headers) == len(texts) == 2
    assert b"\xe4" in headers[0].header and b"\xff" in texts[1].text


def test_a_restart_loses_the_session_for_good_and_a_new_one_works(other_dovecot: Dovecot) -> None:
    settings = other_dovecot.settings()
    with open_mailbox(settings) as mailbox:
        mailbox.examine("INBOX")
        other_dovecot.restart()
        with pytest.raises(ConnectionLost):
            mailbox.examine("INBOX")
        with pytest.raises(ConnectionLost, match="before"):
            mailbox.list_folders()
    with open_mailbox(settings) as mailbox:
        assert mailbox.examine("INBOX").exists == 0


def test_a_changed_uidvalidity_ends_a_scan_that_is_under_way(dovecot_account: Account) -> None:
    with dovecot_account.open() as mailbox:
        mailbox.create_folder("Work")
        dovecot_account.fill(3, "Work")
        before = mailbox.examine("Work").uidvalidity
        batches = mailbox.fetch_headers("Work", 1, batch=1)
        next(batches)
        mailbox.examine("INBOX")
        other = dovecot_account.raw()
        other.delete("Work")
        other.create("Work")
        other.logout()
        dovecot_account.fill(3, "Work")
        with pytest.raises(ConnectionLost, match="anew"):
            list(batches)
    with dovecot_account.open() as mailbox:
        assert mailbox.examine("Work").uidvalidity != before


def test_a_message_that_cannot_be_read_stops_no_other(dovecot: Dovecot) -> None:
    """The file of one message is gone while the index still knows it."""
    settings = dovecot.settings()
    dovecot.write_messages(settings.user, "INBOX", [(DRAFT, MORNING, ())] * 5)
    with open_mailbox(settings) as mailbox:
        uids = mailbox.list_uids("INBOX")
        sorted((dovecot.maildir(settings.user) / "cur").iterdir())[2].unlink()
        found = [raw.uid for batch in mailbox.fetch_headers("INBOX", 1) for raw in batch]
    assert set(uids) - set(found) <= {uids[2]} and len(found) >= 4


def test_a_folder_larger_than_one_search_window(
    dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = dovecot.settings()
    dovecot.write_messages(settings.user, "INBOX", [(DRAFT, MORNING, ())] * 23)
    monkeypatch.setattr("daemon.mailbox.uids.SEARCH_WINDOW", 5)
    account = Account(settings, True)
    account.expunge([3, 4, 5, 6, 7, 8, 9, 15])
    left = [1, 2, *range(10, 15), *range(16, 24)]
    with account.open() as mailbox:
        assert mailbox.list_uids("INBOX") == tuple(left)
        assert mailbox.list_uids("INBOX", 11) == tuple(left[3:])
        found = [r.uid for batch in mailbox.fetch_headers("INBOX", 2, 20, 4) for r in batch]
        assert found == [uid for uid in left if 2 <= uid <= 20]


def test_a_cut_at_any_byte_is_a_clear_error_and_loses_nothing(dovecot: Dovecot) -> None:
    """A whole session, cut after every eleventh byte of what the server says."""
    settings = dovecot.settings()
    dovecot.write_messages(settings.user, "INBOX", [(DRAFT, MORNING, ())] * 3)
    proxy = CuttingProxy(settings.host, settings.port)
    seen: Counter[str] = Counter()

    def session() -> None:
        with open_mailbox(replace(settings, port=proxy.port)) as mailbox:
            assert len(mailbox.list_folders()) == 6
            assert mailbox.examine("INBOX").exists == 3
            assert len([r for batch in mailbox.fetch_headers("INBOX", 1) for r in batch]) == 3
            assert len([t for batch in mailbox.fetch_texts("INBOX", [1, 2, 3]) for t in batch]) == 3
            if not mailbox.search_message_id("Drafts", "d@wellkeeper"):
                mailbox.append_draft("Drafts", DRAFT, MORNING)

    try:
        while True:
            proxy.allowed += 11
            try:
                session()
            except (ConnectionLost, AppendUnclear) as error:
                seen[type(error).__name__] += 1
            else:
                break
    finally:
        proxy.close()
    assert seen["ConnectionLost"] > 100 and seen["AppendUnclear"] >= 1
    with open_mailbox(settings) as mailbox:
        assert len(mailbox.search_message_id("Drafts", "d@wellkeeper")) == 1
