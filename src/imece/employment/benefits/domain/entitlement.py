"""What a declaration likely gives each worker: the rules' own steps, as an indication (P6.2, beyond)."""

from datetime import date

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome
from imece.employment.benefits.domain import rules
from imece.employment.benefits.enums import DeclarationKind, Ground
from imece.employment.benefits.models import DeclaredWorker


def likely_entitlement(worker: DeclaredWorker, parameters: Parameters) -> Outcome:
    """KÇÖ: lira a month before stamp tax. İÖ, İKT: days. `declaration` must be loaded."""
    declaration = worker.declaration
    if declaration.kind == DeclarationKind.JOB_LOSS:
        return rules.check_job_loss(rules.JobLossInput(worker.premium_days), parameters)
    if declaration.kind == DeclarationKind.UNEMPLOYMENT:
        return rules.check_unemployment_benefit(
            rules.UnemploymentInput(
                premium_days=worker.premium_days,
                last_120_days_in_service=worker.service_days
                >= parameters.integer("unemployment_service_days"),
                left_without_own_fault=worker.left_without_own_fault,
                average_daily_gross=worker.average_gross_amount / 30,
            ),
            parameters,
        )
    return rules.check_short_time(_short_time(worker), parameters)


def law_of(starts_on: date) -> Parameters:
    """The numbers in force on the first day."""
    return Parameters(starts_on)


def _short_time(worker: DeclaredWorker) -> rules.ShortTimeInput:
    declaration = worker.declaration
    given = {} if worker.hours_not_worked is None else {"hours_not_worked": worker.hours_not_worked}
    return rules.ShortTimeInput(
        starts_on=worker.starts_on,
        ends_on=worker.ends_on or declaration.ends_on or worker.starts_on,
        ground=Ground(declaration.ground),
        service_days=worker.service_days,
        premium_days=worker.premium_days,
        average_gross_month=worker.average_gross_amount,
        normal_hours=rules.month_hours(declaration.normal_hours),
        **given,
    )
