"""X7.2: measured uptime, the status page, subscriptions, and material owed for protocol services."""

import http.server
import json
import re
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.notifications.models import OutboxMessage
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.interruptions import Story, announce_maintenance, begin_maintenance
from imece.exchange.continuity.domain.probing import Health, ask_gateway, probe_road, record_probe
from imece.exchange.continuity.domain.queries import uptimes
from imece.exchange.continuity.models import Interruption, ServiceProbe, StatusSubscription, UptimeMonth
from imece.reference.public import ISTANBUL

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=ISTANBUL)
PAGE = "/veri-degisimi/durum/"


class Gateway(http.server.BaseHTTPRequestHandler):
    answer = (200, b'{"down": ["registry.person v1"]}')

    def do_GET(self) -> None:
        code, body = self.answer
        self.send_response(code if self.path == "/health" else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def gateway() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_gateway_is_asked_and_its_answer_kept(gateway: str, settings: object) -> None:
    settings.EXCHANGE_URL = gateway  # type: ignore[attr-defined]
    probe = probe_road(now=NOON + timedelta(seconds=20))
    assert probe is not None
    assert (probe.at, probe.is_up, probe.down) == (NOON, True, ["registry.person v1"])
    assert probe_road(now=NOON + timedelta(seconds=50)) is None, "one look a minute"
    shares = {one.service: one.share for one in uptimes(NOON.date())}
    assert (shares[""], shares["registry.person v1"]) == (Decimal(100), Decimal(0))


@pytest.mark.parametrize("answer", [(503, b"{}"), (200, b"<html>"), (200, b'{"down": 7}')])
def test_whatever_goes_wrong_is_down_with_its_words(
    gateway: str, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes]
) -> None:
    monkeypatch.setattr(Gateway, "answer", answer)
    health = ask_gateway(gateway)
    assert not health.is_up
    assert health.detail
    assert not ask_gateway("http://127.0.0.1:1").is_up


def test_nothing_is_measured_without_a_gateway(settings: object) -> None:
    settings.EXCHANGE_URL = ""  # type: ignore[attr-defined]
    assert probe_road(now=NOON) is None
    assert not ServiceProbe.objects.exists()


def test_uptime_is_rounded_down_and_leaves_announced_windows_out(operator: Actor) -> None:
    service = ServiceVersion.objects.order_by("pk")[0]
    evening = datetime(2026, 6, 5, 19, 0, tzinfo=ISTANBUL)
    for minute in range(3):
        record_probe(health=Health(True, 900), minute=NOON + timedelta(minutes=minute))
    record_probe(health=Health(False, 900), minute=NOON + timedelta(minutes=3))
    work = announce_maintenance(
        story=Story(title="Bakım", services=[service.name]), begins=evening, ends=evening + timedelta(hours=1),
        actor=operator, now=NOON,
    )  # fmt: skip
    begin_maintenance(interruption=work, begun_at=evening, actor=operator, now=evening)
    record_probe(health=Health(True, 900), minute=evening)  # within its window
    record_probe(
        health=Health(True, 900), minute=evening + timedelta(hours=2)
    )  # it took longer than announced
    row = UptimeMonth.objects.get(service=str(service), month=date(2026, 6, 1))
    assert (row.probe_count, row.up_count, row.planned_count) == (6, 3, 1)
    [mine] = [one for one in uptimes(date(2026, 6, 30)) if one.service == str(service)]
    assert mine.share == Decimal("60.00")
    [road] = [one for one in uptimes(date(2026, 6, 30)) if one.service == ""]
    assert road.share == Decimal("83.33")


def test_the_page_says_now_planned_and_past(client: Client, outage: Interruption, operator: Actor) -> None:
    with time_machine.travel(NOON):
        page = client.get(PAGE).content.decode()
        assert outage.title in page
        assert "Bazı servisler yanıt vermiyor" in page
        told = json.loads(client.get(f"{PAGE}durum.json").content)
    assert told["state"] == "down"
    [row] = told["interruptions"]
    assert (row["number"], row["state"]) == (outage.number, "ongoing")


def test_without_a_fresh_look_nothing_is_claimed(client: Client) -> None:
    with time_machine.travel(NOON):
        record_probe(health=Health(True, 900), minute=NOON)
        assert client.get(f"{PAGE}durum.json").json()["state"] == "up"
    with time_machine.travel(NOON + timedelta(minutes=6)):
        assert client.get(f"{PAGE}durum.json").json()["state"] == "unknown"


def test_the_numbers_are_there_as_csv(client: Client) -> None:
    with time_machine.travel(NOON):
        record_probe(health=Health(True, 900), minute=NOON)
        lines = client.get(f"{PAGE}calisma-sureleri.csv").content.decode().splitlines()
    assert lines[0] == "service,month,looks,up,planned_down,share_percent"
    assert ",2026-06,1,1,0,100.00" in lines


def test_a_subscriber_is_told_after_confirming_and_ends_it_by_one_press(
    client: Client, operator: Actor
) -> None:
    client.post(f"{PAGE}abonelik/", {"email": "abone@example.org"})
    row = StatusSubscription.objects.get()
    assert row.confirmed_at is None
    link = re.search(r"/veri-degisimi/durum/onay/\S+", OutboxMessage.objects.get().body)
    assert link is not None
    assert client.get(link.group()).status_code == 200
    row.refresh_from_db()
    assert row.confirmed_at is None, "mail programs follow links by themselves"
    client.post(link.group())
    story = Story(title="Bakım (deneme)")
    times = {
        "begins": datetime(2026, 6, 5, 19, 0, tzinfo=ISTANBUL),
        "ends": datetime(2026, 6, 5, 20, 0, tzinfo=ISTANBUL),
    }
    announce_maintenance(story=story, actor=operator, now=NOON, **times)
    message = OutboxMessage.objects.get(notice="continuity.status")
    path = message.unsubscribe_url.partition("/veri-degisimi")[2]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(f"/veri-degisimi{path}").status_code == 200
    assert not StatusSubscription.objects.exists()
    assert stranger.post(f"/veri-degisimi{path}").status_code == 200, "twice is once"


def test_a_strangers_pressing_does_not_fill_a_mailbox(client: Client) -> None:
    for _time in range(3):
        answer = client.post(f"{PAGE}abonelik/", {"email": "abone@example.org"})
        assert answer.status_code == 200
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("page", ["onay", "ayril"])
def test_a_forged_link_is_no_subscription(client: Client, page: str) -> None:
    assert client.post(f"{PAGE}{page}/1:abc:def/").status_code == 404
    assert timezone.now()
