"""Languages: which one a mail is written in, and how often nothing or something wrong is said."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.corpora import archive, read_mail
from bench.measure import Labels, Miss, Row, evaluates
from daemon.core.parse.languages import detect_language
from tests.core.language_sentences import SENTENCES, UNSURE


def _langid(module: Any) -> Callable[[str], str]:
    return lambda text: str(module.classify(text)[0])


def _cld2(module: Any) -> Callable[[str], str]:
    def read(text: str) -> str:
        is_reliable, _, details = module.detect(text)
        return str(details[0][1]) if is_reliable else ""

    return read


_LIBRARIES: dict[str, tuple[str, Callable[[Any], Callable[[str], str]]]] = {
    "py3langid": ("py3langid", _langid),
    "pycld2": ("pycld2", _cld2),
}


def _readers() -> Iterator[tuple[str, Callable[[str], str] | None]]:
    yield "", detect_language
    for library, (module, build) in _LIBRARIES.items():
        try:
            yield f"[{library}]", build(importlib.import_module(module))
        except ImportError:
            yield f"[{library}]", None


@evaluates("Languages: our own sentences, alone and by threes", "")
def measure_sentences(_: Path) -> Iterator[Row]:
    threes = [
        (language, " ".join(said[at : at + 3]))
        for language, said in SENTENCES.items()
        for at in range(len(said) - 2)
    ]
    singles = [(language, one) for language, said in SENTENCES.items() for one in said]
    for library, detect in _readers():
        if detect is None:
            yield Row(f"language_threes{library}", 0.0, "not installed")
            continue
        for metric, items in (("threes", threes), ("sentences", singles)):
            labels = Labels()
            for language, said in items:
                got = detect(said)
                labels.hits += got == language
                labels.false += got not in (language, "")
                labels.missed += got != language
                if got != language:
                    labels.misses.append((said, got, language))
            yield labels.row(f"language_{metric}{library}")
        false = sum(detect(said) != "" for said in UNSURE)
        shown = f"{false} of {len(UNSURE)}"
        yield Row(f"language_unsure_told{library}", false / len(UNSURE), shown)


@evaluates("Languages: English mail", "spamassassin")
def measure_english(root: Path) -> Iterator[Row]:
    """Personal mail of that archive is English: anything else that is said is wrong."""
    texts = [
        (item, read_mail(raw).body.new_text)
        for item, raw in archive(root / "easy-ham-2.tar.xz").items()
    ]
    for library, detect in _readers():
        if detect is None:
            continue
        right = wrong = 0
        misses: list[Miss] = []
        started = time.perf_counter()
        for item, text in texts:
            got = detect(text)
            right += got == "en"
            if got not in ("en", ""):
                wrong += 1
                misses.append((item, got, text[:80]))
        each = (time.perf_counter() - started) / max(1, len(texts)) * 1e6
        aim = None if library else 0.001
        shown = f"{wrong} of {len(texts)}"
        yield Row(f"language_false{library}", wrong / len(texts), shown, aim, True, misses)
        yield Row(f"language_told{library}", right / len(texts), f"{right} of {len(texts)}")
        yield Row(f"language_us{library}", each, f"{each:.0f} µs a message")
