from django.urls import path

from imece.core.reports.views import report_page
from imece.employment.vacancies.reports import ResultList
from imece.employment.vacancies.reports_fairness import ExceptionReport
from imece.employment.vacancies.web.employer import views as employer
from imece.employment.vacancies.web.open import views as open_pages
from imece.employment.vacancies.web.staff import views as staff
from imece.employment.vacancies.web.text_check import check_text

urlpatterns = [
    path("is-ilanlari/", open_pages.search, name="open_vacancies"),
    path("is-ilanlari/<str:number>/", open_pages.announcement, name="announcement"),
    path("is-ilanlari/<str:number>/basvur/", open_pages.apply, name="apply"),
    path("isveren/raporlar/sonuc-listesi/", report_page(ResultList), name="result_list"),
    path("isveren/metin-denetimi/", check_text, name="check_text"),
    path("kurum/inceleme/", staff.review_list, name="review_list"),
    path("kurum/inceleme/kararlar/", staff.decision_list, name="review_decisions"),
    path("kurum/inceleme/kararlar/<int:decision_id>/", staff.review_decision, name="review_decision"),
    path("kurum/inceleme/istisnalar/", staff.exception_list, name="fairness_exceptions"),
    path("kurum/inceleme/istisnalar/rapor/", report_page(ExceptionReport), name="exception_report"),
    path("kurum/inceleme/<str:number>/", staff.vacancy_review, name="vacancy_review"),
    path("isveren/istemler/", employer.vacancy_list, name="vacancy_list"),
    path("isveren/istemler/yeni/", employer.vacancy_new, name="vacancy_new"),
    path("isveren/istemler/<str:number>/", employer.vacancy_detail, name="vacancy_detail"),
    path("isveren/istemler/<str:number>/<slug:step>/", employer.vacancy_step, name="vacancy_step"),
]
