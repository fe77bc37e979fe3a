"""Looking for unusual use by the clock: each hour what cannot wait, each night the day that is over (X5.5)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from imece.accounts.models import Membership
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.parameters import Parameters
from imece.core.transactions import verb
from imece.exchange.fingerprints import fingerprint
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import (
    EntrySearch,
    Opener,
    daily_counts,
    in_portions,
    search_entries,
    subject_keys,
)
from imece.exchange.parties.models import EndUser, Institution, Official
from imece.exchange.transparency.domain.rules import day_bounds, usual_count
from imece.exchange.transparency.domain.telling import tell_institution
from imece.exchange.transparency.domain.usage import NUMBERS, Context, Finding, Seen, find_unusual
from imece.exchange.transparency.domain.workflow import FLAG
from imece.exchange.transparency.enums import FlagState
from imece.exchange.transparency.models import UsageFlag, WatchedPerson
from imece.reference.public import ISTANBUL

USUAL_DAYS = 28
HOURLY_REACH = timedelta(hours=2)  # overlaps, so that an hour that was missed is looked at once more
NO_QUESTION = (Outcome.INTENDED, Outcome.TOKEN_GIVEN)


def watch_day(*, day: date, now: datetime) -> list[UsageFlag]:
    """All rules over one whole day. May run again: a flag of the same day, rule and person stands once."""
    begin, end = day_bounds(day, ISTANBUL)
    return _watch(day, begin, end, now, only_at_once=False)


def watch_hour(*, now: datetime) -> list[UsageFlag]:
    """Colleagues and the watched list, over the last two hours."""
    return _watch(timezone.localdate(now), now - HOURLY_REACH, now, now, only_at_once=True)


def _watch(
    day: date, begin: datetime, end: datetime, now: datetime, *, only_at_once: bool
) -> list[UsageFlag]:
    actor, flags = system_actor("transparency.watch"), list[UsageFlag]()
    watched = frozenset(
        WatchedPerson.objects.filter(ended_at__isnull=True).values_list("subject_key", flat=True)
    )
    for institution in _askers(begin, end):
        seen, firsts = _seen(_rows(institution, begin, end))
        context = Context(
            Parameters(day).read(*NUMBERS),
            usual_count=0 if only_at_once else _usual(institution, begin),
            colleagues=_colleagues(institution, begin, end),
            watched=_watched_among(firsts, watched),
        )
        for finding in find_unusual(seen, context, only_at_once=only_at_once):
            flag = raise_flag(institution=institution, day=day, finding=finding, actor=actor, now=now)
            flags += [flag] if flag else []
    return flags


@verb
def raise_flag(
    *, institution: Institution, day: date, finding: Finding, actor: Actor, now: datetime
) -> UsageFlag | None:
    """A new flag, or None: one that stands already only grows, and only while nobody has answered it."""
    known = {"institution": institution, "rule": finding.rule, "day": day, "key": finding.key}
    figures = {"count": finding.count, "threshold": finding.threshold, "places": finding.places}
    flag, is_new = UsageFlag.objects.get_or_create(
        **known,
        defaults=figures | {"opened_at": now, "parameters": _used(day)},
    )
    if not is_new:
        grown = UsageFlag.objects.filter(pk=flag.pk, state=FlagState.OPEN, count__lt=finding.count)
        grown.update(**figures)
        return None
    FLAG.begin(flag, actor=actor, now=now)
    audit.record(actor, "transparency.flagged", flag, details={"rule": flag.rule, "count": flag.count})
    path = reverse("usage_flag", args=[flag.pk])
    words = {"rule": flag.get_rule_display(), "flagged_on": f"{day:%d.%m.%Y}"}
    tell_institution(institution, "transparency.flagged", day=timezone.localdate(now), path=path, **words)
    return flag


def _used(day: date) -> list[dict[str, object]]:
    return [row.as_json() for row in Parameters(day).read(*NUMBERS).used]


def _askers(begin: datetime, end: datetime) -> QuerySet[Institution]:
    asked = search_entries(EntrySearch(begins=begin, ends=end)).values("institution_id")
    return Institution.objects.filter(pk__in=asked).select_related("organisation").order_by("pk")


def _rows(institution: Institution, begin: datetime, end: datetime) -> QuerySet[LedgerEntry]:
    rows = search_entries(EntrySearch(institution_id=institution.pk, begins=begin, ends=end))
    return rows.exclude(outcome__in=NO_QUESTION)


def _seen(rows: QuerySet[LedgerEntry]) -> tuple[list[Seen], dict[str, LedgerEntry]]:
    """All questions by their keys, none opened; and one row of each person, should he be on the watched list."""
    found: list[Seen] = []
    firsts: dict[str, LedgerEntry] = {}
    for portion in in_portions(rows):
        for row in portion:
            subject, user = bytes(row.subject_key).hex(), bytes(row.user_key).hex()
            firsts.setdefault(subject, row)
            found.append(Seen(row.asked_at.astimezone(ISTANBUL), (row.shard, row.sequence), subject, user))
    firsts.pop("", None)
    return found, firsts


def _watched_among(firsts: dict[str, LedgerEntry], watched: frozenset[str]) -> frozenset[str]:
    """Which of the persons asked about are on the list: one row of each is opened, by the clock alone."""
    if not watched:
        return frozenset()
    opener, found = Opener(), set()
    for subject, row in firsts.items():
        content = opener.content_of(row)
        if content is not None and fingerprint(content.subject) in watched:
            found.add(subject)
    return frozenset(found)


def _usual(institution: Institution, begin: datetime) -> int:
    since = begin - timedelta(days=USUAL_DAYS)
    return usual_count(daily_counts(_rows(institution, since, begin)), days=USUAL_DAYS)


def _colleagues(institution: Institution, begin: datetime, end: datetime) -> frozenset[str]:
    """Everybody known to work there by his T.C. number: officials, those who act for it, users numbered by it."""
    numbers: Sequence[str] = [
        *Official.objects.filter(institution=institution).values_list("national_id", flat=True),
        *Membership.objects.filter(organisation_id=institution.organisation_id).values_list(
            "person__national_id", flat=True
        ),
        *EndUser.objects.filter(institution=institution, user_number__regex=r"^[1-9][0-9]{10}$").values_list(
            "user_number", flat=True
        ),
    ]
    keys = subject_keys(numbers, since=begin.astimezone(UTC).date(), until=end.astimezone(UTC).date())
    return frozenset(key.hex() for key in keys)
