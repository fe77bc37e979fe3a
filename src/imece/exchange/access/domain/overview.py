"""Where an institution's connection stands, in one look; each part is one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from imece.exchange.access.domain.queries import USABLE
from imece.exchange.access.enums import CredentialState, FormState
from imece.exchange.access.models import Credential, InformationForm, StaticAddress
from imece.exchange.parties.models import EndUser, Institution, Official
from imece.exchange.parties.public import contacts_of, with_undertaking

OPEN_FORMS = (FormState.DRAFT, FormState.SUBMITTED, FormState.TAKEN_IN, FormState.RETURNED)


@dataclass(frozen=True)
class Overview:
    """`next_step` names what waits for the institution: form, send, complete, wait, fetch, activate, users, or none."""

    institution: Institution
    form: InformationForm | None  # the one that is open
    credentials: list[Credential]
    addresses: list[StaticAddress]
    contacts: list[Official]
    user_count: int
    unsigned_count: int
    next_step: str


def overview_of(institution: Institution, now: datetime) -> Overview:
    today = timezone.localdate(now)
    form = institution.information_forms.filter(state__in=OPEN_FORMS).first()
    alive = [*USABLE, CredentialState.APPROVED, CredentialState.ISSUED, CredentialState.LOCKED]
    credentials = list(institution.credentials.filter(state__in=alive).select_related("form").order_by("-id"))
    open_still = Q(valid_until__isnull=True) | Q(valid_until__gt=now)
    users = EndUser.objects.filter(institution=institution, closed_on__isnull=True)
    user_count = users.count()
    unsigned_count = with_undertaking(users, today).filter(is_signed=False).count()  # type: ignore[misc]
    return Overview(
        institution=institution,
        form=form,
        credentials=credentials,
        addresses=list(institution.static_addresses.filter(open_still).order_by("valid_from", "id")),
        contacts=list(contacts_of(institution, today)),
        user_count=user_count,
        unsigned_count=unsigned_count,
        next_step=_next_step(form, credentials, unsigned_count, user_count),
    )


def _next_step(
    form: InformationForm | None, credentials: list[Credential], unsigned_count: int, user_count: int
) -> str:
    waiting = {one.state for one in credentials if not one.is_sandbox}
    if CredentialState.APPROVED in waiting:
        return "fetch"
    if CredentialState.ISSUED in waiting:
        return "activate"
    if form is not None:
        return {FormState.DRAFT: "send", FormState.RETURNED: "complete"}.get(FormState(form.state), "wait")
    if not waiting:
        return "form"
    return "users" if unsigned_count or not user_count else ""
