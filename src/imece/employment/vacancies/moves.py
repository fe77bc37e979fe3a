"""§2.5, vacancy: every state and every move. What the fairness gate stops (NDR-05, NDR-06) goes by the review."""

from django.utils.translation import gettext_lazy as _

from imece.core.workflow.moves import Move, MoveTable
from imece.employment.vacancies.enums import VacancyState as S

VACANCY_MOVES = MoveTable(
    name="vacancy",
    table="vacancies_vacancy",
    states=S,
    starts=(S.DRAFT,),
    moves=(
        Move("publish", _("Publish"), (S.DRAFT,), S.OPEN, "vacancies.edit", guard="is_clear"),
        Move("submit", _("Send to review"), (S.DRAFT,), S.IN_REVIEW, "vacancies.edit", guard="needs_review"),
        Move("refer", _("Back to review"), (S.OPEN,), S.IN_REVIEW, "vacancies.edit", guard="needs_review"),
        Move("withdraw", _("Take back from review"), (S.IN_REVIEW,), S.DRAFT, "vacancies.edit"),
        Move("approve", _("Approve"), (S.IN_REVIEW,), S.OPEN, "vacancies.review", guard="may_be_approved"),
        Move(
            "return", _("Return to be changed"), (S.IN_REVIEW,), S.DRAFT, "vacancies.review",
            guard="is_not_own_request", needs_reason=True,
        ),
        Move(
            "reject", _("Reject"), (S.IN_REVIEW,), S.REJECTED, "vacancies.review",
            guard="is_not_own_request", needs_reason=True,
        ),
        Move(
            "delete", _("Delete"), (S.DRAFT, S.OPEN, S.EXPIRED), S.DELETED, "vacancies.edit",
            guard="has_no_candidates",
        ),
        Move("expire", _("Expire"), (S.OPEN,), S.EXPIRED, "vacancies.expire", guard="date_has_passed"),
        Move("extend", _("Extend"), (S.OPEN, S.EXPIRED), S.OPEN, "vacancies.edit", guard="may_be_extended"),
        Move("close", _("Close"), (S.OPEN, S.EXPIRED), S.CLOSED, "vacancies.edit", needs_reason=True),
        Move(
            "cancel", _("Cancel vacancy"), (S.OPEN,), S.CANCELLED, "vacancies.edit", guard="nobody_sent_off",
            needs_reason=True,
        ),
    ),
)  # fmt: skip
