from django.urls import path

from imece.core.reports.views import report_page
from imece.employment.vacancies.reports import ResultList
from imece.employment.vacancies.web.employer import views as employer
from imece.employment.vacancies.web.open import search
from imece.employment.vacancies.web.open import views as open_pages

urlpatterns = [
    path("is-ilanlari/", search.search, name="open_vacancies"),
    path("is-ilanlari/<str:number>/", open_pages.announcement, name="announcement"),
    path("is-ilanlari/<str:number>/basvur/", open_pages.apply, name="apply"),
    path("isveren/raporlar/sonuc-listesi/", report_page(ResultList), name="result_list"),
    path("isveren/istemler/", employer.vacancy_list, name="vacancy_list"),
    path("isveren/istemler/yeni/", employer.vacancy_new, name="vacancy_new"),
    path("isveren/istemler/<str:number>/", employer.vacancy_detail, name="vacancy_detail"),
    path("isveren/istemler/<str:number>/<slug:step>/", employer.vacancy_step, name="vacancy_step"),
]
