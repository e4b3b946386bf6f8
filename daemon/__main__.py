"""The program: `wellkeeper`, or `python -m daemon`."""

from __future__ import annotations

import resource
import sys
from contextlib import suppress

from daemon.cli.app import run


def main() -> None:
    """Run the command line and leave with its exit code. A crash dumps no core: the password would
    be in it.
    """
    with suppress(OSError, ValueError):  # a unit may forbid it, which then sets the limit itself
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
