"""What somebody can do: experience, papers of mastery, certificates, computer skills."""

from typing import Any

from imece.employment.jobseekers.enums import CertificateKind
from imece.employment.vacancies.domain.conditions import Condition, Demands, Document, Facts, Finding
from imece.employment.vacancies.domain.fit.comparing import first_after, is_named, is_valid_on
from imece.employment.vacancies.enums import MasteryDocument
from imece.reference.public import add_months_clamped


def experience(demands: Demands, facts: Facts) -> Finding | None:
    """Months in any accepted occupation, as of the day; who still works in it gains one a month."""
    asked, known = demands.min_experience_months, facts.experience_months
    if not asked:
        return None
    is_met = known >= asked
    grows = facts.is_gaining_experience and not is_met
    later = add_months_clamped(demands.on, asked - known) if grows else None
    return Finding(Condition.EXPERIENCE, asked, known, is_met, later)


def mastery(demands: Demands, facts: Facts) -> Finding | None:
    """A master's certificate stands for a journeyman's too (3308 sayılı Kanun)."""
    if demands.mastery_document is None:
        return None
    enough = {CertificateKind.MASTER}
    if demands.mastery_document == MasteryDocument.JOURNEYMAN:
        enough.add(CertificateKind.JOURNEYMAN)
    held = [one for one in facts.documents if one.kind in enough]
    return _document_finding(Condition.MASTERY, demands.mastery_document, held, demands)


def vocational_document(demands: Demands, facts: Facts) -> Finding | None:
    asked = demands.vocational_document
    if not asked:
        return None
    held = [one for one in facts.documents if is_named(asked, one.name)]
    return _document_finding(Condition.VOCATIONAL_DOCUMENT, asked, held, demands)


def certificates(demands: Demands, facts: Facts) -> list[Finding]:
    """Each that is asked, valid on the day."""
    return [
        _document_finding(
            Condition.CERTIFICATE,
            asked,
            [one for one in facts.documents if is_named(asked, one.name)],
            demands,
        )
        for asked in demands.certificates
    ]


def _document_finding(condition: Condition, asked: Any, held: list[Document], demands: Demands) -> Finding:
    """`known` is the last valid day of what is held: it may have run out (P3.4)."""
    if any(is_valid_on(one.issued_on, one.valid_until, demands.on) for one in held):
        return Finding(condition, asked, None, True)
    starts = [
        one.issued_on for one in held if one.issued_on and is_valid_on(None, one.valid_until, one.issued_on)
    ]
    ran_out = max((one.valid_until for one in held if one.valid_until), default=None)
    return Finding(condition, asked, ran_out, False, first_after(demands, starts))


def computer(demands: Demands, facts: Facts) -> list[Finding]:
    return [
        Finding(Condition.COMPUTER, asked, None, any(is_named(asked, one) for one in facts.computer_skills))
        for asked in demands.computer_skills
    ]
