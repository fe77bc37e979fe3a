"""What is read: the dictionary's searches, places, days off. All of it is public."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from imece.core.formats import whole_of
from imece.core.models import AuditRecord
from imece.core.parameters import parameter_rows
from imece.core.remembering import remembered
from imece.core.turkish import fold, normalize
from imece.reference.domain.codes import branch_of, is_occupation_code
from imece.reference.domain.working_days import Holidays, public_holidays, with_special_days
from imece.reference.enums import SpecialDayKind, SpecialDayScope
from imece.reference.models import (
    UNCLASSIFIED,
    District,
    IscoGroup,
    Occupation,
    OccupationChange,
    OccupationFile,
    OccupationSynonym,
    Province,
    ProvinceDistance,
    SpecialDay,
)

SIMILAR_ENOUGH = 0.5
"""Word similarity (0–1) from which a mistyped word counts; one wrong letter in six gives about 0.6."""
LONGEST_NAME = 200
"""No name is longer: what is, is not looked for, as it would take seconds."""
LONGEST_KEY = 19
"""Digits beyond which a number is no key (bigint)."""
WORD_BEGINS = (" ", "-", "(", "/")


# ------------------------------------------------------------------------------------------ occupations
@remembered
def search_occupations(text: str, limit: int = 20, *, on: date) -> list[Occupation]:
    """Occupations valid on `on`, best first, as somebody types (P0.7).

    A name that begins so, then a word of it, then an everyday synonym, then anything that contains it; only
    if there is none, names and synonyms spelt alike. Each row bears `matched_synonym`, empty if the name
    matched. A code or its beginning finds by code.
    """
    typed = _folded(text)
    if not typed or len(typed) > LONGEST_NAME:
        return []
    valid = Occupation.objects.valid_on(on)
    if typed[0].isdigit():
        return list(_with_synonym(valid.filter(code__startswith=typed), typed).order_by("code")[:limit])
    found = list(_containing(valid, typed)[:limit])
    return found or list(_spelt_alike(valid, typed, limit))


def occupations_matching(
    *, code: str = "", name: str = "", isco: str = "", on: date | None = None
) -> QuerySet[Occupation]:
    """The dictionary's list (P14.1, OCC-05): every criterion narrows; `on` leaves out what is retired then.

    `name`: each of its words stands in the name or in a synonym, `code` and `isco` by beginning.
    """
    found = Occupation.objects.all() if on is None else Occupation.objects.valid_on(on)
    if code.strip():
        found = found.filter(code__startswith=code.strip())
    if isco:
        found = found.filter(isco_group__code__startswith=isco)
    for word in _folded(name).split():
        found = found.filter(
            Q(name_fold__contains=word) | Exists(_synonyms().filter(name_fold__contains=word))
        )
    return found.select_related("isco_group").order_by("name_key", "code")


def find_occupation(code: str) -> Occupation | None:
    """With what its page shows, in a fixed number of queries (OCC-06)."""
    rows = Occupation.objects.select_related("isco_group__parent__parent__parent", "replaced_by")
    return rows.prefetch_related("synonyms", "files", "replaces").filter(code=code).first()


def occupation_names() -> dict[int, tuple[str, str]]:
    """Key → code and name of the whole dictionary, retired ones too; one query."""
    return {key: (code, name) for key, code, name in Occupation.objects.values_list("pk", "code", "name")}


@remembered
def find_valid_occupation(text: str, *, on: date) -> Occupation | None:
    """The one meant by a code, "code name", a key of the table or a whole name, if it is valid on the day."""
    typed = _folded(text)
    if not typed:
        return None
    rows = Occupation.objects.valid_on(on)
    first = typed.split()[0]
    if is_occupation_code(first):
        return rows.filter(code=first).first()
    if typed.isascii() and typed.isdigit():
        return rows.filter(pk=int(typed)).first() if len(typed) < LONGEST_KEY else None
    named = list(rows.filter(name_fold=typed)[:2])
    return named[0] if len(named) == 1 else None


def related_occupations(occupation: Occupation, limit: int = 10, *, on: date) -> QuerySet[Occupation]:
    """Others of the same unit group first, then of the same minor group."""
    group = occupation.isco_group_id
    near = (
        Occupation.objects.valid_on(on)
        .filter(isco_group__code__startswith=group[:3])
        .exclude(pk=occupation.pk)
    )
    is_same = Case(When(isco_group=group, then=0), default=1, output_field=IntegerField())
    return near.annotate(distance=is_same).order_by("distance", "name_key")[:limit]


def changes_of(occupation: Occupation, limit: int = 100) -> list[OccupationChange]:
    """What happened to it, newest first (P14.1)."""
    return list(occupation.changes.select_related("version").order_by("-id")[:limit])


def isco_branch(code: str) -> list[IscoGroup]:
    """From the major group down to `code`, for the line of links above a page."""
    codes = branch_of(code) if code != UNCLASSIFIED else (UNCLASSIFIED,)
    return list(IscoGroup.objects.filter(code__in=codes).order_by("code"))


def isco_children(code: str = "") -> QuerySet[IscoGroup]:
    """The groups right below one, or the major groups."""
    return IscoGroup.objects.filter(parent=code or None).order_by("code")


def _containing(valid: QuerySet[Occupation], typed: str) -> QuerySet[Occupation]:
    by_synonym = Exists(_synonyms().filter(name_fold__contains=typed))
    candidates = valid.filter(Q(name_fold__contains=typed) | by_synonym | _all_words(typed))
    rank = Case(
        When(name_fold=typed, then=0),
        When(name_fold__startswith=typed, then=1),
        When(_word_begins("name_fold", typed), then=2),
        When(Exists(_synonyms().filter(name_fold=typed)), then=3),
        When(
            Exists(_synonyms().filter(Q(name_fold__startswith=typed) | _word_begins("name_fold", typed))),
            then=4,
        ),
        default=5,
        output_field=IntegerField(),
    )
    return _with_synonym(candidates, typed).annotate(rank=rank).order_by("rank", "name_key", "code")


def _spelt_alike(valid: QuerySet[Occupation], typed: str, limit: int) -> list[Occupation]:
    """By the trigram indexes: the threshold is the session's, set for this transaction only."""
    similarity = TrigramWordSimilarity(typed, "name_fold")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "select set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(SIMILAR_ENOUGH)]
            )
        synonyms = OccupationSynonym.objects.filter(name_fold__trigram_word_similar=typed)
        best = synonyms.values("occupation").annotate(best=Max(TrigramWordSimilarity(typed, "name_fold")))
        by_synonym = dict(best.values_list("occupation", "best"))
        rows = valid.filter(Q(name_fold__trigram_word_similar=typed) | Q(pk__in=by_synonym))
        found = list(rows.annotate(by_name=similarity, matched_synonym=Value("")))
    found.sort(key=lambda one: (-max(one.by_name, by_synonym.get(one.pk, 0)), one.name_key))
    return [*found[:limit]]


def _with_synonym(rows: QuerySet[Occupation], typed: str) -> QuerySet[Occupation]:
    first = _synonyms().filter(name_fold__contains=typed).order_by("name_fold").values("name")[:1]
    hidden = When(name_fold__contains=typed, then=Value(""))
    return rows.annotate(matched_synonym=Case(hidden, default=Coalesce(Subquery(first), Value(""))))


def _synonyms() -> QuerySet[OccupationSynonym]:
    return OccupationSynonym.objects.filter(occupation=OuterRef("pk"))


def _word_begins(column: str, typed: str) -> Q:
    condition = Q()
    for mark in WORD_BEGINS:
        condition |= Q(**{f"{column}__contains": mark + typed})
    return condition


def _all_words(typed: str) -> Q:
    condition = Q()
    for word in typed.split():
        condition &= Q(name_fold__contains=word)
    return condition


def _folded(text: str) -> str:
    return " ".join(fold(normalize(text)).split())


# ------------------------------------------------------------------------------------------ places
def provinces_within(km: int, province: int) -> QuerySet[Province]:
    """The province itself and those at most `km` away by road, nearest first; bears `distance_km`."""
    ways = ProvinceDistance.objects.filter(origin=province, distance_km__lte=km)
    distance = Subquery(ways.filter(destination=OuterRef("pk")).values("distance_km"))
    near = Province.objects.filter(Q(pk=province) | Q(pk__in=ways.values("destination")))
    return near.annotate(distance_km=Coalesce(distance, Value(0))).order_by("distance_km", "name_key")


def distance_between(one: int, other: int) -> int:
    """Road km between two provinces' centres; 0 within one."""
    if one == other:
        return 0
    return ProvinceDistance.objects.values_list("distance_km", flat=True).get(origin=one, destination=other)


def files_of(occupation: Occupation | None) -> QuerySet[OccupationFile]:
    """Meslek bilgi ve eğitim dosyaları (P14.1); none without an occupation."""
    return (
        OccupationFile.objects.filter(occupation=occupation) if occupation else OccupationFile.objects.none()
    )


def provinces() -> QuerySet[Province]:
    return Province.objects.order_by("name_key")


def province_with(code: Any) -> Province | None:
    """By plate number as a number or as text from a form; None for anything else."""
    plate = whole_of(str(code or ""), len("81"))
    return _province(plate) if plate is not None else None


@remembered
def _province(plate: int) -> Province | None:
    return Province.objects.filter(code=plate).first()


def province_name(code: Any) -> str:
    """For a list that knows the plate number only; empty if there is no such province."""
    province = province_with(code)
    return province.name if province else ""


def districts_of(province: int) -> QuerySet[District]:
    return District.objects.filter(province=province).order_by("name_key")


def no_districts() -> QuerySet[District]:
    """What a form lists before a province is chosen."""
    return District.objects.none()


# ------------------------------------------------------------------------------------------ days off
@remembered
def holidays_for(*, province: int | None = None, is_public_body: bool = False) -> Holidays:
    """Public holidays with the administrative leave that concerns such a party (CAL-04).

    Where the switch says that half days are no working days, they are whole ones here (CAL-01).
    """
    concerns = Q(scope=SpecialDayScope.EVERYONE)
    if is_public_body:
        concerns |= Q(scope=SpecialDayScope.PUBLIC_BODIES)
    if province is not None:
        concerns |= Q(scope=SpecialDayScope.PROVINCE, province=province)
    days: dict[Any, list[date]] = {SpecialDayKind.FULL: [], SpecialDayKind.HALF: []}
    for day, kind in SpecialDay.objects.filter(concerns).values_list("date", "kind"):
        days[kind].append(day)
    holidays = with_special_days(
        public_holidays(), full=days[SpecialDayKind.FULL], half=days[SpecialDayKind.HALF]
    )
    return with_special_days(holidays, full=_uncounted(holidays.half))


def _uncounted(half_days: Iterable[date]) -> list[date]:
    """Those on which the switch says that a half day is no working day (CAL-01)."""
    rows = parameter_rows("half_day_counts").filter(value=False).values_list("valid_from", "valid_to")
    spans = [(first, last or date.max) for first, last in rows]
    return [day for day in half_days if any(first <= day <= last for first, last in spans)]


def special_days() -> QuerySet[SpecialDay]:
    return SpecialDay.objects.select_related("province").order_by("-date", "id")


def special_day_trail(limit: int = 50) -> list[dict[str, Any]]:
    """Days entered and taken out, newest first; one that was taken out has no row but this."""
    rows = AuditRecord.objects.filter(action__startswith="reference.special_day_").order_by("-pk")[:limit]
    return [
        {
            "at": row.at,
            "actor_name": row.actor_name,
            "day": row.details.get("date", ""),
            "purpose": row.purpose,
            "is_removal": row.action.endswith("_removed"),
        }
        for row in rows
    ]
