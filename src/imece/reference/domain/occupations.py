"""Staff keep the dictionary: each change leaves a history row and an audit record (P14.1)."""

from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.turkish import normalize
from imece.reference.domain.codes import unit_group_of
from imece.reference.enums import ChangeKind, OccupationFileKind
from imece.reference.models import (
    UNCLASSIFIED,
    IscoGroup,
    Occupation,
    OccupationChange,
    OccupationFile,
    OccupationSynonym,
)
from imece.reference.permissions import OCCUPATIONS_EDIT

ALREADY_RETIRED = define(
    "OCC-010",
    _("The occupation {code} is retired since {day}."),
    remedy=_("Make it valid again first, if it is still in use."),
    article="OCC-04",
)
NOT_RETIRED = define(
    "OCC-011", _("The occupation {code} is not retired."), remedy=_("Nothing needs to be done.")
)
EDITABLE: Final = ("name", "description", "tasks", "tools", "environment", "education")


@verb
def add_occupation(*, code: str, texts: dict[str, str], reason: str, actor: Actor, today: date) -> Occupation:
    """A new occupation, valid from `today`; its first four digits are its ISCO-08 unit group."""
    require(actor, OCCUPATIONS_EDIT)
    group = IscoGroup.objects.filter(code=unit_group_of(code)).first()
    occupation = Occupation(code=code, isco_group_id=group.code if group else UNCLASSIFIED, valid_from=today)
    _set_texts(occupation, texts)
    occupation.full_clean()
    occupation.save()
    _remember(
        occupation,
        ChangeKind.ADDED,
        {name: ["", text] for name, text in texts.items() if text},
        reason,
        actor,
    )
    return occupation


@verb
def edit_occupation(
    *, occupation: Occupation, texts: dict[str, str], reason: str, actor: Actor
) -> Occupation:
    """Change name and texts. The code never changes: retire it and add another."""
    require(actor, OCCUPATIONS_EDIT)
    occupation = _locked(occupation)
    before = _texts(occupation)
    _set_texts(occupation, texts)
    changed = audit.differences(before, _texts(occupation))
    if changed:
        occupation.full_clean()
        occupation.save(update_fields=list(EDITABLE))
        _remember(
            occupation, ChangeKind.RENAMED if "name" in changed else ChangeKind.EDITED, changed, reason, actor
        )
    return occupation


@verb
def retire_occupation(
    *, occupation: Occupation, replaced_by: Occupation | None, reason: str, actor: Actor, today: date
) -> Occupation:
    """Yesterday becomes its last valid day; old records keep the code (OCC-04). Raises OCC-010."""
    require(actor, OCCUPATIONS_EDIT)
    occupation = _locked(occupation)
    if occupation.valid_to is not None and occupation.valid_to < today:
        raise ALREADY_RETIRED(code=occupation.code, day=f"{occupation.valid_to:%d.%m.%Y}")
    before = {"valid_to": occupation.valid_to, "replaced_by": occupation.replaced_by_id}
    occupation.valid_to = max(today - timedelta(days=1), occupation.valid_from or date.min)
    occupation.replaced_by = replaced_by
    occupation.full_clean()
    occupation.save(update_fields=["valid_to", "replaced_by"])
    after = {"valid_to": occupation.valid_to, "replaced_by": occupation.replaced_by_id}
    _remember(occupation, ChangeKind.RETIRED, audit.differences(before, after), reason, actor)
    return occupation


@verb
def revive_occupation(*, occupation: Occupation, reason: str, actor: Actor) -> Occupation:
    """Valid again, without a last day. Raises OCC-011."""
    require(actor, OCCUPATIONS_EDIT)
    occupation = _locked(occupation)
    if occupation.valid_to is None:
        raise NOT_RETIRED(code=occupation.code)
    changed = audit.differences({"valid_to": occupation.valid_to}, {"valid_to": None})
    occupation.valid_to = occupation.replaced_by = None
    occupation.save(update_fields=["valid_to", "replaced_by"])
    _remember(occupation, ChangeKind.REVIVED, changed, reason, actor)
    return occupation


@verb
def set_synonyms(*, occupation: Occupation, names: list[str], reason: str, actor: Actor) -> None:
    """Make these the everyday names of the occupation (P0.7); the order does not matter."""
    require(actor, OCCUPATIONS_EDIT)
    occupation = _locked(occupation)
    wanted = {cleaned for name in names if (cleaned := " ".join(normalize(name).split()))}
    had = set(occupation.synonyms.values_list("name", flat=True))
    if wanted == had:
        return
    occupation.synonyms.filter(name__in=had - wanted).delete()
    for name in sorted(wanted - had):
        synonym = OccupationSynonym(occupation=occupation, name=name)
        synonym.full_clean()
        synonym.save()
    _remember(occupation, ChangeKind.SYNONYMS, {"synonyms": [sorted(had), sorted(wanted)]}, reason, actor)


@verb
def save_occupation_file(
    *, occupation: Occupation, kind: OccupationFileKind, title: str, text: str, reason: str, actor: Actor
) -> OccupationFile:
    """Add a meslek bilgi dosyası or eğitim dosyası, or change the one of this title."""
    require(actor, OCCUPATIONS_EDIT)
    occupation = _locked(occupation)
    known = occupation.files.filter(kind=kind, title=title).first()
    before = {"text": known.text} if known else {}
    file = known or OccupationFile(occupation=occupation, kind=kind, title=title)
    file.text = text
    file.full_clean()
    file.save()
    changed = {"file": f"{kind}: {title}"} | audit.differences(before, {"text": text})
    _remember(occupation, ChangeKind.FILE, changed, reason, actor)
    return file


@verb
def remove_occupation_file(*, file: OccupationFile, reason: str, actor: Actor) -> None:
    """Take a file away; its last text stays in the history."""
    require(actor, OCCUPATIONS_EDIT)
    changed = {"file": f"{file.kind}: {file.title}", "text": [file.text, None]}
    _remember(file.occupation, ChangeKind.FILE, changed, reason, actor)
    file.delete()


def _locked(occupation: Occupation) -> Occupation:
    return Occupation.objects.select_for_update().get(pk=occupation.pk)


def _texts(occupation: Occupation) -> dict[str, str]:
    return {name: getattr(occupation, name) for name in EDITABLE}


def _set_texts(occupation: Occupation, texts: dict[str, str]) -> None:
    for name in EDITABLE:
        if name in texts:
            setattr(occupation, name, normalize(texts[name]).replace("\r\n", "\n").strip())


def _remember(
    occupation: Occupation, kind: ChangeKind, differences: dict[str, Any], reason: str, actor: Actor
) -> None:
    OccupationChange.objects.create(
        occupation=occupation,
        kind=kind,
        differences=differences,
        person_id=actor.person_id,
        actor_name=actor.name,
        reason=reason,
    )
    audit.record(actor, f"reference.occupation_{kind}", occupation, details=differences, purpose=reason)
