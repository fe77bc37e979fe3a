from django.urls import path

from imece.core.documents.views import check_code, verify_page

app_name = "documents"
urlpatterns = [
    path("dogrula/", verify_page, name="verify"),
    path("<str:code>/", check_code, name="check_code"),
]
