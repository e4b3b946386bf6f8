"""Decides what a template may say: the part of Jinja that text with blanks to fill needs.

A template is bounded by this list, not by a watchdog: after parsing, and before anything in it is
evaluated, every node is compared with it. There are no calls, no arithmetic, no macros and no
nested loops, so that rendering takes time in proportion to the file and its longest value, and
nothing has to be interrupted (threads cannot be, and a child process for each draft would be a
great deal of machine for a greeting). The sandbox and a cap on the output stand behind that.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

_ALLOWED_NODES = (
    nodes.Template, nodes.Block, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr,
    nodes.Const, nodes.If, nodes.For, nodes.CondExpr, nodes.And, nodes.Or, nodes.Not,
    nodes.Compare, nodes.Operand, nodes.Filter, nodes.Test, nodes.Assign,
)  # fmt: skip
#: Filters that give no more than they take.
_ALLOWED_FILTERS = frozenset(
    ("capitalize", "d", "default", "first", "last", "length", "lower", "title", "trim", "upper")
)


def find_forbidden(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Whatever in a parsed template is not needed for text with blanks to fill."""
    for node in tree.find_all(nodes.Node):
        kind = type(node).__name__.lower()
        if not isinstance(node, _ALLOWED_NODES):
            if not isinstance(node, nodes.Helper):
                yield node.lineno, f"{kind} is not part of the template language"
        elif isinstance(node, nodes.Filter) and node.name not in _ALLOWED_FILTERS:
            yield (
                node.lineno,
                f"no filter named {node.name!r}; there are: " + ", ".join(sorted(_ALLOWED_FILTERS)),
            )
        elif isinstance(node, nodes.For) and (node.recursive or node.find(nodes.For)):
            yield node.lineno, "a loop within a loop is not part of the template language"
        elif isinstance(node, nodes.Assign) and not isinstance(node.target, nodes.Name):
            yield node.lineno, "only a single name can be set"
