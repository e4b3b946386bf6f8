"""The program: `wellkeeper`, or `python -m daemon`."""

from __future__ import annotations

import gc
import os
import resource
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and leave with its exit code. A crash dumps no core: the password would
    be in it.
    """
    # What a command loads at its start is kept to its end, and one that only looks makes no garbage
    # that is worth collecting: the others let it be collected, see `Program.get_command`.
    gc.disable()
    from daemon.cli.app import run

    with suppress(OSError, ValueError):  # a unit may forbid it, which then sets the limit itself
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = run(sys.argv[1:])
    if not gc.isenabled():
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)  # else the interpreter would take apart all that is left before it ends
    sys.exit(code)


if __name__ == "__main__":
    main()
