from django.urls import path

from imece.employment.surveys.web import views
from imece.employment.surveys.web.wizard import SURVEY_WIZARD

urlpatterns = [
    path("anketler/", views.survey_list, name="surveys"),
    path("anketler/sonuclar/", views.survey_results, name="survey_results"),
    *SURVEY_WIZARD.urls("anketler/doldur/"),
    path("anketler/<int:response_id>/", views.survey_response, name="survey_response"),
]
