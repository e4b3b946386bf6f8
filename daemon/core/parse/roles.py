"""Decides from the address alone whether a machine, a role or a list stands behind it, so that
nobody is told to stay in touch with a billing system. In doubt it may be a person.
"""

from __future__ import annotations

import re
from functools import lru_cache

from daemon.core.parse.wordlists import words

#: Nobody is called this: one such word in a local part is enough.
_NO_REPLY = words("""
    noreply donotreply dontreply doesnotreply neverreply noanswer noresponse norespond keineantwort
    nichtantworten nereponaspas nepasrepondre noresponder nonrispondere naoresponda nietantwoorden
    nieodpowiadaj donotuse donotsend svarainte ingasvar noreplies unattended unmonitored
""")
_ROLES = words("""
    announce announcement announcements newsletter newsletters notification notifications notify
    notifier alert alerts payroll helpdesk servicedesk servicecenter callcenter billing invoice
    invoices invoicing payables receivables accounting accounts bookkeeping registrar registration
    registrations webmaster hostmaster postmaster listmaster mailer mailerdaemon daemon nobody
    sysadmin abuse support customerservice customercare customersupport clientservices
    techsupport feedback survey surveys subscriptions subscription subscribe unsubscribe marketing
    promotions promo offers newsroom pressoffice mediarelations publicrelations
    humanresources hrdepartment recruiting recruitment careers bewerbung karriere bewerbungen
    orders bestellung bestellungen pedidos commandes rechnung rechnungen buchhaltung
    facturation facturacion comptabilite fatturazione administratie faktura kundenservice
    kundendienst kundenbetreuung kundeservice kundtjanst klantenservice serviceclient
    atencionalcliente assistenza soporte suporte reklamation vertrieb bestellungen versand
    reservations reservation booking bookings reservierung reservas reservierungen confirmations
    confirmation digest bulletin bulletins autoresponder autoreply automailer automated
    bounce bounces listserv majordomo mailman oncall privacy datenschutz security
    compliance legalnotices updates mailings mailing rssfeeds rss webinars events donotrespond
    reminder reminders listmanager management compensation executive department committee
    noc cron nagios bugzilla jira gitlab tickets ticket itsupport admins administrator
    administrators conferenceroom meetingroom verify verification receipts receipt statements
    editorial resources distribution specialoffers relations inc llc gmbh
""")
#: These end a local part that was written in one word: `valuenewsletter`, `confadmin`. Shorter
#: role words also end names of people.
_ENDINGS = tuple(
    words("admin offers specials update updates alerts deals customercare")
    | {word for word in _ROLES if len(word) >= 8}
)
#: Only as the whole local part: elsewhere these are names, or parts of addresses of people.
_WHOLE = words("""
    sales service services admin press media help hr it legal finance purchasing procurement
    members membership member reception orders order reply replies response list lists system
    server mailbot robot bot www web news community group staff everyone all alle tous todos
    postmaster post customer customers account verkauf einkauf empfang personal presse redaktion
    bewerbungen verwaltung ventas compras prensa vendas imprensa vendite acquisti stampa ufficio
    segreteria secretariat secretaria verkoop inkoop receptie daemon apache mysql operations ops
    jenkins root jobs shop store deals returns letters editor editors users
    memberships subscriber publisher advertising ads offer club team-all
""")
#: Firms, and single people, write from these: only the names in its mails can tell.
_SHARED = words("""
    info information office contact contacts kontakt contacto contatto contato hello hi hallo hey
    bonjour hola ciao mail email team studio praxis kanzlei buero büro sekretariat enquiries
    inquiries enquiry anfrage welcome general home work
""")
_LIST_DOMAINS = words("googlegroups.com groups.io yahoogroups.com freelists.org")
_LIST_ENDS = (
    "-owner", "-request", "-subscribe", "-unsubscribe", "-admin", "-list", "-announce",
    "-leave", "-join", "-confirm", "-users", "-devel", "-discuss",
)  # fmt: skip
_MACHINE_LABELS = words("""
    noreply no-reply donotreply bounce bounces notifications notification mailer newsletter
    newsletters news-letter alerts reply mailings offers deals promo promos promotions campaign
    campaigns
""")

#: No address that is read from a mail is longer.
_MAX_EMAIL = 320
_SEPARATORS = re.compile(r"[._\-+=#]+|(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_VERP = re.compile(
    r"(?:^|[-+.])bounces?[-+.=]|[-+.]bounces?$|^(?:prvs|srs[01]?|btv\d)=|=[\w-]+\.[a-z]{2,}$"
)
_CODE = re.compile(r"(?=[^\d]*\d)(?=(?:\d*[a-z]){4})[b-df-hj-np-tv-z\d]{8,}")
_HEX_RUN = re.compile(r"[0-9a-f]{20,}")
_ROOM = re.compile(r"(?:^|[.\-_])conf(?:erence)?(?:[.\-_]|$)")
_DATED_PERSON = re.compile(r"^[a-z]+\+")


def _is_random(local: str) -> bool:
    """Long, and mixed as nobody would type it: a token of a machine."""
    if _HEX_RUN.search(local):
        return any(map(str.isdigit, local))
    digits = sum(map(str.isdigit, local))
    switches = len(re.findall(r"[a-z]\d|\d[a-z]", local))
    return len(local) >= 24 and digits >= 6 and switches >= 5


def _ends_as_role(word: str) -> bool:
    return word.endswith(_ENDINGS) and any(
        word.endswith(end) and len(word) >= len(end) + 4 for end in _ENDINGS
    )


def _has_token(local: str) -> bool:
    """Whether parts are counted, or one beside others is a code: digits amid consonants, as
    `63zbrtph`.
    """
    parts = [part for part in re.split(r"[._+=-]+", local) if part]
    if sum(map(str.isdigit, parts)) >= 3:
        return True
    return len(parts) > 1 and any(_CODE.fullmatch(part) for part in parts)


@lru_cache(maxsize=8192)
def role_of_address(email: str) -> str:
    """Why nobody personal stands behind an address ("no-reply address", "role address", "list
    address", "bounce address", "machine address"), or empty where it may be a person.
    """
    local, _, domain = email[-_MAX_EMAIL:].lower().rpartition("@")
    full = local
    local = local.partition("+")[0] or local
    letters = _NOT_LETTERS.sub("", local)
    if any(word in letters for word in _NO_REPLY):
        return "no-reply address"
    if _VERP.search(full):
        return "bounce address"
    if letters in ("mailerdaemon", "postmaster", "maildaemon"):
        return "bounce address"
    if domain in _LIST_DOMAINS or domain.startswith(("lists.", "list.")):
        return "list address"
    if local.startswith("owner-") or local.endswith(_LIST_ENDS):
        return "list address"
    if local in _WHOLE or letters in _ROLES or letters in _WHOLE:
        return "role address"
    said = [word for word in _SEPARATORS.split(local) if word]
    if any(word in _ROLES or _ends_as_role(word) for word in said) or _ROOM.search(local):
        return "role address"
    if len(local) >= 5 and local in domain.split(".")[1:-1]:
        return "role address"  # weather@mail.weather.com: the organisation's own
    if domain.partition(".")[0] in _MACHINE_LABELS:
        return "no-reply address"
    if not any(map(str.isdigit, full)):
        return ""  # the codes of machines have digits
    if (
        _has_token(local)
        or _is_random(local)
        or (local != full and not _DATED_PERSON.match(full) and _is_random(full))
    ):
        return "machine address"
    return ""


def is_shared_address(email: str) -> bool:
    """Whether several people, or only one, may write from it (`info@`, `hello@`): not a role by
    itself, yet no proof of a person either.
    """
    local = email.lower().rpartition("@")[0].partition("+")[0]
    return _NOT_LETTERS.sub("", local) in _SHARED


def is_role_word(word: str) -> bool:
    """Whether a lower-cased word names a function or a machine wherever it stands in a name."""
    return word in _ROLES or word in _NO_REPLY
