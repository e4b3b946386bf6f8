"""Decides how the page of the whole network looks: one file that fetches nothing, readable on a
phone, in light and dark, with a search box that works without a server.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from daemon.core.capital import as_sentence
from daemon.core.digest_text import day_words, month_name
from daemon.core.markup import Html, element, join
from daemon.core.report import ORDER, PersonLine, Report
from daemon.core.strip import Month, level
from daemon.core.warmth import Warmth

_TITLES: dict[Warmth, tuple[str, str]] = {
    "cooling": ("Cooling", "Silent for longer than is usual for the two of you."),
    "warm": ("Warm", "In touch, as you usually are."),
    "cold": ("Cold", "Long out of touch."),
}
_STEP, _HEIGHT = 8, 24

_CSS = Html("""
:root{color-scheme:light dark;--page:#f3f1ea;--card:#fff;--ink:#22262a;--soft:#5c6166;
--line:#e2ded2;--bar:#0f7a57;--none:#d9d5c8;--warm:#0c5a40;--warm-bg:#e3f0e9;--cooling:#7a4a05;
--cooling-bg:#fbeed6;--cold:#33507a;--cold-bg:#e5ecf6;--focus:#0b63ce}
@media (prefers-color-scheme:dark){:root{--page:#15181b;--card:#1f2428;--ink:#f2efe8;
--soft:#a7adb3;--line:#343a40;--bar:#57b890;--none:#3c4349;--warm:#8fdcb9;--warm-bg:#173a2d;
--cooling:#f0c987;--cooling-bg:#46340f;--cold:#a9c6f2;--cold-bg:#22324a;--focus:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:16px/1.45 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header{max-width:1080px;margin:0 auto;padding:0 16px}
header{padding-top:28px}
main{padding-bottom:48px}
h1,h2{font-family:Georgia,"Times New Roman",serif;font-weight:normal;line-height:1.2;margin:0}
h1{font-size:32px}
h2{font-size:22px}
p{margin:0}
.soft{color:var(--soft);font-size:14px}
.over{display:grid;gap:14px;grid-template-columns:1fr;margin:20px 0 0}
.counts{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:0;padding:0;list-style:none}
.counts li{border-radius:10px;padding:12px 14px}
.counts b{display:block;font:normal 30px/1.1 Georgia,"Times New Roman",serif}
.chart{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 16px}
.chart svg{display:block;width:100%;height:64px;margin-top:8px}
.ends{display:flex;justify-content:space-between}
.warm{background:var(--warm-bg);color:var(--warm)}
.cooling{background:var(--cooling-bg);color:var(--cooling)}
.cold{background:var(--cold-bg);color:var(--cold)}
.find{position:sticky;top:0;background:var(--page);padding:16px 0 12px;margin-top:8px;
display:flex;gap:10px 16px;flex-wrap:wrap;align-items:center;z-index:1}
.find input[type=search]{flex:1 1 240px;min-width:0;font:inherit;padding:9px 13px;color:var(--ink);
background:var(--card);border:1px solid var(--soft);border-radius:9px}
.find label{display:inline-flex;gap:6px;align-items:center;font-size:15px;min-height:28px}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
section{margin-top:18px}
section>p{margin:2px 0 10px}
.people{list-style:none;margin:0;padding:0;display:grid;gap:10px;
grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr))}
.people>li{background:var(--card);border:1px solid var(--line);border-radius:10px;
padding:13px 16px;overflow-wrap:anywhere}
.top{display:flex;justify-content:space-between;gap:12px;align-items:flex-start}
.top svg{flex:none;width:96px;height:24px}
.name{font-weight:600;font-size:17px;margin:0}
.work{font-size:15px}
.open{margin:8px 0 0;padding:5px 10px;border-radius:7px;font-size:14px}
.ref{font:12px ui-monospace,Menlo,Consolas,monospace;color:var(--soft)}
.bar{fill:var(--bar)}.none{fill:var(--none)}
::placeholder{color:var(--soft);opacity:1}
[hidden]{display:none!important}
@media (min-width:760px){.over{grid-template-columns:1fr 1fr}.counts b{font-size:38px}}
@media (max-width:759px){.find input[type=search]{flex-basis:100%}}
@media print{.find{display:none}.people>li{break-inside:avoid}}
""")
_SCRIPT = Html("""
(function(){
var box=document.getElementById('q'),told=document.getElementById('told');
var marks=[].slice.call(document.querySelectorAll('input[data-warmth]'));
var all=[].slice.call(document.querySelectorAll('li[data-words]'));
function fold(t){return t.toLowerCase().normalize('NFKD').replace(/[\\u0300-\\u036f]/g,'')}
var words=all.map(function(li){return fold(li.getAttribute('data-words'))});
function look(){
var parts=fold(box.value).split(/\\s+/).filter(Boolean),shown=0,want={};
marks.forEach(function(m){want[m.getAttribute('data-warmth')]=m.checked});
all.forEach(function(li,n){
var ok=want[li.parentNode.getAttribute('data-group')]&&
parts.every(function(p){return words[n].indexOf(p)>=0});
li.hidden=!ok;if(ok)shown++});
[].forEach.call(document.querySelectorAll('ul[data-group]'),function(ul){
ul.parentNode.hidden=!ul.querySelector('li:not([hidden])')});
told.textContent=shown+(shown===1?' person':' people')}
document.getElementById('find').hidden=false;
box.addEventListener('input',look);
marks.forEach(function(m){m.addEventListener('change',look)});
look()})();
""")


def compose_report_html(report: Report) -> str:
    """The whole page as one HTML document, its policy forbidding all but its own two parts."""
    hashed = b64encode(sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", "Your network"),
        element("style", _CSS),
    )
    sections = [_section(report, warmth) for warmth in ORDER if report.count(warmth)]
    if not sections:
        sections = [element("p", "Nobody is known yet.")]
    main = element("main", _search(report), *sections)
    body = element("body", _header(report), main, element("script", _SCRIPT))
    return Html("<!DOCTYPE html>\n") + element("html", head, body, lang="en") + "\n"


def _header(report: Report) -> Html:
    counts = element("ul", *(
        element("li", element("b", str(report.count(one))), _TITLES[one][0].lower(), class_=one)
        for one in ("warm", "cooling", "cold")
    ), class_="counts")  # fmt: skip
    ends = [join(f"{month_name(month)}: {number}") for month, number in
            (report.network[0], report.network[-1])]  # fmt: skip
    chart = element(
        "div",
        element("p", "People you were in touch with, month by month", class_="soft"),
        _chart(report.network),
        element("div", *(element("span", one) for one in ends), class_="soft ends"),
        class_="chart",
    )
    return element(
        "header",
        element("h1", "Your network"),
        element("p", f"{report.owner}, {day_words(report.at, report.zone)}", class_="soft"),
        element("div", counts, chart, class_="over"),
    )


def _search(report: Report) -> Html:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", checked="checked", data_warmth=one),
            element("span", f"{_TITLES[one][0]} ({report.count(one)})"),
        )
        for one in ORDER
    ]
    box = element(
        "input", type="search", id="q", aria_label="Find a person", autocomplete="off",
        placeholder="Name, address, organisation",
    )  # fmt: skip
    told = element("span", id="told", class_="soft", role="status")
    # Without scripts there is no search, and everybody is shown.
    return element("div", box, *boxes, told, id="find", class_="find", hidden="hidden")


def _section(report: Report, warmth: Warmth) -> Html:
    title, hint = _TITLES[warmth]
    people = [_person(one) for one in report.lines if one.warmth == warmth]
    return element(
        "section",
        element("h2", f"{title} ({len(people)})"),
        element("p", hint, class_="soft"),
        element("ul", *people, class_="people", data_group=warmth),
    )


def _person(one: PersonLine) -> Html:
    person = one.person
    who = person.called
    work = ", ".join(part for part in (person.title, person.organisation) if part)
    habit = "; usually " + one.usual if one.usual else ""
    parts = [
        element("div", element("h3", who, class_="name"), _strip(one.months, who), class_="top"),
        element("p", work, class_="work") if work else Html(""),
        element("p", f"Last touch {one.last}{habit}", class_="soft"),
    ]
    address = person.addresses[0] if person.addresses else ""
    parts.append(
        element("p", address, Html(" "), element("span", person.ref, class_="ref"), class_="soft")
    )
    parts += [element("p", as_sentence(words), class_="open cooling") for words in one.open]
    words = " ".join((who, *person.addresses, work, person.circle.value, person.ref))
    return element("li", *parts, data_words=words)


def _strip(months: Sequence[Month], who: str) -> Html:
    told = ", ".join(f"{month_name(month)} {number}" for month, number in months if number)
    label = f"Contact with {who}, the last {len(months)} months: {told or 'none'}"
    return _columns(months, _STEP, _HEIGHT, label)


def _chart(months: Sequence[Month]) -> Html:
    told = ", ".join(f"{month_name(month)} {number}" for month, number in months)
    return _columns(months, 40, 64, f"People in touch: {told}", stretch=True)


def _columns(
    months: Sequence[Month], step: int, height: int, label: str, *, stretch: bool = False
) -> Html:
    """Two paths, of the months with and without contact: small, however many people there are."""
    most = max((number for _, number in months), default=0)
    full: list[str] = []
    none: list[str] = []
    for n, (_, number) in enumerate(months):
        up = 3 + level(number, most, height - 3) if number else 2
        column = f"M{n * step} {height}v-{up}h{step * 3 // 4}v{up}z"
        (full if number else none).append(column)
    shapes = [element("path", class_=name, d="".join(columns))
              for name, columns in (("bar", full), ("none", none)) if columns]  # fmt: skip
    width = step * len(months) - step // 4
    return element(
        "svg", *shapes, viewBox=f"0 0 {width} {height}", role="img", aria_label=label,
        preserveAspectRatio="none" if stretch else "xMaxYMax meet",
    )  # fmt: skip
