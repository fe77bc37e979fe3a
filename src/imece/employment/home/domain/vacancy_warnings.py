"""What the employer's other duties say about a new vacancy: hooks of `vacancies`, filled from rooms beside it."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from imece.core.formats import format_date
from imece.employment.dismissals.public import rehire_duty_until
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.public import VacancyWarning


def warn_of_rehire_duty(workplace: Workplace, occupation: int, on: date) -> Iterator[VacancyWarning]:
    """VAC-32: the notice does not know occupations, so whoever reads it judges whether the work is the same."""
    if (until := rehire_duty_until(workplace, on)) is None:
        return
    text = _(
        "You told of a collective dismissal. Until {until}, for the same kind of work, the dismissed who qualify must "
        "be called first."
    )
    yield VacancyWarning(
        text.format(until=format_date(until)), "4857 md. 29 (VAC-32)", reverse("dismissal_list")
    )
