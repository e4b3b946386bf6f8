"""Decides the words of a draft: picks a template, the owner's own before the bundled ones, and
renders it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from daemon.core.context import DraftContext, TemplatePerson
from daemon.core.values import dataclass
from daemon.core.wording import LANGUAGES, resolve_vocabulary
from daemon.errors import TemplateError

#: In the package `daemon`: a symlink in a checkout, a folder in an installed wheel.
BUNDLED = Path(__file__).parents[1] / "templates"
_FALLBACK_LANGUAGE = "en"
_MAX_FILE_BYTES = 20_000
_FILE_NAME = re.compile(r"(?P<variant>[a-z0-9][a-z0-9_-]*)\.(?P<language>[a-z]{2})\.j2")
_KIND = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of a template. `template` is its name, such as `check_in/open.en`."""

    subject: str
    text: str
    template: str


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    variant: str
    language: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.variant}.{self.language}"


class Templates:
    """The bundled templates and those in the folder `override`, read anew for every draft, so
    that what the owner changes counts from the next draft on.
    """

    def __init__(self, override: Path | None = None) -> None:
        self._folders = [BUNDLED] if override is None else [BUNDLED, override]

    def kinds(self) -> tuple[str, ...]:
        """The kinds of draft that there are templates for, such as `check_in`."""
        return tuple(sorted({found.kind for found in self._all()}))

    def languages(self, kind: str) -> frozenset[str]:
        """The languages that there are templates of `kind` in."""
        return frozenset(found.language for found in self._all() if found.kind == kind)

    def render(
        self,
        kind: str,
        context: DraftContext,
        language: str = "en",
        choice: int = 0,
        used: Sequence[str] = (),
    ) -> Rendered:
        """Render the variant that `choice` falls on, in `language`, else in English. Of those in
        `used`, names of templates in the order of their use, none while there is another, then
        the one whose use is longest ago.

        Raises TemplateError with file and line when the template is wrong or there is none.
        """
        found = self._choose(kind, language, choice, used)
        return self._render(found, resolve_vocabulary(context, found.language))

    def check(self) -> list[str]:
        """What is wrong with any template, each as `file:line: what`; rendered for a person of
        whom everything, and for one of whom nothing is known.
        """
        problems = [f"{path}: {what}" for path, what in self._misplaced()]
        for found in self._all():
            for context in _samples(found.kind):
                try:
                    self._render(found, resolve_vocabulary(context, found.language))
                except TemplateError as error:
                    problems.append(error.message)
                    break
        return problems

    def _all(self) -> list[_Found]:
        """Every template, one a relative path: the last folder that has it wins."""
        found: dict[str, _Found] = {}
        for folder in self._folders:
            for path in _files(folder):
                name = _FILE_NAME.fullmatch(path.name)
                if name and _KIND.fullmatch(path.parent.name):
                    one = _Found(path.parent.name, name["variant"], name["language"], path)
                    found[one.name] = one
        return [found[name] for name in sorted(found)]

    def _misplaced(self) -> Iterator[tuple[Path, str]]:
        for path in _files(self._folders[-1]):
            name = _FILE_NAME.fullmatch(path.name)
            if not name or not _KIND.fullmatch(path.parent.name):
                yield path, "not used; expected the name KIND/VARIANT.LANGUAGE.j2"
            elif name["language"] not in LANGUAGES:
                yield path, f'greetings are not known in the language "{name["language"]}"'

    def _choose(self, kind: str, language: str, choice: int, used: Sequence[str]) -> _Found:
        last_use = {name: at for at, name in enumerate(used)}
        of_kind = [found for found in self._all() if found.kind == kind]
        wanted = re.split(r"[-_]", language.lower())[0]
        for candidate in (wanted, _FALLBACK_LANGUAGE):
            variants = [found for found in of_kind if found.language == candidate]
            if variants:
                first = choice % len(variants)
                turned = variants[first:] + variants[:first]
                return min(turned, key=lambda found: last_use.get(found.name, -1))
        path = self._folders[-1] / kind
        raise TemplateError(f"no template for {kind}", path, None, f"add {path}/plain.en.j2")

    def _render(self, found: _Found, values: Mapping[str, Any]) -> Rendered:
        from daemon.templating.blanks import fill_blanks  # with Jinja, which is large

        subject, body = fill_blanks(found.path, _read(found.path), values)
        subject, text = " ".join(subject.split()), _tidy(body)
        if not subject or not text.strip():
            empty = "body" if subject else "subject"
            raise TemplateError(f"the {empty} came out empty", found.path, None)
        return Rendered(subject, text, found.name)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob("*/*.j2") if path.is_file())
    except OSError as error:
        raise TemplateError(f"cannot be read ({error.strerror})", folder, None) from error


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_FILE_BYTES + 1)
        if len(raw) > _MAX_FILE_BYTES:
            raise TemplateError(f"is longer than {_MAX_FILE_BYTES} bytes", path, None)
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise TemplateError(f"cannot be read ({error.strerror})", path, None) from error
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TemplateError("is not UTF-8", path, line) from error


def _tidy(text: str) -> str:
    """One blank line between paragraphs, no blanks at the ends of lines. So a line of a template
    that holds nothing but a tag ends a paragraph.
    """
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _samples(kind: str) -> tuple[DraftContext, DraftContext]:
    """Contexts for `check`: of whom nothing, and of whom everything is known."""
    two = kind == "introduction"
    nobody = TemplatePerson("")
    poor, poor_other = (TemplatePerson("", email=f"{n}@example.org") for n in ("ann", "bob"))
    rich = TemplatePerson(
        "Ann Bee", "Ann", "ann@example.org", "Acme", "CFO", "+44 20", "Ann sails."
    )
    rich_other = TemplatePerson(
        "Bo Cee", "Bo", "bo@example.org", "Orb", "CTO", "+44 30", "Bo sings."
    )
    return DraftContext(kind, poor, poor_other if two else nobody, owner_name="Ada"), DraftContext(
        kind, rich, rich_other if two else nobody, "Ada Lovell", "Ada", subject_of_last="Offsite",
        topic="Offsite", question="Can you come?", last_mail=date(2026, 3, 2),
        today=date(2026, 9, 1), days_since=183, weeks_since=26, months_since=6, is_late=True,
    )  # fmt: skip
