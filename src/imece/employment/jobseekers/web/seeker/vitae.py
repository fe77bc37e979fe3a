"""The curriculum vitae as PDF, for the person himself; the special category is never in it (KVK-03)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext

from imece.core.documents.letter import paper_labels
from imece.core.documents.render import render_document
from imece.core.formats import format_date
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.domain.experience import experience_by_occupation
from imece.employment.jobseekers.domain.queries import own_profile
from imece.employment.jobseekers.enums import Section
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.web.seeker.views import months_text
from imece.employment.jobseekers.web.shown import Rows, answers


@needs("profile.own")
def vitae(request: ActorRequest) -> HttpResponse:
    own = own_profile(request.actor)
    if own is None:
        return redirect("profile")
    content = render_document("employment/jobseekers/vitae", vitae_data(own), made_at=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="ozgecmis.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def vitae_data(profile: JobSeeker) -> dict[str, object]:
    """Sections that say nothing are left out."""
    person = profile.person
    sections = [
        {
            "title": str(one["section"].label),
            "rows": [[label, value] for label, value in one["rows"] if value],
        }
        for one in answers(profile)
        if one["section"] != Section.IDENTITY
    ]
    occupations = {"title": str(Section.OCCUPATIONS.label), "rows": _occupation_rows(profile)}
    language = get_language() or "tr"
    return {
        "language": language,
        "labels": paper_labels(language),
        "issuer": person.full_name,
        "title": gettext("Curriculum vitae"),
        "name": person.full_name,
        "contact": " · ".join(filter(None, (person.email, person.phone))),
        "date": format_date(timezone.localdate()),
        "sections": [one for one in (occupations, *sections) if one["rows"]],
    }


def _occupation_rows(profile: JobSeeker) -> list[list[str]]:
    counted = experience_by_occupation(profile, timezone.localdate())
    rows: Rows = [
        (one.occupation.name, months_text(counted[one.occupation_id].months))
        for one in profile.occupations.all()
    ]
    return [list(row) for row in rows]
