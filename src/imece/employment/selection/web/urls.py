from django.urls import path

from imece.employment.selection.web.employer import days, sheet_views
from imece.employment.selection.web.employer import views as employer
from imece.employment.selection.web.seeker import objections as contested
from imece.employment.selection.web.seeker import views as seeker
from imece.employment.selection.web.staff import views as staff

urlpatterns = [
    path("secim/gorusmeler/", days.interview_day, name="interview_day"),
    path("secim/gorusmeler/takvim.ics", days.interview_day_calendar, name="interview_day_calendar"),
    path("secim/sevk/", days.dispatches, name="dispatches"),
    path("secim/is-redleri/", staff.refusals, name="work_refusals"),
    path("secim/<int:round_id>/", employer.round_candidates, name="round_candidates"),
    path("secim/<int:round_id>/toplu/<slug:sheet>/", sheet_views.round_sheet, name="round_sheet"),
    path("secim/aday/<int:candidate_id>/", employer.candidate_detail, name="candidate_detail"),
    path("secim/aday/<int:candidate_id>/<slug:step>/", employer.candidate_step, name="candidate_step"),
    path("basvurularim/", seeker.my_applications, name="my_applications"),
    path("basvurularim/<int:candidate_id>/", seeker.my_application, name="my_application"),
    path("basvurularim/<int:candidate_id>/cevap/", seeker.answer, name="answer_invitation"),
    path(
        "basvurularim/<int:candidate_id>/takvim.ics",
        seeker.my_interview_calendar,
        name="my_interview_calendar",
    ),
    path("basvurularim/<int:candidate_id>/geri-cek/", seeker.withdraw, name="withdraw_application"),
    path("basvurularim/<int:candidate_id>/itiraz/", contested.contest, name="contest_decision"),
    path("itirazlarim/", contested.my_objections, name="my_objections"),
    path("itirazlarim/<int:objection_id>/", contested.my_objection, name="my_objection"),
    path("secim/esit-davranma/", staff.equality_watch, name="equality_watch"),
    path("itirazlar/", staff.objections, name="objections"),
    path("itirazlar/<int:objection_id>/", staff.objection, name="objection"),
]
