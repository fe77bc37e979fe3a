from django.urls import path

from imece.exchange.letters.web import views

STAFF, OWN = "kurum/degisim/yazilar/", "degisim/yazilar/"

urlpatterns = [
    path(STAFF, views.letter_list, name="letters"),
    path(f"{STAFF}yeni/", views.letter_new, name="letter_new"),
    path(f"{STAFF}<int:letter_id>/", views.letter_detail, name="letter"),
    path(f"{STAFF}<int:letter_id>/pdf/", views.letter_pdf, name="letter_pdf"),
    path(f"{STAFF}<int:letter_id>/degistir/", views.letter_edit, name="letter_edit"),
    path(f"{STAFF}<int:letter_id>/yanit/", views.letter_answer, name="letter_answer"),
    path(f"{STAFF}<int:letter_id>/adim/<slug:step>/", views.letter_step, name="letter_step"),
    path(OWN, views.own_letter_list, name="my_letters"),
    path(f"{OWN}yeni/", views.letter_new, name="my_letter_new"),
    path(f"{OWN}<int:letter_id>/", views.letter_detail, name="my_letter"),
    path(f"{OWN}<int:letter_id>/pdf/", views.letter_pdf, name="my_letter_pdf"),
    path(f"{OWN}<int:letter_id>/degistir/", views.letter_edit, name="my_letter_edit"),
    path(f"{OWN}<int:letter_id>/yanit/", views.letter_answer, name="my_letter_answer"),
    path(f"{OWN}<int:letter_id>/adim/<slug:step>/", views.letter_step, name="my_letter_step"),
]
