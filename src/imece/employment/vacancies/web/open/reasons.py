"""Why not, as the announcement shows it: each reason with its source, its remedy and the page where it is mended."""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.formats import format_date
from imece.employment.jobseekers.enums import Section
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import Panel
from imece.employment.vacancies.domain.apply import Eligibility, judge_profile
from imece.employment.vacancies.domain.conditions import Condition
from imece.employment.vacancies.domain.queries import vacancy_of_round
from imece.employment.vacancies.domain.why_not import Reason

SECTION_OF: dict[Condition, Section] = {
    **dict.fromkeys((Condition.LAWFUL_AGE, Condition.MIN_AGE, Condition.MAX_AGE), Section.IDENTITY),
    **dict.fromkeys((Condition.SEX, Condition.CITIZENSHIP, Condition.UNDERGROUND), Section.IDENTITY),
    **dict.fromkeys((Condition.PERSONAL_STATUS, Condition.DISABILITY_GROUP), Section.SPECIAL),
    **dict.fromkeys((Condition.DISABILITY_RATE, Condition.DISABILITY_REPORT), Section.SPECIAL),
    Condition.AREA: Section.PLACE,
    **dict.fromkeys((Condition.EDUCATION, Condition.MAX_EDUCATION, Condition.SCHOOL), Section.EDUCATION),
    **dict.fromkeys((Condition.DEPARTMENT, Condition.GRADUATION), Section.EDUCATION),
    Condition.EXPERIENCE: Section.WORK,
    **dict.fromkeys((Condition.LANGUAGE, Condition.LANGUAGE_DOCUMENT), Section.LANGUAGES),
}  # all others: the documents
NAMES: dict[Condition, Text] = {
    Condition.LAWFUL_AGE: _("Age by law"),
    Condition.CITIZENSHIP: _("Citizenship"),
    Condition.UNDERGROUND: _("Underground or underwater work"),
    Condition.MIN_AGE: _("Lowest age"),
    Condition.MAX_AGE: _("Highest age"),
    Condition.SEX: _("Sex"),
    Condition.PERSONAL_STATUS: _("Personal status"),
    Condition.DISABILITY_GROUP: _("Groups of disability"),
    Condition.DISABILITY_RATE: _("Rate of disability"),
    Condition.DISABILITY_REPORT: _("Health-board report"),
    Condition.AREA: _("Place of residence"),
    Condition.EDUCATION: _("Lowest education"),
    Condition.MAX_EDUCATION: _("Highest education"),
    Condition.SCHOOL: _("School"),
    Condition.DEPARTMENT: _("Department"),
    Condition.GRADUATION: _("Graduation"),
    Condition.EXPERIENCE: _("Experience"),
    Condition.MASTERY: _("Mastery document"),
    Condition.VOCATIONAL_DOCUMENT: _("Vocational certificate (MYK)"),
    Condition.CERTIFICATE: _("Certificate"),
    Condition.COMPUTER: _("Computer programs"),
    Condition.LANGUAGE: _("Foreign language"),
    Condition.LANGUAGE_DOCUMENT: _("Document of the language"),
    Condition.EXAM: _("Exam"),
    Condition.LICENCE: _("Driving licence"),
    Condition.SRC: _("SRC certificate"),
    Condition.PSYCHOTECHNIC: _("Psychotechnic certificate"),
    Condition.MILITARY: _("Military service"),
}


def shown_reasons(eligibility: Eligibility, return_path: str) -> list[dict[str, str]]:
    return [_shown(reason, return_path) for reason in eligibility.reasons]


def met_conditions(eligibility: Eligibility) -> list[str]:
    """What he meets, each named once: the other half of the answer."""
    return list(dict.fromkeys(str(NAMES[finding.condition]) for finding in eligibility.met))


def fit_panel(candidate: Candidate, path: str, now: datetime) -> Panel | None:
    """For the page of an application: the same answer as before applying, with what the profile says now (P2.2)."""
    vacancy = vacancy_of_round(candidate.round_id)
    if vacancy is None:
        return None
    judged = judge_profile(vacancy, candidate.job_seeker, now)
    facts = {"reasons": shown_reasons(judged, path), "met": met_conditions(judged)}
    return Panel("vacancies/_application_fit.html", facts)


def _shown(reason: Reason, return_path: str) -> dict[str, str]:
    kind = reason.problem.kind
    return {
        "text": reason.problem.message,
        "remedy": reason.problem.remedy,
        "basis": " · ".join(filter(None, (str(kind.article), reason.problem.code))),
        "source": reason.source,
        "possible_from": format_date(reason.possible_from) if reason.possible_from else "",
        **_page(reason.condition, return_path),
    }


def _page(condition: Condition | None, return_path: str) -> dict[str, str]:
    """Where it is mended; afterwards one is back at the announcement."""
    if condition is None:
        return {"url": "", "link": ""}
    section = SECTION_OF.get(condition, Section.DOCUMENTS)
    url = f"{reverse('profile_section', args=[section.value])}?{urlencode({'next': return_path})}"
    text = (
        gettext("Look at it in my profile")
        if section == Section.IDENTITY
        else gettext("Change it in my profile")
    )
    return {"url": url, "link": f"{text}: {NAMES[condition]}"}
