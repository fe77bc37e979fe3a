"""**Eleman Seç**: a person of the ranking becomes **Seçilen**, with the reasons kept for both sides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.domain.cards import Card, make_card, profiles_by_id, rows_by_id
from imece.employment.matching.domain.conditions import SPECIAL
from imece.employment.matching.domain.reveal import NOT_ACTIVE, reveal_person
from imece.employment.matching.domain.wanted import wanted_for
from imece.employment.matching.domain.weights import weights_version
from imece.employment.matching.enums import RevealPurpose, SearchArea
from imece.employment.matching.models import MatchExplanation
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate, SelectionRound
from imece.employment.selection.public import add_candidate
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.public import check_choosing

IS_CANDIDATE = define(
    "MAT-104",
    _("This person is among the candidates already."),
    remedy=_("See the candidate list of the vacancy."),
)
DOES_NOT_FIT = define(
    "MAT-105",
    _("This person no longer meets every condition: {conditions}."),
    remedy=_("The profile or the vacancy was changed meanwhile; load the list anew."),
    article="P3.4 (VAC-04)",
)


@dataclass(frozen=True)
class Choice:
    """One ticked row: the person, and the place he had in the list that was shown."""

    job_seeker_id: int
    place: int | None = None


@verb
def select_person(*, vacancy: Vacancy, choice: Choice, actor: Actor, now: datetime) -> Candidate:
    """Onto the candidate list, by name: so it counts as a look. Raises VAC-196 to VAC-198, MAT-101 to MAT-105."""
    require(actor, "matching.select", vacancy)
    check_choosing(vacancy, actor)
    SelectionRound.objects.select_for_update(of=("self",)).get(pk=vacancy.round_id)
    profile = profiles_by_id([choice.job_seeker_id]).get(choice.job_seeker_id)
    if profile is None:
        raise NOT_ACTIVE()
    if Candidate.objects.filter(round_id=vacancy.round_id, job_seeker=profile).exists():
        raise IS_CANDIDATE()
    card = card_of(vacancy, profile, now)
    if card.unmet:
        raise DOES_NOT_FIT(conditions=", ".join(card.unmet))
    reveal_person(vacancy=vacancy, job_seeker=profile, purpose=RevealPurpose.SELECTED, actor=actor, now=now)
    candidate = add_candidate(
        selection_round=vacancy.round,
        job_seeker=profile,
        source=CandidateState.SELECTED,
        actor=actor,
        now=now,
    )
    MatchExplanation.objects.create(
        candidate=candidate,
        score=card.score,
        place=choice.place,
        weights_version=weights_version(),
        parts=parts_of(card),
        at=now,
    )
    return candidate


def card_of(
    vacancy: Vacancy, profile: JobSeeker, now: datetime, *, place: int = 0, is_named: bool = False
) -> Card:
    """As the ranking of all of Türkiye sees him, whatever area was searched. Also of one who is a candidate."""
    wanted = wanted_for(vacancy, timezone.localdate(now), area=SearchArea.COUNTRY)
    rows = rows_by_id(wanted, [profile.pk]).get(profile.pk, [])
    return make_card(wanted, vacancy, profile, rows, place, is_named=is_named)


def parts_of(card: Card) -> list[dict[str, Any]]:
    """What is kept: facts, not words, so that each reads it in his language; nothing of a special category (KVK-03)."""
    parts = [{"part": one.part.value, "points": one.points, "facts": one.facts} for one in card.parts]
    met = [
        one.condition.value
        for one in card.findings
        if one.is_hard and one.is_met and one.condition not in SPECIAL
    ]
    return [*parts, {"part": "conditions", "points": 0, "facts": {"met": list(dict.fromkeys(met))}}]
