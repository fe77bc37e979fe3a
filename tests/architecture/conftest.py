from collections.abc import Iterator

import pytest
import time_machine
from pytest_django import DjangoDbBlocker

from tests.architecture.shared import SharedWorld, taken_back
from tests.cast import make_cast
from tests.employment.main_job import AFTER_INTERVIEW


@pytest.fixture(scope="module")
def shared(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SharedWorld]:
    """Made once a module, after the interview; instead of `db`, which would close the connection under it."""
    with time_machine.travel(AFTER_INTERVIEW), django_db_blocker.unblock(), taken_back():
        shared = SharedWorld(make_cast())
        yield shared
        shared.close()
