"""Where persons live by the address register (KPS), for conditions that law ties to it (VAC-24, TYP-02)."""

from collections.abc import Sequence
from dataclasses import dataclass

from imece.accounts.models import Person
from imece.core.actor import Actor
from imece.core.turkish import fold
from imece.exchange.client import ask_many
from imece.exchange.contract import Reason
from imece.reference.models import District


@dataclass(frozen=True)
class Residence:
    """`district` is the register's word; `address` is for comparing, and nobody keeps it."""

    province: int | None
    district: str
    address: str

    def is_in_province(self, code: int) -> bool:
        return self.province == code

    def is_in_district(self, district: District) -> bool:
        return self.province == district.province_id and fold(self.district) == fold(district.name)

    @property
    def key(self) -> str:
        """The same for two persons of one address, however its letters are written; empty when none is known."""
        words = fold(f"{self.province} {self.district} {self.address}").split()
        return " ".join(words) if self.address else ""


def residences_of(people: Sequence[Person], *, reason: Reason, actor: Actor) -> list[Residence | None]:
    """In their order; None of whom the register does not know. Each question is on record. Raises EXC-003."""
    answers = ask_many("registry.address", [one.national_id for one in people], reason=reason, actor=actor)
    return [
        None
        if answer.facts is None
        else Residence(
            answer.facts["province"], answer.facts["district"] or "", answer.facts["address"] or ""
        )
        for answer in answers
    ]
