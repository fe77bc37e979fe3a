"""From raw form data to forms and back. A draft keeps what was typed, not what it meant."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files import File
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.formats import format_decimal
from imece.core.models import Draft, DraftFile
from imece.core.reports.report import criterion_text
from imece.core.wizards.definition import Answers, Step, Wizard

Raw = dict[str, list[str]]


class KeptFile(File):  # type: ignore[type-arg]
    """A file of the draft as a form field's initial value; it opens when it is read."""

    def __init__(self, stored: DraftFile, url: str) -> None:
        super().__init__(stored.file, stored.name)
        self.stored = stored
        self.url = url
        self.content_type = stored.content_type

    def __str__(self) -> str:
        return self.stored.name


def raw_of(posted: QueryDict) -> Raw:
    """Everything but our own controls (`_…`) and the token."""
    own = {"csrfmiddlewaretoken"}
    return {key: posted.getlist(key) for key in posted if key not in own and not key.startswith("_")}


def as_posted(raw: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for key, values in raw.items():
        data.setlist(key, values)
    return data


def build_form(
    wizard: Wizard,
    step: Step,
    draft: Draft,
    actor: Actor,
    answers: Answers,
    *,
    raw: Mapping[str, list[str]] | None,
    files: MultiValueDict[str, Any] | None = None,
) -> Any:
    """The step's form: bound to `raw`, or empty when there is none yet. Kept files are its file fields' initial."""
    arguments = dict(step.form_arguments(draft, actor, answers)) if step.form_arguments else {}
    arguments.setdefault("initial", {}).update(kept_files(wizard, step, draft))
    if raw is None:
        return step.form_class(**arguments)
    return step.form_class(data=as_posted(raw), files=files, **arguments)


def kept_files(wizard: Wizard, step: Step, draft: Draft) -> dict[str, KeptFile]:
    if draft.pk is None:
        return {}
    rows = [stored for stored in draft.files.all() if stored.step == step.slug]
    return {one.field: KeptFile(one, wizard.url("file", token=draft.token, number=one.pk)) for one in rows}


def without_errors(form: Any) -> Any:
    """A bound form that shows what was typed and says nothing about it yet."""
    form._errors = ErrorDict()
    form.cleaned_data = {}
    return form


def raw_from_initial(step: Step, draft: Draft, actor: Actor, initial: Mapping[str, Any]) -> Raw:
    """A record's values as a browser would send them, so that an edited draft is read like any other."""
    arguments = dict(step.form_arguments(draft, actor, {})) if step.form_arguments else {}
    form: Any = step.form_class(**(arguments | {"initial": dict(initial)}))
    raw: Raw = {}
    for name, field in form.fields.items():
        value = initial.get(name)
        if value is None or isinstance(field, forms.FileField):
            continue
        raw.update(_posted_by(field, form.add_prefix(name), field.prepare_value(value)))
    return raw


def _posted_by(field: forms.Field, key: str, value: Any) -> Raw:
    widget = field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, (list, tuple)) else widget.decompress(value) or []
        suffixes: list[str] = getattr(widget, "widgets_names")  # noqa: B009  unknown to the stubs
        pairs = zip(suffixes, widget.widgets, parts, strict=True)
        return {f"{key}{suffix}": _texts(one, part) for suffix, one, part in pairs}
    return {key: texts} if (texts := _texts(widget, value)) else {}


def _texts(widget: forms.Widget, value: Any) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, (list, tuple, set, frozenset)):
        return [str(one) for one in value]
    formatted = widget.format_value(value)
    if isinstance(formatted, (list, tuple)):
        return [str(one) for one in formatted]
    return [] if formatted in (None, "") else [str(formatted)]


def summary_lines(form: Any) -> list[tuple[str, str]]:
    """The section of the check page; a skipped answer is named as such."""
    if hasattr(form, "summary_lines"):
        return list(form.summary_lines())
    visible = [bound for bound in form if not bound.field.widget.is_hidden]
    return [(str(bound.label), shown_answer(form, bound.name)) for bound in visible]


def shown_answer(form: Any, name: str) -> str:
    field = form.fields[name]
    value = form.cleaned_data.get(name) if form.is_bound and form.is_valid() else None
    if isinstance(field, forms.BooleanField):
        return _("Yes") if (value if value is not None else form[name].data) else _("No")
    if value in (None, "") or value == []:
        value = form[name].value() if not form.is_bound or not form.is_valid() else None
    if value in (None, "") or value == []:
        return _("Not given")
    if isinstance(value, Decimal):
        return f"{format_decimal(value)} {getattr(field, 'unit', '')}".strip()
    return criterion_text(
        field, list(value) if hasattr(value, "__iter__") and not _is_single(value) else value
    )


def _is_single(value: Any) -> bool:
    return isinstance(value, (str, File, Mapping))
