from django.urls import path

from imece.exchange.developers.web import calls, debugger, documents, pages, trial

BASE = "veri-degisimi/gelistirici/"
SERVICE = f"{BASE}servisler/<str:name>/v<int:version>/"

urlpatterns = [
    path(BASE, pages.developers, name="developers"),
    path(f"{BASE}hatalar/", pages.road_problems, name="road_problems"),
    path(f"{BASE}openapi.json", documents.openapi, name="road_openapi"),
    path(f"{BASE}wsdl", documents.wsdl, name="road_wsdl"),
    path(f"{BASE}imza-denetimi/", debugger.check_assertion, name="check_assertion"),
    path(SERVICE, pages.developer_service, name="developer_service"),
    path(f"{SERVICE}openapi.json", documents.service_openapi, name="service_openapi"),
    path(f"{SERVICE}wsdl", documents.service_wsdl, name="service_wsdl"),
    path("degisim/dene/", trial.try_service_page, name="try_service"),
    path("degisim/cagrilarim/", calls.my_calls, name="my_calls"),
]
