import csv
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from imece.employment.workforce.domain.quota_state import QuotaState, filed_count, quota_by_province
from imece.reference.public import province_name

HEADS = ("workplace", "employer", "province", "base", "group", "required", "employed", "missing")


class Command(BaseCommand):
    help = "The quota of a month for every employer who filed: ./imece quota-batch 2026-03 [--to quota.csv]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="YYYY-MM")
        parser.add_argument("--to", type=Path, help="a CSV file with one row for each workplace and group")

    def handle(self, *args: object, **options: Any) -> None:
        month = _month(options["month"])
        total = filed_count(month)
        if options["to"] is None:
            sums = quota_by_province(month, tell=lambda done: _bar(done, total))
        else:
            with options["to"].open("w", newline="", encoding="utf-8") as file:
                sums = self._with_file(month, total, file)
        _bar(total, total)
        for province in sorted(sums):
            one = sums[province]
            self.stdout.write(
                f"{province:02d} {province_name(province)}: filed {one.employers}, owed by {one.due}, "
                f"required {one.required}, employed {one.employed}, missing {one.missing}"
            )
        self.stdout.write(f"tables: {total}")

    @staticmethod
    def _with_file(month: date, total: int, file: TextIO) -> Any:
        rows = csv.writer(file)
        rows.writerow(HEADS)

        def keep(state: QuotaState) -> None:
            rows.writerows(
                (state.workplace_id, state.employer_id, state.province, state.result.base, group.group.value,
                 group.required, group.employed, group.missing)
                for group in state.result.groups
            )  # fmt: skip

        return quota_by_province(month, tell=lambda done: _bar(done, total), keep=keep)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise CommandError(f"{text!r} is no month; write it as 2026-03") from error


def _bar(done: int, total: int) -> None:
    """On the terminal alone: a log file gets no bar."""
    if sys.stderr.isatty():
        share = done * 40 // max(total, 1)
        sys.stderr.write(
            f"\r[{'#' * share}{'.' * (40 - share)}] {done:,} / {total:,}" + "\n" * (done == total)
        )
        sys.stderr.flush()
