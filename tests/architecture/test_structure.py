"""The checks of `./imece check` find what they are for, in a small tree made here."""

from email.message import Message
from pathlib import Path

import pytest

from imece.config.checks.licences import is_allowed, licence_of
from imece.config.checks.structure import doors, queries_in_pages


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for room in ("accounts", "employment/vacancies", "employment/selection"):
        (tmp_path / room / "web" / "staff").mkdir(parents=True)
        (tmp_path / room / "apps.py").touch()
    return tmp_path


@pytest.mark.parametrize(
    "line, is_fault",
    [
        ("from imece.accounts.domain.actors import actor_for", True),
        ("import imece.employment.selection.domain.queries", True),
        ("from imece.accounts import models", False),
        ("from imece.accounts.public import recipient_of", False),
        ("from imece.employment.selection.enums import State", False),
        ("from imece.employment.vacancies.domain import queries", False),
        ("from imece.core.jobs.queue import enqueue", False),
        ("from imece.accounts.web.fields import PersonField", True),
        ("from imece.accounts.web.views import home", True),
    ],
)
def test_another_room_is_entered_by_its_doors_only(source: Path, line: str, is_fault: bool) -> None:
    (source / "employment/vacancies/tasks.py").write_text(line, encoding="utf-8")
    assert bool(doors(source)) == is_fault


def test_pages_may_use_the_form_fields_of_another_room(source: Path) -> None:
    line = "from imece.accounts.web.fields import PersonField"
    (source / "employment/vacancies/web/forms.py").write_text(line, encoding="utf-8")
    assert doors(source) == []


@pytest.mark.parametrize("line, is_fault", [("Vacancy.objects.all()", True), ("vacancies_of(actor)", False)])
def test_a_page_holds_no_query(source: Path, line: str, is_fault: bool) -> None:
    (source / "employment/vacancies/web/staff/views.py").write_text(line, encoding="utf-8")
    assert bool(queries_in_pages(source)) == is_fault


@pytest.mark.parametrize(
    "licence, allowed",
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND PSF-2.0", True),
        ("BSD License; Apache Software License", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-2.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("none named", False),
    ],
)
def test_a_licence_we_have_not_thought_about_fails(licence: str, allowed: bool) -> None:
    assert is_allowed(licence) == allowed


def test_the_expression_comes_before_the_classifiers() -> None:
    metadata = Message()
    metadata["Classifier"] = "License :: OSI Approved :: BSD License"
    assert licence_of(metadata) == "BSD License"  # type: ignore[arg-type]
    metadata["License-Expression"] = "MIT"
    assert licence_of(metadata) == "MIT"  # type: ignore[arg-type]
