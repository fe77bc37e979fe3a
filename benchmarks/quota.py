"""`./imece bench quota [--rows 2000000]`: the national quota batch at a hundredth, a tenth and all of the workplaces.

What `./imece quota-batch` does: every filed table of the month once, streamed, reckoned by the month's law, summed by
province. The cost of a workplace may not grow by more than a fifth from the smallest to the largest (§ targets). Rows
are made with SQL, each another employer's head office, spread over provinces, sizes and sectors; the first is checked
against the rule asked on its own.
"""

import resource
import time
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from tests.cast import make_cast
from tests.employment.workforce.saved import save_month

from imece.employment.workforce.domain.filing import month_due
from imece.employment.workforce.domain.quota_state import quota_by_province, quota_of

ROWS, STEPS, MOST_GROWTH = 2_000_000, (100, 10, 1), 1.2
ID = "10000000 + n"
# Two thirds below the threshold of 50, as in life most are; men and women under each kind of contract.
ENDS = "array[n % 40, n % 31, n % 11, n % 7, n % 3, n % 2, n % 4, n % 2, 0, 0, 0, 0]"
NOTHING = "array[0,0,0,0,0,0,0,0,0,0,0,0]"


def measure(rounds: int, rows: int = ROWS) -> dict[str, Any]:
    month = month_due(timezone.localdate())
    steps, made = [], 0
    cast = make_cast()
    first = save_month(cast, month, 146)
    for share in STEPS:
        wanted = max(rows // share, 1)
        _make(first, made, wanted)
        made = wanted
        steps.append(_step(month, made + 1))
    growth = steps[-1]["microseconds"] / steps[0]["microseconds"]
    return {"steps": steps, "growth": growth, "is_met": growth <= MOST_GROWTH}


def _step(month: date, expected: int) -> dict[str, float]:
    best = float("inf")
    for _turn in range(2):
        began = time.perf_counter()
        sums = quota_by_province(month)
        best = min(best, time.perf_counter() - began)
    counted = sum(one.employers for one in sums.values())
    if counted != expected:
        raise SystemExit(f"{expected} tables gave {counted} quotas: nothing was measured")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"workplaces": counted, "seconds": best, "microseconds": best / counted * 1e6, "megabytes": memory,
            "missing": sum(one.missing for one in sums.values())}  # fmt: skip


def _make(table: Any, made: int, wanted: int) -> None:
    """Copies of the first table and its workplace, numbered from `made` to `wanted`."""
    workplace = table.workplace
    state = quota_of(workplace.pk, table.month)
    if state is None or state.result.missing != 4:  # 146 × 3 % is 4.38
        raise SystemExit("the rule answers otherwise than it should: nothing was measured")
    span = (made + 1, wanted)
    statements = [
        copy_rows(workplace.organisation, span, {"number": f"({ID})::text", "province": "1 + n % 81"}),
        copy_rows(workplace.employer, span, {"tax_id": f"({ID})::text"}),
        copy_rows(
            workplace, span,
            {
                "organisation_id": ID, "employer_id": ID, "province_id": "1 + n % 81", "sgk_number": "''",
                "sector": "case n % 20 when 0 then 'public' else 'private' end",
                "nace_code": "case n % 30 when 0 then '01.11' else '13.20' end",
            },
        ),
        copy_rows(
            table, span,
            {"workplace_id": ID, "ends": ENDS, "previous": ENDS, "hired": NOTHING, "left": NOTHING,
             "part_time_hours": "n % 900"},
        ),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("set session_replication_role = origin")
        cursor.execute("analyze")


def copy_rows(one: Model, span: tuple[int, int], changes: dict[str, str]) -> str:
    """Rows like this one, numbered over the span, but for what is said."""
    columns = [field.column for field in one._meta.local_concrete_fields if not field.generated]
    taken = {column: f'one."{column}"' for column in columns} | {one._meta.pk.column: ID} | changes
    names, table = ", ".join(f'"{name}"' for name in taken), one._meta.db_table
    return (
        f"insert into {table} ({names}) select {', '.join(taken.values())}"
        f" from {table} one, generate_series({span[0]}, {span[1]}) n where one.{one._meta.pk.column} = {one.pk}"
    )


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    for one in result["steps"]:
        lines.append(
            f"{one['workplaces']:>9,} workplaces  {one['seconds']:.2f} s  {one['microseconds']:.1f} µs each  "
            f"{one['megabytes']:.0f} MB at most, {one['missing']:,} missing"
        )
    lines.append(f"growth of the cost of one: {result['growth']:.2f} (<= {MOST_GROWTH})")
    return lines
