from django.urls import path

from imece.employment.home.web import duties, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("baslangic/", views.start, name="start"),
    path("isveren/yukumlulukler/", duties.duties, name="duties"),
    path("isveren/yukumlulukler/<str:token>.ics", duties.calendar, name="duty_calendar"),
    path("kurumlar/", views.institutions, name="institutions"),
]
