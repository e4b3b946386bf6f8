"""The embedded server starts fast, serves the sample to a real client, leaves nothing behind."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from datetime import UTC, datetime

import imapclient
import pytest

from daemon.demo.embedded import EmbeddedServer, load_sample
from daemon.demo.sample import build_sample
from daemon.errors import WellkeeperError

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
USER, PASSWORD = "nora@lindqvist.example", "a quiet word"


def test_serves_the_sample_and_goes_away() -> None:
    messages = build_sample(NOW)
    before = threading.active_count()
    with EmbeddedServer(USER, PASSWORD) as server:
        load_sample(server, messages)
        host, port = server.address
        with imapclient.IMAPClient(host, port, ssl=False, timeout=10) as client:
            client.login(USER, PASSWORD)
            folders = {name for _, _, name in client.list_folders()}
            assert folders == {"INBOX", "Sent", "Archive", "Newsletters", "Drafts"}
            for folder, count in Counter(message.folder for message in messages).items():
                assert client.select_folder(folder, readonly=True)[b"EXISTS"] == count
            _assert_bytes_and_dates(client, messages)
    assert threading.active_count() == before
    with pytest.raises(OSError):
        socket.create_connection((host, port), timeout=2).close()


def _assert_bytes_and_dates(client: imapclient.IMAPClient, messages) -> None:
    client.select_folder("Sent", readonly=True)
    client.normalise_times = False
    uids = client.search()
    rows = client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE", "FLAGS"])
    sent = [message for message in messages if message.folder == "Sent"]
    for uid, message in zip(uids, sent, strict=True):
        assert rows[uid][b"BODY[]"] == message.raw
        assert rows[uid][b"INTERNALDATE"] == message.received_at.replace(microsecond=0)
        assert b"\\Seen" in rows[uid][b"FLAGS"]


def test_wrong_password_is_refused() -> None:
    with EmbeddedServer(USER, PASSWORD) as server:
        host, port = server.address
        client = imapclient.IMAPClient(host, port, ssl=False, timeout=10)
        with pytest.raises(imapclient.exceptions.LoginError):
            client.login(USER, "wrong")
        client.shutdown()


def test_two_servers_do_not_share_mail() -> None:
    with EmbeddedServer(USER, PASSWORD) as one, EmbeddedServer(USER, PASSWORD) as other:
        assert one.address != other.address
        load_sample(one, build_sample(NOW)[:3])
        with imapclient.IMAPClient(*other.address, ssl=False, timeout=10) as client:
            client.login(USER, PASSWORD)
            assert [name for _, _, name in client.list_folders()] == ["INBOX"]


def test_stopping_with_a_client_that_idles() -> None:
    server = EmbeddedServer(USER, PASSWORD)
    host, port = server.start()
    client = imapclient.IMAPClient(host, port, ssl=False, timeout=10)
    client.login(USER, PASSWORD)
    client.select_folder("INBOX", readonly=True)
    client.idle()
    server.stop()
    client.shutdown()
    with pytest.raises(OSError):
        socket.create_connection((host, port))


def test_idle_hears_of_mail_that_is_loaded() -> None:
    with (
        EmbeddedServer(USER, PASSWORD) as server,
        imapclient.IMAPClient(*server.address, ssl=False, timeout=10) as client,
    ):
        client.login(USER, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        client.idle()
        load_sample(server, [one for one in build_sample(NOW) if one.folder == "INBOX"][:1])
        # Whole lines: imapclient's idle_check takes the first piece of one for a broken connection.
        while client._imap._get_line() != b"* 1 EXISTS":
            pass  # no such line in ten seconds is an error
        client.idle_done()


def test_not_running_is_said_clearly() -> None:
    server = EmbeddedServer(USER, PASSWORD)
    for use in (lambda: server.address, lambda: load_sample(server, ())):
        with pytest.raises(WellkeeperError, match="not running"):
            use()
    server.stop()
