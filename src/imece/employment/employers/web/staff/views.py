"""Institution staff find an employer: the unit in its own province, headquarters in all of Türkiye."""

from django.http import HttpResponse

from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.employers.domain.seeing import note_search
from imece.employment.employers.web.lists import STAFF_SEARCH


@needs("employers.search")
def search(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    form = STAFF_SEARCH.form(request.GET, actor)
    if form.is_bound and form.is_valid():
        note_search(criteria=form.cleaned_data, actor=actor)
    return STAFF_SEARCH.respond(request)
