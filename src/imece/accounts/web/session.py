"""What stands in a session and in the cookie beside it: since when, when seen last, for whom."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from imece.accounts.domain.sealing import fingerprint
from imece.accounts.domain.terms import outstanding_terms
from imece.accounts.models import Person

CHOSEN = "organisation"  # session key: for which organisation he acts
THROUGH = "through"  # session key: the head office that lets him, for a branch (EMP-13)
TERMS_DUE = "terms_due"  # session key: a newer version waits to be read
FACTOR_LATER = "factor_later"  # session key: the advice to set up a second factor was put away
SEEN, BEGAN = "seen_at", "began_at"
LAST_COOKIE = "son-oturum"
LAST_COOKIE_AGE = timedelta(hours=12)
NOTE_EVERY = 30  # seconds; the session is written once in so long, not at every request
_SALT = "accounts.last-session"


@dataclass(frozen=True)
class LastSession:
    """Who used this browser last, as a fingerprint, and for whom he acted: to bring him back after a time-out."""

    owner: str
    organisation_id: int | None = None
    through_id: int | None = None

    def is_of(self, person: Person) -> bool:
        return self.owner == owner_of(person)


def person_of(request: HttpRequest) -> Person:
    """For views that need somebody signed in: the permission was asked before."""
    assert isinstance(request.user, Person)
    return request.user


def owner_of(person: Person) -> str:
    return fingerprint("owner of a kept form", str(person.pk))


def begin_session(request: HttpRequest, person: Person) -> None:
    now = timezone.now().timestamp()
    request.session[SEEN] = request.session[BEGAN] = now
    if outstanding_terms(person, timezone.localdate()):
        request.session[TERMS_DUE] = True
    request.began_for = person  # type: ignore[attr-defined]


def choose(request: HttpRequest, organisation_id: int | None, through_id: int | None) -> None:
    """Without an organisation he acts for himself."""
    for key, value in ((CHOSEN, organisation_id), (THROUGH, through_id)):
        if value is None:
            request.session.pop(key, None)
        else:
            request.session[key] = value


def chosen(request: HttpRequest) -> tuple[int | None, int | None]:
    return request.session.get(CHOSEN), request.session.get(THROUGH)


def has_expired(request: HttpRequest) -> bool:
    """Idle too long, or signed in longer than the hard limit; a session from before this rule counts from now."""
    now = timezone.now().timestamp()
    seen, began = request.session.get(SEEN), request.session.get(BEGAN)
    if seen is None or began is None:
        request.session[SEEN] = request.session[BEGAN] = now
        return False
    is_idle = now - float(seen) > settings.SESSION_IDLE_SECONDS + NOTE_EVERY
    return is_idle or now - float(began) > settings.SESSION_COOKIE_AGE


def note_activity(request: HttpRequest) -> bool:
    """Extend the session; True when something was written."""
    now = timezone.now().timestamp()
    if now - float(request.session.get(SEEN, 0)) < NOTE_EVERY:
        return False
    request.session[SEEN] = now
    return True


def remember_last(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie when who or for whom differs from what it says. It proves nothing and opens nothing."""
    last, before = LastSession(owner_of(person_of(request)), *chosen(request)), last_session(request)
    is_coming_back = hasattr(request, "began_for") and before is not None and before.owner == last.owner
    if last == before or is_coming_back:  # for whom he acted stands until he is led back, or chooses anew
        return
    value = signing.dumps([last.owner, last.organisation_id, last.through_id], salt=_SALT)
    response.set_cookie(
        LAST_COOKIE,
        value,
        max_age=int(LAST_COOKIE_AGE.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def last_session(request: HttpRequest) -> LastSession | None:
    try:
        parts = signing.loads(request.COOKIES.get(LAST_COOKIE, ""), salt=_SALT, max_age=LAST_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return LastSession(*parts)
