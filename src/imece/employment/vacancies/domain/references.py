"""The employer's own numbers: a vacancy sent twice is recognised, and the attempt is on a list (P3.10)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.scope import key
from imece.core.transactions import acting
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.enums import IncomingWay, VacancyState
from imece.employment.vacancies.models import ConflictAttempt, Vacancy, VacancyReference

KNOWN_ALREADY = define(
    "VAC-185",
    _("A vacancy with your own number «{reference}» is here already: {number}."),
    remedy=_("Change that vacancy, or give the new one another number."),
    status=409,
    article="P3.10",
)


def vacancy_with_reference(workplace: Workplace, reference: str) -> Vacancy | None:
    """A deleted vacancy leaves its number free."""
    held = VacancyReference.objects.filter(workplace=workplace, reference=reference)
    row = held.select_related("vacancy").exclude(vacancy__state=VacancyState.DELETED).first()
    return row.vacancy if row else None


def taken_references(workplace: Workplace, references: Iterable[str]) -> dict[str, str]:
    """Own number → vacancy number, of those that are taken: for the rows of a file in one question."""
    held = VacancyReference.objects.filter(workplace=workplace, reference__in=list(references))
    rows = held.exclude(vacancy__state=VacancyState.DELETED).values_list("reference", "vacancy__number")
    return dict(rows)


def check_reference(workplace: Workplace, reference: str) -> None:
    """Raises VAC-185 for a number that is taken."""
    if reference and (held := vacancy_with_reference(workplace, reference)):
        raise KNOWN_ALREADY(reference=reference, number=held.number, field="reference")


def keep_reference(vacancy: Vacancy, reference: str) -> None:
    """Inside the transaction that makes the vacancy; two at once meet at the constraint."""
    if reference:
        VacancyReference.objects.update_or_create(
            workplace=vacancy.workplace, reference=reference, defaults={"vacancy": vacancy}
        )


def record_conflict(
    *, workplace: Workplace, reference: str, way: IncomingWay, actor: Actor, now: datetime
) -> None:
    """After the refused work was taken back, or it would go with it."""
    held = vacancy_with_reference(workplace, reference)
    if held is None:
        return
    with acting(actor):
        ConflictAttempt.objects.create(
            workplace=workplace, vacancy=held, reference=reference, way=way, sender=actor.name, at=now
        )


def conflicts_in_scope(actor: Actor) -> QuerySet[ConflictAttempt]:
    rows = ConflictAttempt.objects.select_related("vacancy")
    return rows.filter(workplace__organisation_id=key(actor.organisation_id))
