from django.urls import path

from imece.core.reports.views import report_page
from imece.employment.vacancies.reports import (
    DispatchList,
    ExceptionReport,
    InterviewList,
    PublicListReport,
    ResultList,
    SelectionList,
)
from imece.employment.vacancies.web.api.urls import urlpatterns as api_urls
from imece.employment.vacancies.web.employer import bulk
from imece.employment.vacancies.web.employer import public_lists as public
from imece.employment.vacancies.web.employer import views as employer
from imece.employment.vacancies.web.employer.wizard import VACANCY_WIZARD
from imece.employment.vacancies.web.open import saved, search, syndication
from imece.employment.vacancies.web.open import views as open_pages
from imece.employment.vacancies.web.seeker import objections as contested
from imece.employment.vacancies.web.staff import priority
from imece.employment.vacancies.web.staff import views as staff
from imece.employment.vacancies.web.text_check import check_text

urlpatterns = [
    *api_urls,
    path("is-ilanlari/", search.search, name="open_vacancies"),
    path("is-ilanlari/akis.atom", syndication.feed, name="vacancy_feed"),
    path("robots.txt", syndication.robots, name="robots"),
    path("sitemap.xml", syndication.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", syndication.sitemap_page, name="sitemap_page"),
    path("aramalarim/", saved.saved_list, name="saved_searches"),
    path("aramalarim/yeni/", saved.saved_new, name="saved_search_new"),
    path("aramalarim/<int:search_id>/", saved.saved_change, name="saved_search"),
    path("aramalarim/<int:search_id>/sil/", saved.saved_delete, name="saved_search_delete"),
    path("aramalarim/durdur/<str:token>/", saved.stop, name="stop_alerts"),
    path("aramalarim/gorus/<str:token>/", saved.answer, name="answer_alert"),
    path("is-ilanlari/<str:number>/", open_pages.announcement, name="announcement"),
    path("is-ilanlari/<str:number>/basvur/", open_pages.apply, name="apply"),
    path("is-ilanlari/<str:number>/itiraz/", contested.contest, name="contest_eligibility"),
    path("isveren/raporlar/secim-listesi/", report_page(SelectionList), name="selection_list"),
    path("isveren/raporlar/gonderme-listesi/", report_page(DispatchList), name="dispatch_list"),
    path("isveren/raporlar/gorusme-listesi/", report_page(InterviewList), name="interview_list"),
    path("isveren/raporlar/sonuc-listesi/", report_page(ResultList), name="result_list"),
    path("isveren/raporlar/asil-yedek/", report_page(PublicListReport), name="public_list_report"),
    path("kurum/oncelik-haklari/", priority.priority_list, name="priority_list"),
    path("kurum/oncelik-haklari/yeni/", priority.priority_new, name="priority_new"),
    path("kurum/oncelik-haklari/<int:right_id>/kayip/", priority.priority_loss, name="priority_loss"),
    path("isveren/metin-denetimi/", check_text, name="check_text"),
    path("kurum/inceleme/", staff.review_list, name="review_list"),
    path("kurum/inceleme/kararlar/", staff.decision_list, name="review_decisions"),
    path("kurum/inceleme/kararlar/<int:decision_id>/", staff.review_decision, name="review_decision"),
    path("kurum/inceleme/istisnalar/", staff.exception_list, name="fairness_exceptions"),
    path("kurum/inceleme/istisnalar/rapor/", report_page(ExceptionReport), name="exception_report"),
    path("kurum/inceleme/<str:number>/", staff.vacancy_review, name="vacancy_review"),
    path("isveren/toplu-istem/", bulk.upload_list, name="bulk_uploads"),
    path("isveren/toplu-istem/sablon/", bulk.template_file, name="bulk_template"),
    path("isveren/toplu-istem/<int:upload_id>/", bulk.upload_page, name="bulk_upload"),
    path("isveren/toplu-istem/<int:upload_id>/al/", bulk.upload_take, name="bulk_take"),
    path("isveren/toplu-istem/<int:upload_id>/yeniden/", bulk.upload_again, name="bulk_again"),
    path("isveren/toplu-istem/<int:upload_id>/hatali/", bulk.wrong_file, name="bulk_wrong"),
    path("isveren/istemler/", employer.vacancy_list, name="vacancy_list"),
    path("isveren/istemler/yeni/", employer.vacancy_new, name="vacancy_new"),
    *VACANCY_WIZARD.urls("isveren/istemler/sihirbaz/"),
    path("isveren/istemler/<str:number>/", employer.vacancy_detail, name="vacancy_detail"),
    path("isveren/istemler/<str:number>/detay/", employer.vacancy_open, name="vacancy_open"),
    path("isveren/istemler/<str:number>/kopyala/", employer.vacancy_copy, name="vacancy_copy"),
    path("isveren/istemler/<str:number>/asil-yedek/", public.public_lists, name="public_lists"),
    path("isveren/istemler/<str:number>/asil-yedek/<slug:kind>/", public.public_list, name="public_list"),
    path(
        "isveren/istemler/<str:number>/asil-yedek/<slug:kind>/cekilis/",
        public.public_draw,
        name="public_draw",
    ),
    path(
        "isveren/istemler/<str:number>/asil-yedek/<slug:kind>/<int:line_id>/yer-kaybi/",
        public.public_line_drop,
        name="public_line_drop",
    ),
    path("isveren/istemler/<str:number>/<slug:step>/", employer.vacancy_step, name="vacancy_step"),
]
