"""Thin: a clock, and one domain call."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.background import Progress, with_progress
from imece.core.jobs.queue import periodic, task
from imece.core.retention import TEN_YEARS, WORK, destroys, destroys_old
from imece.employment.vacancies.domain import bulk
from imece.employment.vacancies.domain.alerts import tell_of_new_vacancies
from imece.employment.vacancies.domain.finish import expire_due_vacancies, publish_due_vacancies
from imece.employment.vacancies.domain.search_rows import rewrite_open_rows
from imece.employment.vacancies.enums import AlertFrequency
from imece.employment.vacancies.models import (
    ConflictAttempt,
    FairnessException,
    PriorityRight,
    PublicList,
    PublicListLine,
    ReviewDecision,
    ReviewRequest,
    Vacancy,
)


@periodic("vacancies.expire", cron="5 21 * * *")  # five past midnight in Istanbul
def expire() -> None:
    expire_due_vacancies(now=timezone.now())


@periodic("vacancies.publish_due", cron="10 21 * * *")  # ten past midnight in Istanbul
def publish_due() -> None:
    publish_due_vacancies(now=timezone.now())


@periodic("vacancies.rewrite_open_rows", cron="35 23 * * *")  # twenty-five to three at night in Istanbul
def rewrite_rows() -> None:
    """Names of employers and the dictionary change without the vacancies that are found by them."""
    rewrite_open_rows()


@periodic("vacancies.alert_at_once", cron="*/15 * * * *")
def alert_at_once() -> None:
    tell_of_new_vacancies(frequency=AlertFrequency.AT_ONCE, now=timezone.now())


@periodic("vacancies.alert_daily", cron="0 4 * * *")  # seven in the morning in Istanbul
def alert_daily() -> None:
    tell_of_new_vacancies(frequency=AlertFrequency.DAILY, now=timezone.now())


@periodic("vacancies.alert_weekly", cron="30 4 * * 1")  # Mondays, half past seven in Istanbul
def alert_weekly() -> None:
    tell_of_new_vacancies(frequency=AlertFrequency.WEEKLY, now=timezone.now())


@destroys(
    "vacancies.uploads", what=_("Files of vacancies; the vacancies made from them stay"), kept=_("30 days"),
    ground=_("to correct a file and send it again"),
)  # fmt: skip
def forget_uploads(now: datetime) -> int:
    return bulk.forget_old_uploads(now=now)


@task("vacancies.judge_upload")
@with_progress
def judge_upload(progress: Progress, *, upload_id: int) -> None:
    bulk.judge_upload(
        upload_id=upload_id,
        actor=progress.actor,
        now=timezone.now(),
        begin=progress.begin,
        advance=progress.advance,
    )
    progress.finish(message=gettext("All rows were judged."), url=reverse("bulk_upload", args=[upload_id]))


@task("vacancies.take_upload")
@with_progress
def take_upload(progress: Progress, *, upload_id: int, only_right: bool) -> None:
    with progress.beside() as tell:
        bulk.take_over(
            upload_id=upload_id, only_right=only_right, actor=progress.actor, now=timezone.now(), tell=tell
        )
    progress.finish(message=gettext("The vacancies were made."), url=reverse("bulk_upload", args=[upload_id]))


destroys_old(
    ConflictAttempt,
    FairnessException,
    ReviewDecision,
    ReviewRequest,
    PublicListLine,
    PublicList,
    PriorityRight,
    Vacancy,
    name="vacancies.files",
    what=_("Names and reasons in files of vacancies: who decided, public lists, contact persons"),
    kept=TEN_YEARS,
    ground=WORK,
)
