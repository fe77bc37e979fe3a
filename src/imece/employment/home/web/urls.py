from django.urls import path

from imece.employment.home.web import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("baslangic/", views.start, name="start"),
    path("kurumlar/", views.institutions, name="institutions"),
]
