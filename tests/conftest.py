"""Fixtures that several folders of tests share."""

from dovecot import dovecot

__all__ = ["dovecot"]
