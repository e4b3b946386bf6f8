"""Reads the headers of a folder in batches, over connections that break, and past the messages over
which a server breaks off.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from contextlib import nullcontext

from daemon.core.mail import RawHeader
from daemon.errors import ConnectionLost
from daemon.jobs.scan.ahead import read_ahead
from daemon.mailbox import ImapMailbox
from daemon.store.scans import FolderCursor

log = logging.getLogger(__name__)

#: Messages that are asked for at once.
BATCH = 500
#: So many losses of the connection at one place say that it is the place.
PATIENCE = 2
#: So many messages of a folder may be passed over in one pass because the server breaks off over
#: them; where there are more, it is the server that is in trouble.
MOST_FATAL = 20


def read_batches(
    mailbox: ImapMailbox, folder: str, cursor: FolderCursor, *, ahead: bool = False
) -> Generator[Sequence[RawHeader], None, None]:
    """What lies after the cursor, in batches; where there is much of it, they may be read `ahead`
    by a thread, which alone uses the mailbox until all is read, or this is closed.

    Some servers cut the connection over a message that they cannot read (Dovecot does, with a
    BYE), and would do so at every pass. After `PATIENCE` losses at one place the messages there
    are asked for one at a time; one over which a server that gives others goes on to cut the
    connection comes as a header with a `problem`.
    """
    done, losses, singly, fatal = cursor.uid_done, 0, 0, 0
    while True:
        try:
            size = 1 if singly else BATCH
            headers = mailbox.fetch_headers(folder, done + 1, batch=size)
            beside = ahead and not singly
            with (
                read_ahead(headers, mailbox.interrupt) if beside else nullcontext(headers) as found
            ):
                for batch in found:
                    losses = 0
                    yield batch
                    done = batch[-1].uid
                    if singly == 1:
                        break
                    singly = max(0, singly - 1)
                else:
                    return
            singly = 0
        except ConnectionLost as error:
            losses += 1
            log.info("the connection was lost in a scan, time %d at this place", losses)
            mailbox.reconnect()
            if mailbox.examine(folder).uidvalidity != cursor.uidvalidity:
                raise  # other mails now: the next pass begins anew
            if losses < PATIENCE:
                continue
            losses = 0
            if not singly:
                singly = BATCH
                continue
            left = mailbox.list_uids(folder, done + 1)
            fatal += 1
            if not left or fatal > MOST_FATAL or not _gives_others(mailbox, folder, left[0]):
                raise
            yield (
                RawHeader(left[0], b"", problem=f"the server breaks off over it: {error.message}"),
            )
            done = left[0]


def _gives_others(mailbox: ImapMailbox, folder: str, uid: int) -> bool:
    """Whether the server gives any other message of this folder: else it is not the message."""
    uids = [one for one in mailbox.list_uids(folder) if one != uid]
    for other in dict.fromkeys((*uids[-1:], *uids[:1], *uids[len(uids) // 2 :][:1])):
        try:
            if any(mailbox.fetch_headers(folder, other, other)):
                return True
        except ConnectionLost:
            mailbox.reconnect()
    return not uids
