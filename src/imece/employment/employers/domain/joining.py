"""What employers begin while the identity register does not answer (KPS-52): nobody is a member or user until then."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person, WaitingIdentity
from imece.accounts.public import (
    actor_for,
    capacities,
    confirm_identity,
    is_member,
    keep_waiting,
    waits,
)
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.notifications.recipient import Recipient
from imece.core.permissions import require
from imece.employment.employers.domain.application import NewFounder, complete_application
from imece.employment.employers.domain.errors import APPLICATION_GONE, FOUNDER_NOT_PROVEN
from imece.employment.employers.domain.register import NewEmployer
from imece.employment.employers.domain.users import authorise, confirmed_person
from imece.employment.employers.models import MembershipApplication, Workplace

PURPOSE: Final = "İşveren üyeliği: yetkilinin kimliği / employer membership: the authorised person"


def keep_application(
    *,
    application: MembershipApplication,
    new: NewEmployer,
    identity: Mapping[str, Any],
    founder: Mapping[str, Any],
    proven: Person | None,
    actor: Actor,
    now: datetime,
) -> None:
    """`identity` as typed; `founder`: the rest of a `NewFounder`; `proven`: the member whose password was typed."""
    given = {
        "application": application.pk,
        "new": asdict(new),
        "identity": dict(identity),
        "founder": dict(founder),
        "proven": proven and proven.pk,
    }
    addresses = {name: founder[name] for name in ("email", "phone", "postal_address")}
    addressee = proven or Recipient("", founder["language"], founder["notice_channel"], **addresses)
    key = str(application.pk)
    keep_waiting(act=MEMBERSHIP, key=key, given=given, addressee=addressee, actor=actor, now=now)


def _complete(waiting: WaitingIdentity, actor: Actor, now: datetime) -> None:
    """Raises ACC-011, EMP-110, EMP-111 and what registering raises."""
    given = waiting.given
    application = MembershipApplication.objects.filter(pk=given["application"]).first()
    if application is None:
        raise APPLICATION_GONE()
    identity = confirm_identity(
        **given["identity"], purpose=PURPOSE, file=application.file_number, actor=actor
    )
    founder: Person | NewFounder = NewFounder(identity=identity, **given["founder"])
    if is_member(identity.national_id):
        if waiting.person is None:
            raise FOUNDER_NOT_PROVEN()
        founder = waiting.person
    new = NewEmployer(**given["new"])
    complete_application(application=application, new=new, founder=founder, actor=actor, now=now)


def keep_user(*, workplace: Workplace, typed: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Whom a manager would authorise: without a membership until the register confirms him."""
    require(actor, "employers.users", workplace)
    key, given = f"{workplace.pk}:{typed['national_id']}", {"workplace": workplace.pk, **typed}
    manager = Person.objects.get(pk=actor.person_id or 0)
    keep_waiting(act=USER, key=key, given=given, addressee=manager, actor=actor, now=now)


def _authorise(waiting: WaitingIdentity, actor: Actor, now: datetime) -> None:
    """In the name of the manager, if he still is one. Raises CORE-404, EMP-121, ACC-012, ACC-021."""
    assert waiting.person is not None
    typed = dict(waiting.given)
    workplace = Workplace.objects.select_related("organisation").get(pk=typed.pop("workplace"))
    managed = capacities(waiting.person, timezone.localdate(now)) if waiting.person.is_active else []
    chosen = next((one for one in managed if one.organisation.pk == workplace.organisation_id), None)
    if chosen is None:
        raise OUT_OF_SCOPE(what=workplace.name)
    manager = actor_for(waiting.person, chosen.membership, chosen.organisation)
    require(manager, "employers.users", workplace)
    person = confirmed_person(workplace=workplace, actor=manager, now=now, **typed)
    authorise(workplace=workplace, person=person, actor=manager)


MEMBERSHIP: Final = waits(
    "employers.membership", what=_("Your membership as an employer"), page="account_login", finish=_complete
)
USER: Final = waits(
    "employers.user", what=_("A new authorised user"), page="employers:users", finish=_authorise
)
