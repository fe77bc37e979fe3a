"""The address of a search: equal criteria give equal text, an old address is still read, nonsense does no harm."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from imece.employment.vacancies.domain.search import Mode, SearchCriteria, Sort, parse, summary, to_query
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM
from imece.employment.vacancies.enums import WorkKind

EVERYTHING = SearchCriteria(
    mode=Mode.DETAILED,
    words="garson çırağı",
    number="00000000123",
    employer="Örnek Dokuma",
    occupations=("7212.80", "5131.80"),
    provinces=(6, 34),
    districts=("06-12",),
    radius_km=100,
    personal_statuses=("disabled",),
    sectors=("public",),
    work_places=("abroad",),
    work_kinds=("part_time", "remote"),
    work_areas=("tourism",),
    positions=("worker",),
    education="bachelor",
    min_wage=40000,
    days=7,
    sort=Sort.DATE,
)


def test_P2_3_the_address_holds_every_criterion() -> None:
    assert parse(to_query(EVERYTHING)) == EVERYTHING
    assert parse(QueryDict(to_query(EVERYTHING))) == EVERYTHING
    assert to_query(parse(to_query(EVERYTHING))) == to_query(EVERYTHING)
    assert "v=2" in to_query(SearchCriteria())


@pytest.mark.parametrize(
    ("old", "meant"),
    [
        ("words=garson&province=6&sira=-last", SearchCriteria(words="garson", provinces=(6,))),
        ("district=06-12", SearchCriteria(provinces=(6,), districts=("06-12",))),
        ("occupation=7212.80+Kaynak%C3%A7%C4%B1&work_kind=part_time",
         SearchCriteria(occupations=("7212.80",), work_kinds=("part_time",))),
        ("number=123", SearchCriteria(number="00000000123")),
    ],
)  # fmt: skip
def test_an_address_of_version_1_is_still_read(old: str, meant: SearchCriteria) -> None:
    assert parse(old) == meant


@pytest.mark.parametrize(
    "nonsense",
    ["province=99", "province=abc&district=1", "work_kind=; drop table", "min_wage=-1", "v=77", "radius_km=1e9",
     "number=12345678901234", "occupation=%00", "mode=sql", "sort=name", "&&&", "words=%00%20", "days=９",
     "words=%25%20'&employer=-"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(nonsense: str) -> None:
    assert parse(nonsense) == SearchCriteria()


def test_a_district_of_another_province_is_left_out() -> None:
    """The box carries the district along unseen when another province is chosen."""
    assert parse("v=2&province=42&district=06-12") == SearchCriteria(provinces=(42,))
    assert parse("v=2&province=42&province=6&district=06-12").districts == ("06-12",)


@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    criteria = parse(text)
    assert parse(to_query(criteria)) == criteria


texts = st.text(max_size=120)
some = st.lists(texts, max_size=3)


@given(
    st.dictionaries(
        st.sampled_from(sorted({"words", "employer", "province", "district", "occupation", "v", "mode"})),
        some,
    )
)
def test_reading_twice_changes_nothing(given_values: dict[str, list[str]]) -> None:
    query = QueryDict(mutable=True)
    for name, values in given_values.items():
        query.setlist(name, values)
    criteria = parse(query)
    assert parse(to_query(criteria)) == criteria


def test_a_summary_in_words(db: None) -> None:
    words = summary(EVERYTHING)
    for part in ("garson çırağı", "Ankara", "İstanbul", "Örnek Dokuma", "40.000"):
        assert part in words
    assert str(WorkKind.PART_TIME.label) in words
    assert "100" in summary(SearchCriteria(provinces=(6,), radius_km=100))
    assert "Ankara" in summary(SearchCriteria(provinces=(6,), radius_km=EVERYWHERE_KM))
    assert summary(SearchCriteria())


def test_taking_a_province_out_takes_its_districts_along() -> None:
    criteria = SearchCriteria(provinces=(6,), districts=("06-12",), radius_km=50, words="x")
    assert criteria.without("provinces") == SearchCriteria(words="x")
