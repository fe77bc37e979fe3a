"""Another institution's things do not exist: 404 for its manager, and the attempt is on record (house §4)."""

import pytest
from django.test import Client
from django.urls import reverse

from imece.core.models import AuditRecord
from tests.cast import sign_in
from tests.exchange.access.world import DESKS, PARTNERS, AccessWorld
from tests.exchange.cast import ExchangeCast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", PARTNERS)
def test_another_institution_finds_nothing_and_is_recorded(
    exchange_cast: ExchangeCast, name: str, method: str
) -> None:
    url = reverse(name, kwargs=PARTNERS[name](AccessWorld(exchange_cast)))
    client = sign_in(Client(), exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    answer = getattr(client, method)(url)
    if answer.status_code == 405:
        return  # the method is not answered to anybody
    assert answer.status_code == 404
    seen = AuditRecord.objects.filter(
        action="access.outside_scope", person_id=exchange_cast.hospital_manager.pk
    )
    assert seen.count() == 1


@pytest.mark.parametrize("name", DESKS)
def test_no_institution_opens_the_desks_pages(exchange_cast: ExchangeCast, name: str) -> None:
    """Not even of its own things."""
    url = reverse(name, kwargs=DESKS[name](AccessWorld(exchange_cast)))
    client = sign_in(Client(), exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert client.get(url).status_code == 403
