from django.urls import path

from imece.exchange.parties.web import institutions

urlpatterns = [
    path("degisim/kurum/", institutions.own_institution, name="exchange_own_institution"),
    path("degisim/kurumlar/<str:code>/", institutions.institution, name="exchange_institution"),
    path("degisim/kurumlar/<str:code>/adres/", institutions.address_new, name="exchange_institution_address"),
    path(
        "degisim/kurumlar/<str:code>/yetkili/",
        institutions.official_new,
        name="exchange_institution_official",
    ),
    path(
        "degisim/kurumlar/<str:code>/yetkili/<int:official_id>/bitir/",
        institutions.official_end,
        name="exchange_official_end",
    ),
    path("kurum/degisim/kurumlar/", institutions.institutions, name="exchange_institutions"),
    path("kurum/degisim/kurumlar/yeni/", institutions.institution_new, name="exchange_institution_new"),
    path(
        "kurum/degisim/kurumlar/<str:code>/",
        institutions.institution_change,
        name="exchange_institution_change",
    ),
]
