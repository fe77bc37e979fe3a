"""TR-01 to TR-06 and the masking of KVK-10 as rules that can be asked; the functions are in `core/turkish.py`."""

from typing import Literal

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core import turkish
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule


class Text(msgspec.Struct, forbid_unknown_fields=True):
    text: str


class Casing(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    to: Literal["upper", "lower"] = "upper"


class Words(msgspec.Struct, forbid_unknown_fields=True):
    words: list[str]


class Masked(msgspec.Struct, forbid_unknown_fields=True):
    number: str = ""
    name: str = ""


@rule(
    "TR-01",
    title=_("Turkish upper and lower case"),
    article="TR-01",
    input_type=Casing,
    example={"text": "istanbul ışık", "to": "upper"},
)
def casing(asked: Casing, parameters: Parameters) -> Outcome:
    change = turkish.upper if asked.to == "upper" else turkish.lower
    pairs = Step(_("i and İ are a pair, ı and I another"), "i↔İ, ı↔I")
    value = change(turkish.normalize(asked.text))
    return Outcome(value, (pairs, Step(_("Length"), len(value))))


@rule(
    "TR-03",
    title=_("Search form without accents"),
    article="TR-03",
    input_type=Text,
    example={"text": "İŞÇİ"},
)
def folding(asked: Text, parameters: Parameters) -> Outcome:
    lowered = turkish.lower(turkish.normalize(asked.text))
    return Outcome(turkish.fold(lowered), (Step(_("In lower case"), lowered),))


@rule(
    "TR-05",
    title=_("Normal form of input"),
    article="TR-05",
    input_type=Text,
    example={"text": "I\u0307zmir"},
)
def normal_form(asked: Text, parameters: Parameters) -> Outcome:
    value = turkish.normalize(asked.text)
    return Outcome(value, (Step(_("Length before"), len(asked.text)), Step(_("Length after"), len(value))))


@rule(
    "TR-06",
    title=_("Order of the Turkish alphabet"),
    article="TDK",
    input_type=Words,
    example={"words": ["Uşak", "Ünye", "Iğdır", "İzmir", "Çorum", "Ceyhan"]},
)
def ordering(asked: Words, parameters: Parameters) -> Outcome:
    words = sorted(
        (turkish.normalize(word) for word in asked.words), key=lambda word: (turkish.sort_key(word), word)
    )
    return Outcome(words, tuple(Step(word, turkish.sort_key(word)) for word in words))


@rule(
    "KVK-10",
    title=_("Masking of numbers and names"),
    article="6698",
    input_type=Masked,
    example={"number": "12345678945", "name": "Ayşe Yılmaz"},
)
def masking(asked: Masked, parameters: Parameters) -> Outcome:
    return Outcome({"number": turkish.mask_number(asked.number), "name": turkish.mask_name(asked.name)})
