"""The unit's lists: what waits for a decision, what was decided, which exceptions were asked for."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.employment.vacancies.domain.fairness.telling import tell_topic
from imece.employment.vacancies.domain.review_queries import decisions_in_scope, open_reviews
from imece.employment.vacancies.models import ReviewDecision, ReviewRequest
from imece.employment.vacancies.reports.fairness import EXCEPTION_COLUMNS, ExceptionCriteria, exception_rows
from imece.employment.vacancies.web.staff.forms import DecisionCriteria


def review_url(row: ReviewRequest) -> str:
    return reverse("vacancy_review", args=[row.vacancy.number])


def _topics(row: ReviewRequest) -> str:
    return ", ".join(str(tell_topic(topic)) for topic in row.topics) or str(_("Every vacancy is approved"))


def _clock(row: ReviewRequest) -> str:
    return str(_("Overdue") if row.due_on < timezone.localdate() else _("In time"))


REVIEWS = ListPage(
    name="reviews",
    title=_("Vacancies to review"),
    columns=(
        Column(name="due_on", label=_("To be decided by"), kind=Kind.DATE, order_by=("due_on",)),
        Column(name="clock", label=_("Clock"), accessor=_clock),
        Column(name="number", label=_("Vacancy number"), accessor="vacancy.number", link=review_url),
        Column(name="title", label=_("Heading"), accessor="vacancy.title"),
        Column(name="employer", label=_("Employer"), accessor="vacancy.workplace.organisation.name"),
        Column(
            name="place",
            label=_("Place"),
            accessor=lambda row: f"{row.vacancy.district} / {row.vacancy.province}",
        ),
        Column(name="topics", label=_("Found"), accessor=_topics),
        Column(name="asked_at", label=_("Sent to review"), kind=Kind.INSTANT, order_by=("asked_at",)),
    ),
    rows=lambda actor, criteria: open_reviews(actor),
    order=("due_on", "id"),
    actions=(RowAction(name="review", label=_("Review"), url=review_url, is_main=True),),
    page_actions=(
        PageAction(label=_("Decisions"), url=lambda: reverse("review_decisions"), is_main=False),
        PageAction(label=_("Exceptions"), url=lambda: reverse("fairness_exceptions"), is_main=False),
    ),
    row_label=lambda row: str(row.vacancy),
    empty=Empty(
        text=_("No vacancy waits for a decision."),
        hint=_("Vacancies come here by themselves when a text or a criterion must be looked at."),
    ),
)


def decision_url(row: ReviewDecision) -> str:
    return reverse("review_decision", args=[row.pk])


def _decided(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[ReviewDecision]:
    rows = decisions_in_scope(actor)
    if number := criteria.get("number"):
        rows = rows.filter(request__vacancy__number=number.strip().zfill(11))
    return rows.filter(outcome=criteria["outcome"]) if criteria.get("outcome") else rows


DECISIONS = ListPage(
    name="decisions",
    title=_("Decisions on vacancies"),
    columns=(
        Column(name="id", label=_("Decision no"), accessor=lambda row: str(row.pk), link=decision_url),
        Column(name="decided_at", label=_("Decided on"), kind=Kind.INSTANT, order_by=("decided_at",)),
        Column(name="number", label=_("Vacancy number"), accessor="request.vacancy.number"),
        Column(name="title", label=_("Heading"), accessor="request.vacancy.title"),
        Column(name="outcome", label=_("Decision"), accessor="get_outcome_display", order_by=("outcome",)),
        Column(name="article", label=_("Article")),
        Column(name="decided_by", label=_("Decided by"), accessor="decided_by_name"),
    ),
    rows=_decided,
    criteria_form=DecisionCriteria,
    order=("-decided_at", "-id"),
    actions=(RowAction(name="see", label=_("See the decision"), url=decision_url, is_main=True),),
    row_label=str,
    empty=Empty(
        text=_("Nothing was decided yet."), hint=_("Each decision is kept with the text it was about.")
    ),
)


EXCEPTIONS = ListPage(
    name="exceptions",
    title=_("Exceptions to equal treatment"),
    columns=EXCEPTION_COLUMNS,
    rows=exception_rows,
    criteria_form=ExceptionCriteria,
    order=("-asked_at", "-id"),
    page_actions=(PageAction(label=_("Make a report"), url=lambda: reverse("exception_report")),),
    row_label=str,
    empty=Empty(
        text=_("No exception was asked for."),
        hint=_("Who asked, why, and who approved stands here for each."),
    ),
)
