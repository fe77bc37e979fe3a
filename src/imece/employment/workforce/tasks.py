"""Thin: a clock, and one domain call."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.jobs.background import Progress, with_progress
from imece.core.jobs.queue import periodic, task
from imece.core.retention import TEN_YEARS, WORK, destroys, destroys_old
from imece.employment.workforce.domain import personnel_uploads
from imece.employment.workforce.domain.filing import remind_of_tables
from imece.employment.workforce.models import CompulsoryWorker, StaffChange


@task("workforce.judge_personnel")
@with_progress
def judge_personnel(progress: Progress, *, upload_id: int) -> None:
    personnel_uploads.judge_personnel(
        upload_id=upload_id,
        actor=progress.actor,
        now=timezone.now(),
        begin=progress.begin,
        advance=progress.advance,
    )
    progress.finish(
        message=gettext("All rows were judged."), url=reverse("personnel_upload", args=[upload_id])
    )


@destroys(
    "workforce.uploads", what=_("Personnel forms; what was taken stands in the tables"), kept=_("60 days"),
    ground=_("to correct a file and send it again"),
)  # fmt: skip
def forget_uploads(now: datetime) -> int:
    return personnel_uploads.forget_old_uploads(now=now)


@periodic("workforce.remind", cron="15 6 * * *")  # a quarter past nine in the morning in Istanbul
def remind() -> None:
    remind_of_tables(actor=system_actor("workforce.remind"), now=timezone.now())


destroys_old(
    CompulsoryWorker,
    StaffChange,
    name="workforce.files",
    what=_("Persons in monthly tables and quotas; the counts stay"),
    kept=TEN_YEARS,
    ground=WORK,
)
