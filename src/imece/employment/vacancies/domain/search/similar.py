"""Vacancies like one that somebody reads: the same occupation first, then its kin, nearer before farther."""

from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, Value, When

from imece.employment.vacancies.domain.search.audience import Audience
from imece.employment.vacancies.domain.search.criteria import EVERYWHERE_KM
from imece.employment.vacancies.domain.search.results import Found, vacancies_by_key
from imece.employment.vacancies.models import OpenVacancy, Vacancy
from imece.reference.public import provinces_within, related_occupations

SHOWN = 5
KIN = 10


def similar_vacancies(vacancy: Vacancy, audience: Audience, now: datetime) -> list[Found]:
    """At most `SHOWN`, never the vacancy itself; four questions, however many are open."""
    kin = related_occupations(vacancy.occupation, KIN, on=now.date()).values_list("pk", flat=True)
    own = Q(occupation_id=vacancy.occupation_id) | Q(accepted_ids__contains=[vacancy.occupation_id])
    km_of = {one.pk: one.distance_km for one in provinces_within(EVERYWHERE_KM, vacancy.province_id)}  # type: ignore[attr-defined]
    distance = Case(
        *[When(province_id=code, then=Value(km)) for code, km in km_of.items()],
        default=Value(EVERYWHERE_KM),
        output_field=IntegerField(),
    )
    rows = OpenVacancy.objects.filter(
        own | Q(occupation_id__in=list(kin)), personal_status__in=audience.statuses
    ).exclude(pk=vacancy.pk)
    is_own = Case(When(own, then=0), default=1, output_field=IntegerField())
    nearest = rows.annotate(is_kin=is_own, km=distance).order_by("is_kin", "km", F("published_at").desc())
    keys = list(nearest.values_list("pk", flat=True)[:SHOWN])
    found = vacancies_by_key(keys)
    return [Found(found[one], km_of.get(found[one].province_id)) for one in keys if one in found]
