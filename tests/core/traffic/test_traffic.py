"""KVK-12: one line a request where the switch is on, nothing where it is off; closed days are chained and kept."""

import logging
import multiprocessing
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live_settings
from django.core.management import CommandError, call_command
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from imece.config.environment import Environment, SettingsProblem
from imece.core.actor import system_actor
from imece.core.models import Parameter
from imece.core.parameters import Parameters
from imece.core.retention import PLAN
from imece.core.time_stamps import stamped_at
from imece.core.traffic.days import close_days, destroy_old_files, faults
from imece.core.traffic.log import file_of, traffic_folder, write_line
from imece.core.traffic.models import TrafficDay
from imece.core.transactions import acting
from tests.time_stamp_authority import Authority, serve_authority

pytestmark = pytest.mark.django_db
CLOCK = system_actor("traffic.close")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
YESTERDAY = TODAY - timedelta(days=1)
PAGE = "/saklama-imha/"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    folder = traffic_folder()
    folder.mkdir()
    return folder


@pytest.fixture
def browser(tmp_path: Path, settings: Any) -> Client:
    settings.HOME, settings.TRAFFIC_LOG = tmp_path, True
    return Client()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with serve_authority(tmp_path_factory.mktemp("authority")) as one:
        yield one


def make_request(path: str) -> Any:
    request = RequestFactory().get(path)
    request.client_address = "192.0.2.7"  # type: ignore[attr-defined]
    request.resolver_match = None
    return request


def fill(day: date, lines: int = 2) -> Path:
    for number in range(lines):
        at = datetime(day.year, day.month, day.day, 9, 30, number, tzinfo=UTC)
        write_line(make_request(f"/sayfa/{number}/"), HttpResponse(b"12345"), at)
    return file_of(day)


def written() -> list[str]:
    return [line for path in sorted(traffic_folder().iterdir()) for line in path.read_text().splitlines()]


# ------------------------------------------------------------------------------------------ the switch
def test_KVK_12_off_is_the_default_and_writes_nothing(tmp_path: Path, settings: Any) -> None:
    assert Environment({}).flag("IMECE_TRAFFIC_LOG") is False
    assert live_settings.TRAFFIC_LOG is False
    settings.HOME = tmp_path
    assert Client().get(PAGE).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_value_of_the_switch_stops_the_start() -> None:
    with pytest.raises(SettingsProblem, match="IMECE_TRAFFIC_LOG is 'yes'"):
        Environment({"IMECE_TRAFFIC_LOG": "yes"}).flag("IMECE_TRAFFIC_LOG")


# ------------------------------------------------------------------------------------------ a line
def test_KVK_12_a_request_leaves_one_line(browser: Client) -> None:
    answer = browser.get(PAGE, {"kimlik": "10000000146"}, REMOTE_ADDR="192.0.2.7")
    (line,) = written()
    instant, *rest = line.split(" ")
    assert rest == ["192.0.2.7", "GET", PAGE, "200", str(len(answer.content))]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", instant)
    assert abs(datetime.fromisoformat(instant) - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_page_that_is_not_there_and_a_fault_leave_their_line(browser: Client) -> None:
    browser.post("/yok/", {"sifre": "gizli"})
    assert written()[0].split(" ")[2:5] == ["POST", "/yok/", "404"]


def test_the_address_is_the_one_the_platform_trusts(browser: Client, settings: Any) -> None:
    settings.PROXY_COUNT = 1
    browser.get(PAGE, HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.4", REMOTE_ADDR="10.0.0.1")
    assert written()[0].split(" ")[1] == "198.51.100.4"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/kisi/10000000146/", "/kisi/100******46/"),
        ("/kisi/x10000000146y", "/kisi/x100******46y"),
        ("/mersis/0313055766900016/", "/mersis/031***********16/"),
        ("/istem/1234567890/", "/istem/1234567890/"),
        ("/iş yeri/", "/i%C5%9F%20yeri/"),
        ("/a\n2026-11-22T00:00:00.000Z x/", "/a%0A2026-11-22T00%3A00%3A00.000Z%20x/"),
    ],
)
def test_numbers_are_masked_and_a_line_stays_a_line(folder: Path, path: str, shown: str) -> None:
    request = make_request("/")
    request.path = path
    write_line(request, StreamingHttpResponse([b"1"]), NOON)
    assert written() == [f"2026-11-22T12:00:00.000Z 192.0.2.7 GET {shown} 200 -"]


def test_what_opens_a_feed_is_not_in_the_log(browser: Client) -> None:
    browser.get("/isveren/yukumlulukler/gizli-anahtar.ics")
    assert written()[0].split(" ")[3] == "/isveren/yukumlulukler/***.ics"


def test_a_log_that_cannot_be_written_stops_nobody(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    browser.get(PAGE)
    for path in traffic_folder().iterdir():
        path.unlink()
    traffic_folder().rmdir()
    logging.getLogger("imece").propagate = True
    assert browser.get(PAGE).status_code == 200
    assert "traffic log" in caplog.text


def _write_many(letter: str, count: int) -> None:
    for number in range(count):
        write_line(make_request(f"/{letter * (number % 700 + 1)}/"), HttpResponse(b""), NOON)


def test_KVK_12_two_processes_at_once_lose_no_line_and_mix_none(folder: Path) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_write_many, args=(letter, 3000)) for letter in "ab"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0, 0]
    lines = written()
    assert len(lines) == 6000
    whole = re.compile(r"2026-11-22T12:00:00\.000Z 192\.0\.2\.7 GET /(a+|b+)/ 200 0")
    assert [line for line in lines if not whole.fullmatch(line)] == []
    assert file_of(TODAY).stat().st_mode & 0o777 == 0o600


# ------------------------------------------------------------------------------------------ closing
def test_KVK_12_days_that_are_over_are_closed_once_and_chained(folder: Path) -> None:
    first = YESTERDAY - timedelta(days=3)  # a day without a request has no file
    for day, lines in ((first, 2), (YESTERDAY, 3), (TODAY, 1)):
        fill(day, lines)
    closed = close_days(actor=CLOCK, now=NOON)
    assert [(row.day, row.line_count) for row in closed] == [(first, 2), (YESTERDAY, 3)]
    assert [row.previous for row in closed] == ["", closed[0].chain]
    assert close_days(actor=CLOCK, now=NOON) == []
    (row,) = close_days(actor=CLOCK, now=NOON + timedelta(days=1))
    assert (row.day, row.previous) == (TODAY, closed[1].chain)
    assert list(faults(NOON + timedelta(days=1))) == []


def _one_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"192.0.2.7", b"192.0.2.8", 1))


def _one_line_more(path: Path) -> None:
    with path.open("a") as file:
        file.write("2026-11-21T23:59:59.999Z 192.0.2.9 GET / 200 1\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_one_byte, "the file is not the one that was closed (2 lines, then 2)"),
        (_one_line_more, "the file is not the one that was closed (3 lines, then 2)"),
        (Path.unlink, "the file is gone"),
    ],
)
def test_KVK_12_a_changed_file_is_found_out(folder: Path, change: Callable[[Path], None], told: str) -> None:
    path = fill(YESTERDAY)
    close_days(actor=CLOCK, now=NOON)
    change(path)
    assert list(faults(NOON)) == [f"{YESTERDAY}: {told}"]


def test_a_row_put_in_between_and_a_file_never_closed_are_found_out(folder: Path) -> None:
    for days in (3, 1):
        fill(TODAY - timedelta(days=days))
    first, second = close_days(actor=CLOCK, now=NOON)
    between = TODAY - timedelta(days=2)
    fill(between)
    fill(TODAY - timedelta(days=9))
    with acting(CLOCK):
        TrafficDay.objects.create(
            day=between, line_count=2, sha256=second.sha256, previous=first.chain, chain="0" * 64, at=NOON
        )
    assert list(faults(NOON)) == [
        f"{between}: the chain is broken",
        f"{between}: the file is not the one that was closed (2 lines, then 2)",
        f"{YESTERDAY}: the chain is broken",
        f"{TODAY - timedelta(days=9)}: has a file and was never closed",
    ]


def test_the_command_says_good_or_what_is_not(folder: Path) -> None:
    path = fill(YESTERDAY)
    (row,) = close_days(actor=CLOCK, now=datetime.now(UTC))
    out = StringIO()
    call_command("verify_traffic_log", stdout=out)
    assert f"good: 1 days up to {YESTERDAY}, chain {row.chain}" in out.getvalue()
    _one_byte(path)
    told = StringIO()
    with pytest.raises(CommandError, match="1 of what was checked"):
        call_command("verify_traffic_log", stdout=StringIO(), stderr=told)
    assert "the file is not the one that was closed" in told.getvalue()


# ------------------------------------------------------------------------------------------ time-stamps
def test_KVK_12_the_chain_is_time_stamped_where_an_authority_is_named(
    folder: Path, authority: Authority, settings: Any, tmp_path: Path
) -> None:
    settings.TSA_URL, settings.TSA_CERTIFICATE = authority.url, str(authority.root)
    for days in (2, 1):
        fill(TODAY - timedelta(days=days))
    older, newest = close_days(actor=CLOCK, now=NOON)
    assert older.stamp is None  # the newest covers it
    kept = TrafficDay.objects.get(pk=newest.pk)
    instant = stamped_at(bytes(kept.stamp), kept.chain.encode())
    assert abs(instant - datetime.now(UTC)) < timedelta(minutes=5)
    assert list(faults(NOON)) == []
    settings.TSA_CERTIFICATE = str(tmp_path / "none.pem")
    assert "IMECE_TSA_CERTIFICATE cannot be read" in "".join(faults(NOON))


def test_an_authority_that_does_not_answer_stops_no_closing(
    folder: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TSA_URL, settings.TSA_CERTIFICATE = "http://127.0.0.1:9/", str(__file__)
    fill(YESTERDAY)
    logging.getLogger("imece").propagate = True
    (row,) = close_days(actor=CLOCK, now=NOON)
    assert row.stamp is None
    assert "no time-stamp for" in caplog.text


# ------------------------------------------------------------------------------------------ keeping
def test_KVK_12_files_go_after_two_years_unless_told_otherwise(folder: Path) -> None:
    assert Parameters(TODAY).integer("traffic_log_keep_days") == 730
    assert Parameter.objects.get(name="traffic_log_keep_days").confidence == "check"
    due, kept = (TODAY - timedelta(days=days) for days in (731, 730))
    for day in (due, kept):
        fill(day)
    close_days(actor=CLOCK, now=NOON)
    assert destroy_old_files(NOON) == 1
    assert (file_of(due).exists(), file_of(kept).exists()) == (False, True)
    assert list(faults(NOON)) == []  # what went in its time is no fault; its row stays
    assert TrafficDay.objects.filter(day=due).exists()
    assert PLAN["traffic.files"].destroy(NOON) == 0
