"""The letter and the page of the network in a real browser: on a phone and a desk, light and dark,
nothing sticks out, the search finds, and axe-core has nothing to say. tests/ensure-chromium
installs both; without them this is skipped, loudly, and fails in CI.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from sample_world import World, call

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_WHEEL = importlib.util.find_spec("axe_playwright_python")
#: axe-core as npm has it: the wheel carries that file; its Python is not needed.
AXE = Path(_WHEEL.origin).with_name("axe.min.js") if _WHEEL and _WHEEL.origin else None
PAGES = {"letter": ("digest", "--html"), "network": ("report", "--out")}
SCHEMES = {"dark": "0", "light": "1"}

needs_browser = pytest.mark.skipif(
    (CHROMIUM is None or AXE is None) and not os.environ.get("CI"),
    reason="no Chromium or no axe-core on this machine: run tests/ensure-chromium",
)


@pytest.fixture(scope="module")
def pages(world: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, command in PAGES.items():
        result = world(*command, str(folder / f"{name}.html"))
        assert (result.code, result.err) == (0, "")
    return {name: folder / f"{name}.html" for name in PAGES}


def browse(page: Path, width: int, scheme: str, *more: str) -> str:
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            f"--user-data-dir={profile}", f"--window-size={width},1400",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            "--host-resolver-rules=MAP * ~NOTFOUND", *more, page.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=True)
    return done.stdout


def ask(page: Path, script: str, width: int = 390, scheme: str = "light", setup: str = "") -> Any:
    """What a script makes of the page, as JSON; it needs a copy without the page's own policy."""
    html = page.read_text("utf-8")
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    told = (
        f"<script>{setup}</script><script>Promise.resolve({script}).then(function(value){{"
        'var pre=document.createElement("pre");pre.id="told";'
        "pre.textContent=encodeURIComponent(JSON.stringify(value));"
        "document.body.appendChild(pre)})</script></body>"
    )
    copy = page.with_name(f"asked-{page.name}")
    copy.write_text(html.replace("</body>", told), "utf-8")
    out = browse(copy, width, scheme, "--virtual-time-budget=20000", "--dump-dom")
    found = re.search(r'<pre id="told">(.*?)</pre>', out, re.DOTALL)
    assert found is not None
    return json.loads(unquote(found[1]))


@needs_browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_renders_on_phone_and_desk_in_light_and_dark(
    pages: dict[str, Path], name: str, tmp_path: Path
) -> None:
    looks = set()
    for width in (390, 1280):
        for scheme in SCHEMES:
            picture = tmp_path / f"{name}-{width}-{scheme}.png"
            browse(pages[name], width, scheme, f"--screenshot={picture}")
            raw = picture.read_bytes()
            assert raw.startswith(b"\x89PNG") and struct.unpack(">I", raw[16:20]) == (width,)
            looks.add(raw)
    assert len(looks) == 4
    for scheme, dark in (("light", False), ("dark", True)):
        colour = ask(pages[name], "getComputedStyle(document.body).backgroundColor", 390, scheme)
        assert (sum(map(int, re.findall(r"\d+", colour)[:3])) < 200) is dark, colour


@needs_browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_on_a_phone(pages: dict[str, Path], name: str) -> None:
    script = "[document.documentElement.scrollWidth,document.documentElement.clientWidth]"
    needed, there = ask(pages[name], script)
    assert needed <= there <= 500


@needs_browser
@pytest.mark.timeout(300)
def test_the_search_finds_without_accents_and_the_boxes_filter(pages: dict[str, Path]) -> None:
    shown = "[].map.call(document.querySelectorAll('.people>li:not([hidden]) h3')," \
        "function(h){return h.textContent})"  # fmt: skip
    look = (
        "(function(){var q=document.getElementById('q');q.value='ZIELINSKA nowy';"
        f"q.dispatchEvent(new Event('input'));var a={shown};"
        "q.value='';document.querySelectorAll('[data-warmth=warm]')[0].click();"
        f"q.dispatchEvent(new Event('input'));var b={shown};"
        "return [a,b,document.getElementById('told').textContent]})()"
    )
    found, without_warm, told = ask(pages["network"], look)
    assert found == ["Dorota Zielińska"]
    assert "Hanne Dekker" in without_warm and "Dorota Zielińska" not in without_warm
    assert told == f"{len(without_warm)} people"


@needs_browser
@pytest.mark.timeout(300)
def test_the_own_script_runs_under_the_own_policy(pages: dict[str, Path]) -> None:
    out = browse(pages["network"], 390, "light", "--dump-dom")
    assert re.search(r'<span id="told"[^>]*>\d+ people</span>', out)


@needs_browser
@pytest.mark.timeout(300)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(pages: dict[str, Path], name: str, scheme: str, width: int) -> None:
    assert AXE is not None
    script = "axe.run(document,{}).then(function(r){return [r.passes.length,r.violations.map(" \
        "function(v){return [v.id,v.nodes.map(function(n){return n.html})]})]})"  # fmt: skip
    passes, violations = ask(pages[name], script, width, scheme, AXE.read_text("utf-8"))
    assert passes > 10 and violations == []


def test_pages_are_private_and_whole(world: World, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert world("report", "--out", str(page)).code == 0
    assert page.stat().st_mode & 0o777 == 0o600 and list(tmp_path.iterdir()) == [page]
    missing = world("report", "--out", str(tmp_path / "no" / "report.html"))
    assert missing.code == 1 and "cannot be written" in missing.err


def test_the_letter_is_printed(world: World) -> None:
    result = world("digest")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Subject: Your week in people: Gemma, David")
    assert "[d1]" in result.out and max(map(len, result.out.splitlines())) <= 100


def test_no_letter_on_stale_mail(world: World) -> None:
    result = world("digest", at="2026-12-20")
    assert result.code == 0 and "last read on" in result.out


def test_place_goes_alone() -> None:
    assert call("digest", "--place", "--json").code == 2


def test_the_letter_is_placed_once_by_hand(scratch: World) -> None:
    first, second = scratch("digest", "--place"), scratch("digest", "--place")
    assert (first.code, first.err, second.code) == (0, "", 0)
    assert first.out.startswith("Placed in INBOX: Your week in people")
    assert second.out == "The letter of 2026-W48 was placed already.\n"
