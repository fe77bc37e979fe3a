"""`./imece bench vacancy-file [--rows 5000]`: a file of vacancies, judged row by row and taken over whole (P3.10).

The same work as the two jobs of the page, at a tenth of the rows and at all of them: cost a row must not grow. Every
row has its own occupation, place, wage and number, as an employer's file has; beside it stands the time that
python-calamine alone takes to read the file.
"""

import io
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import xlsxwriter
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.cast import actor_of, make_employer, make_membership, make_person, make_workplace

from imece.core.actor import Actor
from imece.core.uploads.template import column_heading
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.domain import bulk
from imece.employment.vacancies.domain.bulk_template import vacancy_template
from imece.employment.vacancies.models import Vacancy
from imece.reference.models import District, Occupation

ROWS, SEED, MOST_GROWTH = 5_000, 20261122, 1.2


def measure(rounds: int, rows: int = ROWS) -> dict[str, Any]:
    workplace = make_workplace(1, make_employer(1, "Ölçüm A.Ş."), "Ölçüm Ankara")
    person = make_person(1, "Ölçüm", "Kişisi")
    make_membership(person, workplace.organisation, is_manager=True)
    actor = actor_of(person, workplace.organisation)
    _work(workplace, actor, 20)  # warm
    small, large = (_work(workplace, actor, count) for count in (rows // 10, rows))
    growth = {name: large[name] / small[name] for name in ("judging", "taking")}
    return {"rows": rows, "small": small, "large": large, "growth": growth,
            "is_met": max(growth.values()) <= MOST_GROWTH}  # fmt: skip


def _work(workplace: Workplace, actor: Actor, rows: int) -> dict[str, float]:
    """Milliseconds and questions a row."""
    content, now = make_file(rows), timezone.now()
    reading, _questions = _spent(
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    upload, _is_new = bulk.upload_vacancies(
        workplace=workplace, file_name=f"{rows}.xlsx", content=content, actor=actor, now=now
    )
    told: dict[str, Any] = {"upload_id": upload.pk, "actor": actor, "now": now}
    judging, judged = _spent(
        lambda: bulk.judge_upload(**told, begin=lambda count: None, advance=lambda count: None)
    )
    before = Vacancy.objects.count()
    taking, taken = _spent(lambda: bulk.take_over(**told, only_right=False))
    if Vacancy.objects.count() - before != rows:
        raise SystemExit(
            f"{rows} rows gave {Vacancy.objects.count() - before} vacancies: nothing was measured"
        )
    return {
        "reading": reading / rows, "judging": judging / rows, "questions judging": judged / rows,
        "taking": taking / rows, "questions taking": taken / rows,
    }  # fmt: skip


def _spent(work: Callable[[], Any]) -> tuple[float, int]:
    counted = _Counter()
    with connection.execute_wrapper(counted):
        began = time.perf_counter()
        work()
        return (time.perf_counter() - began) * 1000, counted.count


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def make_file(rows: int) -> bytes:
    dice, columns, output = random.Random(SEED + rows), vacancy_template().columns, io.BytesIO()
    occupations = list(Occupation.objects.valid_on(timezone.localdate()).values_list("code", "name"))
    districts = list(District.objects.values_list("pk", "province_id"))
    last = f"{timezone.localdate() + timedelta(days=30):%d.%m.%Y}"
    with xlsxwriter.Workbook(output) as book:
        page = book.add_worksheet()
        for place, column in enumerate(columns):
            page.write_string(0, place, column_heading(column))
        for line in range(1, rows + 1):
            code, name = dice.choice(occupations)
            district, province = dice.choice(districts)
            values = {
                "reference": f"{rows}-{line}", "occupation": code, "title": name[:150], "district": district,
                "description": "Çelik konstrüksiyon kaynağı yapılacaktır. " * dice.randint(1, 12),
                "post_count": str(dice.randint(1, 9)), "province": str(province),
                "wage_min_amount": f"{dice.randint(40, 90)}.000,00", "last_application_on": last,
            }  # fmt: skip
            for place, column in enumerate(columns):
                page.write_string(line, place, values.get(column.name, ""))
    return output.getvalue()


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    lines.append("milliseconds and questions a row")
    for size, rows in (("small", result["rows"] // 10), ("large", result["rows"])):
        lines.append(
            f"{rows:>7,} rows  " + "  ".join(f"{name} {one:.2f}" for name, one in result[size].items())
        )
    lines += [f"growth of {name}: {one:.2f} (<= {MOST_GROWTH})" for name, one in result["growth"].items()]
    return lines
