"""The command line: the only room that reads the clock, prints, or decides an exit code.

`app` knows which commands there are and loads a command's file only when it is called.
"""

from daemon import spared
from daemon.core.parse.late import late_pattern

spared.load("dataclasses", "pathlib", "click", patterns=late_pattern)  # before all that import them
