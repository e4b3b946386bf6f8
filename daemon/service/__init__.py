"""The daemon: builds everything, runs it, tries again, stops. The only place that retries."""

from daemon.service.notify import Notifier
from daemon.service.service import Service

__all__ = ["Notifier", "Service"]
