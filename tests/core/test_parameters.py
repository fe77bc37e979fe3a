"""Law as dated data (GEN-01, GEN-02): values by day, new rows, the overlap that the database refuses, the pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Problem
from imece.core.models import AuditRecord, Parameter, ParameterChange
from imece.core.parameters import Parameters, change_parameter, greatest_of
from imece.reference.domain.parameters import load_parameters, starting_rows
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db

ENTITLED = Actor(
    ActorKind.HEADQUARTERS_STAFF, person_id=1, name="Deneme Uzmanı", grants=frozenset({"parameters"})
)
NEW = {
    "name": "min_wage_gross_month",
    "value": "40000.00",
    "unit": "TRY",
    "source": "deneme kararı",
    "reason": "deneme",
}


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("min_wage_gross_month", date(2024, 12, 31), "20002.50"),
        ("min_wage_gross_month", date(2025, 1, 1), "26005.50"),
        ("min_wage_gross_month", date(2025, 12, 31), "26005.50"),
        ("min_wage_gross_month", date(2026, 1, 1), "33030.00"),
        ("quota_private_ex_convict_pct", date(2006, 1, 1), "1"),
        ("quota_private_ex_convict_pct", date(2008, 5, 25), "1"),
        ("quota_private_ex_convict_pct", date(2008, 5, 26), "0"),
        ("quota_private_terror_victim_pct", date(2007, 3, 31), "2"),
        ("quota_public_ex_convict_pct", date(2026, 1, 1), "2"),
        ("kco_premium_days", date(2024, 2, 29), "600"),
        ("kco_premium_days", date(2024, 3, 1), "450"),
        ("kps_price_per_query", date(2020, 6, 26), "0.02"),
        ("kps_price_per_query", date(2026, 1, 1), "0.03"),
        ("revaluation_rate", date(2026, 6, 1), "25.49"),
        ("page_size", date(2026, 6, 1), "15"),
        ("search_cap", date(2026, 6, 1), "1000"),
    ],
)
def test_a_value_holds_on_its_days(name: str, day: date, value: str) -> None:
    parameters = Parameters(day)
    assert parameters.decimal(name) == Decimal(value)
    assert [row.name for row in parameters.used] == [name]
    assert parameters.used[0].source


def test_no_row_is_an_error_never_a_default() -> None:
    for name, day in (("min_wage_gross_month", date(2023, 12, 31)), ("revaluation_rate", date(2027, 1, 1))):
        with pytest.raises(Problem) as caught:
            Parameters(day).get(name)
        assert caught.value.code == "PAR-001"


def test_a_switch_and_a_repeated_reading(django_assert_num_queries: Any) -> None:
    parameters = Parameters(date(2026, 1, 1))
    with django_assert_num_queries(1):
        assert parameters.flag("half_day_counts") is True
        assert parameters.flag("half_day_counts") is True
    assert len(parameters.used) == 1


def test_every_starting_row_names_its_source_and_confidence() -> None:
    rows = list(starting_rows())
    assert len({(row.name, row.valid_from) for row in rows}) == len(rows)
    assert all(row.source and row.confidence in {"sure", "likely", "check"} for row in rows)


def test_GEN_02_a_new_row_ends_the_one_before_and_is_on_record() -> None:
    row = change_parameter(**NEW, valid_from=date(2027, 1, 1), actor=ENTITLED)
    assert Parameters(date(2026, 12, 31)).decimal("min_wage_gross_month") == Decimal("33030.00")
    assert Parameters(date(2027, 1, 1)).decimal("min_wage_gross_month") == Decimal("40000.00")
    change = ParameterChange.objects.get(parameter_id=row.pk)
    assert (change.before["value"], change.after["value"], change.reason) == (
        "33030.00",
        "40000.00",
        "deneme",
    )
    assert change.person_id == 1
    assert AuditRecord.objects.get(action="parameters.changed").purpose == "deneme"


def test_a_row_may_not_begin_before_the_last_one() -> None:
    with pytest.raises(Problem) as caught:
        change_parameter(**NEW, valid_from=date(2026, 1, 1), actor=ENTITLED)
    assert (caught.value.code, caught.value.field) == ("PAR-002", "valid_from")


def test_the_database_itself_refuses_two_values_on_one_day() -> None:
    with pytest.raises(IntegrityError, match="parameter_has_one_value_a_day"):
        Parameter.objects.create(name="page_size", value=20, valid_from=date(2026, 1, 1), source="deneme")


def test_the_file_never_overwrites_what_staff_entered() -> None:
    assert load_parameters() == 0
    change_parameter(**NEW, valid_from=date(2027, 1, 1), actor=ENTITLED)
    assert load_parameters() == 0
    assert Parameters(date(2027, 1, 1)).decimal("min_wage_gross_month") == Decimal("40000.00")


def test_the_file_brings_back_a_row_that_is_missing_or_old() -> None:
    Parameter.objects.filter(name="page_size").update(value=99)
    Parameter.objects.filter(name="min_wage_gross_month", valid_from=date(2026, 1, 1)).delete()
    Parameter.objects.filter(name="min_wage_gross_month", valid_from=date(2025, 1, 1)).update(valid_to=None)
    assert load_parameters() == 3
    assert Parameters(date(2026, 1, 1)).integer("page_size") == 15
    assert Parameters(date(2026, 1, 1)).decimal("min_wage_gross_month") == Decimal("33030.00")


@pytest.mark.parametrize(
    "actor",
    [
        Actor(ActorKind.HEADQUARTERS_STAFF, person_id=1),
        Actor(ActorKind.UNIT_STAFF, person_id=1, grants=frozenset({"parameters"})),
        Actor(ActorKind.EMPLOYER, person_id=1, is_manager=True),
        Actor(ActorKind.JOB_SEEKER, person_id=1),
    ],
)
def test_only_entitled_headquarters_staff_change_a_parameter(actor: Actor) -> None:
    with pytest.raises(Problem) as caught:
        change_parameter(**NEW, valid_from=date(2027, 1, 1), actor=actor)
    assert caught.value.code == "CORE-403"


# ---- the pages
def test_staff_see_what_holds_today_with_its_source(cast: Cast) -> None:
    client = sign_in(Client(), cast.officer, cast.unit)
    html = client.get("/parametreler/?name=kps").content.decode()
    assert "0.03 TRY" in html
    assert "RG 31168" in html
    assert "/parametreler/yeni/" not in html
    history = client.get("/parametreler/kps_price_per_query/").content.decode()
    assert "0.02 TRY" in history
    assert client.get("/parametreler/yok/").status_code == 404
    assert client.get("/parametreler/yeni/").status_code == 403


@pytest.mark.parametrize("who", ["seeker", "manager"])
def test_others_do_not_see_the_staff_pages(cast: Cast, who: str) -> None:
    organisation = cast.workplace.organisation if who == "manager" else None
    client = sign_in(Client(), getattr(cast, who), organisation)
    assert client.get("/parametreler/").status_code == 403
    assert client.post("/parametreler/yeni/", {}).status_code == 403


def test_headquarters_enter_a_row_with_source_and_reason(cast: Cast) -> None:
    client = sign_in(Client(), cast.headquarters, cast.head_institution)
    form = client.get("/parametreler/yeni/?name=min_wage_gross_month").content.decode()
    assert 'value="min_wage_gross_month"' in form
    posted = {**NEW, "valid_from": "01.01.2027"}
    assert client.post("/parametreler/yeni/", {**posted, "source": ""}).status_code == 422
    assert client.post("/parametreler/yeni/", {**posted, "valid_from": "01.01.2026"}).status_code == 422
    response = client.post("/parametreler/yeni/", posted)
    assert response.url == "/parametreler/min_wage_gross_month/"
    assert "40000.00 TRY" in client.get(response.url).content.decode()
    switch = {
        "name": "half_day_counts",
        "value": "false",
        "valid_from": "01.01.2027",
        "source": "s",
        "reason": "r",
    }
    client.post("/parametreler/yeni/", switch)
    assert Parameters(date(2027, 1, 1)).get("half_day_counts") is False


def test_several_are_read_in_one_query_and_a_change_is_seen_at_once(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(1):
        parameters = Parameters(date(2026, 6, 1)).read("search_cap", "page_size")
        assert (parameters.integer("page_size"), parameters.integer("search_cap")) == (15, 1000)
    assert [row.name for row in parameters.used] == ["search_cap", "page_size"]
    Parameter.objects.filter(name="page_size").update(value=20)
    assert Parameters(date(2026, 6, 1)).read("search_cap", "page_size").integer("page_size") == 20


def test_many_days_are_read_in_one_query(django_assert_num_queries: Any) -> None:
    days = [date(2024, 2, 29), date(2024, 3, 1), date(2026, 1, 1)]
    with django_assert_num_queries(1):
        laws = Parameters.of_each(days, "kco_premium_days", "page_size")
        found = {
            day: (law.integer("kco_premium_days"), law.integer("page_size")) for day, law in laws.items()
        }
    assert found == dict(zip(days, [(600, 15), (450, 15), (450, 15)], strict=True))
    with django_assert_num_queries(0):
        assert Parameters.of_each([], "page_size") == {}
    assert greatest_of("kco_premium_days") == 600


def test_reading_ahead_is_no_way_around_the_error() -> None:
    parameters = Parameters(date(2026, 6, 1)).read("no_such", "page_size")
    assert [row.name for row in parameters.used] == ["page_size"]
    with pytest.raises(Problem) as caught:
        parameters.get("no_such")
    assert caught.value.code == "PAR-001"
