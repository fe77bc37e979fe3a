"""The cast itself: each person acts for the institution the docstring says."""

from imece.core.actor import ActorKind
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast


def test_people_act_for_their_institutions(exchange_cast: ExchangeCast) -> None:
    bank = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    assert bank.kind == ActorKind.PARTNER
    assert bank.organisation_id == exchange_cast.bank.organisation_id
    desk = actor_of(exchange_cast.technician, exchange_cast.head_institution)
    assert desk.kind == ActorKind.HEADQUARTERS_STAFF
    assert desk.has_grant("exchange_access")
