from django.urls import path

from imece.core.reports.views import run_file, run_page

app_name = "reports"
urlpatterns = [
    path("<uuid:key>/", run_page, name="run"),
    path("<uuid:key>/<slug:file_format>/", run_file, name="file"),
]
