"""All mailboxes of one owner, from pass to pass: a thread each for the network, one writer for the
store.
"""

from daemon.jobs.side_by_side.mailboxes import PATIENCE, Mailboxes
from daemon.jobs.side_by_side.reading import open_session

__all__ = ["PATIENCE", "Mailboxes", "open_session"]
