"""The province digits that several numbers hold (ID-16, ID-25)."""


def compare_province(code: str, expected: str | None) -> str | None:
    """Warning for the province digits of a number, beside the address's province where known (ID-16)."""
    if not 1 <= int(code) <= 81:
        return "province_unknown"
    if expected is not None and int(code) != int(expected):
        return "province_mismatch"
    return None
