"""Interfaces for programs: one definition of an endpoint is its check, its answer and its OpenAPI description.

    API = Api(name="employer", prefix="api/v1/employer/", title=_("İmece for employers"), version="1.0")

    @API.endpoint("POST", "vacancies/", permission="vacancies.edit", body=VacancyBody, answer=VacancyAnswer,
                  status=201, is_repeatable=False, summary=_("Create a vacancy"))
    def create(call: Call) -> Answered: …

    urlpatterns = API.urls

Each call carries a token and nothing else: no session, no cookie. `settings.API_CALLER` turns the token into an
actor; the permission table and the scope do the rest. See docs/recipes/api.md.
"""

from imece.core.api.calls import Answered, Call, Caller
from imece.core.api.endpoints import Api, Endpoint

__all__ = ["Answered", "Api", "Call", "Caller", "Endpoint"]
