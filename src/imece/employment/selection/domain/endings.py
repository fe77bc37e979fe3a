"""What a person's candidacies mean for the end of his account (KVK-06)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from imece.accounts.models import Person
from imece.accounts.public import Matter, keeps_person, on_account_closed
from imece.core.actor import Actor, system_actor
from imece.employment.selection.domain.steps import withdraw_application
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.models import Candidate, Objection

CLOSER = system_actor("accounts.closing")


@on_account_closed
def withdraw_applications(person: Person, actor: Actor, now: datetime) -> None:
    """Workplaces are told; who has been sent off already stays on the list, for the workplace to answer."""
    withdraw = CANDIDATE.table.move("withdraw")
    for candidate in Candidate.objects.filter(job_seeker__person=person, state__in=withdraw.from_states):
        withdraw_application(
            candidate=candidate, actor=CLOSER, now=now, reason=gettext("The account was closed.")
        )


def _candidacy_since(instant: datetime) -> Q:
    day = instant.date()
    return (
        Q(created_at__gte=instant)
        | Q(answered_at__gte=instant)
        | Q(sent_on__gte=day)
        | Q(started_on__gte=day)
    )


keeps_person(
    Matter(
        gettext_lazy("Applications, invitations and their outcome"),
        "4904 md. 3, 21",
        Candidate,
        "job_seeker__person",
        _candidacy_since,
    )
)
keeps_person(
    Matter(
        gettext_lazy("Objections to decisions"),
        "3071 md. 7",
        Objection,
        "job_seeker__person",
        lambda instant: Q(opened_at__gte=instant) | Q(answered_at__gte=instant),
    )
)
