"""What other rooms know of a workplace's month: hooks of `workforce`, filled from rooms beside it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from imece.employment.dismissals.public import lines_between
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.enums import ContractKind, WorkKind
from imece.employment.vacancies.models import Vacancy
from imece.employment.workforce.enums import Direction, Row
from imece.employment.workforce.public import AnnouncedDismissal, Movement, next_month


def placements_of_month(workplace: Workplace, month: date) -> Iterator[Movement]:
    """Whoever was placed in the head office or a branch of its province and began in the month, told or confirmed."""
    here = Q(round__vacancy__workplace=workplace) | Q(round__vacancy__workplace__head_office=workplace)
    rows = Candidate.objects.filter(
        here, state__in=(CandidateState.PLACED, CandidateState.REPORTED),
        started_on__gte=month, started_on__lt=next_month(month),
    ).select_related("round__vacancy", "job_seeker__person")  # fmt: skip
    confirmed = _("Placement through vacancy {number}, confirmed by SGK")
    reported = _("Placement through vacancy {number}, told by you")
    for candidate in rows.order_by("started_on", "pk"):
        vacancy = candidate.round.vacancy
        source = confirmed if candidate.state == CandidateState.PLACED else reported
        yield Movement(
            Direction.HIRED, candidate.job_seeker.person.national_id, candidate.started_on, row_of(vacancy),
            vacancy.occupation_id, source=source.format(number=vacancy.number),
        )  # fmt: skip


def row_of(vacancy: Vacancy) -> Row:
    """The grid's row for who is placed by it: the protected group first, then hours, then the contract."""
    if vacancy.personal_status != PersonalStatus.NORMAL:
        return Row(vacancy.personal_status)
    if vacancy.work_kind == WorkKind.PART_TIME:
        return Row.PART_TIME
    return Row.FIXED_TERM if vacancy.contract_kind == ContractKind.DEFINITE else Row.INDEFINITE


def dismissals_of_month(workplace: Workplace, month: date) -> Iterator[AnnouncedDismissal]:
    """Notices whose dismissals fall into the month, of the head office and its branches of the province."""
    for line in lines_between(workplace, month, next_month(month)):
        notice = line.notice
        yield AnnouncedDismissal(
            notice.number, notice.dismissal_on, notice.last_dismissal_on, line.men, line.women,
            reverse("dismissal_detail", args=[notice.number]),
        )  # fmt: skip
