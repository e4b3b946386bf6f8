"""Templates into subject and text. The only importer of jinja2."""

from daemon.templating.render import BUNDLED, Rendered, Templates

__all__ = ["BUNDLED", "Rendered", "Templates"]
