"""Compulsory employment (zorunlu istihdam, 4857 md. 30): how many are owed, employed, missing, and what it costs.

Every number is an integer or a Decimal; every percentage, threshold and fine is a dated parameter, so a month of 2007
is answered by the law of 2007 (QUO-20).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Step
from imece.employment.workforce.enums import Group

MERGED_FROM: Final = date(
    2008, 5, 26
)  # Law 5763: TMY counts in the ex-convict group of the public sector (QUO-20)


@dataclass(frozen=True)
class Headcount:
    """One employer in one province at a month's end, all workplaces together (QUO-03).

    `full_time` is R1 + R2. The hours are those of all part-timers in the month. The last three are left out of the
    base (QUO-07, QUO-08, and other exemptions with their reason on record).
    """

    is_public: bool
    full_time: int
    part_time_hours: int = 0
    underground: int = 0
    private_security: int = 0
    otherwise_exempt: int = 0
    is_agriculture: bool = False
    employed: Mapping[Group, int] | None = None
    disabled_part_time_hours: int = 0  # QUO-15: they count by the same conversion
    premium_days: int = 0  # of part-timers; only asked by that method


@dataclass(frozen=True)
class GroupResult:
    group: Group
    percentage: Decimal
    required: int
    employed: int

    @property
    def missing(self) -> int:
        return max(0, self.required - self.employed)

    @property
    def surplus(self) -> int:
        return max(0, self.employed - self.required)


@dataclass(frozen=True)
class QuotaResult:
    base: int
    threshold: int
    is_due: bool
    groups: tuple[GroupResult, ...]
    count: Headcount
    part_time: int  # as full-timers

    @property
    def missing(self) -> int:
        return sum(group.missing for group in self.groups)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Worded when they are read: the national batch asks for none."""
        return (
            Step(_("Full-time workers at the month's end (rows 1 and 2)"), self.count.full_time),
            Step(_("Hours of part-time work in the month"), self.count.part_time_hours),
            Step(_("Part-time work as full-time workers"), self.part_time),
            Step(_("Left out: underground and underwater"), -self.count.underground),
            Step(_("Left out: private security"), -self.count.private_security),
            Step(_("Left out: otherwise exempt"), -self.count.otherwise_exempt),
            Step(_("Workers that the quota is reckoned from"), self.base),
            Step(_("From this many workers on there is a quota"), self.threshold),
            *(step for group in self.groups for step in _steps_of(group)),
        )


def half_up(numerator: int, denominator: int) -> int:
    """QUO-05: below one half dropped, one half and above rounded up. Both are at least 0 and 1."""
    return (2 * numerator + denominator) // (2 * denominator)


def required_of(base: int, percentage: Decimal) -> int:
    """QUO-05, exact for percentages with decimals too."""
    ratio = (percentage / 100).as_integer_ratio()
    return half_up(base * ratio[0], ratio[1])


def full_time_equivalent(count: Headcount, parameters: Parameters) -> int:
    """QUO-06: part-timers as full-timers, by the method in force. Raises ValueError for an unknown method."""
    method = parameters.get("quota_parttime_method")
    if method == "hours_195":
        return half_up(count.part_time_hours, parameters.integer("quota_parttime_hours_month"))
    if method == "hours_225":
        return half_up(2 * count.part_time_hours, 15 * 30)  # 7.5 hours a day, 30 days
    if method == "premium_days_30":
        return half_up(count.premium_days, 30)
    raise ValueError(f"quota_parttime_method {method} is none of hours_195, hours_225, premium_days_30")


def reckon_quota(count: Headcount, parameters: Parameters) -> QuotaResult:
    """The derivation line by line (P9.1); `parameters.used` says which rows it rests on."""
    part_time = full_time_equivalent(count, parameters)
    left_out = count.underground + count.private_security + count.otherwise_exempt
    base = max(0, count.full_time + part_time - left_out)
    threshold = _threshold(count, parameters)
    counted = base + _protected(count, parameters)
    is_due = counted >= threshold
    groups = tuple(
        _group(group, count, base, is_due, parameters) for group in _groups(parameters.day, count.is_public)
    )
    return QuotaResult(base, threshold, is_due, groups, count, part_time)


def _threshold(count: Headcount, parameters: Parameters) -> int:
    """QUO-01, QUO-02. Public bodies are measured by the same 50."""
    name = "quota_threshold_workers_agriculture" if count.is_agriculture else "quota_threshold_workers"
    return parameters.integer(name)


def _protected(count: Headcount, parameters: Parameters) -> int:
    """QUO-09: whether those already employed from the groups help to reach the threshold."""
    return sum((count.employed or {}).values()) if parameters.flag("quota_protected_in_threshold") else 0


def _groups(day: date, is_public: bool) -> tuple[Group, ...]:
    """QUO-20: before Law 5763 three groups in both sectors, since then the disabled, and in public one more."""
    if day < MERGED_FROM:
        return tuple(Group)
    return (Group.DISABLED, Group.EX_CONVICT) if is_public else (Group.DISABLED,)


def _group(group: Group, count: Headcount, base: int, is_due: bool, parameters: Parameters) -> GroupResult:
    sector = "public" if count.is_public else "private"
    name = "terror_victim" if group == Group.TERROR_AFFECTED else group.value
    percentage = parameters.decimal(f"quota_{sector}_{name}_pct")
    return GroupResult(
        group, percentage, required_of(base, percentage) if is_due else 0, _employed(group, count, parameters)
    )


def _employed(group: Group, count: Headcount, parameters: Parameters) -> int:
    employed = count.employed or {}
    number = employed.get(group, 0)
    if group == Group.DISABLED and parameters.flag("quota_disabled_parttime_counts"):
        return number + half_up(
            count.disabled_part_time_hours, parameters.integer("quota_parttime_hours_month")
        )
    if group == Group.EX_CONVICT and parameters.day >= MERGED_FROM:
        return number + employed.get(Group.TERROR_AFFECTED, 0)
    return number


def _steps_of(result: GroupResult) -> Iterable[Step]:
    name = result.group.label
    yield Step(_("{group}: per cent").format(group=name), result.percentage)
    yield Step(_("{group}: must be employed").format(group=name), result.required)
    yield Step(_("{group}: are employed").format(group=name), result.employed)
    yield Step(_("{group}: missing").format(group=name), result.missing)


def fine_of(missing: int, fine_month: Decimal) -> Decimal:
    """QUO-16: per missing person and month; the month's own amount."""
    return missing * fine_month
