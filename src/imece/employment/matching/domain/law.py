"""The law's numbers that a criterion is judged with, for a vacancy that is only being written."""

from datetime import date
from typing import Any

from imece.core.parameters import Parameters
from imece.employment.vacancies.public import usual_last_day


def law_on(today: date, *, is_public: bool, last_day: date | None) -> dict[str, Any]:
    """For `Demands`: the day of judgement, the ages and the floor of disability, the sector (VAC-24)."""
    parameters = Parameters(today)
    return {
        "on": last_day or usual_last_day(today, parameters),
        "working_age": parameters.integer("minimum_working_age"),
        "adult_age": parameters.integer("adult_age"),
        "disability_floor": parameters.integer("disability_min_pct"),
        "is_public": is_public,
    }
