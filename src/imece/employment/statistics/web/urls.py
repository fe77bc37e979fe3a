from django.urls import path

from imece.employment.statistics.web import dashboard, duties, gaps, open_data

urlpatterns = [
    path("istatistik/istemler/", dashboard.vacancy_figures, name="vacancy_figures"),
    path("istatistik/yukumlulukler/", duties.duty_figures, name="duty_figures"),
    path("istatistik/kontenjan-acigi/", gaps.quota_gap_list, name="quota_gaps"),
    path("acik-veri/isgucu/<int:year>/", open_data.workforce_file, name="open_data_workforce"),
    path("acik-veri/", open_data.open_data, name="open_data"),
    path("acik-veri/istemler/<int:year>/", open_data.months_file, name="open_data_months"),
    path("acik-veri/arz-talep/", open_data.market_file, name="open_data_market"),
    path("acik-veri/arz-talep/<str:code>/", open_data.occupation_file, name="occupation_market_csv"),
]
