"""A subcontractor's workplace (alt işveren) hangs under the main one by its SGK number (ID-15)."""

from imece.core.identity_numbers import check_workplace_number, get_main_workplace_number
from imece.employment.employers.domain.errors import OTHER_PROVINCE, SGK_NUMBER_TAKEN
from imece.employment.employers.domain.seats import today
from imece.employment.employers.models import Workplace


def refuse_other_province(sgk_number: str, province: int) -> None:
    """ID-16: a warning on the card, unless headquarters has it refused. Raises EMP-122."""
    check = check_workplace_number(sgk_number, province=f"{province:02}") if sgk_number else None
    if check and "province_mismatch" in check.warnings and today().flag("sgk_other_province_is_refused"):
        raise OTHER_PROVINCE(number=sgk_number, field="sgk_number")


def refuse_taken_number(sgk_number: str, *, own: Workplace | None = None) -> None:
    """One SGK number, one workplace. Raises EMP-102."""
    others = Workplace.objects.exclude(pk=own.pk) if own else Workplace.objects.all()
    if sgk_number and others.filter(sgk_number=sgk_number).exists():
        raise SGK_NUMBER_TAKEN(number=sgk_number, field="sgk_number")


def link_contractors(workplace: Workplace) -> None:
    """Link `workplace` under its main one, earlier ones under it, and unlink what fits no more."""
    number = workplace.sgk_number
    main = get_main_workplace_number(number) if number else ""
    is_main = bool(number) and main == number
    found = None if is_main or not number else Workplace.objects.filter(sgk_number=main).first()
    Workplace.objects.filter(pk=workplace.pk).update(main_workplace=found)
    workplace.main_workplace = found
    workplace.subcontractors.exclude(sgk_number__startswith=number[:23] or "-").update(main_workplace=None)
    if is_main:
        belonging = Workplace.objects.filter(sgk_number__startswith=number[:23]).exclude(pk=workplace.pk)
        belonging.update(main_workplace=workplace)
