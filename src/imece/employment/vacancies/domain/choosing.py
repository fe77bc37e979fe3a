"""Whether people may be chosen for a vacancy by **Eleman Seç**, and by whom (P3.5, VAC-25)."""

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.public_sector import is_public
from imece.employment.vacancies.enums import ListPart, MatchingKind, VacancyState
from imece.employment.vacancies.models import Vacancy

INVITED = (ListPart.PRINCIPAL, ListPart.RESERVE)
NOT_OPEN = define(
    "VAC-196",
    _("Vacancy {number} is {state}; nobody is chosen for it."),
    remedy=_("Choose people while it is open; an expired one can be extended first."),
)
CHOSEN_BY_LIST = define(
    "VAC-197",
    _("A public body does not choose people itself; its way is: {method}."),
    remedy=_("Who applied stands in the list that is made when applications have ended."),
    article="RG 27314 (VAC-25)",
)
INSTITUTION_PROPOSES = define(
    "VAC-198",
    _("For vacancy {number} the institution proposes people."),
    remedy=_(
        "Whom the unit proposes appears on the candidate list. To choose yourself, change «Matching» on the page "
        "Talep Özellikleri."
    ),
)

NO_PLACE = define(
    "VAC-199",
    _("{person} has no place in a list of the public vacancy {number}."),
    remedy=_("Invite who stands in it as principal or reserve; it is made when applications have ended."),
    article="RG 27314 (VAC-25)",
)


def check_choosing(vacancy: Vacancy, actor: Actor) -> None:
    """Raises VAC-196 to VAC-198. What the institution is to propose, its staff choose."""
    if vacancy.state != VacancyState.OPEN:
        raise NOT_OPEN(number=vacancy.number, state=vacancy.get_state_display())
    if is_public(vacancy):
        raise CHOSEN_BY_LIST(method=vacancy.get_public_method_display())
    if vacancy.matching_kind == MatchingKind.MEDIATED and not actor.is_staff:
        raise INSTITUTION_PROPOSES(number=vacancy.number)


def check_place(candidate: Candidate) -> None:
    """Raises VAC-199. Whom a public body invites, the draw or the points decide."""
    vacancy = Vacancy.objects.select_related("workplace").filter(round_id=candidate.round_id).first()
    if vacancy is None or not is_public(vacancy):
        return
    places = candidate.public_lines.filter(part__in=INVITED, dropped_on__isnull=True)
    if not places.exists():
        raise NO_PLACE(person=candidate.job_seeker.person, number=vacancy.number)
