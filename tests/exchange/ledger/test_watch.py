"""The ledger watches over itself: late seals, late time-stamps, a full disk; operators first, then the road closes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from imece.core.time_stamps import NoStamp, stamped_at
from imece.exchange.ledger.domain import stamping, watch
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.rounds import Sealing
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.models import SealState, Shard, TimeStamp
from tests.exchange.ledger.rows import AT, add_rows
from tests.time_stamp_authority import Authority, openssl, serve_authority

pytestmark = pytest.mark.django_db
NOW_AT = int(datetime.now(UTC).timestamp() * 1_000_000)


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path
    monkeypatch.setattr(watch, "disk_percent", lambda: 10)
    return tmp_path / "ledger"


def state(**values: Any) -> None:
    """A `timedelta` is so long ago."""
    Shard.objects.update_or_create(number=0, defaults={"next_sequence": 10})
    now = timezone.now()
    given = {"size": 5, "sealed_at": now, **values}
    given = {name: now - one if isinstance(one, timedelta) else one for name, one in given.items()}
    SealState.objects.update_or_create(log="0", defaults=given)


@pytest.mark.parametrize(
    "values, code",
    [
        ({}, ""),
        ({"sealed_at": timedelta(hours=3.9)}, ""),
        ({"sealed_at": timedelta(hours=4.1)}, "LED-010"),
        ({"sealed_at": timedelta(hours=4.1), "size": 10}, ""),
        ({"is_stamp_due": True, "stamped_at": timedelta(hours=3.9)}, ""),
        ({"is_stamp_due": True, "stamped_at": timedelta(hours=4.1)}, "LED-011"),
        ({"is_stamp_due": True}, "LED-011"),
        ({"is_stamp_due": False, "stamped_at": timedelta(hours=9)}, ""),
        ({"disk_percent": 91}, ""),
        ({"disk_percent": 92}, "LED-012"),
    ],
)
def test_the_road_closes_after_four_hours_and_at_92_percent(values: dict[str, Any], code: str) -> None:
    state(**values)
    found = watch.refusal()
    assert (found.code if found else "") == code


def test_a_sealer_that_never_ran_closes_the_road_too() -> None:
    add_rows(1, asked_at=NOW_AT - 3 * 3_600_000_000)
    assert watch.refusal() is None
    add_rows(1, shard=1, asked_at=NOW_AT - 5 * 3_600_000_000)
    assert watch.refusal() is watch.NOT_SEALED_LONG


@pytest.mark.parametrize(
    "values, words",
    [
        ({"sealed_at": timedelta(hours=0.4)}, []),
        ({"sealed_at": timedelta(hours=0.6)}, ["Not sealed for half an hour"]),
        ({"is_stamp_due": True, "stamped_at": timedelta(hours=0.6)}, ["No time-stamp for half an hour"]),
        ({"disk_percent": 69}, []),
        ({"disk_percent": 70}, ["The disk fills"]),
        ({"fault": "row 7 is not as it was written"}, ["A row is not as it was written"]),
    ],
)
def test_operators_are_told_long_before(values: dict[str, Any], words: list[str]) -> None:
    from django.utils import translation

    state(**values)
    with translation.override("en"):
        found = [str(alarm.text) for alarm in watch.alarms(timezone.now())]
    assert len(found) == len(words)
    assert all(text.startswith(word) for text, word in zip(found, words, strict=True))


def test_the_status_command_tells_backlog_alarms_and_closing() -> None:
    state(sealed_at=timedelta(hours=5))
    call_command("ledger", "status", stdout=(told := StringIO()))
    assert "log 0: 5 rows wait" in told.getvalue()
    assert "ALARM log 0" in told.getvalue()
    assert "CLOSED LED-010" in told.getvalue()


def test_the_disk_is_measured(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    assert 0 < watch.disk_percent() <= 100


def test_a_round_measures_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "disk_percent", lambda: 93)
    add_rows(3)
    told: list[str] = []
    Sealing(told.append).round(timezone.now())
    assert SealState.objects.get(log="0").disk_percent == 93
    assert told == ["ALARM disk: the disk of the ledger is full to 93 %"]
    assert watch.refusal() is watch.DISK_FULL


# -- time-stamps by a real authority ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with serve_authority(tmp_path_factory.mktemp("authority")) as one:
        yield one


def test_a_checkpoint_is_stamped_once_and_the_stamp_holds(
    folder: Path, authority: Authority, settings: Any
) -> None:
    settings.TSA_URL, settings.TSA_CERTIFICATE = authority.url, str(authority.root)
    add_rows(5, asked_at=AT)
    told: list[str] = []
    sealing = Sealing(told.append)
    now = timezone.now()
    for minutes in (0, 11, 22):
        sealing.round(now + timedelta(minutes=minutes))
    assert told == []
    stamp = TimeStamp.objects.get(checkpoint__log="0")
    instant = stamped_at(bytes(stamp.token), stamp.checkpoint.note.encode())
    assert abs(instant - datetime.now(UTC)) < timedelta(minutes=5)
    with pytest.raises(NoStamp):
        stamped_at(bytes(stamp.token), b"another note")
    standing = SealState.objects.get(log="0")
    assert standing.is_stamp_due
    assert standing.stamped_at == now + timedelta(minutes=22)


def test_an_authority_that_does_not_answer_is_an_alarm_and_sealing_goes_on(
    folder: Path, settings: Any
) -> None:
    settings.TSA_URL, settings.TSA_CERTIFICATE = "http://127.0.0.1:9/", str(__file__)
    add_rows(5)
    told: list[str] = []
    Sealing(told.append).round(timezone.now())
    assert told[0].startswith("ALARM time-stamp: http://127.0.0.1:9/")
    standing = SealState.objects.get(log="0")
    assert (standing.size, standing.stamped_at) == (5, None)


def test_a_stamp_of_a_stranger_is_refused(
    folder: Path, authority: Authority, settings: Any, tmp_path: Path
) -> None:
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x",
            "-keyout", str(tmp_path / "k"), "-out", str(tmp_path / "other.pem"))  # fmt: skip
    add_rows(1)
    seal_all(folder, [0], signers_of, timezone.now())
    settings.TSA_URL, settings.TSA_CERTIFICATE = authority.url, str(tmp_path / "other.pem")
    with pytest.raises(NoStamp, match="does not hold"):
        stamping.stamp_newest("0", timezone.now())
    assert not TimeStamp.objects.exists()
