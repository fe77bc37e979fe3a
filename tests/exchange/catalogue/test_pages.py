"""The review desk's list of versions, and Ek-1's piece as PDF."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from imece.core.documents.render import render_document
from imece.core.transactions import acting
from imece.exchange.catalogue.domain.annex import annex_data
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.catalogue.web.staff import VERSIONS
from imece.exchange.contract import SERVICES
from imece.exchange.services.annex import field_rows
from tests.cast import actor_of, sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.gateway.world import SYSTEM
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


def add_versions(count: int) -> None:
    begun = ServiceVersion.objects.count()
    with acting(SYSTEM):
        for place in range(begun, begun + count):
            ServiceVersion.objects.create(
                name=f"test.more{place}", version=1, owner="test", fields=["a"], opened_at=timezone.now()
            )


def test_an_end_is_announced_and_taken_back_on_the_pages(exchange_cast: ExchangeCast, client: Client) -> None:
    row = ServiceVersion.objects.get(name="registry.events")
    sign_in(client, exchange_cast.technician, exchange_cast.head_institution)
    assert "registry.events" in client.get(reverse("service_versions")).content.decode()
    end, keep = (reverse("service_step", args=[row.pk, step]) for step in ("bitir", "surdur"))
    soon, later = (f"{timezone.localdate() + timedelta(days=days):%d.%m.%Y}" for days in (10, 120))
    refused = client.post(end, {"withdrawn_on": soon, "reason": "v2 geliyor"})
    assert refused.status_code == 422
    assert "CAT-002" in refused.content.decode()
    assert client.post(end, {"withdrawn_on": later, "reason": "v2 geliyor"}).status_code == 302
    public = Client().get(reverse("service_page", args=["registry.events", 1])).content.decode()
    assert later in public
    assert "v2 geliyor" in public
    again = client.get(end).content.decode()
    assert '<form class="form' not in again.split("<main")[1], "not possible now: the page says why"
    assert client.post(keep, {"reason": "vazgeçildi"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "published"
    assert client.get(reverse("service_step", args=[row.pk, "baska"])).status_code == 404


@pytest.mark.parametrize("person", ["bank_manager", "provider_manager"])
def test_institutions_do_not_reach_the_desk(exchange_cast: ExchangeCast, client: Client, person: str) -> None:
    institution = exchange_cast.bank if person == "bank_manager" else exchange_cast.provider
    sign_in(client, getattr(exchange_cast, person), institution.organisation)
    assert client.get(reverse("service_versions")).status_code == 403


def test_rows_cost_no_further_queries(exchange_cast: ExchangeCast) -> None:
    actor = actor_of(exchange_cast.technician, exchange_cast.head_institution)
    assert_constant_queries(VERSIONS.respond, actor, make_rows=add_versions)


def test_ek_1_lists_the_granted_fields_alone() -> None:
    """PRO-01, PRO-02: a list brings its columns, what is not granted is not printed."""
    data = annex_data(SERVICES["employment.vacancy_history", 1], ["vacancy_count", "vacancies"])
    names = [row["name"] for row in data["fields"]]
    assert names[:2] == ["vacancy_count", "vacancies"]
    assert "employer_title" not in names
    assert "sent_count" in names
    assert data["title"] == "İstem geçmişi"


def test_every_line_says_whether_it_is_granted() -> None:
    rows = field_rows(SERVICES["registry.person", 1], "en", ["surname"])
    assert [row.name for row in rows if row.is_granted] == ["surname"]


def test_the_typst_piece_prints() -> None:
    pdf = render_document(
        "exchange/catalogue/annexes",
        {
            "issuer": "Deneme", "labels": LABELS,
            "services": [annex_data(service, [one.name for one in service.fields]) for service in SERVICES.values()],
        },
        made_at=timezone.now(),
    )  # fmt: skip
    assert pdf.startswith(b"%PDF")


LABELS = {
    "name": "Alan", "title": "Başlık", "kind": "Tür", "meaning": "Anlam", "special": "özel nitelikli",
    "optional": "isteğe bağlı", "purpose": "Amaç", "inputs": "Sorulan", "fields": "Yanıtlanan", "page": "Sayfa",
    "code": "Kod", "check": "Denetim", "qr_alt": "Karekod",
}  # fmt: skip
