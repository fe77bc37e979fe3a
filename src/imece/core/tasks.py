"""The core's own jobs: long reports, and the end of their files."""

from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.api.idempotency import forget_old_answers
from imece.core.api.limits import forget_old_counts
from imece.core.jobs.queue import periodic, task
from imece.core.reports.make import MAKE_REPORT, delete_expired_reports, make_waiting_report
from imece.core.submissions import forget_old_submissions


@task(MAKE_REPORT)
def make_report(run_id: int) -> None:
    make_waiting_report(run_id=run_id)


@periodic("core.delete_expired_reports", cron="17 1 * * *")
def delete_expired() -> None:
    delete_expired_reports(now=timezone.now())


@periodic("core.forget_old_submissions", cron="37 1 * * *")
def forget_submissions() -> None:
    forget_old_submissions(now=timezone.now())


@periodic("core.delete_expired_drafts", cron="27 1 * * *")
def delete_expired_drafts() -> None:
    """Nightly, in portions: a draft that nobody saved for `draft_expiry_days` goes with its files (P0.4)."""
    from imece.core.wizards.drafts import delete_expired_drafts as delete_portion

    while delete_portion(actor=system_actor("core.delete_expired_drafts"), now=timezone.now()):
        pass


@periodic("core.forget_old_calls", cron="47 1 * * *")
def forget_calls() -> None:
    """Stored answers to programs after a week, the counts of calls after some minutes."""
    forget_old_answers(now=timezone.now())
    forget_old_counts(now=timezone.now())
