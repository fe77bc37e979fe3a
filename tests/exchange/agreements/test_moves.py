"""Every state × move × role of applications, agreements, versions of Ek-1 and disputed fields (X1.3, X2.2, X2.7)."""

from collections.abc import Mapping
from typing import Any

import pytest

from imece.core.actor import Actor
from imece.core.transactions import acting
from imece.core.workflow import Workflow
from imece.exchange.agreements.domain.disputes import raise_dispute
from imece.exchange.agreements.domain.prepare import prepare_agreement
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.workflow import AGREEMENT, ANNEX, APPLICATION, DISPUTE
from imece.exchange.agreements.models import Application
from tests.cast import actor_of
from tests.exchange.agreements.made import FIELDS, NOW, PERSON, TODAY, Way, put_in_force
from tests.exchange.moves_matrix import SYSTEM, check_database, check_reasons, check_role, open_guards

pytestmark = pytest.mark.django_db
PARTIES = {"enter_into_force", "terminate_unilaterally", "terminate_mutually", "end_by_law"}
# Whoever is not named makes no move at all. The application and the dispute are the bank's; the provider answers.
THEIRS: Mapping[str, Mapping[str, set[str]]] = {
    "application": {
        "desk": {"take", "return", "send_to_board", "approve", "reject"},
        "bank": {"complete", "withdraw"},
        "clock": {"lapse"},
    },
    "agreement": {
        "desk": PARTIES | {"offer", "take_back"},
        "bank": PARTIES,
        "provider": PARTIES,
        "clock": {"end_term", "end_by_law"},
    },
    "annex": {
        "desk": {"offer", "take_back", "enter_into_force", "replace", "drop"},
        "bank": {"enter_into_force", "replace"},
        "provider": {"enter_into_force", "replace"},
    },
    "dispute": {"bank": {"take_back"}, "provider": {"correct", "uphold"}},
}
ROLES = ("desk", "bank", "provider", "clock", "technician", "auditor", "stranger")
WORKFLOWS = {"application": APPLICATION, "agreement": AGREEMENT, "annex": ANNEX, "dispute": DISPUTE}


def actor_in(role: str, way: Way) -> Actor:
    cast = way.cast
    return {
        "desk": way.desk,
        "bank": way.bank,
        "provider": way.provider,
        "clock": SYSTEM,
        "technician": actor_of(cast.bank_technician, cast.bank.organisation),
        "auditor": actor_of(cast.bank_auditor, cast.bank.organisation),
        "stranger": actor_of(cast.hospital_manager, cast.hospital.organisation),
    }[role]


def make_thing(name: str, way: Way) -> Any:
    if name == "application":
        application = way.submitted()
        with acting(SYSTEM):
            Application.objects.filter(pk=application.pk).update(complete_by=TODAY)  # of one that is returned
        return application
    if name == "dispute":
        agreement, _grant = put_in_force(way.cast.provider, way.cast.bank)
        return raise_dispute(
            agreement=agreement, institution=way.cast.bank, service=PERSON, version=1, field=FIELDS[0],
            file="KREDI-2026/17", claim="Yanlış", actor=way.bank, now=NOW,
        )  # fmt: skip
    agreement = prepare_agreement(application=way.approved(), actor=way.desk, now=NOW)
    return agreement if name == "agreement" else latest_annex(agreement)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_state_by_move_by_role(way: Way, monkeypatch: pytest.MonkeyPatch, name: str, role: str) -> None:
    workflow: Workflow = WORKFLOWS[name]
    open_guards(monkeypatch, workflow)
    theirs = THEIRS[name].get(role, set())
    check_role(workflow, make_thing(name, way), actor_in(role, way), theirs, NOW)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_reasons_are_asked_for(way: Way, name: str) -> None:
    check_reasons(WORKFLOWS[name], make_thing(name, way), NOW)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_database_refuses_every_jump(way: Way, name: str) -> None:
    check_database(WORKFLOWS[name], make_thing(name, way))
