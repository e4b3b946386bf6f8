"""Templates from real folders: the owner's before ours, bounded, and wrong ones named by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from spent import processor_seconds

from daemon.core.context import DraftContext, TemplatePerson
from daemon.errors import TemplateError
from daemon.templating import Templates

ANN = TemplatePerson("Ann Bee", "Ann", "ann@example.org", "Acme")
CONTEXT = DraftContext("check_in", ANN, owner_name="Ada Lovell", owner_first_name="Ada")


def write(folder: Path, name: str, body: str, subject: str = "S") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"{{% block subject %}}{subject}{{% endblock %}}"
    path.write_text(f"{head}\n{{% block body %}}{body}{{% endblock %}}\n")
    return path


def render(folder: Path, body: str, context: DraftContext = CONTEXT) -> str:
    write(folder, "mine/one.en.j2", body)
    return Templates(folder).render("mine", context).text


def test_the_kinds_that_come_with_it() -> None:
    templates = Templates()
    assert set(templates.kinds()) >= {"check_in", "introduction", "reply_owed"}
    assert templates.languages("check_in") >= {"en", "de", "fr", "es"}
    assert templates.check() == []


def test_choice_goes_round_the_variants_of_a_language() -> None:
    templates = Templates()
    seen = [templates.render("check_in", CONTEXT, choice=n).template for n in range(6)]
    assert len(set(seen)) == 3 and seen[:3] == seen[3:]
    assert all(name.endswith(".en") for name in seen)


def test_language_falls_back_to_english_with_english_words() -> None:
    templates = Templates()
    german = templates.render("check_in", CONTEXT, "de-CH")
    assert german.template.endswith(".de") and german.text.startswith("Guten Tag Ann Bee,")
    danish = templates.render("check_in", CONTEXT, "da")
    assert danish.template.endswith(".en") and danish.text.startswith("Hi Ann,")


def test_the_owners_folder_wins_file_by_file(tmp_path: Path) -> None:
    write(tmp_path, "check_in/open.en.j2", "Mine.")
    write(tmp_path, "check_in/zebra.en.j2", "Stripes.")
    write(tmp_path, "birthday/plain.en.j2", "Cake.")
    templates = Templates(tmp_path)
    texts = [templates.render("check_in", CONTEXT, choice=n).text for n in range(4)]
    assert "Mine.\n" in texts and "Stripes.\n" in texts and len(set(texts)) == 4
    assert templates.render("birthday", CONTEXT).text == "Cake.\n"
    assert "birthday" in templates.kinds()


def test_a_change_counts_from_the_next_draft_on(tmp_path: Path) -> None:
    templates = Templates(tmp_path)
    for word in ("One.", "Two."):
        write(tmp_path, "mine/one.en.j2", word)
        assert templates.render("mine", CONTEXT).text == f"{word}\n"


def test_values_are_never_code(tmp_path: Path) -> None:
    hostile = TemplatePerson(
        "{{ 7*7 }}{% raw %}", "{{ person }}", organisation="<b>O'Brien & Co</b>"
    )
    context = DraftContext("mine", hostile, owner_name="Ada")
    text = render(tmp_path, "{{ person.name }} {{ person.organisation }} {{ greeting }}", context)
    assert text == "{{ 7*7 }}{% raw %} <b>O'Brien & Co</b> Hi {{ person }},\n"


def test_the_text_is_tidied(tmp_path: Path) -> None:
    body = "\n\n Hi  Ann,\t \n{% if topic %}\nx\n{% endif %}\n\n\nBye\nAda\n\n"
    assert render(tmp_path, body) == "Hi Ann,\n\nBye\nAda\n"


def test_loops_conditions_and_defaults_are_there(tmp_path: Path) -> None:
    body = (
        "{% set who = person.first_name|default('you', true)|upper %}{{ who }}"
        "{% for c in 'ab' %}{{ c }}{{ loop.index }}{% endfor %}"
        "{{ 'late' if is_late and not topic else 'soon' }}"
        "{% if months_since is defined %}!{% endif %}"
    )
    assert render(tmp_path, body) == "ANNa1b2soon!\n"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("{{ 'a' * 1000000000 }}", "mul"),
        ("{{ 10 ** 10 ** 10 }}", "pow"),
        ("{{ '%1000000000d' % 1 }}", "mod"),
        ("{% set a = topic ~ topic %}", "concat"),
        ("{% set a = topic + topic %}", "add"),
        ("{% for a in range(99999) %}x{% endfor %}", "call"),
        ("{% for a in 'xx' %}{% for b in 'xx' %}{% endfor %}{% endfor %}", "a loop within a loop"),
        ("{% for a in 'xx' recursive %}x{% endfor %}", "a loop within a loop"),
        ("{{ person.name.center(1000000000) }}", "call"),
        ("{{ person.name|center(1000000000) }}", "no filter named 'center'"),
        ("{{ person|attr('x') }}", "no filter named 'attr'"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "macro"),
        ("{% include '/etc/passwd' %}", "include"),
        ("{% set x %}a{% endset %}", "assignblock"),
        ("{{ person.__class__.__mro__ }}", "unsafe"),
        ("{{ person['__class__'] }}", "getitem"),
        ("{{ unknown }}", "'unknown' is undefined"),
        ("{{ person.birthday }}", "no attribute 'birthday'"),
        ("{{ person.name|nope }}", "nope"),
        ("{% if x %}", "needs to be closed is 'if'"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "cannot be understood"),
        ("{{ " + "1" * 15_000 + " }}", ""),
        ("x" * 30_000, "longer than"),
        ("{% for a in person.organisation %}" + "x" * 9_000 + "{% endfor %}", "writes more than"),
        ("{# nothing #}", "the body came out empty"),
    ],
)
def test_what_a_template_may_not_do_is_stopped_at_once(
    tmp_path: Path, body: str, problem: str
) -> None:
    def try_it() -> None:
        with pytest.raises(TemplateError) as caught:
            render(tmp_path, body)
        assert problem in caught.value.message

    assert processor_seconds(try_it) < 2


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "mine/one.en.j2", "\n\n{{ nobody }}")
    with pytest.raises(TemplateError) as undefined:
        Templates(tmp_path).render("mine", CONTEXT)
    assert undefined.value.message.startswith(f"{path}:4: 'nobody' is undefined")
    write(tmp_path, "mine/one.en.j2", "\n{% if %}")
    with pytest.raises(TemplateError) as syntax:
        Templates(tmp_path).render("mine", CONTEXT)
    assert syntax.value.message.startswith(f"{path}:3: ")
    path.write_bytes(b"{% block subject %}\n\xff{% endblock %}")
    with pytest.raises(TemplateError) as encoding:
        Templates(tmp_path).render("mine", CONTEXT)
    assert encoding.value.message == f"{path}:2: is not UTF-8"
    path.write_text("no blocks")
    with pytest.raises(TemplateError, match=r"has no \{% block subject %\}"):
        Templates(tmp_path).render("mine", CONTEXT)


def test_an_unknown_kind_says_what_to_add(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        Templates(tmp_path).render("wedding", CONTEXT)
    assert caught.value.hint == f"add {tmp_path}/wedding/plain.en.j2"


def test_check_lists_all_problems(tmp_path: Path) -> None:
    write(tmp_path, "mine/good.en.j2", "Fine.")
    write(tmp_path, "mine/bad.en.j2", "\n{{ oops }}")
    write(tmp_path, "mine/Odd Name.j2", "x")
    write(tmp_path, "mine/far.tl.j2", "x")
    assert Templates(tmp_path).check() == [
        f"{tmp_path}/mine/Odd Name.j2: not used; expected the name KIND/VARIANT.LANGUAGE.j2",
        f'{tmp_path}/mine/far.tl.j2: greetings are not known in the language "tl"',
        f"{tmp_path}/mine/bad.en.j2:3: 'oops' is undefined",
    ]
