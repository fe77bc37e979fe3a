"""P2.1, P2.3, VAC-08, VAC-09, VAC-12, VAC-21: what each search finds, for whom, and what it says otherwise."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imece.core.actor import ANONYMOUS, Actor, system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.create import change_vacancy
from imece.employment.vacancies.domain.finish import close_vacancy
from imece.employment.vacancies.domain.search import Mode, SearchCriteria, Sort
from imece.employment.vacancies.domain.search.audience import EVERYBODY, Audience, audience_of
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM
from imece.employment.vacancies.domain.search.facets import counts_of, facets_of, narrowing_most
from imece.employment.vacancies.domain.search.interpret import interpret
from imece.employment.vacancies.domain.search.page import ResultPage
from imece.employment.vacancies.domain.search.results import found_on_page
from imece.employment.vacancies.domain.search.statement import Search
from imece.employment.vacancies.domain.search_rows import rewrite_open_rows
from imece.employment.vacancies.enums import ClosingOutcome
from imece.employment.vacancies.models import AcceptedOccupation, OpenVacancy, Vacancy
from imece.reference.models import District, Occupation
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, make_profile, make_vacancy, welder

pytestmark = pytest.mark.django_db
SIGNED_IN = Audience(sees_names=True)


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def found(criteria: SearchCriteria, audience: Audience = EVERYBODY) -> list[Vacancy]:
    return [one.vacancy for one in found_on_page(Search(criteria, audience, NOW), 0, 50)]


def finds(vacancy: Vacancy, audience: Audience = EVERYBODY, **criteria: Any) -> bool:
    return vacancy in found(SearchCriteria(**criteria), audience)


def occupation(prefix: str) -> Occupation:
    return Occupation.objects.filter(code__startswith=prefix).order_by("code")[0]


def district(province: int) -> str:
    return District.objects.filter(province_id=province).order_by("code")[0].pk


def with_columns(vacancy: Vacancy, **changes: Any) -> Vacancy:
    """Columns that the short form does not have; the row is written as the move would."""
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(**changes)
        rewrite_open_rows()
    vacancy.refresh_from_db()
    return vacancy


# ------------------------------------------------------------------------------------------ the seven ways
@pytest.mark.parametrize(
    ("hit", "miss"),
    [
        ({"provinces": (6,)}, {"provinces": (34,)}),
        ({"provinces": (34, 6)}, {"provinces": (34, 35)}),
        ({"provinces": (6,), "districts": ("06-CODE",)}, {"provinces": (6,), "districts": ("06-01",)}),
        ({"occupations": ("WELDER",)}, {"occupations": ("2512.80",)}),
        ({"personal_statuses": ("normal",)}, {"personal_statuses": ("disabled",)}),
        ({"sectors": ("private",)}, {"sectors": ("public",)}),
        ({"work_places": ("domestic",)}, {"work_places": ("abroad",)}),
        ({"work_kinds": ("full_time", "remote")}, {"work_kinds": ("remote",)}),
        ({"work_areas": ("production",)}, {"work_areas": ("office",)}),
        ({"positions": ("skilled",)}, {"positions": ("manager",)}),
        ({"education": "bachelor"}, {"education": "literate"}),
        ({"min_wage": 40000}, {"min_wage": 40001}),
        ({"days": 1}, {"days": 0, "number": "99999999999"}),
        ({"number": "NUMBER"}, {"number": "00000000000"}),
        ({"words": "kaynakçı"}, {"words": "berber"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", ["", "çelik"])
def test_VAC_08_each_criterion_finds_and_misses(cast: Cast, hit: Any, miss: Any, words: str) -> None:
    """By columns without words, by facet lexemes with them: the same answer."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    vacancy = with_columns(vacancy, work_area="production", position="skilled")
    real = {"06-CODE": vacancy.district_id, "WELDER": welder().code, "NUMBER": vacancy.number}
    hit = {name: _real(value, real) for name, value in hit.items()}
    assert finds(vacancy, **({"words": words} | hit))
    assert not finds(vacancy, **({"words": words} | miss))


def _real(value: Any, real: dict[str, str]) -> Any:
    return tuple(real.get(one, one) for one in value) if isinstance(value, tuple) else real.get(value, value)


def test_an_accepted_occupation_finds_it_too(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    turner = occupation("7223")
    assert not finds(vacancy, occupations=(turner.code,))
    with acting(system_actor("test")):
        AcceptedOccupation.objects.create(vacancy=vacancy, occupation=turner)
    rewrite_open_rows()
    assert finds(vacancy, occupations=(turner.code,))
    assert finds(vacancy, occupations=(turner.code,), words="çelik")
    assert finds(vacancy, words=turner.name)


def test_the_row_follows_its_vacancy(cast: Cast) -> None:
    """Written, changed and dropped in the transaction of the vacancy."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    changed = {"work_kind": "part_time", "description": "Argon kaynağı yapılacaktır."}
    change_vacancy(vacancy=vacancy, values=changed, version=1, actor=actor, now=NOW)
    assert finds(vacancy, work_kinds=("part_time",), words="argon")
    assert not finds(vacancy, words="çelik")
    close_vacancy(vacancy=vacancy, outcome=ClosingOutcome.NO_LONGER_NEEDED, reason="x", actor=actor, now=NOW)
    assert not OpenVacancy.objects.exists()


# ------------------------------------------------------------------------------------------ the employer's name
@pytest.mark.parametrize("is_published", [False, True])
def test_P2_1_the_employers_name_is_found_only_by_who_may_see_it(cast: Cast, is_published: bool) -> None:
    """VAC-12: neither as a criterion nor as a word; signed in both."""
    vacancy = make_vacancy(cast.manager, cast.workplace, is_name_published=is_published)
    for criteria in ({"employer": "örnek dok"}, {"words": "ornek dokuma"}, {"words": "kaynakçı dokuma"}):
        assert finds(vacancy, **criteria) == is_published, criteria
        assert finds(vacancy, SIGNED_IN, **criteria), criteria
    assert not finds(vacancy, SIGNED_IN, employer="başka")


@pytest.mark.parametrize("address", ["", "?words=kaynakçı", "?mode=detayli&province=6", "?employer=dokuma"])
def test_P2_1_a_hidden_name_stands_nowhere_on_the_page(cast: Cast, client: Client, address: str) -> None:
    make_vacancy(cast.manager, cast.workplace)
    page = client.get(reverse("open_vacancies") + address).content.decode()
    assert cast.workplace.organisation.name not in page
    assert cast.workplace.employer.title not in page


# ------------------------------------------------------------------------------------------ categories
def test_VAC_21_category_vacancies_are_for_their_registrants(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, personal_status="disabled")
    make_profile(cast.seeker, personal_status="disabled")
    make_profile(cast.other_seeker)
    may = {
        "registrant": actor_of(cast.seeker),
        "officer": actor_of(cast.officer, cast.unit),
    }
    may_not: dict[str, Actor] = {
        "anonymous": ANONYMOUS,
        "other registrant": actor_of(cast.other_seeker),
        "employer": actor_of(cast.other_manager, cast.other_workplace.organisation),
    }
    for asked in (
        {},
        {"personal_statuses": ("disabled",)},
        {"words": "kaynakçı"},
        {"number": vacancy.number},
    ):
        for who, actor in may.items():
            assert finds(vacancy, audience_of(actor), **asked), (who, asked)
        for who, actor in may_not.items():
            assert not finds(vacancy, audience_of(actor), **asked), (who, asked)


def test_VAC_21_whoever_asks_for_a_category_is_told_for_whom_it_is(cast: Cast, client: Client) -> None:
    make_vacancy(cast.manager, cast.workplace, personal_status="disabled")
    page = client.get(reverse("open_vacancies"), {"personal_status": "disabled"}).content.decode()
    assert "VAC-21" in page
    assert "Gazaltı" not in page
    make_profile(cast.seeker, personal_status="disabled")
    sign_in(client, cast.seeker)
    page = client.get(reverse("open_vacancies"), {"personal_status": "disabled"}).content.decode()
    assert "VAC-21" not in page
    assert "Gazaltı" in page


def test_VAC_21_hidden_categories_are_not_counted(cast: Cast) -> None:
    make_vacancy(cast.manager, cast.workplace)
    make_vacancy(cast.manager, cast.workplace, personal_status="disabled")
    counts, _is_whole = counts_of(Search(SearchCriteria(), EVERYBODY, NOW))
    assert counts["personal_statuses"] == {PersonalStatus.NORMAL: 1}
    assert counts["provinces"] == {6: 1}


# ------------------------------------------------------------------------------------------ words
@pytest.mark.parametrize(
    "typed",
    ["KAYNAKÇI", "kaynakci", "kaynakçılar", "gazalti kaynakcisi", "Ankara kaynakçı", "kaynakçı iş ilanları",
     "çankayada kaynakçı", "kaynak ustası", "kaynakçı arıyorum"],
)  # fmt: skip
def test_P2_3_typed_otherwise_it_is_found(cast: Cast, typed: str) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    assert finds(vacancy, words=typed)


def test_hits_in_the_heading_come_first(cast: Cast) -> None:
    """Before newer ones that have the word in their text; across pages without a gap or a double."""
    in_title = [
        make_vacancy(
            cast.manager, cast.workplace, title=f"Tersanede kaynakçı {n}", now=NOW - timedelta(days=2)
        )
        for n in range(3)
    ]
    in_text = [
        make_vacancy(cast.manager, cast.workplace, description="Tersanede çalışacak") for _ in range(4)
    ]
    search = Search(SearchCriteria(words="tersane"), EVERYBODY, NOW)
    order = [*reversed(in_title), *reversed(in_text)]
    keys = [one.pk for one in order]
    assert search.keys(0, 10) == keys
    assert [search.keys(start, start + 2) for start in (0, 2, 4, 6)] == [
        keys[0:2],
        keys[2:4],
        keys[4:6],
        keys[6:],
    ]
    newest = Search(SearchCriteria(words="tersane", sort=Sort.DATE), EVERYBODY, NOW)
    assert newest.keys(0, 1) == [in_text[-1].pk]


@pytest.mark.parametrize(
    ("typed", "words", "criterion"),
    [
        ("yarı zamanlı kaynakçı", "kaynakçı", {"work_kinds": ("part_time",)}),
        ("yarı-zamanlı kaynakçı", "kaynakçı", {"work_kinds": ("part_time",)}),
        ("Part-time kaynakçı/tornacı", "kaynakçı tornacı", {"work_kinds": ("part_time",)}),
        ("uzaktan", "", {"work_kinds": ("remote",)}),
        ("YURTDIŞI kaynakçı", "kaynakçı", {"work_places": ("abroad",)}),
        ("kaynakçı", "kaynakçı", {}),
        ('"uzaktan" kaynakçı', "uzaktan kaynakçı", {}),
        ("00000000123", "", {"number": "00000000123"}),
    ],
)  # fmt: skip
def test_words_that_are_filters(typed: str, words: str, criterion: dict[str, Any]) -> None:
    asked = interpret(SearchCriteria(words=typed)).criteria
    assert " ".join(asked.words.split()) == words
    assert asked.with_(words="") == SearchCriteria(**criterion)
    assert interpret(SearchCriteria(words=typed, mode=Mode.KEYWORD)).criteria.words == typed


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_words_are_asked_safely(db: None, text: str) -> None:
    """Quotes, operators, NUL, any script: a parameter, never a part of the statement."""
    criteria = interpret(SearchCriteria(words=" ".join(text.replace("\0", " ").split()))).criteria
    search = Search(criteria, SIGNED_IN, NOW)
    search.keys(0, 5)
    statement, _values = search.rows.query.sql_with_params()
    for word in criteria.words.split():
        assert len(word) < 12 or word not in statement


def test_respelling_is_offered_only_when_nothing_is_found(cast: Cast, client: Client) -> None:
    """**Bunu mu demek istediniz?**"""
    make_vacancy(cast.manager, cast.workplace)
    page = client.get(reverse("open_vacancies"), {"words": "kaynkçı"}).content.decode()
    assert "Bunu mu demek istediniz?" in page
    assert "kaynakçı" in page
    parted = client.get(reverse("open_vacancies"), {"words": "ankara-kaynkçı"}).context["respelt"]
    assert [link.label for link in parted] == ["ankara kaynakçı"]
    assert "Bunu mu" not in client.get(reverse("open_vacancies"), {"words": "kaynakçı"}).content.decode()
    assert "Bunu mu" not in client.get(reverse("open_vacancies"), {"words": "qwxzqwxz"}).content.decode()


# ------------------------------------------------------------------------------------------ places
def test_a_radius_widens_by_road_and_sorts_by_distance(cast: Cast) -> None:
    near = make_vacancy(cast.manager, cast.workplace, province_id=71, district_id=district(71))  # Kırıkkale
    own = make_vacancy(cast.manager, cast.workplace, now=NOW - timedelta(days=3))
    far = make_vacancy(cast.manager, cast.workplace, province_id=65, district_id=district(65))  # Van
    around = SearchCriteria(provinces=(6,), radius_km=100)
    assert set(found(around)) == {near, own}
    assert found(around.with_(sort=Sort.DISTANCE)) == [own, near]
    everywhere = SearchCriteria(provinces=(6,), radius_km=EVERYWHERE_KM, sort=Sort.DISTANCE)
    assert found(everywhere) == [own, near, far]
    distances = [one.distance_km for one in found_on_page(Search(everywhere, EVERYBODY, NOW), 0, 3)]
    assert distances[0] == 0
    assert 0 < distances[1] <= 100 < distances[2]
    assert set(found(around.with_(words="kaynakçı"))) == {near, own}


def test_one_order_is_always_the_present_one(cast: Cast, client: Client) -> None:
    """Also when all words were taken for filters, so that there is nothing to rank by."""
    make_vacancy(cast.manager, cast.workplace, work_kind="remote")
    page = client.get(reverse("open_vacancies"), {"words": "uzaktan", "province": "6", "radius_km": "100"})
    assert [one.is_current for one in page.context["sorts"]] == [True, False]


def test_when_empty_a_wider_place_and_one_criterion_less_are_counted(cast: Cast, client: Client) -> None:
    make_vacancy(cast.manager, cast.workplace, province_id=71, district_id=district(71))
    asked = {"province": "6", "district": district(6), "words": "kaynakçı"}
    page = client.get(reverse("open_vacancies"), asked)
    texts = [(link.label, link.count_text) for link in page.context["wider"]]
    assert ("Ankara ve 100 km çevresi", "1") in texts
    assert not any("tamamı" in text for text, _count in texts)
    assert [link.count_text for link in page.context["one_less"]]
    told = [link.url for name in ("wider", "one_less") for link in page.context[name]]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("typed", ["İZMİR kaynakçı", "izmirde kaynakçı", "İzmir'de kaynakçı"])
def test_when_empty_a_province_among_the_words_is_widened_and_each_word_left_out(
    cast: Cast, client: Client, typed: str
) -> None:
    make_vacancy(cast.manager, cast.workplace, province_id=45, district_id=district(45))  # Manisa
    page = client.get(reverse("open_vacancies"), {"words": typed})
    near = page.context["wider"][0]
    assert (near.label, near.count_text) == ("İzmir ve 50 km çevresi", "1")
    assert client.get(near.url).context["result"].count_text == "1"
    left_out = {link.label: link.count_text for link in page.context["one_less"]}
    assert left_out == {typed.split()[0]: "1"}


# ------------------------------------------------------------------------------------------ facets and the cap
def test_facets_count_what_the_search_finds(cast: Cast) -> None:
    for province, kind in ((6, "full_time"), (6, "part_time"), (34, "full_time")):
        make_vacancy(
            cast.manager, cast.workplace, province_id=province, district_id=district(province), work_kind=kind
        )
    facets = {
        facet.name: facet for facet in facets_of(Search(SearchCriteria(words="kaynakçı"), EVERYBODY, NOW))
    }
    assert [(one.label, one.count_text) for one in facets["provinces"].values] == [
        ("Ankara", "2"),
        ("İstanbul", "1"),
    ]
    assert {one.value: one.count for one in facets["work_kinds"].values} == {"full_time": 2, "part_time": 1}
    assert "occupations" not in facets  # all are welders: it would divide nothing
    assert "districts" not in facets  # of two provinces
    for facet in facets.values():
        for value in facet.values:
            criteria = SearchCriteria(words="kaynakçı").toggled(facet.name, value.value)
            assert len(found(criteria)) == value.count


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode])
def test_T_VAC_01_the_seven_ways_refuse_beyond_the_cap(cast: Cast, mode: Mode, monkeypatch: Any) -> None:
    """VAC-09, P0.3: with a cap of 3 the fourth hit refuses, and the criterion that cuts most is shown."""
    _cap_of(monkeypatch, 3)
    for province in (6, 34, 35):
        make_vacancy(cast.manager, cast.workplace, province_id=province, district_id=district(province))
    criteria = SearchCriteria(mode=mode)
    assert not ResultPage(criteria, ANONYMOUS, NOW).is_refused
    assert len(ResultPage(criteria, ANONYMOUS, NOW).found) == 3
    make_vacancy(cast.manager, cast.workplace, work_kind="part_time")
    page = ResultPage(criteria, ANONYMOUS, NOW)
    assert page.is_refused
    assert page.found == []
    most = narrowing_most(page.search, ("provinces", "work_kinds", "sectors"))
    assert most is not None
    assert most.name == "provinces"
    assert sum(value.count for value in most.values) == 4


def test_P0_3_the_one_box_lists_the_first_by_relevance_and_says_so(
    cast: Cast, client: Client, monkeypatch: Any
) -> None:
    _cap_of(monkeypatch, 3)
    for number in range(5):
        make_vacancy(cast.manager, cast.workplace, title=f"Kaynakçı {number}")
    page = client.get(reverse("open_vacancies"), {"words": "kaynakçı"})
    assert "3+ açık iş ilanı" in page.content.decode()
    assert len(page.context["result"].found) == 3
    assert page.context["result"].page_count == 1


def _cap_of(monkeypatch: Any, cap: int) -> None:
    monkeypatch.setattr(ResultPage, "cap", cap)


# ------------------------------------------------------------------------------------------ the page
def test_each_way_has_its_name_and_its_fields(client: Client) -> None:
    """P2.1 to the letter."""
    names = ["İl ve İlçeye Göre", "İl ve Mesleğe Göre", "İl, Meslek ve Kişisel Duruma Göre", "Hızlı Arama",
             "Detaylı Arama", "Talep Numarasına Göre", "Anahtar Kelime ile"]  # fmt: skip
    page = client.get(reverse("open_vacancies")).content.decode()
    assert all(name in page for name in names)
    fields = {"hizli": "Kişisel Durum|İşyeri Türü|Çalışma Yeri|Çalışma Şekli|İl",
              "detayli": "Meslek|Kişisel Durum|İşyeri Türü|Çalışma Yeri|Çalışma Şekli|İş Alanı|Pozisyon|"
                         "İşyeri Unvanı|İl|İlçe"}  # fmt: skip
    for mode, labels in fields.items():
        form = client.get(reverse("open_vacancies"), {"mode": mode}).context["form"]
        assert [str(field.label) for field in form] == labels.split("|")


def test_geri_don_goes_back_with_the_criteria_kept(cast: Cast, client: Client) -> None:
    """P2.1."""
    make_vacancy(cast.manager, cast.workplace)
    result = client.get(
        reverse("open_vacancies"), {"mode": "hizli", "province": "6", "work_kind": "full_time"}
    )
    assert "Geri Dön" in result.content.decode()
    back = client.get(result.context["back_url"])
    assert back.context["is_choosing"]
    assert back.context["form"]["province"].value() == "6"
    assert back.context["form"]["work_kind"].value() == "full_time"


def test_an_occupation_by_name_becomes_its_code_in_the_address(cast: Cast, client: Client) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    asked = {"mode": "il-meslek", "occupation": welder().name, "occupation_for": "", "province": ""}
    answer = client.get(reverse("open_vacancies"), asked)
    assert answer.status_code == 302
    assert welder().code in answer.url
    assert vacancy.number in client.get(answer.url).content.decode()


def test_what_has_no_field_is_carried_along(client: Client) -> None:
    page = client.get(
        reverse("open_vacancies"), {"v": "2", "words": "x", "work_kind": "remote", "min_wage": "40000"}
    )
    assert {("v", "2"), ("work_kind", "remote"), ("min_wage", "40000")} <= set(page.context["kept"])


@pytest.mark.parametrize(
    "nonsense", ["?sayfa=99", "?sayfa=-1", "?province=999", "?number=abc", "?v=9&x=1", "?mode=none"]
)
def test_nonsense_in_the_address_is_answered(cast: Cast, client: Client, nonsense: str) -> None:
    make_vacancy(cast.manager, cast.workplace)
    assert client.get(reverse("open_vacancies") + nonsense).status_code == 200


@pytest.mark.parametrize(
    "address", ["", "?words=kaynakçı", "?mode=hizli&province=6", "?province=6&radius_km=100"]
)
def test_rows_cost_no_further_queries(cast: Cast, client: Client, address: str) -> None:
    """P0.1: signed in, with facets, whatever the number of rows."""
    sign_in(client, cast.seeker)
    client.get(reverse("open_vacancies") + address)  # the first request of a session looks up more
    counts = []
    for size in (2, 6):
        for number in range(size):
            province = (6, 34)[number % 2]
            make_vacancy(cast.manager, cast.workplace, province_id=province, district_id=district(province),
                         wage_min_amount=Decimal(40000 + number))  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("open_vacancies") + address).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
