"""One thing of each kind that an address of letters and continuity may name (see tests/architecture/world.py)."""

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from imece.core.actor import Actor
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.breaches import BreachFacts, record_breach
from imece.exchange.continuity.domain.interruptions import Story, report_outage
from imece.exchange.continuity.domain.materials import publish_material
from imece.exchange.continuity.domain.paper import request_paper
from imece.exchange.continuity.enums import BreachKind, MaterialKind
from imece.exchange.continuity.models import Breach, Interruption, Material
from imece.exchange.letters.domain.write import Distribution, LetterText, write_letter
from imece.exchange.letters.models import Letter
from tests.cast import Cast, actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.continuity.grants import grant_service

TEXT = LetterText(subject="Deneme", body="Deneme", signatory_title="Uzman")


class ContinuityWorld:
    """Staff's things are made by `cast.headquarters`, the bank's by its manager."""

    def __init__(self, cast: Cast, exchange: ExchangeCast) -> None:
        self.cast, self.exchange = cast, exchange

    @property
    def operator(self) -> Actor:
        return actor_of(self.cast.headquarters, self.cast.head_institution)

    @property
    def manager(self) -> Actor:
        return actor_of(self.exchange.bank_manager, self.exchange.bank.organisation)

    @cached_property
    def letter(self) -> Letter:
        """Headquarters' draft; the desk alone has it."""
        to = Distribution([self.exchange.bank.organisation])
        return write_letter(
            sender=self.cast.head_institution,
            text=TEXT,
            distribution=to,
            actor=self.operator,
            now=timezone.now(),
        )

    @cached_property
    def own_letter(self) -> Letter:
        """The bank's draft."""
        return write_letter(
            sender=self.exchange.bank.organisation, text=TEXT, actor=self.manager, now=timezone.now(),
            distribution=Distribution([self.cast.head_institution]),
        )  # fmt: skip

    @cached_property
    def interruption(self) -> Interruption:
        """Reported by the bank, which has asked for paper."""
        now = timezone.now()
        made = report_outage(
            story=Story(title="Deneme"), started_at=now - timedelta(hours=1), reported_by=self.exchange.bank,
            actor=self.manager, now=now,
        )  # fmt: skip
        request_paper(
            interruption=made, institution=self.exchange.bank, letter_number="1", letter_on=now.date(),
            actor=self.manager, now=now,
        )  # fmt: skip
        return made

    @cached_property
    def breach(self) -> Breach:
        facts = BreachFacts(
            kind=BreachKind.OTHER,
            title="Deneme",
            source="Deneme",
            learned_at=timezone.now() - timedelta(hours=1),
        )
        return record_breach(facts=facts, found_by=self.exchange.bank, actor=self.manager, now=timezone.now())

    @cached_property
    def material(self) -> Material:
        service = ServiceVersion.objects.order_by("pk")[0]
        grant_service(self.exchange, service, self.operator)
        return publish_material(
            service=service.name, service_version=1, kind=MaterialKind.DOCUMENT, title="Deneme", text="Deneme",
            change_note="Deneme", actor=self.operator, now=timezone.now(),
        )  # fmt: skip
