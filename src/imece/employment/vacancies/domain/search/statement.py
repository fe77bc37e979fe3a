"""The questions put to the narrow table. Typed text reaches them as parameters alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.search import terms
from imece.employment.vacancies.domain.search.audience import Audience
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM, SearchCriteria, Sort, WorkPlace
from imece.employment.vacancies.models import OpenVacancy
from imece.employment.vacancies.models.open_vacancy import TitleWords
from imece.reference.enums import EducationLevel
from imece.reference.models import Occupation
from imece.reference.public import provinces_within

NEWEST = ("-published_at", "-vacancy_id")
Rows = QuerySet[OpenVacancy]


@dataclass(frozen=True)
class Search:
    """One search of one audience at one instant. Rows are found by columns, or with words all in one tsquery."""

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
        """Words and facets in one tsquery."""
        statuses = self.statuses
        asked = self.criteria.with_(personal_statuses=statuses)
        facets = terms.facet_query(asked, self.occupation_ids, self.provinces)
        return " & ".join(part for part in (self.word_query, facets) if part)

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
        rows = OpenVacancy.objects.filter(self._by_columns())
        if self.word_query:
            return rows.filter(words__matches=self.full_query)
        return rows.filter(self._by_facets())

    @cached_property
    def title_rows(self) -> Rows:
        """Those with every word in heading, occupation or place: asked from an index of these words alone."""
        rows = (
            OpenVacancy.objects.none() if self.is_barred else OpenVacancy.objects.filter(self._by_columns())
        )
        return rows.alias(title_words=TitleWords("words")).filter(title_words__matches=self.full_query)

    @cached_property
    def other_rows(self) -> Rows:
        return self.rows.alias(title_words=TitleWords("words")).exclude(title_words__matches=self.full_query)

    def count(self, limit: int) -> int:
        """Counting stops at `limit`: no search counts the whole table (P0.3)."""
        return self.rows.values("pk")[:limit].count()

    def keys(self, start: int, stop: int) -> list[int]:
        """Primary keys of one page, in the order asked for."""
        order = self.criteria.order
        if order == Sort.RELEVANCE and self.word_query:
            return self._title_first(start, stop)
        if order == Sort.DISTANCE:
            return _keys(self.rows.order_by(self._distance(), *NEWEST)[start:stop])
        return _keys(self.rows.order_by(*NEWEST)[start:stop])

    def _title_first(self, start: int, stop: int) -> list[int]:
        """Two questions instead of a rank for every hit; the second only where the first does not fill the page."""
        found = _keys(self.title_rows.order_by(*NEWEST)[start:stop])
        if len(found) == stop - start:
            return found
        title_count = start + len(found) if found else self.title_rows.values("pk")[:start].count()
        begin = max(start - title_count, 0)
        return found + _keys(self.other_rows.order_by(*NEWEST)[begin : stop - title_count])

    def _distance(self) -> Case:
        whens = [When(province_id=code, then=Value(km)) for code, km in self.distances.items()]
        return Case(*whens, default=Value(EVERYWHERE_KM), output_field=IntegerField())

    # ---- conditions
    def _by_columns(self) -> Q:
        """What no lexeme tells."""
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
            ("province_id", self.provinces),
            ("district_id", asked.districts),
            ("personal_status", self.statuses),
            ("sector", asked.sectors),
            ("work_kind", asked.work_kinds),
            ("work_area", asked.work_areas),
            ("position", asked.positions),
        ):
            condition &= _one_of(column, values)
        if len(asked.work_places) == 1:
            condition &= Q(is_abroad=asked.work_places[0] == WorkPlace.ABROAD)
        if ids := self.occupation_ids:
            condition &= Q(occupation_id__in=ids) | Q(accepted_ids__overlap=ids)
        return condition


def _one_of(column: str, values: Sequence[object]) -> Q:
    return Q(**{f"{column}__in": values}) if values else Q()


def _keys(rows: Rows) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def is_for_everybody(statuses: Sequence[str]) -> bool:
    return tuple(statuses) == (PersonalStatus.NORMAL,)
