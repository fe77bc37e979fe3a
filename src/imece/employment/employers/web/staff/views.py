"""Institution staff find an employer: the unit in its own province, headquarters in all of Türkiye."""

from django.http import HttpRequest, HttpResponse

from imece.core.web.access import needs
from imece.employment.employers.domain.seeing import note_search
from imece.employment.employers.web.lists import STAFF_SEARCH


@needs("employers.search")
def search(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    form = STAFF_SEARCH.form(request.GET, actor)
    if form.is_bound and form.is_valid():
        note_search(criteria=form.cleaned_data, actor=actor)
    return STAFF_SEARCH.respond(request)
