"""Forms of address: short mails written by hand, in German, French and Spanish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.corpora import ROOT
from bench.measure import Labels, Row, evaluates
from daemon.core.parse.address_forms import read_address_form
from daemon.core.parse.languages import detect_language

LABELS = ROOT / "bench" / "labels" / "address_forms.tsv"


@evaluates("Forms of address: short mails written by hand, in three languages", "")
def measure_address_forms(_: Path) -> Iterator[Row]:
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines()]
    for which in ("tuned", "apart"):
        for known in (False, True):
            labels = Labels()
            for _, language, label, text in (row for row in rows if row[0] == which):
                words = text.replace(" / ", "\n")
                said = language if known else detect_language(words)
                found = read_address_form(words, said)
                got = found.form if found else "-"
                for form in {got, label} - {"-"}:
                    labels.add(f"{language} {text} [{form}]", got == form, label == form)
            name = f"address_forms_{which}{'_language_known' if known else ''}"
            yield Row(f"{name}_precision", labels.precision, aim=0.97, misses=labels.misses)
            yield Row(f"{name}_recall", labels.recall, aim=0.85, misses=labels.misses)
