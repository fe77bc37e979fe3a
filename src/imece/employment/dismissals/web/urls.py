from django.urls import path

from imece.employment.dismissals.web.employer import records, views
from imece.employment.dismissals.web.employer.wizard import DISMISSAL_WIZARD

urlpatterns = [
    path("isveren/toplu-isten-cikarma/", views.dismissal_list, name="dismissal_list"),
    *DISMISSAL_WIZARD.urls("isveren/toplu-isten-cikarma/sihirbaz/"),
    path("isveren/toplu-isten-cikarma/<str:number>/", views.dismissal_detail, name="dismissal_detail"),
    path("isveren/toplu-isten-cikarma/<str:number>/pdf/", views.dismissal_paper, name="dismissal_paper"),
    path(
        "isveren/toplu-isten-cikarma/<str:number>/tutanak/",
        records.dismissal_record_new,
        name="dismissal_record_new",
    ),
    path(
        "isveren/toplu-isten-cikarma/<str:number>/tutanak/<int:paper_id>/",
        records.dismissal_record,
        name="dismissal_record",
    ),
]
