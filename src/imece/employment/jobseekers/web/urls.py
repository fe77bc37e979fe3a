from django.urls import path

from imece.employment.jobseekers.web.seeker import views

urlpatterns = [
    path("ozgecmis/", views.profile, name="profile"),
    path("ozgecmis/durum/", views.switch, name="profile_switch"),
    path("ozgecmis/meslekler/", views.occupations, name="profile_occupations"),
]
