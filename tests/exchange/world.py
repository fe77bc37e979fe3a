"""Things of the trail and of statements for the tests that go through all addresses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from imece.core.uploads.check import CheckedRows
from imece.exchange.billing.domain.issue import issue_statement
from imece.exchange.billing.domain.reconcile import reconcile
from imece.exchange.billing.models import Reconciliation, Statement
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.transparency.domain.delays import delay_looks, watch_person
from imece.exchange.transparency.domain.mine import look_at_me
from imece.exchange.transparency.domain.samples import draw_sample
from imece.exchange.transparency.domain.watch import watch_hour
from imece.exchange.transparency.domain.why import ask_why
from imece.exchange.transparency.models import (
    Embargo,
    JustificationSample,
    UsageFlag,
    WatchedPerson,
    WhyRequest,
)
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.entries import Log, make_service, seal


class ExchangeWorld:
    """The bank's things; `seeker` is the person asked about."""

    def __init__(self, seeker: Any, cast: ExchangeCast) -> None:
        self.seeker = seeker
        self.cast = cast
        self.log, self.service = Log(), make_service()
        self.desk = actor_of(self.cast.technician, self.cast.head_institution)
        self.manager = actor_of(self.cast.bank_manager, self.cast.bank.organisation)
        self.now = timezone.now()
        self.log.add(self.cast.bank, service=self.service, asked_at=datetime(2020, 6, 9, tzinfo=UTC))
        seal()

    def entry(self) -> LedgerEntry:
        return self.log.add(
            self.cast.bank, service=self.service, asked_at=self.now, subject=self.seeker.national_id, user="1"
        )

    def statement(self) -> Statement:
        given = {"institution": self.cast.bank, "month": date(2020, 6, 1)}
        return issue_statement(**given, actor=self.desk, now=self.now)

    def reconciliation(self) -> Reconciliation:
        given = {"statement": self.statement(), "checked": CheckedRows(), "file_name": "deneme.csv"}
        return reconcile(**given, actor=self.manager, now=self.now)

    def why_request(self) -> WhyRequest:
        entry, actor = self.entry(), actor_of(self.seeker)
        look = look_at_me(actor, entry.shard, entry.sequence, now=self.now)
        return ask_why(look=look, words="", actor=actor, now=self.now)

    def flag(self) -> UsageFlag:
        colleague = self.cast.bank_technician.national_id
        self.log.add(self.cast.bank, asked_at=self.now, subject=colleague)
        return watch_hour(now=self.now + timedelta(seconds=1))[0]

    def sample(self) -> JustificationSample:
        day = timezone.localdate(self.now)
        self.entry()
        days = {"first_on": day, "last_on": day, "due_on": day + timedelta(days=9), "size": 1}
        return draw_sample(institution=self.cast.bank, **days, actor=self.desk, now=self.now)

    def embargo(self) -> Embargo:
        day = timezone.localdate(self.now)
        return delay_looks(
            institution=self.cast.bank, number=self.cast.hospital_manager.national_id, asked_from=day,
            asked_until=day, hidden_until=day, legal_ground="Deneme", decision_number="1", actor=self.desk,
            now=self.now,
        )  # fmt: skip

    def watched(self) -> WatchedPerson:
        number = self.cast.hospital_manager.national_id
        return watch_person(number=number, reason="Deneme", actor=self.desk, now=self.now)
