"""X5.2: what administrators do about the exchange stands in a sealed log of its own."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from imece.core import audit
from imece.core.actor import system_actor
from imece.core.models import AuditRecord
from imece.exchange.ledger.domain.acts import ACTS, Acts, act_entry
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.rounds import Sealing
from imece.exchange.ledger.domain.sealing_off import Damaged, Sealer
from imece.exchange.ledger.models import Act, SealState
from imece.exchange.ledger.tiles import TileStore, pack_bundle, tile_path, unpack_bundle
from imece.exchange.ledger.verifier import Tampered, verify

pytestmark = pytest.mark.django_db
ACTOR = system_actor("acts of the tests")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path / "ledger" / ACTS


def sealer(folder: Path) -> Sealer:
    return Sealer(Acts(), TileStore(folder), signers_of(ACTS))


def check(folder: Path) -> int:
    return verify(folder, [one.verifier for one in signers_of(ACTS)]).size


def actions() -> list[str]:
    lines = AuditRecord.objects.in_bulk(list(Act.objects.values_list("audit_id", flat=True)))
    return [lines[act.audit_id].action for act in Act.objects.order_by("sequence")]


def test_X5_2_acts_of_the_exchange_are_sealed_in_their_order_and_others_are_not(folder: Path) -> None:
    sealer(folder).step(timezone.now())
    begun = Act.objects.count()
    for action in (
        "access.issued",
        "vacancies.closed",
        "agreements.signed",
        "credential.locked",
        "jobs.begun",
    ):
        audit.record(ACTOR, action, details={"ş": "değer"})
    audit.record(ACTOR, "accounts.granted", details={"grants": ["exchange_audit"]})
    audit.record(ACTOR, "accounts.granted", details={"grants": ["parameters"]})
    assert sealer(folder).step(timezone.now()) == 4
    assert actions()[begun:] == [
        "access.issued",
        "agreements.signed",
        "credential.locked",
        "accounts.granted",
    ]
    assert check(folder) == begun + 4
    assert sealer(folder).step(timezone.now()) == 0


def test_a_line_that_was_committed_late_is_taken_too(folder: Path) -> None:
    """The trail numbers its lines before they are committed: a lower number may come to light later."""
    audit.record(ACTOR, "access.first")
    with connection.cursor() as cursor:
        cursor.execute("select nextval('core_auditrecord_id_seq')")
        number = cursor.fetchone()[0]
    audit.record(ACTOR, "access.third")
    at_work = sealer(folder)
    at_work.step(timezone.now())
    AuditRecord.objects.create(pk=number, action="access.second", actor_kind="system")
    assert at_work.step(timezone.now()) == 1
    assert actions()[-3:] == ["access.first", "access.third", "access.second"]


def test_a_place_that_was_given_before_a_crash_is_kept(folder: Path) -> None:
    audit.record(ACTOR, "access.before_the_crash")
    Acts().after(0, 4096, timezone.now())  # places are given; nothing is sealed
    given = list(Act.objects.order_by("sequence").values_list("audit_id", flat=True))
    audit.record(ACTOR, "access.after_the_crash")
    at_work = sealer(folder)
    while at_work.step(timezone.now()):
        pass
    now = list(Act.objects.order_by("sequence").values_list("audit_id", flat=True))
    assert now[: len(given)] == given
    assert check(folder) == len(given) + 1


def test_a_changed_act_is_named(folder: Path) -> None:
    for n in range(5):
        audit.record(ACTOR, f"access.act_{n}")
    sealer(folder).step(timezone.now())
    size = check(folder)
    path = folder / tile_path("entries", 0, size)
    entries = unpack_bundle(path.read_bytes())
    entries[-2] = entries[-2].replace(b"access.act_3", b"access.act_9")
    path.write_bytes(pack_bundle(entries))
    with pytest.raises(Tampered) as caught:
        check(folder)
    assert caught.value.row == size - 2


def test_a_line_that_is_gone_from_the_trail_stops_the_sealing(folder: Path) -> None:
    Act.objects.bulk_create([Act(sequence=0, audit_id=2**40, leaf=b"x" * 32)])
    with pytest.raises(Damaged, match="is missing"):
        sealer(folder).step(timezone.now())


def test_details_too_long_for_an_entry_stand_as_their_hash() -> None:
    line = audit.record(ACTOR, "access.long", details={"list": ["x" * 100] * 1000})
    entry = act_entry(0, line)
    assert len(entry) < 1000
    assert b"sha256" in entry


def test_a_round_seals_everything_and_one_fault_stops_no_other(folder: Path) -> None:
    told: list[str] = []
    Act.objects.bulk_create([Act(sequence=0, audit_id=2**40, leaf=b"x" * 32)])
    sealing = Sealing(told.append)
    now = timezone.now()
    for seconds in range(3):
        sealing.round(now + timedelta(seconds=seconds))
    assert [line for line in told if "acts" in line] == [told[0]], "an alarm is told once"
    assert "missing" in SealState.objects.get(log=ACTS).fault
