"""P0.4: one press, one record, also when the second press comes while the first is still at work."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from imece.accounts.models import Organisation
from imece.core.actor import system_actor
from imece.core.models.submission import Submission
from imece.core.submissions import submit_once

ACTOR = system_actor("test")


def make_unit(name: str) -> str:
    unit = Organisation.objects.create(kind="unit", number=uuid.uuid4().hex[:10], name=name, province=6)
    return f"/birim/{unit.pk}/"


@pytest.mark.django_db
def test_the_second_time_gets_the_first_ones_result() -> None:
    token = uuid.uuid4()
    first = submit_once(token, actor=ACTOR, act=lambda: make_unit("bir"))
    assert submit_once(token, actor=ACTOR, act=lambda: make_unit("iki")) == first
    assert Organisation.objects.count() == 1


def test_two_at_the_same_instant_make_one_record(fresh_database: str) -> None:
    """Real commits on two connections: the second stands on the token's row until the first has committed."""
    token, is_inside, may_go_on = uuid.uuid4(), threading.Event(), threading.Event()
    results: dict[str, str] = {}

    def slowly() -> str:
        is_inside.set()
        assert may_go_on.wait(20)
        return make_unit("birinci")

    def press(name: str, act: Callable[[], str]) -> None:
        try:
            results[name] = submit_once(token, actor=ACTOR, act=act)
        finally:
            connection.close()

    first = threading.Thread(target=press, args=("first", slowly))
    second = threading.Thread(target=press, args=("second", lambda: make_unit("ikinci")))
    first.start()
    assert is_inside.wait(20)
    second.start()
    second.join(0.5)
    assert second.is_alive(), "the second must wait for the first"
    may_go_on.set()
    first.join(20)
    second.join(20)
    assert results["first"] == results["second"]
    assert [unit.name for unit in Organisation.objects.all()] == ["birinci"]
    assert Submission.objects.count() == 1


def test_a_first_press_that_failed_leaves_the_token_free(fresh_database: str) -> None:
    token = uuid.uuid4()

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        submit_once(token, actor=ACTOR, act=fail)
    assert submit_once(token, actor=ACTOR, act=lambda: make_unit("bir"))
    assert Organisation.objects.count() == 1
