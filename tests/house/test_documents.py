"""The documentation speaks of everything that it is about, and of nothing that is not there."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.decides import FIGURES, MEASURED, PAGE, compose_page
from daemon.config.providers import PROVIDERS
from daemon.core.context import DraftContext, TemplatePerson
from daemon.core.detectors import all_detectors
from daemon.core.reasons import all_reasons
from daemon.templating.language import _ALLOWED_FILTERS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *DOCS.glob("*.md")]
TEMPLATES = (DOCS / "templates.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if not target.startswith(("https://", "#")):
            assert (page.parent / target.partition("#")[0]).exists(), target


def test_the_index_names_every_page() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    for page in DOCS.iterdir():
        if page.suffix in (".md", ".1") and page.name != "README.md":
            assert f"({page.name})" in index, page.name


@pytest.mark.parametrize("kind", [DraftContext, TemplatePerson])
def test_every_word_of_templates_is_documented(kind: type) -> None:
    for field in dataclasses.fields(kind):
        assert f"`{field.name}`" in TEMPLATES, field.name


def test_every_filter_is_documented() -> None:
    for name in _ALLOWED_FILTERS - {"d"}:  # a short name of `default`
        assert f"`{name}`" in TEMPLATES, name


def test_the_setup_page_says_what_setup_knows() -> None:
    page = (DOCS / "setup.md").read_text("utf-8")
    for domain in ("gmail.com", "outlook.com", "fastmail.com", "icloud.com"):
        assert f"`{PROVIDERS[domain].host}`" in page, domain


def test_the_whole_template_of_the_page_is_one(tmp_path: Path) -> None:
    from daemon.templating import Templates

    (found,) = re.findall(r"```jinja\n(.*?)```", TEMPLATES, re.S)
    (tmp_path / "check_in").mkdir()
    (tmp_path / "check_in" / "mine.en.j2").write_text(found, "utf-8")
    assert Templates(tmp_path).check() == []


def test_the_manual_page_is_what_the_program_prints() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "daemon", "man"], capture_output=True, text=True, check=True
    ).stdout
    page = (DOCS / "wellkeeper.1").read_text("utf-8")
    assert page == printed, "run: .venv/bin/wellkeeper man > docs/wellkeeper.1"


def test_how_it_decides_says_what_the_rules_say() -> None:
    assert PAGE.read_text("utf-8") == compose_page(), "run: python -m bench.decides"


def test_every_detector_and_every_reason_stands_there() -> None:
    headings = set(re.findall(r"^### `(\w+)`$", PAGE.read_text("utf-8"), re.M))
    assert headings == {one.name for one in all_detectors()} | {one.kind for one in all_reasons()}


def test_every_figure_stands_there_once() -> None:
    page = PAGE.read_text("utf-8")
    lines = FIGURES.read_text("utf-8").splitlines()
    assert len(lines) > 50
    for line in lines:
        title, metric, value = line.split("\t")
        assert page.count(f"- Measured: `{metric}` {value} ({title})") == 1, line
    titles = {line.partition("\t")[0] for line in lines}
    for beginnings in MEASURED.values():
        for one in beginnings:
            assert any(title.startswith(one) for title in titles), f"nothing is measured of {one}"
