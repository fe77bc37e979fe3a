"""**İşyeri Künyesi**: the card of a workplace as a wizard (P7.2), and a new workplace by the same pages (P7.3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.models import Draft
from imece.core.permissions import require
from imece.core.remembering import remembered
from imece.core.scope import get_in_scope
from imece.core.wizards import Answers, Step, Subject, Wizard
from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.domain.change import change_workplace
from imece.employment.employers.domain.contacts import set_contact_persons
from imece.employment.employers.domain.move import move_workplace
from imece.employment.employers.domain.queries import workplace_of, workplaces_in_scope
from imece.employment.employers.models import Workplace
from imece.employment.employers.web.forms import (
    AddressForm,
    ContactsForm,
    GeneralForm,
    OtherForm,
    ReachForm,
    contact_initial,
    contacts_of,
)

GENERAL, ADDRESS, REACH, CONTACTS, OTHER = "genel", "adres", "iletisim", "ilgili", "diger"
FIELDS: dict[str, type[forms.Form]] = {
    GENERAL: GeneralForm,
    ADDRESS: AddressForm,
    REACH: ReachForm,
    OTHER: OtherForm,
}


def find_workplace(actor: Actor, number: str) -> Workplace:
    """By İŞKUR number, within the actor's scope. Raises CORE-404."""
    return get_in_scope(workplaces_in_scope(actor), actor, organisation__number=number)


def subject_of(actor: Actor, number: str) -> Subject:
    workplace = find_workplace(actor, number)
    require(actor, "employers.edit", workplace)
    initial: dict[str, Mapping[str, Any]] = {
        CONTACTS: contact_initial(workplace.contact_persons.order_by("pk"))
    }
    for slug, form_class in FIELDS.items():
        initial[slug] = {name: _value(workplace, name) for name in form_class.base_fields}
    return Subject(number, workplace.version, initial, label=workplace.name)


def _value(workplace: Workplace, name: str) -> Any:
    """From the workplace, or from its employer; a province or district as its code."""
    if name in {"province", "district"}:
        return getattr(workplace, f"{name}_id")
    return getattr(workplace, name) if hasattr(workplace, name) else getattr(workplace.employer, name)


def filled_for(actor: Actor) -> Mapping[str, Mapping[str, Any]]:
    """A new workplace begins with the employer's title; only a head office may begin one (P7.3)."""
    own = workplace_of(actor)
    require(actor, "employers.add_workplace", own)
    return {GENERAL: {"name": own.employer.title}} if own else {}


def finish(*, draft: Draft, answers: Answers, actor: Actor, now: datetime) -> str:
    """**Kaydet** of İşlem Sonu."""
    values = {name: value for slug in FIELDS for name, value in answers[slug].items()}
    province, contacts = values.pop("province").code, contacts_of(answers[CONTACTS])
    values["district"] = values["district"].code
    if draft.subject_key:
        workplace = _change(draft, province, values, contacts, actor, now)
    else:
        workplace = _add(province, values, contacts, actor, now)
    return reverse("employers:workplace", args=[workplace.number])


def _add(
    province: int, values: dict[str, Any], contacts: list[dict[str, Any]], actor: Actor, now: datetime
) -> Workplace:
    own = workplace_of(actor)
    require(actor, "employers.add_workplace", own)
    assert own is not None
    name = values.pop("name")
    return add_workplace(
        employer=own.employer,
        name=name,
        province=province,
        values=values,
        contacts=contacts,
        actor=actor,
        now=now,
    )


def _change(
    draft: Draft,
    province: int,
    values: dict[str, Any],
    contacts: list[dict[str, Any]],
    actor: Actor,
    now: datetime,
) -> Workplace:
    """Moved first, since a district belongs to its province; the wizard has compared the version."""
    workplace, version = find_workplace(actor, draft.subject_key), draft.subject_version or 0
    if province != workplace.province_id:
        workplace = move_workplace(workplace=workplace, province=province, actor=actor, now=now)
        version = workplace.version
    set_contact_persons(workplace=workplace, contacts=contacts, actor=actor)
    return change_workplace(workplace=workplace, values=values, version=version, actor=actor, now=now)


def _is_head_office(draft: Draft, actor: Actor, answers: Answers) -> Mapping[str, Any]:
    if not draft.subject_key:
        return {}
    workplace = _workplace_with(draft.subject_key, actor)
    return {"is_head_office": workplace is not None and workplace.is_head_office}


@remembered
def _workplace_with(number: str, actor: Actor) -> Workplace | None:
    return workplaces_in_scope(actor).filter(organisation__number=number).first()


CARD = Wizard(
    kind="workplace",
    namespace="employers",
    title=_("Workplace record"),
    permission="employers.edit",
    steps=(
        Step(
            slug=GENERAL,
            title=_("General information"),
            form_class=GeneralForm,
            form_arguments=_is_head_office,
        ),
        Step(slug=ADDRESS, title=_("Address information"), form_class=AddressForm),
        Step(slug=REACH, title=_("Contact information"), form_class=ReachForm),
        Step(slug=CONTACTS, title=_("Contact persons' information"), form_class=ContactsForm),
        Step(slug=OTHER, title=_("Other information"), form_class=OtherForm),
    ),
    subject=subject_of,
    initial=filled_for,
    finish=finish,
)
