"""Registering with İŞKUR whom an employer hired without it (VAC-22): until then the quota does not count the worker."""

from datetime import date

from django.db.models import QuerySet

from imece.core.parameters import Parameters
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.workforce.models import CompulsoryWorker
from imece.reference.public import Holidays, add_working_days


def register_by(hired_on: date, *, holidays: Holidays) -> date:
    """VAC-22: the last of the working days after the hire."""
    days = Parameters(hired_on).integer("compulsory_registration_days")
    return add_working_days(hired_on, days, holidays=holidays)


def workers_to_register(workplace: Workplace) -> QuerySet[CompulsoryWorker]:
    """A private employer's, hired outside İŞKUR and not registered yet; the longest waiting first."""
    rows = CompulsoryWorker.objects.filter(
        workplace=workplace, hired_through_us=False, registered_on__isnull=True, left_on__isnull=True
    ).order_by("hired_on", "pk")
    return rows.none() if workplace.sector == Sector.PUBLIC else rows
