"""The compiled authorisation says what a plain model says, for every combination of states (study C, row 16)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.access.enums import CredentialState
from imece.exchange.agreements.enums import AgreementState, SuspendedBy
from imece.exchange.agreements.models import Suspension
from imece.exchange.parties.models import EndUser, Institution
from tests.exchange.cast import ExchangeCast, make_institution
from tests.exchange.rows import (
    make_address,
    make_agreement,
    make_credential,
    make_end_user,
    make_grant,
    make_undertaking,
    make_unit,
)

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
YEAR = date(2026, 1, 1)
days = st.integers(0, 364).map(lambda count: YEAR + timedelta(days=count))
instants = st.builds(
    lambda day, seconds: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=seconds),
    days,
    st.integers(0, 86399),
)


@dataclass(frozen=True)
class Span:
    begins: Any
    ends: Any  # None: open

    def holds(self, at: Any) -> bool:
        return self.begins is not None and self.begins <= at and (self.ends is None or at < self.ends)


def spans(points: st.SearchStrategy[Any]) -> st.SearchStrategy[Span]:
    pair = st.tuples(points, points).map(sorted).map(lambda two: Span(*two))
    return st.one_of(pair, points.map(lambda begins: Span(begins, None)))


@dataclass(frozen=True)
class Story:
    """One generated situation: everything that decides, as plain values."""

    state: CredentialState
    is_approved: bool
    is_sandbox: bool
    has_secret: bool
    credential: Span
    address: Span
    address_is_approved: bool
    agreement: AgreementState
    grant: tuple[date, date]
    suspensions: list[tuple[SuspendedBy, bool, bool]] = field(
        default_factory=list
    )  # by, of the grant, lifted
    undertakings: list[tuple[Span, bool]] = field(default_factory=list)  # days, withdrawn
    closed_on: date | None = None
    unit_is_active: bool = True


suspensions = st.lists(
    st.tuples(st.sampled_from(SuspendedBy), st.booleans(), st.booleans()),
    max_size=3,
    unique_by=lambda one: (one[0], one[1]),
)
stories = st.builds(
    Story,
    state=st.sampled_from(CredentialState),
    is_approved=st.booleans(),
    is_sandbox=st.booleans(),
    has_secret=st.booleans(),
    credential=spans(instants),
    address=spans(instants),
    address_is_approved=st.booleans(),
    agreement=st.sampled_from(AgreementState),
    grant=st.tuples(days, days).filter(lambda two: two[0] != two[1]).map(lambda two: (min(two), max(two))),
    suspensions=suspensions,
    undertakings=st.lists(st.tuples(spans(days), st.booleans()), max_size=3),
    closed_on=st.none() | days,
    unit_is_active=st.booleans(),
)


# ------------------------------------------------------------------------------------------ the plain model
def model_says(story: Story, now: datetime) -> dict[str, bool]:
    today = now.astimezone(ISTANBUL).date()
    is_signed = any(
        not is_withdrawn and span.begins <= today and (span.ends is None or today <= span.ends)
        for span, is_withdrawn in story.undertakings
    )
    return {
        "credential": story.state in {CredentialState.ACTIVE, CredentialState.ROTATING}
        and (story.is_approved or story.is_sandbox)
        and story.has_secret
        and story.credential.holds(now),
        "address": story.address_is_approved and story.address.holds(now),
        "grant": story.agreement == AgreementState.IN_FORCE
        and story.grant[0] <= today < story.grant[1]
        and all(is_lifted for _by, _of_grant, is_lifted in story.suspensions),
        "user": is_signed and (story.closed_on is None or today < story.closed_on),
        "unit": story.unit_is_active,
    }


# ------------------------------------------------------------------------------------------ what the gateway does
def views_say(institution: Institution, now: datetime) -> dict[str, bool]:
    """As the README tells the gateway to ask."""
    with connection.cursor() as cursor:

        def holds(view: str, condition: str) -> bool:
            cursor.execute(
                f"select opens_at, closes_at from access_open_{view}"
                f" where institution_id = %s and {condition}",
                [institution.pk],
            )
            return any(Span(*row).holds(now) for row in cursor.fetchall())

        cursor.execute(
            "select bool_and(is_active) from access_open_unit where institution_id = %s", [institution.pk]
        )
        unit_is_active = bool(cursor.fetchall()[0][0])
        return {
            "credential": holds("credential", "is_open"),
            "address": holds("address", "not is_for_public_check"),
            "grant": holds("grant", "suspended_by = '{}'"),
            "user": holds("user", "user_number = '1'"),
            "unit": unit_is_active,
        }


def tell(story: Story, provider: Institution, institution: Institution) -> None:
    make_credential(
        institution,
        state=story.state,
        is_sandbox=story.is_sandbox,
        approved_by_id=9_000_002 if story.is_approved else None,
        valid_from=story.credential.begins,
        valid_until=story.credential.ends,
        **({} if story.has_secret else {"secret": ""}),
    )
    make_address(
        institution,
        approved_by_id=9_000_002 if story.address_is_approved else None,
        valid_from=story.address.begins,
        valid_until=story.address.ends,
    )
    agreement = make_agreement(
        provider, institution, state=story.agreement, begins=YEAR, ends=YEAR.replace(year=2028)
    )
    grant = make_grant(
        provider, institution, "deneme", ["a"], agreement=agreement, valid=DateRange(*story.grant)
    )
    with acting(system_actor("story")):
        for by, of_grant, is_lifted in story.suspensions:
            Suspension.objects.create(
                agreement=agreement,
                grant=grant if of_grant else None,
                by=by,
                reason="Deneme",
                suspended_at=datetime(2026, 1, 1, tzinfo=UTC),
                lifted_at=datetime(2026, 1, 2, tzinfo=UTC) if is_lifted else None,
            )
        user = make_end_user(institution, has_undertaking=False)
        EndUser.objects.filter(pk=user.pk).update(closed_on=story.closed_on)
        for span, is_withdrawn in story.undertakings:
            withdrawn_at = datetime(2026, 1, 1, tzinfo=UTC) if is_withdrawn else None
            make_undertaking(user, span.begins, valid_until=span.ends, withdrawn_at=withdrawn_at)
    make_unit(institution, "A", is_active=story.unit_is_active)


def test_the_views_say_what_a_plain_model_says(exchange_cast: ExchangeCast) -> None:
    """For generated situations and instants; each told, asked and rolled back."""

    @settings(max_examples=120, deadline=None)
    @given(story=stories, moments=st.lists(instants, min_size=1, max_size=6))
    def agree(story: Story, moments: list[datetime]) -> None:
        edges = [story.credential.begins, story.address.begins, story.credential.ends, story.address.ends]
        edges += [datetime(*one.timetuple()[:3], tzinfo=ISTANBUL) for one in story.grant]
        with transaction.atomic():
            tell(story, exchange_cast.provider, exchange_cast.bank)
            for now in [*moments, *(edge for edge in edges if edge)]:
                assert views_say(exchange_cast.bank, now) == model_says(story, now), now
            transaction.set_rollback(True)

    agree()


def test_a_house_of_the_installation_needs_nobodys_approval(exchange_cast: ExchangeCast) -> None:
    """Its operator set it up; the same row of another institution opens nothing."""
    nobody = {"requested_by_id": None, "approved_by_id": None}
    now = datetime.now(UTC)
    for institution, is_open in ((exchange_cast.provider, True), (exchange_cast.bank, False)):
        make_credential(institution, **nobody)
        make_address(institution, **nobody)
        make_end_user(institution)
        make_unit(institution, "A")
        said = views_say(institution, now)
        assert (said["credential"], said["address"]) == (is_open, is_open)


def test_T_PRO_08_a_user_without_an_undertaking_never_begins(exchange_cast: ExchangeCast) -> None:
    """He stands in the view, so that the refusal can say which of the two is missing."""
    make_end_user(exchange_cast.bank, "7", has_undertaking=False)
    with connection.cursor() as cursor:
        cursor.execute("select user_number, opens_at from access_open_user where user_number = '7'")
        assert cursor.fetchall() == [("7", None)]


def test_the_gateways_role_reads_the_views_and_no_table_behind_them(db: None) -> None:
    question = """
        select c.relname from pg_class c
        where c.relkind in ('r', 'p') and c.relname ~ '^(parties|agreements|access|accounts)_'
        and has_table_privilege('imece_gateway', c.oid, 'select')
    """
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchall() == [("access_generation",)]
        cursor.execute(
            "select relname from pg_class where relkind = 'v' and relname like 'access\\_open\\_%%'"
        )
        views = [name for (name,) in cursor.fetchall()]
        assert len(views) >= 7
        for view in views:
            cursor.execute("select has_table_privilege('imece_gateway', %s, 'select')", [view])
            assert cursor.fetchone()[0], view


@pytest.mark.parametrize("kind", ["credential", "address", "user", "unit", "institution"])
def test_every_change_that_decides_raises_the_generation(exchange_cast: ExchangeCast, kind: str) -> None:
    """In the change's own transaction: a gateway that misses the telling finds it by looking."""

    def generation() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select number from access_generation")
            return int(cursor.fetchone()[0])

    before = generation()
    {
        "credential": lambda: make_credential(exchange_cast.bank),
        "address": lambda: make_address(exchange_cast.bank),
        "user": lambda: make_end_user(exchange_cast.bank),
        "unit": lambda: make_unit(exchange_cast.bank, "B"),
        "institution": lambda: make_institution(90, "Yeni Kurum (deneme)"),
    }[kind]()
    assert generation() > before
