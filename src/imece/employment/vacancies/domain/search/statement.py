"""The questions put to the narrow tables. Typed text reaches them as parameters alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from imece.core.database.prepared import fetch_prepared, fetch_statement
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search import recency, terms
from imece.employment.vacancies.domain.search.audience import Audience
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM, SearchCriteria, Sort, WorkPlace
from imece.employment.vacancies.domain.search.expected import expected_hits, least_share
from imece.employment.vacancies.models import OpenOccupation, OpenTitleWord, OpenVacancy
from imece.employment.vacancies.models.open_vacancy import PlacedWords, SearchColumns, TitleWords, Unindexed
from imece.reference.enums import EducationLevel
from imece.reference.models import Occupation
from imece.reference.public import provinces_within

NEWEST = ("-published_at", "-vacancy_id")
UNDIVIDED = 250
"""So few hits are fetched and put in order faster than asked for in tiers: each tier asked in vain costs too."""
PLACED = 10
"""In so few provinces words are asked together with their province; each is a question of its own to the index."""
LOOKED_THROUGH = 1_000
"""So many of the newest rows are looked through for a frequent word before the word index is asked."""
AMONG_NEWEST = """select newest.vacancy_id from ({newest}) newest
cross join lateral (select words from vacancies_openvacancy where vacancy_id = newest.vacancy_id offset 0) row
where row.words @@ %s::tsquery order by newest.published_at desc, newest.vacancy_id desc limit {stop}"""
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Search:
    """One search of one audience at one instant. With words, place and occupation are asked together with them."""

    criteria: SearchCriteria
    audience: Audience
    now: datetime

    # ---- what the criteria mean
    @cached_property
    def occupation_ids(self) -> tuple[int, ...]:
        codes = self.criteria.occupations
        rows = Occupation.objects.filter(code__in=codes) if codes else Occupation.objects.none()
        return tuple(rows.order_by("pk").values_list("pk", flat=True))

    @cached_property
    def distances(self) -> dict[int, int]:
        """Provinces of the search with their road km from its origin; empty unless it is widened (P2.3)."""
        criteria = self.criteria
        if not criteria.is_widened or criteria.origin is None:
            return {}
        return {one.pk: one.distance_km for one in provinces_within(criteria.radius_km, criteria.origin)}  # type: ignore[attr-defined]

    @cached_property
    def provinces(self) -> tuple[int, ...]:
        """To be looked in; empty for all. Districts stand for their province."""
        if self.criteria.is_widened:
            return () if self.criteria.radius_km >= EVERYWHERE_KM else tuple(sorted(self.distances))
        return self.criteria.provinces

    @cached_property
    def word_query(self) -> str:
        return terms.word_query(self.criteria.words, sees_names=self.audience.sees_names)

    @cached_property
    def full_query(self) -> str:
        """Words, places and occupations in one tsquery."""
        return _all_of(self.word_query, terms.facet_query(self.criteria, self.occupation_ids, self.provinces))

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """VAC-21: of the categories asked for, those he may see; empty when he may see and wants all."""
        asked = self.criteria.personal_statuses
        if asked:
            return tuple(one for one in asked if one in self.audience.statuses)
        return () if self.audience.sees_all_categories else self.audience.statuses

    @property
    def is_barred(self) -> bool:
        """Asks only for what he may not see, or for an occupation that nobody knows."""
        asked = self.criteria
        has_no_status = bool(asked.personal_statuses) and not self.statuses
        return has_no_status or (bool(asked.occupations) and not self.occupation_ids)

    # ---- rows
    @cached_property
    def rows(self) -> Rows:
        """All that fit, in no order."""
        if self.is_barred:
            return OpenVacancy.objects.none()
        if self.word_query:
            return self._worded(self._compared(OpenVacancy))
        return self._compared(OpenVacancy).filter(self._by_place(), self._by_occupation())

    @cached_property
    def narrow_rows(self) -> Rows:
        """The same, from the rows of occupations where these can tell."""
        ids = self.occupation_ids
        if self.is_barred or not ids or self.word_query or self.criteria.employer or self.criteria.number:
            return self.rows
        rows = self._compared(OpenOccupation).filter(self._by_place(), occupation_id__in=ids)
        return rows if len(ids) == 1 else rows.distinct()  # several may be one vacancy's

    def count(self, limit: int) -> int:
        """Counting stops at `limit`: no search counts the whole table (P0.3)."""
        return self.narrow_rows.values("vacancy_id")[:limit].count()

    def keys(self, start: int, stop: int) -> list[int]:
        """Primary keys of one page, in the order asked for."""
        if self.criteria.order == Sort.DISTANCE:
            return [*self.rows.order_by(self._distance(), *NEWEST).values_list("pk", flat=True)[start:stop]]
        if self.word_query and not self.is_barred:
            return self._keys_by_words(start, stop)
        rows = self.narrow_rows.order_by(*NEWEST)
        if rows.query.distinct:  # said so, the day need not be fetched with the key
            rows = rows.distinct("published_at", "vacancy_id")
        return _fetch_keys(rows, start, stop)

    # ---- words
    def _keys_by_words(self, start: int, stop: int) -> list[int]:
        """Hits in the heading before the others if that is the order: two questions instead of a rank for every hit."""
        if self.criteria.order != Sort.RELEVANCE:
            found = self._among_newest(stop)
            if len(found) == stop:
                return found[start:]
            return _in_their_order(self._by_tier(self._compared(OpenVacancy)), start, stop)
        if not self._title_word:
            return _in_their_order(self._titles_and_others(), start, stop)
        found = self._listed_in_titles(stop)
        if len(found) < stop:
            hits = _in_their_order(self._by_tier(self._compared(OpenVacancy)), 0, stop)
            listed = set(found)
            found += [key for key in hits if key not in listed]
        return found[start:stop]

    @cached_property
    def _title_word(self) -> str:
        """The word that is looked for, if it is one and nothing else is asked: then there is a list of its hits."""
        is_alone = replace(self.criteria, words="", personal_statuses=()).is_empty
        return terms.only_word(self.criteria.words) if is_alone else ""

    def _listed_in_titles(self, stop: int) -> list[int]:
        rows = OpenTitleWord.objects.filter(_one_of("personal_status", self.statuses), word=self._title_word)
        return _fetch_keys(rows.order_by(*NEWEST), 0, stop)

    def _among_newest(self, stop: int) -> list[int]:
        """The first hits of a frequent word, looked for in the newest rows; fewer than `stop` say nothing."""
        if not self._is_frequent(stop):
            return []
        rows = self._compared(OpenVacancy).filter(self._by_place()).order_by(*NEWEST)[:LOOKED_THROUGH]
        newest, values = rows.values_list("vacancy_id", "published_at").query.sql_with_params()
        statement = AMONG_NEWEST.format(newest=newest, stop=stop)
        return [key for (key,) in fetch_statement(statement, (*values, self.word_query))]

    def _is_frequent(self, stop: int) -> bool:
        """Whether the newest rows surely have the words, and lie beside each other in an index."""
        others = replace(self.criteria, words="", provinces=(), districts=(), personal_statuses=())
        is_one_walk = others.is_empty and len(self.provinces) <= 1 and len(self.criteria.districts) <= 1
        if not is_one_walk or (self.statuses and PersonalStatus.NORMAL not in self.statuses):
            return False
        are_many = (self._expected_hits or 0) > UNDIVIDED
        return are_many and least_share(self.now, self._word_groups) * LOOKED_THROUGH >= 3 * stop

    def _titles_and_others(self) -> Iterator[Rows]:
        rows = self._compared(OpenVacancy).alias(title_words=TitleWords("words"))
        for tier in self._tiers(are_hits_few=True):
            yield rows.filter(title_words__matches=_all_of(self.full_query, tier))
        yield from self._by_tier(rows.exclude(title_words__matches=self.full_query))

    def _by_tier(self, rows: Rows) -> Iterator[Rows]:
        """The newest tier first, instead of all hits of a frequent word."""
        for tier in self._tiers(are_hits_few=bool(self.provinces or self.occupation_ids)):
            yield self._worded(rows, tier)

    def _worded(self, rows: Rows, tier: str = "") -> Rows:
        """Those with the words in the places, of one tier."""
        if not 1 <= len(self.provinces) <= PLACED:
            return rows.filter(words__matches=_all_of(self.full_query, tier))
        anywhere = _all_of(self.word_query, terms.facet_query(self.criteria, self.occupation_ids, ()), tier)
        rows = rows.alias(placed=PlacedWords("words", "province_id"))
        return rows.filter(placed__matches=terms.placed(anywhere, self.provinces))

    def _tiers(self, *, are_hits_few: bool) -> tuple[str, ...]:
        expected = self._expected_hits
        is_divided = expected is None or expected > UNDIVIDED
        tiers = recency.tiers(self.now, are_hits_few=are_hits_few) if is_divided else ()
        return tiers or ("",)

    @cached_property
    def _expected_hits(self) -> float | None:
        occupations = terms.facet_groups(terms.OCCUPATION, self.occupation_ids)
        return expected_hits(
            self.now, [*self._word_groups, *occupations], terms.place_groups(self.criteria, self.provinces)
        )

    @cached_property
    def _word_groups(self) -> list[list[terms.Alternative]]:
        return terms.word_groups(self.criteria.words, sees_names=self.audience.sees_names)

    def _distance(self) -> Case:
        whens = [When(province_id=code, then=Value(km)) for code, km in self.distances.items()]
        return Case(*whens, default=Value(EVERYWHERE_KM), output_field=IntegerField())

    # ---- conditions
    def _compared(self, table: type[SearchColumns]) -> Rows:
        """All conditions but words, place and occupation."""
        return table._default_manager.filter(self._by_columns(), self._by_facets())

    def _by_columns(self) -> Q:
        asked, condition = self.criteria, Q()
        if asked.number:
            condition &= Q(vacancy__number=asked.number)
        if asked.education:
            condition &= Q(min_education_rank__lte=EducationLevel(asked.education).rank)
        if asked.min_wage:
            condition &= Q(highest_wage_amount__gte=asked.min_wage)
        if asked.days:
            condition &= Q(published_at__gte=self.now - timedelta(days=asked.days))
        if name := terms.employer_query(asked.employer):
            condition &= Q(words__matches=name)
            condition &= Q() if self.audience.sees_names else Q(is_name_published=True)
        return condition

    def _by_facets(self) -> Q:
        asked, condition = self.criteria, Q()
        for column, values in (
            ("personal_status", self.statuses),
            ("sector", asked.sectors),
            ("work_kind", asked.work_kinds),
            ("work_area", asked.work_areas),
            ("position", asked.positions),
        ):
            condition &= _one_of(column, values)
        if len(asked.work_places) == 1:
            condition &= Q(is_abroad=asked.work_places[0] == WorkPlace.ABROAD)
        return condition

    def _by_place(self) -> Q:
        return _one_of("province_id", self.provinces) & _one_of("district_id", self.criteria.districts)

    def _by_occupation(self) -> Q:
        ids = self.occupation_ids
        return Q(occupation_id__in=ids) | Q(accepted_ids__overlap=ids) if ids else Q()


def _all_of(*queries: str) -> str:
    return " & ".join(query for query in queries if query)


def _one_of(column: str, values: Sequence[object]) -> Q:
    return Q(**{f"{column}__in": values}) if values else Q()


def _fetch_keys(rows: Rows, start: int, stop: int) -> list[int]:
    return [key for (key,) in fetch_prepared(rows.values_list("vacancy_id")[start:stop])]


def _in_their_order(questions: Iterable[Rows], start: int, stop: int) -> list[int]:
    """One statement of several questions, answered in their order and only as far as the page needs."""
    first, *others = (
        rows.order_by(Unindexed("published_at").desc(), "-vacancy_id").values_list("vacancy_id")[:stop]
        for rows in questions
    )
    rows = first.union(*others, all=True)[start:stop] if others else first[start:stop]
    return [key for (key,) in fetch_prepared(rows)]


def is_for_everybody(statuses: Sequence[str]) -> bool:
    return tuple(statuses) == (PersonalStatus.NORMAL,)
