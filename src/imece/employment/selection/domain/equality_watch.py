"""NDR-01: do invitations and hires differ by sex or age? A hint for the unit to look, never a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Annotated, Any

import msgspec
from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.rule_registry import Outcome, Step, rule
from imece.employment.jobseekers.enums import Sex
from imece.employment.selection.domain.queries import candidates_in_scope
from imece.employment.selection.enums import CandidateState, EqualityGround
from imece.employment.selection.models import Candidate

WATCHED = timedelta(days=365)
MOST_SHOWN = 100
Heads = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People of one group who applied, and how many of them were chosen (invited, or hired)."""

    applied: Heads
    chosen: Heads

    @property
    def share(self) -> Fraction:
        return Fraction(self.chosen, self.applied) if self.applied else Fraction(0)


def ratio_of(one: Group, other: Group, fewest: int) -> Fraction | None:
    """The smaller share by the larger; None where a group is too small to say anything, or nobody was chosen."""
    if min(one.applied, other.applied) < fewest or not max(one.share, other.share):
        return None
    return min(one.share, other.share) / max(one.share, other.share)


@dataclass(frozen=True)
class Watched:
    """One employer, one ground; `ratio_pct` rounded down. Groups: women and men, below and from the age."""

    organisation_id: int
    employer: str
    ground: EqualityGround
    what: str
    first: Group
    second: Group
    ratio_pct: int


def watched_employers(actor: Actor, now: datetime) -> list[Watched]:
    """Where the shares differ by more than the parameter allows, the widest first; small groups are left out."""
    require(actor, "objections.answer")
    parameters = Parameters(timezone.localdate(now))
    fewest, least = parameters.integer("small_cell_threshold"), parameters.integer("equality_watch_ratio_pct")
    year = timezone.localdate(now).year - parameters.integer("equality_watch_age")
    rows = candidates_in_scope(actor).filter(
        source=CandidateState.APPLIED, created_at__gt=now - WATCHED, round__organisation__isnull=False
    )
    found = [
        one
        for ground in EqualityGround
        for one in _compared(rows, ground, year, fewest)
        if one.ratio_pct < least
    ]
    return sorted(found, key=lambda one: (one.ratio_pct, one.employer))[:MOST_SHOWN]


def _compared(rows: QuerySet[Candidate], ground: EqualityGround, year: int, fewest: int) -> Iterator[Watched]:
    counted = (
        rows.annotate(side=_side(ground, year))
        .exclude(side="")
        .order_by()
        .values("round__organisation_id", "side", employer=F("round__organisation__name"))
        .annotate(
            applied=Count("id"),
            invited=Count("id", filter=Q(interview_at__isnull=False)),
            hired=Count("id", filter=Q(state__in=(CandidateState.REPORTED, CandidateState.PLACED))),
        )
    )
    sides: dict[tuple[int, str], dict[str, Any]] = {}
    for row in counted:
        sides.setdefault((row["round__organisation_id"], row["employer"]), {})[row["side"]] = row
    for (organisation, employer), both in sides.items():
        if len(both) == 2:
            for what in ("invited", "hired"):
                first, second = (Group(both[side]["applied"], both[side][what]) for side in ("1", "2"))
                if (ratio := ratio_of(first, second, fewest)) is not None:
                    yield Watched(organisation, employer, ground, what, first, second, int(ratio * 100))


def _side(ground: EqualityGround, year: int) -> Case:
    """1: women, or those below the age; 2: men, or those of the age; empty: not known."""
    if ground == EqualityGround.SEX:
        whens = [
            When(job_seeker__sex=Sex.FEMALE, then=Value("1")),
            When(job_seeker__sex=Sex.MALE, then=Value("2")),
        ]
        return Case(*whens, default=Value(""), output_field=CharField())
    older = When(job_seeker__birth_year__lte=year, then=Value("2"))
    return Case(older, default=Value("1"), output_field=CharField())


class WatchInput(msgspec.Struct, forbid_unknown_fields=True):
    one: Group
    other: Group


@rule(
    "NDR-01",
    title=_("Do the shares of two groups differ so much that the unit looks?"),
    article="4857 md. 5",
    input_type=WatchInput,
    example={"one": {"applied": 20, "chosen": 4}, "other": {"applied": 20, "chosen": 10}},
)
def compare_shares(asked: WatchInput, parameters: Parameters) -> Outcome:
    """True: a difference to look at; empty: too few people to say anything."""
    fewest, least = parameters.integer("small_cell_threshold"), parameters.integer("equality_watch_ratio_pct")
    ratio = ratio_of(asked.one, asked.other, fewest)
    told = None if ratio is None else int(ratio * 100)
    steps = (
        Step(_("Fewest people in each group"), fewest),
        Step(_("The smaller share by the larger (%)"), told),
        Step(_("Looked at below (%)"), least),
    )
    return Outcome(None if told is None else told < least, steps)
