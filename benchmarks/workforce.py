"""`./imece bench workforce [--rows 100000]`: a personnel form, judged row by row, kept, taken for the table (P8.9).

The same work as the job of the page, at a tenth of the rows and at all of them, beside the time that python-calamine
alone takes to read the file. Every person stands in the synthetic register and is asked of it in portions of 2,000,
each question on the asker's record: by the carrier of the tests, which asks the owner's function in this process. Over
HTTP the road takes the same portion in hundreds; that costs more and is not measured here.
"""

import io
import random
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

import xlsxwriter
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.cast import actor_of, make_employer, make_membership, make_person, make_workplace, person_number

from imece.core.actor import Actor, system_actor
from imece.core.transactions import acting
from imece.core.uploads.template import column_heading
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain import personnel_uploads
from imece.employment.workforce.domain.filing import month_due
from imece.employment.workforce.domain.personnel_uploads import template_of
from imece.employment.workforce.domain.queries import valid_occupations
from imece.employment.workforce.models import PersonnelUpload
from imece.registry.models import RegisteredPerson

ROWS, SEED, MOST_TIMES, MOST_MEGABYTES = 100_000, 20261122, 12, 300
READINGS = 5  # the median of them: one alone differs by two thirds from the next
FIRST = 1_000_000  # serial of the first person made here


def measure(rounds: int, rows: int = ROWS) -> dict[str, Any]:
    workplace = make_workplace(1, make_employer(1, "Ölçüm A.Ş."), "Ölçüm Ankara")
    person = make_person(1, "Ölçüm", "Kişisi")
    make_membership(person, workplace.organisation, is_manager=True)
    actor = actor_of(person, workplace.organisation)
    _register(rows)
    _work(workplace, actor, 20)  # warm
    before = _megabytes()
    small, large = (_work(workplace, actor, count) for count in (max(rows // 10, 1), rows))
    memory = _megabytes() - before
    times = large["whole"] / large["reading alone"]
    return {"rows": rows, "small": small, "large": large, "times": times, "megabytes": memory,
            "is_met": times <= MOST_TIMES and memory <= MOST_MEGABYTES}  # fmt: skip


def _register(rows: int) -> None:
    with acting(system_actor("benchmark")):
        RegisteredPerson.objects.bulk_create(
            (
                RegisteredPerson(
                    number=person_number(FIRST + n), given_names="Ölçüm", surname=f"Kişi {n}", birth_year=1990,
                    sex="E" if n % 2 else "K", province=6,
                )
                for n in range(rows)
            ),
            batch_size=5_000,
        )  # fmt: skip


def _work(workplace: Workplace, actor: Actor, rows: int) -> dict[str, float]:
    """Milliseconds of the whole file."""
    month, now = month_due(timezone.localdate()), timezone.now()
    content = make_file(rows, month)
    reading = median(
        _spent(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
        for _turn in range(READINGS)
    )
    upload, _is_new = personnel_uploads.upload_personnel(
        workplace=workplace, month=month, file_name=f"{rows}.xlsx", content=content, actor=actor, now=now
    )
    nothing: Callable[[int], None] = lambda count: None  # noqa: E731
    judging = _spent(
        lambda: personnel_uploads.judge_personnel(
            upload_id=upload.pk, actor=actor, now=now, begin=nothing, advance=nothing
        )
    )
    upload = PersonnelUpload.objects.get(pk=upload.pk)
    if upload.wrong_count or upload.lines.count() != rows:
        raise SystemExit(f"{rows} rows gave {upload.lines.count()} lines: nothing was measured")
    taking = _spent(
        lambda: personnel_uploads.take_personnel(upload=upload, only_right=False, actor=actor, now=now)
    )
    listing = _spent(lambda: len(personnel_uploads.persons_of_upload(upload)))
    return {"reading alone": reading, "judged and kept": judging, "taken": taking, "read for the table": listing,
            "whole": judging + taking}  # fmt: skip


def _spent(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _megabytes() -> float:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def make_file(rows: int, month: date) -> bytes:
    dice, output = random.Random(SEED + rows), io.BytesIO()
    columns, codes = template_of(month).columns, list(valid_occupations(on=month))
    with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        for place, column in enumerate(columns):
            page.write_string(0, place, column_heading(column))
        for line in range(rows):
            is_left = line % 3 == 0
            group = dice.choice(["9", "9", "9", "10"])
            values = {
                "place": str(line + 1), "national_id": person_number(FIRST + line), "given_names": "ÖLÇÜM",
                "surname": f"KİŞİ {line}", "group": group, "direction": str(int(is_left)),
                "occupation_id": dice.choice(codes), "on": f"{month + timedelta(days=dice.randrange(28)):%d.%m.%Y}",
                "dismissal": dice.choice(["0", "1"]) if is_left else "",
                "contract": dice.choice("123") if group == "9" else "",
            }  # fmt: skip
            for place, column in enumerate(columns):
                page.write_string(line + 1, place, values.get(column.name, ""))
    return output.getvalue()


def told(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    lines.append("milliseconds; the register is asked in this process, not over HTTP")
    for size, rows in (("small", max(result["rows"] // 10, 1)), ("large", result["rows"])):
        lines.append(
            f"{rows:>7,} rows  " + "  ".join(f"{name} {one:,.0f}" for name, one in result[size].items())
        )
    lines.append(f"beside calamine alone: {result['times']:.1f} times (<= {MOST_TIMES})")
    lines.append(f"memory grew by {result['megabytes']:.0f} MB (<= {MOST_MEGABYTES})")
    return lines
