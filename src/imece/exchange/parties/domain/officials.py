"""Naming who signs, who administers and who keeps the connection (KPS-03, KPS-10)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.parties.domain.errors import (
    ENDED_ALREADY,
    ENDED_BEFORE,
    MOBILE_PHONE,
    ROLE_FILLED,
    SAME_PERSON,
)
from imece.exchange.parties.domain.names import check_name
from imece.exchange.parties.domain.queries import officials_on
from imece.exchange.parties.domain.rules import is_office_line
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, Official

ONE_EACH = {
    OfficialRole.ADMINISTRATIVE: OfficialRole.TECHNICAL,
    OfficialRole.TECHNICAL: OfficialRole.ADMINISTRATIVE,
}


@verb
def name_official(
    *,
    institution: Institution,
    role: OfficialRole,
    values: Mapping[str, Any],
    valid_from: date,
    actor: Actor,
    now: datetime,
) -> Official:
    """Raises PTY-002 for a mobile number, PTY-003 when idari = teknik (T-KPS-09), PTY-004 when the role is filled,
    PTY-008 for another name than the register's."""
    require(actor, "institutions.edit", institution)
    Institution.objects.select_for_update().get(pk=institution.pk)
    if not is_office_line(values.get("office_phone", "")):
        raise MOBILE_PHONE(phone=values["office_phone"], field="office_phone")
    _check_role(institution, role, values, max(valid_from, timezone.localdate(now)))
    official = Official(institution=institution, role=role, valid_from=valid_from, **values)
    official.full_clean()
    official.save()
    details = {"role": role, "title": official.title}
    audit.record(actor, "institutions.official_named", official, details=details)
    return official


@verb
def end_official(*, official: Official, valid_until: date, actor: Actor) -> None:
    """`valid_until` is his last day."""
    require(actor, "institutions.edit", official.institution)
    locked = Official.objects.select_for_update().get(pk=official.pk)
    if locked.valid_until is not None:
        raise ENDED_ALREADY(name=locked.name, until=format_date(locked.valid_until))
    if valid_until < locked.valid_from:
        raise ENDED_BEFORE(
            until=format_date(valid_until), since=format_date(locked.valid_from), field="valid_until"
        )
    official.valid_until = valid_until
    official.save(update_fields=["valid_until"])
    audit.record(
        actor, "institutions.official_ended", official, details={"valid_until": valid_until.isoformat()}
    )


def _check_role(institution: Institution, role: OfficialRole, values: Mapping[str, Any], day: date) -> None:
    """One administrative and one technical user, not the same person, each by his name in the register."""
    if role not in ONE_EACH:
        return
    check_name(values["national_id"], values["name"])
    if holder := officials_on(institution, day, role).first():
        raise ROLE_FILLED(name=holder.name, role=holder.get_role_display(), field="role")
    others = officials_on(institution, day, ONE_EACH[role])
    other = others.filter(national_id=values["national_id"]).first()
    if other is not None:
        raise SAME_PERSON(name=other.name, role=other.get_role_display(), field="national_id")
