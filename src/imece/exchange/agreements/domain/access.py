"""What a transition does to access, in its own transaction: terms and grants are made, lengthened and cut here alone.

The temporal keys of the database hold all the while: a term is added before grants are lengthened, grants are cut
before terms. A day that has been granted is never taken back from the record: cuts begin today at the earliest.
"""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from imece.core import audit
from imece.core.actor import Actor
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.models import Agreement, AgreementTerm, Annex, AnnexLine, Grant, Suspension

A_DAY = timedelta(days=1)


def add_term(agreement: Agreement, first: date, last: date, actor: Actor) -> AgreementTerm:
    term = AgreementTerm.objects.create(agreement=agreement, valid=DateRange(first, last + A_DAY))
    details = {"from": first.isoformat(), "until": last.isoformat()}
    audit.record(actor, "agreements.term_added", agreement, details=details)
    return term


def make_grants(annex: Annex, first: date, last: date, actor: Actor) -> None:
    """One grant a line of the annex, from `first` to the end of the term that is certain."""
    for line in annex.lines.select_related("purpose"):
        grant = Grant.objects.create(
            agreement=annex.agreement,
            consumer_id=line.consumer_id,
            service=line.service,
            version=line.service_version,
            fields=line.fields,
            purpose=line.purpose,
            rate_per_second=line.rate_per_second,
            burst=line.burst,
            daily_cap=line.daily_cap,
            valid=DateRange(first, last + A_DAY),
        )
        audit.record(actor, "agreements.grant_made", grant, details=_facts(grant))


def lengthen(agreement: Agreement, ends_on: date, last: date, actor: Actor) -> None:
    """PRO-21: grants that run to the end of the old term run on to the end of the new one."""
    for grant in agreement.grants.filter(valid__endswith=ends_on + A_DAY):
        grant.valid = DateRange(grant.valid.lower, last + A_DAY)
        grant.save(update_fields=["valid"])
        audit.record(actor, "agreements.grant_lengthened", grant, details={"until": last.isoformat()})


def cut_access(agreement: Agreement, from_day: date, today: date, actor: Actor) -> None:
    """No access from `from_day` on, nor from today if that is past. What would only begin then is removed.

    What began today cannot become empty: it keeps today, its term with it, and the agreement's state closes both.
    """
    end = max(from_day, today)
    for grant in agreement.grants.filter(valid__endswith__gt=end):
        _cut_grant(grant, end, today, actor)
    if agreement.grants.filter(valid__endswith__gt=end).exists():
        end += A_DAY
    for term in agreement.terms.filter(valid__endswith__gt=end):
        _cut_term(term, end, today)


def _cut_grant(grant: Grant, end: date, today: date, actor: Actor) -> None:
    if grant.valid.lower < end or grant.valid.lower == today:
        grant.valid = DateRange(grant.valid.lower, max(end, grant.valid.lower + A_DAY))
        grant.save(update_fields=["valid"])
        audit.record(actor, "agreements.grant_cut", grant, details=_facts(grant))
    else:
        audit.record(actor, "agreements.grant_removed", grant, details=_facts(grant))
        grant.delete()


def _cut_term(term: AgreementTerm, end: date, today: date) -> None:
    if term.valid.lower < end or term.valid.lower == today:
        term.valid = DateRange(term.valid.lower, max(end, term.valid.lower + A_DAY))
        term.save(update_fields=["valid"])
    else:
        term.delete()


def replace_grants(agreement: Agreement, annex: Annex, today: date, last: date, actor: Actor) -> None:
    """PRO-20: from today the new Ek-1 counts. A grant that began today was valid for nobody's question of yesterday:
    it is removed, with all it said on record. Raises AGR-047 when a suspension rests on it.
    """
    held = agreement.suspensions.filter(grant__isnull=False, lifted_at__isnull=True).select_related("grant")
    suspended = list(held)
    for grant in agreement.grants.filter(valid__endswith__gt=today):
        if grant.valid.lower < today:
            grant.valid = DateRange(grant.valid.lower, today)
            grant.save(update_fields=["valid"])
            audit.record(actor, "agreements.grant_cut", grant, details=_facts(grant))
        elif grant.suspensions.exists():
            raise errors.GRANT_STARTED_TODAY(grant=grant)
        else:
            audit.record(actor, "agreements.grant_removed", grant, details=_facts(grant))
            grant.delete()
    make_grants(annex, today, last, actor)
    for suspension in suspended:
        _carry_over(suspension, today)


def _carry_over(suspension: Suspension, today: date) -> None:
    """A new Ek-1 lifts no suspension: what is suspended stays so under the new grants of the same service."""
    old = suspension.grant
    assert old is not None
    new = Grant.objects.filter(
        agreement=old.agreement_id, consumer=old.consumer_id, service=old.service, valid__contains=today
    ).exclude(pk=old.pk)
    for grant in new:
        suspension.pk, suspension.grant = None, grant
        suspension.save(force_insert=True)


def _facts(grant: Grant) -> dict[str, object]:
    return {
        "grant": grant.pk,
        "service": str(grant),
        "consumer": grant.consumer_id,
        "fields": grant.fields,
        "purpose": grant.purpose.code,
        "from": grant.valid.lower.isoformat(),
        "until": (grant.valid.upper - A_DAY).isoformat(),
    }


def copy_lines(source: Annex, target: Annex) -> None:
    for line in source.lines.all():
        AnnexLine.objects.create(
            annex=target,
            consumer_id=line.consumer_id,
            service=line.service,
            service_version=line.service_version,
            purpose_id=line.purpose_id,
            legal_ground=line.legal_ground,
            fields=line.fields,
            rate_per_second=line.rate_per_second,
            burst=line.burst,
            daily_cap=line.daily_cap,
        )
