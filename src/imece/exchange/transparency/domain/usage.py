"""X5.5, unusual use: the rules as data, and one pass over a day's rows that finds what they name. Nothing is written.

Each rule has its thresholds as dated parameters, so that tightening one is a row, not a program.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from imece.core.parameters import Parameters
from imece.exchange.transparency.domain.rules import is_night, volume_threshold
from imece.exchange.transparency.enums import UsageRuleName

PLACES_KEPT = 20
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """One question as the rules see it: local time; person and user by the month's keys (hex), empty where unknown."""

    at: datetime
    place: Place
    subject: str
    user: str


@dataclass(frozen=True)
class Context:
    """What the day is measured against: the legal numbers, the usual count, and whom not to ask about lightly."""

    parameters: Parameters
    usual_count: int
    colleagues: frozenset[str]
    watched: frozenset[str]


@dataclass
class Finding:
    rule: UsageRuleName
    threshold: int
    key: str = ""
    count: int = 0
    places: list[Place] = field(default_factory=list)

    def add(self, place: Place) -> None:
        self.count += 1
        if len(self.places) < PLACES_KEPT:
            self.places.append(place)


Detector = Callable[[list[Seen], Context], Iterable[Finding]]


@dataclass(frozen=True)
class UsageRule:
    """`parameters` are the names it reads. `is_at_once`: looked for each hour, the others when the day is over."""

    name: UsageRuleName
    parameters: tuple[str, ...]
    detect: Detector
    is_at_once: bool = False


def _night(seen: list[Seen], context: Context) -> Iterator[Finding]:
    numbers = context.parameters
    begin, end = numbers.integer("usage_night_from_hour"), numbers.integer("usage_night_until_hour")
    finding = Finding(UsageRuleName.NIGHT, numbers.integer("usage_night_count"))
    for one in seen:
        if is_night(one.at, from_hour=begin, until_hour=end):
            finding.add(one.place)
    yield finding


def _volume(seen: list[Seen], context: Context) -> Iterator[Finding]:
    numbers = context.parameters
    factor, least = numbers.integer("usage_volume_factor"), numbers.integer("usage_volume_least")
    threshold = volume_threshold(context.usual_count, factor=factor, least=least)
    yield Finding(
        UsageRuleName.VOLUME, threshold, count=len(seen), places=[one.place for one in seen[:PLACES_KEPT]]
    )


def _subject_by_many(seen: list[Seen], context: Context) -> Iterator[Finding]:
    threshold = context.parameters.integer("usage_users_of_one_subject")
    return _distinct(seen, UsageRuleName.SUBJECT_BY_MANY, threshold, lambda one: (one.subject, one.user))


def _subjects_by_one(seen: list[Seen], context: Context) -> Iterator[Finding]:
    threshold = context.parameters.integer("usage_subjects_of_one_user")
    return _distinct(seen, UsageRuleName.SUBJECTS_BY_ONE, threshold, lambda one: (one.user, one.subject))


def _distinct(
    seen: list[Seen], rule: UsageRuleName, threshold: int, pair: Callable[[Seen], tuple[str, str]]
) -> Iterator[Finding]:
    """How many different others each one has to do with; the first row of each pair is kept as a place."""
    pairs: dict[str, dict[str, Place]] = defaultdict(dict)
    for one in seen:
        mine, other = pair(one)
        if mine and other:
            pairs[mine].setdefault(other, one.place)
    for mine, others in pairs.items():
        yield Finding(rule, threshold, mine, len(others), list(others.values())[:PLACES_KEPT])


def _colleagues(seen: list[Seen], context: Context) -> Iterator[Finding]:
    threshold = context.parameters.integer("usage_colleague_count")
    return _about(seen, UsageRuleName.COLLEAGUES, threshold, context.colleagues)


def _watched(seen: list[Seen], context: Context) -> Iterator[Finding]:
    threshold = context.parameters.integer("usage_watched_count")
    return _about(seen, UsageRuleName.WATCHED, threshold, context.watched)


def _about(
    seen: list[Seen], rule: UsageRuleName, threshold: int, persons: frozenset[str]
) -> Iterator[Finding]:
    found: dict[str, Finding] = {}
    for one in seen:
        if one.subject in persons:
            found.setdefault(one.subject, Finding(rule, threshold, one.subject)).add(one.place)
    yield from found.values()


NIGHT_NUMBERS = ("usage_night_from_hour", "usage_night_until_hour", "usage_night_count")
USAGE_RULES: tuple[UsageRule, ...] = (
    UsageRule(UsageRuleName.NIGHT, NIGHT_NUMBERS, _night),
    UsageRule(UsageRuleName.VOLUME, ("usage_volume_factor", "usage_volume_least"), _volume),
    UsageRule(UsageRuleName.SUBJECT_BY_MANY, ("usage_users_of_one_subject",), _subject_by_many),
    UsageRule(UsageRuleName.SUBJECTS_BY_ONE, ("usage_subjects_of_one_user",), _subjects_by_one),
    UsageRule(UsageRuleName.COLLEAGUES, ("usage_colleague_count",), _colleagues, is_at_once=True),
    UsageRule(UsageRuleName.WATCHED, ("usage_watched_count",), _watched, is_at_once=True),
)
NUMBERS = tuple(name for rule in USAGE_RULES for name in rule.parameters)


def find_unusual(seen: list[Seen], context: Context, *, only_at_once: bool = False) -> list[Finding]:
    """What reaches its rule's threshold."""
    rules = [rule for rule in USAGE_RULES if rule.is_at_once or not only_at_once]
    return [one for rule in rules for one in rule.detect(seen, context) if one.count >= max(one.threshold, 1)]
