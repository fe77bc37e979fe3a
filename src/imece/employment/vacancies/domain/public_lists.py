"""Lists of a public vacancy, and the draw with its paper (VAC-24, VAC-25, VAC-27)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, IntegerField, Max, Q, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.public import Birth
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.public_rules import (
    ALGORITHM,
    Applicant,
    Sizes,
    draw_order,
    fingerprint_of,
    list_sizes,
    why_excluded,
)
from imece.employment.vacancies.domain.public_sector import is_public
from imece.employment.vacancies.domain.queries import vacancies_in_scope
from imece.employment.vacancies.domain.residence import residents
from imece.employment.vacancies.enums import ListKind, ListPart
from imece.employment.vacancies.models import PublicList, PublicListLine, Vacancy

NOT_PUBLIC = define(
    "VAC-301",
    _("Vacancy {number} is not of a public body."),
    remedy=_("Lists and draws belong to public bodies alone; choose candidates from the list."),
    article="VAC-20",
)
STILL_TAKING = define(
    "VAC-302",
    _("Applications are taken until the end of {day}."),
    remedy=_("Make the list from the day after on."),
    article="VAC-23",
)
LIST_EXISTS = define(
    "VAC-303",
    _("The list «{kind}» has been made already."),
    remedy=_("It stands below; a list is made once, so that nobody can try again until the result pleases."),
    article="VAC-25",
)
OTHER_METHOD = define(
    "VAC-304",
    _("The vacancy was announced with the method «{method}»."),
    remedy=_("Make its list, or the one of those who have priority."),
    article="VAC-25",
)
ALREADY_DRAWN = define(
    "VAC-305",
    _("It was drawn on {day}."),
    remedy=_("A draw is made once; it can be repeated on paper with its seed."),
    article="VAC-25",
)
NO_DRAW = define(
    "VAC-306",
    _("The list «{kind}» is not drawn."),
    remedy=_("It was ordered when it was made."),
    article="VAC-25",
)
DRAW_DAY_WRONG = define(
    "VAC-307",
    _("The draw cannot have been on {day}."),
    remedy=_("Write a day from the making of the list ({made}) until today."),
    status=422,
    article="VAC-25",
)
DRAWN = (ListKind.DIRECT_DRAW, ListKind.DRAW_THEN_EXAM)
PLACES = (ListPart.PRINCIPAL, ListPart.RESERVE, ListPart.WAITING, ListPart.NOT_LISTED, ListPart.EXCLUDED)
PART_PLACE = Case(
    *(When(part=part, then=place) for place, part in enumerate(PLACES)), output_field=IntegerField()
)


def public_lists_in_scope(actor: Actor) -> QuerySet[PublicList]:
    rows = PublicList.objects.filter(vacancy__in=vacancies_in_scope(actor).order_by().values("pk"))
    return rows.select_related("vacancy__workplace__organisation").order_by("made_at", "pk")


def public_lines_in_scope(actor: Actor) -> QuerySet[PublicListLine]:
    """Principals first, then reserves, each by rank; the others by their number."""
    rows = PublicListLine.objects.filter(public_list__in=public_lists_in_scope(actor).order_by().values("pk"))
    rows = rows.select_related("public_list__vacancy", "candidate__job_seeker__person")
    return rows.annotate(part_place=PART_PLACE).order_by("part_place", "rank", "sequence")


def kinds_of(vacancy: Vacancy) -> tuple[ListKind, ...]:
    """The lists this vacancy may have: its method's, and that of priority."""
    return (ListKind(vacancy.public_method), ListKind.PRIORITY) if vacancy.public_method else ()


def check_list_can_be_made(vacancy: Vacancy, kind: ListKind, now: datetime) -> None:
    if not is_public(vacancy):
        raise NOT_PUBLIC(number=vacancy.number)
    if kind not in kinds_of(vacancy):
        raise OTHER_METHOD(method=vacancy.get_public_method_display())
    if timezone.localdate(now) <= vacancy.last_application_on:
        raise STILL_TAKING(day=format_date(vacancy.last_application_on))
    if vacancy.public_lists.filter(kind=kind).exists():
        raise LIST_EXISTS(kind=kind.label)


@verb
def make_public_list(*, vacancy: Vacancy, kind: ListKind, actor: Actor, now: datetime) -> PublicList:
    """Freeze who takes part. By points or priority it is ordered at once; a draw waits for the notary's number."""
    require(actor, "vacancies.public_lists", vacancy)
    check_list_can_be_made(vacancy, kind, now)
    candidates = list(_applicants(vacancy, kind))
    there = residents(vacancy, candidates, actor)
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("workplace").get(pk=vacancy.pk)
    check_list_can_be_made(locked, kind, now)
    parameters = Parameters(timezone.localdate(now))
    sizes = list_sizes(kind, locked.post_count, parameters.integer("public_list_factor"))
    lines = [
        _line(locked, kind, place, one, parameters, is_resident=one.pk in there)
        for place, one in enumerate(candidates, start=1)
    ]
    made = PublicList.objects.create(
        vacancy=locked,
        kind=kind,
        principal_count=sizes.principal,
        reserve_count=sizes.reserve,
        fingerprint=fingerprint_of([(line.sequence, str(line.candidate_id)) for line in _taking_part(lines)]),
        made_at=now,
        made_by=actor.name,
    )
    for line in lines:
        line.public_list = made
    if kind not in DRAWN:
        _place([line.sequence for line in _ordered(kind, lines)], lines, sizes)
    PublicListLine.objects.bulk_create(lines)
    used = [row.as_json() for row in parameters.used]
    details = {"kind": kind, "participants": len(_taking_part(lines)), "parameters": used}
    audit.record(actor, "vacancies.public_list_made", made, details=details)
    return made


def _applicants(vacancy: Vacancy, kind: ListKind) -> QuerySet[Candidate]:
    """Everybody who applied, in the order of applying; in the priority list only who holds the right.

    Only who withdrew does not take part: whom the law leaves out (VAC-24) is not the body's to decide by its list.
    """
    candidates = (
        Candidate.objects.filter(round_id=vacancy.round_id)
        .exclude(state=CandidateState.WITHDRAWN)
        .select_related("job_seeker__person", "job_seeker__priority_right")
        .annotate(points=Max("job_seeker__exam_results__score", filter=_counting_points(vacancy)))
        .order_by("created_at", "pk")
    )
    if kind == ListKind.PRIORITY:
        candidates = candidates.filter(
            job_seeker__priority_right__document_on__lte=vacancy.last_application_on,
            job_seeker__priority_right__lost_on__isnull=True,
        )
    return candidates


def _counting_points(vacancy: Vacancy) -> Q:
    """Points of the exam asked for that still count on the last application date (VAC-04)."""
    of = "job_seeker__exam_results__"
    counts = Q(**{f"{of}valid_until__isnull": True}) | Q(
        **{f"{of}valid_until__gte": vacancy.last_application_on}
    )
    wanted = Q(**{f"{of}kind": vacancy.exam_kind})
    return wanted & counts & (Q(**{f"{of}name": vacancy.exam_name}) if vacancy.exam_name else Q())


def _line(
    vacancy: Vacancy,
    kind: ListKind,
    sequence: int,
    candidate: Candidate,
    parameters: Parameters,
    *,
    is_resident: bool,
) -> PublicListLine:
    profile, points = candidate.job_seeker, getattr(candidate, "points", None)
    lowest_points = vacancy.min_exam_score or Decimal(0)
    reason = why_excluded(
        Applicant(
            Birth(profile.birth_year, profile.birth_month, profile.birth_day),
            profile.is_citizen,
            points,
            profile.has_blue_card,
            is_resident,
        ),
        on=vacancy.last_application_on,
        lowest_age=parameters.integer("public_lowest_age"),
        lowest_points=lowest_points if kind == ListKind.KPSS or vacancy.is_career_post else None,
    )
    return PublicListLine(
        candidate=candidate,
        sequence=sequence,
        part=ListPart.EXCLUDED if reason else ListPart.WAITING,
        points=points,
        document_on=profile.priority_right.document_on if kind == ListKind.PRIORITY else None,
        exclusion=reason or "",
    )


def _taking_part(lines: Iterable[PublicListLine]) -> list[PublicListLine]:
    return [line for line in lines if line.part != ListPart.EXCLUDED]


def _ordered(kind: ListKind, lines: Iterable[PublicListLine]) -> list[PublicListLine]:
    """By points, highest first, or by the document's day, earliest first; equal ones as they applied."""
    part = _taking_part(lines)
    if kind == ListKind.KPSS:
        return sorted(part, key=lambda line: (-(line.points or Decimal(0)), line.sequence))
    return sorted(part, key=lambda line: (line.document_on or date.max, line.sequence))


def _place(order: Sequence[int], lines: Iterable[PublicListLine], sizes: Sizes) -> None:
    """Write part and rank by the order of sequence numbers."""
    by_sequence = {line.sequence: line for line in lines}
    for place, sequence in enumerate(order, start=1):
        line = by_sequence[sequence]
        if place <= sizes.principal:
            line.part, line.rank = ListPart.PRINCIPAL, place
        elif place <= sizes.principal + sizes.reserve:
            line.part, line.rank = ListPart.RESERVE, place - sizes.principal
        else:
            line.part, line.rank = ListPart.NOT_LISTED, None


# ------------------------------------------------------------------------------------------ the draw
@verb
def record_draw(
    *,
    public_list: PublicList,
    seed: str,
    drawn_on: date,
    drawn_by: str,
    notary_name: str,
    notary_number: str,
    actor: Actor,
    now: datetime,
) -> PublicList:
    """The notary's number and paper; the order follows from them and can be repeated by anybody (VAC-25)."""
    require(actor, "vacancies.public_lists", public_list.vacancy)
    locked = (
        PublicList.objects.select_for_update(of=("self",)).select_related("vacancy").get(pk=public_list.pk)
    )
    _check_draw(locked, drawn_on, now)
    locked.algorithm, locked.seed, locked.drawn_on = ALGORITHM, seed.strip(), drawn_on
    locked.drawn_by, locked.notary_name, locked.notary_number = drawn_by, notary_name, notary_number
    locked.save()
    lines = list(locked.lines.all())
    _place(drawn_sequences(locked, lines), lines, Sizes(locked.principal_count, locked.reserve_count))
    PublicListLine.objects.bulk_update(lines, ["part", "rank"])
    paper = {"seed": locked.seed, "algorithm": ALGORITHM, "notary_number": notary_number}
    audit.record(actor, "vacancies.public_list_drawn", locked, details=paper)
    return locked


def _check_draw(public_list: PublicList, drawn_on: date, now: datetime) -> None:
    if public_list.kind not in DRAWN:
        raise NO_DRAW(kind=public_list.get_kind_display())
    if public_list.drawn_on is not None:
        raise ALREADY_DRAWN(day=format_date(public_list.drawn_on))
    made_on = timezone.localdate(public_list.made_at)
    if not made_on <= drawn_on <= timezone.localdate(now):
        raise DRAW_DAY_WRONG(day=format_date(drawn_on), made=format_date(made_on), field="drawn_on")


def drawn_sequences(public_list: PublicList, lines: Iterable[PublicListLine]) -> list[int]:
    sequences = [line.sequence for line in _taking_part(lines)]
    return draw_order(public_list.seed, public_list.vacancy.number, sequences)


def is_draw_repeated(public_list: PublicList, lines: Sequence[PublicListLine]) -> bool:
    """Reckoned anew from the seed: the same people in the same places, and nobody came or went since it was frozen."""
    part = sorted(_taking_part(lines), key=lambda line: line.sequence)
    if fingerprint_of([(line.sequence, str(line.candidate_id)) for line in part]) != public_list.fingerprint:
        return False
    size = public_list.principal_count
    drawn = drawn_sequences(public_list, lines)[: size + public_list.reserve_count]
    placed = {line.sequence: (line.part, line.rank) for line in part if line.rank is not None}
    expected = {
        one: (ListPart.PRINCIPAL, place) if place <= size else (ListPart.RESERVE, place - size)
        for place, one in enumerate(drawn, start=1)
    }
    return placed == expected
