"""The lint that keeps Python's and Django's own casing away from Turkish text (TR-01, TR-02, TR-04)."""

from pathlib import Path

import pytest

from tools import lint_turkish

BAD_PYTHON = [
    ("rows.filter(name__icontains=text)", "icontains"),
    ("rows.filter(name__iexact=text)", "iexact"),
    ("rows.filter(name__istartswith=text)", "istartswith"),
    ('rows.filter(**{"name__icontains": text})', "icontains"),
    ('rows.filter(**{f"{field}__icontains": text})', "icontains"),
    ('lookup = "icontains"', "icontains"),
    ("name = text.upper()", ".upper()"),
    ("name = text.strip().lower()", ".lower()"),
    ("name = text.title()", ".title()"),
    ("name = text.capitalize()", ".capitalize()"),
    ("name = text.casefold()", ".casefold()"),
    ("name = sorted(names, key=str.lower)", "str.lower"),
    ("from django.utils.text import slugify", "slugify"),
    ("address = text.slugify(name)", "slugify"),
    ("from django.db.models.functions import Lower", "Lower"),
    ('query = "SELECT 1 FROM t WHERE name ILIKE %s"', "ILIKE"),
    ("name = text.lower()  # ascii:", ".lower()"),
]
GOOD_PYTHON = [
    "name = turkish.upper(text)",
    "name = turkish.lower(text)",
    "heading = vacancy.title",
    "host = text.lower()  # ascii: a host name",
    "host = (\n    text\n    .lower()  # ascii: a host name\n)",
    "user.filter(email__iexact=text)  # ascii: an e-mail address",
    '"""Never .lower() or name__icontains"""',
    "# text.upper() in a comment",
    "rows.filter(name_key__contains=turkish.fold(text))",
]
BAD_TEMPLATES = [
    ("<td>{{ name|upper }}</td>", "|upper"),
    ("{{ name|default:'' | lower }}", "|lower"),
    ("{{ name|title }}", "|title"),
    ("{% if name|capfirst == other %}", "|capfirst"),
    ("{% url 'x' name|slugify %}", "|slugify"),
    ("{% filter upper %}{{ name }}{% endfilter %}", "|upper"),
    ("{{ name|upper }} {# ascii: #}", "|upper"),
]
GOOD_TEMPLATES = [
    "{{ name }} | upper",
    "{{ page|title_of }}",
    "{{ file.extension|upper }} {# ascii: a file name's ending #}",
    "{% cycle 'upper' 'lower' %}",
]


@pytest.fixture
def lint(tmp_path, capsys):
    """Runs the lint on one file; gives its exit code and what it printed."""

    def run(name: str, source: str) -> tuple[int, str]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"\n{source}\n", encoding="utf-8")
        return lint_turkish.main([str(tmp_path)]), capsys.readouterr().out

    return run


@pytest.mark.parametrize(
    ("name", "bad_lines"), [("room/views.py", BAD_PYTHON), ("room/page.html", BAD_TEMPLATES)]
)
def test_bad_line_is_named_with_place_and_cure(lint, tmp_path, name, bad_lines):
    for source, what in bad_lines:
        code, printed = lint(name, source)
        assert code == 1, source
        assert f"{tmp_path / name}:2: {what}: use " in printed, source


@pytest.mark.parametrize(
    ("name", "good_lines"), [("room/views.py", GOOD_PYTHON), ("page.html", GOOD_TEMPLATES)]
)
def test_good_line_passes(lint, name, good_lines):
    for source in good_lines:
        assert lint(name, source) == (0, ""), source


def test_only_the_turkish_module_is_exempt(lint):
    assert lint("core/turkish.py", "text.lower()")[0] == 0
    assert lint("other/turkish.py", "text.lower()")[0] == 1


def test_missing_path_is_an_error(capsys):
    assert lint_turkish.main(["no/such/path"]) == 2
    assert "no/such/path" in capsys.readouterr().err


def test_the_source_is_clean(capsys):
    source = Path(__file__).parents[2] / "src/imece"
    assert (lint_turkish.main([str(source)]), capsys.readouterr().out) == (0, "")
