"""What the clock does for employers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.employers import tasks
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import MembershipApplication

pytestmark = pytest.mark.django_db


def test_what_was_never_completed_goes_with_its_week() -> None:
    now = timezone.now()
    with acting(system_actor("test")):
        _old, new = (
            MembershipApplication.objects.create(
                kind=EmployerKind.LEGAL,
                key_hash=str(days),
                terms_version=1,
                terms_accepted_at=now,
                started_at=now,
                expires_at=now + timedelta(days=days),
            )
            for days in (-1, 1)
        )
    assert tasks.purge(now) == 1
    assert list(MembershipApplication.objects.all()) == [new]
