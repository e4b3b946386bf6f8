"""Where the mail of an address lies: the IMAP servers of common providers, and what each needs.

From the providers' own help pages; all of them speak TLS on port 993. For any other domain the
usual names are tried in order.
"""

from __future__ import annotations

from daemon.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """`advice` says what the owner must do first, or "" where the usual password is right."""

    host: str
    advice: str = ""


_APP_PASSWORD = "needs an app password (with two-step sign-in on), not the usual one"  # noqa: S105
_GOOGLE = Provider("imap.gmail.com", f"Google {_APP_PASSWORD}: myaccount.google.com/apppasswords")
_APPLE = Provider("imap.mail.me.com", f"iCloud {_APP_PASSWORD}: account.apple.com, Sign-In")
_YAHOO = Provider("imap.mail.yahoo.com", f"Yahoo {_APP_PASSWORD}: account security page")
_AOL = Provider("imap.aol.com", f"AOL {_APP_PASSWORD}: account security page")
_FASTMAIL = Provider("imap.fastmail.com", f"Fastmail {_APP_PASSWORD}: Settings, Privacy & Security")
_MICROSOFT = Provider(
    "outlook.office365.com",
    "Microsoft accounts sign in with OAuth only: see [mailbox.oauth] in config.example.toml",
)
_GMX = Provider("imap.gmx.net", "switch on IMAP in the settings of GMX first")
_WEB_DE = Provider("imap.web.de", "switch on IMAP in the settings of WEB.DE first")

PROVIDERS: dict[str, Provider] = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), _GOOGLE),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), _APPLE),
    **dict.fromkeys(("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.es"), _YAHOO),
    "aol.com": _AOL,
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), _FASTMAIL),
    **dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "msn.com"), _MICROSOFT),
    **dict.fromkeys(("gmx.net", "gmx.de", "gmx.at", "gmx.ch"), _GMX),
    "gmx.com": Provider("imap.gmx.com", _GMX.advice),
    "web.de": _WEB_DE,
    "t-online.de": Provider("secureimap.t-online.de", "T-Online has its own password for mail"),
    "posteo.de": Provider("posteo.de"),
    "mailbox.org": Provider("imap.mailbox.org"),
    "zoho.com": Provider("imap.zoho.com", "switch on IMAP in the settings of Zoho first"),
    "yandex.com": Provider("imap.yandex.com", f"Yandex {_APP_PASSWORD}"),
    "orange.fr": Provider("imap.orange.fr"),
    "free.fr": Provider("imap.free.fr"),
    "libero.it": Provider("imapmail.libero.it"),
    "xs4all.nl": Provider("imap.xs4all.nl"),
    "ziggo.nl": Provider("imap.ziggo.nl"),
    "kpnmail.nl": Provider("imap.kpnmail.nl"),
}


def servers_for(address: str) -> tuple[Provider, ...]:
    """The servers to try for an address, the likeliest first."""
    domain = address.rpartition("@")[2].lower()
    known = PROVIDERS.get(domain)
    if known is not None:
        return (known,)
    return tuple(Provider(f"{name}{domain}") for name in ("imap.", "mail.", ""))


#: What `[mailbox.oauth] provider` stands for: token, device and authorize address, and scope.
SIGN_IN: dict[str, dict[str, str]] = {
    "google": {
        "token_url": "https://oauth2.googleapis.com/token",
        # Google's device flow gives no access to mail, so there is none.
        "device_url": "",
        "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth",
        "scope": "https://mail.google.com/",
    },
    "microsoft": {
        "token_url": "https://login.microsoftonline.com/common/oauth2/v2.0/token",
        "device_url": "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode",
        "authorize_url": "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        "scope": "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
    },
}
