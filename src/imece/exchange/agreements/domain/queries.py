"""Applications, agreements and what hangs on them, always from the actor's scope."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.exchange.agreements.enums import (
    AgreementState,
    ApplicationState,
    Confidentiality,
    DisputeState,
    NoticeKind,
)
from imece.exchange.agreements.models import (
    Agreement,
    Annex,
    AnnexLine,
    Application,
    ApplicationFile,
    FieldDispute,
    Grant,
    OnwardConsent,
    Paper,
    PartyNotice,
    Purpose,
    Suspension,
)
from imece.exchange.parties.permissions import EXCHANGE_DESKS

_A_DAY = timedelta(days=1)
WAITING = (ApplicationState.SUBMITTED, ApplicationState.UNDER_REVIEW, ApplicationState.AT_BOARD)


def _has_desk(actor: Actor) -> bool:
    return actor.kind == ActorKind.HEADQUARTERS_STAFF and (
        actor.is_manager or bool(actor.grants & set(EXCHANGE_DESKS))
    )


def _sees_confidential(actor: Actor) -> bool:
    """**Gizlilik Derecesi** (X1.1): of the staff, the reviewing desk alone."""
    return actor.kind == ActorKind.SYSTEM or actor.has_grant(StaffGrant.EXCHANGE_REVIEW)


def applications_in_scope(actor: Actor) -> QuerySet[Application]:
    """The institution's own; the exchange's desks see all, above «unclassified» the reviewing desk alone."""
    rows = Application.objects.select_related("institution__organisation", "provider__organisation")
    if actor.kind == ActorKind.PARTNER:
        return rows.filter(institution__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.SYSTEM or _has_desk(actor):
        return (
            rows if _sees_confidential(actor) else rows.filter(confidentiality=Confidentiality.UNCLASSIFIED)
        )
    return rows.none()


def application_files(application: Application) -> QuerySet[ApplicationFile]:
    """Without the bytes: a page lists names. The application came out of the actor's scope."""
    return application.files.defer("content").order_by("kind", "-added_at", "-id")


def agreements_in_scope(actor: Actor) -> QuerySet[Agreement]:
    """Those the institution is a party to; the exchange's desks at headquarters see all; nobody else any."""
    rows = Agreement.objects.select_related("provider__organisation", "consumer__organisation", "application")
    if actor.kind == ActorKind.PARTNER:
        own = key(actor.organisation_id)
        return rows.filter(Q(provider__organisation_id=own) | Q(consumer__organisation_id=own))
    return rows if actor.kind == ActorKind.SYSTEM or _has_desk(actor) else rows.none()


def with_term(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """For lists: `is_suspended` beside the state."""
    held = Suspension.objects.filter(agreement=OuterRef("pk"), lifted_at__isnull=True)
    return rows.annotate(is_suspended=Exists(held)).prefetch_related("terms")


def last_day_of(agreement: Agreement) -> date | None:
    """The last day of the last term that is certain today; None before the signature."""
    ends = [term.valid.upper for term in agreement.terms.all()]
    return max(ends) - _A_DAY if ends else None


def annex_in_force(agreement: Agreement) -> Annex | None:
    return agreement.annexes.filter(state="in_force").first()


def latest_annex(agreement: Agreement) -> Annex | None:
    return agreement.annexes.order_by("-number").first()


def lines_of(agreement: Agreement) -> QuerySet[AnnexLine]:
    """Of its latest Ek-1; the agreement came out of the actor's scope."""
    rows = AnnexLine.objects.filter(annex=latest_annex(agreement))
    return rows.select_related("annex__agreement", "consumer__organisation")


def notices_in_scope(actor: Actor, agreement: Agreement) -> QuerySet[PartyNotice]:
    """The parties read all of their agreement; of the staff the reviewing desk alone what is classified."""
    rows = agreement.notices.select_related("sender__organisation", "recipient__organisation")
    if actor.kind != ActorKind.PARTNER and not _sees_confidential(actor):
        rows = rows.filter(confidentiality=Confidentiality.UNCLASSIFIED)
    return rows.order_by("-written_at", "-id")


def papers_in_scope(actor: Actor) -> QuerySet[Paper]:
    rows = Paper.objects.filter(agreement__in=agreements_in_scope(actor))
    if actor.kind != ActorKind.PARTNER and not _sees_confidential(actor):
        rows = rows.filter(confidentiality=Confidentiality.UNCLASSIFIED)
    return rows


def open_suspensions(agreement: Agreement) -> QuerySet[Suspension]:
    return agreement.suspensions.filter(lifted_at__isnull=True).order_by("suspended_at")


def disputes_in_scope(actor: Actor) -> QuerySet[FieldDispute]:
    """Both parties of the agreement see a dispute; the desks see all."""
    return FieldDispute.objects.filter(agreement__in=agreements_in_scope(actor)).select_related(
        "agreement", "raised_by__organisation", "owner__organisation"
    )


def consents_in_force(agreement: Agreement, day: date) -> QuerySet[OnwardConsent]:
    still = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
    return agreement.onward_consents.filter(still, given_on__lte=day)


def purposes() -> QuerySet[Purpose]:
    """Why a person may be asked about. Citizens read them: they are nobody's secret."""
    return Purpose.objects.order_by("code")


def grants_in_force(day: date) -> QuerySet[Grant]:
    """What the gateway accepts on `day` (PRO-02): agreement in force, right valid, none of the flags up (PRO-22)."""
    held = Suspension.objects.filter(
        Q(grant__isnull=True) | Q(grant=OuterRef("pk")),
        agreement=OuterRef("agreement"),
        lifted_at__isnull=True,
    )
    rows = Grant.objects.filter(valid__contains=day, agreement__state=AgreementState.IN_FORCE)
    return rows.filter(~Exists(held)).order_by("id")


def notices_served(agreement: Agreement, kind: NoticeKind, day: date) -> QuerySet[PartyNotice]:
    return agreement.notices.filter(kind=kind, served_on__lte=day)


def start_counts(actor: Actor) -> dict[str, int]:
    """What waits, for the start pages: applications to look at, signatures owed, disputes to answer."""
    if _has_desk(actor):
        return {"applications": applications_in_scope(actor).filter(state__in=WAITING).count()}
    if actor.kind != ActorKind.PARTNER or not actor.has_grant(PartnerGrant.AGREEMENTS):
        return {}
    own = key(actor.organisation_id)
    signed = Q(signatures__institution__organisation_id=own, signatures__voided_at__isnull=True)
    to_sign = Annex.objects.filter(state="signing", agreement__in=agreements_in_scope(actor)).exclude(signed)
    return {
        "returned": applications_in_scope(actor).filter(state=ApplicationState.RETURNED).count(),
        "to_sign": to_sign.count(),
        "disputes": disputes_in_scope(actor)
        .filter(state=DisputeState.OPEN, owner__organisation_id=own)
        .count(),
    }
