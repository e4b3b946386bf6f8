"""Looks for inputs that crash a reader, led by the ways that they take through the code (atheris).

    pip install atheris
    python -m bench.fuzz headers --seconds 600        (targets: see bench/faults/targets.py)

What it has found is kept in build/fuzz/TARGET and is where the next run begins; an input that
crashes is written beside it, and its name printed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Fuzz one target until the time is over, or until it crashes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    given = parser.parse_args()
    try:
        import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        print("atheris is not installed: pip install atheris (it is no part of CI).")
        return 75
    with atheris.instrument_imports(include=["daemon"]):
        from bench.faults.targets import PIECES, TARGETS
    if given.target not in TARGETS:
        parser.error(f"no such target; there are {', '.join(TARGETS)}")
    corpus = ROOT / "build" / "fuzz" / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    for number, piece in enumerate(PIECES[given.target]):
        (corpus / f"piece-{number}").write_bytes(piece)
    options = [f"-max_total_time={given.seconds}", "-max_len=4096", "-timeout=10",
               f"-artifact_prefix={corpus.parent}/{given.target}-", str(corpus)]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], TARGETS[given.target])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
