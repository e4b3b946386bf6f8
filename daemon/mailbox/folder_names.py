"""What folders are called in the languages of mail clients, where no attribute says it.

To teach it a name, add it to its role. Case, blanks and the signs `_ - & .` do not matter.
"""

from __future__ import annotations

import re
import unicodedata

from daemon.core.mail import FolderRole

#: One line a language, in the order en, de, fr, es, it, pt, nl, pl, sv, da, no, fi, cs, ru, ja,
#: zh, tr, and then what else was seen.
NAMES: dict[FolderRole, tuple[str, ...]] = {
    FolderRole.INBOX: ("inbox",),
    FolderRole.SENT: (
        "Sent", "Sent Items", "Sent Mail", "Sent Messages", "Sent-Mail", "Outgoing", "Sent Folder",
        "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten",
        "Gesendete Mails", "Gesendete E-Mails", "Postausgang gesendet", "Versendet", "Verschickt",
        "Envoyés", "Envoyé", "Éléments envoyés", "Messages envoyés", "Courrier envoyé",
        "Objets envoyés", "Mails envoyés",
        "Enviados", "Enviado", "Elementos enviados", "Correo enviado", "Mensajes enviados",
        "Inviati", "Inviata", "Posta inviata", "Elementi inviati", "Messaggi inviati",
        "Itens enviados", "E-mails enviados", "Mensagens enviadas", "Correio enviado",
        "Verzonden", "Verzonden items", "Verzonden berichten", "Verstuurd",
        "Wysłane", "Elementy wysłane", "Wysłane wiadomości",
        "Skickat", "Skickade", "Skickade objekt", "Skickade meddelanden",
        "Sendt", "Sendte", "Sendt post", "Sendte elementer", "Sendte meddelelser",
        "Sendte meldinger", "Sendt e-post",
        "Lähetetyt", "Lähetetyt viestit", "Lähetetty",
        "Odeslané", "Odeslaná pošta", "Odeslané zprávy", "Odeslaná",
        "Отправленные", "Отправленное", "Исходящие отправленные",
        "送信済み", "送信済みアイテム", "送信済みメール", "送信済みトレイ", "送信済みメッセージ",
        "已发送", "已发送邮件", "已发邮件", "已傳送郵件", "寄件備份", "已寄出",
        "Gönderilmiş", "Gönderilmiş Öğeler", "Gönderilenler", "Gönderilmiş Postalar", "Gönderilen",
        "보낸 편지함", "Відправлені", "Надіслані", "Απεσταλμένα", "Elküldött", "Trimise",
        "Odoslané",
    ),
    FolderRole.DRAFTS: (
        "Drafts", "Draft", "Draft Messages",
        "Entwürfe", "Entwurf", "Entwuerfe",
        "Brouillons", "Brouillon",
        "Borradores", "Borrador",
        "Bozze", "Bozza",
        "Rascunhos", "Rascunho",
        "Concepten", "Concept",
        "Kopie robocze", "Szkice", "Robocze", "Wersje robocze",
        "Utkast",
        "Kladder", "Kladde", "Udkast",
        "Luonnokset", "Luonnos",
        "Koncepty", "Rozepsané", "Rozepsaná pošta",
        "Черновики", "Черновик",
        "下書き", "草稿",
        "草稿箱", "草稿夹", "草稿匣",
        "Taslaklar", "Taslak",
        "임시 보관함", "Чернетки", "Πρόχειρα", "Piszkozatok", "Ciorne",
    ),
    FolderRole.TRASH: (
        "Trash", "Deleted", "Deleted Items", "Deleted Messages", "Bin", "Wastebasket", "Trashcan",
        "Papierkorb", "Gelöscht", "Gelöschte Elemente", "Gelöschte Objekte",
        "Gelöschte Nachrichten",
        "Corbeille", "Éléments supprimés", "Messages supprimés", "Poubelle",
        "Papelera", "Elementos eliminados", "Eliminados", "Correo eliminado",
        "Papelera de reciclaje",
        "Cestino", "Posta eliminata", "Elementi eliminati", "Eliminata",
        "Lixo", "Lixeira", "Itens excluídos", "Itens eliminados", "Excluídos",
        "Prullenbak", "Verwijderde items", "Prullenmand", "Verwijderd",
        "Kosz", "Elementy usunięte", "Usunięte",
        "Papperskorg", "Papperskorgen", "Borttaget", "Borttagna objekt", "Raderat",
        "Papirkurv", "Slettet post", "Slettede elementer", "Slettet", "Søppel",
        "Papirkurven", "Søppelbøtte", "Slettede",
        "Roskakori", "Poistetut", "Poistetut viestit",
        "Koš", "Odstraněná pošta", "Odstraněné", "Smazané",
        "Корзина", "Удаленные", "Удалённые", "Удаленное",
        "ゴミ箱", "ごみ箱", "削除済みアイテム",
        "垃圾箱", "已删除", "已删除邮件", "废件箱", "刪除的郵件", "垃圾桶", "已刪除的郵件",
        "Çöp", "Çöp Kutusu", "Silinmiş Öğeler", "Silinmiş", "Silinenler",
        "휴지통", "Кошик", "Κάδος", "Kuka", "Coș de gunoi",
    ),
    FolderRole.JUNK: (
        "Junk", "Junk E-mail", "Junk Mail", "Spam", "Bulk Mail", "Bulk", "Spamverdacht",
        "Unerwünscht", "Junk-E-Mail", "Werbung Spam", "Spam-Verdacht",
        "Courrier indésirable", "Indésirables", "Pourriel", "Pourriels",
        "Correo no deseado", "No deseado",
        "Posta indesiderata", "Indesiderata",
        "Lixo eletrônico", "Lixo eletrónico", "Correio eletrónico não solicitado",
        "Ongewenste e-mail", "Ongewenst", "Reclame",
        "Wiadomości-śmieci", "Niechciane", "Śmieci",
        "Skräppost",
        "Uønsket post", "Uønsket mail", "Uønsket",
        "Søppelpost", "Uønsket e-post",
        "Roskaposti",
        "Nevyžádaná pošta", "Nevyžádané",
        "Спам", "Нежелательная почта",
        "迷惑メール",
        "垃圾邮件", "垃圾郵件",
        "Önemsiz", "Önemsiz E-posta", "İstenmeyen",
        "스팸", "스팸함", "정크 메일", "Ανεπιθύμητα", "Levélszemét",
    ),
    FolderRole.ARCHIVE: (
        "Archive", "Archives", "Archived",
        "Archiv", "Archiviert",
        "Archivés",
        "Archivo", "Archivados",
        "Archivio", "Archiviati",
        "Arquivo", "Arquivo morto", "Arquivados",
        "Archief",
        "Archiwum",
        "Arkiv",
        "Arkisto",
        "Archív",
        "Архив",
        "アーカイブ",
        "归档", "存档", "封存",
        "Arşiv",
        "보관함", "Архів", "Αρχειοθήκη",
    ),
    FolderRole.ALL: (
        "All Mail",
        "Alle Nachrichten",
        "Tous les messages",
        "Todos los mensajes",
        "Tutti i messaggi",
        "Todos os e-mails", "Todo o correio", "Com etiquetas",
        "Alle e-mail", "Alle berichten",
        "Wszystkie",
        "Alla mail", "Alla e-post",
        "Alle mails",
        "All e-post",
        "Kaikki viestit",
        "Všechny zprávy",
        "Вся почта",
        "すべてのメール",
        "所有邮件", "所有郵件",
        "Tüm Postalar",
        "전체보관함",
    ),
}  # fmt: skip

_SIGNS = re.compile(r"[\s_\-&.]+")


def plain_name(name: str) -> str:
    """A name without case, blanks and joining signs, for comparison."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold())


_ROLES = {plain_name(name): role for role, names in NAMES.items() for name in names}


def resolve_role_by_name(name: str, delimiter: str | None) -> FolderRole:
    """The role that the last component of a folder's name tells, or OTHER."""
    last = name.rsplit(delimiter, 1)[-1] if delimiter else name
    role = _ROLES.get(plain_name(last), FolderRole.OTHER)
    # Only the folder that is called INBOX as a whole is the inbox (RFC 3501 section 5.1).
    return FolderRole.OTHER if role is FolderRole.INBOX else role
