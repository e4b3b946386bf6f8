"""Decides how bytes of mail become text, whatever charset was claimed, without ever failing."""

from __future__ import annotations

import codecs
from encodings.aliases import aliases
from functools import lru_cache

from daemon.core.parse.wordlists import words

#: Python codecs that are not charsets of text, or whose decoding is not linear.
_REFUSED = words(
    "base64_codec bz2_codec hex_codec quopri_codec rot_13 uu_codec zlib_codec idna punycode "
    "unicode_escape raw_unicode_escape undefined mbcs oem"
)
#: What mailers say, and what they mean (WHATWG Encoding Standard, and names seen in mail).
_MEANT = {
    "iso_8859_1": "cp1252",
    "iso8859_1": "cp1252",
    "latin_1": "cp1252",
    "latin1": "cp1252",
    "iso_8859_9": "cp1254",
    "iso_8859_11": "cp874",
    "iso_8859_8_i": "iso8859_8",
    "iso_8859_8_e": "iso8859_8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601_1987": "cp949",
    "ks_c_5601": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "x_sjis": "cp932",
    "sjis": "cp932",
    "iso_2022_jp": "iso2022_jp_ext",
    "cp_850": "cp850",
    "windows_874": "cp874",
    "x_mac_roman": "mac_roman",
    "macintosh": "mac_roman",
    "utf8mb4": "utf_8",
    "utf_8": "utf_8",
    "unicode_1_1_utf_7": "utf_7",
    "unicode_1_1_utf_8": "utf_8",
}
#: Charsets that say nothing: the bytes themselves must tell.
_SAYS_NOTHING = frozenset(
    ["", "us_ascii", "ascii", "ansi_x3.4_1968", "unknown", "unknown_8bit", "x_unknown", "default"]
)
_NO_ALIAS = words("cp720 cp737 cp856 cp874 cp875 koi8_t koi8_u utf_8_sig")
_KNOWN = frozenset(aliases) | frozenset(aliases.values()) | _NO_ALIAS


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """The Python codec for a charset name of mail, or empty where the bytes must tell."""
    name = charset.strip().strip("\"'").lower().replace("-", "_").replace(" ", "_")
    if name in _SAYS_NOTHING:
        return ""
    name = _MEANT.get(name, name)
    # Only names of the alias table reach the codec registry: it would look for a module, and
    # remember for ever, every name that a stranger invents.
    if name not in _KNOWN or aliases.get(name, name) in _REFUSED:
        return ""
    return codecs.lookup(name).name


def decode_bytes(data: bytes, charset: str = "") -> str:
    """Text of `data`: by its charset, else UTF-8, else ISO-2022-JP where its escapes stand, else
    Windows-1252. Bytes that do not fit become U+FFFD.
    """
    if data.isascii() and b"\x1b" not in data and not charset:
        return data.decode("ascii")
    codec = _codec(charset[:60])
    if codec and codec != "ascii":
        try:
            return data.decode(codec, "replace")
        except (LookupError, ValueError, OverflowError):
            pass  # a codec that breaks its promise of "replace" (utf-7, utf-16 of odd length)
    if b"\x1b$" in data or b"\x1b(J" in data:
        return data.decode("iso2022_jp", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # A text cut within its last character is still UTF-8.
        try:
            if len(data) > 8:
                return data[:-3].decode("utf-8") + data[-3:].decode("utf-8", "ignore")
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", "replace")
