"""A row of the ledger in words people read: institution, service, purpose, fields, outcome."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.models import PaperQuestion
from imece.exchange.contract import SERVICES
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution, SubUnit
from imece.exchange.services.words import words_in

ANSWERED_GROUP, REFUSED_GROUP, FAILED_GROUP = "answered", "refused", "failed"
GROUPS: dict[str, tuple[int, int]] = {
    ANSWERED_GROUP: (Outcome.FOUND, Outcome.REPEATED),
    REFUSED_GROUP: (Outcome.TOKEN_REFUSED, Outcome.DAY_EXCEEDED),
    FAILED_GROUP: (Outcome.UPSTREAM_FAILED, Outcome.UPSTREAM_SILENT),
}
GROUP_WORDS: dict[str, Text] = {
    ANSWERED_GROUP: _("Answered queries"),
    REFUSED_GROUP: _("Refused by the gate"),
    FAILED_GROUP: _("Failed"),
}
OUTCOME_WORDS: dict[int, Text] = {
    Outcome.FOUND: _("Answered: found"),
    Outcome.NOT_FOUND: _("Answered: not found"),
    Outcome.REPEATED: _("Answered again"),
    Outcome.INTENDED: _("Passed on; its outcome is a row of its own"),
    Outcome.TOKEN_REFUSED: _("Refused: could not prove itself"),
    Outcome.TOKEN_EXPIRED: _("Refused: token expired"),
    Outcome.ADDRESS_REFUSED: _("Refused: from another address"),
    Outcome.CERTIFICATE_REFUSED: _("Refused: certificate"),
    Outcome.CREDENTIAL_CLOSED: _("Refused: credential closed"),
    Outcome.NO_GRANT: _("Refused: not granted"),
    Outcome.SUSPENDED: _("Refused: suspended"),
    Outcome.PURPOSE_REFUSED: _("Refused: purpose"),
    Outcome.USER_REFUSED: _("Refused: user without undertaking"),
    Outcome.UNIT_REFUSED: _("Refused: unit"),
    Outcome.FILE_MISSING: _("Refused: no file number"),
    Outcome.INPUT_REFUSED: _("Refused: input"),
    Outcome.RATE_EXCEEDED: _("Refused: too fast"),
    Outcome.DAY_EXCEEDED: _("Refused: the day's ceiling"),
    Outcome.UPSTREAM_FAILED: _("Failed"),
    Outcome.UPSTREAM_SILENT: _("Failed: no answer in time"),
    Outcome.TOKEN_GIVEN: _("Token handed out"),
}


@dataclass(frozen=True)
class Told:
    """One row in words; `fields` are those that were given."""

    entry: LedgerEntry
    institution: str
    service: str
    purpose: str
    legal_ground: str
    fields: Sequence[str]
    outcome: Text
    unit: str = ""
    receiver_code: str = ""  # the institution's code

    @property
    def at(self) -> datetime:
        return self.entry.asked_at

    @property
    def is_answered(self) -> bool:
        return self.entry.outcome in range(Outcome.FOUND, Outcome.REPEATED + 1)

    @property
    def was_given(self) -> bool:
        return self.entry.outcome in {Outcome.FOUND, Outcome.REPEATED}

    @property
    def receipt(self) -> str:
        """Log, number in it, and the institution's own number: what its receipt says too."""
        return f"{self.entry.shard}/{self.entry.sequence} · {self.entry.institution_sequence}"


def tell(entries: Sequence[LedgerEntry]) -> list[Told]:
    """Four queries however many rows."""
    institutions = _by_number(
        Institution.objects.select_related("organisation"), {row.institution_id for row in entries}
    )
    services = _by_number(ServiceVersion.objects.all(), {row.service_id for row in entries})
    purposes = _by_number(Purpose.objects.all(), {row.purpose_id for row in entries})
    units = _by_number(SubUnit.objects.all(), {row.unit_id for row in entries})
    return [
        _told(
            row,
            institutions.get(row.institution_id),
            services.get(row.service_id),
            purposes.get(row.purpose_id),
            units.get(row.unit_id),
        )
        for row in entries
    ]


@dataclass(frozen=True)
class PaperLook:
    """A question asked on paper in words (X7.1). Its record names the paper form; no person of the institution."""

    institution: str
    service: str
    purpose: str
    at: datetime
    outcome: Text
    form_number: str


def tell_paper(rows: Sequence[PaperQuestion]) -> list[PaperLook]:
    """What was typed from the form stands as it is where the catalogue knows no such service or purpose."""
    is_english = (get_language() or "tr").startswith("en")
    purposes = {one.code: one for one in Purpose.objects.filter(code__in={row.purpose for row in rows})}
    titles = {name: service.title for (name, _version), service in sorted(SERVICES.items())}
    looks = []
    for row in rows:
        purpose, title = purposes.get(row.purpose), titles.get(row.service)
        looks.append(
            PaperLook(
                institution=str(row.institution),
                service=words_in(title, get_language() or "tr") if title else row.service,
                purpose=(purpose.title_en if is_english else purpose.title) if purpose else row.purpose,
                at=row.asked_at,
                outcome=row.get_outcome_display(),
                form_number=row.form_number,
            )
        )
    return looks


def service_title(service: ServiceVersion) -> str:
    """As the house declared it; the bare name of one that is no longer declared."""
    declared = SERVICES.get((service.name, service.version))
    return words_in(declared.title, get_language() or "tr") if declared else str(service)


def field_titles(service: ServiceVersion, mask: int) -> list[str]:
    declared = SERVICES.get((service.name, service.version))
    language = get_language() or "tr"
    known = {field.name: words_in(field.title, language) for field in declared.fields} if declared else {}
    return [known.get(name, name) for place, name in enumerate(service.fields) if mask >> place & 1]


def file_kind(file: str) -> str:
    """What sort of file it was, without its number: the letters it begins with."""
    letters = []
    for letter in file:
        if letter.isdigit():
            break
        letters.append(letter)
    return "".join(letters).strip(" -/_.:")


def _by_number(rows: Any, numbers: Iterable[int]) -> dict[int, Any]:
    wanted = {number for number in numbers if number}
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}


def _told(
    row: LedgerEntry,
    institution: Institution | None,
    service: ServiceVersion | None,
    purpose: Purpose | None,
    unit: SubUnit | None,
) -> Told:
    is_english = (get_language() or "tr").startswith("en")
    return Told(
        entry=row,
        institution=str(institution) if institution else "",
        service=service_title(service) if service else "",
        purpose=(purpose.title_en if is_english else purpose.title) if purpose else "",
        legal_ground=purpose.legal_ground if purpose else "",
        fields=field_titles(service, row.fields) if service else [],
        outcome=OUTCOME_WORDS.get(row.outcome, str(row.outcome)),
        unit=str(unit) if unit else "",
        receiver_code=institution.code if institution else "",
    )
