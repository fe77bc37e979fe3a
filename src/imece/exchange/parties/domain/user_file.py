"""Many end users from a file (.xlsx, .csv): known numbers are brought up to date, new ones added; errors by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.uploads.check import AcceptedRow, RowError, check_rows
from imece.core.uploads.limits import UploadLimits
from imece.core.uploads.parsing import CellProblem, as_text
from imece.core.uploads.rows import read_rows
from imece.core.uploads.template import UploadColumn, UploadTemplate
from imece.exchange.parties.domain.people_errors import STRANGE_UNIT
from imece.exchange.parties.domain.users import add_end_user, change_end_user
from imece.exchange.parties.models import EndUser, Institution, SubUnit

MOST_ROWS = 5000


def _short(most: int) -> Any:
    def parse(cell: Any) -> str:
        text = as_text(cell)
        if len(text) > most:
            raise CellProblem(
                _("This is longer than the column takes."), _("Shorten it, and check the column.")
            )
        return text

    return parse


USER_FILE = UploadTemplate(
    name="end_users",
    title=_("End users"),
    columns=(
        UploadColumn(
            name="user_number", label=_("User number"), parse=_short(40), required=True, example="S-1001"
        ),
        UploadColumn(
            name="name", label=_("Name and surname"), parse=_short(200), required=True, example="Örnek Kişi"
        ),
        UploadColumn(name="title", label=_("Title"), parse=_short(120), example="Memur"),
        UploadColumn(
            name="unit", label=_("Unit code"), parse=_short(30), example="ANK-01",
            note=_("Empty: the person belongs to the institution itself."),
        ),
    ),
    unique=("user_number",),
    limits=UploadLimits(max_bytes=5 * 1024 * 1024, max_rows=MOST_ROWS),
)  # fmt: skip


@dataclass
class Taken:
    """What became of a file. With errors and without `takes_right_rows` nothing was stored."""

    added: int = 0
    changed: int = 0
    errors: list[RowError] = field(default_factory=list)
    is_stored: bool = True


@verb
def take_user_file(
    *, institution: Institution, file: BinaryIO, name: str, takes_right_rows: bool, actor: Actor
) -> Taken:
    """All or nothing, unless the right rows alone are wanted. Raises a UPL problem for a file that is none."""
    require(actor, "end_users.edit")
    checked = check_rows(read_rows(file, USER_FILE, name=name), USER_FILE)
    taken = Taken(errors=list(checked.errors))
    with transaction.atomic():
        _take(institution, checked.accepted, taken, actor)
        if taken.errors and not takes_right_rows:
            taken.is_stored, taken.added, taken.changed = False, 0, 0
            transaction.set_rollback(True)
    taken.errors.sort(key=lambda error: error.row)
    if taken.is_stored:
        details = {"file": name[-80:], "added": taken.added, "changed": taken.changed}
        audit.record(actor, "end_users.file_taken", institution, details=details)
    return taken


def _take(institution: Institution, rows: Iterable[AcceptedRow], taken: Taken, actor: Actor) -> None:
    units = {unit.code: unit for unit in institution.units.all()}
    known = {user.user_number: user for user in institution.end_users.select_related("institution")}
    for row in rows:
        try:
            with transaction.atomic():
                _take_row(institution, row.values, units, known, taken, actor)
        except Problem as problem:
            value = str(row.values.get(problem.field) or row.values["user_number"])
            label = str(USER_FILE.column(problem.field or "user_number").label)
            taken.errors.append(RowError(row.number, label, value, problem.message, problem.remedy))


def _take_row(
    institution: Institution,
    values: Mapping[str, Any],
    units: Mapping[str, SubUnit],
    known: Mapping[str, EndUser],
    taken: Taken,
    actor: Actor,
) -> None:
    code = values["unit"] or ""
    if code and code not in units:
        raise STRANGE_UNIT(unit=code, field="unit")
    facts = {"name": values["name"], "title": values["title"] or "", "unit": units.get(code)}
    user = known.get(values["user_number"])
    if user is None:
        add_end_user(institution=institution, user_number=values["user_number"], actor=actor, **facts)
        taken.added += 1
    else:
        change_end_user(user=user, actor=actor, **facts)
        taken.changed += 1
