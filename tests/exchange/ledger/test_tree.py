"""The tree against the published vectors of Certificate Transparency's reference tree, and against its definition."""

import hashlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.exchange.ledger.format import leaf_of
from imece.exchange.ledger.tree import (
    EMPTY_ROOT,
    BadProof,
    check_consistency,
    check_inclusion,
    consistency_proof,
    hash_node,
    hash_row,
    inclusion_proof,
    root_of,
)

# The eight inputs and the roots over the first n of them, as the reference implementations of RFC 6962 test them.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
PATHS = {  # (leaf, size) → proof
    (0, 1): (),
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
}


def read_over(leaves: list[bytes]):  # type: ignore[no-untyped-def]
    @cache
    def read(level: int, index: int) -> bytes:
        if level == 0:
            return leaves[index]
        return hash_node(read(level - 1, 2 * index), read(level - 1, 2 * index + 1))

    return read


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hash_node(defined_root(leaves[:split]), defined_root(leaves[split:]))


LEAVES = [leaf_of(data) for data in INPUTS]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_of_the_reference_tree(size: int) -> None:
    assert root_of(size, read_over(LEAVES)).hex() == ROOTS[size - 1]
    assert hash_row(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root_of(0, read_over([])) == EMPTY_ROOT


@pytest.mark.parametrize("place, proof", PATHS.items())
def test_paths_of_the_reference_tree(place: tuple[int, int], proof: tuple[str, ...]) -> None:
    assert tuple(node.hex() for node in inclusion_proof(*place, read_over(LEAVES))) == proof


def test_consistency_of_the_reference_tree() -> None:
    assert [node.hex() for node in consistency_proof(1, 8, read_over(LEAVES))] == list(PATHS[0, 8])
    assert [node.hex() for node in consistency_proof(6, 8, read_over(LEAVES))] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


SIZES = st.integers(1, 600)


@given(SIZES, st.data())
def test_every_leaf_is_proved_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = [leaf_of(str(number).encode()) for number in range(size)]
    read, index = read_over(leaves), data.draw(st.integers(0, size - 1))
    root = defined_root(leaves)
    proof = inclusion_proof(index, size, read)
    check_inclusion(leaves[index], index, size, proof, root)
    with pytest.raises(BadProof):
        check_inclusion(leaf_of(b"another"), index, size, proof, root)
    if size > 1:
        with pytest.raises(BadProof):
            check_inclusion(leaves[index], (index + 1) % size, size, proof, root)
        with pytest.raises(BadProof):
            check_inclusion(leaves[index], index, size, proof[:-1], root)


@given(SIZES, st.data())
def test_a_continued_log_is_consistent_and_a_forked_one_is_not(size: int, data: st.DataObject) -> None:
    leaves = [leaf_of(str(number).encode()) for number in range(size)]
    first = data.draw(st.integers(1, size))
    read = read_over(leaves)
    old, new = defined_root(leaves[:first]), defined_root(leaves)
    proof = consistency_proof(first, size, read)
    check_consistency(first, size, old, new, proof)
    changed = data.draw(st.integers(0, first - 1))
    forked = [*leaves[:changed], leaf_of(b"forked"), *leaves[changed + 1 :]]
    forked_proof = consistency_proof(first, size, read_over(forked))
    with pytest.raises(BadProof):
        check_consistency(first, size, old, defined_root(forked), forked_proof)
