"""Parts of pages that htmx fetches: the occupation picker anew, the districts of a province."""

import re

from django.forms.renderers import get_default_renderer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from imece.core.web.access import public
from imece.reference.domain.queries import districts_of, province_with
from imece.reference.web.fields import OccupationPicker

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}", re.ASCII)


@public
def occupation_picker(request: HttpRequest) -> HttpResponse:
    """The picker as its parts in the address leave it; `field` and `id` are those it has in its form."""
    name, own_id = request.GET.get("field", ""), request.GET.get("id", "")
    if not (NAME.fullmatch(name) and NAME.fullmatch(own_id)):
        raise Http404
    picker = OccupationPicker()
    typed = picker.value_from_datadict(request.GET, None, name)
    return HttpResponse(
        picker.render(name, typed, {"id": own_id, "class": "form-control"}, get_default_renderer())
    )


@public
def district_options(request: HttpRequest) -> HttpResponse:
    """The options of a district list; `field` names the parameter that bears the province's number."""
    province = province_with(request.GET.get(request.GET.get("field", "province"), ""))
    districts = districts_of(province.pk) if province else []
    return render(request, "reference/district_options.html", {"districts": districts})
