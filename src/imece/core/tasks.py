"""The core's own jobs: long reports, and the nightly destruction of what is due (KVK-06)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.api.idempotency import forget_old_answers
from imece.core.api.limits import forget_old_counts
from imece.core.jobs.queue import periodic, task
from imece.core.models import (
    AuditRecord,
    DocumentRevocation,
    IssuedDocument,
    ParameterChange,
    ReportRun,
    Transition,
)
from imece.core.reports.make import MAKE_REPORT, delete_expired_reports, make_waiting_report
from imece.core.retention import WORK, carry_out_plan, destroys, destroys_old
from imece.core.submissions import forget_old_submissions


@task(MAKE_REPORT)
def make_report(run_id: int) -> None:
    make_waiting_report(run_id=run_id)


@periodic("core.destroy_by_plan", cron="17 1 * * *")  # seventeen past four at night in Istanbul
def destroy_by_plan() -> None:
    carry_out_plan(actor=system_actor("core.destroy_by_plan"), now=timezone.now())


# ------------------------------------------------------------------------------------------ lines of the plan
@destroys(
    "core.report_files", what=_("Files of reports"), kept=_("7 days"),
    ground=_("to download them; who made which report stays on record"),
)  # fmt: skip
def delete_expired(now: datetime) -> int:
    return delete_expired_reports(now=now)


@destroys(
    "core.drafts", what=_("What was typed into a form and not saved, with its files"),
    kept=_("until the day shown with the draft"), ground=_("to go on where one stopped"),
)  # fmt: skip
def delete_expired_drafts(now: datetime) -> int:
    """In portions: a draft that nobody saved for `draft_expiry_days` goes with its files (P0.4)."""
    from imece.core.wizards.drafts import delete_expired_drafts as delete_portion

    gone = 0
    while portion := delete_portion(actor=system_actor("core.destroy_by_plan"), now=now):
        gone += portion
    return gone


@destroys(
    "core.submissions", what=_("Marks of forms that were sent"), kept=_("30 days"),
    ground=_("a form that is sent twice counts once"),
)  # fmt: skip
def forget_submissions(now: datetime) -> int:
    return forget_old_submissions(now=now)


@destroys(
    "core.calls", what=_("Answers to programs, and counts of their calls"), kept=_("7 days"),
    ground=_("a call that is repeated gets the same answer"),
)  # fmt: skip
def forget_calls(now: datetime) -> int:
    return forget_old_answers(now=now) + forget_old_counts(now=now)


destroys_old(
    AuditRecord,
    what=_("Trail of who did what"),
    kept=_("10 years"),
    ground=WORK,
)
destroys_old(
    ReportRun,
    what=_("Who made which report"),
    kept=_("5 years"),
    ground=_("as records of the system"),
)
destroys_old(
    Transition,
    IssuedDocument,
    DocumentRevocation,
    ParameterChange,
    name="core.authors",
    what=_("Who moved a matter, issued a document, changed a legal number, and why; that it happened stays"),
    kept=_("10 years"),
    ground=WORK,
)
