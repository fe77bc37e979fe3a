from django.urls import path

from imece.core.jobs.web import views

app_name = "jobs"
urlpatterns = [
    path("isler/<int:number>/", views.show_job, name="job"),
    path("isler/<int:number>/iptal/", views.cancel, name="cancel"),
]
