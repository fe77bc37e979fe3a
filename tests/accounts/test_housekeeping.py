"""What is over is thrown away, what still counts stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from imece.accounts.domain.attempts import RECOVERY_OF_NUMBER, count_attempt
from imece.accounts.domain.codes import make_code, use_code
from imece.accounts.domain.housekeeping import purge_short_lived
from imece.accounts.models import Attempt, OneTimeCode

pytestmark = pytest.mark.django_db


def test_only_what_is_over_goes() -> None:
    now = timezone.now()
    count_attempt(RECOVERY_OF_NUMBER, "old", now=now - timedelta(days=2))
    make_code(purpose="recovery", subject="old", now=now - timedelta(days=2))
    code = make_code(purpose="recovery", subject="new", now=now)
    purge_short_lived(now=now)
    assert OneTimeCode.objects.count() == 1
    assert Attempt.objects.count() == 1
    assert use_code(purpose="recovery", subject="new", code=code, now=now)
