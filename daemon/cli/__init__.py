"""The command line: the only room that reads the clock, prints, or decides an exit code.

`app` knows which commands there are and loads a command's file only when it is called.
"""

from daemon.spared import sparing

with sparing():  # before all that load them
    import dataclasses  # noqa: F401
    import pathlib  # noqa: F401

    import click  # noqa: F401
