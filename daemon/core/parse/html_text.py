"""Decides what an HTML part says to a reader: its visible words as plain text, quoted mail marked
the way plain text marks it, so that one set of rules takes quotes out of both.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HTML = 262_144
_MAX_TEXT = 65_536
_MAX_NODES = 20_000
#: Deeper trees cost the parser quadratic time; nobody writes them but attackers.
_MAX_UNCLOSED = 1_000
_NEED_NO_END = ("<br", "<p", "<li", "<img", "<!", "<td", "<tr", "<hr", "<meta", "<input")

#: What stands in the text where a mail client put the rest of a conversation below.
SEPARATOR = "-----Original Message-----"

_DROPPED = frozenset(
    ("script", "style", "head", "title", "noscript", "template", "object", "iframe", "svg", "math",
     "select", "textarea", "xml")
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre"))
_BLOCKS = _PARAGRAPHS | frozenset(
    ("div", "li", "tr", "blockquote", "address", "article", "section", "header", "footer", "center",
     "dl", "dt", "dd", "form", "fieldset", "hr", "body", "main", "figure")
)  # fmt: skip
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:^|;)\s*(?:font-size|max-height)\s*:\s*0(?:\.0)?(?:px|pt|em)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
#: Ids that clients give to the place where the older mail begins.
_OLDER_MAIL_IDS = (
    "divrplyfwdmsg", "appendonsend", "olk_src_body_section", "stopspelling", "zwchr",
    "mail-editor-reference-message-container", "replysplit", "isforwardcontent", "reply-intro",
)  # fmt: skip
_OLDER_MAIL_CLASSES = (
    "outlookmessageheader", "yahoo_quoted", "protonmail_quote", "zmail_extra",
    "moz-forward-container", "ms-outlook-mobile-reference-message", "tutanota_quote",
)  # fmt: skip
#: What stands around a link's number and words, where links are asked for; control characters
#: that no text holds once it is read.
LINK_BEGINS, LINK_SAYS, LINK_ENDS = "\x01", "\x02", "\x03"
#: For `str.translate`: takes them out of what was sent.
NO_MARKS = str.maketrans("", "", "\0" + LINK_BEGINS + LINK_SAYS + LINK_ENDS)
_MAX_LINKS = 500
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_TAG = re.compile(r"<[^<>]*>")


class _Writer:
    """Gathers words into lines; `quote` is how many quotes deep the words stand."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.quote = 0
        self.size = 0
        self._line: list[str] = []

    def add(self, text: str, keep_breaks: bool) -> None:
        if keep_breaks:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._line.append(first)
            for line in rest:
                self.end_line(keep_indent=True)
                self._line.append(line)
        else:
            self._line.append(_BLANKS.sub(" ", text))
        self.size += len(text)

    def end_line(self, force: bool = False, keep_indent: bool = False) -> None:
        line = "".join(self._line)
        self._line = []
        line = line.rstrip() if keep_indent else _BLANKS.sub(" ", line).strip()
        if line or force or keep_indent:
            self.lines.append("> " * min(self.quote, 3) + line if self.quote else line)

    def blank(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(">" if self.quote else "")


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style[:2000]))


def _starts_older_mail(tag: str, attributes: dict[str, str | None]) -> bool:
    name = (attributes.get("id") or "").lower()
    # Outlook renames ids on each reply: x_divRplyFwdMsg, x_x_divRplyFwdMsg.
    if name and name.endswith(_OLDER_MAIL_IDS):
        return True
    classes = (attributes.get("class") or "").lower()
    if classes and any(name in classes for name in _OLDER_MAIL_CLASSES):
        return tag != "blockquote"
    return False


def _open(node: LexborNode, tag: str, writer: _Writer) -> bool:
    """Writes what an element means where it begins; False where nothing inside is to be read."""
    if tag in _DROPPED:
        return False
    attributes = node.attributes
    if attributes and _is_hidden(attributes):
        return False
    if attributes and _starts_older_mail(tag, attributes):
        writer.end_line()
        writer.lines.append(SEPARATOR)
    if tag == "br":
        writer.end_line(force=True)
    elif tag in _PARAGRAPHS:
        writer.blank()
    elif tag in _BLOCKS:
        writer.end_line()
        if tag == "blockquote":
            writer.quote += 1
        elif tag == "li":
            writer.add("- ", keep_breaks=False)
    elif tag in ("td", "th"):
        writer.add(" ", keep_breaks=False)
    return True


def _close(tag: str, writer: _Writer) -> None:
    if tag == "pre":
        writer.end_line(keep_indent=True)
    if tag in _PARAGRAPHS:
        writer.blank()
    elif tag in _BLOCKS:
        writer.end_line()
        if tag == "blockquote":
            writer.quote = max(0, writer.quote - 1)


def _write(root: LexborNode, writer: _Writer) -> None:
    """Depth first, without recursion: the depth of the tree is the sender's choice."""
    open_tags: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = root
    preformatted = 0
    for _ in range(_MAX_NODES):
        if node is None or writer.size > _MAX_TEXT:
            return
        tag = node.tag or ""
        child: LexborNode | None = None
        if tag == "-text":
            writer.add((node.text_content or "")[:_MAX_TEXT], keep_breaks=preformatted > 0)
        elif not tag.startswith("-") and _open(node, tag, writer):
            child = node.child
            if child is not None:
                open_tags.append((node, tag))
                preformatted += tag == "pre"
            else:
                _close(tag, writer)
        if child is not None:
            node = child
            continue
        following = node.next
        while following is None and open_tags:
            node, tag = open_tags.pop()
            preformatted -= tag == "pre"
            _close(tag, writer)
            following = node.next if open_tags else None
        node = following


def _crude_text(html: str) -> str:
    return _TAG.sub(" ", html)[:_MAX_TEXT]


def html_to_text(html: str) -> str:
    """The visible words of `html`, quotes with `> ` before them, the start of older mail that a
    client marked as a separator line. At most 256 kB are read; never raises.
    """
    html = html[:MAX_HTML].replace("\0", "")
    tree = None if _is_bottomless(html) else LexborHTMLParser(html)
    return _crude_text(html) if tree is None else _text_of(tree)


def html_with_links(html: str) -> tuple[str, tuple[str, ...]]:
    """`(text, targets)`: the visible words, and each link in them as `LINK_BEGINS`, its number
    among the targets, `LINK_SAYS`, its words, `LINK_ENDS`. The same bounds, and of links the first
    500; nothing is read of what was built to be parsed for ever.
    """
    html = html[:MAX_HTML].translate(NO_MARKS)
    if _is_bottomless(html):
        return "", ()
    tree = LexborHTMLParser(html)
    targets: list[str] = []
    for link in tree.css("a[href]")[:_MAX_LINKS]:
        target = link.attributes.get("href")
        if target and link.child is not None:
            link.child.insert_before(f"{LINK_BEGINS}{len(targets)}{LINK_SAYS}")
            link.insert_child(LINK_ENDS)
            targets.append(target.strip())
    return _text_of(tree), tuple(targets)


def _is_bottomless(html: str) -> bool:
    tags = html.lower()
    opened = tags.count("<") - 2 * tags.count("</") - sum(map(tags.count, _NEED_NO_END))
    return opened > _MAX_UNCLOSED


def _text_of(tree: LexborHTMLParser) -> str:
    root = tree.body or tree.root
    if root is None:
        return ""
    writer = _Writer()
    _write(root, writer)
    writer.end_line()
    return "\n".join(writer.lines).strip("\n")
