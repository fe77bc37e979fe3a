from django.urls import path

from imece.exchange.catalogue.web import public, staff

urlpatterns = [
    path("veri-degisimi/servisler/", public.service_catalogue, name="service_catalogue"),
    path("veri-degisimi/servisler/<str:name>/v<int:version>/", public.service_page, name="service_page"),
    path("kurum/degisim/servisler/", staff.service_versions, name="service_versions"),
    path("kurum/degisim/servisler/<int:number>/<str:step>/", staff.service_step, name="service_step"),
]
