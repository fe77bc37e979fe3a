"""Pages of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from imece.core.web.access import public


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that Presidential Circular 2025/10 and EN 301 549 ask for."""
    return render(request, "core/accessibility.html")
