"""What a connection trusts: one context for all that exist at the same time."""

from __future__ import annotations

import os
import ssl
from pathlib import Path
from weakref import WeakValueDictionary

from daemon.errors import CertificateRefused

#: How OpenSSL calls it where the two sides have no version in common.
OLD_TLS = frozenset(("TLSV1_ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL"))
#: Those in use, by what they were made from: each holds the hundred authorities that a machine
#: trusts, which is a megabyte.
_contexts: WeakValueDictionary[object, ssl.SSLContext] = WeakValueDictionary()


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """TLS 1.2 or newer with certificate and host name always verified; no switch turns that off.
    Connections that exist at the same time share one, as long as its files stay as they are.

    Raises CertificateRefused where `ca_file` cannot be used.
    """
    files = _trusted_files(ca_file)
    context = _contexts.get(files)
    if context is not None:
        return context
    try:
        context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except (OSError, ValueError) as error:
        raise CertificateRefused(
            f"The ca_file {ca_file} cannot be read: {error}.",
            "It must be a PEM file with the certificate of your certificate authority.",
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    _contexts[files] = context
    return context


def _trusted_files(ca_file: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Where the authorities stand, and which state of them it is."""
    system = ssl.get_default_verify_paths()
    places = (system.cafile, system.capath) if ca_file is None else (str(ca_file),)
    return tuple((one, *_state_of(one)) for one in places if one)


def _state_of(file: str) -> tuple[int, int]:
    try:
        seen = os.stat(file)
    except OSError:
        return 0, 0
    return seen.st_ino, seen.st_mtime_ns
