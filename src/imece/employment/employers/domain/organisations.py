"""The organisation of a workplace: what `accounts` keeps of it so that persons can act for it."""

from typing import Any

from django.db import connection

from imece.accounts.enums import OrganisationKind
from imece.accounts.models import Organisation
from imece.core.actor import Actor
from imece.core.identity_numbers import make_iskur_number


def open_organisation(*, name: str, province: int, actor: Actor) -> Organisation:
    """With the next İŞKUR number (ID-22), given at membership (P1.4)."""
    return Organisation.objects.create(
        kind=OrganisationKind.WORKPLACE, number=_next_iskur_number(), name=name, province=province
    )


def change_organisation(organisation: Organisation, **values: Any) -> Organisation:
    """Name, province or activity, as the workplace's own verbs decide."""
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(values))
    return organisation


def _next_iskur_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('employers_iskur_serial')")
        return make_iskur_number(cursor.fetchone()[0])
