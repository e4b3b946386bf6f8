"""Decides how the weekly letter looks: one column that a phone shows as well as a desk, light or
dark as the reader has it, pictures drawn with table cells, and nothing that is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from daemon.core.capital import as_sentence
from daemon.core.digest import Digest, Line, Section
from daemon.core.digest_text import ANSWERING, evidence_words, month_name, week_words
from daemon.core.markup import Html, element, join
from daemon.core.strip import Month, level

_FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
_SERIF = "font-family:Georgia,'Times New Roman',serif;"
#: What each class looks like in light; written into every element, as mail programs want it.
_STYLE = {
    "page": f"margin:0;padding:0;background:#f3f1ea;color:#22262a;{_FONT}",
    "outer": "background:#f3f1ea;width:100%;",
    "sheet": "max-width:600px;margin:0 auto;padding:28px 14px 40px;text-align:left;",
    "week": "margin:0 0 4px;font-size:13px;line-height:20px;color:#5c6166;letter-spacing:.03em;",
    "title": f"margin:0 0 24px;font-size:30px;line-height:36px;font-weight:normal;{_SERIF}"
    "color:#22262a;",
    "head": f"margin:32px 0 10px;font-size:20px;line-height:26px;font-weight:normal;{_SERIF}"
    "color:#22262a;",
    "note": "margin:0 0 10px;font-size:14px;line-height:20px;color:#5c6166;",
    "card": "background:#ffffff;border:1px solid #e2ded2;border-radius:10px;padding:16px 18px;"
    "margin:0 0 12px;",
    "who": "margin:0;font-size:17px;line-height:24px;font-weight:600;color:#22262a;",
    "what": "margin:2px 0 0;font-size:16px;line-height:23px;color:#22262a;",
    "why": "margin:4px 0 0;font-size:14px;line-height:20px;color:#5c6166;",
    "quote": f"margin:10px 0 0;padding:2px 0 2px 12px;border-left:3px solid #d8b98a;{_SERIF}"
    "font-style:italic;font-size:15px;line-height:22px;color:#3b4045;",
    "source": "margin:8px 0 0;font-size:12px;line-height:18px;color:#5c6166;"
    "overflow-wrap:anywhere;",
    "ready": "display:inline-block;margin:8px 0 0;padding:1px 9px;border-radius:10px;"
    "font-size:13px;line-height:20px;background:#e3f0e9;color:#0c5a40;",
    "ref": "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px;color:#5c6166;",
    "list": "background:#ffffff;border:1px solid #e2ded2;border-radius:10px;padding:4px 18px;"
    "margin:0 0 12px;",
    "item": "padding:11px 0;border-top:1px solid #ece9df;",
    "first": "padding:11px 0;",
    "bar": "background:#0f7a57;border-radius:2px 2px 0 0;font-size:0;line-height:0;",
    "none": "background:#d9d5c8;font-size:0;line-height:0;",
    "months": "font-size:11px;line-height:16px;color:#5c6166;",
    "foot": "margin:28px 0 0;padding:16px 0 0;border-top:1px solid #ddd8ca;font-size:13px;"
    "line-height:20px;color:#5c6166;",
}
_DARK = {
    "page": "background:#15181b;color:#e9e6df;",
    "outer": "background:#15181b;",
    "title": "color:#f2efe8;", "head": "color:#f2efe8;", "who": "color:#f2efe8;",
    "what": "color:#e9e6df;",
    "week": "color:#a7adb3;", "note": "color:#a7adb3;", "why": "color:#a7adb3;",
    "source": "color:#a7adb3;", "ref": "color:#a7adb3;", "months": "color:#a7adb3;",
    "foot": "color:#a7adb3;border-top-color:#343a40;",
    "card": "background:#1f2428;border-color:#343a40;",
    "list": "background:#1f2428;border-color:#343a40;",
    "item": "border-top-color:#343a40;",
    "quote": "color:#d5d1c8;border-left-color:#8a6d3f;",
    "ready": "background:#173a2d;color:#8fdcb9;",
    "bar": "background:#57b890;",
    "none": "background:#3c4349;",
}  # fmt: skip
_STRIP_HEIGHT = 22


def compose_digest_html(digest: Digest) -> str:
    """The whole letter as one HTML document."""
    parts: list[Html] = [
        _styled("p", "week", week_words(digest.at, digest.zone)),
        _styled("h1", "title", digest.title),
    ]
    parts += [_section(section, digest.zone) for section in digest.sections]
    if digest.network:
        parts.append(_network(digest.network))
    parts.append(_foot())
    sheet = _styled("main", "sheet", *parts)
    body = _styled("body", "page", _styled("div", "outer", sheet))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="supported-color-schemes", content="light dark"),
        element("title", digest.subject),
        element("style", _dark()),
    )
    return Html("<!DOCTYPE html>\n") + element("html", head, body, lang="en") + "\n"


def _styled(tag: str, name: str, *children: str, style: str = "", **attributes: str) -> Html:
    return element(tag, *children, class_=name, style=_STYLE[name] + style, **attributes)


def _dark() -> Html:
    rules = "".join(
        f".{name}{{{rule.replace(';', ' !important;')}}}" for name, rule in _DARK.items()
    )
    return Html(f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{rules}}}")


# -- the parts ---------------------------------------------------------------------------------


def _section(section: Section, zone: tzinfo) -> Html:
    is_first = section.name == "people"
    parts = [] if is_first else [_styled("h2", "head", section.title)]
    if section.note:
        parts.append(_styled("p", "note", section.note))
    if is_first:
        parts += [_card(one, zone) for one in section.lines]
    else:
        items = [
            _styled("div", "item" if number else "first", *_words(one, zone))
            for number, one in enumerate(section.lines)
        ]
        parts.append(_styled("div", "list", *items))
    if section.more:
        parts.append(_styled("p", "note", f"… and {section.more} more."))
    return element("section", *parts)


def _card(one: Line, zone: tzinfo) -> Html:
    who = _styled("h2", "who", one.who)
    head = who if not any(number for _, number in one.months) else element(
        "table",
        element("tr", element("td", who, style="vertical-align:top;padding:0;"),
                element("td", _strip(one.months, f"Contact with {one.who}"),
                        align="right", style="vertical-align:top;padding:0 0 0 12px;width:94px;")),
        role="presentation", width="100%", cellpadding="0", cellspacing="0", border="0",
    )  # fmt: skip
    return _styled("div", "card", head, *_words(one, zone)[1:])


def _words(one: Line, zone: tzinfo) -> list[Html]:
    """Who first, then what, why, the words, whence."""
    if not one.who:
        return [_styled("p", "why", one.why, style="margin-top:0;"),
                _styled("p", "what", one.what), *_source(one, zone)]  # fmt: skip
    parts = [_styled("p", "who", one.who, style="font-size:16px;")]
    if one.what:
        parts.append(_styled("p", "what", one.what))
    if one.why:
        parts.append(_styled("p", "why", f"{one.why}."))
    if one.evidence is not None and one.evidence.quote:
        parts.append(_styled("p", "quote", f"“{one.evidence.quote}”"))
    if one.draft:
        parts.append(_styled("span", "ready", "A draft is ready in your Drafts folder"))
    return parts + _source(one, zone)


def _source(one: Line, zone: tzinfo) -> list[Html]:
    words = evidence_words(one, zone)
    ref = join(_styled("span", "ref", one.ref)) if one.ref else Html("")
    if not words and not ref:
        return []
    between = Html(" · ") if words and ref else Html("")
    return [_styled("p", "source", as_sentence(words), between, ref)]


def _strip(months: Sequence[Month], what: str) -> Html:
    """Columns of table cells: what every mail program shows, without a picture to fetch."""
    most = max(number for _, number in months)
    cells = []
    for _, number in months:
        height = 3 + level(number, most, _STRIP_HEIGHT - 3) if number else 2
        column = _styled("div", "bar" if number else "none", style=f"height:{height}px;width:6px;")
        cells.append(
            element("td", column, valign="bottom",
                    style=f"vertical-align:bottom;padding:0 1px 0 0;height:{_STRIP_HEIGHT}px;")
        )  # fmt: skip
    told = ", ".join(f"{month_name(month)} {number}" for month, number in months if number)
    return element(
        "div",
        element("table", element("tr", *cells), role="presentation", cellpadding="0",
                cellspacing="0", border="0", style="border-collapse:collapse;"),
        role="img",
        aria_label=f"{what}, the last {len(months)} months: {told or 'none'}",
    )  # fmt: skip


def _network(months: Sequence[Month]) -> Html:
    first, last = month_name(months[0][0]), month_name(months[-1][0])
    ends = element(
        "table",
        element("tr",
                element("td", _styled("span", "months", f"{first}: {months[0][1]}")),
                element("td", _styled("span", "months", f"{last}: {months[-1][1]}"),
                        align="right")),
        role="presentation", width="100%", cellpadding="0", cellspacing="0", border="0",
    )  # fmt: skip
    return element(
        "section",
        _styled("h2", "head", "Your network"),
        _styled("p", "note", "With how many people you were in touch, month by month."),
        _styled("div", "card", _wide_strip(months), ends),
    )


def _wide_strip(months: Sequence[Month]) -> Html:
    most = max(number for _, number in months)
    cells = []
    for _, number in months:
        height = 4 + level(number, most, 52) if number else 2
        column = _styled("div", "bar" if number else "none", style=f"height:{height}px;")
        cells.append(element("td", column, valign="bottom", width="8%",
                             style="vertical-align:bottom;padding:0 2px;height:58px;"))  # fmt: skip
    told = ", ".join(f"{month_name(month)} {number}" for month, number in months)
    return element(
        "div",
        element("table", element("tr", *cells), role="presentation", width="100%",
                cellpadding="0", cellspacing="0", border="0"),
        role="img",
        aria_label=f"People in touch: {told}",
    )  # fmt: skip


def _foot() -> Html:
    explain = join(
        "Every ref in small letters has its evidence:",
        Html(" "),
        _styled("span", "ref", "wellkeeper explain REF"),
    )
    return _styled(
        "footer", "foot",
        element("p", ANSWERING, style="margin:0 0 8px;"),
        element("p", explain, ".", style="margin:0;"),
    )  # fmt: skip
