"""X3.5, KPS-09: the developers' pages, made from the definitions; closed ones open with the credential."""

import io

import pytest
import zeep
from django.test import Client
from django.urls import reverse

from imece.core.transactions import acting
from imece.exchange.contract import SERVICES
from imece.exchange.gateway.problems import CATALOGUE
from imece.exchange.services.inputs import WORDS
from tests.cast import sign_in
from tests.exchange.cast import ExchangeCast
from tests.exchange.gateway.world import SYSTEM, make_credential

pytestmark = pytest.mark.django_db
OPEN, CLOSED = ("employment.vacancy_history", 1), ("registry.person", 1)


@pytest.mark.parametrize("key", sorted(SERVICES), ids=lambda key: key[0])
@pytest.mark.parametrize("page", ["service_page", "developer_service"])
def test_every_service_has_its_pages(client: Client, key: tuple[str, int], page: str) -> None:
    answer = client.get(reverse(page, args=key))
    assert answer.status_code == 200
    text = answer.content.decode()
    for field in SERVICES[key].fields:
        assert f"<code>{field.name}</code>" in text


@pytest.mark.parametrize("page", ["service_catalogue", "developers"])
def test_the_lists_name_every_service_and_count_no_queries_by_it(
    client: Client, page: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        text = client.get(reverse(page)).content.decode()
    for name, version in SERVICES:
        assert f"{name} v{version}" in text


@pytest.mark.parametrize("key", [("registry.nothing", 1), ("registry.person", 9)])
@pytest.mark.parametrize("page", ["service_page", "developer_service", "service_openapi", "service_wsdl"])
def test_an_unknown_service_is_not_there(client: Client, key: tuple[str, int], page: str) -> None:
    assert client.get(reverse(page, args=key)).status_code == 404


def test_a_protocols_service_shows_all_to_everybody(client: Client, settings) -> None:
    text = client.get(reverse("developer_service", args=OPEN)).content.decode()
    assert f"{settings.EXCHANGE_URL}/v1/services/employment.vacancy_history/v1" in text
    assert "HttpClient.newHttpClient" in text
    assert client.get(reverse("service_openapi", args=OPEN)).json()["openapi"] == "3.1.0"


def test_kps_pages_open_with_the_credential(client: Client, exchange_cast: ExchangeCast, settings) -> None:
    """KPS-09: no address, sample or file before; what is asked and answered is no secret."""
    address = f"{settings.EXCHANGE_URL}/v1/services/registry.person/v1"
    page, wsdl = reverse("developer_service", args=CLOSED), reverse("service_wsdl", args=CLOSED)
    assert address not in client.get(page).content.decode()
    refused = client.get(wsdl)
    assert refused.status_code == 403
    assert "DEV-001" in refused.content.decode()
    sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
    with acting(SYSTEM):
        make_credential(exchange_cast.bank, "KRM-9000002-TEST", is_sandbox=True)
        pending = make_credential(exchange_cast.bank, "KRM-9000002", state="requested")
    assert client.get(wsdl).status_code == 403
    with acting(SYSTEM):
        pending.state = "active"
        type(pending).objects.filter(pk=pending.pk).delete()
        make_credential(exchange_cast.bank, "KRM-9000002")
    assert client.get(wsdl).status_code == 200
    assert address in client.get(page).content.decode()
    other = Client()
    sign_in(other, exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    assert other.get(wsdl).status_code == 403


def test_the_common_files_hold_what_the_visitor_may_see(client: Client, exchange_cast: ExchangeCast) -> None:
    def paths(visitor: Client) -> set[str]:
        document = visitor.get(reverse("road_openapi")).json()
        return {path.split("/")[3] for path in document["paths"] if "services" in path}

    assert paths(client) == {name for (name, _v), one in SERVICES.items() if one.is_open}
    sign_in(client, exchange_cast.technician, exchange_cast.head_institution)
    assert paths(client) == {name for name, _v in SERVICES}


def test_the_wsdl_is_read_by_a_toolkit(client: Client) -> None:
    answer = client.get(reverse("road_wsdl"))
    assert answer["Content-Type"].startswith("text/xml")
    toolkit = zeep.Client(io.BytesIO(answer.content))
    assert (
        "EmploymentVacancyHistoryV1" in toolkit.wsdl.services["Exchange"].ports["ExchangeSoap"].binding.all()
    )


@pytest.mark.parametrize(
    ("who", "is_led"),
    [(None, {"try_service", "my_calls"}), ("bank_technician", {"try_service", "my_calls"}),
     ("bank_auditor", {"my_calls"}), ("technician", set())],
)  # fmt: skip
def test_nobody_is_led_where_he_may_not_go(
    client: Client, exchange_cast: ExchangeCast, who: str | None, is_led: set[str]
) -> None:
    if who:
        organisation = (
            exchange_cast.head_institution if who == "technician" else exchange_cast.bank.organisation
        )
        sign_in(client, getattr(exchange_cast, who), organisation)
    for page, tools in (("developers", {"try_service", "my_calls"}), ("developer_service", {"try_service"})):
        text = client.get(reverse(page, args=OPEN if page == "developer_service" else ())).content.decode()
        main = text.partition("<main")[2].partition("</main>")[0]
        assert {tool for tool in tools if f'href="{reverse(tool)}' in main} == is_led & tools


@pytest.mark.parametrize("page", ["road_openapi", "road_wsdl"])
def test_an_etag_spares_the_second_fetch(client: Client, page: str) -> None:
    first = client.get(reverse(page))
    second = client.get(reverse(page), headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, second.content, second["ETag"]) == (304, b"", first["ETag"])
    assert client.get(reverse(page), headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("language", "place"), [("tr", "tr"), ("en", "en")])
def test_every_refusal_stands_with_what_to_do(client: Client, language: str, place: str) -> None:
    client.cookies["django_language"] = language
    text = client.get(reverse("road_problems")).content.decode()
    for kind in CATALOGUE.values():
        assert f">{kind.code}</code>" in text
        assert "{" not in text.split("<main")[1].split("</main")[0]
    for code in WORDS:
        assert f"<code>{code}</code>" in text
