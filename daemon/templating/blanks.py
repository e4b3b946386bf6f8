"""Decides whether the text of a file is a template, and fills its blanks. The only importer of
Jinja, which is large: imported when a draft is written, and let go of by the daemon afterwards.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from daemon.errors import TemplateError
from daemon.templating.language import find_forbidden

_MAX_OUTPUT = 20_000
_BLOCKS = ("subject", "body")
_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=jinja2.StrictUndefined,
    autoescape=False,  # this is plain text: O'Brien is not O&#39;Brien
)
_ENVIRONMENT.globals.clear()


def fill_blanks(path: Path, source: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body, as they come out of the template `source`, which stands in the file `path`.

    Raises TemplateError with file and line.
    """
    template = _compile(path, source)
    subject, body = (_render_block(template, name, values, path) for name in _BLOCKS)
    return subject, body


@lru_cache(maxsize=256)
def _compile(path: Path, source: str) -> jinja2.Template:
    try:
        tree = _ENVIRONMENT.parse(source, filename=str(path))
        for line, problem in find_forbidden(tree):
            raise TemplateError(problem, path, line)
        code = _ENVIRONMENT.compile(tree, filename=str(path))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(error.message or "syntax error", path, error.lineno) from error
    except TemplateError:
        raise
    except Exception as error:  # nested too deeply, a number of a million digits, ...
        what = f"cannot be understood ({type(error).__name__})"
        raise TemplateError(what, path, None) from error
    template = jinja2.Template.from_code(_ENVIRONMENT, code, {})
    for name in _BLOCKS:
        if name not in template.blocks:
            hint = f"{{% block {name} %}}...{{% endblock %}}"
            raise TemplateError(f"has no {hint}", path, None)
    return template


def _render_block(
    template: jinja2.Template, name: str, values: Mapping[str, Any], path: Path
) -> str:
    pieces: list[str] = []
    size = 0
    try:
        for piece in template.blocks[name](template.new_context(dict(values))):
            pieces.append(piece)
            size += len(piece)
            if size > _MAX_OUTPUT:
                raise TemplateError(f"writes more than {_MAX_OUTPUT} characters", path, None)
    except TemplateError:
        raise
    except Exception as error:  # whatever a template provokes is the template's fault
        line = _line_of(error.__traceback__, template)
        raise TemplateError(str(error) or type(error).__name__, path, line) from error
    return "".join(pieces)


def _line_of(trace: TracebackType | None, template: jinja2.Template) -> int | None:
    lines = [
        template.get_corresponding_lineno(frame.lineno)
        for frame in traceback.extract_tb(trace)
        if frame.filename == template.filename and frame.lineno
    ]
    return lines[-1] if lines else None
