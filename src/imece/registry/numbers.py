"""Synthetic identity numbers with right check digits; knows no Django, for definitions use it.

Citizens: `core.identity_numbers.make_person_number`. Foreigners' numbers begin with 99 (ID-06), those of the sandbox
with 7000000 and 9970000, so that a person at the screen knows them.
"""


def with_check_digits(nine: str) -> str:
    """Eleven digits of nine (ID-02)."""
    digits = [int(one) for one in nine]
    tenth = (sum(digits[0::2]) * 7 - sum(digits[1::2])) % 10
    return f"{nine}{tenth}{(sum(digits) + tenth) % 10}"


def foreigner_number(serial: int) -> str:
    """Of the synthetic foreigner with this serial, 0 to 6,999,999; beyond lie the sandbox's."""
    if not 0 <= serial < 7_000_000:
        raise ValueError(
            f"No synthetic foreigner's number for serial {serial}: it must lie between 0 and 6999999."
        )
    return with_check_digits(str(990_000_000 + serial))


def sandbox_number(serial: int) -> str:
    return with_check_digits(str(700_000_000 + serial))


def sandbox_foreigner_number(serial: int) -> str:
    return with_check_digits(str(997_000_000 + serial))
