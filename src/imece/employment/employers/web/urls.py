"""Addresses of employers: membership, the card, its users, and staff's search."""

from django.urls import path

from imece.employment.employers.web.forms import districts
from imece.employment.employers.web.membership import views as membership

app_name = "employers"
urlpatterns = [
    path("uye-ol/isveren/", membership.terms, name="join"),
    path("uye-ol/isveren/bilgiler/", membership.employer, name="join_employer"),
    path("uye-ol/isveren/yetkili/", membership.founder, name="join_founder"),
    path("uye-ol/isveren/tamam/", membership.done, name="join_done"),
    path("isveren/ilceler/", districts, name="districts"),
]
