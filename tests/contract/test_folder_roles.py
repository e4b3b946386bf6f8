"""Which role a folder of LIST gets: tables of answers as servers give them."""

from __future__ import annotations

import pytest
from imapclient.imap_utf7 import encode

from daemon.core.mail import FolderRole
from daemon.mailbox.folder_names import NAMES, plain_name, resolve_role_by_name
from daemon.mailbox.folders import resolve_folders

R = FolderRole


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Sent", R.SENT), ("sent_items", R.SENT), ("_sent_mail", R.SENT), ("SENT MESSAGES", R.SENT),
        ("Gesendet", R.SENT), ("Gesendete Elemente", R.SENT), ("Gesendete Objekte", R.SENT),
        ("Éléments envoyés", R.SENT), ("Enviados", R.SENT), ("Posta inviata", R.SENT),
        ("Itens enviados", R.SENT), ("Verzonden items", R.SENT), ("Elementy wysłane", R.SENT),
        ("Skickat", R.SENT), ("Sendt post", R.SENT), ("Sendte elementer", R.SENT),
        ("Lähetetyt", R.SENT), ("Odeslaná pošta", R.SENT), ("Отправленные", R.SENT),
        ("送信済みメール", R.SENT), ("已发送", R.SENT), ("Gönderilmiş Öğeler", R.SENT),
        ("Drafts", R.DRAFTS), ("Entwürfe", R.DRAFTS), ("Brouillons", R.DRAFTS),
        ("Borradores", R.DRAFTS), ("Bozze", R.DRAFTS), ("Rascunhos", R.DRAFTS),
        ("Concepten", R.DRAFTS), ("Kopie robocze", R.DRAFTS), ("Utkast", R.DRAFTS),
        ("Kladder", R.DRAFTS), ("Luonnokset", R.DRAFTS), ("Koncepty", R.DRAFTS),
        ("Черновики", R.DRAFTS), ("下書き", R.DRAFTS), ("草稿箱", R.DRAFTS),
        ("Taslaklar", R.DRAFTS),
        ("deleted_items", R.TRASH), ("Deleted Messages", R.TRASH), ("Papierkorb", R.TRASH),
        ("Gelöschte Elemente", R.TRASH), ("Corbeille", R.TRASH), ("Papelera", R.TRASH),
        ("Cestino", R.TRASH), ("Lixeira", R.TRASH), ("Prullenbak", R.TRASH), ("Kosz", R.TRASH),
        ("Papperskorgen", R.TRASH), ("Papirkurv", R.TRASH), ("Roskakori", R.TRASH),
        ("Koš", R.TRASH), ("Корзина", R.TRASH), ("ゴミ箱", R.TRASH), ("已删除", R.TRASH),
        ("Çöp Kutusu", R.TRASH),
        ("Bulk Mail", R.JUNK), ("Spam", R.JUNK), ("Junk E-mail", R.JUNK), ("Junk-E-Mail", R.JUNK),
        ("Courrier indésirable", R.JUNK), ("Correo no deseado", R.JUNK), ("Skräppost", R.JUNK),
        ("Спам", R.JUNK), ("迷惑メール", R.JUNK),
        ("Archive", R.ARCHIVE), ("Archiv", R.ARCHIVE), ("Archivio", R.ARCHIVE),
        ("Arkiv", R.ARCHIVE),
        ("Алиса", R.OTHER), ("Clients", R.OTHER), ("Sentinel", R.OTHER), ("Presents", R.OTHER),
        ("Archive 2019", R.OTHER), ("", R.OTHER), ("_", R.OTHER), ("Inbox", R.OTHER),
    ],
)  # fmt: skip
def test_a_name_tells_a_role(name: str, role: FolderRole) -> None:
    assert resolve_role_by_name(name, "/") is role
    assert resolve_role_by_name(f"INBOX.{name}", ".") is role
    assert resolve_role_by_name(f"[Gmail]/{name}", "/") is role
    assert resolve_role_by_name(name.upper(), None) is role


def test_no_name_stands_for_two_roles() -> None:
    seen: dict[str, FolderRole] = {}
    for role, names in NAMES.items():
        for name in names:
            assert seen.setdefault(plain_name(name), role) is role, name


def listed(*lines: tuple[str, str | None, str]) -> dict[str, tuple[FolderRole, bool, bool]]:
    folders = resolve_folders(
        (
            tuple(attribute.encode() for attribute in attributes.split()),
            None if delimiter is None else delimiter.encode(),
            encode(name),
        )
        for attributes, delimiter, name in lines
    )
    return {f.name: (f.role, f.by_attribute, f.selectable) for f in folders}


def test_gmail_in_german() -> None:
    assert listed(
        ("\\HasNoChildren", "/", "INBOX"),
        ("\\HasChildren \\Noselect", "/", "[Gmail]"),
        ("\\All \\HasNoChildren", "/", "[Gmail]/Alle Nachrichten"),
        ("\\Drafts \\HasNoChildren", "/", "[Gmail]/Entwürfe"),
        ("\\HasNoChildren \\Sent", "/", "[Gmail]/Gesendet"),
        ("\\HasNoChildren \\Flagged", "/", "[Gmail]/Markiert"),
        ("\\HasNoChildren \\Important", "/", "[Gmail]/Wichtig"),
        ("\\HasNoChildren \\Junk", "/", "[Gmail]/Spam"),
        ("\\HasNoChildren \\Trash", "/", "[Gmail]/Papierkorb"),
        ("\\HasNoChildren", "/", "Kunden"),
    ) == {
        "INBOX": (R.INBOX, False, True),
        "[Gmail]": (R.OTHER, False, False),
        "[Gmail]/Alle Nachrichten": (R.ALL, True, True),
        "[Gmail]/Entwürfe": (R.DRAFTS, True, True),
        "[Gmail]/Gesendet": (R.SENT, True, True),
        "[Gmail]/Markiert": (R.OTHER, False, True),
        "[Gmail]/Wichtig": (R.OTHER, False, True),
        "[Gmail]/Spam": (R.JUNK, True, True),
        "[Gmail]/Papierkorb": (R.TRASH, True, True),
        "Kunden": (R.OTHER, False, True),
    }


def test_an_old_courier_below_inbox() -> None:
    assert listed(
        ("\\HasChildren", ".", "INBOX"),
        ("\\HasNoChildren", ".", "INBOX.Sent"),
        ("\\HasNoChildren", ".", "INBOX.sent_items"),
        ("\\HasNoChildren", ".", "INBOX.Drafts"),
        ("\\HasChildren", ".", "INBOX.Trash"),
        ("\\HasNoChildren", ".", "INBOX.Trash.Sent"),
        ("\\HasNoChildren", ".", "INBOX.Trash.Clients.2019"),
        ("\\HasNoChildren", ".", "INBOX.Trash2"),
        ("\\NonExistent", ".", "INBOX.Clients"),
    ) == {
        "INBOX": (R.INBOX, False, True),
        "INBOX.Sent": (R.SENT, False, True),
        "INBOX.sent_items": (R.SENT, False, True),
        "INBOX.Drafts": (R.DRAFTS, False, True),
        "INBOX.Trash": (R.TRASH, False, True),
        "INBOX.Trash.Sent": (R.TRASH, False, True),
        "INBOX.Trash.Clients.2019": (R.TRASH, False, True),
        "INBOX.Trash2": (R.OTHER, False, True),
        "INBOX.Clients": (R.OTHER, False, False),
    }


def test_an_attribute_counts_more_than_a_name_and_the_inbox_stays_the_inbox() -> None:
    assert listed(
        ("\\Sent", "/", "Drafts"), ("\\Junk", "/", "Inbox"), ("\\Sent \\Archive", None, "Both")
    ) == {
        "Drafts": (R.SENT, True, True),
        "INBOX": (R.INBOX, False, True),
        "Both": (R.SENT, True, True),
    }  # fmt: skip


def test_an_emoji_of_several_signs_is_a_name() -> None:
    assert listed(("", "/", "👩\u200d👧 Family")) == {"👩\u200d👧 Family": (R.OTHER, False, True)}


@pytest.mark.parametrize(
    "name", [b"&AAo-", b"a&AA0ACg-b", b"&", b"&AGE-", b"&!!!-", b"\xc3\xa4", b"x&IC4-y", b"", ()]
)
def test_a_name_that_cannot_be_given_back_or_would_harm_is_left_out(name: object) -> None:
    lines = [((b"\\Sent",), b"/", name), ((), b"/", b"Fine")]
    assert [folder.name for folder in resolve_folders(lines)] == ["Fine"]
