"""Renewal, notices, suspension and the ends of an agreement, each with its effect on access at once (X2.2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.exchange.agreements.domain.clock import CLOCK, keep_agreement, keep_clocks
from imece.exchange.agreements.domain.ends import consent_to_end, terminate_agreement
from imece.exchange.agreements.domain.notices import (
    accept_as_mended,
    record_service,
    send_notice,
    write_notice_by_law,
)
from imece.exchange.agreements.domain.prepare import offer_annex, prepare_agreement, put_line
from imece.exchange.agreements.domain.queries import grants_in_force, last_day_of, latest_annex
from imece.exchange.agreements.domain.suspend import lift_suspension, report_mended, suspend_agreement
from imece.exchange.agreements.enums import (
    AgreementState,
    AnnexState,
    NoticeKind,
    NoticeWay,
    SuspendedBy,
)
from imece.exchange.agreements.models import Agreement
from tests.exchange.agreements.made import NOW, TODAY, Way, make_purpose, put_in_force, written

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def agreement(way: Way) -> Agreement:
    """Signed on 15.04.2026, as in the vectors."""
    way.prepare_parties()
    return put_in_force(way.cast.provider, way.cast.bank, signed_on=date(2026, 4, 15))[0]


def tell_not_renewed(
    way: Way, agreement: Agreement, served: date, way_of: NoticeWay = NoticeWay.POST
) -> None:
    notice = send_notice(
        agreement=agreement,
        kind=NoticeKind.NON_RENEWAL,
        sender=way.cast.bank,
        written=written(on=served, way=way_of),
        actor=way.bank,
        now=at(served),
    )
    record_service(notice=notice, arrived_on=served, actor=way.provider, now=at(served))
    agreement.refresh_from_db()


class TestRenewal:
    def test_T_PRO_04_without_a_notice_it_is_renewed_by_itself(self, agreement: Agreement) -> None:
        keep_clocks(now=at(date(2027, 3, 15)))
        assert last_day_of(agreement) == date(2027, 4, 15)
        keep_clocks(now=at(date(2027, 3, 16)))
        assert last_day_of(agreement) == date(2028, 4, 15)
        assert agreement.terms.count() == 2
        assert grants_in_force(date(2028, 4, 15)).count() == 1
        assert not grants_in_force(date(2028, 4, 16)).exists()

    def test_twice_is_once(self, agreement: Agreement) -> None:
        for _time in range(2):
            keep_clocks(now=at(date(2027, 3, 16)))
        assert agreement.terms.count() == 2

    def test_after_a_standstill_of_the_clock_every_missing_term_is_added(self, agreement: Agreement) -> None:
        keep_clocks(now=at(date(2029, 1, 1)))
        assert last_day_of(agreement) == date(2029, 4, 15)
        assert grants_in_force(date(2029, 1, 1)).count() == 1

    def test_T_PRO_05_a_notice_received_on_the_last_day_is_effective(
        self, way: Way, agreement: Agreement
    ) -> None:
        tell_not_renewed(way, agreement, date(2027, 3, 15))
        assert agreement.is_ending
        keep_clocks(now=at(date(2027, 4, 15)))
        assert grants_in_force(date(2027, 4, 15)).exists()
        assert not grants_in_force(date(2027, 4, 16)).exists()
        keep_clocks(now=at(date(2027, 4, 16)))
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.ENDED

    def test_T_PRO_05_a_day_later_is_too_late(self, way: Way, agreement: Agreement) -> None:
        tell_not_renewed(way, agreement, date(2027, 3, 16))
        assert not agreement.is_ending
        keep_clocks(now=at(date(2027, 3, 16)))
        assert last_day_of(agreement) == date(2028, 4, 15)

    def test_T_CAL_06_by_kep_it_counts_as_served_on_the_fifth_day(
        self, way: Way, agreement: Agreement
    ) -> None:
        tell_not_renewed(way, agreement, date(2027, 3, 11), NoticeWay.KEP)  # served on the 16th: too late
        assert not agreement.is_ending
        tell_not_renewed(way, agreement, date(2027, 3, 10), NoticeWay.KEP)
        assert agreement.is_ending

    def test_a_service_entered_after_the_renewal_takes_the_renewal_off(
        self, way: Way, agreement: Agreement
    ) -> None:
        notice = send_notice(
            agreement=agreement,
            kind=NoticeKind.NON_RENEWAL,
            sender=way.cast.bank,
            written=written(on=date(2027, 3, 10)),
            actor=way.bank,
            now=at(date(2027, 3, 10)),
        )
        keep_clocks(now=at(date(2027, 3, 20)))
        assert last_day_of(agreement) == date(2028, 4, 15)
        record_service(
            notice=notice, arrived_on=date(2027, 3, 12), actor=way.provider, now=at(date(2027, 3, 21))
        )
        assert last_day_of(agreement) == date(2027, 4, 15)
        assert not grants_in_force(date(2027, 4, 16)).exists()

    def test_sixty_days_before_the_parties_are_told_once(self, agreement: Agreement) -> None:
        keep_clocks(now=at(date(2027, 2, 13)))
        before = OutboxMessage.objects.count()
        keep_clocks(now=at(date(2027, 2, 14)))
        keep_clocks(now=at(date(2027, 2, 15)))
        told = OutboxMessage.objects.order_by("id")[before:]
        assert len(told) == 2
        assert all("15.04.2027" in one.body and "15.03.2027" in one.body for one in told)


class TestSuspension:
    def test_T_PRO_07_three_independent_flags(self, way: Way, agreement: Agreement) -> None:
        def suspend(who: object, actor: object) -> object:
            return suspend_agreement(
                agreement=agreement,
                institution=who,  # type: ignore[arg-type]
                written=written(),
                actor=actor,  # type: ignore[arg-type]
                now=NOW,
            )

        sides = [(way.cast.provider, way.provider), (way.cast.bank, way.bank), (None, way.desk)]
        made = [suspend(who, actor) for who, actor in sides]
        assert {one.by for one in made} == set(SuspendedBy)  # type: ignore[attr-defined]
        for suspension, (_who, actor) in zip(made, sides, strict=True):
            assert not grants_in_force(TODAY).exists()
            lift_suspension(suspension=suspension, written=written(), actor=actor, now=NOW)  # type: ignore[arg-type]
        assert grants_in_force(TODAY).exists()
        assert agreement.notices.filter(kind=NoticeKind.SUSPENSION).count() == 4
        reasons = agreement.notices.filter(kind=NoticeKind.SUSPENSION).values_list("text", flat=True)
        assert set(reasons) == {"Deneme gerekçesi"}

    def test_one_service_alone(self, way: Way, agreement: Agreement) -> None:
        grant = agreement.grants.get()
        suspend_agreement(
            agreement=agreement,
            institution=way.cast.provider,
            grant=grant,
            written=written(),
            actor=way.provider,
            now=NOW,
        )
        assert not grants_in_force(TODAY).exists()

    def test_the_same_side_twice_is_refused(self, way: Way, agreement: Agreement) -> None:
        given = {"agreement": agreement, "institution": way.cast.bank, "written": written()}
        suspend_agreement(**given, actor=way.bank, now=NOW)  # type: ignore[arg-type]
        with pytest.raises(Problem) as raised:
            suspend_agreement(**given, actor=way.bank, now=NOW)  # type: ignore[arg-type]
        assert raised.value.code == "AGR-045"

    def test_nobody_lifts_the_other_sides_flag_nor_raises_the_platforms(
        self, way: Way, agreement: Agreement
    ) -> None:
        suspension = suspend_agreement(
            agreement=agreement,
            institution=way.cast.provider,
            written=written(),
            actor=way.provider,
            now=NOW,
        )
        with pytest.raises(Problem) as raised:
            lift_suspension(suspension=suspension, written=written(), actor=way.bank, now=NOW)
        assert raised.value.code == "CORE-403"
        with pytest.raises(Problem) as raised:
            suspend_agreement(
                agreement=agreement, institution=None, written=written(), actor=way.bank, now=NOW
            )
        assert raised.value.code == "CORE-403"
        report_mended(
            suspension=suspension, institution=way.cast.bank, text="Giderildi", actor=way.bank, now=NOW
        )
        assert not grants_in_force(TODAY).exists()


class TestTermination:
    def formal_notice(self, way: Way, agreement: Agreement) -> object:
        notice = send_notice(
            agreement=agreement,
            kind=NoticeKind.DEFAULT,
            sender=way.cast.provider,
            written=written(on=date(2027, 1, 5), way=NoticeWay.KEP),
            actor=way.provider,
            now=at(date(2027, 1, 5)),
        )
        return record_service(
            notice=notice, arrived_on=date(2027, 1, 5), actor=way.bank, now=at(date(2027, 1, 5))
        )

    def terminate(self, way: Way, agreement: Agreement, day: date, who: str = "provider") -> None:
        terminate_agreement(
            agreement=agreement,
            institution=getattr(way.cast, who),
            written=written(on=day),
            actor=getattr(way, who),
            now=at(day),
        )

    def test_PRO_23_thirty_days_after_the_service_and_not_before(
        self, way: Way, agreement: Agreement
    ) -> None:
        self.formal_notice(way, agreement)  # served on 10.01.2027; 30 days end on 09.02.2027
        with pytest.raises(Problem) as raised:
            self.terminate(way, agreement, date(2027, 2, 9))
        assert raised.value.code == "AGR-041"
        assert "09.02.2027" in raised.value.message
        assert grants_in_force(date(2027, 2, 9)).exists()
        self.terminate(way, agreement, date(2027, 2, 10))
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.TERMINATED_UNILATERALLY
        assert not grants_in_force(date(2027, 2, 10)).exists()
        assert agreement.grants.get().valid.upper == date(2027, 2, 10)

    def test_PRO_23_a_met_duty_ends_nothing(self, way: Way, agreement: Agreement) -> None:
        notice = self.formal_notice(way, agreement)
        with pytest.raises(Problem) as raised:
            accept_as_mended(notice=notice, actor=way.bank, now=NOW)  # type: ignore[arg-type]
        assert raised.value.code == "AGR-064"
        accept_as_mended(notice=notice, actor=way.provider, now=at(date(2027, 1, 20)))  # type: ignore[arg-type]
        with pytest.raises(Problem):
            self.terminate(way, agreement, date(2027, 3, 1))

    def test_the_party_that_was_warned_cannot_terminate_with_it(self, way: Way, agreement: Agreement) -> None:
        self.formal_notice(way, agreement)
        with pytest.raises(Problem) as raised:
            self.terminate(way, agreement, date(2027, 3, 1), "bank")
        assert raised.value.code == "AGR-041"

    def test_X2_2_both_consents_end_it_at_once(self, way: Way, agreement: Agreement) -> None:
        def consent(institution: object, actor: object) -> bool:
            return consent_to_end(
                agreement=agreement,
                institution=institution,  # type: ignore[arg-type]
                written=written(),
                actor=actor,  # type: ignore[arg-type]
                now=NOW,
            )

        assert not consent(way.cast.bank, way.bank)
        assert grants_in_force(TODAY).exists()
        with pytest.raises(Problem) as raised:
            consent(way.cast.bank, way.bank)
        assert raised.value.code == "AGR-044"
        assert consent(way.cast.provider, way.provider)
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.TERMINATED_MUTUALLY
        assert not grants_in_force(TODAY).exists()
        assert not agreement.grants.filter(valid__contains=TODAY).exists()

    def by_law(self, way: Way, agreement: Agreement, way_of: NoticeWay) -> object:
        notice = write_notice_by_law(
            agreement=agreement,
            sender=None,
            recipient=way.cast.bank,
            written=written(way=way_of),
            actor=way.desk,
            now=NOW,
        )
        assert grants_in_force(TODAY).exists()
        return record_service(notice=notice, arrived_on=TODAY, actor=way.desk, now=NOW)

    def test_T_PRO_13_from_the_service_of_the_notice_nothing_is_shared(
        self, way: Way, agreement: Agreement
    ) -> None:
        self.by_law(way, agreement, NoticeWay.BY_HAND)
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.TERMINATED_BY_LAW
        assert not grants_in_force(TODAY).exists()
        assert not agreement.grants.filter(valid__contains=TODAY).exists()

    def test_T_PRO_13_by_kep_from_the_fifth_day(self, way: Way, agreement: Agreement) -> None:
        self.by_law(way, agreement, NoticeWay.KEP)
        served = TODAY + timedelta(days=5)
        assert grants_in_force(served - timedelta(days=1)).exists()
        assert not grants_in_force(served).exists(), "the range ends by itself, with no clock running"
        keep_agreement(agreement_id=agreement.pk, actor=CLOCK, now=at(served))
        agreement.refresh_from_db()
        assert agreement.state == AgreementState.TERMINATED_BY_LAW


class TestAmendment:
    def test_PRO_20_a_new_ek_1_comes_into_force_by_both_signatures(self, way: Way) -> None:
        running = way.in_force()
        later = replace(way, now=NOW + timedelta(days=10))
        day = TODAY + timedelta(days=10)
        wanted = later.asked_service(service="registry.address", fields=("province",))
        application = later.approved(("province",), services=[wanted], amends=running)
        assert prepare_agreement(application=application, actor=way.desk, now=later.now) == running
        annex = latest_annex(running)
        assert annex is not None
        assert (annex.number, annex.lines.count()) == (2, 2)
        offer_annex(annex=annex, actor=way.desk, now=later.now)
        assert grants_in_force(day).count() == 1, "the running version is left untouched"
        later.sign(running, way.cast.provider, way.provider, day)
        later.sign(running, way.cast.bank, way.bank, day)
        assert {grant.service for grant in grants_in_force(day)} == {"registry.person", "registry.address"}
        assert [one.state for one in running.annexes.order_by("number")] == [
            AnnexState.REPLACED,
            AnnexState.IN_FORCE,
        ]
        assert running.grants.filter(valid__endswith=day).count() == 1

    def test_a_suspension_of_a_service_outlives_the_new_version(self, way: Way) -> None:
        running = way.in_force()
        later = replace(way, now=NOW + timedelta(days=10))
        day = TODAY + timedelta(days=10)
        suspend_agreement(
            agreement=running,
            institution=way.cast.provider,
            grant=running.grants.get(),
            written=written(),
            actor=way.provider,
            now=NOW,
        )
        application = later.approved(services=[later.asked_service()], amends=running)
        prepare_agreement(application=application, actor=way.desk, now=later.now)
        annex = latest_annex(running)
        assert annex is not None
        offer_annex(annex=annex, actor=way.desk, now=later.now)
        later.sign(running, way.cast.provider, way.provider, day)
        later.sign(running, way.cast.bank, way.bank, day)
        assert not grants_in_force(day).exists()

    def test_a_line_is_put_only_into_a_draft(self, way: Way) -> None:
        running = way.in_force()
        annex = latest_annex(running)
        assert annex is not None
        with pytest.raises(Problem) as raised:
            put_line(
                annex=annex,
                consumer=way.cast.bank,
                service="registry.address",
                version=1,
                purpose=make_purpose(),
                legal_ground="Deneme",
                fields=["province"],
                rate_per_second=5,
                daily_cap=None,
                actor=way.desk,
            )
        assert raised.value.code == "AGR-033"
