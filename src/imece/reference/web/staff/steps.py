"""What staff may do to one occupation: its form, the domain verb behind it, and why not now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.formats import whole_of
from imece.reference.domain import occupations as verbs
from imece.reference.enums import OccupationFileKind
from imece.reference.models import Occupation
from imece.reference.web.staff import forms as ours

Act = Callable[[Occupation, Any, Actor], object]


def always_possible(occupation: Occupation) -> str:
    return ""


def nothing_to_begin_with(occupation: Occupation, query: Mapping[str, str]) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Step:
    name: str
    label: Text
    form: type[ours.ReasonForm]
    act: Act
    why_not: Callable[[Occupation], str] = always_possible
    initial: Callable[[Occupation, Mapping[str, str]], dict[str, Any]] = nothing_to_begin_with
    is_main: bool = False
    is_dangerous: bool = False


def _is_retired(occupation: Occupation) -> bool:
    return occupation.valid_to is not None and occupation.valid_to < timezone.localdate()


def _why_not_retire(occupation: Occupation) -> str:
    return gettext("It is retired already.") if _is_retired(occupation) else ""


def _why_not_revive(occupation: Occupation) -> str:
    return "" if occupation.valid_to is not None else gettext("It is in use.")


def _why_not_remove(occupation: Occupation) -> str:
    return "" if occupation.files.exists() else gettext("It has no file.")


def _texts(occupation: Occupation, query: Mapping[str, str]) -> dict[str, Any]:
    return {name: getattr(occupation, name) for name in verbs.EDITABLE}


def _synonyms(occupation: Occupation, query: Mapping[str, str]) -> dict[str, Any]:
    return {"names": "\n".join(occupation.synonyms.values_list("name", flat=True))}


def _file(occupation: Occupation, query: Mapping[str, str]) -> dict[str, Any]:
    """The file named in the address, to be changed; else an empty page for a new one."""
    known = occupation.files.filter(pk=whole_of(query.get("dosya")) or 0).first()
    return {"kind": known.kind, "title": known.title, "text": known.text} if known else {}


def _edit(occupation: Occupation, form: Any, actor: Actor) -> object:
    return verbs.edit_occupation(
        occupation=occupation, texts=form.texts, reason=form.cleaned_data["reason"], actor=actor
    )


def _set_synonyms(occupation: Occupation, form: Any, actor: Actor) -> object:
    return verbs.set_synonyms(occupation=occupation, **form.cleaned_data, actor=actor)


def _save_file(occupation: Occupation, form: Any, actor: Actor) -> object:
    values = form.cleaned_data | {"kind": OccupationFileKind(form.cleaned_data["kind"])}
    return verbs.save_occupation_file(occupation=occupation, **values, actor=actor)


def _remove_file(occupation: Occupation, form: Any, actor: Actor) -> object:
    return verbs.remove_occupation_file(**form.cleaned_data, actor=actor)


def _retire(occupation: Occupation, form: Any, actor: Actor) -> object:
    return verbs.retire_occupation(
        occupation=occupation, **form.cleaned_data, actor=actor, today=timezone.localdate()
    )


def _revive(occupation: Occupation, form: Any, actor: Actor) -> object:
    return verbs.revive_occupation(occupation=occupation, **form.cleaned_data, actor=actor)


STEPS = (
    Step(name="duzenle", label=_("Edit"), form=ours.TextsForm, act=_edit, initial=_texts, is_main=True),
    Step(
        name="es-anlamlilar",
        label=_("Synonyms"),
        form=ours.SynonymsForm,
        act=_set_synonyms,
        initial=_synonyms,
    ),
    Step(name="dosya", label=_("Add or change a file"), form=ours.FileForm, act=_save_file, initial=_file),
    Step(
        name="dosya-kaldir",
        label=_("Remove a file"),
        form=ours.RemoveFileForm,
        act=_remove_file,
        why_not=_why_not_remove,
        is_dangerous=True,
    ),
    Step(
        name="emekli",
        label=_("Retire"),
        form=ours.RetireForm,
        act=_retire,
        why_not=_why_not_retire,
        is_dangerous=True,
    ),
    Step(
        name="canlandir",
        label=_("Make valid again"),
        form=ours.ReasonForm,
        act=_revive,
        why_not=_why_not_revive,
    ),
)
BY_NAME = {step.name: step for step in STEPS}
