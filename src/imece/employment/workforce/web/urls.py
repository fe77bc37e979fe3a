from django.urls import path

from imece.employment.workforce.web.employer import personnel, views
from imece.employment.workforce.web.employer.difference import workforce_difference
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD
from imece.employment.workforce.web.quota import views as quota
from imece.employment.workforce.web.staff.views import not_filed_list

urlpatterns = [
    path("kurum/cizelge-vermeyenler/", not_filed_list, name="workforce_not_filed"),
    path("isveren/kontenjan/", quota.quota_list, name="quota_list"),
    path("isveren/kontenjan/<int:table_id>/", quota.quota_detail, name="quota_detail"),
    path("kontenjan/hesapla/", quota.quota_what_if, name="quota_what_if"),
    path("isveren/zorunlu-istihdam/", quota.compulsory_worker_list, name="compulsory_workers"),
    path("isveren/zorunlu-istihdam/yeni/", quota.compulsory_worker_new, name="compulsory_worker_new"),
    path(
        "isveren/zorunlu-istihdam/<int:worker_id>/tescil/",
        quota.compulsory_worker_register,
        name="compulsory_worker_register",
    ),
    path(
        "isveren/zorunlu-istihdam/<int:worker_id>/ayrildi/",
        quota.compulsory_worker_end,
        name="compulsory_worker_end",
    ),
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
    path("isveren/cizelgeler/fark/", workforce_difference, name="workforce_difference"),
    *TABLE_WIZARD.urls("isveren/cizelgeler/sihirbaz/"),
    path("isveren/cizelgeler/<int:table_id>/", views.workforce_table, name="workforce_table"),
    path("isveren/cizelgeler/<int:table_id>/kisiler/", views.workforce_persons, name="workforce_persons"),
    path("isveren/cizelgeler/<int:table_id>/sil/", views.workforce_delete, name="workforce_delete"),
]
