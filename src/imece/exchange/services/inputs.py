"""The check of what is asked, before anything is read: from the definition alone (X4.3).

checked = check_inputs(service, {"number": "10000000146"})
checked.values  → {"number": "10000000146"}, every declared input in its order, None where left out
checked.problems → () or what is wrong with which value, in both languages
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

from imece.exchange.contract import Input, Kind, Service

SHOWN: Final = 40  # characters of a wrong value that an error repeats
WORDS: Final[dict[str, tuple[str, str]]] = {
    "missing": (
        "“{name}” verilmedi; bu servis onsuz yanıtlanamaz.",
        "“{name}” is missing; this service needs it.",
    ),
    "unknown": (
        "“{name}” bu servisin girdisi değil; girdileri: {known}.",
        "“{name}” is no input of this service; its inputs are {known}.",
    ),
    "not_text": ("“{name}” metin olmalı; {value} değil.", "“{name}” must be text, not {value}."),
    "not_integer": (
        "“{name}” tam sayı olmalı; {value} değil.",
        "“{name}” must be a whole number, not {value}.",
    ),
    "not_decimal": (
        "“{name}” ondalık sayı olmalı (metin olarak, noktalı); {value} değil.",
        "“{name}” must be a decimal number (as text, with a point), not {value}.",
    ),
    "not_boolean": (
        "“{name}” true ya da false olmalı; {value} değil.",
        "“{name}” must be true or false, not {value}.",
    ),
    "not_date": (
        "“{name}” YYYY-AA-GG biçiminde bir gün olmalı; {value} değil.",
        "“{name}” must be a day as YYYY-MM-DD, not {value}.",
    ),
    "too_long": (
        "“{name}” en çok {most} karakter olabilir; {length} karakter geldi.",
        "“{name}” may have {most} characters; it has {length}.",
    ),
    "too_small": (
        "“{name}” en az {least} olabilir; {value} değil.",
        "“{name}” must be {least} or more, not {value}.",
    ),
    "too_great": (
        "“{name}” en çok {greatest} olabilir; {value} değil.",
        "“{name}” must be {greatest} or less, not {value}.",
    ),
    "shape": (
        "“{name}” değeri {value} beklenen biçimde değil ({pattern}).",
        "The value {value} of “{name}” does not have the expected form ({pattern}).",
    ),
    "not_a_choice": (
        "“{name}” şunlardan biri olmalı: {choices}; {value} değil.",
        "“{name}” must be one of {choices}, not {value}.",
    ),
    "check_digit": (
        "“{name}” değerinin denetim basamakları tutmuyor: {value}. Numarayı yeniden yazın.",
        "The check digits of “{name}” do not fit: {value}. Type the number again.",
    ),
    "not_enough": (
        "Şunlardan en az {least} tanesi verilmeli: {names}.",
        "At least {least} of these must be given: {names}.",
    ),
    "nul": ("“{name}” değerinde boş karakter (NUL) var.", "The value of “{name}” holds a NUL character."),
}


@dataclass(frozen=True)
class InputProblem:
    """What is wrong with one input. `values` fill the words; an identity number never appears whole."""

    name: str
    code: str
    values: dict[str, Any]

    def words(self, language: str) -> str:
        turkish, english = WORDS[self.code]
        return (english if language.startswith("en") else turkish).format(name=self.name, **self.values)


@dataclass(frozen=True)
class Checked:
    """`values` has every declared input in its order, as the database takes it; only good without `problems`."""

    values: dict[str, Any]
    problems: tuple[InputProblem, ...]


def check_inputs(service: Service, given: Mapping[str, object]) -> Checked:
    """All that is wrong at once. Text loses its outer blanks; nothing else is changed."""
    problems: list[InputProblem] = []
    values: dict[str, Any] = {}
    for declared in service.inputs:
        value, problem = _check(declared, given.get(declared.name))
        values[declared.name] = value
        if problem is not None:
            problems.append(problem)
    if not given.keys() <= values.keys():
        problems[:0] = [
            InputProblem(_shown(name, SHOWN), "unknown", {"known": ", ".join(values)})
            for name in given
            if name not in values
        ]
    least, names = service.enough
    if least and not problems and sum(values[name] is not None for name in names) < least:
        problems.append(InputProblem(names[0], "not_enough", {"least": least, "names": ", ".join(names)}))
    return Checked(values, tuple(problems))


def read_texts(service: Service, texts: Mapping[str, str | None]) -> dict[str, object]:
    """Values that came as text (XML, a form) in the kinds their inputs declare; what cannot be read stays text.

    An empty text is no value.
    """
    kinds = {one.name: one.kind for one in service.inputs}
    return {
        name: _read_text(kinds.get(name, Kind.TEXT), text.strip())
        for name, text in texts.items()
        if text is not None and text.strip()
    }


def _read_text(kind: Kind, text: str) -> object:
    if kind is Kind.INTEGER and re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if kind is Kind.BOOLEAN and text in {"true", "1", "false", "0"}:
        return text in {"true", "1"}
    return text


def _check(declared: Input, value: object) -> tuple[Any, InputProblem | None]:
    if value is None or value == "":
        missing = InputProblem(declared.name, "missing", {}) if declared.is_required else None
        return None, missing
    read = _READERS[declared.kind](declared, value)
    if isinstance(read, InputProblem):
        return None, read
    if declared.choices and read not in declared.choices:
        return None, _wrong(declared, "not_a_choice", value, choices=", ".join(declared.choices))
    if declared.check and not _CHECKS[declared.check](str(read)):
        return None, _wrong(declared, "check_digit", value)
    return read, None


def _read_words(declared: Input, value: object) -> str | InputProblem:
    if not isinstance(value, str):
        return _wrong(declared, "not_text", value)
    text = value.strip()
    if "\0" in text:
        return InputProblem(declared.name, "nul", {})
    if len(text) > declared.most:
        return InputProblem(declared.name, "too_long", {"most": declared.most, "length": len(text)})
    if declared.is_required and not text:
        return InputProblem(declared.name, "missing", {})
    if declared.pattern and not _compiled(declared.pattern).fullmatch(text):
        return _wrong(declared, "shape", text, pattern=declared.pattern)
    return text


def _read_integer(declared: Input, value: object) -> int | InputProblem:
    if isinstance(value, bool) or not isinstance(value, int):
        return _wrong(declared, "not_integer", value)
    if value < (_LEAST if declared.least is None else declared.least):
        return _wrong(
            declared, "too_small", value, least=_LEAST if declared.least is None else declared.least
        )
    if value > (_GREATEST if declared.greatest is None else declared.greatest):
        greatest = _GREATEST if declared.greatest is None else declared.greatest
        return _wrong(declared, "too_great", value, greatest=greatest)
    return value


def _read_decimal(declared: Input, value: object) -> Decimal | InputProblem:
    try:
        read = Decimal(value) if isinstance(value, str) and len(value) <= SHOWN else None
    except InvalidOperation:
        read = None
    return read if read is not None and read.is_finite() else _wrong(declared, "not_decimal", value)


def _read_boolean(declared: Input, value: object) -> bool | InputProblem:
    return value if isinstance(value, bool) else _wrong(declared, "not_boolean", value)


def _read_date(declared: Input, value: object) -> date | InputProblem:
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    return _wrong(declared, "not_date", value)


def _read_nothing(declared: Input, value: object) -> InputProblem:
    raise TypeError(f"the input {declared.name} is declared as a list; lists are answered, not asked")


_LEAST: Final = -(2**31)
_GREATEST: Final = 2**31 - 1
_READERS: Final = {
    Kind.TEXT: _read_words,
    Kind.INTEGER: _read_integer,
    Kind.DECIMAL: _read_decimal,
    Kind.BOOLEAN: _read_boolean,
    Kind.DATE: _read_date,
    Kind.LIST: _read_nothing,
}


def is_person_number(number: str) -> bool:
    """T.C. or foreigner's number by its two check digits (ID-02)."""
    if len(number) != 11 or not (number.isascii() and number.isdigit()) or number[0] == "0":
        return False
    a, b, c, d, e, f, g, h, i, tenth, eleventh = map(int, number)
    odd, even = a + c + e + g + i, b + d + f + h
    return tenth == (7 * odd - even) % 10 and eleventh == (odd + even + tenth) % 10


def is_tax_number(number: str) -> bool:
    """VKN by its check digit (ID-11), or a person's number where a person is the taxpayer (ID-12)."""
    if len(number) == 11:
        return is_person_number(number)
    if not re.fullmatch(r"[0-9]{10}", number):
        return False
    total = 0
    for place, one in enumerate(number[:9]):
        moved = (int(one) + 9 - place) % 10
        if moved:
            total += (moved * 2 ** (9 - place)) % 9 or 9
    return int(number[9]) == -total % 10


_CHECKS: Final = {"person_number": is_person_number, "tax_number": is_tax_number}


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _wrong(declared: Input, code: str, value: object, **more: object) -> InputProblem:
    shown = "***" if declared.is_subject else _shown(value, SHOWN)
    return InputProblem(declared.name, code, {"value": shown, **more})


def _shown(value: object, most: int) -> str:
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"
