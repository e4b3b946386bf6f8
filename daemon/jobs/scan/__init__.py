"""Reading new mail: which folders, in batches that survive a death between any two of them, parsed
beside if there is much of it.
"""

from daemon.jobs.scan.folders import Progress, ScanResult, folders_to_read, scan_mailbox
from daemon.jobs.scan.storing import STORED_AT_ONCE

__all__ = ["STORED_AT_ONCE", "Progress", "ScanResult", "folders_to_read", "scan_mailbox"]
