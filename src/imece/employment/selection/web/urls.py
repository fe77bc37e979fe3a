from django.urls import path

from imece.employment.selection.web.employer import views as employer
from imece.employment.selection.web.seeker import views as seeker

urlpatterns = [
    path("secim/<int:round_id>/", employer.round_candidates, name="round_candidates"),
    path("secim/aday/<int:candidate_id>/", employer.candidate_detail, name="candidate_detail"),
    path("secim/aday/<int:candidate_id>/<slug:step>/", employer.candidate_step, name="candidate_step"),
    path("basvurularim/", seeker.my_applications, name="my_applications"),
    path("basvurularim/<int:candidate_id>/", seeker.my_application, name="my_application"),
    path("basvurularim/<int:candidate_id>/cevap/", seeker.answer, name="answer_invitation"),
]
