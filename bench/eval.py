"""How well mail is read, measured on real, labelled mail: one table, and build/eval.json.

    WELLKEEPER_CORPORA=../shared/data python -m bench.eval [--only WORD] [--misses WORD]

`--only` measures the subjects whose title holds the word, `--misses` lists what the metrics whose
name holds the word got wrong. A set that is not there is named and skipped.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys

import bench.evals
from bench.corpora import CORPORA, ROOT
from bench.measure import EVALUATIONS, Row

WIDTH = 46


def main() -> int:
    """Measure, print, write; 1 where the corpora are missing or a measurement failed."""
    parser = argparse.ArgumentParser(description="How well Wellkeeper reads mail.")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--misses", default="", metavar="WORD")
    asked = parser.parse_args()
    for found in pkgutil.iter_modules(bench.evals.__path__):
        importlib.import_module(f"bench.evals.{found.name}")
    if not CORPORA.is_dir():
        print(f"No corpora at {CORPORA}: set WELLKEEPER_CORPORA.", file=sys.stderr)
        return 1
    values: dict[str, float] = {}
    failed = False
    print(f"{'':{WIDTH}} {'value':32} {'aim':>8}  reached")
    for evaluation in EVALUATIONS:
        if asked.only not in evaluation.title:
            continue
        print(f"\n{evaluation.title}")
        folder = CORPORA / evaluation.folder
        if not folder.is_dir():
            print(f"  no such set here: {evaluation.folder}")
            continue
        try:
            for row in evaluation.run(folder):
                values[row.metric] = round(row.value, 4)
                _print_row(row, bool(asked.misses) and asked.misses in row.metric)
        except Exception as problem:  # one broken measurement must not hide the others
            failed = True
            print(f"  FAILED: {problem!r}")
    if not asked.only:
        target = ROOT / "build" / "eval.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n")
        print(f"\nWritten: {target.relative_to(ROOT)}")
    return int(failed)


def _print_row(row: Row, with_misses: bool) -> None:
    shown = row.shown or f"{row.value:.3f}"
    aim = "" if row.aim is None else f"{'<=' if row.at_most else '>='}{row.aim:g}"
    print(f"  {row.metric:{WIDTH - 2}} {shown:32} {aim:>8}  {row.verdict}", flush=True)
    if with_misses:
        for item, got, expected in row.misses:
            if len(got) + len(expected) < 60:
                print(f"    {item}: got {got}, expected {expected}")
            else:
                print(f"    ---- {item}\n    got:      {got!r}\n    expected: {expected!r}")


if __name__ == "__main__":
    sys.exit(main())
