"""The one statement of a micro-batch: moves the shard's head, reads the answers, writes the records, returns both.

Nothing of it happens unless all of it does, and its result is used only after the commit. When the head has moved
under another epoch no row comes back: this writer was fenced.
"""

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from imece.exchange.gateway.arrays import BigInts, Byteas, Ints, SmallInts, Uuids, integers, strings, texts
from imece.exchange.gateway.rights import Source
from imece.exchange.gateway.rows import Draft, Row
from imece.exchange.ledger.format import LEAF_PREFIX

Sources = tuple[Source, ...]
WRITE: Final = """
with head as (
    update ledger_shard set next_sequence = next_sequence + %s
    where number = %s and epoch = %s and next_sequence = %s
    returning number
), asked as (
    select * from unnest(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    with ordinality as asked(
        sequence, institution_id, institution_sequence, asked_us, request_id, service_id, agreement_id, grant_id,
        credential_id, unit_id, purpose_id, fields, tariff, folded, subject_key, user_key, address, sealed, entry,
        found, missing, waited_us, n
    )
), {answers} known as materialized (
    select asked.*, head.number as shard, {facts} as facts,
           case when {is_known} then asked.found else asked.missing end as outcome,
           asked.waited_us
             + (date_part('epoch', clock_timestamp() - statement_timestamp()) * 1000000)::integer as duration_us
    from asked cross join head {join}
), leaved as materialized (
    select known.*, sha256(known.entry || int2send(known.outcome) || int4send(known.duration_us)) as leaf from known
), written as (
    insert into ledger_entry (
        shard, sequence, institution_id, institution_sequence, asked_at, request_id, service_id, agreement_id,
        grant_id, credential_id, unit_id, purpose_id, fields, tariff, folded, subject_key, address, sealed, outcome,
        duration_us, user_key, leaf
    )
    select shard, sequence, institution_id, institution_sequence,
           timestamptz '1970-01-01Z' + asked_us * interval '1 microsecond', request_id, service_id, agreement_id,
           grant_id, credential_id, unit_id, purpose_id, fields, tariff, folded, subject_key, address, sealed, outcome,
           duration_us, user_key, leaf
    from leaved
)
select n, outcome, facts, leaf from leaved order by n
"""
ANSWERS: Final = "answers as materialized ({}), "
ANSWER: Final = "select a.n, row_to_json(a)::text as facts from {function}({inputs}) a"


@lru_cache(maxsize=512)
def statement_of(sources: Sources) -> str:
    """For a batch in which these are asked; prepared once by the connection."""
    if not sources:
        return WRITE.format(answers="", facts="null::text", is_known="false", join="")
    each = (
        ANSWER.format(
            function=source.function, inputs=", ".join(["%s", *(f"%s::{kind}[]" for kind in source.kinds)])
        )
        for source in sources
    )
    return WRITE.format(
        answers=ANSWERS.format(" union all ".join(each)),
        facts="answers.facts",
        is_known="answers.n is not null",
        join="left join answers on answers.n = asked.n",
    )


def sources_of(rows: Sequence[Row]) -> Sources:
    """Those that are asked, always in the same order: the statement's text is made of them."""
    asked = {source for row in rows if (source := row.draft.source) is not None}
    return tuple(sorted(asked, key=lambda one: one.function))


def parameters_of(rows: Sequence[Row], sources: Sources, shard: int, epoch: int) -> list[Any]:
    drafts = [row.draft for row in rows]
    now = time.monotonic()
    return [
        len(rows), shard, epoch, rows[0].sequence,
        integers(BigInts, [row.sequence for row in rows]),
        integers(Ints, [draft.institution for draft in drafts]),
        integers(BigInts, [row.institution_sequence for row in rows]),
        integers(BigInts, [row.asked_at for row in rows]),
        strings(Uuids, [draft.request_id for draft in drafts]),
        integers(Ints, [draft.service_id for draft in drafts]),
        integers(Ints, [draft.agreement for draft in drafts]),
        integers(Ints, [draft.grant for draft in drafts]),
        integers(Ints, [draft.credential for draft in drafts]),
        integers(Ints, [draft.unit for draft in drafts]),
        integers(Ints, [draft.purpose for draft in drafts]),
        integers(BigInts, [draft.mask for draft in drafts]),
        integers(SmallInts, [draft.tariff for draft in drafts]),
        integers(Ints, [draft.folded for draft in drafts]),
        strings(Byteas, [row.subject_key for row in rows]),
        strings(Byteas, [row.user_key for row in rows]),
        strings(Byteas, [draft.address for draft in drafts]),
        strings(Byteas, [row.sealed for row in rows]),
        strings(Byteas, [LEAF_PREFIX + row.entry for row in rows]),
        integers(SmallInts, [draft.found for draft in drafts]),
        integers(SmallInts, [draft.missing for draft in drafts]),
        integers(Ints, [min(int((now - draft.begun) * 1_000_000), 2_000_000_000) for draft in drafts]),
        *_inputs_of(drafts, sources),
    ]  # fmt: skip


def _inputs_of(drafts: Sequence[Draft], sources: Sources) -> list[Any]:
    parameters: list[Any] = []
    for source in sources:
        asked = [(n, draft.texts) for n, draft in enumerate(drafts, 1) if draft.source == source]
        parameters.append(integers(Ints, [n for n, _texts in asked]))
        columns = zip(*(values for _n, values in asked), strict=True)
        parameters.extend(texts(column) for column in columns)
    return parameters
