"""Tiles on disk (C2SP tlog-tiles): the same root as the definition, at any size and after any restart."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imece.exchange.ledger.format import leaf_of
from imece.exchange.ledger.tiles import (
    DamagedTile,
    Growing,
    TileStore,
    pack_bundle,
    tile_path,
    unpack_bundle,
    write_durably,
)
from imece.exchange.ledger.tree import (
    check_consistency,
    check_inclusion,
    consistency_proof,
    hash_row,
    inclusion_proof,
    root_of,
)

LEAVES = [leaf_of(str(number).encode()) for number in range(66_000)]  # over 256², so that level 2 begins


@pytest.mark.parametrize(
    "number, width, path",
    [
        (0, 256, "tile/0/000"),
        (7, 12, "tile/0/007.p/12"),
        (1_234_067, 256, "tile/0/x001/x234/067"),
        (1_000, 1, "tile/0/x001/000.p/1"),
    ],
)
def test_paths_are_those_of_tlog_tiles(number: int, width: int, path: str) -> None:
    assert tile_path(0, number, width) == path


def test_a_long_log_grows_in_portions(tmp_path: Path) -> None:
    store, size = TileStore(tmp_path), 0
    for portion in (1, 254, 1, 1, 255, 1_000, 64_024, 400):
        growing = Growing(store, size)  # a restart each time
        for leaf in LEAVES[size : size + portion]:
            growing.append(leaf)
        growing.flush()
        size += portion
        assert growing.root == hash_row(LEAVES[:size])
        assert root_of(size, store.node) == growing.root
    for index in (0, 255, 256, 65_535, 65_536, size - 1):
        proof = inclusion_proof(index, size, store.node)
        check_inclusion(LEAVES[index], index, size, proof, growing.root)
    proof = consistency_proof(300, size, store.node)
    check_consistency(300, size, hash_row(LEAVES[:300]), growing.root, proof)
    assert not list(tmp_path.rglob(".*.new"))
    assert len(list(tmp_path.rglob("*.p/*"))) == 3, "of a tile that is not full only the newest is kept"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
def test_any_portions_lead_to_the_same_root(
    tmp_path_factory: pytest.TempPathFactory, portions: list[int]
) -> None:
    store, size = TileStore(tmp_path_factory.mktemp("log")), 0
    for portion in portions:
        growing = Growing(store, size)
        for leaf in LEAVES[size : size + portion]:
            growing.append(leaf)
        growing.flush()
        size += portion
    assert growing.root == hash_row(LEAVES[:size])


def test_a_missing_tile_is_named(tmp_path: Path) -> None:
    growing = Growing(TileStore(tmp_path))
    for leaf in LEAVES[:300]:
        growing.append(leaf)
    growing.flush()
    (tmp_path / "tile/0/000").unlink()
    with pytest.raises(DamagedTile, match="tile/0/000"):
        inclusion_proof(5, 300, growing.store.node)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_keep_their_entries(entries: list[bytes]) -> None:
    assert unpack_bundle(pack_bundle(entries)) == entries


def test_a_bundle_that_ends_early_is_damaged() -> None:
    bundle = pack_bundle([b"one", b"two"])
    for end in (len(bundle) - 1, len(bundle) - 4):
        with pytest.raises(DamagedTile):
            unpack_bundle(bundle[:end])


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_durably(tmp_path / "a" / "checkpoint", b"old")
    write_durably(tmp_path / "a" / "checkpoint", b"new")
    assert (tmp_path / "a" / "checkpoint").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["checkpoint"]
