"""The clocks of one day with the platform's own calendar and numbers; what was read is kept with the record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from imece.core.formats import format_date, format_instant
from imece.core.parameters import Parameters
from imece.exchange.continuity.domain import errors, rules
from imece.reference.public import holidays_for

NAMES = ("half_day_counts", "working_hours_begin", "working_hours_end", "half_day_ends", "maintenance_notice_days",
         "catch_up_days", "paper_after_days")  # fmt: skip


@dataclass(frozen=True)
class Clocks:
    """Public bodies' calendar: administrative leave counts as days off (CAL-04)."""

    parameters: Parameters

    @classmethod
    def at(cls, now: datetime) -> "Clocks":
        return cls(Parameters(timezone.localdate(now)).read(*NAMES))

    @property
    def used(self) -> list[dict[str, Any]]:
        return [row.as_json() for row in self.parameters.used]

    def catch_up_until(self, ended_on: date) -> date:
        days = self.parameters.integer("catch_up_days")
        return rules.catch_up_until(ended_on, days=days, **self._calendar())

    def paper_from(self, started_on: date) -> date:
        days = self.parameters.integer("paper_after_days")
        return rules.paper_from(started_on, days=days, **self._calendar())

    def check_window(self, begins: datetime, ends: datetime, announced_on: date) -> None:
        """PRO-14 and PRO-17, for work that can wait: CON-001, CON-002."""
        hours = rules.opening_hours(self.parameters)
        holidays = holidays_for(is_public_body=True)
        if rules.touches_working_hours(begins, ends, hours=hours, holidays=holidays):
            raise errors.IN_WORKING_HOURS(
                begins=format_instant(begins), ends=format_instant(ends),
                opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}", field="planned_from",
            )  # fmt: skip
        begins_on = timezone.localdate(begins)
        days = self.parameters.integer("maintenance_notice_days")
        until = rules.announce_until(begins_on, days=days, **self._calendar())
        if announced_on > until:
            raise errors.ANNOUNCED_TOO_LATE(
                day=format_date(begins_on), until=format_date(until), field="planned_from"
            )

    def _calendar(self) -> dict[str, Any]:
        return {
            "holidays": holidays_for(is_public_body=True),
            "half_day_counts": self.parameters.flag("half_day_counts"),
        }
