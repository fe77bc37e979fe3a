from django.urls import path

from imece.employment.data_rights.web import seeker, staff

urlpatterns = [
    path("verilerim/", seeker.my_data, name="my_data"),
    path("verilerim/basvurular/yeni/", seeker.data_request_new, name="data_request_new"),
    path("verilerim/basvurular/<int:request_id>/", seeker.my_data_request, name="my_data_request"),
    path("kurum/veri-basvurulari/", staff.data_requests, name="data_requests"),
    path("kurum/veri-basvurulari/<int:request_id>/", staff.data_request, name="data_request"),
]
