"""What of letters exists for whom: the parties see theirs, the exchange's desks all that is not classified."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from imece.accounts.enums import OrganisationKind, StaffGrant
from imece.accounts.models import Organisation
from imece.core.actor import Actor, ActorKind
from imece.core.errors import OUT_OF_SCOPE
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.exchange.letters.enums import Confidentiality, DeliveryState, LetterState
from imece.exchange.letters.models import Letter, LetterRecipient, Thread

KINDS_OF_READERS = {ActorKind.HEADQUARTERS_STAFF, ActorKind.UNIT_STAFF, ActorKind.PARTNER}
KINDS = (OrganisationKind.PARTNER, OrganisationKind.UNIT, OrganisationKind.HEADQUARTERS)


def letters_in_scope(actor: Actor) -> QuerySet[Letter]:
    """Own letters in every state; others' only once they are sent. Classified ones: parties and EXCHANGE_REVIEW."""
    mine = key(actor.organisation_id)
    to_me = Exists(LetterRecipient.objects.filter(letter=OuterRef("pk"), organisation_id=mine))
    sent = Q(state=LetterState.SENT)
    seen = Q(sender_id=mine) & (Q() if is_permitted(actor, "letters.write") else sent)
    rows = Letter.objects.filter(seen | (sent & Q(to_me)) | _seen_by_desk(actor))
    if actor.kind not in KINDS_OF_READERS or not (actor.organisation_id and _is_entitled(actor)):
        return rows.none()
    return rows.select_related("sender", "thread", "document")


def _is_entitled(actor: Actor) -> bool:
    """Of headquarters only the exchange's desks; a unit's staff and an institution's people read what is theirs."""
    return actor.kind != ActorKind.HEADQUARTERS_STAFF or is_permitted(actor, "letters.staff")


def letters_to_me(actor: Actor) -> QuerySet[Letter]:
    sent = letters_in_scope(actor).filter(state=LetterState.SENT)
    return sent.filter(recipients__organisation_id=key(actor.organisation_id))


def unread_letter_count(actor: Actor) -> int:
    """Reached us, and nobody has opened it."""
    rows = LetterRecipient.objects.filter(
        organisation_id=key(actor.organisation_id), letter__state=LetterState.SENT, read_at__isnull=True
    )
    return rows.exclude(state__in=[DeliveryState.WAITING, DeliveryState.FAILED]).count()


def own_recipient(letter: Letter, actor: Actor) -> LetterRecipient | None:
    rows = letter.recipients.filter(organisation_id=key(actor.organisation_id))
    return rows.select_related("letter", "organisation").first()


def recipients_of(letter: Letter) -> QuerySet[LetterRecipient]:
    rows = letter.recipients.select_related("organisation", "letter").prefetch_related("evidence")
    return rows.order_by("role", "pk")


def with_recipient_count(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.annotate(recipient_count=Count("recipients", distinct=True))


def threads_in_scope(actor: Actor) -> QuerySet[Thread]:
    """Those in which a letter of his scope stands."""
    return Thread.objects.filter(letters__in=letters_in_scope(actor).order_by()).distinct()


def possible_recipients(actor: Actor) -> QuerySet[Organisation]:
    """Institutions of the exchange, headquarters, and (for headquarters) the units of the provinces."""
    kinds = KINDS if actor.kind == ActorKind.HEADQUARTERS_STAFF else (KINDS[0], KINDS[2])
    rows = Organisation.objects.filter(kind__in=kinds, is_active=True).exclude(pk=key(actor.organisation_id))
    return rows.select_related("institution").order_by("name_key", "pk")


def _seen_by_desk(actor: Actor) -> Q:
    if actor.kind != ActorKind.HEADQUARTERS_STAFF:
        return Q(pk__in=[])
    sent = Q(state=LetterState.SENT)
    if actor.has_grant(StaffGrant.EXCHANGE_REVIEW):
        return sent
    return sent & Q(confidentiality=Confidentiality.NORMAL)


def own_organisation(actor: Actor) -> Organisation:
    """For whom he writes; the permission has been asked, so he acts for one."""
    return Organisation.objects.select_related("institution").get(pk=key(actor.organisation_id))


def letters_of_thread(letter: Letter, actor: Actor) -> QuerySet[Letter]:
    """The other letters of its matter, oldest first; each only if it is in his scope itself."""
    rows = letters_in_scope(actor).filter(thread_id=key(letter.thread_id))
    return rows.exclude(pk=letter.pk).order_by("created_at", "pk")


def matter_of(letter: Letter) -> Thread:
    """The matter it stands in; a letter without one has none to settle."""
    if letter.thread is None:
        raise OUT_OF_SCOPE(what=f"{Thread._meta.verbose_name} {letter.pk}")
    return letter.thread
