"""Finding occupations (P0.7, P14.1, OCC-05, TR-03)."""

from datetime import date, timedelta

import pytest

from imece.core.transactions import acting
from imece.reference import public
from imece.reference.models import Occupation

pytestmark = pytest.mark.django_db


def names(text, today, limit=20):
    return [one.name for one in public.search_occupations(text, limit, on=today)]


@pytest.mark.parametrize(
    "typed, first",
    [
        ("aşçı", "Aşçı"),
        ("ASCI", "Aşçı"),
        ("AŞÇI", "Aşçı"),
        ("dis hek", "Diş hekimi"),
        ("tır", "Tır sürücüsü"),
        ("yazılımcı", "Yazılım geliştirici"),
        ("kapıcı", "Apartman görevlisi"),
        ("hostes", "Kabin memuru"),
        ("5120.80", "Aşçı"),
        ("5120", "Aşçı"),
    ],
)
def test_P0_7_best_first(typed, first, today):
    found = names(typed, today)
    assert found[0] == first


def test_P0_7_everyday_synonym_leads_to_the_official_name(today):
    found = public.search_occupations("şoför", 50, on=today)
    assert {"Kamyon sürücüsü", "Taksi sürücüsü", "Otobüs sürücüsü"} <= {one.name for one in found}
    assert all("şoför" in one.matched_synonym for one in found)


def test_P0_7_beginning_before_word_before_synonym_before_inside(today):
    found = names("garson", today)
    assert found == ["Garson", "Baş garson", "Komi"]
    inside = names("makas", today)
    assert inside == ["Makasçı"]
    assert names("asci", today).index("Soğuk mutfak aşçısı") < names("asci", today).index("Mutfak şefi")
    assert names("asci", today).index("Mutfak şefi") < names("asci", today).index("Makasçı")


@pytest.mark.parametrize(
    "typo, meant",
    [
        ("garsn", "Garson"),
        ("elektirikçi", "Elektrikçi"),
        ("yazlım", "Yazılım geliştirici"),
        ("hemsıree", "Hemşire"),
        ("muhasbeci", "Mali müşavir"),  # by its synonym muhasebeci
        ("kaynakcii", "Kaynakçı"),
    ],
)
def test_P0_7_typos(typo, meant, today):
    assert meant in names(typo, today)[:5]


@pytest.mark.parametrize("nothing", ["", "   ", "100%_", "qqqqqq", "9999"])
def test_nothing_found(nothing, today):
    assert names(nothing, today) == []


def test_search_is_a_fixed_number_of_queries(django_assert_max_num_queries, today):
    with django_assert_max_num_queries(1):
        assert len(names("e", today, 50)) == 50
    with django_assert_max_num_queries(6):  # nothing contains it: savepoint, threshold, synonyms, names
        names("elektirikçi", today)


def test_OCC_04_retired_occupation_is_not_offered(today, system):
    cook = Occupation.objects.get(name="Aşçı")
    with acting(system):
        Occupation.objects.filter(pk=cook.pk).update(valid_to=today - timedelta(days=1))
    assert "Aşçı" not in names("aşçı", today)
    assert "Aşçı" in names("aşçı", today - timedelta(days=1))
    assert cook in public.occupations_matching(name="aşçı")


@pytest.mark.parametrize(
    "criteria, expected",
    [
        ({"code": "5120.8"}, {"Aşçı", "Kebap ustası", "Pide ustası", "Döner ustası", "Soğuk mutfak aşçısı"}),
        ({"name": "SURUCU", "isco": "8331"}, {"Otobüs sürücüsü", "Tramvay sürücüsü"}),
        ({"name": "mühendisi gıda"}, {"Gıda mühendisi"}),
        ({"isco": "02"}, {"Astsubay", "Uzman jandarma"}),
    ],
)
def test_OCC_05_criteria_narrow(criteria, expected, today):
    assert {one.name for one in public.occupations_matching(**criteria, on=today)} == expected


def test_OCC_05_list_has_no_query_a_row(django_assert_num_queries, today):
    with django_assert_num_queries(1):
        assert [one.isco_group.name for one in public.occupations_matching(name="işçi", on=today)[:15]]


def test_OCC_06_page_of_an_occupation(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        cook = public.find_occupation("5120.80")
        assert cook.isco_group.parent.parent.parent.code == "5"
        assert "ahçı" in {one.name for one in cook.synonyms.all()}
        assert list(cook.files.all()) == list(cook.replaces.all()) == []
    assert public.find_occupation("9999.99") is None


def test_related_occupations_same_group_first(today):
    driver = public.find_occupation("8332.80")
    related = list(public.related_occupations(driver, on=today))
    groups = [one.isco_group_id for one in related]
    assert driver not in related
    assert groups == sorted(groups, key=lambda code: code != "8332")
    assert set(groups) == {"8332", "8331"}


def test_OCC_02_tree():
    assert [group.code for group in public.isco_children()] == [*"0123456789", "X"]
    assert [group.code for group in public.isco_children("83")] == ["831", "832", "833", "834", "835"]
    assert [group.code for group in public.isco_branch("8332")] == ["8", "83", "833", "8332"]


def test_isco_title_follows_the_language(settings):
    from django.utils.translation import override

    group = public.isco_branch("5120")[-1]
    with override("en"):
        assert group.name == "Cooks"
    with override("tr"):
        assert group.name == "Aşçılar"


def test_CAL_04_holidays_for_a_party(editor):
    from imece.reference.domain.special_days import enter_special_day
    from imece.reference.enums import SpecialDayKind, SpecialDayScope

    day = {"note": "örnek karar", "actor": editor}
    enter_special_day(
        day=date(2026, 5, 25), kind=SpecialDayKind.FULL, scope=SpecialDayScope.PUBLIC_BODIES, **day
    )
    enter_special_day(
        day=date(2026, 2, 3), kind=SpecialDayKind.HALF, scope=SpecialDayScope.PROVINCE, province=25, **day
    )
    assert date(2026, 5, 25) in public.holidays_for(is_public_body=True).full
    assert date(2026, 5, 25) not in public.holidays_for().full
    assert date(2026, 2, 3) in public.holidays_for(province=25).half
    assert date(2026, 2, 3) not in public.holidays_for(province=6).half


def test_a_text_longer_than_any_name_is_not_looked_for(today, django_assert_num_queries):
    """It took seconds: thousands of letters are compared with every name by their trigrams."""
    with django_assert_num_queries(0):
        assert public.search_occupations("ğ" * 201, 20, on=today) == []
