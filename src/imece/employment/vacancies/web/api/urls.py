from django.urls import path

from imece.core.api.pages import document_view, page_view
from imece.employment.vacancies.web.api import candidates, open_vacancies
from imece.employment.vacancies.web.api.vacancies import API

ENDPOINT_MODULES = (candidates,)  # importing them adds their endpoints
urlpatterns = [
    path(f"{API.prefix}openapi.json", document_view(API), name="employer_api_document"),
    path("isveren/programlar-icin/", page_view(API, "vacancies/api.html"), name="employer_api_page"),
    *API.urls,
    path(
        f"{open_vacancies.API.prefix}openapi.json",
        document_view(open_vacancies.API),
        name="open_api_document",
    ),
    path("programlar-icin/", page_view(open_vacancies.API, "vacancies/open_api.html"), name="open_api_page"),
    *open_vacancies.API.urls,
]
