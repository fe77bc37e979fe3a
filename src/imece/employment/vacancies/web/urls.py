from django.urls import path

from imece.core.reports.views import report_page
from imece.employment.vacancies.reports import DispatchList, InterviewList, ResultList, SelectionList
from imece.employment.vacancies.web.employer import views as employer
from imece.employment.vacancies.web.open import views as open_pages
from imece.employment.vacancies.web.seeker import objections as contested

urlpatterns = [
    path("is-ilanlari/", open_pages.search, name="open_vacancies"),
    path("is-ilanlari/<str:number>/", open_pages.announcement, name="announcement"),
    path("is-ilanlari/<str:number>/basvur/", open_pages.apply, name="apply"),
    path("is-ilanlari/<str:number>/itiraz/", contested.contest, name="contest_eligibility"),
    path("isveren/raporlar/secim-listesi/", report_page(SelectionList), name="selection_list"),
    path("isveren/raporlar/gonderme-listesi/", report_page(DispatchList), name="dispatch_list"),
    path("isveren/raporlar/gorusme-listesi/", report_page(InterviewList), name="interview_list"),
    path("isveren/raporlar/sonuc-listesi/", report_page(ResultList), name="result_list"),
    path("isveren/istemler/", employer.vacancy_list, name="vacancy_list"),
    path("isveren/istemler/yeni/", employer.vacancy_new, name="vacancy_new"),
    path("isveren/istemler/<str:number>/", employer.vacancy_detail, name="vacancy_detail"),
    path("isveren/istemler/<str:number>/<slug:step>/", employer.vacancy_step, name="vacancy_step"),
]
