"""The page of a long job: how far it is, what came out, and a button to stop it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from imece.core.jobs.background import cancel_job, jobs_of
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest


@needs("jobs.own")
@never_cache
@require_safe
def show_job(request: ActorRequest, number: int) -> HttpResponse:
    """The whole page, or to htmx only the part that changes."""
    job = get_in_scope(jobs_of(request.actor), request.actor, pk=number)
    template = "jobs/progress.html" if request.headers.get("HX-Request") else "jobs/job.html"
    return render(request, template, {"job": job})


@needs("jobs.own")
@require_POST
def cancel(request: ActorRequest, number: int) -> HttpResponse:
    job = get_in_scope(jobs_of(request.actor), request.actor, pk=number)
    cancel_job(job=job, actor=request.actor)
    return redirect("jobs:job", number=number)
