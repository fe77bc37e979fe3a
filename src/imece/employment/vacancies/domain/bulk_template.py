"""The table of vacancies that is uploaded (P3.10): its columns, what they take, and the file to fill in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from imece.core.uploads.limits import UploadLimits
from imece.core.uploads.parsing import (
    as_text,
    parse_choice,
    parse_date,
    parse_decimal,
    parse_integer,
    parse_yes_no,
)
from imece.core.uploads.template import CodeList, UploadColumn, UploadTemplate
from imece.employment.jobseekers.enums import DisabilityGroup, PersonalStatus, Sex
from imece.employment.vacancies.domain.asked_exceptions import cells_of
from imece.employment.vacancies.domain.fairness.content import GATED_FIELDS
from imece.employment.vacancies.domain.fairness.gate import kinds_for
from imece.employment.vacancies.domain.shape import label_of
from imece.employment.vacancies.enums import (
    ContractKind,
    ExceptionKind,
    MilitaryDemand,
    WageBasis,
    WorkKind,
)
from imece.employment.vacancies.models import FairnessException, Vacancy
from imece.reference.enums import EducationLevel
from imece.reference.models import District, Occupation
from imece.reference.public import provinces

LIMITS = UploadLimits(max_bytes=5 * 1024 * 1024, max_rows=5_000)
VERSION = "1"
REASONS = "reasons"
NO_VALUES = ("version", REASONS)


def parse_occupation_code(cell: Any) -> str:
    """7212.10 that Excel took for a number has lost its last digit, and has a comma in Turkish."""
    group, _, rest = as_text(cell).replace(",", ".").partition(".")
    return f"{group}.{rest.ljust(2, '0')}" if rest.isdecimal() else as_text(cell)


def parse_district_code(cell: Any) -> str:
    """`06-07`, also where Excel took it for the sixth of July."""
    if isinstance(cell, date):
        return f"{cell.day:02d}-{cell.month:02d}"
    province, _, place = as_text(cell).partition("-")
    return f"{province.zfill(2)}-{place.zfill(2)}"


def _choices(choices: type[TextChoices], only: Iterable[str] = ()) -> Any:
    """The value itself, or its name in either language; `only` some of them, where not all are possible."""
    values = list(only) or list(choices.values)
    taken: dict[str, str] = {}
    for language in ("tr", "en"):
        with translation.override(language):
            taken |= {str(choices(value).label): value for value in values}
    shown = ", ".join(label for label in list(taken)[: len(values)])
    return parse_choice({value: value for value in values} | taken, shown=shown)


def _several(choices: type[TextChoices]) -> Callable[[Any], list[Any]]:
    """Several of a list in one cell, divided by commas."""
    parse = _choices(choices)
    return lambda cell: [parse(part) for part in as_text(cell).split(",") if part.strip()]


def _gated_columns() -> Iterator[UploadColumn]:
    """NDR-05: each criterion that the law keeps off by default, then its exception and the reason."""
    listed: dict[str, type[TextChoices]] = {"sex": Sex, "military": MilitaryDemand}
    for ground, names in GATED_FIELDS.items():
        for name in names:
            parse = _choices(listed[name]) if name in listed else _parser_of(name)
            yield _column(name, parse, note=OFF_BY_DEFAULT)
        kind, reason = cells_of(ground)
        kinds = _choices(ExceptionKind, kinds_for(ground))
        yield _column(kind, kinds, label=format_lazy("{}: {}", ground.label, _("exception")))
        yield _column(
            reason, as_text, label=format_lazy("{}: {}", ground.label, _("reason")), note=REASON_NOTE
        )


def _parser_of(name: str) -> Any:
    field = Vacancy._meta.get_field(name)
    return parse_integer if isinstance(field, models.IntegerField) else as_text


OFF_BY_DEFAULT = _(
    "Usually empty; else write the exception and the reason beside it. The unit looks at it first."
)
REASON_NOTE = _("Why the work itself needs it, in a sentence or two.")


def _column(
    name: str, parse: Any, example: str = "", *, required: bool = False, note: Any = "", label: Any = None
) -> UploadColumn:
    label = label or LABELS.get(name) or _verbose_name(name)
    return UploadColumn(name=name, label=label, parse=parse, example=example, required=required, note=note)


LABELS: Mapping[str, Any] = {
    "reference": _("Your own number"),
    "occupation": _("Occupation code"),
    "province": _("Province code"),
    "district": _("District code"),
    "version": _("Version of the template: 1"),
    REASONS: _("What is wrong"),
}


def _verbose_name(name: str) -> Any:
    """Not yet in any language: headers of both are known when a file is read."""
    return Vacancy._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def columns() -> list[UploadColumn]:
    return [
        _column("reference", as_text, note=_("A vacancy sent twice is recognised by it. The example is left out.")),
        _column("occupation", parse_occupation_code, "7212.80", required=True),
        _column("title", as_text, "Gazaltı kaynakçısı", required=True),
        _column("description", as_text, "Çelik konstrüksiyon kaynağı yapılacaktır.", required=True),
        _column("post_count", parse_integer, "2", required=True),
        _column("province", parse_integer, "6", required=True),
        _column("district", parse_district_code, "06-07", required=True),
        _column("work_address", as_text, "Deneme Mah. Örnek Sok. 1"),
        _column("wage_min_amount", parse_decimal, "45.000,00", required=True),
        _column("wage_max_amount", parse_decimal),
        _column("wage_basis", _choices(WageBasis)),
        _column("weekly_hours", parse_integer, "45"),
        _column("work_kind", _choices(WorkKind)),
        _column("contract_kind", _choices(ContractKind)),
        _column("contract_months", parse_integer),
        _column("is_light_work", parse_yes_no),
        _column("personal_status", _choices(PersonalStatus)),
        _column("disability_groups", _several(DisabilityGroup), note=_("Several are divided by commas.")),
        _column("min_disability_rate", parse_integer),
        _column("max_disability_rate", parse_integer),
        _column("min_education", _choices(EducationLevel)),
        _column("min_experience_months", parse_integer, "12"),
        _column("last_application_on", parse_date, "15.12.2026", note=_("Empty for a public body.")),
        _column("interview_place", as_text, "Deneme Mah. Örnek Sok. 1"),
        _column("is_name_published", parse_yes_no, "E"),
        *_gated_columns(),
        _column("version", as_text, VERSION, note=_("An old template is recognised by it.")),
        _column(REASONS, as_text, note=_("Filled in the list of wrong rows; what stands here is not read.")),
    ]  # fmt: skip


@cache
def _template(language: str) -> UploadTemplate:
    with translation.override(language):
        return UploadTemplate(
            name="vacancies",
            title=_("Labour requests"),
            columns=columns(),
            example_mark=_("example"),
            code_lists=code_lists,
            limits=LIMITS,
        )


def vacancy_template() -> UploadTemplate:
    """In the language of the moment; the headers of both languages are known."""
    return _template(translation.get_language() or "tr")


def code_lists() -> Iterator[CodeList]:
    yield CodeList(_("Province codes"), [(str(one.pk), one.name) for one in provinces()])
    districts = District.objects.select_related("province").order_by("pk")
    yield CodeList(_("District codes"), [(one.pk, f"{one.name} ({one.province.name})") for one in districts])
    for title, choices in (
        (label_of("work_kind"), WorkKind),
        (label_of("contract_kind"), ContractKind),
        (label_of("wage_basis"), WageBasis),
        (label_of("personal_status"), PersonalStatus),
        (label_of("disability_groups"), DisabilityGroup),
        (label_of("min_education"), EducationLevel),
        (label_of("sex"), Sex),
        (label_of("military"), MilitaryDemand),
        (FairnessException._meta.get_field("kind").verbose_name, ExceptionKind),
    ):
        yield CodeList(title, list(choices.choices))
    valid = Occupation.objects.valid_on(timezone.localdate()).order_by("code")
    yield CodeList(_("Occupation codes"), list(valid.values_list("code", "name")))
