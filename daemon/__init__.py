"""Wellkeeper: keeps relationships by reading the owner's mailbox and leaving drafts to review."""

__version__ = "0.1.0"
