"""Whatever the order of events in an agreement's life, access on a day equals a model of a few lines (X2.2)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from imece.core.errors import Problem
from imece.exchange.agreements.domain.clock import keep_clocks
from imece.exchange.agreements.domain.ends import consent_to_end, terminate_agreement
from imece.exchange.agreements.domain.notices import record_service, send_notice, write_notice_by_law
from imece.exchange.agreements.domain.prepare import offer_annex, prepare_agreement
from imece.exchange.agreements.domain.queries import grants_in_force, latest_annex
from imece.exchange.agreements.domain.rules import last_day_against_renewal, term_end
from imece.exchange.agreements.domain.sign import sign_annex
from imece.exchange.agreements.domain.suspend import lift_suspension, suspend_agreement
from imece.exchange.agreements.enums import AgreementState, NoticeKind, NoticeWay, SuspendedBy
from imece.exchange.agreements.models import Agreement
from imece.reference.public import public_holidays, roll_forward
from tests.exchange.agreements.made import FIELDS, TODAY, Way, written

A_DAY = timedelta(days=1)
SIDES = ("provider", "bank", "platform")
STEPS = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class Model:
    """All that decides about access, in plain words."""

    def __init__(self) -> None:
        self.signed: set[str] = set()
        self.signed_on: date | None = None
        self.last: date | None = None  # last day that is certain
        self.is_ending = self.is_over = False
        self.law_from: date | None = None
        self.flags: set[str] = set()
        self.consents: set[str] = set()
        self.notice_ends: date | None = None

    @property
    def is_in_force(self) -> bool:
        return self.signed_on is not None and not self.is_over

    def has_access(self, today: date) -> bool:
        if not self.is_in_force or self.flags or self.last is None or today > self.last:
            return False
        return self.law_from is None or today < self.law_from

    def end_of_running_term(self, today: date) -> date:
        assert self.signed_on is not None
        ordinal = 1
        while term_end(self.signed_on, ordinal) < today:
            ordinal += 1
        return term_end(self.signed_on, ordinal)

    def keep_clock(self, today: date) -> None:
        if not self.is_in_force:
            return
        assert self.last is not None
        assert self.signed_on is not None
        if self.law_from is not None and self.law_from <= today:
            self.is_over = True
            return
        while not self.is_ending and self.law_from is None and today > last_day_against_renewal(self.last):
            self.last = self.end_of_running_term(self.last + A_DAY)
        if self.is_ending and self.last < today:
            self.is_over = True


class Life(RuleBasedStateMachine):
    """One agreement, put before the parties; each example is rolled back."""

    way: Way
    agreement_id: int

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.today, self.model, self.serial = TODAY, Model(), 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # ------------------------------------------------------------------------------------ shorthands
    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 9, tzinfo=UTC)

    @property
    def agreement(self) -> Agreement:
        return Agreement.objects.get(pk=self.agreement_id)

    def who(self, side: str) -> dict[str, Any]:
        if side == "platform":
            return {"institution": None, "actor": self.way.desk}
        return {"institution": getattr(self.way.cast, side), "actor": getattr(self.way, side)}

    def written(self, way: NoticeWay = NoticeWay.BY_HAND) -> Any:
        return written(on=self.today, way=way)

    def sign_latest(self, side: str) -> None:
        annex = latest_annex(self.agreement)
        assert annex is not None
        serial = 601 if side == "provider" else 602
        sign_annex(
            annex=annex,
            signatory=f"İmza Yetkilisi {serial}",
            signed_on=self.today,
            original_place="Arşiv",
            now=self.now,
            **self.who(side),
        )

    def is_in_force(self) -> bool:
        return self.model.is_in_force

    # ------------------------------------------------------------------------------------ events
    @rule(side=st.sampled_from(("provider", "bank")))
    def sign(self, side: str) -> None:
        model = self.model
        if side in model.signed:
            with pytest.raises(Problem):
                self.sign_latest(side)
            return
        self.sign_latest(side)
        model.signed.add(side)
        if len(model.signed) == 2:
            model.signed_on = self.today
            model.last = term_end(self.today, 1)

    @rule(days=st.sampled_from((1, 4, 5, 29, 31, 200, 335, 400)), clock=st.booleans())
    def pass_days(self, days: int, clock: bool) -> None:
        self.today += timedelta(days=days)
        if clock:
            keep_clocks(now=self.now)
            self.model.keep_clock(self.today)

    @precondition(is_in_force)
    @rule(side=st.sampled_from(SIDES))
    def suspend(self, side: str) -> None:
        given = {"agreement": self.agreement, "written": self.written(), "now": self.now, **self.who(side)}
        if side in self.model.flags:
            with pytest.raises(Problem):
                suspend_agreement(**given)
            return
        suspend_agreement(**given)
        self.model.flags.add(side)

    @precondition(lambda self: bool(self.model.flags))
    @rule(side=st.sampled_from(SIDES))
    def lift(self, side: str) -> None:
        if side not in self.model.flags:
            return
        by = {
            "provider": SuspendedBy.PROVIDER,
            "bank": SuspendedBy.CONSUMER,
            "platform": SuspendedBy.PLATFORM,
        }
        suspension = self.agreement.suspensions.get(by=by[side], lifted_at__isnull=True)
        actor = self.who(side)["actor"]
        lift_suspension(suspension=suspension, written=self.written(), actor=actor, now=self.now)
        self.model.flags.remove(side)

    @precondition(is_in_force)
    @rule(side=st.sampled_from(("provider", "bank")))
    def tell_not_renewed(self, side: str) -> None:
        who = self.who(side)
        notice = send_notice(
            agreement=self.agreement,
            kind=NoticeKind.NON_RENEWAL,
            sender=who["institution"],
            written=self.written(),
            actor=who["actor"],
            now=self.now,
        )
        record_service(notice=notice, arrived_on=self.today, actor=self.way.desk, now=self.now)
        model = self.model
        assert model.last is not None
        end = model.end_of_running_term(self.today)
        if model.law_from is not None:
            end = min(end, model.law_from - A_DAY)
        if self.today <= model.last and self.today <= last_day_against_renewal(end):
            model.is_ending, model.last = True, min(model.last, end)

    @precondition(is_in_force)
    @rule(way=st.sampled_from((NoticeWay.BY_HAND, NoticeWay.KEP)))
    def become_inapplicable(self, way: NoticeWay) -> None:
        notice = write_notice_by_law(
            agreement=self.agreement,
            sender=None,
            recipient=self.way.cast.bank,
            written=self.written(way),
            actor=self.way.desk,
            now=self.now,
        )
        record_service(notice=notice, arrived_on=self.today, actor=self.way.desk, now=self.now)
        served = self.today + (timedelta(days=5) if way == NoticeWay.KEP else timedelta())
        model = self.model
        model.law_from = min(served, model.law_from or served)
        model.is_over = served <= self.today
        assert model.last is not None
        if not model.is_over:
            model.last = min(model.last, served - A_DAY)

    @precondition(is_in_force)
    @rule()
    def warn(self) -> None:
        notice = send_notice(
            agreement=self.agreement,
            kind=NoticeKind.DEFAULT,
            sender=self.way.cast.provider,
            written=self.written(),
            actor=self.way.provider,
            now=self.now,
        )
        record_service(notice=notice, arrived_on=self.today, actor=self.way.desk, now=self.now)
        self.model.notice_ends = self.model.notice_ends or self.today + timedelta(days=30)

    @precondition(is_in_force)
    @rule()
    def terminate(self) -> None:
        ends = self.model.notice_ends
        given = {
            "agreement": self.agreement,
            "written": self.written(),
            "now": self.now,
            **self.who("provider"),
        }
        if ends is None or self.today <= ends:
            with pytest.raises(Problem):
                terminate_agreement(**given)
            return
        if self.today <= roll_forward(ends, holidays=public_holidays()):  # a day off rolls on
            with pytest.raises(Problem):
                terminate_agreement(**given)
            return
        terminate_agreement(**given)
        self.model.is_over = True

    @precondition(is_in_force)
    @rule(side=st.sampled_from(("provider", "bank")))
    def consent(self, side: str) -> None:
        given = {"agreement": self.agreement, "written": self.written(), "now": self.now, **self.who(side)}
        if side in self.model.consents:
            with pytest.raises(Problem):
                consent_to_end(**given)
            return
        consent_to_end(**given)
        self.model.consents.add(side)
        self.model.is_over = self.model.is_over or len(self.model.consents) == 2

    @precondition(lambda self: self.model.has_access(self.today))
    @rule()
    def amend(self) -> None:
        """A new Ek-1 with one field less or more, signed by both on the same day."""
        self.serial += 1
        asked = FIELDS if self.serial % 2 == 0 else FIELDS[:2]
        way = Way(self.way.cast, self.now)
        application = way.approved(asked, amends=self.agreement)
        prepare_agreement(application=application, actor=way.desk, now=self.now)
        annex = latest_annex(self.agreement)
        assert annex is not None
        offer_annex(annex=annex, actor=way.desk, now=self.now)
        for side in ("provider", "bank"):
            self.sign_latest(side)
        assert grants_in_force(self.today).get().fields == list(asked)

    # ------------------------------------------------------------------------------------ what always holds
    @invariant()
    def access_is_as_the_model_says(self) -> None:
        assert grants_in_force(self.today).exists() == self.model.has_access(self.today)

    @invariant()
    def one_grant_a_day_at_most(self) -> None:
        assert grants_in_force(self.today).count() <= 1

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if self.model.is_over:
            assert self.agreement.state not in {AgreementState.IN_FORCE, AgreementState.SIGNING}


@pytest.mark.django_db
def test_X2_2_access_equals_the_simple_model_whatever_the_order(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("prepare", "sign"):  # the papers have tests of their own
        monkeypatch.setattr(f"imece.exchange.agreements.domain.{room}.make_papers", lambda *args, **more: [])
    agreement = way.offered()

    class OneLife(Life):
        pass

    OneLife.way, OneLife.agreement_id = way, agreement.pk
    run_state_machine_as_test(OneLife, settings=STEPS)
