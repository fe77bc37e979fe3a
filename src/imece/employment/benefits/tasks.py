"""Thin: a clock, and one domain call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import TEN_YEARS, WORK, destroys_old
from imece.employment.benefits.domain.declarations import end_due_declarations
from imece.employment.benefits.models import DeclarationPaper, DeclaredWorker, ReviewFinding


@periodic("benefits.end_due", cron="20 21 * * *")  # twenty past midnight in Istanbul
def end_due() -> None:
    end_due_declarations(now=timezone.now(), today=timezone.localdate())


destroys_old(
    DeclaredWorker,
    DeclarationPaper,
    ReviewFinding,
    name="benefits.files",
    what=_("Workers of declarations, with their papers and findings"),
    kept=TEN_YEARS,
    ground=WORK,
)
