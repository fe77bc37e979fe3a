"""A part of the log for one institution: complete by its own numbers, true by the signed tree, silent about others."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from imece.exchange.ledger.domain.export import export_extract
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.extracts import ENTRIES, Contents, verify_extract
from imece.exchange.ledger.format import unpack
from imece.exchange.ledger.notes import BadNote
from imece.exchange.ledger.tiles import pack_bundle, tile_path, unpack_bundle
from imece.exchange.ledger.verifier import Report, Tampered
from tests.exchange.ledger.rows import AT, add_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    add_rows(700)
    add_rows(20, asked_at=AT + 48 * 3_600_000_000)
    seal_all(tmp_path / "ledger", [0], signers_of, timezone.now())
    call_command("ledger", "export", str(tmp_path / "out"), "--institution", "2")
    return tmp_path / "out" / "0"


def check(folder: Path) -> Report:
    return verify_extract(folder, [one.verifier for one in signers_of(0)])


def test_an_institution_gets_its_rows_and_nobody_elses(out: Path) -> None:
    report = check(out)
    rows = [unpack(entry) for entry in unpack_bundle((out / ENTRIES).read_bytes())]
    assert (report.size, report.institutions) == (240, 1)
    assert {row.institution for row in rows} == {2}
    assert not list((out / "tile").glob("entries"))


@pytest.mark.parametrize(
    "harm, words",
    [
        (lambda entries: entries[:-1], "239 entries are here; 240 were given"),
        (lambda entries: [*entries[:50], *entries[51:], entries[-1]], "number 51 is missing"),
        (lambda entries: [*entries[:3], entries[4], entries[3], *entries[5:]], "number 4 is missing"),
        (lambda entries: [entries[0][:-1] + b"\x09", *entries[1:]], "does not stand in the sealed log"),
    ],
    ids=["cut off", "removed", "exchanged", "changed"],
)
def test_a_tampered_extract_is_found_out(
    out: Path, harm: Callable[[list[bytes]], list[bytes]], words: str
) -> None:
    path = out / ENTRIES
    path.write_bytes(pack_bundle(harm(unpack_bundle(path.read_bytes()))))
    with pytest.raises(Tampered, match=words):
        check(out)


def test_changed_tiles_and_contents_are_found_out(out: Path) -> None:
    tile = out / tile_path(0, 1)
    good = tile.read_bytes()
    tile.write_bytes(b"\x00" + good[1:])
    with pytest.raises(Tampered, match="do not lead to the signed root"):
        check(out)
    tile.unlink()
    with pytest.raises(Tampered, match="tile/0/001"):
        check(out)
    tile.write_bytes(good)
    contents = out / "contents"
    contents.write_text(contents.read_text().replace("count 240", "count 239"))
    with pytest.raises(BadNote):
        check(out)


@pytest.mark.parametrize(
    "first_on, last_on, count",
    [
        (None, date(2026, 11, 20), 700),
        (date(2026, 11, 21), None, 20),
        (date(2026, 11, 21), date(2026, 11, 21), 0),
    ],
)
def test_days_choose_rows(out: Path, tmp_path: Path, first_on: date, last_on: date, count: int) -> None:
    goal = tmp_path / "days"
    assert export_extract("0", goal, institution=None, first_on=first_on, last_on=last_on) == count
    assert check(goal / "0").size == count


def test_contents_come_back_from_their_text() -> None:
    contents = Contents("log/0", "-", "2026-11-01", "-", 5, 9)
    assert Contents.parse(contents.text()) == contents
    for text in ("", "x\n", contents.text().replace("count 5", "count five")):
        with pytest.raises(BadNote):
            Contents.parse(text)
