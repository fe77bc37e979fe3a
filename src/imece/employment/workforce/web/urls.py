from django.urls import path

from imece.employment.workforce.web.employer import personnel, views
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD

urlpatterns = [
    path("isveren/personel-formu/", personnel.personnel_uploads, name="personnel_uploads"),
    path("isveren/personel-formu/sablon/", personnel.personnel_template_file, name="personnel_template"),
    path("isveren/personel-formu/<int:upload_id>/", personnel.personnel_upload, name="personnel_upload"),
    path("isveren/personel-formu/<int:upload_id>/al/", personnel.personnel_take, name="personnel_take"),
    path(
        "isveren/personel-formu/<int:upload_id>/yeniden/", personnel.personnel_again, name="personnel_again"
    ),
    path(
        "isveren/personel-formu/<int:upload_id>/hatalar.<slug:kind>",
        personnel.personnel_errors,
        name="personnel_errors",
    ),
    path(
        "isveren/cizelgeler/<int:table_id>/kisiler/personel.<slug:kind>",
        personnel.personnel_export,
        name="personnel_export",
    ),
    path("isveren/cizelgeler/", views.workforce_list, name="workforce_list"),
    *TABLE_WIZARD.urls("isveren/cizelgeler/sihirbaz/"),
    path("isveren/cizelgeler/<int:table_id>/", views.workforce_table, name="workforce_table"),
    path("isveren/cizelgeler/<int:table_id>/kisiler/", views.workforce_persons, name="workforce_persons"),
    path("isveren/cizelgeler/<int:table_id>/sil/", views.workforce_delete, name="workforce_delete"),
]
