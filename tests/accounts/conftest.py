"""What the accounts tests share: reading the newest code that was written to the outbox."""

import re
from collections.abc import Callable

import pytest

from imece.core.notifications.models import OutboxMessage


@pytest.fixture
def last_code() -> Callable[[str], str]:
    """The six digits in the newest message to an address; fails when none was written."""

    def read(address: str) -> str:
        message = OutboxMessage.objects.filter(
            destination=address, notice="accounts.verification_code"
        ).latest("id")
        found = re.search(r"\b(\d{6})\b", message.body)
        assert found
        return found[1]

    return read
