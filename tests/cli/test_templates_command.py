"""`templates`: the list, the check with file and line, the preview with a real person."""

from __future__ import annotations

from pathlib import Path

from sample_world import World


def test_all_that_come_with_it_are_right(world: World) -> None:
    result = world("templates")
    assert (result.code, result.err) == (0, "")
    assert "promise_due" in result.out and "de, en, es, fr" in result.out
    assert "All of them are right." in result.out


def test_a_preview_for_somebody_real(world: World) -> None:
    result = world("templates", "check_in", "marcus")
    assert result.code == 0 and result.out.count("Hi Marcus,") >= 3
    # Nobody knows whether the two say du or Sie, nor whether Herr or Frau.
    german = world("templates", "check_in", "marcus", "--language", "de").out
    assert "Guten Tag Marcus Oyelaran," in german


def test_a_broken_one_is_named_with_file_and_line(world: World, tmp_path: Path) -> None:
    own = world.copy(tmp_path)
    file = tmp_path / "templates" / "check_in" / "mine.en.j2"
    file.parent.mkdir(parents=True)
    file.write_text(
        "{% block subject %}S{% endblock %}\n{% block body %}\n{{ oops }}\n{% endblock %}\n"
    )
    result = own("templates")
    assert result.code == 1 and f"{file}:3: 'oops' is undefined" in result.out


def test_what_there_is_not(world: World) -> None:
    assert world("templates", "wedding", "marcus").code == 2
    assert world("templates", "check_in").code == 2
    assert world("templates", "check_in", "nobody at all").code == 2
