from django.urls import path

from imece.employment.workforce.web.employer import views
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD

urlpatterns = [
    path("isveren/cizelgeler/", views.workforce_list, name="workforce_list"),
    *TABLE_WIZARD.urls("isveren/cizelgeler/sihirbaz/"),
    path("isveren/cizelgeler/<int:table_id>/", views.workforce_table, name="workforce_table"),
    path("isveren/cizelgeler/<int:table_id>/kisiler/", views.workforce_persons, name="workforce_persons"),
    path("isveren/cizelgeler/<int:table_id>/sil/", views.workforce_delete, name="workforce_delete"),
]
