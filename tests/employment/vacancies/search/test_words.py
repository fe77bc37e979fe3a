"""ADR 0016: whatever way a search with words takes, it finds what the plain statement finds, in the same order."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import Case, Value, When

from imece.core import turkish
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.finish import cancel_vacancy
from imece.employment.vacancies.domain.search import SearchCriteria, Sort, expected, recency, statement
from imece.employment.vacancies.domain.search.audience import EVERYBODY, Audience
from imece.employment.vacancies.domain.search.statement import NEWEST, Search
from imece.employment.vacancies.domain.search_rows import write_open_row
from imece.employment.vacancies.models import OpenTitleWord, OpenVacancy, Vacancy
from imece.employment.vacancies.models.open_vacancy import TitleWords
from imece.reference.models import District, Occupation
from tests.cast import Cast, actor_of
from tests.employment.main_job import NOW, make_vacancy

pytestmark = pytest.mark.django_db
STAFF = Audience(tuple(PersonalStatus.values), sees_names=True)
WORDS = ("tersane", "kaynakçı", "garson", "servis elemanı", "Ankara", "torna")
COUNT = 36


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    recency._lengths.cache_clear()
    expected._frequencies.cache_clear()
    with time_machine.travel(NOW, tick=False):
        yield
    recency._lengths.cache_clear()
    expected._frequencies.cache_clear()


def draw_market(cast: Cast, dice: random.Random) -> None:
    """Words in the heading, in the text, in both; several vacancies of one minute; two provinces and occupations."""
    districts = [*District.objects.filter(pk__in=("06-01", "06-02", "34-01"))]
    turner = Occupation.objects.order_by("code")[3]
    for number in range(COUNT):
        at = NOW - timedelta(hours=dice.choice((0, 1, 9, 40, 40, 200, 700)))
        district = dice.choice(districts)
        more: dict[str, Any] = {
            "title": " ".join(dice.sample(WORDS, dice.choice((0, 1, 2)))) or "Eleman",
            "description": " ".join(dice.sample(WORDS, dice.choice((0, 1, 3)))) or "İş",
            "province_id": district.province_id, "district_id": district.pk, "now": at,
            "last_application_on": (at + timedelta(days=50)).date(),
        }  # fmt: skip
        if number % 5 == 0:
            more["occupation_id"] = turner.pk
        make_vacancy(cast.manager, cast.workplace, **more)
    with acting(system_actor("test")):
        for vacancy in Vacancy.objects.order_by("pk")[:6]:
            Vacancy.objects.filter(pk=vacancy.pk).update(personal_status=PersonalStatus.DISABLED)
            vacancy.refresh_from_db()
            write_open_row(vacancy)


def searches() -> Iterator[Search]:
    code = Occupation.objects.order_by("code").values_list("code", flat=True)[3]
    narrower: tuple[dict[str, Any], ...] = (
        {}, {"provinces": (6,)}, {"provinces": (6, 34)}, {"provinces": tuple(range(1, 40))},
        {"provinces": (6,), "districts": ("06-01",)}, {"provinces": (6,), "occupations": (code,)},
        {"occupations": (code,)}, {"work_kinds": ("full_time",)}, {"days": 2},
        {"personal_statuses": ("disabled",)}, {"personal_statuses": ("normal", "disabled")},
    )  # fmt: skip
    asked = product(
        (*WORDS, "tersane kaynakçı", "garson torna", "hiçbiri"), narrower, (Sort.DATE, Sort.RELEVANCE)
    )
    for number, (words, more, sort) in enumerate(asked):
        audience = STAFF if number % 5 in (0, 1) else EVERYBODY
        yield Search(SearchCriteria(words=words, sort=sort, **more), audience, NOW)


def plainly(search: Search) -> list[int]:
    """All hits in one statement, of the words as they stand; a rank for each."""
    if search.is_barred:
        return []
    in_title = Case(When(title_words__matches=search.full_query, then=Value(0)), default=Value(1))
    order = (in_title, *NEWEST) if search.criteria.order == Sort.RELEVANCE else NEWEST
    rows = search._compared(OpenVacancy).filter(words__matches=search.full_query)
    rows = rows.alias(title_words=TitleWords("words"))
    return [*rows.order_by(*order).values_list("pk", flat=True)]


@pytest.mark.parametrize(
    ("tiers", "guess", "share", "looked_through"),
    [
        ((), None, 0, 0),
        ((1, 5), 0.0, 1, 1_000),
        ((1, 5), 1e9, 0, 0),
        ((1, 5), 1e9, 1, 1_000),
        ((1, 5), 1e9, 100, 7),
    ],
)
def test_P2_3_every_way_gives_the_plain_answer(
    cast: Cast,
    monkeypatch: Any,
    tiers: tuple[int, ...],
    guess: float | None,
    share: float,
    looked_through: int,
) -> None:
    monkeypatch.setattr(recency, "TIERS", tiers)
    monkeypatch.setattr(statement, "expected_hits", lambda *_asked: guess)
    monkeypatch.setattr(statement, "least_share", lambda *_asked: share)
    monkeypatch.setattr(statement, "LOOKED_THROUGH", looked_through)
    draw_market(cast, random.Random(str(tiers)))
    found = 0
    for search in searches():
        plain = plainly(search)
        found += len(plain)
        for start, stop in ((0, 1), (3, 7), (0, 15), (15, 100)):
            assert search.keys(start, stop) == plain[start:stop], (search.criteria, start, stop)
        assert search.count(100) == len(plain)
    assert found > 10 * COUNT


def test_a_frequent_word_is_looked_for_among_the_newest(cast: Cast, monkeypatch: Any) -> None:
    """The word index is not asked; where the newest rows do not fill the page, it is."""
    monkeypatch.setattr(statement, "expected_hits", lambda *_asked: 1e9)
    monkeypatch.setattr(statement, "least_share", lambda *_asked: 1)
    draw_market(cast, random.Random(3))
    one = Search(SearchCriteria(words="torna", sort=Sort.DATE, provinces=(6,)), EVERYBODY, NOW)
    for stop, statements in ((2, 1), (100, 2)):
        asked: list[str] = []
        with connection.execute_wrapper(noting(asked)):
            one.keys(0, stop)
        assert ["newest.published_at" in sql for sql in asked if "@@" in sql] == [True, False][:statements]


def noting(asked: list[str]) -> Callable[..., Any]:
    def wrapper(execute: Any, sql: str, *given: Any) -> Any:
        asked.append(sql)
        return execute(sql, *given)

    return wrapper


def test_the_list_of_a_word_follows_the_vacancy(cast: Cast) -> None:
    vacancy = make_vacancy(cast.manager, cast.workplace, title="Tersanede torna")
    assert {stem("tersane"), stem("torna")} <= words_of(vacancy)
    assert words_of(vacancy) == in_title_of(vacancy)
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(title="Gemide torna")
        vacancy.refresh_from_db()
        write_open_row(vacancy)
    assert stem("tersane") not in words_of(vacancy)
    assert words_of(vacancy) == in_title_of(vacancy)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    cancel_vacancy(vacancy=vacancy, reason="x", actor=actor, now=NOW)
    assert words_of(vacancy) == set()


def test_a_row_that_is_as_it_was_is_not_written_again(cast: Cast) -> None:
    """The nightly rewriting touches what changed alone."""
    vacancy = make_vacancy(cast.manager, cast.workplace, title="Tersanede torna")
    vacancy.refresh_from_db()
    before = version_of(vacancy)
    write_open_row(vacancy)
    assert version_of(vacancy) == before
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(title="Gemide torna")
        vacancy.refresh_from_db()
    write_open_row(vacancy)
    assert version_of(vacancy) != before


def version_of(vacancy: Vacancy) -> tuple[str, str]:
    """The transaction and the place of the row's last writing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select xmin::text, ctid::text from vacancies_openvacancy where vacancy_id = %s", [vacancy.pk]
        )
        found: tuple[str, str] = cursor.fetchone()
    return found


def stem(word: str) -> str:
    return turkish.stem(word)


def words_of(vacancy: Vacancy) -> set[str]:
    return set(OpenTitleWord.objects.filter(vacancy_id=vacancy.pk).values_list("word", flat=True))


def in_title_of(vacancy: Vacancy) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select tsvector_to_array(ts_filter(words, '{a}')) from vacancies_openvacancy where vacancy_id = %s",
            [vacancy.pk],
        )
        return {word for word in cursor.fetchone()[0] if not word.startswith("_")}


def test_hits_are_guessed_from_the_statistics(cast: Cast) -> None:
    """Nothing is known before the table was looked at; then a frequent word counts more than a rare one."""
    for number in range(12):
        make_vacancy(cast.manager, cast.workplace, description="Torna" if number % 4 else "Torna tersane")
    assert expected.expected_hits(NOW, [[(stem("torna"),)]], []) is None
    expected._frequencies.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "create temp table vacancies_openvacancy on commit drop as table vacancies_openvacancy"
        )
        cursor.execute("analyze vacancies_openvacancy")  # a table that is ours to look at
    places = [[("_p6",)]]
    everywhere = expected.expected_hits(NOW, [[(stem("torna"),)]], places)
    assert everywhere == pytest.approx(12)
    rare = expected.expected_hits(NOW, [[(stem("torna"),)], [(stem("tersane"),)]], places)
    assert rare == pytest.approx(3)
    assert expected.expected_hits(NOW, [[("hiçbiri",)]], places) <= rare  # type: ignore[operator]
    assert expected.least_share(NOW, [[(stem("torna"),)], [(stem("tersane"),)]]) == pytest.approx(0.25)
    assert expected.least_share(NOW, [[("hiçbiri",)]]) == 0
