from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imece.core.actor import ANONYMOUS, system_actor
from imece.core.remembering import remembered, remembering
from imece.core.transactions import acting
from imece.employment.vacancies.models import Vacancy


def counted() -> tuple[list[int], Callable[[int], int]]:
    asked: list[int] = []

    @remembered
    def double(number: int) -> int:
        asked.append(number)
        return number * 2

    return asked, double


def test_equal_questions_are_asked_once_while_remembering() -> None:
    asked, double = counted()
    with remembering():
        with remembering():
            assert [double(2), double(3), double(2)] == [4, 6, 4]
        assert double(3) == 6
    assert asked == [2, 3]


def test_nothing_is_kept_outside() -> None:
    asked, double = counted()
    with remembering():
        double(2)
    double(2)
    double(2)
    assert asked == [2, 2, 2]


def test_a_failure_ends_it_too() -> None:
    asked, double = counted()
    with pytest.raises(ZeroDivisionError), remembering():
        1 / double(0)
    double(0)
    assert asked == [0, 0]


@pytest.mark.django_db
def test_an_actor_is_named_once_and_the_outer_one_again_after_the_inner() -> None:
    outer, inner = system_actor("test"), ANONYMOUS
    with CaptureQueriesContext(connection) as asked, acting(outer), acting(outer):
        assert named() == outer.label
        with acting(inner):
            assert named() == inner.label
        assert named() == outer.label
    assert named() == ""
    assert sum("set_config" in query["sql"] for query in asked.captured_queries) == 4


@pytest.mark.django_db
def test_after_a_failure_the_outer_actor_is_named() -> None:
    outer, inner = system_actor("test"), ANONYMOUS
    with acting(outer):
        with pytest.raises(ZeroDivisionError), acting(inner):
            1 / 0  # noqa: B018
        assert named() == outer.label
        with acting(inner):
            assert named() == inner.label
    assert named() == ""


def named() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('imece.actor', true)")
        return cursor.fetchone()[0] or ""


@pytest.mark.django_db
def test_a_check_is_asked_once_for_equal_values_and_refuses_each_time() -> None:
    right, wrong = Vacancy(post_count=3, weekly_hours=44), Vacancy(post_count=0, weekly_hours=44)
    right.validate_constraints()
    with CaptureQueriesContext(connection) as asked:
        right.validate_constraints()
    assert not asked.captured_queries
    for _time in range(2):
        with pytest.raises(ValidationError) as refused:
            wrong.validate_constraints()
        assert len(refused.value.messages) == 1
