from django.urls import path

from imece.employment.matching.web.employer import counts
from imece.employment.matching.web.employer import views as employer
from imece.employment.matching.web.open import views as open_pages
from imece.employment.matching.web.seeker import views as seeker

urlpatterns = [
    path("isveren/istemler/<str:number>/eleman-sec/", employer.select_people, name="select_people"),
    path(
        "isveren/istemler/<str:number>/eleman-sec/<int:job_seeker_id>/", employer.person, name="select_person"
    ),
    path("isveren/istemler/<str:number>/kac-kisi/", counts.vacancy_counts, name="vacancy_fit_counts"),
    path("isveren/eslesme/kac-kisi/", counts.criteria_counts, name="fit_counts"),
    path("eslesme/aday/<int:candidate_id>/", seeker.explanation, name="match_explanation"),
    path("eslesme/puan/", open_pages.score, name="score_explained"),
    path("ozgecmis/bakanlar/", seeker.looks, name="looks_at_me"),
]
