"""X5.3: rows become tiles and a signed checkpoint; whoever changes, removes, adds or exchanges one is found out."""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import imece
from imece.core.errors import Problem
from imece.exchange.ledger.domain.export import export_log, prove_consistency, prove_row
from imece.exchange.ledger.domain.installation import signers_of
from imece.exchange.ledger.domain.sealing_off import Damaged, Questions, Sealer, seal_all
from imece.exchange.ledger.format import HEAD, leaf_of
from imece.exchange.ledger.models import LedgerEntry, SealState, SignedCheckpoint
from imece.exchange.ledger.notes import BadNote, Checkpoint, Signer, open_checkpoint, sign_note
from imece.exchange.ledger.sealing import RowKey
from imece.exchange.ledger.tiles import TileStore, pack_bundle, tile_path, unpack_bundle
from imece.exchange.ledger.tree import check_consistency, check_inclusion, hash_row
from imece.exchange.ledger.verifier import Tampered, verify
from tests.exchange.ledger.rows import LEDGER_KEY, add_rows

pytestmark = pytest.mark.django_db
SIZE = 700


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path / "ledger"


def seal(folder: Path) -> int:
    return seal_all(folder, [0], signers_of, timezone.now())[0]


def check(folder: Path) -> Any:
    return verify(folder, [one.verifier for one in signers_of(0)])


@pytest.mark.parametrize("count", [1, 255, 256, 257, 700])
def test_a_sealed_log_verifies(folder: Path, count: int) -> None:
    add_rows(count)
    assert seal(folder) == count
    report = check(folder / "0")
    assert (report.size, report.institutions) == (count, min(count, 3))
    assert SealState.objects.get(log="0").size == count


def test_sealing_goes_on_where_it_stood(folder: Path) -> None:
    for count in (3, 253, 1, 300):
        add_rows(count)
        seal(folder)
    whole = folder.parent / "whole"
    again = Sealer(Questions(0), TileStore(whole), signers_of(0))
    while again.step(timezone.now() + timedelta(hours=1)):
        pass
    assert check(folder / "0").root == check(whole).root


def test_an_empty_ledger_has_no_checkpoint(folder: Path) -> None:
    add_rows(0)
    assert seal(folder) == 0
    with pytest.raises(BadNote):
        check(folder / "0")


def test_a_changed_row_is_found_before_it_is_sealed(folder: Path) -> None:
    add_rows(10, wrong=4)
    with pytest.raises(Damaged, match="row 4 is not as it was written"):
        seal(folder)


def test_a_missing_row_is_found_before_it_is_sealed(folder: Path) -> None:
    add_rows(10, without=6)
    with pytest.raises(Damaged, match="row 6 is missing; the next is 7"):
        seal(folder)


def test_the_fault_is_told_and_what_was_sealed_stays_good(folder: Path) -> None:
    add_rows(5)
    call_command("seal", "--once")
    add_rows(5, wrong=7)
    call_command("seal", "--once", stderr=(told := StringIO()))
    assert "row 7" in told.getvalue()
    assert "row 7" in SealState.objects.get(log="0").fault
    assert check(folder / "0").size == 5


# -- what is done to the files -------------------------------------------------------------------------------------

Harm = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def sealed(folder: Path) -> Path:
    add_rows(SIZE)
    seal(folder)
    return folder / "0"


def harmed(sealed: Path, number: int, harm: Harm, *, with_tiles: bool = False) -> None:
    whole = sealed / tile_path("entries", number)
    path = whole if whole.exists() else next(whole.with_suffix(".p").iterdir())
    entries = harm(unpack_bundle(path.read_bytes()))
    path.write_bytes(pack_bundle(entries))
    if with_tiles:
        tile = sealed / path.relative_to(sealed).as_posix().replace("entries", "0")
        tile.write_bytes(b"".join(leaf_of(entry) for entry in entries))


def at(place: int, change: Callable[[bytes], bytes]) -> Harm:
    return lambda entries: [change(one) if n == place else one for n, one in enumerate(entries)]


@pytest.mark.parametrize(
    ("number", "harm", "row"),
    [
        (0, at(3, lambda entry: entry[:-1] + b"\x09"), 3),
        (1, lambda entries: entries[:10] + entries[11:] + entries[10:11], 266),
        (1, lambda entries: [*entries[:4], entries[5], entries[4], *entries[6:]], 260),
        (2, lambda entries: entries[:-1], 512), (0, lambda entries: [entries[0], *entries[:-1]], 1),
    ],
    ids=["changed", "removed", "exchanged", "cut off", "inserted"],
)  # fmt: skip
def test_X5_3_the_first_bad_row_is_named(sealed: Path, number: int, harm: Harm, row: int) -> None:
    harmed(sealed, number, harm)
    with pytest.raises(Tampered) as caught:
        check(sealed)
    assert caught.value.row == row


def test_rows_and_tiles_exchanged_together_miss_the_signed_root(sealed: Path) -> None:
    harmed(sealed, 2, at(5, lambda entry: entry[:-1] + b"\x09"), with_tiles=True)
    with pytest.raises(Tampered, match="do not lead to the root"):
        check(sealed)


def test_numbers_that_do_not_go_on_are_found_even_under_a_right_tree(sealed: Path) -> None:
    """Whoever holds the key and drops a row of an institution breaks its own numbering."""
    entries = unpack_bundle((sealed / tile_path("entries", 0)).read_bytes())
    kept = entries[:100] + [HEAD.pack(*_renumbered(entry)) + entry[HEAD.size :] for entry in entries[101:200]]
    forged = sealed.parent / "forged"
    store = TileStore(forged)
    store.write_bundle(0, kept)
    leaves = [leaf_of(entry) for entry in kept]
    store.write(0, 0, leaves)
    checkpoint = Checkpoint(signers_of(0)[0].name, len(kept), hash_row(leaves))
    store.write_checkpoint(sign_note(checkpoint.text(), signers_of(0)))
    with pytest.raises(Tampered, match="own number is"):
        check(forged)


def _renumbered(entry: bytes) -> list[Any]:
    values = list(HEAD.unpack_from(entry))
    values[2] -= 1
    return values


def test_a_checkpoint_of_another_key_is_no_checkpoint(sealed: Path) -> None:
    stranger = Signer(signers_of(0)[0].name, b"s" * 32)
    checkpoint = open_checkpoint((sealed / "checkpoint").read_text(), [one.verifier for one in signers_of(0)])
    (sealed / "checkpoint").write_text(sign_note(checkpoint.text(), [stranger]))
    with pytest.raises(BadNote):
        check(sealed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_of_any_file_passes(sealed: Path, tmp_path: Path, data: st.DataObject) -> None:
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(sealed, copy)
    path = data.draw(st.sampled_from(sorted(one for one in copy.rglob("*") if one.is_file())))
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(content))
    with pytest.raises((Tampered, BadNote, UnicodeDecodeError)):
        check(copy)


# -- out of the house ----------------------------------------------------------------------------------------------


def test_export_and_verify_without_a_database(folder: Path, tmp_path: Path) -> None:
    add_rows(SIZE)
    seal(folder)
    output = StringIO()
    call_command("ledger", "export", str(tmp_path / "out"), stdout=output)
    assert f"{SIZE} rows" in output.getvalue()
    out = tmp_path / "out"
    command = [sys.executable, "-m", "imece", "ledger", "verify", str(out / "0"), "--key", str(out / "0.key")]
    environment = {"HOME": str(tmp_path), "PYTHONPATH": str(Path(imece.__file__).parents[1])}
    good = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (good.returncode, good.stdout.split(":")[0]) == (0, "good"), good.stderr
    harmed(out / "0", 1, at(44, lambda entry: entry[:-1] + b"\x09"))
    bad = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert bad.returncode == 1
    assert "row 300" in bad.stderr


def test_a_state_that_was_signed_before_cannot_be_taken_back(folder: Path, tmp_path: Path) -> None:
    """The log is cut and signed anew by its own key; the earlier signed state tells."""
    add_rows(SIZE)
    seal(folder)
    export_log("0", tmp_path / "out")
    assert SignedCheckpoint.objects.filter(log="0").exists()
    out = tmp_path / "out" / "0"
    entries = TileStore(out).bundle(0)[:100]
    shutil.rmtree(out / "tile")
    store = TileStore(out)
    store.write_bundle(0, entries)
    leaves = [leaf_of(entry) for entry in entries]
    store.write(0, 0, leaves)
    store.write_checkpoint(
        sign_note(Checkpoint(signers_of(0)[0].name, 100, hash_row(leaves)).text(), signers_of(0))
    )
    with pytest.raises(Tampered, match="was signed, but only 100"):
        check(out)


@pytest.mark.parametrize("row", [0, 255, 256, SIZE - 1])
def test_one_row_is_proved_and_opened_without_any_other(folder: Path, row: int) -> None:
    add_rows(SIZE)
    seal(folder)
    proof = json.loads(json.dumps(prove_row("0", row, opens=True, ledger_key=LEDGER_KEY)))
    checkpoint = open_checkpoint(proof["checkpoint"], [one.verifier for one in signers_of(0)])
    entry = base64.b64decode(proof["entry"])
    path = [bytes.fromhex(node) for node in proof["path"]]
    check_inclusion(leaf_of(entry), row, checkpoint.size, path, checkpoint.root)
    assert proof["content"]["file"] == f"D-{row}"
    key = RowKey(bytes.fromhex(proof["row_key"]["key"]), bytes.fromhex(proof["row_key"]["nonce"]))
    sealed = bytes(LedgerEntry.objects.get(sequence=row).sealed)
    assert key.open(entry[: HEAD.size], sealed).subject == f"{10000000000 + row}"


def test_a_row_that_is_not_sealed_yet(folder: Path) -> None:
    add_rows(5)
    seal(folder)
    with pytest.raises(Problem, match="LED-001"):
        prove_row("0", 5, opens=False, ledger_key=LEDGER_KEY)


def test_the_log_of_today_continues_that_of_yesterday(folder: Path) -> None:
    add_rows(300)
    seal(folder)
    verifiers = [one.verifier for one in signers_of(0)]
    old = open_checkpoint((folder / "0" / "checkpoint").read_text(), verifiers)
    add_rows(400)
    seal(folder)
    proof = prove_consistency("0", 300)
    new = open_checkpoint(proof["checkpoint"], verifiers)
    check_consistency(300, 700, old.root, new.root, [bytes.fromhex(node) for node in proof["path"]])


def test_keys_roll_over_with_both_valid(folder: Path, settings: Any) -> None:
    add_rows(10)
    seal(folder)
    former = [one.verifier for one in signers_of(0)]
    known = settings.INSTALLATION.secrets
    before = dict(known)
    try:
        known |= {"checkpoint_key_old": known["checkpoint_key"], "checkpoint_key": "another key"}
        add_rows(10)
        assert seal(folder) == 20
        assert verify(folder / "0", former).size == 20
        assert verify(folder / "0", [signers_of(0)[0].verifier]).size == 20
    finally:
        known.clear()
        known.update(before)
