"""A district belongs to its province (ID-25)."""

from imece.employment.employers.domain.errors import DISTRICT_ELSEWHERE


def refuse_foreign_district(province: int, district: str | None) -> None:
    """Raises EMP-104; an empty district is allowed, the form asks for it."""
    if district and not district.startswith(f"{province:02}-"):
        raise DISTRICT_ELSEWHERE(district=district, province=f"{province:02}", field="district")
