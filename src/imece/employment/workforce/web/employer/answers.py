"""The way between the wizard's pages and the domain's values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.models import Draft
from imece.core.remembering import remembered
from imece.core.wizards import Answers
from imece.employment.employers.models import Workplace
from imece.employment.employers.public import workplace_of
from imece.employment.workforce.domain import grid
from imece.employment.workforce.domain.personnel_uploads import (
    counted_lines,
    persons_of_upload,
    taken_uploads,
)
from imece.employment.workforce.domain.queries import (
    counted_changes,
    exemptions_of,
    last_ended_months,
    occupation_texts,
    table_of_key,
)
from imece.employment.workforce.domain.tables import NewTable, Person, ends_before, from_block, persons_of
from imece.employment.workforce.enums import ExemptionKind, NeedNextMonth
from imece.employment.workforce.models import PersonnelUpload, WorkforceTable
from imece.employment.workforce.web.employer.forms import pages
from imece.employment.workforce.web.employer.forms.grid import UNDERGROUND, GridForm, cell_name
from imece.employment.workforce.web.employer.forms.lines import initial_lines

GRID, DETAILS, OCCUPATIONS = "isyeri-gelisimi", "cizelge-detaylari", "meslekler"
EXEMPTIONS, NEEDS, HARD = "muafiyet", "istihdam", "guc-meslekler"
FORMS: dict[str, Any] = {
    GRID: GridForm, DETAILS: pages.DetailsForm, OCCUPATIONS: pages.OccupationsForm,
    EXEMPTIONS: pages.ExemptionsForm, NEEDS: pages.NeedsForm, HARD: pages.HardToFillForm,
}  # fmt: skip
FILE = "file-"
SAVED = "saved"  # the source «persons as they are saved»


@dataclass
class Subject:
    """What a draft is about: the workplace, and the table it changes, if it changes one (`key`)."""

    key: str
    actor: Actor

    @cached_property
    def workplace(self) -> Workplace:
        return own_workplace(self.actor)

    @cached_property
    def table(self) -> WorkforceTable | None:
        return table_of_key(self.actor, self.key) if self.key else None

    @cached_property
    def months(self) -> list[date]:
        """The one that may be entered; before the first table ever, those that have ended."""
        if self.table is not None:
            return [self.table.month]
        return last_ended_months(self.workplace, timezone.localdate())

    @cached_property
    def ends(self) -> dict[grid.Cell, int] | None:
        return ends_before(self.workplace, self.months[0]) if self.months else None

    @cached_property
    def sources(self) -> dict[str, tuple[Any, Mapping[grid.Listed, int]]]:
        """Lists of persons that need not be typed, counted: files taken, the table's own if it is long."""
        found: dict[str, tuple[Any, Mapping[grid.Listed, int]]] = {}
        for upload in self.uploads:
            counted = counted_lines(upload)
            found[f"{FILE}{upload.pk}"] = (f"{upload.file_name} ({sum(counted.values())})", counted)
        if self.table is not None:
            counted = counted_changes(self.table)
            if sum(counted.values()) > pages.DetailsForm.most:
                found[SAVED] = (saved_label(sum(counted.values())), counted)
        return found

    @cached_property
    def uploads(self) -> list[PersonnelUpload]:
        """The files taken for the month; before the first table any of the ended months."""
        return list(taken_uploads(self.workplace, self.months))


@remembered
def subject_of(key: str, actor: Actor) -> Subject:
    return Subject(key, actor)


def own_workplace(actor: Actor) -> Workplace:
    """The one the actor acts for, or OUT_OF_SCOPE."""
    workplace = workplace_of(actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=actor.organisation_name)
    return workplace


def saved_label(count: int) -> str:
    return gettext("The %(count)s persons as they are saved") % {"count": count}


def grid_arguments(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    subject = subject_of(draft.subject_key, actor)
    return {"months": subject.months, "ends": subject.ends}


def details_arguments(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    page = answers.get(GRID, {})
    sources = subject_of(draft.subject_key, actor).sources
    return {"blocks": page.get("blocks"), "month": page.get("month"), "sources": sources}


def blocks_argument(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    return {"blocks": answers.get(GRID, {}).get("blocks")}


def extras_argument(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    return {"extras": answers.get(GRID, {}).get("extras")}


def initial_for(values: NewTable, *, is_first: bool) -> dict[str, dict[str, Any]]:
    """What a new table begins with: last month's ends and occupations (P8.3, P8.5)."""
    known: dict[str, Any] = {"month": f"{values.month:%Y-%m}"}
    blocks = ("previous", "hired", "left") if is_first else ("hired", "left")
    for block in blocks:
        cells: Mapping[grid.Cell, int] = getattr(values.blocks, block)
        known |= {cell_name(block, row, sex): cells.get((row, sex), 0) for row, sex in grid.CELLS}
    known["part_time_hours"] = values.extras.part_time_hours
    known |= {name: values.extras.underground.get(sex, 0) for sex, name in UNDERGROUND.items()}
    texts = occupation_texts([*values.occupations, *(key for key, _count in values.hard_to_fill)])
    counts = [{"occupation": texts[key], "count": count} for key, count in values.occupations.items()]
    hard = [{"occupation": texts[key], "count": count} for key, count in values.hard_to_fill]
    others = [one for one in values.exemptions if one[0] == ExemptionKind.OTHER]
    security = sum(count for kind, count, _reason in values.exemptions if kind != ExemptionKind.OTHER)
    return {
        GRID: known,
        OCCUPATIONS: initial_lines(counts),
        EXEMPTIONS: {"private_security": security}
        | initial_lines([{"count": count, "reason": reason} for _kind, count, reason in others]),
        NEEDS: {name: getattr(values, name) for name in pages.NeedsForm.base_fields},
        HARD: initial_lines(hard),
    }


def initial_of(table: WorkforceTable) -> dict[str, dict[str, Any]]:
    """A saved table as the pages' initial values. Many persons are not typed again: they stay as a list."""
    values = NewTable(
        table.month,
        grid.Grid(*(from_block(block) for block in (table.previous, table.hired, table.left))),
        grid.Extras(
            table.part_time_hours,
            dict(zip(UNDERGROUND, (table.underground_men, table.underground_women), strict=True)),
        ),
        occupations=dict(table.occupation_counts.order_by("pk").values_list("occupation_id", "count")),
        exemptions=exemptions_of(table),
        hard_to_fill=list(table.hard_to_fill.order_by("place").values_list("occupation_id", "count")),
        wants_joint_course=table.wants_joint_course,
        wants_in_company_training=table.wants_in_company_training,
        need_next_month=NeedNextMonth(table.need_next_month),
        needs_apprentices=table.needs_apprentices,
        quota_preference=table.quota_preference,
    )
    is_first = ends_before(table.workplace, table.month) is None
    return initial_for(values, is_first=is_first) | {DETAILS: _initial_details(table)}


def _initial_details(table: WorkforceTable) -> dict[str, Any]:
    counted = Counter(counted_changes(table))
    if counted.total() > pages.DetailsForm.most:
        return {"source": SAVED}
    return initial_details(persons_of(table))


def initial_details(persons: Sequence[Person]) -> dict[str, Any]:
    texts = occupation_texts(one.occupation_id for one in persons)
    names = [name for name in pages.DetailsForm.line_fields if name != "occupation"]
    return initial_lines(
        [
            {name: getattr(one, name) for name in names} | {"occupation": texts[one.occupation_id]}
            for one in persons
        ]
    )


def values_of(answers: Answers, subject: Subject) -> NewTable:
    """All pages together; the persons of a chosen list come first."""
    page = answers[GRID]
    details = answers[DETAILS]
    return NewTable(
        month=page["month"],
        blocks=page["blocks"],
        extras=page["extras"],
        persons=[*listed_persons(details.get("source") or "", subject), *details["persons"]],
        occupations=answers[OCCUPATIONS]["counts"],
        exemptions=answers[EXEMPTIONS]["exemptions"],
        hard_to_fill=answers[HARD]["hard_to_fill"],
        **answers[NEEDS],
    )


def listed_persons(source: str, subject: Subject) -> list[Any]:
    if source == SAVED and subject.table is not None:
        return persons_of(subject.table)
    upload = next((one for one in subject.uploads if f"{FILE}{one.pk}" == source), None)
    return persons_of_upload(upload) if upload else []


def initial_from_upload(upload: PersonnelUpload) -> dict[str, dict[str, Any]]:
    """The grid's boxes counted from a file, and the file as the list of persons."""
    counted = counted_lines(upload)
    boxes = {cell_name(direction.value, row, sex): n for (direction, row, sex), n in counted.items()}
    return {GRID: {"month": f"{upload.month:%Y-%m}", **boxes}, DETAILS: {"source": f"{FILE}{upload.pk}"}}
