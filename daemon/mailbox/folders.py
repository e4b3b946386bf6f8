"""Which folder is for what: by the attributes of RFC 6154, else by its (localised) name."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from daemon.core.mail import FolderInfo, FolderRole
from daemon.mailbox.folder_names import resolve_role_by_name
from daemon.mailbox.wire_text import parse_folder_name

log = logging.getLogger(__name__)

_BY_ATTRIBUTE = {
    "\\inbox": FolderRole.INBOX,
    "\\sent": FolderRole.SENT,
    "\\drafts": FolderRole.DRAFTS,
    "\\archive": FolderRole.ARCHIVE,
    "\\all": FolderRole.ALL,
    "\\allmail": FolderRole.ALL,
    "\\junk": FolderRole.JUNK,
    "\\spam": FolderRole.JUNK,
    "\\trash": FolderRole.TRASH,
}
_CLOSED = frozenset({"\\noselect", "\\nonexistent"})
#: What lies below these is as unread as they are.
_INHERITED = (FolderRole.TRASH, FolderRole.JUNK)

#: One line of a LIST answer as imapclient reads it: attributes, delimiter, name.
ListLine = tuple[tuple[object, ...], object, object]


def resolve_folders(lines: Iterable[ListLine]) -> tuple[FolderInfo, ...]:
    """The folders of a LIST answer with their roles, in the order of the answer.

    A name that cannot be given back to the server, or would harm where it is shown, is left out.
    """
    found: dict[str, tuple[FolderInfo, str | None]] = {}
    for attributes, delimiter, raw_name in lines:
        name = parse_folder_name(raw_name)
        if name is None:
            log.info("a folder whose name cannot be read is left out")
            continue
        if name.upper() == "INBOX":
            name = "INBOX"
        if name not in found:
            separator = _text(delimiter) if delimiter is not None else None
            found[name] = (_folder(name, separator, attributes), separator)
    below = [
        f"{info.name}{separator}"
        for info, separator in found.values()
        if separator and info.role in _INHERITED
    ]
    roles = {f"{info.name}{separator}": info.role for info, separator in found.values()}
    folders = []
    for info, _ in found.values():
        parent = next((prefix for prefix in below if info.name.startswith(prefix)), None)
        if parent is not None and not info.by_attribute and info.role is not FolderRole.INBOX:
            info = FolderInfo(info.name, roles[parent], info.selectable, False, info.attributes)
        folders.append(info)
    return tuple(folders)


def _folder(name: str, delimiter: str | None, attributes: Iterable[object]) -> FolderInfo:
    told = tuple(_text(attribute) for attribute in attributes)
    known = [attribute.lower() for attribute in told]
    selectable = _CLOSED.isdisjoint(known)
    role = next((_BY_ATTRIBUTE[name] for name in known if name in _BY_ATTRIBUTE), None)
    if name == "INBOX":
        return FolderInfo(name, FolderRole.INBOX, selectable, False, told)
    if role is not None and role is not FolderRole.INBOX:
        return FolderInfo(name, role, selectable, True, told)
    return FolderInfo(name, resolve_role_by_name(name, delimiter), selectable, False, told)


def _text(value: object) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
