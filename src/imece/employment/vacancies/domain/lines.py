"""What a vacancy has several of: occupations accepted besides the first, and languages."""

from collections.abc import Mapping
from typing import Any

from imece.employment.vacancies.models import AcceptedOccupation, LanguageDemand, Vacancy

LANGUAGE_PARTS = ("language", "reading", "writing", "speaking", "document", "min_score")


def lines_of(vacancy: Vacancy) -> dict[str, Any]:
    """As `set_lines` takes them: {"accepted_occupation_ids": [...], "languages": [{...}]}."""
    if vacancy.pk is None:
        return {"accepted_occupation_ids": [], "languages": []}
    return {"accepted_occupation_ids": _accepted_ids(vacancy), "languages": _languages(vacancy)}


def _accepted_ids(vacancy: Vacancy) -> list[int]:
    return list(vacancy.accepted_occupations.order_by("pk").values_list("occupation_id", flat=True))


def _languages(vacancy: Vacancy) -> list[dict[str, Any]]:
    return list(vacancy.languages.order_by("pk").values(*LANGUAGE_PARTS))


def set_lines(vacancy: Vacancy, values: Mapping[str, Any]) -> None:
    """Replace what is given; what the values do not name stays. The first occupation is never repeated."""
    if (accepted := values.get("accepted_occupation_ids")) is not None:
        wanted = [one for one in dict.fromkeys(accepted) if one != vacancy.occupation_id]
        if wanted != _accepted_ids(vacancy):
            vacancy.accepted_occupations.all().delete()
            AcceptedOccupation.objects.bulk_create(
                AcceptedOccupation(vacancy=vacancy, occupation_id=one) for one in wanted
            )
    if (languages := values.get("languages")) is not None and languages != _languages(vacancy):
        vacancy.languages.all().delete()
        LanguageDemand.objects.bulk_create(LanguageDemand(vacancy=vacancy, **line) for line in languages)
