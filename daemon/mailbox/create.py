"""Creates a folder, and has mail programs show it."""

from __future__ import annotations

from daemon.errors import FolderMissing
from daemon.mailbox.connection import Connection
from daemon.mailbox.server_words import response_code, server_words
from daemon.mailbox.wire_text import folder_argument


def create_folder(connection: Connection, folder: str) -> None:
    """See `ImapMailbox.create_folder`."""
    argument = folder_argument(folder)
    with connection.guard():
        answer, data = connection.wire.create(argument)
        words = server_words(data[0] or b"")
        if answer == "OK":
            connection.wire.subscribe(argument)
        elif response_code(words) != "ALREADYEXISTS":
            connection.deny_later(words)
            raise FolderMissing(
                f"The folder {folder} could not be created: {words or 'no reason given'}.",
                "Create it in your mail program, or name another one.",
            )
