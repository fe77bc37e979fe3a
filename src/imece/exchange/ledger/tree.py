"""The Merkle tree of RFC 6962 over a log's leaves: root, proofs, and their checks. Pure; knows no storage.

`ReadNode` answers the hash of a whole subtree: `read(level, index)` covers the 2^level leaves from index·2^level on.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

HASH_LENGTH: Final = 32
NODE_PREFIX: Final = b"\x01"
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
ReadNode = Callable[[int, int], bytes]


class BadProof(ValueError):
    """The proof does not lead to the root."""


def hash_node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


def hash_row(hashes: Sequence[bytes]) -> bytes:
    """Root over hashes that stand side by side at one level; at least one."""
    return fold(subtrees(hashes))


def subtrees(hashes: Sequence[bytes]) -> list[bytes]:
    """Roots of the whole subtrees (the binary digits of the count) from the left, the largest first."""
    roots: list[bytes] = []
    start = 0
    for bit in reversed(range(len(hashes).bit_length())):
        if len(hashes) >> bit & 1:
            roots.append(_whole(hashes[start : start + (1 << bit)]))
            start += 1 << bit
    return roots


def _whole(hashes: Sequence[bytes]) -> bytes:
    """A power of two of them."""
    sha256, row, pair = hashlib.sha256, b"".join(hashes), 2 * HASH_LENGTH
    while len(row) > HASH_LENGTH:
        row = b"".join(
            [sha256(NODE_PREFIX + row[place : place + pair]).digest() for place in range(0, len(row), pair)]
        )
    return row


def fold(roots: Sequence[bytes]) -> bytes:
    """One root from subtrees of falling size, as RFC 6962 splits a tree that is not whole."""
    if not roots:
        return EMPTY_ROOT
    root = roots[-1]
    for left in reversed(roots[:-1]):
        root = hash_node(left, root)
    return root


class Edge:
    """The whole subtrees of a tree that grows at its right: at most one a level, however many leaves."""

    def __init__(self) -> None:
        self._nodes: list[tuple[int, bytes]] = []

    def append(self, node: bytes, level: int = 0) -> None:
        """A leaf, or the root of a whole subtree of 2^level leaves."""
        while self._nodes and self._nodes[-1][0] == level:
            node, level = hash_node(self._nodes.pop()[1], node), level + 1
        self._nodes.append((level, node))

    @property
    def root(self) -> bytes:
        return fold([node for _level, node in self._nodes])


def pieces(start: int, end: int) -> list[tuple[int, int]]:
    """(level, index) of the whole subtrees that make up the leaves [start, end), as RFC 6962 splits them."""
    found = []
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        found.append((level, start >> level))
        start += 1 << level
    return found


def root_of(size: int, read: ReadNode) -> bytes:
    return _range_root(0, size, read)


def _range_root(start: int, end: int, read: ReadNode) -> bytes:
    return fold([read(level, index) for level, index in pieces(start, end)])


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, read: ReadNode) -> list[bytes]:
    """PATH(index, D[size]) of RFC 6962 §2.1.1. Raises ValueError for a leaf that the tree does not have."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_range_root(middle, end, read))
            end = middle
        else:
            path.append(_range_root(start, middle, read))
            start = middle
    return path[::-1]


def consistency_proof(first: int, second: int, read: ReadNode) -> list[bytes]:
    """PROOF(first, D[second]) of RFC 6962 §2.1.2. Raises ValueError unless 0 < first ≤ second."""
    if not 0 < first <= second:
        raise ValueError(f"no consistency of a tree of {first} with one of {second}")
    proof, start, end, whole = [], 0, second, True
    while first != end - start:
        middle = _split(end - start)
        if first <= middle:
            proof.append(_range_root(start + middle, end, read))
            end = start + middle
        else:
            proof.append(_range_root(start, start + middle, read))
            start, first, whole = start + middle, first - middle, False
    if not whole:
        proof.append(_range_root(start, end, read))
    return proof[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raises BadProof unless `leaf` stands at `index` of the tree of `size` leaves under `root` (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        raise BadProof(f"leaf {index} is not in a tree of {size}")
    reached = leaf
    for sibling, is_left in _climb(index, size - 1, proof):
        reached = hash_node(sibling, reached) if is_left else hash_node(reached, sibling)
    if reached != root:
        raise BadProof(f"leaf {index} does not lead to the root of the tree of {size}")


def check_consistency(first: int, second: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> None:
    """Raises BadProof unless the tree of `second` leaves under `new` continues that of `first` (RFC 9162 §2.1.4.2)."""
    if not 0 < first <= second:
        raise BadProof(f"a tree of {second} cannot continue one of {first}")
    if first == second:
        if proof or old != new:
            raise BadProof(f"two different trees of {first}: the log was forked")
        return
    path = [old, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        raise BadProof("the proof is empty")
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for sibling, is_left in _climb(node, last, path[1:]):
        if is_left:
            older, newer = hash_node(sibling, older), hash_node(sibling, newer)
        else:
            newer = hash_node(newer, sibling)
    if older != old or newer != new:
        raise BadProof(f"the tree of {second} does not continue that of {first}")


def _climb(node: int, last: int, siblings: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each sibling on the way up, and whether it stands on the left. Raises BadProof for too many or too few."""
    for sibling in siblings:
        if last == 0:
            raise BadProof("the proof is longer than the tree is high")
        is_left = bool(node & 1) or node == last
        yield sibling, is_left
        while is_left and node and not node & 1:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    if last:
        raise BadProof("the proof ends below the root")
