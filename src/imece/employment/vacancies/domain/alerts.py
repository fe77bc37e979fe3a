"""Saved searches and what they tell (P2.3): kept, changed, stopped by one press, each new vacancy told once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import recipient_of
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import define
from imece.core.formats import format_date, format_decimal
from imece.core.notifications.outbox import notify
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.employment.vacancies.domain.search import SearchCriteria, parse, summary, to_query
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.interpret import interpret
from imece.employment.vacancies.domain.search.statement import NEWEST, Search
from imece.employment.vacancies.enums import AlertFrequency
from imece.employment.vacancies.models import AlertFeedback, OpenVacancy, SavedSearch, Vacancy
from imece.reference.models import Occupation

MOST_SEARCHES = 20
"""Kept by one person; more are not read by anybody."""
TOLD_AT_ONCE = 10
"""Vacancies in one alert; the rest stand behind its link."""
STOP, ANSWER = "vacancies.alert.stop", "vacancies.alert.answer"

TOO_MANY = define(
    "VAC-601",
    _("You keep {most} searches already."),
    remedy=_("Delete one that you no longer need, then save this one."),
)
NOTHING_ASKED = define(
    "VAC-602",
    _("This search asks for nothing, so it would tell of every vacancy in Türkiye."),
    remedy=_("Give at least a word, a place or an occupation, then save it."),
    status=422,
)
KEPT_ALREADY = define(
    "VAC-603",
    _("You keep this search already, under the name «{name}»."),
    remedy=_("Change its name or how often it tells you on the page My searches."),
)
LINK_UNREADABLE = define(
    "VAC-604",
    _("This link is not complete."),
    remedy=_("Open the mail again and use the whole link, or change the search on the page My searches."),
    status=404,
)

SEARCH_GONE = define(
    "VAC-605",
    _("The search of this mail was deleted; it sends no more mail."),
    remedy=_("Nothing needs to be done. You can search again and save it anew."),
    status=410,
)


def searches_of(actor: Actor) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(person_id=key(actor.person_id))


@dataclass(frozen=True)
class Outdated:
    """A kept search for an occupation that is retired: nothing new is announced under it (OCC-04).

    `query` is the same search for its successor; both are empty where none stands in the dictionary today.
    """

    saved: SavedSearch
    occupation: Occupation
    successor: Occupation | None = None
    query: str = ""


def outdated_searches(actor: Actor, today: date) -> list[Outdated]:
    """In the order of his list; a search may ask for several retired ones."""
    asked = [(saved, parse(saved.query)) for saved in searches_of(actor).order_by("-created_at", "-id")]
    codes = {code for _saved, criteria in asked for code in criteria.occupations}
    rows = Occupation.objects.filter(code__in=codes, valid_to__lt=today).select_related("replaced_by")
    retired = {one.code: one for one in rows} if codes else {}
    return [
        _outdated(saved, criteria, retired[code], today)
        for saved, criteria in asked
        for code in criteria.occupations
        if code in retired
    ]


def _outdated(saved: SavedSearch, criteria: SearchCriteria, occupation: Occupation, today: date) -> Outdated:
    successor = occupation.replaced_by
    if successor is None or (successor.valid_to is not None and successor.valid_to < today):
        return Outdated(saved, occupation)
    rest = tuple(code for code in criteria.occupations if code not in (occupation.code, successor.code))
    query = to_query(criteria.with_(occupations=(*rest, successor.code)))
    return Outdated(saved, occupation, successor, query)


@verb
def save_search(
    *, criteria: SearchCriteria, name: str, frequency: AlertFrequency, actor: Actor, now: datetime
) -> SavedSearch:
    """From now on; what is open already stands on the page he saved it from. Raises VAC-601, -602, -603.

    A category asked for is not kept: it would say something of the person that no alert uses (KVK-03).
    """
    require(actor, "vacancies.searches")
    criteria = without_category(criteria)
    if criteria.is_empty:
        raise NOTHING_ASKED()
    query, own = to_query(criteria), searches_of(actor)
    if known := own.filter(query=query).first():
        raise KEPT_ALREADY(name=known.name)
    if own.count() >= MOST_SEARCHES:
        raise TOO_MANY(most=MOST_SEARCHES)
    saved = SavedSearch(
        person_id=key(actor.person_id),
        name=name,
        query=query,
        frequency=frequency,
        created_at=now,
        told_until=now,
    )
    saved.full_clean(exclude=["person"])
    saved.save()
    audit.record(actor, "vacancies.search_saved", saved)
    return saved


def without_category(criteria: SearchCriteria) -> SearchCriteria:
    """Neither as a filter nor as words that are taken for one (`engelli garson`)."""
    meant = interpret(criteria).criteria
    return meant.with_(personal_statuses=()) if meant.personal_statuses else criteria


@verb
def change_search(
    *, saved: SavedSearch, name: str, frequency: AlertFrequency, actor: Actor, now: datetime
) -> None:
    """Begun again after a stop, it tells of what comes from now on."""
    require(actor, "vacancies.searches")
    if saved.frequency == AlertFrequency.NEVER:
        saved.told_until = now
    saved.name, saved.frequency = name, frequency
    saved.full_clean(exclude=["person"])
    saved.save()
    audit.record(actor, "vacancies.search_changed", saved, details={"frequency": frequency})


@verb
def delete_search(*, saved: SavedSearch, actor: Actor) -> None:
    require(actor, "vacancies.searches")
    audit.record(actor, "vacancies.search_deleted", saved)
    saved.delete()


# ------------------------------------------------------------------------------------------ links of the mail
def stop_link(saved: SavedSearch) -> str:
    """Works without signing in, and for this one search alone."""
    return _link("stop_alerts", signing.dumps(saved.pk, salt=STOP))


def answer_link(saved: SavedSearch, alerted_at: datetime) -> str:
    return _link("answer_alert", signing.dumps([saved.pk, alerted_at.isoformat()], salt=ANSWER))


def search_link(saved: SavedSearch) -> str:
    return f"{settings.PUBLIC_URL}{reverse('open_vacancies')}?{saved.query}"


def _link(name: str, token: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[token])}"


def search_of_stop_link(token: str) -> SavedSearch:
    """Raises VAC-604 for a link that was cut or changed, VAC-605 when the search was deleted since."""
    return _saved(_unsigned(token, STOP))


def alert_of_answer_link(token: str) -> tuple[SavedSearch, datetime]:
    """The search and the instant of its alert. Raises VAC-604, VAC-605."""
    saved_id, instant = _unsigned(token, ANSWER)
    alerted_at = parse_datetime(instant)
    assert alerted_at is not None  # signed by us
    return _saved(saved_id), alerted_at


def _unsigned(token: str, salt: str) -> Any:
    try:
        return signing.loads(token, salt=salt)
    except signing.BadSignature as problem:
        raise LINK_UNREADABLE() from problem


def _saved(saved_id: int) -> SavedSearch:
    saved = SavedSearch.objects.filter(pk=saved_id).first()
    if saved is None:
        raise SEARCH_GONE()
    return saved


@verb
def stop_alerts(*, saved: SavedSearch, actor: Actor) -> None:
    """By whoever holds the link: he can only make it silent, never see or change it. Twice is once."""
    if (
        SavedSearch.objects.filter(pk=saved.pk)
        .exclude(frequency=AlertFrequency.NEVER)
        .update(frequency=AlertFrequency.NEVER)
    ):
        audit.record(actor, "vacancies.search_stopped", saved)


def telling_searches(saved: SavedSearch) -> QuerySet[SavedSearch]:
    """The same person's other searches that still send mail; to the holder of a link only how many they are."""
    rows = SavedSearch.objects.filter(person_id=saved.person_id).exclude(pk=saved.pk)
    return rows.exclude(frequency=AlertFrequency.NEVER)


@verb
def stop_all_alerts(*, saved: SavedSearch, actor: Actor) -> int:
    """Of all searches of the same person, by the link of one: with twenty of them nobody opens twenty mails."""
    rows = SavedSearch.objects.filter(person_id=saved.person_id).exclude(frequency=AlertFrequency.NEVER)
    count = rows.update(frequency=AlertFrequency.NEVER)
    if count:
        audit.record(actor, "vacancies.searches_stopped", saved, details={"count": count})
    return count


@verb
def answer_alert(
    *, saved: SavedSearch, alerted_at: datetime, is_relevant: bool, actor: Actor, now: datetime
) -> None:
    """The last answer counts."""
    AlertFeedback.objects.update_or_create(
        saved_search=saved,
        alerted_at=alerted_at,
        defaults={"is_relevant": is_relevant, "answered_at": now},
    )


# ------------------------------------------------------------------------------------------ telling
def tell_of_new_vacancies(*, frequency: AlertFrequency, now: datetime) -> int:
    """Every search of this frequency: what was published since it last told. Returns how many alerts were written.

    Each search is its own transaction, so a stop in the middle tells nobody twice.
    """
    due = SavedSearch.objects.filter(frequency=frequency, person__is_active=True).select_related("person")
    if frequency == AlertFrequency.NEVER:
        return 0
    newest = OpenVacancy.objects.order_by(*NEWEST).values_list("published_at", flat=True).first()
    if newest is None:
        return 0
    waiting = due.filter(told_until__lt=newest).order_by("id")
    return sum(
        tell_search(saved=saved, actor=system_actor("vacancies.alerts"), now=now)
        for saved in waiting.iterator(chunk_size=500)
    )


@verb
def tell_search(*, saved: SavedSearch, actor: Actor, now: datetime) -> bool:
    """Writes the alert and moves `told_until` together; nothing new, no mail.

    A mail is read by whoever holds the phone, so it tells only what everybody may see: no category vacancy
    (VAC-21, KVK-03) and no employer's name that is not published.
    """
    asked = parse(saved.query)
    found = Search(interpret(asked).criteria, EVERYBODY, now).rows
    rows = found.filter(published_at__gt=saved.told_until, published_at__lte=now)
    keys = list(rows.order_by(*NEWEST).values_list("pk", flat=True)[: TOLD_AT_ONCE + 1])
    SavedSearch.objects.filter(pk=saved.pk).update(told_until=now)
    if not keys:
        return False
    recipient = recipient_of(saved.person)
    with translation.override(recipient.language):
        told = [_told(vacancy) for vacancy in _vacancies(keys[:TOLD_AT_ONCE])]
        data: dict[str, Any] = {"name": saved.name, "summary": summary(asked), "vacancies": told}
    notify(
        "vacancies.search_alert",
        recipient,
        unsubscribe_url=stop_link(saved),
        has_more=len(keys) > TOLD_AT_ONCE,
        search_url=search_link(saved),
        answer_url=answer_link(saved, now),
        **data,
    )
    return True


def _vacancies(keys: list[int]) -> Iterator[Vacancy]:
    rows = Vacancy.objects.select_related("province", "district", "workplace__organisation").in_bulk(keys)
    return (rows[one] for one in keys if one in rows)


def _told(vacancy: Vacancy) -> Mapping[str, str]:
    return {
        "title": vacancy.title,
        "employer": vacancy.workplace.organisation.name if vacancy.is_name_published else "",
        "place": vacancy.place_text,
        "wage": f"{format_decimal(vacancy.wage_min_amount)} TL",
        "basis": vacancy.get_wage_basis_display(),
        "last_day": format_date(vacancy.last_application_on),
        "link": f"{settings.PUBLIC_URL}{reverse('announcement', args=[vacancy.number])}",
    }
