"""The room of IMAP: it reads a mailbox without a trace and puts messages into it.

The only importer of imapclient and imaplib.
"""

from daemon.mailbox.box import ImapMailbox, open_mailbox
from daemon.mailbox.idle import FolderWatch, open_watch
from daemon.mailbox.login import ConnectionSettings
from daemon.mailbox.remove import OwnDraft

__all__ = [
    "ConnectionSettings",
    "FolderWatch",
    "ImapMailbox",
    "OwnDraft",
    "open_mailbox",
    "open_watch",
]
