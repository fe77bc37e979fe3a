from django.urls import path

from imece.core.reports.views import report_page
from imece.employment.community_work.reports import AttendanceSheet
from imece.employment.community_work.web import attendance, views

urlpatterns = [
    path("typ/", views.programme_list, name="programmes"),
    path("typ/yeni/", views.programme_new, name="programme_new"),
    path("typ/puantaj/", report_page(AttendanceSheet), name="attendance_sheet"),
    path("typ/katilimci/<int:participant_id>/ayril/", views.participant_leave, name="participant_leave"),
    path("typ/katilimci/<int:participant_id>/<str:day>/", attendance.attendance_day, name="attendance_day"),
    path("typ/<str:number>/", views.programme, name="programme"),
    path("typ/<str:number>/degistir/", views.programme_change, name="programme_change"),
    path("typ/<str:number>/katilimci/", views.participant_new, name="participant_new"),
    path("typ/<str:number>/devam/", attendance.attendance, name="attendance"),
    path("typ/<str:number>/onay/<str:month>/", attendance.month_approve, name="month_approve"),
]
