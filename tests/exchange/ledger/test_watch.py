"""The ledger watches over itself: late seals, late time-stamps, a full disk; operators first, then the road closes."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from rfc3161_client import decode_timestamp_response

from imece.exchange.ledger.domain import stamping, watch
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.rounds import Sealing
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.models import SealState, Shard, TimeStamp
from tests.exchange.ledger.rows import AT, add_rows

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

CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A small time-stamp authority: OpenSSL answers, over HTTP. Its root and its signer are made here."""
    folder = tmp_path_factory.mktemp("authority")
    root, signer = str(folder / "root.pem"), str(folder / "signer.pem")
    (folder / "serial").write_text("01\n")
    (folder / "configuration").write_text(CONFIGURATION.format(folder=folder))
    (folder / "extensions").write_text(
        "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
    )
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Deneme Kök",
            "-keyout", str(folder / "root.key"), "-out", root, "-addext", "keyUsage=critical,keyCertSign")  # fmt: skip
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Deneme Zaman Damgası",
            "-keyout", str(folder / "signer.key"), "-out", str(folder / "signer.csr"))  # fmt: skip
    openssl("x509", "-req", "-in", str(folder / "signer.csr"), "-CA", root, "-CAkey", str(folder / "root.key"),
            "-CAcreateserial", "-days", "30", "-extfile", str(folder / "extensions"), "-out", signer)  # fmt: skip
    server = HTTPServer(("127.0.0.1", 0), _answering(folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", Path(root)
    server.shutdown()


def _answering(folder: Path) -> type[BaseHTTPRequestHandler]:
    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl("ts", "-reply", "-config", str(folder / "configuration"), "-section", "one",
                    "-queryfile", str(folder / "query"), "-signer", str(folder / "signer.pem"),
                    "-inkey", str(folder / "signer.key"), "-out", str(folder / "reply"))  # fmt: skip
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *words: object) -> None:
            pass

    return Authority


def test_a_checkpoint_is_stamped_once_and_the_stamp_holds(
    folder: Path, authority: tuple[str, Path], settings: Any
) -> None:
    settings.LEDGER_TSA_URL, settings.LEDGER_TSA_CERTIFICATE = authority[0], str(authority[1])
    add_rows(5, asked_at=AT)
    told: list[str] = []
    sealing = Sealing(told.append)
    now = timezone.now()
    for minutes in (0, 11, 22):
        sealing.round(now + timedelta(minutes=minutes))
    assert told == []
    stamp = TimeStamp.objects.get(checkpoint__log="0")
    token = decode_timestamp_response(bytes(stamp.token))
    root = authority[1].read_bytes()
    instant = stamping.check_stamp(token, stamp.checkpoint.note.encode(), root)
    assert abs(instant - datetime.now(UTC)) < timedelta(minutes=5)
    with pytest.raises(stamping.NoStamp):
        stamping.check_stamp(token, b"another note", root)
    standing = SealState.objects.get(log="0")
    assert standing.is_stamp_due
    assert standing.stamped_at == now + timedelta(minutes=22)


def test_an_authority_that_does_not_answer_is_an_alarm_and_sealing_goes_on(
    folder: Path, settings: Any
) -> None:
    settings.LEDGER_TSA_URL, settings.LEDGER_TSA_CERTIFICATE = "http://127.0.0.1:9/", str(__file__)
    add_rows(5)
    told: list[str] = []
    Sealing(told.append).round(timezone.now())
    assert told[0].startswith("ALARM time-stamp: http://127.0.0.1:9/")
    standing = SealState.objects.get(log="0")
    assert (standing.size, standing.stamped_at) == (5, None)


def test_a_stamp_of_a_stranger_is_refused(
    folder: Path, authority: tuple[str, Path], settings: Any, tmp_path: Path
) -> None:
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x",
            "-keyout", str(tmp_path / "k"), "-out", str(tmp_path / "other.pem"))  # fmt: skip
    add_rows(1)
    seal_all(folder, [0], signers_of, timezone.now())
    settings.LEDGER_TSA_URL, settings.LEDGER_TSA_CERTIFICATE = authority[0], str(tmp_path / "other.pem")
    with pytest.raises(stamping.NoStamp, match="does not hold"):
        stamping.stamp_newest("0", timezone.now())
    assert not TimeStamp.objects.exists()
