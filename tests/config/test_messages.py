"""P0.10: every text has its Turkish translation, in the catalogue of its own app."""

import subprocess
from pathlib import Path

import polib
import pytest

from imece.config.commands.messages import catalogue_faults, write_catalogues
from imece.config.translations import compile_catalogues, is_stale, kept_elsewhere

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
HELLO = _("Hello")
LONG = _("one "
         "text")
MONTH = pgettext("calendar", "May")
def days(n): return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}
"""
PAGE = """{% extends "a.html" %}
  <p>{% trans "Save" %}</p>
 <c-button label="{% trans 'Send "it"' %}">{% blocktrans trimmed with name=x %}
     Dear {{ name }},
   well
{% endblocktrans %}
   <a title="it's {{ _("Home") }}">{% blocktrans count n=x %}one row{% plural %}{{ n }} rows{% endblocktrans %}</a>
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A tree of two apps, one with code and a page, one inside it."""
    app = tmp_path / "shop"
    (app / "templates").mkdir(parents=True)
    (app / "till").mkdir()
    for path, text in {
        "apps.py": "",
        "words.py": CODE,
        "templates/page.html": PAGE,
        "till/apps.py": "",
    }.items():
        (app / path).write_text(text, encoding="utf-8")
    (app / "till" / "words.py").write_text("GONE = _('Money')\n", encoding="utf-8")
    return tmp_path


def catalogue(source: Path, app: str = "shop") -> polib.POFile:
    return polib.pofile(str(source / app / "locale/tr/LC_MESSAGES/django.po"))


def translate(source: Path, msgid: str, turkish: str, app: str = "shop") -> None:
    stored = catalogue(source, app)
    stored.find(msgid).msgstr = turkish
    stored.save()


def test_texts_of_code_and_pages_are_found(source: Path) -> None:
    write_catalogues(source)
    texts = {entry.msgid for entry in catalogue(source)}
    assert texts == {
        "Hello",
        "one text",
        "May",
        "%(n)s day",
        "Save",
        'Send "it"',
        "Dear %(name)s, well",
        "Home",
        "one row",
    }
    assert catalogue(source).find("one row").msgid_plural == "%(n)s rows"
    assert catalogue(source).find("May").msgctxt == "calendar"
    assert [entry.msgid for entry in catalogue(source, "shop/till")] == ["Money"]


def test_a_second_run_changes_nothing_and_keeps_translations(source: Path) -> None:
    write_catalogues(source)
    translate(source, "Hello", "Merhaba")
    write_catalogues(source)
    path = source / "shop/locale/tr/LC_MESSAGES/django.po"
    before = path.read_text(encoding="utf-8")
    write_catalogues(source)
    assert path.read_text(encoding="utf-8") == before
    assert catalogue(source).find("Hello").msgstr == "Merhaba"
    assert str(source) not in before
    assert "POT-Creation-Date" not in before


def test_a_text_that_moves_to_another_app_takes_its_translation_along(source: Path) -> None:
    write_catalogues(source)
    translate(source, "Money", "Para", "shop/till")
    (source / "shop/till/words.py").write_text("", encoding="utf-8")
    (source / "shop/more.py").write_text("MONEY = _('Money')", encoding="utf-8")
    write_catalogues(source)
    assert catalogue(source).find("Money").msgstr == "Para"


@pytest.mark.parametrize(
    "msgid, turkish, what",
    [
        ("Hello", "", "no translation"),
        ("Dear %(name)s, well", "Sayın, iyi", "placeholders differ"),
    ],
)
def test_a_faulty_translation_is_named(source: Path, msgid: str, turkish: str, what: str) -> None:
    write_catalogues(source)
    translate(source, msgid, turkish)
    assert any(fault.text == msgid and fault.what.startswith(what) for fault in catalogue_faults(source))


def test_fuzzy_stale_and_double_entries_are_named(source: Path) -> None:
    write_catalogues(source)
    stored = catalogue(source)
    stored.find("Hello").flags.append("fuzzy")
    stored.save()
    (source / "shop/till/words.py").write_text("A = _('New')\nB = _('Save')", encoding="utf-8")
    whats = {(fault.text, fault.what) for fault in catalogue_faults(source)}
    assert {("Hello", "fuzzy"), ("New", "not in the catalogue"), ("Money", "no longer used")} <= whats
    write_catalogues(source)
    translate(source, "Save", "Kaydet")
    translate(source, "Save", "Sakla", "shop/till")
    assert any(fault.where == "several apps" and fault.text == "Save" for fault in catalogue_faults(source))


def test_compiling_is_done_once_and_again_when_the_text_is_newer(source: Path) -> None:
    write_catalogues(source)
    translate(source, "Hello", "Merhaba")
    assert compile_catalogues(source) == 2
    assert compile_catalogues(source) == 0
    path = source / "shop/locale/tr/LC_MESSAGES/django.po"
    assert polib.mofile(str(path.with_suffix(".mo"))).find("Hello").msgstr == "Merhaba"
    path.touch()
    assert is_stale(path)


def test_a_checkout_that_may_not_be_written_is_compiled_into_the_data_folder(
    source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As under systemd, where /opt/imece is read-only."""
    write_catalogues(source)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("IMECE_HOME", str(home))
    monkeypatch.setattr("imece.config.translations.os.access", lambda path, mode: False)
    assert (compile_catalogues(source), compile_catalogues(source)) == (2, 0)
    assert not list(source.rglob("*.mo"))
    folders = kept_elsewhere(source)
    assert [folder.name for folder in folders] == ["locale", "locale"]
    assert all((folder / "tr/LC_MESSAGES/django.mo").is_relative_to(home) for folder in folders)
    assert all((folder / "tr/LC_MESSAGES/django.mo").exists() for folder in folders)
    for path in source.rglob("*.po"):
        path.touch()
    monkeypatch.undo()
    assert compile_catalogues(source) == 2


def test_a_merge_conflict_in_a_catalogue_is_solved_from_both_sides(source: Path) -> None:
    def git(*arguments: str) -> int:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "init.defaultBranch=main")
        return subprocess.run(
            ["git", "-C", str(source), *who, *arguments], check=False, capture_output=True
        ).returncode

    def change(code: str, msgid: str, turkish: str) -> None:
        (source / "shop" / f"{msgid}.py").write_text(code, encoding="utf-8")
        write_catalogues(source)
        translate(source, msgid, turkish)
        assert git("add", "-A") == git("commit", "-m", msgid) == 0

    write_catalogues(source)
    assert (
        git("init") == git("add", "-A") == git("commit", "-m", "begin") == git("checkout", "-b", "side") == 0
    )
    change("A = _('Aaa')", "Aaa", "Bir")
    assert git("checkout", "main") == 0
    change("B = _('Abb')", "Abb", "İki")
    assert git("merge", "side") != 0
    write_catalogues(source)
    assert (catalogue(source).find("Aaa").msgstr, catalogue(source).find("Abb").msgstr) == ("Bir", "İki")
