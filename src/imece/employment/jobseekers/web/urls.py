from django.urls import path

from imece.employment.jobseekers.web.seeker import section, views, vitae

urlpatterns = [
    path("ozgecmis/", views.profile, name="profile"),
    path("ozgecmis/durum/", views.switch, name="profile_switch"),
    path("ozgecmis/meslekler/", views.occupations, name="profile_occupations"),
    path("ozgecmis/pdf/", vitae.vitae, name="profile_vitae"),
    path("ozgecmis/<slug:name>/", section.section, name="profile_section"),
]
