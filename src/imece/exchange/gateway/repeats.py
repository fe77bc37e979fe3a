"""Questions answered a moment ago, by their request number: the same again is answered again and charged once."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from imece.exchange.gateway.rows import Written

MOST: Final = 200_000


@dataclass(slots=True)
class Answered:
    """`subject_key` and `service_id` tell whether a repetition is the same question."""

    service_id: int
    subject_key: bytes
    written: Written


class Repeats:
    QUERY: Final = """
        select institution_id, request_id, service_id, subject_key, sequence, institution_sequence,
               (extract(epoch from asked_at) * 1000000)::bigint, outcome, leaf
        from ledger_entry
        where shard = %s and asked_at >= %s and outcome in (100, 101)
        order by asked_at desc limit %s
    """

    def __init__(self, seconds: float, most: int = MOST) -> None:
        self.most = most
        self._micros = int(seconds * 1_000_000)
        self._answered: OrderedDict[tuple[int, bytes], Answered] = OrderedDict()

    def find(self, institution: int, request_id: bytes, now: int) -> Answered | None:
        answered = self._answered.get((institution, request_id))
        if answered is None or answered.written.asked_at < now - self._micros:
            return None
        return answered

    def keep(self, key: tuple[int, bytes], answered: Answered) -> None:
        """`key`: the institution and its request number."""
        self._answered[key] = answered
        if len(self._answered) > self.most:
            self._answered.popitem(last=False)

    def restore(
        self, shard: int, institution: int, request_id: UUID, service_id: int, subject_key: bytes, sequence: int,
        own: int, asked_at: int, outcome: int, leaf: bytes,
    ) -> None:  # fmt: skip
        written = Written(shard, sequence, own, asked_at, outcome, bytes(leaf), None, bytes(subject_key))
        self._answered[institution, request_id.bytes] = Answered(service_id, written.subject_key, written)
        self._answered.move_to_end((institution, request_id.bytes), last=False)  # read newest first
